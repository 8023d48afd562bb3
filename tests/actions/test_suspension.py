"""A suspension holds, whatever else happens at the same moment."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.actions.admit import change_kind
from bot.actions.control import cancel, go_on, pin, recall, send_again
from bot.actions.holding import pause_until
from bot.actions.schedule import hold, schedule
from bot.actions.suspend import suspend
from bot.broadcast import BroadcastState
from bot.delivery import CHOOSABLE
from bot.mistakes import Mistake, Why
from bot.partners import Kind
from bot.recurrence import Aim, local
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due


async def test_of_two_admins_at_once_neither_undoes_what_the_other_did(newsroom: Newsroom) -> None:
    admin, store, now = await newsroom.speaker(cast.ZHIYUAN), newsroom.store, newsroom.watch()
    async with store.read() as tx:
        partners = await tx.partners.all()
    kinds = {partner.id: next(kind for kind in Kind if kind is not partner.kind) for partner in partners}
    suspending = [suspend(store, admin, partner.id, now) for partner in partners]
    changing = [change_kind(store, admin, partner_id, kind, now) for partner_id, kind in kinds.items()]
    await asyncio.gather(*suspending, *changing)
    async with store.read() as tx:
        found = await tx.partners.all()
    assert {partner.id: partner.kind for partner in found} == kinds
    assert all(partner.suspended_at == now for partner in found)


async def test_what_began_at_the_moment_of_a_suspension_reaches_nobody(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    async with newsroom.store.write() as tx:  # as if the suspension had not seen what began at the same moment
        partner = await tx.partners.get(post.partner_id)
        assert partner is not None
        await tx.partners.save(replace(partner, suspended_at=newsroom.watch()))
    await newsroom.deliver_all()
    assert not await newsroom.outcomes(post)
    assert [each.state for each in await newsroom.broadcasts(post)] == [BroadcastState.PAUSED]


async def test_what_began_at_the_moment_at_which_its_partner_left_reaches_nobody_and_ends(newsroom: Newsroom) -> None:
    post = await newsroom.approved()
    await due(newsroom, post)
    async with newsroom.store.write() as tx:  # as above: nobody could go on with it, so it does not stand for ever
        partner = await tx.partners.get(post.partner_id)
        assert partner is not None
        gone_at = newsroom.watch()
        await tx.partners.save(replace(partner, suspended_at=gone_at, retired_at=gone_at))
    await newsroom.deliver_all()
    assert set((await newsroom.outcomes(post)).values()) == {("skipped", "cancelled")}
    assert [each.state for each in await newsroom.broadcasts(post)] == [BroadcastState.FINISHED]


async def test_nothing_of_a_suspended_partner_goes_on_or_again_or_is_pinned_and_what_stands_can_be_cancelled(
    newsroom: Newsroom,
) -> None:
    admin, sent, standing = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved(), await newsroom.approved()
    await due(newsroom, sent)
    await newsroom.deliver_all()
    await due(newsroom, standing)
    await suspend(newsroom.store, admin, sent.partner_id, newsroom.watch())
    (over,), (paused,) = await newsroom.broadcasts(sent), await newsroom.broadcasts(standing)
    store, now = newsroom.store, newsroom.watch()
    for doing in (
        go_on(store, admin, paused.id, now),
        send_again(store, admin, over.id, CHOOSABLE, now),
        pin(store, admin, over.id, now),
    ):
        with pytest.raises(Mistake) as refused:
            await doing
        assert refused.value.why is Why.SUSPENDED
    assert (await cancel(store, admin, paused.id, now)).state is BroadcastState.CANCELLED
    await newsroom.deliver_all()
    assert set((await newsroom.outcomes(standing)).values()) == {("skipped", "cancelled")}


async def test_the_next_post_to_go_out_is_none_of_a_suspended_partner(newsroom: Newsroom) -> None:
    admin, author = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.ZIQING)
    post = await newsroom.approved()
    wall = local(newsroom.watch() + timedelta(hours=1), author.reader.zone).replace(tzinfo=None)
    plan = await schedule(newsroom.store, author, post.id, wall, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert await tx.plans.next() == plan.moment
    await suspend(newsroom.store, admin, post.partner_id, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert await tx.plans.next() is None


async def test_a_post_of_a_suspended_partner_can_still_be_recalled(newsroom: Newsroom) -> None:
    admin, post = await newsroom.speaker(cast.ZHIYUAN), await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    (broadcast,) = await newsroom.broadcasts(post)
    await suspend(newsroom.store, admin, post.partner_id, newsroom.watch())
    await recall(newsroom.store, admin, broadcast.id, newsroom.watch())
    await newsroom.deliver_all()
    assert (await newsroom.broadcasts(post))[0].state is BroadcastState.FINISHED
    assert not await newsroom.received(cast.EMMA)


async def test_a_pause_of_all_of_a_partners_leaves_what_comes_later_and_makes_no_pause_shorter(
    newsroom: Newsroom,
) -> None:
    """A sending under way pauses with its plans; one that somebody else's word keeps standing goes on standing."""
    store, author, admin = newsroom.store, await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    now, until = newsroom.watch(), newsroom.watch() + timedelta(days=3)
    posts = [await newsroom.approved() for _ in range(4)]
    under_way, soon, later, stands = posts
    await due(newsroom, under_way)
    for post, days in ((soon, 1), (later, 4), (stands, 1)):
        wall = local(now + timedelta(days=days), author.reader.zone).replace(tzinfo=None)
        await schedule(store, author, post.id, Aim(wall), now)
    await hold(store, author, stands.id, now)
    with pytest.raises(Mistake):
        await pause_until(store, author, soon.partner_id, until, now)
    assert [await pause_until(store, admin, soon.partner_id, until, now) for _ in range(2)] == [2, 0]
    async with store.read() as tx:
        plans = [await tx.plans.of(post.id) for post in (soon, later, stands)]
    assert [plan and plan.held_until for plan in plans] == [until, None, None]
    assert [(each.state, each.paused_until) for each in await newsroom.broadcasts(under_way)] == [
        (BroadcastState.PAUSED, until)
    ]
