"""Topics of a group: places of their own at one address."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Kind, Partner
from storage import Database
from storage.standing import known_revisions
from storage.upgrade import upgrade
from tests.ledger import recipients
from tests.storage.conftest import NOW, Cast

GROUP, NEW = -1000000000007, -1000000000008


def place(cast: Cast, topic: int | None, form: Form = Form.YUE) -> Channel:
    return Channel(0, GROUP, cast.post_office.id, f"tea {topic}", (form,), topic=topic)


async def test_a_group_and_its_topics_are_places_of_their_own(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        jd = await tx.partners.add(Partner(0, "jd", Kind.SUPER, {}))
        whole = await tx.channels.link(place(cast, None))
        five = await tx.channels.link(place(cast, 5, Form.EN))
        nine = await tx.channels.link(replace(place(cast, 9, Form.PT), partner_id=jd.id))
        assert len({whole.id, five.id, nine.id}) == 3
        with pytest.raises(Mistake) as told:
            await tx.channels.link(replace(five, id=0, partner_id=jd.id))
    assert told.value.why is Why.CHANNEL_TAKEN
    async with store.read() as tx:
        assert await tx.channels.by_address(GROUP) == whole
        assert await tx.channels.by_address(GROUP, 5) == five
        assert await tx.channels.by_address(GROUP, 6) is None
        assert await tx.channels.all_at(GROUP) == [whole, five, nine]
        assert await tx.channels.of(cast.post_office.id) == [whole, five]


async def test_a_stride_reads_the_topic_and_for_readers_none(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        whole, five = [await tx.channels.link(place(cast, topic)) for topic in (None, 5)]
        found = await recipients(tx, [whole.id, five.id, cast.ana.id], cast.post_office.id, NOW)
    assert {one.id: one.topic for one in found.values()} == {whole.id: None, five.id: 5, cast.ana.id: None}
    assert found[whole.id].address == found[five.id].address == GROUP


async def test_when_a_group_moves_all_its_topics_move_with_it(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        whole, five = [await tx.channels.link(place(cast, topic)) for topic in (None, 5)]
        assert await tx.readers.moved(five.id, NEW, NOW)
        assert await tx.channels.all_at(GROUP) == []
        assert await tx.channels.all_at(NEW) == [replace(one, address=NEW) for one in (whole, five)]


async def test_a_topic_that_is_at_the_new_address_already_stays_and_the_others_move(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        there = await tx.channels.link(replace(place(cast, 5), address=NEW))
        whole, five = [await tx.channels.link(place(cast, topic)) for topic in (None, 5)]
        assert not await tx.readers.moved(five.id, NEW, NOW)
        assert await tx.channels.all_at(NEW) == [there, replace(whole, address=NEW)]


async def test_what_was_kept_before_there_were_topics_stays_with_its_people(empty_url: str) -> None:
    database = Database(empty_url)
    before = known_revisions()[known_revisions().index("0019") - 1]
    async with database._engines.write.begin() as connection:
        await connection.run_sync(upgrade, before)
        for said in (
            "INSERT INTO chat (id, address, kind, gone_reason) VALUES (7, 1004, 'reader', 'blocked')",
            "INSERT INTO chat (id, address, kind) VALUES (9, -1000000000007, 'channel')",
            "INSERT INTO partner (id, slug, kind, names, about) VALUES (1, 'tea', 'super', '{}', '{}')",
            "INSERT INTO channel (id, partner_id, title, forms) VALUES (9, 1, 'tea', '[\"yue-Hant\"]')",
        ):
            await connection.exec_driver_sql(said)
    await database.open()
    async with database.write() as tx:
        (tea,) = await tx.channels.of(1)
        assert (tea.id, tea.address, tea.topic, tea.forms) == (9, GROUP, None, (Form.YUE,))
        five = await tx.channels.link(Channel(0, GROUP, 1, "five", (Form.EN,), NOW + timedelta(1), topic=5))
        assert five.id not in {7, 9}
    async with database._engines.read.connect() as connection:
        kept = await connection.execute(text("SELECT address, topic, gone_reason FROM chat WHERE id = 7"))
        assert tuple(kept.one()) == (1004, 0, "blocked")
    for wrong in (
        "INSERT INTO chat (id, address, kind) VALUES (77, -1000000000007, 'channel')",
        "INSERT INTO channel (id, partner_id, title, forms) VALUES (78, 1, 'none', '[]')",
    ):
        with pytest.raises(IntegrityError):
            async with database._engines.write.begin() as connection:
                await connection.exec_driver_sql(wrong)
    await database.close()
