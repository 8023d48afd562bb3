"""The clock: a few ticks, kept in memory by APScheduler; what is due stands in storage.

A turn asks one verb to do what there is to do, and is never taken twice at once in one process. One question, twice a
second for what is urgent, and another one every few seconds, says whose turn it is; other turns are ticks of their own.
Ticks that fell due while the machine slept or a turn was still being taken become one.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.actions.clock import Timekeeper
from bot.actions.deliver import LINES, deliver
from bot.actions.desk import Desk
from bot.actions.digest import tell_digests
from bot.actions.holding import end_holds, end_rests
from bot.actions.lapse import lapse
from bot.actions.let_go import drop_stubs, forget_due
from bot.actions.notify import notify
from bot.actions.pauses import end_pauses
from bot.actions.plan import Queue, plan_due
from bot.actions.progress import EVERY, show_progress
from bot.actions.remind import remind
from bot.actions.share import tell_authors
from bot.actions.vote import announce
from bot.notices import FEW, MANY

LOOK_EVERY = 0.5
"""Seconds between two looks at what is due."""
NOTICE_LINES = 6
"""How many digests are told side by side: at 30 a second, answers may take a fifth of one."""
PROGRESS_EVERY = EVERY.total_seconds()
REPLIES_EVERY = 0.5
"""Seconds between two times that the replies of this process are entered on the account's row."""
REMIND_EVERY = 20.0
"""Seconds between two looks at reviews that are due."""
CITIZENS_EVERY = 5.0
"""Seconds between two looks at who is to be forgotten, whose story is out, which one was chosen, what they follow,
whose pause is over, and which plan's or broadcast's, and whose digest is due."""
STUBS_EVERY = 3600.0
"""Seconds between two looks at stubs whose years are over: once a day would be often enough, but not every process
lives for a day."""
TIME_EVERY = 10.0
"""Seconds between two looks at the database's clock."""
WATCH_EVERY = 1.0
"""Seconds between two looks at whether the system's clock was set back."""
_log = logging.getLogger(__name__)


class Interval(BaseTrigger):  # type: ignore[misc]  # the library is not typed
    """Due a fixed time after the last tick, however many were missed meanwhile.

    The library's own interval lists every tick that was missed: after a night's sleep, the loop would stand still for
    seconds.
    """

    def __init__(self, seconds: float) -> None:
        self._rest = timedelta(seconds=seconds)

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        """Counts from now and not from the tick before."""
        return now + self._rest


class Clock:
    """Takes every turn at its ticks until it is stopped."""

    def __init__(
        self, desk: Desk, *, lines: int = LINES, progress: bool = True, timekeeper: Timekeeper | None = None
    ) -> None:
        """`lines`: how many segments are worked through side by side in this process.

        `progress`: whether this process changes the progress messages; one of several does, so that none is
        changed too often.

        `timekeeper`: what the desk's clock is, if the database's clock is to be looked at now and then.
        """
        # It warns each time that a tick falls due while the last one is still at work: here that is how it is meant.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        self._desk = desk
        self._lines = lines
        self._shows_progress = progress
        self._timekeeper = timekeeper
        self._scheduler = AsyncIOScheduler(executors={"default": AsyncIOExecutor()}, timezone="UTC")
        self._plans = Queue(desk.faults)
        self._turns: dict[str, asyncio.Task[None]] = {}
        """The last of each name."""
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to tick."""
        self._tick("look", LOOK_EVERY, self._look)
        self._tick("remind", REMIND_EVERY, self._remind)
        if self._shows_progress:
            self._tick("progress", PROGRESS_EVERY, self._progress)
        if self._timekeeper:
            self._tick("time", TIME_EVERY, self._timekeeper.ask)
        self._tick("citizens", CITIZENS_EVERY, self._citizens)
        self._tick("stubs", STUBS_EVERY, self._stubs)
        self._tick("replies", REPLIES_EVERY, self._desk.enter_replies)
        self._scheduler.start()
        self._watching = asyncio.ensure_future(self._watch())

    async def stop(self) -> None:
        """Begins no new tick, finishes what is in flight, and gives leases back."""
        self._desk.stopping.set()
        self._desk.pacer.dismiss()
        if self._watching:
            self._watching.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
        await asyncio.gather(*self._turns.values(), return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _tick(self, name: str, seconds: float, turn: Callable[[], Awaitable[None]]) -> None:
        async def tick() -> None:
            await asyncio.shield(self._begin(name, turn))

        self._scheduler.add_job(
            tick, Interval(seconds), id=name, max_instances=1, coalesce=True, misfire_grace_time=None
        )

    def _begin(self, name: str, turn: Callable[[], Awaitable[None]]) -> asyncio.Task[None]:
        """Takes a turn now; the one under way, if it is still being taken."""
        if name not in self._turns or self._turns[name].done():
            self._turns[name] = asyncio.ensure_future(self._once(name, turn))
        return self._turns[name]

    async def _watch(self) -> None:
        """Makes every tick due when the system's clock is set back; else by an hour, all would wait for an hour."""
        seen = datetime.now(UTC)
        while True:
            await asyncio.sleep(WATCH_EVERY)
            was, seen = seen, datetime.now(UTC)
            if seen < was - timedelta(seconds=WATCH_EVERY):
                _log.warning("the system's clock was set back by %s", was - seen)
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=seen)

    async def _once(self, name: str, turn: Callable[[], Awaitable[None]]) -> None:
        """Takes one turn; a fault goes to the log, and the next tick tries again."""
        if self._desk.stopping.is_set():
            return
        try:
            await turn()
        except Exception as fault:  # noqa: BLE001 - whatever it was is in the log, and the clock must go on
            self._desk.faults.tell(_log, fault, "the %s tick failed", name)

    async def _look(self) -> None:
        """Asks what is due and starts the turns for it, side by side; none of them is waited for."""
        due = await self._desk.store.due(self._desk.now())
        if due.plans or due.moving or due.paused:  # an audience is frozen on while its broadcast is under way
            self._begin("plan", self._plan)
        if due.urgent:
            self._desk.room.make_way()
        if due.moving:
            self._begin_delivery()
        if due.notices:
            self._begin("notify", self._notify)
        if due.many:
            self._begin("notify many", self._notify_many)

    async def _citizens(self) -> None:
        """Asks what is overdue and starts the turns for it; a fault in one keeps none of the others waiting."""
        due = await self._desk.store.overdue(self._desk.now())
        for wanted, name, turn in (
            (due.forget, "forget", self._forget),
            (due.authors, "authors", self._tell_authors),
            (due.vote, "vote", self._announce),
            (due.lapse, "lapse", self._lapse),
            (due.pauses, "pauses", self._pauses),
            (due.holds, "holds", self._holds),
            (due.digests, "digests", self._digests),
        ):
            if wanted:
                self._begin(name, turn)

    def _begin_delivery(self) -> None:
        for line in range(self._lines):
            self._begin(f"deliver {line}", self._deliver)

    async def _plan(self) -> None:
        while not self._desk.stopping.is_set() and await plan_due(self._desk.store, self._desk.now(), self._plans):
            self._begin_delivery()  # nobody waits for the next look

    async def _while_any(self, work: Callable[[], Awaitable[object]]) -> None:
        """Does the work again for as long as there was some, unless the clock is being stopped."""
        while not self._desk.stopping.is_set() and await work():
            pass

    async def _deliver(self) -> None:
        await self._while_any(lambda: deliver(self._desk))

    async def _notify(self) -> None:
        await self._while_any(lambda: notify(self._desk, FEW))

    async def _notify_many(self) -> None:
        """Tells digests, `NOTICE_LINES` side by side as soon as there is more than one."""
        if await notify(self._desk, MANY):
            lines = [self._while_any(lambda: notify(self._desk, MANY)) for _ in range(NOTICE_LINES)]
            ended = await asyncio.gather(*lines, return_exceptions=True)  # a fault of one waits for the others
            if faults := [fault for fault in ended if fault is not None]:
                raise BaseExceptionGroup("lines of notices failed", faults)

    async def _remind(self) -> None:
        await remind(self._desk.store, self._desk.now())

    async def _forget(self) -> None:
        await forget_due(self._desk)

    async def _tell_authors(self) -> None:
        await tell_authors(self._desk.store, self._desk.now())

    async def _announce(self) -> None:
        await announce(self._desk.store, self._desk.now())

    async def _lapse(self) -> None:
        await self._while_any(lambda: lapse(self._desk.store, self._desk.now()))

    async def _pauses(self) -> None:
        await self._while_any(lambda: end_pauses(self._desk.store, self._desk.now()))

    async def _holds(self) -> None:
        await end_holds(self._desk.store, self._desk.now())
        await end_rests(self._desk.store, self._desk.now())

    async def _stubs(self) -> None:
        await drop_stubs(self._desk.store, self._desk.now())

    async def _digests(self) -> None:
        await self._while_any(lambda: tell_digests(self._desk.store, self._desk.now()))

    async def _progress(self) -> None:
        await show_progress(self._desk)
