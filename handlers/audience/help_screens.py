"""What I can do, by role."""

from collections.abc import Sequence
from functools import lru_cache

from bot.people import Speaker
from bot.words import Words
from handlers.audience.home_screens import doors, paragraphs, work
from handlers.showing.screen import Screen
from handlers.turns.menus import ADMIN, READER, commands


def help_screen(words: Words, speaker: Speaker, writes_for: Sequence[str]) -> Screen:
    """Commands of all their roles, the reader's first; `writes_for` names the partners they write for."""
    works = speaker.is_admin or speaker.is_communicator
    return _of_all_roles(words, speaker, writes_for) if works else _of_readers(words)


@lru_cache
def _of_readers(words: Words) -> Screen:
    """The same for all of them."""
    return _of_all_roles(words, None, ())


def _of_all_roles(words: Words, speaker: Speaker | None, writes_for: Sequence[str]) -> Screen:
    taken = {name for name, _ in ADMIN} if speaker and speaker.is_admin else set()
    blocks = [
        words.say("I'm Kapok: I bring you stories and offers from Guangzhou and its city partners, in your language."),
        commands(words, tuple(line for line in READER if line[0] not in taken)),
        words.say("To reach people: reply to a partner's post, or write to them from their page under /partners."),
    ]
    working = work(words, speaker, writes_for) if speaker else ""
    return Screen(paragraphs(*blocks, working), doors(words))
