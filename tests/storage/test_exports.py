"""An export's tables: every column of every table on both databases, one partner's alone, and read in parts."""

from datetime import timedelta

from bot.broadcast import Broadcast
from bot.content import MediaKind, PostState, Version, Whom
from bot.corrections import Correction, Picture, Replacement
from bot.delivery import DeliveryState
from bot.exports import COLUMNS, Row, Table
from bot.languages import Form
from bot.partners import Channel, Kind, Partner
from bot.recurrence import Plan
from bot.reports import Counted, Pressed
from bot.store import Work
from bot.ways import Way, WayKind
from bot.words import words_for
from handlers.admin.exports.export_cells import Naming
from storage import Database
from storage.exports import PART
from storage.ledger import deliveries
from tests.storage.conftest import NOW, Cast, crowd, draft

READERS = 7
END = NOW + timedelta(days=5)


async def something_everywhere(tx: Work, cast: Cast) -> Partner:
    """A line in every table of one partner's; another partner, who has nothing."""
    mine = cast.post_office.id
    people = await crowd(tx, mine, READERS)
    await tx.partners.join(mine, cast.ana.id, NOW)
    await tx.channels.link(Channel(0, -100, mine, "=Canal", (Form.PT,)))
    post = await tx.posts.add(draft(cast, PostState.SENDING))
    await tx.plans.put(
        Plan(post.id, NOW.replace(tzinfo=None), "Asia/Macau", NOW, cast.ana.id, held_at=NOW, held_until=END)
    )
    sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(mine))
    line = {"broadcast_id": sending.id, "state": DeliveryState.SENT, "at": NOW, "form": Form.EN}
    keeper = tx.broadcasts
    await keeper._tx.execute(deliveries.insert(), [{**line, "recipient": one.id, "message_ids": [7]} for one in people])  # type: ignore[attr-defined]
    await tx.reports.press(Pressed(post.id, Counted.FOLLOW, people[0].id, 7), NOW)
    await tx.reports.passed({(post.id, 1): 3})
    await tx.corrections.add(
        Correction(0, sending.id, Replacement([Version(Form.PT, "Boa tarde")]), "x", cast.ana.id, NOW)
    )
    await tx.programme.note(NOW, cast.ana.id, "submit", f"post {post.id}")
    return await tx.partners.add(Partner(0, "other", Kind.DREAMER, {Form.EN: "Other"}))


async def told(tx: Work, table: Table, partner_id: int | None) -> list[Row]:
    """A table's rows, put together."""
    return [row async for part in tx.exports.rows(table, partner_id) for row in part]


async def test_every_table_is_told_with_its_columns_and_one_partners_holds_nothing_of_anothers(
    store: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        other = await something_everywhere(tx, cast)
    async with store.read() as tx:
        mine = {table: await told(tx, table, cast.post_office.id) for table in Table}
        theirs = {table: await told(tx, table, other.id) for table in Table}
        everything = {table: await told(tx, table, None) for table in Table}
    assert {table for table in Table if not mine[table]} == {Table.CAMPAIGNS}
    assert all(tuple(row) == COLUMNS[table] for table in Table for row in mine[table])
    assert mine[Table.PLANS][0]["held_until"] == END
    assert mine[Table.SENDINGS][0]["paused_until"] is None
    assert {table for table in Table if theirs[table]} == {Table.PARTNERS}
    assert all(everything[table] == [*mine[table], *theirs[table]] for table in Table)
    (ended,) = mine[Table.OUTCOMES]
    assert (ended["chat"], ended["state"], ended["form"], ended["number"]) == ("reader", "sent", "en", READERS)
    (partner,) = mine[Table.PARTNERS]
    assert (partner["names"], partner["followers"]) == ({"zh-Hans": "中国邮政", "en": "China Post"}, READERS)


async def test_a_correction_is_told_with_what_was_corrected_the_buttons_and_the_number_of_the_picture(
    store: Database, cast: Cast
) -> None:
    buttons = (Way(WayKind.LINK, "https://example.com/", {Form.PT: "Ver"}),)
    async with store.write() as tx:
        await something_everywhere(tx, cast)
        (sending,) = await told(tx, Table.SENDINGS, None)
        photo = await tx.posts.new_media(MediaKind.PHOTO)
        for what in (Replacement(ways=buttons), Replacement(picture=Picture(1, photo))):
            await tx.corrections.add(Correction(0, int(str(sending["broadcast_id"])), what, "x", cast.ana.id, NOW))
    async with store.read() as tx:
        text, ways, picture = await told(tx, Table.CORRECTIONS, None)
    shown = ("corrected", "form", "text", "ways", "picture_no")
    assert [text[name] for name in shown] == ["text", "pt", "Boa tarde", None, None]
    assert [ways[name] for name in shown[:3]] == ["ways", None, None]
    assert [picture[name] for name in shown] == ["picture", None, None, None, 2]
    cells = Naming(words_for(Form.EN), "Asia/Macau").cells
    assert cells(Table.CORRECTIONS, ways)[1:6] == ["Buttons", None, None, "Ver https://example.com/", None]
    assert cells(Table.CORRECTIONS, picture)[1:6] == ["A picture", None, None, None, 2]


async def test_a_long_table_comes_in_parts_and_whole(store: Database) -> None:
    async with store.write() as tx:
        for no in range(PART * 2 + 1):
            await tx.programme.note(NOW, None, f"number {no}", "thing")
    async with store.read() as tx:
        parts = [part async for part in tx.exports.rows(Table.AUDIT, None)]
    assert [len(part) for part in parts] == [PART, PART, 1]
    assert [row["verb"] for part in parts for row in part] == [f"number {no}" for no in range(PART * 2 + 1)]
