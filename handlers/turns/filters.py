"""Filters that several conversations share.

What one look tells is looked for once (`Given`); others that every message is asked are plain Python: as rules of
magic each of them cost a hundredth of a turn.
"""

import re
from collections.abc import Callable
from typing import Any

from aiogram import Bot, F
from aiogram.enums import ChatType, ContentType
from aiogram.filters import Command, Filter
from aiogram.types import Message, TelegramObject
from aiogram.utils.magic_filter import MagicFilter

from bot.forms.flips import FLIP
from bot.people import Speaker
from bot.signposts import LONGEST_ID
from handlers.turns.facts import Facts, facts_of


class Given(Filter):
    """One look at the update tells: the switchboard looks once for all who listen, and asks nobody else."""

    def __init__(self, holds: Callable[[Facts], bool]) -> None:
        self.holds = holds

    async def __call__(
        self, event: TelegramObject, speaker: Speaker | None = None, raw_state: str | None = None
    ) -> bool:
        """Whether it holds."""
        return self.holds(facts_of(event, speaker, raw_state))


ANSWER = Given(lambda it: not it.stroke)
"""Anything but a command; commands always lead out of a question."""
PLAIN = Given(lambda it: it.text and not it.stroke)
"""Text that is not a command: what a conversation's question is answered with."""
STROKE = Given(lambda it: it.stroke)
"""What is typed as a command, whether there is such a one or not."""
WORDLESS = Given(lambda it: not it.text)
FILE = Given(lambda it: it.document)
PASSED_ON = Given(lambda it: it.text and it.passed_on)
"""Somebody else's text."""
REPLY = Given(lambda it: it.reply)
OWN = Given(lambda it: it.own)
"""Said to the bot, in one's own words."""
IDLE = Given(lambda it: it.idle)
"""Nobody waits for an answer."""
WORDLESS_QUESTION = Given(lambda it: it.wordless)
"""Nobody waits for an answer in words."""
BY_ADMIN = Given(lambda it: it.admin)
"""For words that mean something else to others. Rights themselves are guarded elsewhere too."""
BY_COMMUNICATOR = Given(lambda it: it.communicator)
BY_STAFF = Given(lambda it: it.admin or it.communicator)
BY_NEWCOMER = Given(lambda it: it.newcomer)
"""Who has not chosen one yet."""


class AtOnce(Filter):
    """A rule asked in place: aiogram hands those that it is given bare to a thread, which costs more than the rule."""

    def __init__(self, rule: MagicFilter) -> None:
        self._rule = rule

    async def __call__(self, event: TelegramObject) -> bool:
        """Whether it holds."""
        return bool(self._rule.resolve(event))


class Numbered(Filter):
    """A command that ends in a number, like /stop_3; the handler gets the `number`."""

    def __init__(self, word: str) -> None:
        self._begin = f"/{word}_"
        self._command = Command(re.compile(rf"{word}_([0-9]{{1,{LONGEST_ID}}})\Z", re.IGNORECASE))

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        """Its number, if it is one and for us."""
        begin = (message.text or message.caption or "").lstrip()[: len(self._begin)]
        found = begin.casefold() == self._begin and await self._command(message, bot)
        return {"number": int(found["command"].regexp_match[1])} if isinstance(found, dict) else False


class Said(Filter):
    """What a person says to the bot; in groups it is quiet, and service messages (a pin, a wallpaper) say nothing.

    Neither does a story of ours that was picked inline in the chat with us: it answers no question.
    """

    async def __call__(self, message: Message) -> bool:
        """Whether it is."""
        ours = message.via_bot and message.bot and message.via_bot.id == message.bot.id
        return message.chat.type == ChatType.PRIVATE and message.content_type in _SAID and not ours


_SAID = frozenset(
    {
        ContentType.TEXT,
        ContentType.PHOTO,
        ContentType.VIDEO,
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.DOCUMENT,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.POLL,
        ContentType.VENUE,
        ContentType.LOCATION,
        ContentType.PAID_MEDIA,
        ContentType.CHECKLIST,
        ContentType.LIVE_PHOTO,
        ContentType.RICH_MESSAGE,
        ContentType.INVOICE,
        ContentType.GIVEAWAY,
        ContentType.GIVEAWAY_WINNERS,
        ContentType.UNKNOWN,
    }
)
"""Kinds newer than this list included."""
PRESSED = (F.message.chat.type == ChatType.PRIVATE) | F.data.startswith(f"{FLIP}:")
"""A button in a private chat, or a mark under a channel's post."""
