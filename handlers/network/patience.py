"""Replies take turns with broadcasts on the same account, first in line, and obey a flood answer."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from math import ceil

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.accounts import Lane
from bot.pace import REPLY_WAITS, Closed, Pacer

TRIES = 5
_SENDS = ("send", "copy", "forward")
_EDITS = ("edit",)
_FREE = frozenset({"sendChatAction"})
_ABOUT_US = "setMy"
"""Telegram counts these for themselves, and may ask to wait for a day: that stops nothing else."""


class Patience(BaseRequestMiddleware):
    """Gives the conversations' own messages their turns, and waits out flood answers.

    A flood answer stops broadcasts of this process too, and those of others once the account's row is told. A long one
    is left to the log, whoever heard it: the person will have moved on, and nobody who stops us waits for it.
    """

    def __init__(self, pacer: Pacer, ready: Callable[[], AbstractAsyncContextManager[None]]) -> None:
        """`ready`: entered before a turn is waited for, so that the way is open when it comes."""
        self._pacer = pacer
        self._ready = ready

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request at its turn, again after each flood answer, a few times. Raises `TelegramRetryAfter`."""
        for _ in range(TRIES):
            try:
                return await self._at_its_turn(make_request, bot, method)
            except _Held:
                raise
            except TelegramRetryAfter as flood:
                if method.__api_method__.startswith(_ABOUT_US):
                    raise
                self._pacer.close(flood.retry_after)
                if flood.retry_after > REPLY_WAITS:
                    raise
                if not _takes_turn(method):  # whatever takes one waits for it
                    await asyncio.sleep(flood.retry_after)
        return await self._at_its_turn(make_request, bot, method)

    async def _at_its_turn(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """What Telegram counts against the account waits for its turn; everything else does not."""
        if not _takes_turn(method):
            return await make_request(bot, method)
        async with self._ready():
            try:
                await self._pacer.turn(Lane.REPLY, _sent_to(method))
            except Closed:
                raise _Held(method, "a flood answer stands", ceil(self._pacer.closed_for)) from None
            return await make_request(bot, method)


def _takes_turn(method: TelegramMethod[TelegramType]) -> bool:
    return _sent_to(method) is not None or method.__api_method__.startswith(_EDITS)


def _sent_to(method: TelegramMethod[TelegramType]) -> int | None:
    """The chat that gets a message by it."""
    name, chat = method.__api_method__, getattr(method, "chat_id", None)
    return chat if name.startswith(_SENDS) and name not in _FREE and isinstance(chat, int) else None


class _Held(TelegramRetryAfter):
    """Not said at all."""
