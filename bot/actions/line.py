"""A line: one segment worked through, a window of people at a time, nobody lost, every doubt named.

    intend so many that at most `window` have no kept outcome -> each is sent at its slot -> outcomes are kept, the
    intent moves on … -> the segment is done, or given back

Keeping outcomes, moving on and reserving slots is one stride, taken when half a window has ended, so that sending never
waits for the storage. What it cannot know: after a crash, whether those that were intended and have no outcome got
their message; with those of the process's other lines they are at most `window`.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextvars import Context
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.actions.carry import carry
from bot.actions.desk import OPEN
from bot.actions.job import Job
from bot.actions.room import Filling
from bot.broadcast import LEASE, Policy, Segment
from bot.delivery import DeliveryState, Doubt, Outcome
from bot.ports.strides import Ahead, Stride

FLUSH_SECONDS = 1.0
"""An outcome waits no longer than this to be kept."""
RENEW_SECONDS = LEASE.total_seconds() / 3
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds between tries to keep outcomes that are known, while the storage is away."""
_log = logging.getLogger(__name__)


@dataclass
class Line:
    """Works through one segment that is held."""

    job: Job
    segment: Segment
    """As it stands in the ledger."""
    look: Callable[[Sequence[Outcome]], Awaitable[None] | None]
    """Sees the outcomes once they are kept: what is to be done when they forbid to go on."""
    filling: Filling
    """Kept until the last one is intended."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    """Of copies that take one; what was raised there is raised at the end of the work."""
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _fresh: list[Outcome] = field(default_factory=list)
    """Not yet kept."""
    _ended: set[int] = field(default_factory=set)
    """Members beyond `segment.done` that have an outcome, kept or fresh."""
    _out: int = 0
    """Intended, and without an outcome."""
    _due: int = 0
    """With so many fresh outcomes a stride is worth it, as long as no other line makes room."""
    _zero: float = 0.0
    """The pacer's clock at the time 0 of the clock by which the stride asked: that one may be set in between."""
    _asked_at: datetime = OPEN
    """When that was: the lease that the ledger has written begins there, however long its answer took."""
    _striding: int = 0
    """Whose outcomes are being kept, or who are being intended, at this moment."""
    _closing: bool = False
    """Nobody new is intended."""
    _lost: bool = False

    async def work(self) -> bool:
        """Whether the segment is done; otherwise it was given back, or lost."""
        room = self.job.desk.room
        room.lines.append(self)
        try:
            while await self._stride():
                room.tell()
                await self._wait()
        finally:
            self._close()
            try:
                await self._answers()
            finally:
                room.lines.remove(self)
                room.tell()
        return self._done

    async def _answers(self) -> None:
        """Until everybody who was intended has ended, and their tasks too."""
        try:
            while self._out:
                self._news.clear()
                await self._news.wait()
        except asyncio.CancelledError:
            for task in self._tasks:
                task.cancel()
            raise
        finally:
            await asyncio.gather(*self._tasks)

    @property
    def held(self) -> int:
        """Whom it has intended, and whose outcomes are not kept."""
        return self._out + len(self._fresh) + self._striding

    def hear(self) -> None:
        """There may be more room now."""
        if self._intends:
            self._news.set()

    @property
    def _done(self) -> bool:
        return self.segment.done >= len(self.segment.members)

    async def _wait(self) -> None:
        """Until enough has ended for a stride, or for as long as outcomes and lease can wait."""
        while not self._enough():
            self._due = len(self._fresh) + (self.job.window + 1) // 2 - self._gain
            self._news.clear()
            try:
                async with asyncio.timeout(FLUSH_SECONDS if self._gain else RENEW_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                return

    def _enough(self) -> bool:
        """Whether a stride is worth it: half of the window can begin, or is done with here."""
        gain = self._gain
        if self._intends and not gain:
            return False
        return not self._out or (gain * 2 >= self.job.window and not self._lost)

    @property
    def _gain(self) -> int:
        """How many outcomes a stride would keep, or people it would intend."""
        room = self.job.desk.room.left(self.job.window) if self._intends else 0
        return len(self._fresh) + room

    @property
    def _intends(self) -> bool:
        return not self._closing and self.segment.intent < len(self.segment.members)

    async def _stride(self) -> bool:
        """Keep what has ended, intend more; whether there is still something to do here."""
        if self.job.desk.stopping.is_set():
            self._close()
        if self._lost:
            return bool(self._out)
        over = self._closing and not self._out
        asked = self._next_members() if self._intends else ()
        fresh, self._fresh = self._fresh, []
        self._striding = len(fresh) + len(asked)
        wanted = replace(self.segment, done=self._prefix(), intent=self.segment.intent + len(asked))
        ahead = await self._take(wanted, fresh, asked, gives_back=over)
        self._striding = 0
        if ahead is None:
            self._lost = True
            self._close()
            return bool(self._out)
        deed = self.look(fresh) if fresh else None
        moved = self._moved(wanted, ahead, asked)
        for member, at in moved:
            carry(self, member, ahead.recipients.get(member), at)
        if deed is not None:
            await self._done_with(deed)
        return not self._done and not over

    def _next_members(self) -> tuple[int, ...]:
        """As many as the window has room for, and nobody who has an outcome."""
        begin, room = self.segment.intent, self.job.desk.room.left(self.job.window + len(self._fresh))
        return self.segment.members[begin : begin + room]

    def _prefix(self) -> int:
        """How many from the start have an outcome each."""
        done, members = self.segment.done, self.segment.members
        while done < self.segment.intent and members[done] in self._ended:
            self._ended.discard(members[done])
            done += 1
        return done

    def _moved(self, wanted: Segment, ahead: Ahead, asked: tuple[int, ...]) -> Sequence[tuple[int, float]]:
        """The ledger has followed: who is next and when, unless sending is held up."""
        job, desk = self.job, self.job.desk
        job.hold(self._asked_at, self._zero)
        job.broadcast = replace(job.broadcast, state=ahead.state, paid=ahead.paid)
        if ahead.held_up:
            self.segment = replace(wanted, intent=wanted.intent - len(asked))
            self._close()
            return ()
        self.segment = wanted
        if not self._intends:
            self.filling.end()
        job.copies.update(ahead.copies)
        job.look_at_clocks()
        self._ended.update(ahead.known)
        desk.pacer.keep_to(ahead.rate)
        if ahead.slots is None:
            return ()
        first, slots = self._zero + ahead.slots.first.timestamp(), ahead.slots
        fresh = [member for member in asked if member not in ahead.known]
        self._out += len(fresh)
        return [(member, first + slots.after(number)) for number, member in enumerate(fresh)]

    async def _take(
        self, segment: Segment, fresh: list[Outcome], asked: tuple[int, ...], *, gives_back: bool
    ) -> Ahead | None:
        """One stride of the ledger; outcomes that are known are kept again while the storage is away."""
        job, desk = self.job, self.job.desk
        broadcast, replies = job.broadcast, desk.pacer.take_replies() if asked else 0
        pauses = deque(PATIENCE)
        while True:
            now = self._asked_at = desk.now()
            self._zero = desk.pacer.clock() - now.timestamp()
            stride = Stride(
                segment,
                now,
                desk.transport.account_id,
                job.partner.id,
                fresh,
                asked,
                origin_id=broadcast.origin_id,
                replies=replies,
                gives_back=gives_back,
                campaign_id=job.post.campaign_id,
            )
            try:
                ahead = await desk.store.stride(stride)
            except Exception:  # whatever it was is in the log, and it is tried again
                _log.exception("segment %s/%s: the ledger did not follow", segment.broadcast_id, segment.no)
                if not pauses:
                    raise
                await desk.sleep(pauses.popleft())
            else:
                if ahead is None or ahead.held_up:  # nor did it enter the replies
                    desk.pacer.replies += replies
                return ahead

    async def _done_with(self, deed: Awaitable[None]) -> None:
        """What came back forbids to go on; a fault must not cost those that are under way."""
        self._close()
        try:
            await deed
        except Exception:  # noqa: BLE001 - whatever it was is in the log, and whoever claims it next looks again
            _log.exception("broadcast %s: it could not be paused", self.job.broadcast.id)

    def make_way(self) -> None:
        """Unless this is urgent too: those intended keep their slots, all others are left to the next claim."""
        if self.job.broadcast.policy is not Policy.URGENT:
            self._intend_no_more()

    def _close(self) -> None:
        """Nobody new from now on; whoever still waits for a turn is left to the next claim."""
        self.job.closed = True
        self._intend_no_more()

    def _intend_no_more(self) -> None:
        self._closing = True
        self.filling.end()
        self._news.set()

    def persist(self, work: Coroutine[Any, Any, None]) -> None:
        """A copy takes a task, with nothing of whoever it is that calls."""
        task = asyncio.get_running_loop().create_task(work, context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        if task.cancelled() or task.exception() is not None:
            self._lost = True  # nobody knows whether it left: when the lease is over it is in doubt
            self.ended(None)
        else:
            self._tasks.discard(task)

    def ended(self, outcome: Outcome | None) -> None:
        """How one copy ended; without an outcome it waits for the next claim, as all others do."""
        self._out -= 1
        if outcome is None:
            self._close()
            return
        job, member = self.job, outcome.recipient
        if member in job.doubtful and job.sends and outcome.state is not DeliveryState.SENT:
            # Whoever may have a copy already and gets none now stays in doubt.
            outcome = outcome._replace(state=DeliveryState.UNKNOWN, reason=Doubt.CRASH)
        self._fresh.append(outcome)
        self._ended.add(member)
        if not self._out or len(self._fresh) in (1, self._due):
            self._news.set()
