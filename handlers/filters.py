"""Filters that several conversations share."""

from aiogram import F
from aiogram.enums import ChatType, ContentType
from aiogram.filters import Filter
from aiogram.types import Message, TelegramObject
from aiogram.utils.magic_filter import MagicFilter

from bot.flips import FLIP
from bot.people import Speaker


class IsAdmin(Filter):
    """Only admins; for commands that mean something else to others. Rights themselves are guarded elsewhere too."""

    async def __call__(self, _event: TelegramObject, speaker: Speaker | None = None) -> bool:
        """Whether an admin speaks."""
        return speaker is not None and speaker.is_admin


class IsCommunicator(Filter):
    """Only communicators."""

    async def __call__(self, _event: TelegramObject, speaker: Speaker | None = None) -> bool:
        """Whether a communicator speaks."""
        return speaker is not None and speaker.is_communicator


class AtOnce(Filter):
    """A rule asked in place: aiogram hands those that it is given bare to a thread, which costs more than the rule."""

    def __init__(self, rule: MagicFilter) -> None:
        self._rule = rule

    async def __call__(self, event: TelegramObject) -> bool:
        """Whether it holds."""
        return bool(self._rule.resolve(event))


PLAIN = F.text & ~F.text.startswith("/")
"""Text that is not a command: what a conversation's question is answered with. Commands always lead out of it."""
ANSWER = ~F.text.startswith("/")
"""Anything but a command."""


class Said(Filter):
    """What a person says to the bot. In groups it is quiet, and service messages (a pin, a new wallpaper) say nothing.

    Asked of every message: as a rule of magic it cost ten times as much.
    """

    async def __call__(self, message: Message) -> bool:
        """Whether it is."""
        return message.chat.type == ChatType.PRIVATE and message.content_type in _SAID


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
