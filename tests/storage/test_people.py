"""Readers, follows, consents and admins are kept as they are."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from bot.delivery import Reason
from bot.languages import Form
from bot.partners import Channel
from bot.people import Consent, Purpose, Quiet
from storage import Database
from storage.chats import chats
from storage.people import consents
from tests.ledger import recipients
from tests.storage.conftest import NOW, Cast, person, rows


async def test_a_reader_comes_back_whole_under_a_64_bit_address(store: Database) -> None:
    quiet = Quiet(time(23, 15), time(7, 0), on=False)
    whole = replace(
        person(2**52 + 1, "陳小明", Form.YUE),
        hint="zh-hant",
        zone="Europe/Lisbon",
        quiet=quiet,
        stopped_at=NOW,
        gone_at=NOW,
        menu="f00d",
    )
    async with store.write() as tx:
        kept = await tx.readers.meet(whole)
    async with store.read() as tx:
        assert await tx.readers.get(kept.id) == kept == replace(whole, id=kept.id)
        assert await tx.readers.by_address(2**52 + 1) == kept
        assert await tx.readers.by_address(1) is None


async def test_meeting_somebody_twice_keeps_the_first(store: Database) -> None:
    async with store.write() as tx:
        first = await tx.readers.meet(person(7, "Ana"))
        assert await tx.readers.meet(person(7, "Somebody")) == first


async def test_saving_changes_everything_but_the_address(store: Database, cast: Cast) -> None:
    changed = replace(cast.ana, form=None, hint="zh-HK", menu="beef", address=1).stop(NOW)
    async with store.write() as tx:
        await tx.readers.save(changed)
        await tx.readers.rename(cast.ana.id, "Ana Maria")
    async with store.read() as tx:
        assert await tx.readers.get(cast.ana.id) == replace(changed, address=2**52, name="Ana Maria")


async def test_a_time_without_a_zone_is_refused(store: Database) -> None:
    naive = datetime(2026, 11, 20, 12)  # noqa: DTZ001 - the point
    with pytest.raises(StatementError, match="naive"):
        async with store.write() as tx:
            await tx.readers.meet(replace(person(7), met_at=naive))
    async with store.read() as tx:
        assert await tx.readers.by_address(7) is None


async def test_a_time_of_another_zone_comes_back_as_the_same_moment_in_utc(store: Database) -> None:
    from zoneinfo import ZoneInfo

    lisbon = NOW.astimezone(ZoneInfo("Europe/Lisbon"))
    async with store.write() as tx:
        kept = await tx.readers.meet(replace(person(7), met_at=lisbon))
    async with store.read() as tx:
        found = await tx.readers.get(kept.id)
    assert found is not None
    assert (found.met_at, found.met_at.tzinfo) == (NOW, UTC)


async def test_only_reachable_readers_count_by_the_form_they_are_spoken_to_in(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        hinted = await tx.readers.meet(replace(person(8, form=None), hint="pt-br"))
        stopped = await tx.readers.meet(person(9).stop(NOW))
        gone = await tx.readers.meet(person(10))
        await tx.readers.gone(gone.id, Reason.BLOCKED, NOW)
        for reader in (hinted, stopped, gone):
            await tx.follows.follow(reader.id, cast.post_office.id, NOW)
    async with store.read() as tx:
        assert await tx.readers.counts() == {Form.PT: 2}
        assert await tx.follows.counts(cast.post_office.id) == {Form.PT: 1}


async def test_who_is_gone_is_back_when_they_start_again(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.readers.gone(cast.ana.id, Reason.BLOCKED, NOW)
        gone = await tx.readers.get(cast.ana.id)
        assert gone is not None
        assert not gone.reachable
        assert [tuple(row) for row in await rows(tx, select(chats.c.gone_reason))] == [("blocked",)]
        await tx.readers.save(gone)
        assert [tuple(row) for row in await rows(tx, select(chats.c.gone_reason))] == [("blocked",)]
        await tx.readers.save(gone.start())
        assert await tx.readers.get(cast.ana.id) == cast.ana
        assert [tuple(row) for row in await rows(tx, select(chats.c.gone_reason))] == [(None,)]


async def test_following_twice_is_following_once(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.follows.follow(cast.ana.id, cast.post_office.id, NOW)
        await tx.follows.follow(cast.ana.id, cast.post_office.id, NOW + timedelta(days=1))
        assert await tx.follows.of(cast.ana.id) == {cast.post_office.id}
        await tx.follows.unfollow(cast.ana.id, cast.post_office.id)
        assert await tx.follows.of(cast.ana.id) == frozenset()


async def test_each_consent_is_a_line_of_its_own(store: Database, cast: Cast) -> None:
    given = Consent(cast.ana.id, Purpose.FOLLOW, given=True, at=NOW, form=Form.PT, partner_id=cast.post_office.id)
    async with store.write() as tx:
        await tx.readers.consent(given)
        await tx.readers.consent(replace(given, given=False))
    async with store.read() as tx:
        lines = await rows(tx, select(consents).order_by(consents.c.id))
    assert [(line.purpose, line.given, line.at, line.form, line.text_version) for line in lines] == [
        ("follow", True, NOW, "pt", given.text_version),
        ("follow", False, NOW, "pt", given.text_version),
    ]


async def test_an_admin_may_be_named_before_the_bot_meets_them(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.admins.ensure([2**52, 5], NOW)
        await tx.admins.ensure([5], NOW)
    async with store.read() as tx:
        assert await tx.admins.addresses() == {2**52, 5}
        assert await tx.admins.all() == [cast.ana]


async def test_a_chat_that_moves_keeps_its_id(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        channel = await tx.channels.link(Channel(0, -100, cast.post_office.id, "茶", (Form.YUE,)))
        assert await tx.readers.moved(channel.id, -(10**12) - 100, NOW)
    async with store.read() as tx:
        assert await tx.channels.get(channel.id) == replace(channel, address=-(10**12) - 100)


async def test_of_two_chats_that_turn_out_to_be_one_the_one_at_the_address_stays(store: Database, cast: Cast) -> None:
    old = Channel(0, -100, cast.post_office.id, "old", (Form.YUE,))
    async with store.write() as tx:
        moving = await tx.channels.link(old)
        standing = await tx.channels.link(replace(old, address=-200, title="new"))
        assert not await tx.readers.moved(moving.id, -200, NOW)
    async with store.read() as tx:
        assert await tx.channels.of(cast.post_office.id) == [standing]
        found = await recipients(tx, [moving.id, standing.id], cast.post_office.id, NOW)
    assert [(one.id, one.gone) for one in found.values()] == [(moving.id, True), (standing.id, False)]


async def test_a_link_passes_over_to_the_chat_that_has_the_address_already(store: Database, cast: Cast) -> None:
    old = Channel(0, -100, cast.post_office.id, "tea", (Form.YUE,))
    async with store.write() as tx:
        before = await tx.channels.link(replace(old, address=-200))
        await tx.channels.unlink(before.id)
        moving = await tx.channels.link(old)
        assert await tx.readers.moved(moving.id, -200, NOW)
    async with store.read() as tx:
        assert await tx.channels.of(cast.post_office.id) == [replace(moving, id=before.id, address=-200)]
