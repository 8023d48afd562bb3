"""A reader's limits while another post is on its way: two workers, and whoever intends first."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.broadcast import LEASE, Broadcast, Segment
from bot.content import PostKind, PostState, Whom
from bot.delivery import DeliveryState, Outcome
from bot.ports.strides import Ahead, Stride
from storage import Database
from tests.ledger import claimed
from tests.storage.conftest import NOW, Cast, crowd, draft
from tests.strides import ACCOUNT, intend, release, settle

PEOPLE = 4


@pytest.fixture(params=["week", "day"])
def limit(request: pytest.FixtureRequest) -> str:
    """Whose limit: one post a week of the partner, or one promotion a day."""
    return str(request.param)


async def two_posts(store: Database, other: Database, cast: Cast, limit: str) -> tuple[Segment, Segment]:
    """Two promotions of one partner for the same four people, who want one; each in a worker's hands."""
    async with store.write() as tx:
        people = await crowd(tx, cast.post_office.id, PEOPLE)
        for reader in people:
            if limit == "week":
                assert await tx.follows.limit(reader.id, cast.post_office.id, 1)
            else:
                await tx.readers.save(replace(reader, cap=1))
    return await begun(store, cast, "one"), await begun(other, cast, "two")


async def begun(store: Database, cast: Cast, worker: str) -> Segment:
    async with store.write() as tx:
        post = await tx.posts.add(replace(draft(cast, PostState.SENDING), kind=PostKind.CAMPAIGN))
        await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    segment = await claimed(store, worker, NOW)
    assert segment is not None
    return segment


def over(ahead: Ahead | None) -> set[int]:
    """Those asked about who have had enough."""
    assert ahead is not None
    return {one for one, recipient in ahead.recipients.items() if recipient.over_week or recipient.over_cap}


async def test_a_post_on_its_way_counts_against_a_limit(
    store: Database, other: Database, cast: Cast, limit: str
) -> None:
    """Whom the first worker has intended the second leaves out; the others it takes, and then the first does not."""
    mine, theirs = await two_posts(store, other, cast, limit)
    everybody = mine.members
    assert over(await intend(store, mine, 2, NOW)) == set()
    assert over(await intend(other, theirs, PEOPLE, NOW)) == set(everybody[:2])
    assert over(await intend(store, replace(mine, intent=2), PEOPLE, NOW)) == set(everybody[2:])


async def test_two_workers_at_the_same_moment_send_everybody_one(
    store: Database, other: Database, cast: Cast, limit: str
) -> None:
    mine, theirs = await two_posts(store, other, cast, limit)
    one, two = await asyncio.gather(intend(store, mine, PEOPLE, NOW), intend(other, theirs, PEOPLE, NOW))
    assert sorted([len(over(one)), len(over(two))]) == [0, PEOPLE]


async def test_only_what_may_still_arrive_counts(store: Database, other: Database, cast: Cast, limit: str) -> None:
    """Who was refused the first post gets the second, and so does whom a worker gave back unsent."""
    mine, theirs = await two_posts(store, other, cast, limit)
    await intend(store, mine, PEOPLE, NOW)
    mine = replace(mine, intent=PEOPLE)
    await settle(store, mine, 0, [Outcome(mine.members[1], DeliveryState.REFUSED, NOW)], NOW)
    assert over(await intend(other, theirs, 2, NOW)) == {mine.members[0]}
    await release(store, mine, NOW)
    assert over(await intend(other, replace(theirs, intent=2), PEOPLE, NOW)) == set()


async def test_what_a_crash_left_on_its_way_counts_as_long_as_a_copy(
    store: Database, other: Database, cast: Cast, limit: str
) -> None:
    mine, theirs = await two_posts(store, other, cast, limit)
    await intend(store, mine, PEOPLE, NOW)
    span = timedelta(days=7 if limit == "week" else 1)
    for later, full in ((span - timedelta(hours=1), set(mine.members)), (span, set())):
        stride = Stride(replace(theirs, intent=PEOPLE), NOW + LEASE + later, ACCOUNT, 1, asked=mine.members)
        assert over(await other.stride(stride)) == full


async def test_another_partners_post_on_its_way_counts_against_no_week(
    store: Database, other: Database, cast: Cast
) -> None:
    mine, theirs = await two_posts(store, other, cast, "week")
    await intend(store, mine, PEOPLE, NOW)
    async with store.write() as tx:
        elsewhere = (await tx.partners.add(replace(cast.post_office, slug="elsewhere"))).id
        for reader in mine.members:
            await tx.follows.follow(reader, elsewhere, NOW)
            assert await tx.follows.limit(reader, elsewhere, 1)
    stride = Stride(replace(theirs, intent=PEOPLE), NOW, ACCOUNT, elsewhere, asked=mine.members)
    assert over(await other.stride(stride)) == set()


async def test_a_story_on_its_way_counts_against_no_day(store: Database, other: Database, cast: Cast) -> None:
    mine, theirs = await two_posts(store, other, cast, "day")
    async with store.write() as tx:
        sending = await tx.broadcasts.get(mine.broadcast_id)
        assert sending is not None
        post = await tx.posts.get(sending.post_id)
        assert post is not None
        assert await tx.posts.advance(replace(post, kind=PostKind.STORY), post.state)
    await intend(store, mine, PEOPLE, NOW)
    assert over(await intend(other, theirs, PEOPLE, NOW)) == set()
