"""The clock's one question, on both databases, beside what each noun's keeper says."""

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.broadcast import LEASE, Broadcast, BroadcastState, Policy
from bot.content import PostState, Whom
from bot.notices import Notice, NoticeKind
from bot.store import Due
from storage import Database, StorageFault
from storage.notices import LONGEST, TELLING
from tests.ledger import claimed
from tests.storage.conftest import NOW, Cast, crowd, draft
from tests.storage.deeds import planned

NOTHING = Due(plans=False, notices=False, moving=False, paused=False, urgent=False)


async def test_nothing_is_due_in_a_house_at_rest(store: Database, cast: Cast) -> None:
    await planned(store, cast, NOW, PostState.APPROVED)
    assert await store.due(NOW) == NOTHING


async def test_a_plan_is_due_from_its_moment_on_until_it_is_taken(store: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)
    assert await store.due(NOW - timedelta(microseconds=1)) == NOTHING
    assert await store.due(NOW) == replace(NOTHING, plans=True)
    async with store.write() as tx:
        assert await tx.plans.take(plan)
    assert await store.due(NOW) == NOTHING


async def test_a_plan_that_somebody_holds_or_of_a_suspended_partner_is_not_due(store: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)
    async with store.write() as tx:
        await tx.plans.hold(plan.post_id, NOW)
    assert await store.due(NOW) == NOTHING
    async with store.write() as tx:
        await tx.plans.hold(plan.post_id, None)
        await tx.partners.save(replace(cast.post_office, suspended_at=NOW))
    assert await store.due(NOW) == NOTHING


async def test_a_notice_is_due_unless_it_is_being_told_or_rests(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.notices.add(Notice(cast.ana.id, NoticeKind.APPROVED, {}))
    assert await store.due(NOW) == replace(NOTHING, notices=True)
    async with store.write() as tx:
        taken = await tx.notices.take(NOW)
    assert taken is not None
    assert await store.due(NOW) == NOTHING
    assert (await store.due(NOW + TELLING)).notices
    assert (await store.due(NOW - LONGEST)).notices, "no rest is so long: the clock was set back"
    async with store.write() as tx:
        await tx.notices.told(taken.id)
    assert await store.due(NOW + TELLING) == NOTHING


async def test_a_broadcast_is_looked_after_until_it_is_over(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 1)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        begun = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    way = (BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.CANCELLED, BroadcastState.FINISHED)
    seen = [await store.due(NOW)]
    for was, state in itertools.pairwise(way):
        async with store.write() as tx:
            assert await tx.broadcasts.advance(begun.id, was, state)
        seen.append(await store.due(NOW))
    moving, paused = replace(NOTHING, moving=True), replace(NOTHING, paused=True)
    assert seen == [moving, paused, moving, NOTHING]


async def test_what_is_urgent_waits_as_long_as_somebody_could_claim_some_of_it(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 1)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        begun = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    moving = replace(NOTHING, moving=True)
    assert await store.due(NOW) == moving
    async with store.write() as tx:
        await tx.broadcasts.set_policy(begun.id, Policy.URGENT)
    assert await store.due(NOW) == replace(moving, urgent=True)
    assert await claimed(store, "somebody", NOW)
    assert await store.due(NOW) == moving
    assert await store.due(NOW + LEASE) == replace(moving, urgent=True)
    async with store.write() as tx:
        assert await tx.broadcasts.advance(begun.id, BroadcastState.SENDING, BroadcastState.PAUSED)
    assert not (await store.due(NOW + LEASE)).urgent


async def test_what_another_process_wrote_is_seen_at_the_next_look(
    store: Database, other: Database, cast: Cast
) -> None:
    assert await other.due(NOW) == NOTHING
    await planned(store, cast, NOW)
    assert await other.due(NOW) == replace(NOTHING, plans=True)


async def test_a_database_that_cannot_be_asked_is_a_fault_of_the_storage(tmp_path: Path) -> None:
    store = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    with pytest.raises(StorageFault, match="plan"):
        await store.due(NOW)
    await store.close()
