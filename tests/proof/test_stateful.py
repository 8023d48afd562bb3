"""Real storage on SQLite, in any order that hypothesis thinks of: what must hold after every single step holds.

KAPOK_ORDERS says how many orders there are, of forty steps each.
"""

import asyncio
import os
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.broadcast import LEASE, UNFINISHED, Broadcast, BroadcastState, Errand, Segment
from bot.content import Post, PostKind, PostState, Version, Whom
from bot.delivery import DeliveryState, Doubt, Outcome, Skip
from bot.languages import Form
from bot.partners import Kind, Partner
from bot.ports.strides import Ahead
from storage import Database
from tests import cast, fresh, ledger, strides

T = TypeVar("T")
ORDERS = int(os.environ.get("KAPOK_ORDERS", "80"))
WORKERS = 3
READERS = 7
LIMITED = 3
"""So many of them want one post a week."""
SIZE = 3


class Ledger(RuleBasedStateMachine):
    """Three workers, seven readers, segments of three."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(prefix="kapok-stateful-")
        self.loop = asyncio.new_event_loop()
        self.store = Database(self.do(fresh.sqlite(Path(self.folder.name))))
        self.now = cast.NOON
        self.held: dict[int, Segment] = {}
        self.lost: list[Segment] = []
        self.fences: dict[tuple[int, int], int] = {}
        self.settled: dict[tuple[int, int], DeliveryState] = {}
        self.broadcasts: list[int] = []
        self.edits: dict[int, tuple[int, set[int]]] = {}
        """Whose copies each changes: of which sending, and of whom."""
        self.unwanted: set[tuple[int, int]] = set()
        """Sendings, and those who did not want them when they were intended."""
        self.left_out: set[tuple[int, int]] = set()
        """Sendings, and those whom somebody left out by cancelling the rest."""
        self.later: dict[int, int] = {}
        """What was sent later, and about which sending."""

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    @initialize()
    def furnish(self) -> None:
        self.do(self._furnish())

    async def _furnish(self) -> None:
        await self.store.open()
        async with self.store.write() as tx:
            self.partner = await tx.partners.add(Partner(0, "p", Kind.SUPER, {Form.EN: "P"}))
            self.readers = [(await tx.readers.meet(cast.reader(no + 1, self.now))).id for no in range(READERS)]
            post = Post(0, self.partner.id, self.readers[0], PostKind.CAMPAIGN, PostState.SENDING, self.now)
            self.post = await tx.posts.add(replace(post, versions={Form.EN: Version(Form.EN, "x")}))
        for reader in self.readers[:5]:
            await self._follow(reader, follows=True)

    @rule(reader=st.integers(0, READERS - 1), follows=st.booleans())
    def follow(self, reader: int, follows: bool) -> None:  # noqa: FBT001 - hypothesis's own
        self.do(self._follow(self.readers[reader], follows=follows))

    async def _follow(self, reader: int, *, follows: bool) -> None:
        async with self.store.write() as tx:
            if follows:
                await tx.follows.follow(reader, self.partner.id, self.now)
                if reader in self.readers[:LIMITED]:
                    await tx.follows.limit(reader, self.partner.id, 1)
            else:
                await tx.follows.unfollow(reader, self.partner.id)

    @precondition(lambda self: len(self.broadcasts) - len(self.edits) < 3)
    @rule()
    def plan(self) -> None:
        self.broadcasts.append(self.do(self._plan()))

    async def _plan(self) -> int:
        async with self.store.write() as tx:
            kept = await tx.broadcasts.start(
                Broadcast(0, self.post.id, self.now, "hash", self.now), Whom(self.partner.id)
            )
        return kept.id

    @precondition(lambda self: len(self.edits) < 3 and DeliveryState.SENT in self.settled.values())
    @rule(errand=st.sampled_from([Errand.CORRECT, Errand.RECALL]), last=st.booleans())
    def edit(self, errand: Errand, last: bool) -> None:  # noqa: FBT001 - hypothesis's own
        """While it is still sent or afterwards; of a sending, and meant for those who have a copy by now."""
        sent = {no for (no, _), state in self.settled.items() if state is DeliveryState.SENT} - self.edits.keys()
        if sent:
            origin = max(sent) if last else min(sent)
            self.do(self._edit(errand, origin))

    async def _edit(self, errand: Errand, origin: int) -> None:
        have = {who for (no, who), state in self.settled.items() if no == origin and state is DeliveryState.SENT}
        begun = Broadcast(0, self.post.id, self.now, "hash", self.now, errand=errand, origin_id=origin)
        async with self.store.write() as tx:
            kept = await tx.broadcasts.start_errand(begun, [DeliveryState.SENT])
        assert kept.meant == len(have)
        self.broadcasts.append(kept.id)
        self.edits[kept.id] = origin, have

    async def _send_later(self, origin: int, chosen: set[DeliveryState]) -> None:
        """A person chooses: it means each of those, and none whom a round or a choice since then has meant already."""
        since = {
            who for no, who in self.settled if no not in self.edits and (no > origin or self.later.get(no) == origin)
        }
        mine = {who: state for (no, who), state in self.settled.items() if no == origin and state in chosen}
        skipped = {who for who, state in mine.items() if state is DeliveryState.SKIPPED}
        meant = mine.keys() - since - {who for who in skipped if (origin, who) not in self.left_out}
        begun = Broadcast(0, self.post.id, self.now, "hash", self.now, errand=Errand.REST, origin_id=origin)
        async with self.store.write() as tx:
            told = await tx.broadcasts.choosable(origin)
            assert sum(told.get(state, 0) for state in chosen) == len(meant)
            if not meant:
                return
            kept = await tx.broadcasts.start_errand(begun, chosen)
        assert kept.meant == len(meant)
        self.broadcasts.append(kept.id)
        self.later[kept.id] = origin

    @precondition(lambda self: self.broadcasts)
    @rule(
        worker=st.integers(0, WORKERS - 1),
        count=st.integers(1, SIZE),
        states=st.lists(st.sampled_from([DeliveryState.SENT, DeliveryState.REFUSED]), min_size=1, max_size=6),
        part=st.booleans(),
    )
    def go_on(self, worker: int, count: int, states: list[DeliveryState], part: bool) -> None:  # noqa: FBT001 - see above
        """A worker's next steps, whatever they are: claim, intend, or keep outcomes in such a state."""
        for state in states:
            self.step(worker, count, state, part=part)

    @precondition(lambda self: len(self.broadcasts) > 1)
    @rule(count=st.integers(1, SIZE), steps=st.integers(1, 6))
    def go_on_side_by_side(self, count: int, steps: int) -> None:
        """All workers, each a step after the other's."""
        for _ in range(steps):
            for worker in range(WORKERS):
                self.step(worker, count, DeliveryState.SENT, part=False)

    def step(self, worker: int, count: int, state: DeliveryState, *, part: bool) -> None:
        segment = self.held.get(worker)
        if segment is None:
            self.do(self._claim(worker))
        elif segment.intent == segment.done:
            self.intend(worker, segment, count)
        else:
            self.settle(worker, segment, state, part=part)

    async def _claim(self, worker: int) -> bool:
        """Whether there was one; it is held unless naming the doubt was all that was left of it."""
        segment = await ledger.claimed(self.store, f"worker {worker}", self.now)
        if segment is None:
            return False
        key = (segment.broadcast_id, segment.no)
        assert segment.fence > self.fences.get(key, 0), "a fence that was there before"
        self.fences[key] = segment.fence
        for other, theirs in list(self.held.items()):
            if (theirs.broadcast_id, theirs.no) == key:
                assert theirs.lease_until <= self.now, "two hold one segment"
                self.lost.append(self.held.pop(other))
        if segment.intent > segment.done:
            segment = await self._name_doubt(segment)
        if segment.done < len(segment.members):
            self.held[worker] = segment
        return True

    async def _name_doubt(self, segment: Segment) -> Segment:
        members = segment.members[segment.done : segment.intent]
        async with self.store.read() as tx:
            known = await tx.broadcasts.known(segment.broadcast_id, members)
        doubtful = [
            Outcome(member, DeliveryState.UNKNOWN, self.now, Doubt.CRASH) for member in members if member not in known
        ]
        assert await strides.settle(self.store, segment, segment.intent, doubtful, self.now)
        self._note(segment, doubtful)
        return replace(segment, done=segment.intent)

    def intend(self, worker: int, segment: Segment, count: int) -> None:
        until = min(segment.done + count, len(segment.members))
        ahead = self.do(self._intend(segment, until))
        assert ahead
        # Nobody new is intended while sending is held up.
        intent = segment.intent if ahead.held_up else until
        self.held[worker] = replace(segment, intent=intent, lease_until=self.now + LEASE)

    async def _intend(self, segment: Segment, until: int) -> Ahead | None:
        origin, have = self.edits.get(segment.broadcast_id, (None, set()))
        ahead = await strides.intend(self.store, segment, until, self.now, origin)
        if ahead and not ahead.held_up and origin is not None:
            assert set(segment.members) <= have
            assert ahead.copies.keys() == set(segment.members[segment.intent : until]), "of a copy nobody has"
        if ahead and ahead.state is BroadcastState.CANCELLED:
            self.left_out |= {(segment.broadcast_id, member) for member in ahead.recipients}
        for member, recipient in ahead.recipients.items() if ahead and origin is None else ():
            if recipient.over_week or not recipient.follows:
                self.unwanted.add((segment.broadcast_id, member))
        return ahead

    def settle(self, worker: int, segment: Segment, state: DeliveryState, *, part: bool) -> None:
        if not self.do(self._settle(segment, state, part=part)):
            raise AssertionError("the holder could not settle")
        if part or segment.intent == len(segment.members):
            del self.held[worker]
        else:
            self.held[worker] = replace(segment, done=segment.intent)

    async def _settle(self, segment: Segment, state: DeliveryState, *, part: bool) -> bool:
        """All of a batch, or only the first of it, after which the rest is given back."""
        members = segment.members[segment.done : segment.intent]
        async with self.store.read() as tx:
            known = await tx.broadcasts.known(segment.broadcast_id, members)
        todo = [member for member in members if member not in known][: 1 if part else None]
        outcomes = [self._ended(segment.broadcast_id, one, state) for one in todo]
        done = segment.done if part else segment.intent
        kept = await strides.settle(self.store, segment, done, outcomes, self.now)
        if part:
            await strides.release(self.store, segment, self.now)
        if kept:
            self._note(segment, outcomes)
        return kept is not None

    def _ended(self, broadcast_id: int, one: int, state: DeliveryState) -> Outcome:
        if (broadcast_id, one) in self.left_out:
            return Outcome(one, DeliveryState.SKIPPED, self.now, Skip.CANCELLED)
        unwanted = (broadcast_id, one) in self.unwanted
        return Outcome(one, DeliveryState.SKIPPED if unwanted else state, self.now)

    def _note(self, segment: Segment, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            key = (segment.broadcast_id, outcome.recipient)
            assert key not in self.settled, "a second outcome"
            self.settled[key] = outcome.state

    @precondition(lambda self: self.held)
    @rule(worker=st.integers(0, WORKERS - 1))
    def release(self, worker: int) -> None:
        segment = self.held.get(worker)
        if segment and segment.intent == segment.done:
            self.do(self._release(self.held.pop(worker)))

    async def _release(self, segment: Segment) -> None:
        await strides.release(self.store, segment, self.now)

    @precondition(lambda self: self.held)
    @rule(worker=st.integers(0, WORKERS - 1))
    def crash(self, worker: int) -> None:
        """It forgets everything; only the lease is left of it."""
        holders = list(self.held)
        self.lost.append(self.held.pop(holders[worker % len(holders)]))
        self.now += LEASE + timedelta(seconds=1)
        for segment in self.held.values():
            assert self.do(self._intend(segment, segment.intent)), "a holder who renews keeps it"

    @rule(seconds=st.sampled_from([1, 30, 61]))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @precondition(lambda self: self.lost)
    @rule()
    def a_ghost_settles_nothing(self) -> None:
        """Whoever lost a segment to somebody else, and comes back."""
        ghost = self.lost[-1]
        if self.fences[ghost.broadcast_id, ghost.no] > ghost.fence:
            assert not self.do(self._intend(ghost, len(ghost.members)))
            assert not self.do(self._settle_all(ghost))
            self.do(self._release(ghost))

    async def _settle_all(self, ghost: Segment) -> bool:
        outcomes = [Outcome(member, DeliveryState.SENT, self.now) for member in ghost.members]
        return await strides.settle(self.store, ghost, len(ghost.members), outcomes, self.now) is not None

    @precondition(lambda self: self.broadcasts)
    @rule(
        no=st.integers(0, 2),
        step=st.sampled_from(
            [
                (BroadcastState.SENDING, BroadcastState.PAUSED),
                (BroadcastState.PAUSED, BroadcastState.SENDING),
                (BroadcastState.SENDING, BroadcastState.CANCELLED),
                (BroadcastState.PAUSED, BroadcastState.CANCELLED),
            ]
        ),
    )
    def control(self, no: int, step: tuple[BroadcastState, BroadcastState]) -> None:
        self.do(self._advance(self.broadcasts[no % len(self.broadcasts)], *step))

    async def _advance(self, broadcast_id: int, was: BroadcastState, state: BroadcastState) -> None:
        async with self.store.write() as tx:
            await tx.broadcasts.advance(broadcast_id, was, state)

    @precondition(lambda self: self.settled)
    @rule()
    def finish(self) -> None:
        self.do(self._finish())

    async def _finish(self) -> None:
        async with self.store.write() as tx:
            for broadcast in await tx.broadcasts.complete():
                assert await ledger.finished(tx, broadcast.id, self.now), "complete, and the sums are not true"

    @invariant()
    def nobody_has_two_outcomes_and_sums_never_exceed_those_meant(self) -> None:
        if self.broadcasts:
            self.do(self._look())

    @invariant()
    def whoever_wants_one_post_a_week_has_one(self) -> None:
        """All of it happens within an hour."""
        came = [
            who for (no, who), state in self.settled.items() if state is DeliveryState.SENT and no not in self.edits
        ]
        for reader in self.readers[:LIMITED]:
            assert came.count(reader) <= 1

    async def _look(self) -> None:
        async with self.store.read() as tx:
            for broadcast_id in self.broadcasts:
                sums, broadcast = await tx.broadcasts.sums(broadcast_id), await tx.broadcasts.get(broadcast_id)
                mine = [state for (no, _), state in self.settled.items() if no == broadcast_id]
                assert broadcast is not None
                assert sums.known == len(mine) <= sums.meant == broadcast.meant
                assert broadcast.state is not BroadcastState.FINISHED or sums.known == sums.meant

    def teardown(self) -> None:
        """Whatever was done: somebody cancels or goes on, one worker works to the end, and everyone has an outcome.

        Whoever may be sent to later then gets it once, and nobody who has it.
        """
        if hasattr(self, "post"):
            self.do(self._end())
        self.do(self.store.close())
        self.loop.close()
        self.folder.cleanup()

    async def _end(self) -> None:
        self.now += LEASE + timedelta(seconds=1)
        self.held.clear()
        for no, broadcast_id in enumerate(self.broadcasts):
            last = BroadcastState.SENDING if no else BroadcastState.CANCELLED
            await self._advance(broadcast_id, BroadcastState.PAUSED, last)
        if self.broadcasts:
            await self._advance(self.broadcasts[-1], BroadcastState.SENDING, BroadcastState.CANCELLED)
        await self._work_to_the_end(DeliveryState.SKIPPED)
        for origin in [each for each in self.broadcasts if each not in self.edits]:
            for chosen in ({DeliveryState.SKIPPED}, {DeliveryState.REFUSED, DeliveryState.UNKNOWN}):
                await self._send_later(origin, chosen)
                await self._work_to_the_end(DeliveryState.SENT)
            got = [
                who
                for (no, who), state in self.settled.items()
                if state is DeliveryState.SENT and origin in (no, self.later.get(no))
            ]
            assert len(got) == len(set(got)), "twice"

    async def _work_to_the_end(self, state: DeliveryState) -> None:
        while await self._claim(0):
            if segment := self.held.pop(0, None):
                assert await self._intend(segment, len(segment.members))
                segment = replace(segment, intent=len(segment.members))
                assert await self._settle(segment, state, part=False)
        await self._finish()
        async with self.store.read() as tx:
            for broadcast_id in self.broadcasts:
                broadcast, sums = await tx.broadcasts.get(broadcast_id), await tx.broadcasts.sums(broadcast_id)
                assert broadcast is not None
                assert broadcast.state not in UNFINISHED
                assert sums.known == sums.meant


def test_the_ledger_holds_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.freezing.SEGMENT_SIZE", SIZE)
    Ledger.TestCase.settings = settings(
        max_examples=ORDERS,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )
    Ledger.TestCase("runTest").runTest()
