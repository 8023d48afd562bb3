"""How posts are made: one sentence for each thing that communicators ask about."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.content import ALBUM_LIMIT, CAPTION_LIMIT, TEXT_LIMIT
from bot.hearing.tasks import Task
from bot.words import Words
from handlers.sending.broadcast_screens import mending_line
from handlers.showing.screen import Screen
from handlers.staff.asking_screens import ask_button
from handlers.turns.menus import commands


def _out_line(words: Words) -> Markup:
    waiting = words.say(
        "One that waits for review or for its time can be changed, too: open it under {command}. After that an admin "
        "looks at it again.",
        command="/posts",
    )
    return Markup("\n\n").join([mending_line(words, "/posts"), waiting])


_HOW: dict[Task, Callable[[Words], Markup]] = {
    Task.PREVIEW: lambda words: words.say(
        "“{preview}” below a draft shows it as each reader will get it.", preview=words.bare("Preview")
    ),
    Task.WHOM: lambda words: words.say(
        "Below a draft you choose whom it's for: all your followers, or some cities. There you see how many that is."
    ),
    Task.BELOW: lambda words: words.say(
        "“{buttons}” below a draft puts links under the post. Or send the address while the draft is open.",
        buttons=words.bare("Buttons"),
    ),
    Task.CAMPAIGN: lambda words: words.say(
        "“{campaign}” below a draft puts the post into one.", campaign=words.bare("Campaign")
    ),
    Task.PICTURES: lambda words: words.say(
        "Photos and videos that you send while a draft is open join it, up to {n}.", n=words.number(ALBUM_LIMIT)
    ),
    Task.WORDING: lambda words: words.say(
        "Send a text as it should look: bold, links and the like stay. "
        "To change it, press its language below the draft."
    ),
    Task.POSTS: _out_line,
    Task.DELETE: lambda words: words.say(
        "“{delete}” is below the draft. What has gone out can be recalled.", delete=words.bare("Delete draft")
    ),
    Task.DRAFTS: lambda words: words.say("Nothing is lost: a draft waits until you go on with it."),
    Task.MORE: lambda words: words.say(
        "Under “{more}” below a draft you can send it to yourself, duplicate it or give it to translators.",
        more=words.bare("More ›"),
    ),
    Task.WHEN: lambda words: words.say(
        "Once a post is approved you choose its time, and whether it repeats. Urgent, or faster for money, only an "
        "admin can make it: ask them."
    ),
    Task.LENGTH: lambda words: words.say(
        "A text may have {most} characters. Under pictures {caption} fit; a longer one comes as a message of its own.",
        most=words.number(TEXT_LIMIT),
        caption=words.number(CAPTION_LIMIT),
    ),
    Task.LANGUAGES: lambda words: words.say(
        "Write in as many languages as you like, in any order. Readers whose language is missing get the nearest."
    ),
    Task.PEOPLE: lambda words: words.say(
        "An admin of the programme can invite people who write with you: ask for an invitation link."
    ),
    Task.CHANNEL: lambda words: words.say(
        "An admin of the programme links your channel, once I'm an administrator there: ask them, with its link."
    ),
    Task.LETTERS: lambda words: words.say(
        "Readers can reply to your posts, or write to you from your page. It arrives in this chat at once: to answer, "
        "reply to that message."
    ),
    Task.QUOTA: lambda words: words.say(
        "How many posts may go out in a month depends on the kind of partner. When there are no more, "
        "I say so before you confirm a time."
    ),
    Task.APPROVAL: lambda words: words.say(
        "An admin looks at what you submit. As soon as it is approved or sent back, I tell you."
    ),
    Task.ZONE: lambda words: words.say("The times here are those of your own time zone. /settings changes it."),
}


TOLD = frozenset(_HOW)
"""What a sentence answers."""
OF_ONE_OUT = frozenset({Task.PICTURES, Task.BELOW, Task.WORDING, Task.POSTS})
"""What may be asked about a draft or about a post that is out."""
OF_ADMINS = frozenset({Task.PEOPLE, Task.CHANNEL, Task.APPROVAL, Task.QUOTA, Task.WHEN})
"""What is the admins' to do."""


def how_line(words: Words, task: Task) -> Markup:
    """How it is done."""
    return _HOW[task](words)


def how_screen(words: Words, tasks: Sequence[Task], table: tuple[tuple[str, str], ...]) -> Screen:
    """How it is done, and the commands for it, if there are any; what only admins can do they are asked for."""
    lines = [how_line(words, task) for task in tasks if task in _HOW and task is not Task.POSTS]
    lines += [_out_line(words)] if OF_ONE_OUT.intersection(tasks) else []
    rows = ((ask_button(words),),) if OF_ADMINS.intersection(tasks) else ()
    return Screen(Markup("\n\n").join((*lines, commands(words, table)) if table else lines), rows)
