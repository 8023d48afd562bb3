"""The pace of one account within one process: whose turn it is, and whether anything may leave at all.

    In no span of `most / rate` seconds do more than `most` messages leave, whatever woke up late; a slot that was
    reserved on the account's row is never used early; replies go before broadcasts, broadcasts before corrections,
    which still get every tenth turn; a private chat gets three messages at once and then one a second, a group 20 a
    minute.

It cannot know what other processes send at this moment: between them the account's row alone keeps the pace.
"""

import asyncio
import heapq
import itertools
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from bot.accounts import DEFAULT_RATE, PAID, PAID_RATE, PERMITTED, Lane

T = TypeVar("T")
CHAT_SENDS, CHAT_SECONDS = 3, 1.1
"""So many at once to a private chat, and then one in so many seconds: the network's second, which it counts from where
a message arrives, and what one may take longer on its way than a later one."""
GROUP_SENDS = 20
GROUP_SECONDS = 61.0
"""In so many seconds a group gets so many: the network's minute, and as above."""
CORRECTIONS_EVERY = 10
"""Of so many turns for which broadcasts and corrections wait, corrections get one: they must end some day."""
LEAD = 0.1
"""Seconds before its slot that a copy gets ready to leave: about as long as a connection takes to be made."""
EARLY = 0.02
"""Seconds before that at which it may do so, with those before it."""
SHORTEST = 1e-4
"""Seconds: a moment that rounding puts just ahead must not be looked at again at once, for ever."""
CROWD, CATCH_UP = 20, 1.5
"""Of a paid broadcast so many at most leave at once, the next ones at up to this much more than the rate.

With less of either, every wait that the loop ends some milliseconds late is time lost for good.
"""
LULL = 0.009
"""So many seconds late what is paid for may arrive: the window is 17 ms longer than it must be.

A thousand answers a second leave no such gap between two of them: when one comes after it, somebody stood still (we,
the way or the receiver), and what left meanwhile arrived when that ended, all at once.
"""
TOGETHER = 0.003
"""Seconds that a turn which is paid for may wait for the next ones: one look gives them all, and their answers come as
one. Each keeps its slot, so the rate stays, and so late is well within what the window allows (see `LULL`)."""
REPLY_WAITS = 60.0
"""Seconds of a flood answer that a reply waits out; after more of them whoever asked has moved on."""
LOOK_AGAIN = 0.5
"""Seconds after which whoever waits looks at the clock again, which may have been moved."""


Moment = list[float]
"""When one left, in the window of the account: it can be put right."""
Given = Callable[[Moment | None], None]
"""Told once of a turn; of none when nothing may be sent now."""


class Closed(Exception):  # noqa: N818 - what happened
    """Nothing may be sent now: a flood answer stands. The message has certainly not left."""


class Window:
    """At most `most` sends within any `seconds`; of a `crowd`, hardly more at once than their rate allows."""

    __slots__ = ("_crowd", "_crowd_seconds", "_heard", "_sent", "most", "seconds")

    def __init__(self, most: int, seconds: float, crowd: int = 0) -> None:
        self.most, self.seconds = most, seconds
        # What makes up for lost time all at once arrives late at a receiver that has work of its own.
        self._crowd, self._crowd_seconds = crowd, crowd * seconds / (most * CATCH_UP)
        self._sent: deque[Moment] = deque()
        self._heard = float("-inf")

    def free_at(self, now: float) -> float:
        """The moment from which on one more may leave; not after `now` when it may at once."""
        sent = self._sent
        while sent and sent[0][0] + self.seconds <= now:
            sent.popleft()
        free = now if len(sent) < self.most else sent[-self.most][0] + self.seconds
        if 0 < self._crowd <= len(sent):
            free = max(free, sent[-self._crowd][0] + self._crowd_seconds)
        return free

    def sent(self, now: float) -> Moment:
        """One leaves. What comes back holds its moment, to be put right when it leaves later than that."""
        moment = [now]
        self._sent.append(moment)
        return moment

    def heard(self, now: float) -> None:
        """An answer has come. After a lull, what left in it counts as late as it may have arrived, less what may be."""
        last, self._heard, least = self._heard, now, now - LULL
        if last < least:
            for moment in reversed(self._sent):
                if moment[0] <= last:
                    break
                moment[0] = max(moment[0], least)


class Chats:
    """What single chats may get. One is forgotten some two seconds after a message, a group after two minutes."""

    def __init__(self) -> None:
        self._private: dict[int, float] = {}
        """When a message to each will count no more: a second after it, or after the one before."""
        self._groups: dict[int, list[float]] = {}
        """When the latest left for each."""
        self._looked = self._looked_at_groups = 0.0

    def __len__(self) -> int:
        """How many chats are remembered."""
        return len(self._private) + len(self._groups)

    def free_at(self, address: int | None, now: float) -> float:
        """As of a window. None for what a chat's limit does not count: edits."""
        if address is None:
            return now
        if address < 0:
            times = self._groups.get(address, ())
            return now if len(times) < GROUP_SENDS else max(now, times[-GROUP_SENDS] + GROUP_SECONDS)
        counts_until = self._private.get(address)
        return now if counts_until is None else max(now, counts_until - (CHAT_SENDS - 1) * CHAT_SECONDS)

    def sent(self, address: int | None, now: float) -> None:
        """One has left for this chat."""
        if address is None:
            return
        if address < 0:
            self._sent_to_group(address, now)
            return
        if now - self._looked >= CHAT_SECONDS:
            self._looked = now
            self._private = {chat: until for chat, until in self._private.items() if until > now}
        self._private[address] = max(now, self._private.get(address, now)) + CHAT_SECONDS

    def _sent_to_group(self, address: int, now: float) -> None:
        if now - self._looked_at_groups >= GROUP_SECONDS:
            self._looked_at_groups = now
            self._groups = {chat: times for chat, times in self._groups.items() if times[-1] + GROUP_SECONDS > now}
        times = self._groups.setdefault(address, [])
        times.append(now)
        del times[:-GROUP_SENDS]


@dataclass(slots=True)
class Turn:
    """Somebody who waits to send."""

    lane: Lane
    address: int | None
    paid: bool
    given: Given
    waiting: "asyncio.Future[Moment | None] | None" = None
    """Of a coroutine, which may be cancelled meanwhile."""


Queue = list[tuple[float, int, Turn]]
"""A heap by slot, then by order of asking."""
_QUEUES = ((Lane.REPLY, False), (Lane.BROADCAST, False), (Lane.BROADCAST, True), (Lane.CORRECTION, False))


@dataclass
class Pacer:
    """Gives turns on one account. `clock` counts seconds and is never set back."""

    clock: Callable[[], float] = time.monotonic
    replies: int = 0
    """Left without a slot since `take_replies` was last called: the account's row does not know of them yet."""
    untold: bool = False
    """A flood answer was heard that the account's row does not know of yet."""
    _closed_until: float = float("-inf")
    _free: Window = field(default_factory=lambda: Window(PERMITTED, PERMITTED / DEFAULT_RATE))
    _paid: Window = field(default_factory=lambda: Window(PAID, PAID / PAID_RATE, CROWD))
    _queues: dict[tuple[Lane, bool], Queue] = field(default_factory=lambda: {key: [] for key in _QUEUES})
    _chats: Chats = field(default_factory=Chats)
    _order: "itertools.count[int]" = field(default_factory=itertools.count)
    _timer: asyncio.TimerHandle | None = None
    _since_correction: int = 0
    _far: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    """Those whose slot is not yet near; a heap by slot, then by order of asking."""
    _nearing: asyncio.TimerHandle | None = None

    @property
    def closed_for(self) -> float:
        """Seconds until anything may leave again; 0 when no flood answer stands."""
        return max(0.0, self._closed_until - self.clock())

    def closed_at(self, now: float) -> bool:
        """Whether a flood answer stands at this moment of its clock."""
        return now < self._closed_until

    def is_far(self, at: float) -> bool:
        """Whether it is too early to get ready for a slot."""
        return at - LEAD > self.clock()

    def close(self, seconds: float) -> None:
        """A flood answer: nothing leaves for so long. Broadcasts that wait are told; replies wait a short one out."""
        self._closed_until = max(self._closed_until, self.clock() + seconds)
        self.untold = True
        self.dismiss(replies=seconds > REPLY_WAITS)

    def dismiss(self, *, replies: bool = False) -> None:
        """Whoever waits to broadcast or to correct goes away without a turn; replies too, if that is said."""
        far, self._far = self._far, []
        for _, _, ready in far:
            ready()
        for (lane, _), queue in self._queues.items():
            if replies or lane is not Lane.REPLY:
                turns = [turn for _, _, turn in queue]
                queue.clear()
                for turn in turns:
                    turn.given(None)

    def keep_to(self, rate: float) -> None:
        """So many a second from now on, as the account's row says."""
        window = self._free
        if window.most / window.seconds != rate:
            window.most = max(1, round(rate))
            window.seconds = window.most / rate

    def take_replies(self) -> int:
        """How many replies have left since this was last asked."""
        count, self.replies = self.replies, 0
        return count

    async def near(self, at: float) -> None:
        """Wait until it is time to get ready for a slot: who holds a connection any longer only keeps it idle."""
        if not self.is_far(at):
            return
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.when_near(at, lambda: _tell(waiting, None))
        await waiting

    def when_near(self, at: float, ready: Callable[[], None]) -> None:
        """Call it when it is time to get ready for a slot, or when whoever waits is dismissed."""
        heapq.heappush(self._far, (at, next(self._order), ready))
        if self._nearing is None or self._far[0][0] == at:
            self._come_near()

    def _come_near(self) -> None:
        """Tell those whose slot is near, and soon near: one wait is for all of them."""
        now, far = self.clock(), self._far
        while far and far[0][0] - LEAD - EARLY <= now:
            heapq.heappop(far)[2]()
        if self._nearing is not None:
            self._nearing.cancel()
            self._nearing = None
        if far:
            wait = max(0.0, far[0][0] - LEAD - now)
            self._nearing = asyncio.get_running_loop().call_later(wait, self._come_near)

    async def turn(self, lane: Lane, address: int | None, *, at: float = 0.0, paid: bool = False) -> None:
        """Wait for a turn, not before `at` by this clock. Raises `Closed`; a reply waits a short flood answer out."""
        waiting: asyncio.Future[Moment | None] = asyncio.get_running_loop().create_future()
        self._ask(Turn(lane, address, paid, lambda moment: _tell(waiting, moment), waiting), at)
        moment = await waiting
        if moment is None:
            raise Closed
        moment[0] = self.clock()  # the loop may have been busy since the turn was given

    def ask(self, lane: Lane, address: int | None, given: Given, *, at: float = 0.0, paid: bool = False) -> None:
        """As `turn`, for who is called when the turn comes, maybe at once."""
        self._ask(Turn(lane, address, paid, given), at)

    def _ask(self, turn: Turn, at: float) -> None:
        now, lane = self.clock(), turn.lane
        if self._closed_until - now > (REPLY_WAITS if lane is Lane.REPLY else 0.0):
            turn.given(None)
        elif at <= now and not self._waited_for(lane) and self._free_at(turn.address, now, paid=turn.paid) <= now:
            turn.given(self._leave(lane, turn.address, now, paid=turn.paid))
        else:
            heapq.heappush(self._queues[lane, turn.paid], (max(at, now), next(self._order), turn))
            self._wake_in(max(0.0, at - now) + (TOGETHER if turn.paid else 0.0))

    def _waited_for(self, lane: Lane) -> bool:
        """Whether somebody waits who goes before this lane, or came before."""
        if self._timer is None:  # it runs as long as anybody waits
            return False
        return any(queue and rank <= lane for (rank, _), queue in self._queues.items())

    def heard(self) -> None:
        """Something of a paid broadcast was answered, whatever the answer."""
        self._paid.heard(self.clock())

    def _account_free_at(self, now: float, *, paid: bool) -> float:
        return max(self._closed_until, (self._paid if paid else self._free).free_at(now))

    def _free_at(self, address: int | None, now: float, *, paid: bool) -> float:
        """When one may leave, as far as account and chat allow."""
        return max(self._account_free_at(now, paid=paid), self._chats.free_at(address, now))

    def _leave(self, lane: Lane, address: int | None, now: float, *, paid: bool) -> Moment:
        """One leaves; its moment in the window of the account."""
        self._chats.sent(address, now)
        if lane is Lane.REPLY:
            self.replies += 1
        self._since_correction = 0 if lane is Lane.CORRECTION else self._since_correction + 1
        return (self._paid if paid else self._free).sent(now)

    def _wake_in(self, seconds: float) -> None:
        """Look at the queues in so many seconds, unless that happens sooner anyway."""
        loop, seconds = asyncio.get_running_loop(), min(seconds, LOOK_AGAIN)
        when = loop.time() + seconds
        if self._timer is not None:
            if self._timer.when() <= when:
                return
            self._timer.cancel()
        self._timer = loop.call_at(when, self._look)

    def _look(self) -> None:
        """Give every turn that is due, and come back for the next."""
        self._timer = None
        now = self.clock()
        while any(self._give(self._queues[key], now) for key in self._by_rank()):
            pass
        waiting = [moment for key in _QUEUES if (moment := self._next_at(self._queues[key], now)) is not None]
        if waiting:
            self._wake_in(max(SHORTEST, min(waiting) - now))

    def _by_rank(self) -> Iterator[tuple[Lane, bool]]:
        """Replies, broadcasts, corrections; after so many others corrections come once before broadcasts."""
        turned = self._since_correction >= CORRECTIONS_EVERY
        return iter((_QUEUES[0], _QUEUES[3], *_QUEUES[1:3]) if turned else _QUEUES)

    def _give(self, queue: Queue, now: float) -> bool:
        """The first turn of a queue, if it is due; whether one was given."""
        while queue and queue[0][0] <= now:
            turn = queue[0][2]
            if turn.waiting is not None and turn.waiting.done():  # cancelled
                heapq.heappop(queue)
            elif (chat := self._chats.free_at(turn.address, now)) > now:
                heapq.heapreplace(queue, (chat, next(self._order), turn))  # others need not wait for this chat
            elif self._account_free_at(now, paid=turn.paid) <= now:
                heapq.heappop(queue)
                turn.given(self._leave(turn.lane, turn.address, self.clock(), paid=turn.paid))
                return True
            else:
                return False
        return False

    def _next_at(self, queue: Queue, now: float) -> float | None:
        """When to look at a queue again."""
        if not queue:
            return None
        slot, _, turn = queue[0]
        return max(slot + (TOGETHER if turn.paid else 0.0), self._account_free_at(now, paid=turn.paid))


def _tell(waiting: "asyncio.Future[T]", what: T) -> None:
    if not waiting.done():
        waiting.set_result(what)
