"""Whom a broadcast means: followers by place and mute, each once; limits are looked at when it is somebody's turn."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, text

from bot.broadcast import Broadcast, BroadcastState, Errand, Policy
from bot.content import PostKind, PostState, Version, Whom
from bot.corrections import Correction, CorrectionState, Replacement
from bot.delivery import DeliveryState, Outcome, Reason
from bot.languages import Form
from bot.partners import PROGRAMME, Channel, Kind, Partner
from bot.people import Consent, Purpose, Reader
from bot.places import Place
from bot.store import Work
from storage import Database
from storage.prepared import OnSQLite
from storage.strides import NEXT
from storage.upgrade import upgrade
from tests.ledger import claimed_within, finished, recipients
from tests.storage.conftest import NOW, Cast, crowd, draft
from tests.strides import keep

LIVES = (Place.MACAU, Place.MACAU, Place.ZHUHAI, Place.ABROAD, None)
HOUR = timedelta(hours=1)


async def followers(tx: Work, cast: Cast) -> list[Reader]:
    """Two of Macau, one of Zhuhai, one abroad, one who has not said."""
    found = [
        replace(reader, place=place)
        for reader, place in zip(await crowd(tx, cast.post_office.id, len(LIVES)), LIVES, strict=True)
    ]
    for reader in found:
        await tx.readers.save(reader)
    return found


async def meant(tx: Work, cast: Cast, *places: Place, at: datetime = NOW) -> list[int]:
    """Whom a broadcast that starts now has in its segments."""
    post = await tx.posts.add(draft(cast, PostState.SENDING))
    broadcast = await tx.broadcasts.start(
        Broadcast(0, post.id, at, "hash", at), Whom(cast.post_office.id, frozenset(places))
    )
    members: list[int] = []
    while segment := await claimed_within(tx, "one", at):
        members += segment.members if segment.broadcast_id == broadcast.id else ()
    assert broadcast.meant == len(members)
    return members


async def test_only_those_who_live_there_are_meant_each_once_and_no_channel(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        tea = await tx.channels.link(Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,)))
        macau, also, zhuhai, abroad, unsaid = (reader.id for reader in await followers(tx, cast))
        assert await meant(tx, cast) == [tea.id, macau, also, zhuhai, abroad, unsaid]
        assert await meant(tx, cast, Place.MACAU) == [macau, also]
        assert await meant(tx, cast, Place.MACAU, Place.ZHUHAI, Place.MACAU) == [macau, also, zhuhai]
        assert await meant(tx, cast, Place.FOSHAN) == []
        assert await tx.follows.places(Whom(cast.post_office.id), NOW) == {
            Place.MACAU: 2,
            Place.ZHUHAI: 1,
            Place.ABROAD: 1,
            None: 1,
        }


async def test_a_muted_partner_means_nobody_until_the_mute_is_over_or_taken_back(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        macau, also, *_ = (reader.id for reader in await followers(tx, cast))
        assert await tx.follows.mute(macau, cast.post_office.id, NOW + HOUR)
        assert await tx.follows.mute(also, cast.post_office.id, NOW + HOUR)
        assert await tx.follows.mutes(macau) == {cast.post_office.id: NOW + HOUR}
        assert await meant(tx, cast, Place.MACAU) == []
        assert (await tx.follows.places(Whom(cast.post_office.id), NOW)).get(Place.MACAU) is None
        assert await tx.follows.mute(also, cast.post_office.id, None)
        assert await meant(tx, cast, Place.MACAU) == [also]
        assert await meant(tx, cast, Place.MACAU, at=NOW + HOUR) == [macau, also]
        assert cast.post_office.id in await tx.follows.of(macau)


async def test_a_partner_that_is_not_followed_cannot_be_muted(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        assert not await tx.follows.mute(cast.ana.id, cast.post_office.id, NOW)
        assert await tx.follows.mutes(cast.ana.id) == {}


async def test_whoever_has_left_or_stopped_is_not_meant_wherever_they_live(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        macau, also, zhuhai, *_ = await followers(tx, cast)
        await tx.readers.save(macau.stop(NOW))
        await tx.readers.gone(also.id, Reason.BLOCKED, NOW)
        assert await meant(tx, cast, Place.MACAU, Place.ZHUHAI) == [zhuhai.id]


async def test_followers_of_three_partners_in_two_places_are_meant_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        found = await followers(tx, cast)
        for slug in ("jd", "adolph"):
            other = await tx.partners.add(Partner(0, slug, Kind.SUPER, {}))
            for reader in found:
                await tx.follows.follow(reader.id, other.id, NOW)
        assert await meant(tx, cast, *Place) == [reader.id for reader in found[:4]]
        assert len(set(await meant(tx, cast))) == len(found)


async def test_many_are_frozen_by_place_over_several_segments(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.freezing.SEGMENT_SIZE", 10)
    async with store.write() as tx:
        found = await crowd(tx, cast.post_office.id, 60)
        for reader in found[::2]:
            await tx.readers.save(replace(reader, place=Place.MACAU))
        assert await meant(tx, cast, Place.MACAU) == [reader.id for reader in found[::2]]


class Receiving:
    """Somebody with a limit, and what has come to them."""

    def __init__(self, tx: Work, cast: Cast, reader: Reader) -> None:
        self.tx, self.cast, self.reader = tx, cast, reader

    async def gets(
        self,
        at: datetime,
        kind: PostKind = PostKind.CAMPAIGN,
        state: DeliveryState = DeliveryState.SENT,
        errand: Errand = Errand.SEND,
    ) -> None:
        """One copy of a broadcast of its own."""
        post = await self.tx.posts.add(replace(draft(self.cast, PostState.SENDING), kind=kind))
        broadcast = Broadcast(0, post.id, at, "hash", at, errand=errand)
        broadcast = await self.tx.broadcasts.start(broadcast, Whom(self.cast.post_office.id))
        segment = await claimed_within(self.tx, "one", at)
        assert segment is not None
        assert segment.members == (self.reader.id,)
        await keep(self.tx, segment, [Outcome(self.reader.id, state, at, None, Form.EN)])
        assert await finished(self.tx, broadcast.id, at)

    async def reads(self, partner: Partner, *, everybody: bool = True) -> None:
        """A story of another partner has come to them."""
        made = replace(draft(self.cast, PostState.SENDING), partner_id=partner.id, everybody=everybody)
        post = await self.tx.posts.add(made)
        begun = await self.tx.broadcasts.start(
            Broadcast(0, post.id, NOW, "hash", NOW), Whom(partner.id, everybody=everybody)
        )
        segment = await claimed_within(self.tx, "one", NOW)
        assert segment is not None
        assert self.reader.id in segment.members
        await keep(self.tx, segment, [Outcome(one, DeliveryState.SENT, NOW, None, Form.EN) for one in segment.members])
        assert await finished(self.tx, begun.id, NOW)

    async def last_place(self) -> bool:
        found = await recipients(self.tx, [self.reader.id], self.cast.post_office.id, NOW)
        return found[self.reader.id].last_place

    async def over(self, now: datetime = NOW) -> bool:
        found = await recipients(self.tx, [self.reader.id], self.cast.post_office.id, now)
        return found[self.reader.id].over_cap


async def receiving(tx: Work, cast: Cast, cap: int | None) -> Receiving:
    (reader,) = await crowd(tx, cast.post_office.id, 1)
    await tx.readers.save(replace(reader, cap=cap))
    return Receiving(tx, cast, reader)


@pytest.mark.parametrize(
    ("cap", "copies", "over"), [(None, 4, False), (1, 0, False), (1, 1, True), (3, 2, False), (3, 3, True)]
)
async def test_a_limit_is_reached_by_so_many_promotions(
    store: Database,
    cast: Cast,
    cap: int | None,
    copies: int,
    over: bool,  # noqa: FBT001 - an example's answer
) -> None:
    async with store.write() as tx:
        somebody = await receiving(tx, cast, cap)
        for no in range(copies):
            await somebody.gets(NOW - no * HOUR)
        assert await somebody.over() is over


async def test_only_promotions_that_arrived_in_the_last_day_count(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        somebody = await receiving(tx, cast, 1)
        await somebody.gets(NOW - timedelta(hours=24))
        await somebody.gets(NOW, PostKind.STORY)
        await somebody.gets(NOW, state=DeliveryState.REFUSED)
        await somebody.gets(NOW, state=DeliveryState.UNKNOWN)
        await somebody.gets(NOW, errand=Errand.CORRECT)
        assert not await somebody.over()
        assert await somebody.over(NOW - HOUR)
        await somebody.gets(NOW - timedelta(hours=23))
        assert await somebody.over()


async def test_a_copy_of_a_broadcast_that_is_still_going_on_counts(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        somebody = await receiving(tx, cast, 1)
        await crowd(tx, cast.post_office.id, 1, first=3000)
        post = await tx.posts.add(replace(draft(cast, PostState.SENDING), kind=PostKind.CAMPAIGN))
        begun = NOW - timedelta(days=3)
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, begun, "hash", begun), Whom(cast.post_office.id))
        segment = await claimed_within(tx, "one", NOW)
        assert segment is not None
        outcome = Outcome(somebody.reader.id, DeliveryState.SENT, NOW, None, Form.EN)
        await keep(tx, replace(segment, members=segment.members[:1]), [outcome])
        assert not await finished(tx, broadcast.id, NOW)
        assert await somebody.over()
        assert not await somebody.over(NOW + timedelta(hours=24))


@pytest.mark.parametrize(
    ("cap", "copies", "last"), [(None, 4, False), (0, 0, False), (1, 0, True), (3, 1, False), (3, 2, True)]
)
async def test_of_a_limit_the_last_place_is_told(
    store: Database,
    cast: Cast,
    cap: int | None,
    copies: int,
    last: bool,  # noqa: FBT001 - an example's answer
) -> None:
    async with store.write() as tx:
        somebody = await receiving(tx, cast, cap)
        for no in range(copies):
            await somebody.gets(NOW - no * HOUR)
        assert await somebody.last_place() is last


async def test_a_story_for_all_takes_a_place_unless_its_partner_is_followed_or_the_programme(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        somebody = await receiving(tx, cast, 3)
        stranger, ours = [await tx.partners.add(Partner(0, slug, Kind.STRATEGIC, {})) for slug in ("jd", PROGRAMME)]
        await somebody.reads(ours)
        await somebody.reads(cast.post_office)
        assert not await somebody.last_place()
        await somebody.reads(stranger)
        assert not await somebody.last_place()
        await somebody.reads(stranger)
        assert await somebody.last_place()
        assert not await somebody.over()
        await tx.follows.follow(somebody.reader.id, stranger.id, NOW)
        assert not await somebody.last_place()


async def test_whoever_has_muted_a_partner_is_not_meant_when_it_speaks_to_everybody(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        loud, silent = await crowd(tx, cast.post_office.id, 2)
        assert await tx.follows.mute(silent.id, cast.post_office.id, NOW + HOUR)
        post = await tx.posts.add(replace(draft(cast, PostState.SENDING), everybody=True))
        begun = Broadcast(0, post.id, NOW, "hash", NOW)
        await tx.broadcasts.start(begun, Whom(cast.post_office.id, everybody=True))
        segment = await claimed_within(tx, "one", NOW)
    assert segment is not None
    assert silent.id not in segment.members
    assert loud.id in segment.members


async def test_whoever_has_left_a_partner_is_not_meant_when_it_speaks_to_everybody(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        stayed, left, back = await crowd(tx, cast.post_office.id, 3)
        stranger = await tx.partners.add(Partner(0, "jd", Kind.STRATEGIC, {}))
        for reader, given in ((left, True), (left, False), (back, False), (back, True)):
            line = Consent(reader.id, Purpose.FOLLOW, given, NOW, Form.EN, stranger.id)
            await tx.readers.consent(line)
        await tx.follows.follow(back.id, stranger.id, NOW)
        post = await tx.posts.add(replace(draft(cast, PostState.SENDING), partner_id=stranger.id, everybody=True))
        begun = Broadcast(0, post.id, NOW, "hash", NOW)
        await tx.broadcasts.start(begun, Whom(stranger.id, everybody=True))
        segment = await claimed_within(tx, "one", NOW)
        assert segment is not None
        assert set(segment.members) == {stayed.id, back.id}
        ids = [stayed.id, left.id, back.id]
        found = await recipients(tx, ids, stranger.id, NOW)
        assert [found[each].left for each in ids] == [False, True, False]
        assert not (await recipients(tx, ids, cast.post_office.id, NOW))[left.id].left


async def test_a_recipient_says_whether_they_muted_the_partner(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        first, second = await crowd(tx, cast.post_office.id, 2)
        channel = await tx.channels.link(Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,)))
        await tx.follows.mute(first.id, cast.post_office.id, NOW + HOUR)
        ids = [first.id, second.id, channel.id]
        found = await recipients(tx, ids, cast.post_office.id, NOW)
        assert [found[each].muted for each in ids] == [True, False, False]
        assert [found[each].over_cap for each in ids] == [False, False, False]
        later = await recipients(tx, ids, cast.post_office.id, NOW + HOUR)
        assert not later[first.id].muted


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_batch_and_its_limits_are_found_by_indexes(store: Database, cast: Cast) -> None:
    async with store.read() as tx:
        asked = NEXT.on(OnSQLite.dialect)
        facts = {"ids": [1, 2, 3], "broadcast": 1, "partner_id": cast.post_office.id, "campaign_id": None}
        given = asked.arguments(
            {**facts, "now": NOW, "since": NOW - timedelta(days=1), "week": NOW - timedelta(days=7)}
        )
        keeper: Any = tx.readers
        plan_of = await keeper._tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked.text}", tuple(given))
        plan = "\n".join(str(row.detail) for row in plan_of)
    assert "delivery USING PRIMARY KEY (broadcast_id=? AND recipient=?)" in plan
    assert "ix_broadcast_finished_at" in plan
    assert all("VIRTUAL TABLE" in line for line in plan.splitlines() if "SCAN" in line), plan  # the list of ids


async def test_places_mutes_and_limits_are_kept(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        reader = replace(cast.ana, place=Place.MACAU, cap=3)
        await tx.readers.save(reader)
        assert await tx.readers.get(reader.id) == reader
        post = replace(draft(cast), places=frozenset({Place.MACAU, Place.ZHUHAI}), urgent=True, paid=True)
        kept = await tx.posts.add(post)
        assert await tx.posts.get(kept.id) == kept
        await tx.posts.save(everywhere := replace(kept, places=frozenset(), urgent=False, paid=False))
        assert await tx.posts.get(kept.id) == everywhere


async def test_a_broadcast_becomes_urgent_and_paid_and_free_again(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
        assert (broadcast.policy, broadcast.paid) == (Policy.CAREFUL, False)
        await tx.broadcasts.set_policy(broadcast.id, Policy.URGENT)
        await tx.broadcasts.set_paid(broadcast.id)
        now = await tx.broadcasts.get(broadcast.id)
        assert now == replace(broadcast, policy=Policy.URGENT, paid=True)
        await tx.broadcasts.set_paid(broadcast.id, paid=False)
        assert await tx.broadcasts.get(broadcast.id) == replace(broadcast, policy=Policy.URGENT)
        assert now.state is BroadcastState.SENDING


async def test_a_correction_is_decided_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast, PostState.SENT))
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
        proposed = Correction(0, broadcast.id, Replacement((Version(Form.PT, "Boa tarde"),)), "hash", cast.ana.id, NOW)
        kept = await tx.corrections.add(proposed)
        assert kept == replace(proposed, id=kept.id)
        assert await tx.corrections.get(kept.id) == kept
        assert await tx.corrections.decide(kept.id, CorrectionState.APPROVED, cast.ana.id)
        assert not await tx.corrections.decide(kept.id, CorrectionState.DECLINED, cast.ana.id)
        assert await tx.corrections.get(kept.id) == replace(kept, state=CorrectionState.APPROVED)
        assert await tx.corrections.get(kept.id + 1) is None


async def test_whoever_had_chosen_another_clock_has_said_where_they_live(empty_url: str) -> None:
    zones = {"Asia/Hong_Kong": "hong_kong", "Asia/Macau": "macau", "Europe/Lisbon": "abroad", "Asia/Shanghai": None}
    database = Database(empty_url)

    def before(connection: Connection) -> None:
        upgrade(connection, "0002")
        for no, zone in enumerate(zones, start=1):
            connection.execute(text("INSERT INTO chat (id, address, kind) VALUES (:no, :no, 'reader')"), {"no": no})
            columns = "id, name, met_at, zone, quiet_begin, quiet_end, quiet_on"
            met = "0" if connection.dialect.name == "sqlite" else "now()"
            values = f":no, 'R', {met}, :zone, '21:30:00', '08:30:00', true"
            insert = text(f"INSERT INTO reader ({columns}) VALUES ({values})")  # noqa: S608 - all of it is ours
            connection.execute(insert, {"no": no, "zone": zone})

    async with database._engines.write.begin() as connection:
        await connection.run_sync(before)
    await database.open()
    async with database.read() as tx:
        found = [await tx.readers.get(no) for no in range(1, len(zones) + 1)]
    assert {reader.zone: reader.place for reader in found if reader} == zones
    await database.close()
