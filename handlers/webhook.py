"""Updates by webhook: checked at the door, handled once and in their chat's order, answered when they are done.

A chat's next update is pushed when the one before has been answered 2xx, and what was never answered comes again
(tdlib/telegram-bot-api, `WebhookActor`). So an answer says "handled": a crash before it loses nothing.
"""

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update

from handlers.intake import Intake
from handlers.intake_request import Entry
from handlers.updates import NotAnUpdate, Unreadable, read

HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 100
"""Pushed side by side, Telegram's most: one that waits out a flood answer holds its own."""
REMEMBERED = 10_000
"""The newest updates known by number: a repeat follows within seconds to minutes."""
_log = logging.getLogger(__name__)


class Webhook:
    """The door for one bot's updates."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, secret: str) -> None:
        self._dispatcher = dispatcher
        self._bot = bot
        self._secret = secret.encode()
        self._taken: OrderedDict[int, asyncio.Task[None] | None] = OrderedDict()

    @contextlib.asynccontextmanager
    async def serving(self, path: str, host: str, port: int) -> AsyncIterator[int]:
        """Listen for POST on `path` until the block ends, then finish what was taken; yields the port.

        Raises `OSError` when the address is not free.
        """
        known = {"bot": self._bot, "dispatcher": self._dispatcher, **self._dispatcher.workflow_data}
        entry = Entry(path.encode(), HEADER.lower().encode(), self._secret)
        try:
            async with Intake(entry, self._receive).open(host, port) as taken:
                await self._dispatcher.emit_startup(**known)
                yield taken
        finally:
            await self._idle()
            await self._dispatcher.emit_shutdown(**known)

    async def _idle(self) -> None:
        """Wait until everything that was taken has been handled."""
        while working := {task for task in self._taken.values() if task}:
            await asyncio.wait(working)

    def _receive(self, raw: bytes) -> int | asyncio.Task[None]:
        """The work, for a repeat the one at work; 200 when that is done or it is left out for good; 400 no update."""
        try:
            update = read(raw, self._bot)
        except NotAnUpdate:
            return 400
        except Unreadable as fault:  # any error would bring it again and again, and hold its chat's others back
            _log.warning("%s", fault)
            return 200
        number = update.update_id
        if number not in self._taken:
            self._taken[number] = asyncio.create_task(self._handle(update))
            self._forget()
        return self._taken[number] or 200

    async def _handle(self, update: Update) -> None:
        try:
            answer = await self._dispatcher.feed_update(self._bot, update)
            if isinstance(answer, TelegramMethod):
                await self._dispatcher.silent_call_request(self._bot, answer)
        except Exception:  # noqa: BLE001 - what the conversations' own error handler missed; a repeat would not mend it
            _log.exception("update %d could not be handled", update.update_id)
        finally:
            self._taken[update.update_id] = None

    def _forget(self) -> None:
        """Drop the oldest numbers, never one at work."""
        while len(self._taken) > REMEMBERED:
            oldest = next(iter(self._taken))
            if self._taken[oldest]:
                return
            del self._taken[oldest]
