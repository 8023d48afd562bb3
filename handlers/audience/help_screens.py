"""What I can do, by role."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.people import Speaker
from bot.words import Words
from handlers.audience.home_screens import doors, paragraphs
from handlers.menus import ADMIN, COMMUNICATOR, READER
from handlers.screen import Screen


def help_screen(words: Words, speaker: Speaker, writes_for: Sequence[str]) -> Screen:
    """Commands of all their roles, the reader's first; `writes_for` names the partners they write for."""
    taken = {name for name, _ in ADMIN} if speaker.is_admin else set()
    blocks = [
        words.say("I am Kapok: I bring you stories and offers from Guangzhou and its city partners, in your language."),
        _commands(words, [line for line in READER if line[0] not in taken]),
    ]
    if speaker.is_communicator:
        blocks.append(words.say("<b>You write for {partners}:</b>", partners=words.list(writes_for)))
        blocks.append(_commands(words, COMMUNICATOR))
    if speaker.is_admin:
        blocks.append(words.say("<b>You run the programme:</b>"))
        blocks.append(_commands(words, ADMIN))
    return Screen(paragraphs(*blocks), doors(words))


def _commands(words: Words, table: Sequence[tuple[str, str]]) -> Markup:
    return Markup("\n").join(Markup("/{} – {}").format(name, words.say(meaning)) for name, meaning in table)
