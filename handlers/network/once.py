"""Updates that were taken, pushed or asked for: each is handled once, known by its number."""

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Iterable

from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Update

REMEMBERED = 10_000
"""The newest updates known by number: a repeat follows within seconds to minutes."""
_log = logging.getLogger(__name__)


class Once:
    """What one bot's updates are taken to."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, handled: Iterable[int] = ()) -> None:
        """`handled`: numbers of updates that were handled before this process began."""
        self._dispatcher, self._bot = dispatcher, bot
        self._taken: OrderedDict[int, asyncio.Task[None] | None] = OrderedDict.fromkeys(handled)

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Updates may be taken in the block; at its end what was taken is finished."""
        known = {"bot": self._bot, "dispatcher": self._dispatcher, **self._dispatcher.workflow_data}
        await self._dispatcher.emit_startup(**known)
        try:
            yield
        finally:
            await self._idle()
            await self._dispatcher.emit_shutdown(**known)

    def take(self, update: Update) -> "asyncio.Task[None] | None":
        """The work, for a repeat the one at work; none when that is done."""
        number = update.update_id
        if number not in self._taken:
            self._taken[number] = asyncio.create_task(self._handle(update))
            self._forget()
        return self._taken[number]

    async def _idle(self) -> None:
        """Wait until everything that was taken has been handled."""
        while working := {task for task in self._taken.values() if task}:
            await asyncio.wait(working)

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
