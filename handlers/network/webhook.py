"""Updates by webhook: checked at the door, handled once and in their chat's order, answered when they are done.

A chat's next update is pushed when the one before has been answered 2xx, and what was never answered comes again
(tdlib/telegram-bot-api, `WebhookActor`). So an answer says "handled": a crash before it loses nothing.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from aiogram import Bot, Dispatcher

from handlers.network.intake import Intake
from handlers.network.intake_request import Entry
from handlers.network.once import Once
from handlers.network.updates import NotAnUpdate, Unreadable, read

HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 100
"""Pushed side by side, Telegram's most: one that waits out a flood answer holds its own."""
_log = logging.getLogger(__name__)


class Webhook:
    """The door for one bot's updates."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, secret: str) -> None:
        self._bot = bot
        self._secret = secret.encode()
        self._once = Once(dispatcher, bot)

    @contextlib.asynccontextmanager
    async def serving(self, path: str, host: str, port: int) -> AsyncIterator[int]:
        """Listen for POST on `path` until the block ends, then finish what was taken; yields the port.

        Raises `OSError` when the address is not free.
        """
        entry = Entry(path.encode(), HEADER.lower().encode(), self._secret)
        async with self._once.open(), Intake(entry, self._receive).open(host, port) as taken:
            yield taken

    def _receive(self, raw: bytes) -> int | asyncio.Task[None]:
        """The work, for a repeat the one at work; 200 when that is done or it is left out for good; 400 no update."""
        try:
            update = read(raw, self._bot)
        except NotAnUpdate:
            return 400
        except Unreadable as fault:  # any error would bring it again and again, and hold its chat's others back
            _log.warning("%s", fault)
            return 200
        return self._once.take(update) or 200
