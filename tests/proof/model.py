"""The ledger's part of the Store port in memory, with processes that crash and stall at any of its statements.

The house has no fake store elsewhere: storage's own tests run its SQL. The simulation has one for its speed alone (a
crash costs a millisecond instead of a hundred), and keeps to what the port promises: units of work are atomic, one
after the other; a holder is known by its owner and fence.
"""

# ruff: noqa: ARG002 - the port's signatures
import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from types import TracebackType
from typing import Any, cast

from bot.accounts import Account
from bot.broadcast import CLAIMED, LEASE, UNFINISHED, Broadcast, BroadcastState, Errand, Policy, Segment
from bot.content import Post, PostState
from bot.delivery import DeliveryState, Outcome, Reason, Skip, Sums
from bot.notices import Notice
from bot.partners import Channel, Partner
from bot.people import CAP_SPAN, WEEK_SPAN, Reader
from bot.places import Place
from bot.ports.strides import Ahead, Claim, Recipient, Stride
from bot.recurrence import Plan
from bot.reports import Crowd
from bot.store import Work

_ABSENT = object()


class Crash(BaseException):
    """The process is dead: nobody catches this, and nothing of the process runs after it."""


class Trouble(Exception):  # noqa: N818 - as StorageFault
    """The database went away in the middle of a unit of work."""


@dataclass(frozen=True, slots=True)
class Row:
    """A segment as it stands."""

    members: tuple[int, ...]
    is_open: bool = True
    owner: str | None = None
    lease_until: datetime | None = None
    fence: int = 0
    done: int = 0
    intent: int = 0
    doubtful: frozenset[int] = frozenset()


@dataclass
class Books:
    """Everything that is kept, and how to take back what an open unit of work has changed."""

    size: int
    canary: int = 0
    policy: Policy = Policy.CAREFUL
    broadcasts: dict[int, Broadcast] = field(default_factory=dict)
    segments: dict[tuple[int, int], Row] = field(default_factory=dict)
    outcomes: dict[tuple[int, int], Outcome] = field(default_factory=dict)
    people: dict[int, Recipient] = field(default_factory=dict)
    a_day: dict[int, int] = field(default_factory=dict)
    """How many posts somebody wants in a day, and in a week."""
    a_week: dict[int, int] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    partners: dict[int, Partner] = field(default_factory=dict)
    plans: dict[int, Plan] = field(default_factory=dict)
    occurred: dict[tuple[int, datetime], datetime] = field(default_factory=dict)
    accounts: dict[int, Account] = field(default_factory=dict)
    programme: dict[str, datetime] = field(default_factory=dict)
    second: list[str] = field(default_factory=list)
    """Second, different outcomes that a worker tried to keep for somebody who had one."""
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _undo: list[tuple[dict[Any, Any], Any, Any]] = field(default_factory=list)

    def put(self, table: dict[Any, Any], key: Any, value: Any) -> None:
        self._undo.append((table, key, table.get(key, _ABSENT)))
        table[key] = value

    def drop(self, table: dict[Any, Any], key: Any) -> bool:
        if key not in table:
            return False
        self._undo.append((table, key, table.pop(key)))
        return True

    def commit(self) -> None:
        self._undo.clear()

    def roll_back(self) -> None:
        while self._undo:
            table, key, value = self._undo.pop()
            if value is _ABSENT:
                table.pop(key, None)
            else:
                table[key] = value

    def of(self, broadcast_id: int) -> dict[int, Outcome]:
        return {key[1]: outcome for key, outcome in self.outcomes.items() if key[0] == broadcast_id}

    def left_out(self, broadcast: Broadcast) -> list[int]:
        """Those cancelled of a sending, for as long as nobody has sent it to them later."""
        if any(each.origin_id == broadcast.id for each in self.broadcasts.values()):
            return []
        return [one for one, outcome in self.of(broadcast.id).items() if outcome.reason == Skip.CANCELLED]

    def send_later(self, origin: Broadcast, at: datetime) -> None:
        """A person chooses those left out, once it is over."""
        meant, no = self.left_out(origin), len(self.broadcasts) + 1
        later = replace(origin, id=no, errand=Errand.REST, origin_id=origin.id, started_at=at, wide_from=at)
        self.put(self.broadcasts, no, replace(later, state=BroadcastState.SENDING, finished_at=None, meant=len(meant)))
        for first in range(0, len(meant), self.size):
            self.put(self.segments, (no, first // self.size), Row(tuple(meant[first : first + self.size])))

    def rows(self, broadcast_id: int) -> list[Row]:
        return [row for key, row in self.segments.items() if key[0] == broadcast_id]


@dataclass
class Process:
    """One worker's life: dead when its fuse has burnt down; frozen while stalled; now and then without a database."""

    books: Books
    rng: Random
    owner: str
    now: Callable[[], datetime]
    fuse: int = 0
    """Statements until it dies; 0 means that it lives."""
    burns: bool = True
    """Else the fuse is lit by the first claim or due plan."""
    stall_after: int = 0
    stall_seconds: float = 0.0
    trouble: float = 0.0
    """How likely a unit of work is to fail."""
    dead: bool = False
    writing: bool = False
    died_at: str = ""
    troubles: int = 0
    stalls: int = 0
    _stalled_until: datetime | None = None

    async def point(self, name: str) -> None:
        """Between two statements: here it may die, or sleep for long without knowing."""
        if self.dead:
            raise Crash
        if self.fuse and self.burns:
            self.fuse -= 1
            if not self.fuse:
                self.dead, self.died_at = True, name
                raise Crash
        if self.stall_after:
            self.stall_after -= 1
            if not self.stall_after:
                self._stalled_until, self.stalls = self.now() + timedelta(seconds=self.stall_seconds), self.stalls + 1
        while self._stalled_until and self.now() < self._stalled_until:
            await asyncio.sleep((self._stalled_until - self.now()).total_seconds())
            if self.dead:
                raise Crash

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self.point("sleep")

    @property
    def at_stake(self) -> bool:
        """Whether it holds a segment or has a unit of work open."""
        return self.writing or any(row.owner == self.owner for row in self.books.segments.values() if row.is_open)

    def fails(self) -> bool:
        return bool(self.trouble) and self.rng.random() < self.trouble


class ModelStore:
    """The store as one process sees it."""

    def __init__(self, process: Process, ledger: "type[Broadcasts] | None" = None) -> None:
        self._process = process
        self._work = cast("Work", _Work(process, ledger or Broadcasts))

    def read(self) -> "_Unit":
        return _Unit(self._process, self._work, writes=False)

    def write(self) -> "_Unit":
        return _Unit(self._process, self._work, writes=True)

    async def clock(self) -> None:
        """Each process goes by its own."""

    async def ripe(self) -> bool:
        async with self.read() as tx:
            return bool([*await tx.broadcasts.complete(), *await tx.broadcasts.canaries()])

    async def claim(self, owner: str, account_id: int, now: datetime) -> Claim | datetime | None:
        async with self.write() as tx:
            paused = await tx.accounts.paused_until(account_id, now)
            segment = None if paused else await cast("Broadcasts", tx.broadcasts).claim(owner, now)
            if segment is None:
                return paused
            broadcast = await tx.broadcasts.get(segment.broadcast_id)
            assert broadcast is not None
            post = await tx.posts.get(broadcast.post_id)
            assert post is not None
            partner = await tx.partners.get(post.partner_id)
            assert partner is not None
            references = await tx.posts.references([one.id for one in post.media], account_id)
            return Claim(segment, broadcast, post, partner, references)

    async def stride(self, stride: Stride) -> Ahead | None:
        async with self.write() as tx:
            return await cast("Broadcasts", tx.broadcasts).stride(stride)


class _Unit:
    """A unit of work; units stand in line, so each sees what was committed before it and nothing else."""

    def __init__(self, process: Process, work: Work, *, writes: bool) -> None:
        self._process, self._work, self._writes = process, work, writes

    async def __aenter__(self) -> Work:
        await self._process.point("begin")
        await self._process.books.turn.acquire()
        if self._process.dead or self._process.fails():
            self._process.books.turn.release()
            raise self._trouble()
        self._process.writing = self._writes
        return self._work

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        try:
            if kind is not None:
                return
            await process.point("commit")
            if self._writes and process.fails():
                if process.rng.random() < 0.5:  # it was done, only nobody heard
                    process.books.commit()
                raise self._trouble()
            process.books.commit()
        finally:
            process.books.roll_back()
            process.books.turn.release()
            process.writing = process.dead and process.writing
        await process.point("committed")

    def _trouble(self) -> BaseException:
        if self._process.dead:
            return Crash()
        self._process.troubles += 1
        return Trouble("the database went away")


class _Work:
    def __init__(self, process: Process, ledger: "type[Broadcasts]") -> None:
        self.broadcasts = ledger(process)
        self.posts, self.partners, self.plans = Posts(process), Partners(process), Plans(process)
        self.accounts, self.readers, self.admins = Accounts(process), Readers(process), Admins(process)
        self.programme, self.notices = Programme(process), Notices(process)
        self.channels, self.reports, self.audit = Channels(process), Reports(process), Audit(process)


class _Table:
    def __init__(self, process: Process) -> None:
        self._process, self._books, self._point = process, process.books, process.point


class Reports(_Table):
    """How outcomes are counted."""

    async def crowds(self, broadcast_ids: Collection[int]) -> Sequence[Crowd]:
        await self._point("crowds")
        ended = Counter(outcome.state for each in broadcast_ids for outcome in self._books.of(each).values())
        return [Crowd(state, None, None, None, None, is_channel=False, number=n) for state, n in ended.items()]


class Broadcasts(_Table):
    """The ledger."""

    async def start(
        self, broadcast: Broadcast, partner_id: int, places: Collection[Place] = (), *, of_everybody: bool = False
    ) -> Broadcast:
        books = self._books
        meant = [each.id for each in books.people.values() if each.follows and not each.stopped and not each.gone]
        canary = min(books.canary, len(meant))
        parts = [meant[:canary]] if canary else []
        parts += [meant[at : at + books.size] for at in range(canary, len(meant), books.size)]
        wide_from = None if canary else broadcast.started_at
        kept = replace(
            broadcast, id=len(books.broadcasts) + 1, meant=len(meant), wide_from=wide_from, policy=books.policy
        )
        books.put(books.broadcasts, kept.id, kept)
        for no, part in enumerate(parts):
            await self._point("freeze")
            books.put(books.segments, (kept.id, no), Row(tuple(part)))
        return kept

    async def get(self, broadcast_id: int) -> Broadcast | None:
        await self._point("get")
        return self._books.broadcasts.get(broadcast_id)

    async def last_of_correction(self, broadcast: Broadcast) -> int:
        await self._point("last of correction")
        return broadcast.id

    async def unfinished(self) -> Sequence[Broadcast]:
        await self._point("unfinished")
        return [each for each in self._books.broadcasts.values() if each.state in UNFINISHED]

    async def hold(self, broadcast_id: int) -> Broadcast | None:
        return await self.get(broadcast_id)

    async def complete(self) -> Sequence[Broadcast]:
        await self._point("complete")
        open_ones = {key[0] for key, row in self._books.segments.items() if row.is_open}
        return [
            each for each in self._books.broadcasts.values() if each.state in UNFINISHED and each.id not in open_ones
        ]

    async def canaries(self) -> Sequence[Broadcast]:
        await self._point("canaries")
        books = self._books
        return [
            each
            for each in books.broadcasts.values()
            if each.state is BroadcastState.SENDING
            and each.wide_from is None
            and not books.segments[each.id, 0].is_open
        ]

    async def widen(self, broadcast_id: int, at: datetime) -> None:
        await self._point("widen")
        self._change(broadcast_id, wide_from=at)

    async def advance(
        self, broadcast_id: int, was: BroadcastState, state: BroadcastState, until: datetime | None = None
    ) -> bool:
        await self._point("advance")
        if self._books.broadcasts[broadcast_id].state is not was:
            return False
        self._change(broadcast_id, state=state, paused_until=until)
        return True

    async def finish(self, broadcast_id: int, at: datetime, crowds: Sequence[Crowd]) -> bool:
        await self._point("finish")
        broadcast = self._books.broadcasts[broadcast_id]
        if any(row.is_open for row in self._books.rows(broadcast_id)) or broadcast.state not in UNFINISHED:
            return False
        if sum(crowd.number for crowd in crowds) != broadcast.meant:
            return False
        self._change(broadcast_id, state=BroadcastState.FINISHED, finished_at=at)
        return True

    async def sums(self, broadcast_id: int) -> Sums:
        await self._point("sums")
        states = Counter(outcome.state for outcome in self._books.of(broadcast_id).values())
        return Sums(self._books.broadcasts[broadcast_id].meant, states, {}, {})

    async def freezing(self) -> bool:
        return False  # audiences are small here

    async def claim(self, owner: str, now: datetime) -> Segment | None:
        await self._point("claim")
        books = self._books
        if "halted" in books.programme:
            return None
        for (broadcast_id, no), row in sorted(books.segments.items(), key=lambda item: (item[0][1], item[0][0])):
            broadcast = books.broadcasts[broadcast_id]
            free = row.lease_until is None or row.lease_until <= now
            wide = no == 0 or broadcast.state is BroadcastState.CANCELLED
            wide = wide or (broadcast.wide_from is not None and broadcast.wide_from <= now)
            if row.is_open and free and wide and broadcast.state in CLAIMED:
                mine = replace(row, owner=owner, fence=row.fence + 1, lease_until=now + LEASE)
                books.put(books.segments, (broadcast_id, no), mine)
                self._process.burns = True
                held = Segment(broadcast_id, no, row.members, row.done, row.intent, mine.fence, owner, now + LEASE)
                return replace(held, doubtful=row.doubtful)
        return None

    async def stride(self, stride: Stride) -> Ahead | None:
        await self._point("stride")
        books, segment = self._books, stride.segment
        broadcast = books.broadcasts[segment.broadcast_id]
        account = books.accounts.get(stride.account_id, Account(stride.account_id, next_slot=stride.now))
        paused = broadcast.state is BroadcastState.PAUSED
        held_up = paused or "halted" in books.programme or account.pause_end(stride.now) is not None
        if not self._move(stride, held_up=held_up):
            return None
        for outcome in stride.outcomes:
            await self._point("outcome")
            self._keep((segment.broadcast_id, outcome.recipient), outcome)
        if held_up or not stride.asked:
            return Ahead(broadcast.state, held_up, account.rate)
        await self._point("reserve")
        known = frozenset(each for each in stride.asked if (segment.broadcast_id, each) in books.outcomes)
        after, slots = account.reserve(len(stride.asked) - len(known), stride.now)
        books.put(books.accounts, stride.account_id, after)
        people = {each: self._limited(each, segment.broadcast_id, stride.now) for each in stride.asked}
        return Ahead(broadcast.state, held_up=False, rate=account.rate, recipients=people, known=known, slots=slots)

    def _limited(self, one: int, broadcast_id: int, now: datetime) -> Recipient:
        """With what they have had, and what is on its way to them, beside their limits."""
        books = self._books
        way = self._on_its_way(one, broadcast_id)
        day, week = (
            one in limits and way + self._had(one, now - span) >= limits[one]
            for limits, span in ((books.a_day, CAP_SPAN), (books.a_week, WEEK_SPAN))
        )
        return books.people[one]._replace(over_cap=day, over_week=week)

    def _had(self, one: int, since: datetime) -> int:
        each = (outcome for (_, who), outcome in self._books.outcomes.items() if who == one)
        return sum(outcome.state is DeliveryState.SENT and outcome.at > since for outcome in each)

    def _on_its_way(self, one: int, broadcast_id: int) -> bool:
        return any(
            row.owner and one in row.members[row.done : row.intent] and (other, one) not in self._books.outcomes
            for (other, _), row in self._books.segments.items()
            if other != broadcast_id
        )

    def _move(self, stride: Stride, *, held_up: bool) -> bool:
        segment, over = stride.segment, stride.segment.done >= len(stride.segment.members)
        intent = segment.intent - len(stride.asked) if held_up else segment.intent
        free: dict[str, Any] = {"owner": None, "lease_until": None} if over or stride.gives_back else {}
        changes = {"lease_until": stride.now + LEASE, "doubtful": segment.doubtful, "is_open": not over, **free}
        intent = segment.done if stride.gives_back else intent
        return self._held(segment, done=segment.done, intent=intent, **changes)

    def _keep(self, key: tuple[int, int], outcome: Outcome) -> None:
        known = self._books.outcomes.get(key)
        if known is None:
            self._books.put(self._books.outcomes, key, outcome)
        elif known != outcome:
            self._books.second.append(f"{known}, then {outcome}")

    async def known(self, broadcast_id: int, ids: Collection[int]) -> frozenset[int]:
        await self._point("known")
        return frozenset(each for each in ids if (broadcast_id, each) in self._books.outcomes)

    def _held(self, segment: Segment, **changes: Any) -> bool:
        key = (segment.broadcast_id, segment.no)
        row = self._books.segments[key]
        if (row.is_open, row.owner, row.fence) != (True, segment.owner, segment.fence):
            return False
        self._books.put(self._books.segments, key, replace(row, **changes))
        return True

    def _change(self, broadcast_id: int, **changes: Any) -> None:
        changed = replace(self._books.broadcasts[broadcast_id], **changes)
        self._books.put(self._books.broadcasts, broadcast_id, changed)


class Posts(_Table):
    """Posts."""

    async def get(self, post_id: int) -> Post | None:
        await self._point("post")
        return self._books.posts.get(post_id)

    async def advance(self, post: Post, was: PostState) -> bool:
        await self._point("advance post")
        if self._books.posts[post.id].state is not was:
            return False
        self._books.put(self._books.posts, post.id, post)
        return True

    async def references(self, media_ids: Collection[int], account_id: int) -> Mapping[int, str]:
        await self._point("references")
        return {}


class Partners(_Table):
    """Partners."""

    async def get(self, partner_id: int) -> Partner | None:
        await self._point("partner")
        return self._books.partners.get(partner_id)

    async def members(self, _partner_id: int) -> Sequence[Reader]:
        await self._point("members")
        return ()


class Plans(_Table):
    """Plans and the moments that have happened."""

    async def due(self, now: datetime, limit: int, after: Plan | None = None) -> Sequence[Plan]:
        await self._point("due")
        due = sorted(
            (plan for plan in self._books.plans.values() if plan.moment <= now),
            key=lambda plan: (plan.moment, plan.post_id),
        )
        behind = (after.moment, after.post_id) if after else None
        return [plan for plan in due if behind is None or (plan.moment, plan.post_id) > behind][:limit]

    async def standing(self, span: tuple[datetime, datetime]) -> Sequence[tuple[int, Plan, bool]]:
        await self._point("standing")
        begin, end = span
        return [(0, plan, False) for plan in self._books.plans.values() if begin <= plan.moment < end]

    async def take(self, plan: Plan) -> bool:
        await self._point("take")
        self._process.burns = True
        return self._books.plans.get(plan.post_id) == plan and self._books.drop(self._books.plans, plan.post_id)

    async def occur(self, post_id: int, moment: datetime, at: datetime) -> bool:
        await self._point("occur")
        if (post_id, moment) in self._books.occurred:
            return False
        self._books.put(self._books.occurred, (post_id, moment), at)
        return True


class Accounts(_Table):
    """The pace."""

    async def pause(self, account_id: int, until: datetime, now: datetime) -> datetime | None:
        await self._point("pause")
        account = self._books.accounts.get(account_id, Account(account_id, next_slot=now))
        self._books.put(self._books.accounts, account_id, account.pause(until, now))
        return account.pause_end(now)

    async def paused_until(self, account_id: int, now: datetime) -> datetime | None:
        await self._point("paused_until")
        account = self._books.accounts.get(account_id)
        return account.pause_end(now) if account else None


class Readers(_Table):
    """Chats."""

    async def gone(self, recipient_id: int, reason: Reason, at: datetime) -> None:
        await self._point("gone")
        self._books.put(self._books.people, recipient_id, self._books.people[recipient_id]._replace(gone=True))

    async def moved(self, recipient_id: int, address: int, at: datetime) -> bool:
        await self._point("moved")
        if any(each.address == address for each in self._books.people.values()):
            return False
        moved = self._books.people[recipient_id]._replace(address=address)
        self._books.put(self._books.people, recipient_id, moved)
        return True


class Channels(_Table):
    """No channel has a page of its own."""

    async def get(self, _channel_id: int) -> None:
        await self._point("channel")

    async def all_at(self, _address: int) -> Sequence[Channel]:
        await self._point("channels")
        return ()


class Admins(_Table):
    """Nobody has been met yet."""

    async def all(self) -> Sequence[Reader]:
        await self._point("admins")
        return ()


class Programme(_Table):
    """Halt, and the audit."""

    async def set_setting(self, _name: str, _value: str) -> None:
        await self._point("setting")

    async def halted_at(self) -> datetime | None:
        await self._point("halted_at")
        return self._books.programme.get("halted")

    async def halt(self, at: datetime) -> bool:
        await self._point("halt")
        if "halted" in self._books.programme:
            return False
        self._books.put(self._books.programme, "halted", at)
        return True

    async def note(
        self, at: datetime, person_id: int | None, verb: str, subject: str, change: tuple[str, str] | None = None
    ) -> None:
        await self._point("note")


class Audit(_Table):
    """Who chose is nobody whom anybody tells."""

    async def last(self, _partner_id: int, _deeds: Sequence[tuple[str, str]]) -> None:
        await self._point("audit")


class Notices(_Table):
    """The outbox."""

    async def add(self, notice: Notice) -> None:
        await self._point("notice")

    async def add_all(self, fresh: Sequence[Notice]) -> None:
        await self._point("notices")
