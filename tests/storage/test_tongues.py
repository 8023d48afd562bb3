"""A language that this program does not know: a text's stops it at the start, a delivery's is borne."""

import pytest
from sqlalchemy import text

from bot.delivery import DeliveryState
from bot.languages import Form
from storage import Database, StorageFault
from tests.storage.conftest import NOW, Cast, crowd, draft
from tests.storage.deeds import a_segment, sent, started
from tests.strides import settle

WRITTEN = {
    "a version": "UPDATE version SET form = 'fr' WHERE form = 'pt'",
    "what a version was made from": "UPDATE version SET derived_from = 'fr' WHERE form = 'pt'",
    "a post's source": "UPDATE post SET source = 'fr'",
    "a partner's name": """UPDATE partner SET names = '{"fr": "La Poste", "en": "Post"}'""",
    "a label": """UPDATE post SET ways = '[{"kind": "link", "url": "https://a.hk", "labels": {"fr": "Aller"}}]'""",
}


@pytest.mark.parametrize("change", WRITTEN.values(), ids=WRITTEN)
async def test_a_text_in_an_unknown_language_stops_the_start_with_one_line_and_is_kept(
    store: Database, url: str, cast: Cast, change: str
) -> None:
    async with store.write() as tx:
        await tx.posts.add(draft(cast))
    async with store._engines.write.begin() as connection:
        await connection.execute(text(change))
    late = Database(url)
    for look in (late.open, late.check, late.open):
        with pytest.raises(StorageFault, match=r"a language that this Kapok does not know \(fr\)"):
            await look()
    await late.close()


async def test_what_every_form_wrote_is_no_stranger(store: Database, url: str, cast: Cast) -> None:
    async with store.write() as tx:
        await tx.posts.add(draft(cast))
    late = Database(url)
    await late.open()
    assert "up to date" in (await late.check())[0]
    await late.close()


async def test_a_delivery_in_an_unknown_language_is_counted_and_kept(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        broadcast = await started(tx, cast)
    segment = await a_segment(store)
    await settle(store, segment, 3, sent(segment.members), NOW)
    async with store._engines.write.begin() as connection:
        change = text("UPDATE delivery SET form = 'fr' WHERE recipient = :one")
        await connection.execute(change, {"one": segment.members[0]})
    async with store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
        crowds = await tx.reports.crowds([broadcast.id])
    assert (sums.of(DeliveryState.SENT), sums.forms) == (3, {Form.EN: 2})
    assert sum(one.number for one in crowds) == 3
    async with store._engines.read.begin() as connection:
        kept = await connection.scalar(text("SELECT count(*) FROM delivery WHERE form = 'fr'"))
    assert kept == 1
