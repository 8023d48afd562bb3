"""The clock's one question, on both databases, beside what each noun's keeper says."""

import itertools
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.digest import tell_digests
from bot.actions.holding import end_holds, end_rests
from bot.actions.lapse import lapse
from bot.actions.pauses import end_pauses
from bot.actions.share import tell_authors
from bot.actions.vote import announce
from bot.broadcast import LEASE, Broadcast, BroadcastState, Policy
from bot.content import PostState, Whom
from bot.digests import Digest, Rhythm
from bot.notices import MANY, Notice, NoticeKind
from bot.requests import Request, RequestKind
from bot.shares import Share, ShareState, last_told, month_before, month_of
from bot.store import Due, Overdue, Work
from storage import Database, StorageFault
from storage.notices import LONGEST, TELLING
from tests.ledger import claimed
from tests.storage.conftest import NOW, Cast, crowd, draft, person
from tests.storage.deeds import planned, started
from tests.storage.test_following import a_campaign

NOTHING = Due(plans=False, notices=False, many=False, moving=False, paused=False, urgent=False)
AT_REST = Overdue(forget=False, authors=False, vote=False, lapse=False, pauses=False, holds=False, digests=False)
LAST_MONTH = month_before(month_of(NOW))
SOON = timedelta(microseconds=1)


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
        await tx.notices.add(Notice(cast.ana.id, NoticeKind.DIGEST, {}))
    assert await store.due(NOW) == replace(NOTHING, notices=True, many=True)
    async with store.write() as tx:
        digest = await tx.notices.take(NOW, MANY)
        assert digest
        await tx.notices.told(digest.id)
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


async def _forget(tx: Work, cast: Cast) -> None:
    await tx.requests.add(Request(0, cast.ana.id, RequestKind.FORGET, NOW, NOW))


async def _authors(tx: Work, cast: Cast) -> None:
    post = await tx.posts.add(replace(draft(cast, PostState.SENT), sent_at=NOW))
    await tx.shares.add(Share(0, cast.ana.id, ShareState.ACCEPTED, NOW, post_id=post.id))


async def _vote(tx: Work, cast: Cast) -> None:
    await tx.shares.vote(LAST_MONTH, cast.ana.id, 1, NOW)
    await tx.programme.set_setting(last_told(LAST_MONTH), "0")


async def _lapse(tx: Work, cast: Cast) -> None:
    fair = await a_campaign(tx, cast.post_office.id)
    await tx.follows.follow_campaign(cast.ana.id, fair, NOW)
    await tx.campaigns.save(replace(fair, ended_at=NOW))


async def _pauses(tx: Work, _: Cast) -> None:
    reader = await tx.readers.meet(replace(person(7), paused_until=NOW))
    await tx.readers.save(replace(reader, paused_until=NOW))


async def _holds(tx: Work, cast: Cast) -> None:
    begun = await started(tx, cast)
    assert await tx.broadcasts.advance(begun.id, BroadcastState.SENDING, BroadcastState.PAUSED, NOW)


async def _digests(tx: Work, cast: Cast) -> None:
    await tx.digests.put(Digest(cast.ana.id, Rhythm.DAY, next_at=NOW, upto=NOW - timedelta(days=1)))


async def test_a_slower_turn_is_begun_for_what_is_overdue_until_its_verb_has_done_it(
    store: Database, cast: Cast
) -> None:
    assert await store.overdue(NOW) == replace(AT_REST, vote=True), "nobody has looked which story was chosen"
    async with store.write() as tx:
        await tx.shares.crown(LAST_MONTH, 0)
    due = AT_REST
    for cause in (_forget, _authors, _vote, _lapse, _pauses, _holds, _digests):
        assert await store.overdue(NOW) == due
        async with store.write() as tx:
            await cause(tx, cast)
        due = replace(due, **{cause.__name__[1:]: True})
    assert await store.overdue(NOW) == due
    assert await store.overdue(NOW - SOON) == replace(AT_REST, authors=True, vote=True, lapse=True)
    for verb in (tell_authors, announce, lapse, end_pauses, end_rests, tell_digests):
        await verb(store, NOW)
    assert await store.overdue(NOW) == replace(AT_REST, forget=True)
    plan = await planned(store, cast, NOW)
    async with store.write() as tx:
        await tx.plans.hold(plan.post_id, NOW - SOON)
    assert (await store.overdue(NOW)).holds, "its moment passes while it is held"
    await end_holds(store, NOW)
    assert not (await store.overdue(NOW)).holds


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
