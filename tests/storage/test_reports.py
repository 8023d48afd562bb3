"""What reports and the planner count inside the database."""

from dataclasses import replace
from datetime import timedelta

from bot.broadcast import Broadcast
from bot.content import PostState, Whom
from bot.delivery import DeliveryState, Reason, Sums
from bot.languages import Form
from bot.partners import Channel
from bot.reports import Counted, Crowd, Pressed
from storage import Database
from storage.chats import chats
from storage.ledger import DONE, broadcasts, deliveries, segments
from storage.standing import known_revisions
from storage.upgrade import upgrade
from tests.ledger import finished
from tests.storage.conftest import NOW, Cast, crowd, draft


async def test_outcomes_presses_and_limits_are_counted(store: Database, cast: Cast) -> None:
    partner = cast.post_office.id
    async with store.write() as tx:
        people = await crowd(tx, partner, 7)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(partner))
        sent = {"broadcast_id": sending.id, "state": DeliveryState.SENT, "at": NOW, "form": Form.EN}
        lines = [{**sent, "recipient": each.id, "message_ids": [each.id + 7]} for each in people]
        keeper = tx.broadcasts
        await keeper._tx.execute(deliveries.insert(), lines)  # type: ignore[attr-defined]
        for each in people[:2]:
            tap = Pressed(post.id, Counted.FOLLOW, each.id, each.id + 7)
            await tx.reports.press(tap, NOW)
            await tx.reports.press(tap, NOW + timedelta(hours=1))
        await tx.reports.press(Pressed(post.id, Counted.FOLLOW, people[2].id, 99_999), NOW)
        await tx.reports.press(Pressed(post.id, Counted.FOLLOW, cast.ana.id, cast.ana.id + 7), NOW)
    span = (NOW, NOW + timedelta(days=7))
    async with store.read() as tx:
        (group,) = await tx.reports.crowds([sending.id])
        assert (group.number, group.form, group.is_channel) == (7, Form.EN, False)
        since = await tx.reports.since([sending.id], partner, span)
        assert (since.blocked, since.followed, since.unfollowed) == (0, 7, 0)
        assert await tx.reports.pressed(post.id) == {"follow": 2}
        assert await tx.reports.usual(partner, NOW + timedelta(days=1), 10) == []
        assert await tx.hours.full(Whom(partner), span) == 0
        assert sum(each.number for each in await tx.hours.of(Whom(partner), NOW)) == 7


async def test_how_often_a_button_was_pressed_is_added_up_by_whoever_writes_it(
    store: Database, other: Database, cast: Cast
) -> None:
    async with store.write() as tx:
        mine, theirs = [await tx.posts.add(draft(cast, PostState.SENT)) for _ in range(2)]
        await tx.reports.passed({(mine.id, 1): 3, (mine.id, 2): 1})
    async with other.write() as tx:
        await tx.reports.passed({(mine.id, 1): 2**40, (theirs.id, 1): 1})
    async with store.read() as tx:
        assert await tx.reports.passages(mine.id) == {1: 2**40 + 3, 2: 1}
        assert await tx.reports.passages(theirs.id) == {1: 1}
        assert await tx.reports.passages(0) == {}


async def test_a_channel_that_the_bot_was_taken_out_of_is_no_reader_who_left(store: Database, cast: Cast) -> None:
    partner = cast.post_office.id
    async with store.write() as tx:
        reader, *_ = await crowd(tx, partner, 3)
        channel = await tx.channels.link(Channel(0, -1077, partner, "one", (Form.EN,)))
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(partner))
        sent = {"broadcast_id": sending.id, "state": DeliveryState.SENT, "at": NOW, "form": Form.EN}
        lines = [{**sent, "recipient": each, "message_ids": [each]} for each in (reader.id, channel.id)]
        await tx.broadcasts._tx.execute(deliveries.insert(), lines)  # type: ignore[attr-defined]
        later = chats.update().where(chats.c.id.in_((reader.id, channel.id)))
        await tx.broadcasts._tx.execute(later.values(gone_at=NOW + timedelta(hours=1)))  # type: ignore[attr-defined]
    async with store.read() as tx:
        since = await tx.reports.since([sending.id], partner, (NOW, NOW + timedelta(days=7)))
    assert since.blocked == 1


async def test_how_a_finished_broadcast_ended_is_counted_once(store: Database, cast: Cast) -> None:
    partner = cast.post_office.id
    async with store.write() as tx:
        people = await crowd(tx, partner, 3)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(partner))
        connection = tx.broadcasts._tx  # type: ignore[attr-defined]
        got = {"broadcast_id": sending.id, "at": NOW, "state": DeliveryState.SENT, "reason": None, "form": Form.EN}
        not_got = {**got, "state": DeliveryState.REFUSED, "reason": Reason.BLOCKED, "form": None}
        lines = [{**(not_got if each is people[0] else got), "recipient": each.id} for each in people]
        await connection.execute(deliveries.insert(), lines)
        await connection.execute(segments.update().values(state=DONE))
        before = await tx.broadcasts.sums(sending.id), await tx.reports.crowds([sending.id])
        assert await finished(tx, sending.id, NOW)
        await connection.execute(deliveries.delete())
        assert (await tx.broadcasts.sums(sending.id), await tx.reports.crowds([sending.id])) == before
        assert await tx.reports.usual(partner, NOW + timedelta(days=1), 10) == [(3, 2, 1)]


async def test_a_broadcast_is_not_finished_by_a_count_that_lacks_somebody(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, 3)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(cast.post_office.id))
        await tx.broadcasts._tx.execute(segments.update().values(state=DONE))  # type: ignore[attr-defined]
        two = Crowd(DeliveryState.SENT, None, Form.EN, None, None, is_channel=False, number=2)
        assert not await tx.broadcasts.finish(sending.id, NOW, [two])
        assert await tx.broadcasts.sums(sending.id) == Sums(3, {}, {}, {})


async def test_a_broadcast_that_ended_in_thousands_of_ways_is_finished_all_the_same(
    store: Database, cast: Cast
) -> None:
    ways, partner = 6_000, cast.post_office.id
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        sending = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "x", NOW), Whom(partner))
        connection = tx.broadcasts._tx  # type: ignore[attr-defined]
        await connection.execute(segments.update().values(state=DONE))
        await connection.execute(broadcasts.update().values(meant=ways))
        each = Crowd(DeliveryState.SENT, None, Form.EN, None, None, is_channel=False, number=1)
        crowds = [replace(each, zone=f"zone {number}") for number in range(ways)]
        assert await tx.broadcasts.finish(sending.id, NOW, crowds)
        assert (await tx.broadcasts.sums(sending.id)).states == {DeliveryState.SENT: ways}


_BROADCAST = """INSERT INTO broadcast (id, post_id, moment, content_hash, started_at, meant, state, policy)
    VALUES ({id}, 1, $, 'x', $, 3, '{state}', 'careful')"""


async def test_broadcasts_that_were_finished_before_are_counted_at_the_upgrade(empty_url: str) -> None:
    database = Database(empty_url)
    before = known_revisions()[known_revisions().index("0024") - 1]
    at = "1" if empty_url.startswith("sqlite") else "now()"
    async with database._engines.write.begin() as connection:
        await connection.run_sync(upgrade, before)
        for said in (
            "INSERT INTO partner (id, slug, kind, names, about) VALUES (1, 'tea', 'super', '{}', '{}')",
            "INSERT INTO chat (id, address, kind) VALUES (7, 1004, 'reader'), (8, 1005, 'reader'), (9, -7, 'channel')",
            "INSERT INTO post (id, partner_id, author_id, kind, state, created_at) VALUES (1, 1, 7, 'story', 'x', $)",
            _BROADCAST.format(id=1, state="finished"),
            _BROADCAST.format(id=2, state="sending"),
            "INSERT INTO delivery (broadcast_id, recipient, state, at, form) VALUES"  # noqa: ISC004
            " (1, 7, 'sent', $, 'en'), (1, 8, 'sent', $, 'en'), (1, 9, 'sent', $, 'pt'), (2, 7, 'sent', $, 'en')",
        ):
            await connection.exec_driver_sql(said.replace("$", at))
    await database.open()
    async with database.read() as tx:
        told = {(each.form, each.is_channel): each.number for each in await tx.reports.crowds([1])}
        assert told == {(Form.EN, False): 2, (Form.PT, True): 1}
        assert (await tx.broadcasts.sums(1)).forms == {Form.EN: 2}
        assert (await tx.broadcasts.sums(2)).known == 1
    await database.close()
