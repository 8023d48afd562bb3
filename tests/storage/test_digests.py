"""Digests of many readers at once: each told once, with what each of them missed since they were told last."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.actions import digest as telling
from bot.actions.digest import SETTLED, tell_digests
from bot.broadcast import Broadcast
from bot.content import Post, PostState, Whom
from bot.delivery import DeliveryState, Outcome, Skip
from bot.digests import Digest, Rhythm
from bot.notices import FEW, MANY, Notice, NoticeKind
from bot.people import Reader
from bot.store import Work
from storage import Database
from tests.ledger import claimed_within, finished
from tests.storage.conftest import NOW, Cast, a_cast, crowd, draft
from tests.strides import keep

SOON = timedelta(hours=8)
AT_ONCE = 10
MANY_READERS = 23


async def waits(tx: Work, reader: Reader, upto: timedelta = timedelta(hours=1)) -> None:
    """For their digest, told up to a while ago."""
    digest = Digest(reader.id, Rhythm.DAY, at=time(19), upto=NOW - upto)
    await tx.digests.put(digest.planned(reader.zone, NOW - upto))


async def held_back(tx: Work, cast: Cast, readers: list[Reader], minutes: int = 0) -> Post:
    """A story that their limits kept from them."""
    post = await tx.posts.add(draft(cast, PostState.SENT))
    begun = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    at = NOW + timedelta(minutes=minutes)
    while segment := await claimed_within(tx, "one", NOW):
        state = {reader.id: DeliveryState.SKIPPED for reader in readers}
        told = [(one, state.get(one, DeliveryState.SENT)) for one in segment.members]
        outcomes = [Outcome(one, how, at, Skip.OVER_CAP if one in state else None) for one, how in told]
        await keep(tx, segment, outcomes)
    await finished(tx, begun.id, at)
    return post


async def told(store: Database) -> list[Notice]:
    async with store.read() as tx:
        return list(await tx.notices.waiting(NOW + 2 * SOON, 10_000))


async def test_of_two_processes_that_look_at_once_each_digest_is_told_once(
    store: Database, other: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "AT_ONCE", AT_ONCE)
    async with store.write() as tx:
        readers = await crowd(tx, cast.post_office.id, MANY_READERS)
        for reader in readers:
            await waits(tx, reader)
        post = await held_back(tx, cast, readers)
    for _ in range(3):
        await asyncio.gather(*(tell_digests(each, NOW + SOON) for each in (store, other)))
    notices = await told(store)
    assert Counter(notice.person_id for notice in notices) == Counter(reader.id for reader in readers)
    assert {notice.facts["posts"] for notice in notices} == {str(post.id)}
    assert await tell_digests(store, NOW + SOON) == 0


async def test_a_digest_is_not_told_between_a_readers_look_at_it_and_their_choice(postgresql_tables: str) -> None:
    store, other = Database(postgresql_tables), Database(postgresql_tables)
    await store.open()
    cast = await a_cast(store)
    async with store.write() as tx:
        (reader,) = await crowd(tx, cast.post_office.id, 1)
        await waits(tx, reader)
        post = await held_back(tx, cast, [reader])
    async with store.write() as tx:
        digest = await tx.digests.of(reader.id)
        assert digest
        assert await tell_digests(other, NOW + SOON) == 0
        await tx.digests.put(replace(digest, only=True))
    for _ in range(2):
        await tell_digests(other, NOW + SOON)
    assert [notice.facts["posts"] for notice in await told(store)] == [str(post.id)]
    await store.close()
    await other.close()


async def test_each_hears_of_what_they_missed_themselves_in_its_order(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        early, late, nothing = await crowd(tx, cast.post_office.id, 3)
        await waits(tx, early)
        await waits(tx, late, -timedelta(minutes=30))
        await waits(tx, nothing)
        first = await held_back(tx, cast, [early, late], 10)
        second = await held_back(tx, cast, [early, late], 40)
        third = await held_back(tx, cast, [late], 50)
        await held_back(tx, cast, [early, late], 8 * 60 - 1)
    assert await tell_digests(store, NOW + SOON) == 3
    posts = {notice.person_id: notice.facts["posts"] for notice in await told(store)}
    assert posts == {early.id: f"{first.id} {second.id}", late.id: f"{second.id} {third.id}"}
    async with store.read() as tx:
        digest = await tx.digests.of(nothing.id)
    assert digest
    assert digest.upto == NOW + SOON - SETTLED


@pytest.mark.parametrize("stopped", [True, False])
async def test_whoever_stopped_or_moved_away_is_not_told_and_holds_up_nobody(
    store: Database,
    cast: Cast,
    stopped: bool,  # noqa: FBT001 - an example
) -> None:
    async with store.write() as tx:
        stays, goes = await crowd(tx, cast.post_office.id, 2)
        for reader in (stays, goes):
            await waits(tx, reader)
        await held_back(tx, cast, [stays, goes])
        changed = replace(goes, stopped_at=NOW) if stopped else replace(goes, zone="America/New_York")
        await tx.readers.save(changed)
    assert await tell_digests(store, NOW + SOON) == 2
    assert [notice.person_id for notice in await told(store)] == [stays.id]
    assert await tell_digests(store, NOW + SOON) == 0


async def test_no_other_notice_waits_behind_thousands_of_digests(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.notices.add_all([Notice(cast.ana.id, NoticeKind.DIGEST, {"posts": "1"}, at=NOW)] * 3000)
        await tx.notices.add(Notice(cast.ana.id, NoticeKind.ANSWER, {"text": "Olá"}, at=NOW))
        few, many = await tx.notices.take(NOW, FEW), await tx.notices.take(NOW, MANY)
        assert await tx.notices.take(NOW, FEW) is None
    assert few
    assert many
    assert (few.kind, many.kind) == (NoticeKind.ANSWER, NoticeKind.DIGEST)
