"""Filters that several conversations share."""

from aiogram import F
from aiogram.filters import Filter
from aiogram.types import TelegramObject

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


PRIVATE = F.chat.type == "private"
PLAIN = F.text & ~F.text.startswith("/")
"""Text that is not a command: what a conversation's question is answered with. Commands always lead out of it."""
ANSWER = ~F.text.startswith("/")
"""Anything but a command."""
