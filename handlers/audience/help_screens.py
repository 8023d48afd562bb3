"""What I can do, by role."""

from collections.abc import Sequence

from bot.people import Speaker
from bot.words import Words
from handlers.audience.home_screens import doors, paragraphs, work
from handlers.showing.screen import Screen
from handlers.turns.menus import ADMIN, READER, commands


def help_screen(words: Words, speaker: Speaker, writes_for: Sequence[str]) -> Screen:
    """Commands of all their roles, the reader's first; `writes_for` names the partners they write for."""
    taken = {name for name, _ in ADMIN} if speaker.is_admin else set()
    blocks = [
        words.say("I'm Kapok: I bring you stories and offers from Guangzhou and its city partners, in your language."),
        commands(words, tuple(line for line in READER if line[0] not in taken)),
        words.say("To reach people: reply to a partner's post, or write to them from their page under /partners."),
    ]
    return Screen(paragraphs(*blocks, work(words, speaker, writes_for)), doors(words))
