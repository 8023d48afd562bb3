"""Replies obey a flood answer: wait as long as Telegram says, then say it again."""

import asyncio

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

TRIES = 5
LONGEST_SECONDS = 60
"""A flood answer longer than this is left to the log: the person will have moved on."""


class Patience(BaseRequestMiddleware):
    """Waits out flood answers of the conversations' own requests."""

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        """Make the request, again after each flood answer, a few times."""
        for _ in range(TRIES):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as flood:
                if flood.retry_after > LONGEST_SECONDS:
                    raise
                await asyncio.sleep(flood.retry_after)
        return await make_request(bot, method)
