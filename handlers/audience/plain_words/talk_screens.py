"""Answers to whatever no conversation waited for."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.hearing.aliases import Wish
from bot.hearing.nods import Nod
from bot.hearing.patterns import any_of
from bot.transport import Button, Row
from bot.words import Words, marked
from handlers.audience.answering.beyond_screens import look_or_write
from handlers.audience.home_screens import TellStory, back_home, doors, paragraphs
from handlers.audience.plain_words.suggesting_screens import LABELS, Table, suggestions
from handlers.showing.screen import Screen
from handlers.turns.menus import commands


def sorry_screen(words: Words) -> Screen:
    """For whoever is displeased and does not say with what."""
    fewer, stop = suggestions(words, (Wish.FEWER, Wish.STOP))
    text = words.say("I'm sorry. You can have fewer posts, or none, or tell a partner what you think.")
    return Screen(text, (fewer, stop, look_or_write(words)[1:], (back_home(words),)))


def complaint_screen(words: Words) -> Screen:
    """A complaint: people who can do something about it are the partners."""
    text = words.say("I'm sorry about that. I'm only a bot, but partners read what you write to them.")
    return Screen(text, (look_or_write(words), *suggestions(words, (Wish.HELP,)), (back_home(words),)))


def passed_on_screen(words: Words) -> Screen:
    """Somebody else's words, passed on: they may be the beginning of a story, or for a partner."""
    text = paragraphs(
        words.say("Thank you. I can't do anything with forwarded messages, but these buttons may help."),
        words.say("/help shows all I can do."),
    )
    return Screen(text, (story_row(words), look_or_write(words), *doors(words)))


def thanked_screen(words: Words) -> Screen:
    """A word of thanks, praise."""
    return Screen(words.say("You're welcome. I'm here whenever you need me."), doors(words))


def praised_screen(words: Words) -> Screen:
    """Praise of something that came: whoever wrote it would like to read that."""
    text = words.say("I'm glad that you like it! Reply to a post, and whoever wrote it will read that.")
    return Screen(text, doors(words))


_WARM: Mapping[Nod, str] = {
    Nod.SAD: marked("I'm sorry to hear that. I'm only a bot, but I wish you strength."),
    Nod.DESPERATE: marked(
        "That sounds very hard, and I'm only a bot. Please talk to somebody you trust, "
        "or call the emergency number where you are, now."
    ),
    Nod.BIRTHDAY: marked("Happy birthday! May this year bring you good stories."),
    Nod.GLAD: marked("What good news! Congratulations."),
    Nod.FESTIVE: marked("Thank you, and the same to you!"),
    Nod.AMUSED: marked("Glad you're enjoying yourself."),
    Nod.NIGHT: marked("Good night, and sweet dreams."),
}


def puzzled_screen(words: Words) -> Screen:
    """For who does not understand what was answered, or wanted something else."""
    text = words.say("I'm sorry that this didn't help. Say it in a few other words, or look here:")
    return Screen(text, (*suggestions(words, (Wish.HELP,)), look_or_write(words), (back_home(words),)), guess=True)


def _listeners(words: Words) -> Markup:
    """Lines of those who listen day and night, as their cities and countries name them in 2026."""
    return words.say(
        "Somebody listens on these lines, day and night: 12356 on the mainland, 18111 in Hong Kong, 2852 5222 "
        "in Macau, 1411 in Portugal."
    )


def nodded_screen(words: Words, nod: Nod) -> Screen:
    """A nod, a frown, a question mark: who frowns may want fewer posts, who wonders may want help."""
    if nod is Nod.PLEASED:
        return thanked_screen(words)
    if nod is Nod.AGREED:
        return noted_screen(words)
    if nod is Nod.DESPERATE:
        return Screen(paragraphs(words.say(_WARM[nod]), _listeners(words)), ())
    if nod in _WARM:
        return Screen(words.say(_WARM[nod]), doors(words))
    return puzzled_screen(words) if nod is Nod.PUZZLED else sorry_screen(words)


def unread_screen(words: Words, *first: Row) -> Screen:
    """A picture, a voice message, a sticker: anything but text; `first` is what it may be good for."""
    text = paragraphs(
        words.say("Thank you. I can only read text here, but these buttons may help."),
        words.say("/help shows all I can do."),
    )
    return Screen(text, (*first, *doors(words)))


_DREW = any_of(
    r"\b(?:dr[ea]w|drawn|painted|coloured|colored|made) (?:you|u|a \w+ (?:for|of) (?:you|kapok))\b",
    r"\b(?:drawing|picture|painting|card) for (?:you|u|kapok)\b",
    r"\b(?:desenhou|pintou|fez)(?:-te|-lhe)?\b.{0,12}\b(?:para (?:ti|si|voc[êe])|desenho|pintura)\b|\bfez-(?:te|lhe) ",
    r"\bdesenho (?:para|pra) (?:ti|si|voc[êe]|o kapok)\b",
    r"[畫画](?:咗|了)?(?:[一幅個个張张])*.{0,4}(?:[畀俾給给]|送)你|(?:[畀俾給给帮幫]|送)你[畫画]",
)


def shows_a_drawing(text: str) -> bool:
    """Whether somebody has drawn something for it, as children do."""
    return bool(_DREW.search(text))


def drawn_screen(words: Words) -> Screen:
    """Thanks, and where a drawing can be seen by others."""
    text = paragraphs(
        words.say("How kind, thank you! I'm only a bot and can't see pictures, but people can."),
        words.say("Tell the story behind it and send a photo of it along: when it's published, readers will see both."),
    )
    return Screen(text, (story_row(words), *doors(words)))


def story_row(words: Words) -> Row:
    """Below what somebody showed: it may be the beginning of their own story."""
    return (Button(words.say(LABELS[Wish.SHARE]), TellStory().pack()),)


def noted_screen(words: Words) -> Screen:
    """Something said that asks for nothing, a thumb up: perhaps thanks, and perhaps not."""
    return Screen(words.say("Got it. I'm here whenever you need me."), doors(words))


def unknown_command_screen(words: Words, command: str, near: Table = (), duties: Table = ()) -> Screen:
    """A command that does not exist, or not for them: those `near`, or else all `duties` of whoever works here."""
    if near:
        unknown = words.say("I don't know {command}. Perhaps you mean:", command=command)
    elif duties:
        unknown = words.say("I don't know {command}. You can use these:", command=command)
    else:
        return Screen(words.say("I don't know {command}. /help shows all I can do.", command=command), doors(words))
    shown = commands(words, near or duties)
    return Screen(paragraphs(unknown, shown, words.say("/help shows all I can do.")), doors(words))
