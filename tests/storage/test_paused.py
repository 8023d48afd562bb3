"""A pause of everything: not meant by what begins while it lasts, known at the send, ended once."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any

import pytest

from bot.actions import pauses, settle_in
from bot.actions.pauses import end_pauses
from bot.broadcast import Broadcast
from bot.content import PostState, Whom
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.people import PAUSE_AT_MOST, Reader
from bot.shares import Share, ShareState
from bot.store import Work
from storage import Database, freezing
from tests.ledger import recipients
from tests.storage.conftest import NOW, Cast, crowd, draft, members

HOUR = timedelta(hours=1)


async def paused(tx: Work, reader: Reader, until: datetime | None) -> Reader:
    reader = replace(reader, paused_until=until)
    await tx.readers.save(reader)
    return reader


async def meant(tx: Work, cast: Cast, at: datetime, *, everybody: bool = False) -> list[int]:
    post = await tx.posts.add(draft(cast, PostState.SENDING))
    whom = Whom(cast.post_office.id, everybody=everybody)
    return await members(tx, await tx.broadcasts.start(Broadcast(0, post.id, at, "hash", at), whom))


async def test_whoever_is_paused_beyond_the_moment_of_sending_is_not_meant_however_the_audience_is_frozen(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freezing, "RANGE", 7)
    ends = [None, NOW - HOUR, NOW - timedelta(microseconds=1), NOW, NOW + timedelta(microseconds=1), NOW + HOUR]
    async with store.write() as tx:
        crowded = await crowd(tx, cast.post_office.id, 23)
        people = [await paused(tx, each, end) for each, end in zip(crowded, cycle(ends), strict=False)]
        awake = [each.id for each in people if not each.paused(NOW)]
        for everybody in (False, True):
            assert await meant(tx, cast, NOW, everybody=everybody) == awake
            assert await meant(tx, cast, NOW + HOUR, everybody=everybody) == [each.id for each in people]
            counted = await tx.follows.places(Whom(cast.post_office.id, everybody=everybody), NOW)
            assert sum(counted.values()) == len(awake)


async def test_a_recipient_who_has_paused_since_is_known_at_the_send_until_the_pause_is_over(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        first, second = await crowd(tx, cast.post_office.id, 2)
        await paused(tx, first, NOW + HOUR)
        ids = [first.id, second.id]
        found = await recipients(tx, ids, cast.post_office.id, NOW)
        assert [found[each].paused for each in ids] == [True, False]
        assert not (await recipients(tx, ids, cast.post_office.id, NOW + HOUR))[first.id].paused


async def test_a_pause_ends_once_and_its_reader_alone_is_told(store: Database, other: Database, cast: Cast) -> None:
    async with store.write() as tx:
        over, later, free = await crowd(tx, cast.post_office.id, 3)
        await paused(tx, over, NOW + HOUR)
        await paused(tx, later, NOW + 2 * HOUR)
    assert not await end_pauses(store, NOW)
    assert await end_pauses(store, NOW + HOUR)
    assert not await end_pauses(other, NOW + HOUR)
    async with store.write() as tx:
        told = await tx.notices.waiting(NOW + HOUR, 9)
        assert [(each.person_id, each.kind) for each in told] == [(over.id, NoticeKind.RESUMED)]
        kept = await tx.readers.those([over.id, later.id, free.id])
    assert [kept[each.id].paused_until for each in (over, later, free)] == [None, NOW + 2 * HOUR, None]


async def test_at_most_so_many_pauses_end_at_once_the_earliest_first(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        people = await crowd(tx, cast.post_office.id, 5)
        for no, each in enumerate(reversed(people)):
            await paused(tx, each, NOW - no * HOUR)
        assert await tx.readers.resume(NOW, 2) == [people[0].id, people[1].id]
        assert await tx.readers.resume(NOW, 9) == [each.id for each in people[2:]]
        assert await tx.readers.resume(NOW, 9) == []


async def test_a_stop_ends_a_pause_and_a_pause_is_kept_beside_the_rest(store: Database, cast: Cast) -> None:
    reader = await pauses.pause(store, cast.ana.id, NOW + HOUR, NOW)
    assert reader.paused_until == NOW + HOUR
    async with store.read() as tx:
        assert await tx.readers.get(cast.ana.id) == reader
    assert (await settle_in.stop(store, cast.ana.id, NOW)).paused_until is None
    assert (await pauses.pause(store, cast.ana.id, NOW + HOUR, NOW)).paused_until is None
    with pytest.raises(Mistake) as past:
        await pauses.pause(store, cast.ana.id, NOW, NOW)
    with pytest.raises(Mistake) as far:
        await pauses.pause(store, cast.ana.id, NOW + PAUSE_AT_MOST + HOUR, NOW)
    assert (past.value.why, far.value.why) == (Why.TIME_PAST, Why.TIME_TOO_FAR)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_pauses_that_are_over_are_found_by_an_index(store: Database) -> None:
    async with store.read() as tx:
        keeper: Any = tx.readers
        asked = "EXPLAIN QUERY PLAN SELECT id FROM reader WHERE paused_until <= 5 ORDER BY paused_until LIMIT 9"
        plan = [str(row.detail) for row in await keeper._tx.exec_driver_sql(asked)]
    assert plan == ["SEARCH reader USING COVERING INDEX ix_reader_paused (paused_until<?)"]


async def test_voters_who_have_paused_are_not_told(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        first, second = await crowd(tx, cast.post_office.id, 2)
        share = await tx.shares.add(Share(0, cast.ana.id, ShareState.SUBMITTED, NOW))
        for each in (first, second):
            await tx.shares.vote("2026-11", each.id, share.id, NOW)
        await paused(tx, first, NOW + HOUR)
        assert await tx.shares.voters("2026-11", 0, 9, NOW) == [second.id]
        assert await tx.shares.voters("2026-11", 0, 9, NOW + HOUR) == [first.id, second.id]


async def test_who_unblocks_the_bot_in_a_pause_is_welcomed_by_its_end_alone(store: Database, cast: Cast) -> None:
    for until, welcomed in ((NOW + HOUR, False), (NOW, True)):
        async with store.write() as tx:
            await tx.readers.save(replace(cast.ana, gone_at=NOW - HOUR, paused_until=until))
        assert (await settle_in.came_back(store, cast.ana.address, NOW) is not None) is welcomed
