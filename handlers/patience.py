"""Replies take turns with broadcasts on the same account, first in line, and obey a flood answer."""

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.accounts import Lane
from bot.pace import Pacer

TRIES = 5
LONGEST_SECONDS = 60
"""A flood answer longer than this is left to the log: the person will have moved on."""
_SENDS = ("send", "copy", "forward")
_EDITS = ("edit",)
_FREE = frozenset({"sendChatAction"})
_ABOUT_US = "setMy"
"""Telegram counts these for themselves, and may ask to wait for a day: that stops nothing else."""


class Patience(BaseRequestMiddleware):
    """Gives the conversations' own messages their turns, and waits out flood answers.

    A flood answer stops broadcasts of this process too; other processes hear of it when they get one themselves.
    """

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request at its turn, again after each flood answer, a few times."""
        for _ in range(TRIES):
            await self._turn(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as flood:
                if method.__api_method__.startswith(_ABOUT_US):
                    raise
                self._pacer.close(flood.retry_after)
                if flood.retry_after > LONGEST_SECONDS:
                    raise
        await self._turn(method)
        return await make_request(bot, method)

    async def _turn(self, method: TelegramMethod[TelegramType]) -> None:
        """What Telegram counts against the account waits for its turn; everything else does not."""
        name, chat = method.__api_method__, getattr(method, "chat_id", None)
        if name.startswith(_SENDS) and name not in _FREE and isinstance(chat, int):
            await self._pacer.turn(Lane.REPLY, chat)
        elif name.startswith(_EDITS):
            await self._pacer.turn(Lane.REPLY, None)
