"""What can be wrong with a broadcast's own facts while it is under way: each with one clear result."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy
from sqlalchemy.exc import IntegrityError

from bot.actions.compose import put_version
from bot.actions.notify import notify
from bot.actions.plan import plan_due
from bot.actions.retire import retire
from bot.actions.schedule import schedule
from bot.broadcast import BroadcastState
from bot.content import Post, PostState, Version
from bot.delivery import DeliveryState, Receipt, Refusal
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.recurrence import local
from bot.transport import Parcel
from storage.schema import metadata
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import READERS, copies, due
from tests.openings import Onward

Deed = Callable[[], Awaitable[None]]


class Just(Onward):
    """A transport that does something just before the first send, or before the first to one address."""

    def __init__(self, newsroom: Newsroom, deed: Deed, address: int | None = None) -> None:
        super().__init__(newsroom.desk.transport)
        self._deeds, self._address = [deed], address
        newsroom.desk.transport = self

    async def send(self, parcel: Parcel) -> Receipt | Refusal:
        if self._deeds and self._address in {None, parcel.address}:
            await self._deeds.pop()()
        return await super().send(parcel)


async def finished(newsroom: Newsroom, post: Post) -> dict[int, tuple[str, str | None]]:
    """Its outcomes; it is over, and everybody meant has one."""
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    assert broadcast.state is BroadcastState.FINISHED
    assert sums.meant == sums.known
    return await newsroom.outcomes(post)


async def test_a_reader_who_blocks_between_the_claim_and_their_send_is_named_and_gets_nothing(
    newsroom: Newsroom,
) -> None:
    async def block() -> None:
        body = {"user": cast.EMMA, "key": f"{cast.BOT}:{cast.EMMA}"}
        async with newsroom.http.post(f"{newsroom.sandbox.url}/sandbox/block", json=body) as response:
            assert response.status == 200

    Just(newsroom, block, cast.EMMA)
    post = await newsroom.approved()
    await due(newsroom, post)
    outcomes = await finished(newsroom, post)
    assert outcomes.pop(cast.EMMA) == ("refused", "blocked")
    assert set(outcomes.values()) == {("sent", None)}
    assert await copies(newsroom, cast.EMMA) == 0


async def test_a_partners_channel_unlinked_after_the_freeze_gets_nothing_and_its_readers_everything(
    newsroom: Newsroom,
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    async with newsroom.store.write() as tx:
        for channel in await tx.channels.of(post.partner_id):
            await tx.channels.unlink(channel.id)
    outcomes = await finished(newsroom, post)
    assert outcomes.pop(cast.CHANNEL) == ("skipped", "unfollowed")
    assert set(outcomes.values()) == {("sent", None)}
    assert await copies(newsroom, cast.CHANNEL) == 0


async def test_a_communicator_removed_amid_their_broadcast_does_not_stop_it_and_hears_how_it_ended(
    newsroom: Newsroom,
) -> None:
    post = await newsroom.approved()

    async def remove() -> None:
        async with newsroom.store.write() as tx:
            await tx.partners.leave(post.partner_id, post.author_id)

    await due(newsroom, post)
    Just(newsroom, remove)
    assert set((await finished(newsroom, post)).values()) == {("sent", None)}
    before = len(await newsroom.received(cast.ZIQING))
    while await notify(newsroom.desk):
        pass
    assert len(await newsroom.received(cast.ZIQING)) > before


async def test_a_partner_that_leaves_amid_its_broadcast_sends_to_nobody_else_and_its_author_hears_how_it_ended(
    newsroom: Newsroom,
) -> None:
    newsroom.desk.in_doubt = 1  # so nobody else has a turn while the partner leaves, however long that takes
    post, admin = await newsroom.approved(), await newsroom.speaker(cast.ZHIYUAN)

    async def leave() -> None:
        await retire(newsroom.store, admin, post.partner_id, newsroom.watch())

    await due(newsroom, post)
    Just(newsroom, leave)
    outcomes = list((await finished(newsroom, post)).values())
    assert set(outcomes) == {("sent", None), ("skipped", "cancelled")}
    assert outcomes.count(("sent", None)) == 1
    before = len(await newsroom.received(cast.ZIQING))
    while await notify(newsroom.desk):
        pass
    assert len(await newsroom.received(cast.ZIQING)) >= before + 2


async def test_a_partner_with_a_post_cannot_be_deleted_from_the_database(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    partner = metadata.tables["partner"]

    async def delete() -> None:
        async with newsroom.store.write() as tx:
            row: Any = tx.posts
            await row._tx.execute(sqlalchemy.delete(partner).where(partner.c.id == post.partner_id))

    with pytest.raises(IntegrityError):
        await delete()


async def test_a_post_cannot_be_edited_while_it_is_sent_and_everybody_gets_what_was_approved(
    newsroom: Newsroom,
) -> None:
    author, post = await newsroom.speaker(cast.ZIQING), await newsroom.approved()
    met: list[Why] = []

    async def edit() -> None:
        with pytest.raises(Mistake) as refused:
            await put_version(newsroom.store, author, post.id, Version(Form.EN, "Something else"))
        met.append(refused.value.why)

    await due(newsroom, post)
    Just(newsroom, edit)
    assert set((await finished(newsroom, post)).values()) == {("sent", None)}
    assert met == [Why.NOT_EDITABLE]
    assert [await copies(newsroom, address) for address in READERS] == [1] * 5


async def test_a_scheduled_post_changed_behind_our_backs_is_not_even_begun_and_its_author_hears_of_it(
    newsroom: Newsroom,
) -> None:
    post, author = await newsroom.approved(), await newsroom.speaker(cast.ZIQING)
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    async with newsroom.store.write() as tx:
        kept = await tx.posts.get(post.id)
        assert kept is not None
        await tx.posts.save(replace(kept, versions={**kept.versions, Form.EN: Version(Form.EN, "Something else")}))
    newsroom.watch.forward(timedelta(minutes=2))
    await plan_due(newsroom.store, newsroom.watch())
    assert not await newsroom.broadcasts(post)
    async with newsroom.store.read() as tx:
        waiting = await tx.notices.waiting(newsroom.watch(), 50)
    assert author.reader.id in {each.person_id for each in waiting if each.kind is NoticeKind.MISSED}


async def test_a_post_changed_behind_our_backs_before_its_turn_goes_to_nobody_and_the_ledger_says_so(
    newsroom: Newsroom,
) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    async with newsroom.store.write() as tx:
        kept = await tx.posts.get(post.id)
        assert kept is not None
        assert kept.state is PostState.SENDING
        await tx.posts.save(replace(kept, versions={**kept.versions, Form.EN: Version(Form.EN, "Something else")}))
    assert set((await finished(newsroom, post)).values()) == {(DeliveryState.SKIPPED, "changed")}
    assert not any("Something else" in text for text in await newsroom.received(cast.EMMA))


async def test_a_post_changed_behind_our_backs_in_the_middle_reaches_nobody_in_any_other_words_than_those_approved(
    newsroom: Newsroom,
) -> None:
    post = await newsroom.approved()

    async def change() -> None:
        async with newsroom.store.write() as tx:
            kept = await tx.posts.get(post.id)
            assert kept is not None
            await tx.posts.save(replace(kept, versions={form: Version(form, "Something else") for form in FOUR}))

    await due(newsroom, post)
    Just(newsroom, change)
    assert set(await finished(newsroom, post)) == {*READERS, cast.CHANNEL}
    for address in (*READERS, cast.CHANNEL):
        assert not any("Something else" in text for text in await newsroom.received(address))
