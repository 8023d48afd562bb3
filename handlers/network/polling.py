"""Updates by long polling: handled once and in their chat's order, confirmed when they and all before are handled.

Telegram forgets what lies before the offset of a question, and answers with at most a hundred updates from it on, at
once while there are any. So the offset stands at the oldest that is at work: a crash loses nothing but what `SLOW` lets
go of, and what was handled beyond it is remembered (`handled_ahead`), so that it is not handled again.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot, Dispatcher
from aiogram.exceptions import AiogramError, TelegramConflictError
from aiogram.types import Update

from bot.actions.faults import Faults
from bot.actions.polled import handled_ahead, keep_handled_ahead
from bot.actions.rivals import tell_of_rival
from bot.store import Store
from handlers.network.once import Once

POLL_SECONDS = 20
ANSWER_SECONDS = 30
"""An answer that has not come that long after it was due will not come."""
MOST = 100
"""Updates that Telegram hands out from the oldest that is not confirmed."""
REST = 0.25
"""Seconds between two questions while something is at work: each would be answered at once with the same."""
SLOW = 3.0
"""Seconds at work after which an update is confirmed when the hundred is full: others do not wait, a kill loses it."""
LONGEST_WAIT = 5.0
"""Seconds until the next question, while questions are refused or do not arrive."""
END_SECONDS = 5
"""Who stops us waits so long for the last confirmation."""
CALM = 600.0
"""Seconds without a conflict after which nobody else asks any more."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Taken:
    """One update from the oldest that is not confirmed on."""

    work: "asyncio.Task[None] | None"
    since: float

    @property
    def done(self) -> bool:
        return self.work is None or self.work.done()


class Polling:
    """Asks for one bot's updates."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, store: Store, clock: Callable[[], datetime]) -> None:
        self._dispatcher, self._bot, self._store = dispatcher, bot, store
        self._kinds = dispatcher.resolve_used_update_types()
        self._window: dict[int, _Taken] = {}
        """Taken and not confirmed, the oldest first."""
        self._asked: int | None = None
        self._ahead: set[int] = set()
        """Those that are kept as handled."""
        self._rival = _Rival(store, clock)
        self._faults = Faults()
        self._wait, self._away = 0.0, False

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """Ask for updates until the block ends, then finish and confirm what was taken."""
        self._ahead = set(await handled_ahead(self._store))
        self._once = Once(self._dispatcher, self._bot, self._ahead)
        async with self._once.open():
            polling = asyncio.create_task(self._poll())
            try:
                yield
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)
        await self._end()

    async def _poll(self) -> None:
        while True:
            try:
                await self._round()
            except Exception as fault:  # noqa: BLE001 - whatever it was is in the log, and people wait for answers
                self._faults.tell(_log, fault, "asking for updates failed")
                await asyncio.sleep(LONGEST_WAIT)

    async def _round(self) -> None:
        """Ask once, begin what is new, and wait until it makes sense to ask again."""
        updates = await self._ask()
        if updates is None:
            await self._remember(self._asked)
            await asyncio.sleep(self._wait)
            return
        now = asyncio.get_running_loop().time()
        new = [update for update in updates if update.update_id not in self._window]
        for update in new:
            self._window[update.update_id] = _Taken(self._once.take(update), now)
        if self._ahead:
            await self._remember(self._asked)
        await self._rest(came=bool(new))

    async def _ask(self) -> list[Update] | None:
        """What waits from the oldest at work on, the rest confirmed by it; none when there is no answer."""
        offset = self._offset()
        try:
            updates = await self._bot.get_updates(
                offset=offset,
                timeout=POLL_SECONDS,
                allowed_updates=self._kinds,
                request_timeout=POLL_SECONDS + ANSWER_SECONDS,
            )
        except TelegramConflictError as refused:
            self._wait = LONGEST_WAIT
            await self._rival.met(refused)
        except AiogramError as away:
            if not self._away:
                self._away = True
                _log.warning("updates cannot be fetched, it is tried again every few seconds: %s", away)
            self._wait = min(self._wait * 2 or 1.0, LONGEST_WAIT)
        else:
            self._confirmed(offset)
            if self._away:
                _log.info("updates can be fetched again")
            self._wait, self._away = 0.0, False
            await self._rival.not_met()
            return updates
        return None

    def _offset(self) -> int | None:
        """The oldest that is to come again after a crash; one beyond all when there is none."""
        full, now = len(self._window) >= MOST, asyncio.get_running_loop().time()
        for number, taken in self._window.items():
            if not (taken.done or (full and now - taken.since >= SLOW)):
                return number
        return max(self._window) + 1 if self._window else self._asked

    @property
    def _working(self) -> "list[asyncio.Task[None]]":
        return [taken.work for taken in self._window.values() if taken.work and not taken.work.done()]

    def _confirmed(self, offset: int | None) -> None:
        self._asked = offset
        if offset is not None:
            self._window = {number: taken for number, taken in self._window.items() if number >= offset}

    async def _rest(self, *, came: bool) -> None:
        """Until all is handled; or else a little while, and for as long as nothing could come."""
        if not (came or self._working):
            await asyncio.sleep(REST)
        while working := self._working:
            _, late = await asyncio.wait(working, timeout=REST)
            offset = self._offset()
            if late:
                await self._remember(offset)
            if len(self._window) < MOST or offset != self._asked:
                return

    async def _remember(self, confirmed: int | None) -> None:
        """Keep which ones are handled beyond those that are confirmed, or will be in a moment."""
        ahead = {each for each, taken in self._window.items() if taken.done and each >= (confirmed or 0)}
        if ahead != self._ahead:
            await keep_handled_ahead(self._store, ahead)
            self._ahead = ahead

    async def _end(self) -> None:
        """Nothing more is taken: confirm what was handled, or keep that it was."""
        offset = self._offset()
        if offset != self._asked:
            try:
                await self._bot.get_updates(offset=offset, limit=1, timeout=0, request_timeout=END_SECONDS)
            except AiogramError as away:
                _log.warning("what was handled could not be confirmed: %s", away)
            else:
                self._confirmed(offset)
        await self._remember(self._asked)


class _Rival:
    """Somebody else who asks with this bot's token: the admins are told once, and once when that is over."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._times = 0
        self._last: float | None = asyncio.get_running_loop().time()  # one that was told of before this start

    async def met(self, refused: TelegramConflictError) -> None:
        """A question was refused. Once may be chance: somebody who tried something out."""
        self._times += 1
        self._last = asyncio.get_running_loop().time()
        if self._times == 1:
            _log.warning("somebody else asks for this bot's updates, too: %s", refused)
        else:
            await tell_of_rival(self._store, self._clock(), there=True)

    async def not_met(self) -> None:
        """A question was answered."""
        if self._last is not None and asyncio.get_running_loop().time() - self._last >= CALM:
            if self._times:
                _log.info("nobody else asks for this bot's updates any more")
            self._times, self._last = 0, None
            await tell_of_rival(self._store, self._clock(), there=False)
