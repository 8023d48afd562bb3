"""Beginning a broadcast in one prepared step means the same people as range by range, whatever audience it is for."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.broadcast import Broadcast, Group
from bot.content import PostState, Whom
from bot.partners import Channel
from bot.people import Reader
from bot.places import Place
from bot.store import Work
from storage import Database
from storage.ledger import segments, waves
from tests.storage.conftest import NOW, Cast, crowd, draft, members, rows

SPOTS = (
    (Place.MACAU, "Asia/Macau"),
    (Place.ABROAD, "Europe/Lisbon"),
    (Place.ZHUHAI, "Asia/Shanghai"),
    (None, "Asia/Macau"),
    (Place.MACAU, "Europe/Lisbon"),
)
PLACES = {"everywhere": frozenset[Place](), "two places": frozenset({Place.MACAU, Place.ABROAD})}
NOBODY, LISBON, HERE = frozenset[str](), frozenset({"Europe/Lisbon"}), frozenset({"Asia/Macau", "Asia/Shanghai"})


async def people(tx: Work, cast: Cast) -> list[Reader]:
    """Some who follow the partner, some who follow nobody, at all spots; and a channel."""
    await tx.channels.link(Channel(0, -100, cast.post_office.id, "tea", ()))
    found = await crowd(tx, cast.post_office.id, 2 * len(SPOTS))
    for no, reader in enumerate(found):
        place, zone = SPOTS[no % len(SPOTS)]
        await tx.readers.save(replace(reader, place=place, zone=zone))
    return found


async def begin(tx: Work, cast: Cast, whom: Whom, group: Group | None = None) -> Broadcast:
    post = replace(draft(cast, PostState.SENDING), places=whom.places, everybody=whom.everybody)
    broadcast = Broadcast(0, (await tx.posts.add(post)).id, NOW, "hash", NOW)
    if group is None:
        return await tx.broadcasts.start(broadcast, whom)
    return await tx.broadcasts.start_group(broadcast, whom, group)


@pytest.mark.parametrize("everybody", [False, True])
@pytest.mark.parametrize("places", PLACES)
async def test_a_small_audience_is_the_same_people_as_one_frozen_in_ranges(
    store: Database,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    places: str,
    everybody: bool,  # noqa: FBT001 - an example's
) -> None:
    whom = Whom(cast.post_office.id, PLACES[places], everybody=everybody)
    async with store.write() as tx:
        everyone = await people(tx, cast)
        small = await members(tx, await begin(tx, cast, whom))
        monkeypatch.setattr("storage.freezing.RANGE", 3)
        assert await members(tx, await begin(tx, cast, whom)) == small
    there = [reader.id for no, reader in enumerate(everyone) if SPOTS[no % len(SPOTS)][0] in whom.places]
    assert [one for one in small if one in {reader.id for reader in everyone}] == (
        there if whom.places else [reader.id for reader in everyone]
    )


async def test_segments_begun_in_one_step_are_the_rows_that_a_range_makes(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.freezing.SEGMENT_SIZE", 4)
    monkeypatch.setattr("storage.starting.canary_size", lambda _: 3)
    monkeypatch.setattr("storage.freezing.canary_size", lambda _: 3)
    whom, found = Whom(cast.post_office.id, frozenset()), []
    async with store.write() as tx:
        everyone = len(await people(tx, cast)) + 1  # and a channel
        for range_ in (1000, everyone):
            monkeypatch.setattr("storage.freezing.RANGE", range_)
            begun = await begin(tx, cast, whom)
            assert begun.meant == everyone
            mine = select(segments).where(segments.c.broadcast_id == begun.id, segments.c.no >= 0)
            found.append([row[1:] for row in await rows(tx, mine.order_by(segments.c.no))])
    small, ranged = found
    assert small == ranged
    assert [row[1] for row in small] == [3, 4, 4]


@pytest.mark.parametrize("everybody", [False, True])
@pytest.mark.parametrize("places", PLACES)
async def test_the_groups_of_a_wave_are_the_same_people_either_way(
    store: Database,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    places: str,
    everybody: bool,  # noqa: FBT001 - an example's
) -> None:
    whom = Whom(cast.post_office.id, PLACES[places], everybody=everybody)
    found = []
    async with store.write() as tx:
        await people(tx, cast)
        for range_ in (1000, 3):
            monkeypatch.setattr("storage.freezing.RANGE", range_)
            first = await begin(tx, cast, whom, Group(NOBODY, channels=False))
            wave = [await members(tx, first)]
            for zones, channels in ((HERE, True), (LISBON, False), (HERE | LISBON, False)):
                group = Group(zones, channels=channels, wave_id=first.id)
                wave.append(await members(tx, await begin(tx, cast, whom, group)))
            found.append(wave)
        kept = await rows(tx, select(waves).where(waves.c.first_id == first.id))
    small, ranged = found
    assert small == ranged
    nobody, here, lisbon, rest = small
    assert nobody == rest == []
    assert here
    assert lisbon
    assert not set(here) & set(lisbon)
    assert sorted(map(len, (row.zones for row in kept))) == [0, 1, 2, 3]
