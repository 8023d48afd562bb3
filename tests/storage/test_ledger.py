"""The ledger: whom a broadcast means is frozen once, a segment has one holder, an outcome is written once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcast import LEASE, Broadcast, BroadcastState, Errand, Policy
from bot.content import MediaKind, PostState, Whom
from bot.delivery import DeliveryState, Outcome, Reason, Skip
from bot.languages import Because, Form
from bot.partners import Channel, Kind, Partner
from bot.people import Quiet
from bot.ports.strides import Claim
from storage import Database
from tests.ledger import claimed, claimed_within, finished, outcomes_of, recipients
from tests.storage.conftest import NOW, Cast, crowd, draft, person
from tests.storage.deeds import a_segment, sent, started
from tests.strides import ACCOUNT, intend, release, settle


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> int:
    """Segments of ten, so that a few people fill several."""
    monkeypatch.setattr("storage.freezing.SEGMENT_SIZE", 10)
    return 10


async def test_every_reachable_follower_and_channel_is_meant_once(
    store: Database, cast: Cast, small_segments: int
) -> None:
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        followers = await crowd(tx, cast.post_office.id, small_segments + 3)
        await crowd(tx, jd.id, 5, first=5000)
        for reader in followers[:3]:
            await tx.follows.follow(reader.id, jd.id, NOW)
        await tx.readers.save(followers[0].stop(NOW))
        await tx.readers.gone(followers[1].id, Reason.BLOCKED, NOW)
        tea = await tx.channels.link(Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,)))
        lost = await tx.channels.link(Channel(0, -200, cast.post_office.id, "lost", (Form.YUE,)))
        await tx.channels.save(replace(lost, lost_at=NOW))
        await tx.channels.link(Channel(0, -300, jd.id, "theirs", (Form.EN,)))
        broadcast = await started(tx, cast)
        segments = [await claimed_within(tx, "one", NOW) for _ in range(3)]
    assert segments[2] is None
    sizes = [len(segment.members) for segment in segments if segment]
    members = [member for segment in segments if segment for member in segment.members]
    assert broadcast.meant == len(members) == small_segments + 3
    assert sizes == [small_segments, 3]
    assert members[:2] == [tea.id, lost.id]  # the ledger names it as lost
    assert set(members[2:]) == {reader.id for reader in followers[2:]}


async def test_who_follows_after_the_start_is_not_meant(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 2)
        broadcast = await started(tx, cast)
        await crowd(tx, cast.post_office.id, 1, first=9000)
        assert await tx.broadcasts.get(broadcast.id) == broadcast
        assert (await tx.broadcasts.sums(broadcast.id)).meant == 2


async def test_a_broadcast_to_nobody_can_finish_at_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        broadcast = await started(tx, cast)
        assert broadcast.meant == 0
        assert await claimed_within(tx, "one", NOW) is None
        assert await finished(tx, broadcast.id, NOW)


async def test_a_start_that_is_rolled_back_leaves_nothing(store: Database, cast: Cast) -> None:
    async def fail() -> None:
        async with store.write() as tx:
            await crowd(tx, cast.post_office.id, 2)
            await started(tx, cast)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    async with store.write() as tx:
        assert await tx.broadcasts.unfinished() == []
        assert await claimed_within(tx, "one", NOW) is None


async def test_two_workers_never_hold_the_same_segment(store: Database, other: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        for _ in range(6):
            await started(tx, cast)

    tries = [claimed(database, f"worker {no}", NOW) for no in range(4) for database in (store, other)]
    segments = [segment for segment in await asyncio.gather(*tries) if segment]
    assert len({(segment.broadcast_id, segment.no) for segment in segments}) == len(segments) == 6


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)  # SQLite has one writer: there it waits its turn
async def test_a_claim_does_not_wait_for_another_s(store: Database, other: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        for _ in range(2):
            await started(tx, cast)
    async with store.write() as one, other.write() as two:
        first, second = await claimed_within(one, "one", NOW), await claimed_within(two, "two", NOW)
        assert first is not None
        assert second is not None
        assert first.broadcast_id != second.broadcast_id
        assert await claimed_within(two, "two", NOW) is None


async def test_a_small_broadcast_does_not_wait_behind_a_large_one(
    store: Database, cast: Cast, small_segments: int
) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, small_segments * 2)
        large, small = await started(tx, cast), await started(tx, cast)
        order = [await claimed_within(tx, "one", NOW) for _ in range(4)]
    assert [(one.broadcast_id, one.no) for one in order if one] == [
        (large.id, 0),
        (small.id, 0),
        (large.id, 1),
        (small.id, 1),
    ]


@pytest.mark.parametrize("known", [True, False], ids=["a known account", "a new account"])
async def test_all_of_what_is_urgent_is_claimed_before_anything_else(
    store: Database,
    cast: Cast,
    small_segments: int,
    known: bool,  # noqa: FBT001 - of a table
) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, small_segments * 2)
        first, urgent = await started(tx, cast), await started(tx, cast)
        await tx.broadcasts.set_policy(urgent.id, Policy.URGENT)
        if known:
            await tx.accounts.reserve(ACCOUNT, 1, NOW)
        order = [await claimed_within(tx, "one", NOW) for _ in range(3)]
    assert [(one.broadcast_id, one.no) for one in order if one] == [(urgent.id, 0), (urgent.id, 1), (first.id, 0)]


async def test_a_claim_knows_the_files_of_its_own_account_alone(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 1)
        ours, theirs = await tx.posts.new_media(MediaKind.PHOTO), await tx.posts.new_media(MediaKind.PHOTO)
        post = await tx.posts.add(replace(draft(cast, PostState.SENDING), media=(ours, theirs)))
        await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), post.whom)
        await tx.posts.keep_reference(ours.id, ACCOUNT, "ours")
        await tx.posts.keep_reference(theirs.id, ACCOUNT + 1, "theirs")
    claim = await store.claim("one", ACCOUNT, NOW)
    assert isinstance(claim, Claim)
    assert claim.references == {ours.id: "ours"}


async def test_nothing_is_claimed_of_what_somebody_has_paused(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        broadcast = await started(tx, cast)
        await tx.broadcasts.advance(broadcast.id, BroadcastState.SENDING, BroadcastState.PAUSED)
    assert await claimed(store, "one", NOW) is None


async def test_who_claims_while_a_flood_answer_stands_is_told_until_when(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        await started(tx, cast)
        await tx.accounts.pause(ACCOUNT, NOW + LEASE, NOW)
    assert await store.claim("one", ACCOUNT, NOW) == NOW + LEASE
    assert await claimed(store, "one", NOW + LEASE) is not None


async def test_two_processes_never_reserve_the_same_slots(store: Database, other: Database) -> None:
    async def reserve(database: Database) -> float:
        async with database.write() as tx:
            return (await tx.accounts.reserve(ACCOUNT, 2, NOW)).first.timestamp()

    slots = await asyncio.gather(*(reserve(database) for _ in range(20) for database in (store, other)))
    assert len(set(slots)) == len(slots)


async def test_corrections_and_recalls_are_claimed_after_all_that_is_to_be_sent(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        over = await started(tx, cast)
    segment = await a_segment(store)
    await settle(store, segment, len(segment.members), sent(segment.members), NOW)
    async with store.write() as tx:
        what = Broadcast(0, over.post_id, NOW, "hash", NOW, errand=Errand.RECALL, origin_id=over.id)
        recall = await tx.broadcasts.start_errand(what, {DeliveryState.SENT})
        later = await started(tx, cast)
    assert [(await a_segment(store)).broadcast_id for _ in range(2)] == [later.id, recall.id]


async def test_a_segment_is_taken_over_only_when_its_lease_has_run_out(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        await started(tx, cast)
    first = await a_segment(store)
    assert await intend(store, first, 2, NOW + timedelta(seconds=30))
    assert await claimed(store, "two", NOW + LEASE) is None
    second = await claimed(store, "two", NOW + LEASE + timedelta(seconds=30))
    assert second == replace(
        first, owner="two", fence=first.fence + 1, intent=2, lease_until=NOW + 2 * LEASE + timedelta(seconds=30)
    )


async def test_who_lost_the_lease_can_keep_nothing(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        broadcast = await started(tx, cast)
    lost = await a_segment(store)
    again = await claimed(store, "one", NOW + LEASE)
    assert again is not None
    assert not await settle(store, lost, 3, sent(lost.members), NOW)
    assert not await intend(store, lost, 3, NOW)
    assert not await release(store, lost, NOW)
    async with store.read() as tx:
        assert (await tx.broadcasts.sums(broadcast.id)).known == 0
    assert await settle(store, again, 3, sent(again.members), NOW)


async def test_a_released_segment_is_free_with_nothing_in_doubt(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        await started(tx, cast)
    first = await a_segment(store)
    await intend(store, first, 2, NOW)
    await settle(store, replace(first, intent=2), 1, sent(first.members[:1]), NOW)
    await release(store, replace(first, done=1, intent=2), NOW)
    assert not await settle(store, first, 2, sent(first.members[1:2]), NOW)
    second = await a_segment(store, "two")
    assert (second.done, second.intent, second.fence) == (1, 1, first.fence + 1)


async def test_an_outcome_is_never_overwritten(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 2)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    first, second = segment.members
    doubt = [Outcome(member, DeliveryState.UNKNOWN, NOW, "crash") for member in (first, second)]
    await settle(store, segment, 1, sent([first]), NOW)
    assert await settle(store, segment, 2, doubt, NOW)
    async with store.read() as tx:
        assert await outcomes_of(tx, broadcast.id) == [*sent([first]), doubt[1]]
        assert await tx.broadcasts.known(broadcast.id, [first, 10**9]) == {first}


async def test_a_broadcast_finishes_once_when_everyone_meant_has_an_outcome(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    assert await settle(store, segment, 2, sent(segment.members[:2]), NOW)
    async with store.write() as tx:
        assert not await finished(tx, broadcast.id, NOW)
    assert await settle(store, segment, 3, sent(segment.members[2:]), NOW)
    async with store.write() as tx:
        assert await finished(tx, broadcast.id, NOW)
        assert not await finished(tx, broadcast.id, NOW)
        done = replace(broadcast, state=BroadcastState.FINISHED, finished_at=NOW)
        assert await tx.broadcasts.of_post(broadcast.post_id) == [done]
        assert await claimed_within(tx, "one", NOW + LEASE) is None


async def test_copies_are_there_whatever_is_done_about_them_until_they_are_recalled(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 2)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    assert await settle(store, segment, 2, sent(segment.members), NOW)
    async with store.write() as tx:
        assert await finished(tx, broadcast.id, NOW)
        for errand, there in ((Errand.PIN, True), (Errand.CORRECT, True), (Errand.RECALL, False)):
            about = replace(broadcast, id=0, errand=errand, origin_id=broadcast.id)
            await tx.broadcasts.start_errand(about, {DeliveryState.SENT})
            assert bool(await tx.broadcasts.with_copies(broadcast.post_id)) is there


async def test_whom_another_round_meant_since_is_not_sent_an_earlier_one_later(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 5)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    skipped = [
        Outcome(one, DeliveryState.SKIPPED, NOW, why)
        for one, why in zip(segment.members[2:], (Skip.STOPPED, Skip.CANCELLED, Skip.CANCELLED), strict=True)
    ]
    refused = Outcome(segment.members[1], DeliveryState.REFUSED, NOW, Reason.CONTENT)
    assert await settle(store, segment, 5, [*sent(segment.members[:1]), refused, *skipped], NOW)
    async with store.write() as tx:
        assert await finished(tx, broadcast.id, NOW)
        assert await tx.broadcasts.choosable(broadcast.id) == {DeliveryState.REFUSED: 1, DeliveryState.SKIPPED: 2}
        await tx.follows.unfollow(segment.members[3], cast.post_office.id)
        again = await tx.broadcasts.start(replace(broadcast, id=0), Whom(cast.post_office.id))
    segment = await a_segment(store)
    assert await settle(store, segment, 4, sent(segment.members), NOW)
    async with store.write() as tx:
        assert await finished(tx, again.id, NOW)
        assert await tx.broadcasts.choosable(broadcast.id) == {DeliveryState.SKIPPED: 1}


async def test_many_who_were_left_out_get_it_after_their_canary(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.freezing.canary_size", lambda _meant: 2)
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 5)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    left = [Outcome(one, DeliveryState.SKIPPED, NOW, Skip.CANCELLED) for one in segment.members]
    assert await settle(store, segment, 5, left, NOW)
    async with store.write() as tx:
        assert await finished(tx, broadcast.id, NOW)
        about = replace(broadcast, id=0, errand=Errand.REST, origin_id=broadcast.id)
        rest = await tx.broadcasts.start_errand(about, {DeliveryState.SKIPPED})
    assert (rest.meant, rest.wide_from) == (5, None)
    assert (await a_segment(store)).members == segment.members[:2]


async def test_a_broadcast_that_forgot_somebody_does_not_finish(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    assert await settle(store, segment, 3, sent(segment.members[:2]), NOW)
    async with store.write() as tx:
        assert not await finished(tx, broadcast.id, NOW)
        assert await tx.broadcasts.unfinished() == [broadcast]


async def test_whoever_saw_a_broadcast_before_it_was_cancelled_can_pause_it_no_more(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        begun = await started(tx, cast)
        assert await tx.broadcasts.advance(begun.id, BroadcastState.SENDING, BroadcastState.CANCELLED)
        assert not await tx.broadcasts.advance(begun.id, BroadcastState.SENDING, BroadcastState.PAUSED)
        kept = await tx.broadcasts.get(begun.id)
        assert kept is not None
        assert kept.state is BroadcastState.CANCELLED


async def test_of_two_who_halt_in_the_same_moment_one_has(store: Database, other: Database) -> None:
    async def halts(mine: Database) -> bool:
        async with mine.write() as tx:
            return await tx.programme.halt(NOW)

    assert sorted(await asyncio.gather(halts(store), halts(other))) == [False, True]


async def test_nothing_is_claimed_while_the_programme_is_halted(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 1)
        await started(tx, cast)
        await tx.programme.halt(NOW)
        assert await claimed_within(tx, "one", NOW) is None
        await tx.programme.resume()
        assert await claimed_within(tx, "one", NOW) is not None


async def test_sums_add_up_by_state_form_and_reason(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 5)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    outcomes = [
        *sent(segment.members[:2]),
        Outcome(segment.members[2], DeliveryState.REFUSED, NOW, Reason.BLOCKED, Form.PT, Because.OWN),
        Outcome(segment.members[3], DeliveryState.SKIPPED, NOW, Skip.STOPPED),
        Outcome(segment.members[4], DeliveryState.SKIPPED, NOW, Skip.STOPPED),
    ]
    await settle(store, segment, 5, outcomes, NOW)
    async with store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    assert (sums.meant, sums.known, sums.forms) == (5, 5, {Form.EN: 2})
    assert [sums.of(state) for state in DeliveryState] == [2, 1, 2, 0]
    refused, skipped = (DeliveryState.REFUSED, "blocked"), (DeliveryState.SKIPPED, "stopped")
    assert sums.reasons == {refused: 1, skipped: 2}


async def test_a_recipient_is_told_as_they_are_now(store: Database, cast: Cast) -> None:
    partner = cast.post_office.id
    async with store.write() as tx:
        await tx.follows.follow(cast.ana.id, partner, NOW)
        quiet = replace(person(8, form=None), hint="zh-hk", zone="Europe/Lisbon", quiet=Quiet(on=False))
        bo = (await tx.readers.meet(quiet)).stop(NOW)
        await tx.readers.save(bo)
        tea = await tx.channels.link(Channel(0, -100, partner, "tea", (Form.YUE, Form.EN)))
        coffee = await tx.channels.link(Channel(0, -200, partner, "coffee", (Form.PT,)))
        await tx.channels.unlink(coffee.id)
    async with store.read() as tx:
        ids = [cast.ana.id, bo.id, tea.id, coffee.id, 10**9]
        found = await recipients(tx, ids, partner, NOW)
    assert set(found) == set(ids[:4])
    ana, other, channel, unlinked = (found[one] for one in ids[:4])
    assert (ana.address, ana.forms, ana.follows, ana.is_channel) == (2**52, (Form.PT,), True, False)
    assert (other.forms, other.zone, other.quiet, other.stopped) == ((Form.ZH_HANT,), bo.zone, bo.quiet, True)
    assert not other.follows
    assert (channel.forms, channel.is_channel, channel.follows) == ((Form.YUE, Form.EN), True, True)
    assert (unlinked.is_channel, unlinked.follows) == (True, False)


async def test_the_policy_of_a_broadcast_is_kept(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast))
        urgent = Broadcast(0, post.id, NOW, "hash", NOW, policy=Policy.URGENT)
        started = await tx.broadcasts.start(urgent, Whom(cast.post_office.id))
        assert await tx.broadcasts.get(started.id) == replace(urgent, id=started.id, wide_from=NOW)
        assert await tx.broadcasts.unfinished() == [started]


async def test_only_a_broadcast_without_an_open_segment_is_complete(store: Database, cast: Cast) -> None:
    assert not await store.ripe()
    async with store.write() as tx:
        empty = await started(tx, cast)
        await crowd(tx, cast.post_office.id, 3)
        full = await started(tx, cast)
        assert await tx.broadcasts.complete() == [empty]
    assert await store.ripe()
    async with store.write() as tx:
        assert await finished(tx, empty.id, NOW)
    assert not await store.ripe()
    segment = await a_segment(store)
    assert await settle(store, segment, 3, sent(segment.members), NOW)
    assert await store.ripe()
    async with store.write() as tx:
        assert await tx.broadcasts.complete() == [full]
        assert await finished(tx, full.id, NOW)
        assert await tx.broadcasts.complete() == []
    assert not await store.ripe()
