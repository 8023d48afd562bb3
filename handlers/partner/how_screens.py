"""How posts are made: one sentence for each thing that communicators ask about."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.aliases import DraftPart
from bot.content import ALBUM_LIMIT, CAPTION_LIMIT, TEXT_LIMIT
from bot.words import Words
from handlers.asking_screens import ask_button
from handlers.menus import commands
from handlers.screen import Screen

_HOW: dict[DraftPart, Callable[[Words], Markup]] = {
    DraftPart.PREVIEW: lambda words: words.say(
        "“{preview}” below a draft shows it as each reader will get it.", preview=words.bare("Preview")
    ),
    DraftPart.WHOM: lambda words: words.say(
        "Below a draft you choose whom it is for: all your followers, or some cities. There you see how many that is."
    ),
    DraftPart.BELOW: lambda words: words.say(
        "“{buttons}” below a draft puts links under the post. Or send the address while the draft is open.",
        buttons=words.bare("Buttons"),
    ),
    DraftPart.CAMPAIGN: lambda words: words.say(
        "“{campaign}” below a draft puts the post into one.", campaign=words.bare("Campaign")
    ),
    DraftPart.PICTURES: lambda words: words.say(
        "Photos and videos that you send while a draft is open join it, up to {n}.", n=words.number(ALBUM_LIMIT)
    ),
    DraftPart.WORDING: lambda words: words.say(
        "Send a text as it should look: bold, links and the like stay. "
        "To change it, press its language below the draft."
    ),
    DraftPart.DELETE: lambda words: words.say(
        "“{delete}” is below the draft. What has gone out can be recalled.", delete=words.bare("Delete draft")
    ),
    DraftPart.LATER: lambda words: words.say("Nothing is lost: a draft waits until you go on with it."),
    DraftPart.MORE: lambda words: words.say(
        "Under “{more}” below a draft you can send it to yourself, duplicate it or give it to translators.",
        more=words.bare("More ›"),
    ),
    DraftPart.WHEN: lambda words: words.say(
        "Once a post is approved you choose its time. There it can also be made urgent or repeated."
    ),
    DraftPart.LENGTH: lambda words: words.say(
        "A text may have {most} characters. Under pictures {caption} fit; a longer one comes as a message of its own.",
        most=words.number(TEXT_LIMIT),
        caption=words.number(CAPTION_LIMIT),
    ),
    DraftPart.LANGUAGES: lambda words: words.say(
        "Write in as many languages as you like, in any order. Whoever lacks theirs gets the nearest."
    ),
    DraftPart.PEOPLE: lambda words: words.say(
        "An admin of the programme can invite people who write with you: ask for an invitation link."
    ),
    DraftPart.CHANNEL: lambda words: words.say(
        "An admin of the programme links your channel, once I am an administrator there: ask them, with its link."
    ),
    DraftPart.LETTERS: lambda words: words.say(
        "What readers write to you comes into this chat as it is written. Reply to such a message to answer it."
    ),
    DraftPart.QUOTA: lambda words: words.say(
        "How many posts may go out in a month depends on the kind of partner. When there are no more, "
        "I say so before you confirm a time."
    ),
    DraftPart.REVIEW: lambda words: words.say(
        "An admin looks at what you submit. As soon as it is approved or sent back, I tell you."
    ),
}


OF_ADMINS = frozenset({DraftPart.PEOPLE, DraftPart.CHANNEL, DraftPart.REVIEW, DraftPart.QUOTA})
"""What is the admins' to do."""


def how_line(words: Words, part: DraftPart) -> Markup:
    """How it is done."""
    return _HOW[part](words)


def how_screen(words: Words, parts: Sequence[DraftPart], table: tuple[tuple[str, str], ...]) -> Screen:
    """How it is done, and the commands for it, if there are any; what only admins can do they are asked for."""
    lines = [how_line(words, part) for part in parts]
    rows = ((ask_button(words),),) if OF_ADMINS.intersection(parts) else ()
    return Screen(Markup("\n\n").join((*lines, commands(words, table)) if table else lines), rows)
