"""A large audience is frozen range by range: each person once, others write in between, a crash loses nobody."""

import asyncio
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.actions.plan import plan_due
from bot.broadcast import Broadcast
from bot.content import PostState, Whom
from bot.delivery import DeliveryState, Outcome
from bot.store import Work
from storage import Database
from storage.ledger import segments
from tests.ledger import claimed_within, finished
from tests.storage.conftest import NOW, Cast, crowd, draft, rows
from tests.strides import keep

RANGE = 4
PEOPLE = 11
FREEZER = """
import asyncio, sys
import storage.freezing
from tests.ledger import claimed_within
from storage import Database

async def main():
    storage.freezing.RANGE = 4
    store = Database(sys.argv[1])
    async with store.write() as tx:
        assert await tx.broadcasts.freeze_on()
    async with store.write() as tx:
        assert await tx.broadcasts.freeze_on()
        print("in the middle", flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.fixture(autouse=True)
def _small_ranges(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.freezing.RANGE", RANGE)


async def begun(store: Database, cast: Cast) -> Broadcast:
    """The first range of eleven people is frozen."""
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, PEOPLE)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    assert broadcast.meant == RANGE
    return broadcast


async def freeze_on(store: Database) -> bool:
    async with store.write() as tx:
        return await tx.broadcasts.freeze_on()


async def frozen(tx: Work, broadcast: Broadcast) -> Counter[int]:
    """How often each person stands in the segments."""
    mine = select(segments.c.members).where(segments.c.broadcast_id == broadcast.id, segments.c.no >= 0)
    return Counter(member for row in await rows(tx, mine) for member in row.members)


async def all_once(store: Database, broadcast: Broadcast, people: int = PEOPLE) -> bool:
    """Whether so many people are frozen, each once, and the broadcast says so."""
    async with store.read() as tx:
        found, kept = await frozen(tx, broadcast), await tx.broadcasts.get(broadcast.id)
    assert kept is not None
    return set(found.values()) == {1} and len(found) == kept.meant == people


async def test_every_range_is_frozen_by_a_transaction_of_its_own_and_others_write_in_between(
    store: Database, other: Database, cast: Cast
) -> None:
    broadcast = await begun(store, cast)
    ranges = 0
    while await freeze_on(store):
        ranges += 1
        async with asyncio.timeout(30):  # a range that held the writer would hold this up for good
            async with other.write() as tx:
                await tx.programme.note(NOW, None, "reply", str(ranges))
    assert ranges == (PEOPLE - RANGE) // RANGE + 1
    assert await all_once(store, broadcast)
    async with store.read() as tx:
        assert not await tx.broadcasts.freezing()


async def test_nothing_is_widened_or_finished_before_the_last_range(store: Database, cast: Cast) -> None:
    broadcast = await begun(store, cast)
    async with store.write() as tx:
        while segment := await claimed_within(tx, "one", NOW):
            await keep(tx, segment, [Outcome(member, DeliveryState.SENT, NOW) for member in segment.members])
        assert (await tx.broadcasts.sums(broadcast.id)).known == RANGE
        assert not await tx.broadcasts.complete()
        assert not await tx.broadcasts.canaries()
        assert not await finished(tx, broadcast.id, NOW)
    while await freeze_on(store):
        pass
    async with store.write() as tx:
        while segment := await claimed_within(tx, "one", NOW):
            await keep(tx, segment, [Outcome(member, DeliveryState.SENT, NOW) for member in segment.members])
        assert await finished(tx, broadcast.id, NOW)
        assert (await tx.broadcasts.sums(broadcast.id)).known == PEOPLE


async def test_a_canary_that_is_done_is_looked_at_when_the_last_range_is_frozen(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.freezing.canary_size", lambda _meant: 2)
    broadcast = await begun(store, cast)
    async with store.write() as tx:
        segment = await claimed_within(tx, "one", NOW)
        assert segment is not None
        assert len(segment.members) == 2
        await keep(tx, segment, [Outcome(member, DeliveryState.SENT, NOW) for member in segment.members])
        assert await claimed_within(tx, "one", NOW) is None
        assert not await tx.broadcasts.canaries()
    while await freeze_on(store):
        pass
    async with store.read() as tx:
        assert [each.id for each in await tx.broadcasts.canaries()] == [broadcast.id]


async def test_who_follows_after_the_start_is_not_meant_and_neither_is_who_has_left_meanwhile(
    store: Database, cast: Cast
) -> None:
    broadcast = await begun(store, cast)
    async with store.write() as tx:
        found = await frozen(tx, broadcast)
        new = await crowd(tx, cast.post_office.id, PEOPLE + 1)  # eleven are known; the last one is new
        await tx.follows.unfollow(new[-1].id, cast.post_office.id)
        await tx.follows.follow(new[-1].id, cast.post_office.id, NOW + timedelta(seconds=1))
        left = next(reader for reader in new if reader.id not in found)
        await tx.readers.save(replace(left, stopped_at=NOW))
    while await freeze_on(store):
        pass
    assert await all_once(store, broadcast, PEOPLE - 1)
    async with store.read() as tx:
        assert not {new[-1].id, left.id} & set(await frozen(tx, broadcast))


async def test_an_audience_as_large_as_one_range_is_whole_after_one_more_look(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, RANGE)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    assert [await freeze_on(store) for _ in range(2)] == [True, False]
    assert await all_once(store, broadcast, RANGE)


async def test_a_freeze_that_was_killed_halfway_goes_on_where_it_was(store: Database, cast: Cast, url: str) -> None:
    broadcast = await begun(store, cast)
    told = [sys.executable, "-c", FREEZER, url]
    process = await asyncio.create_subprocess_exec(*told, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": "."})
    assert process.stdout is not None
    async with asyncio.timeout(60):
        assert await process.stdout.readline() == b"in the middle\n"
    process.kill()
    await process.wait()
    async with store.read() as tx:
        assert len(await frozen(tx, broadcast)) == 2 * RANGE  # what was committed, and nothing of the range that died
    async with asyncio.timeout(30):
        while not await all_once(store, broadcast):
            await plan_due(store, NOW)  # the clock's own way; a server may notice a death late
    async with store.read() as tx:
        assert not await tx.broadcasts.freezing()
