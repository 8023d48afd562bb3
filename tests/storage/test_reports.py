"""What reports and the planner count inside the database."""

from datetime import timedelta

from bot.broadcast import Broadcast
from bot.content import PostState, Whom
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.partners import Channel
from bot.reports import Counted, Pressed
from storage import Database
from storage.chats import chats
from storage.ledger import deliveries
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
