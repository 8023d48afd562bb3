"""Readers change their minds between freezing and sending, some of them twice: ledger and report say what held then."""

from collections import Counter

from bot.actions.digest import choose_only
from bot.actions.settle_in import (
    follow,
    limit_partner,
    mute,
    no_promotions,
    start,
    stop,
    unfollow,
    went_away,
)
from bot.delivery import DeliveryState, Skip, Sums
from bot.people import Mute
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import READERS, due


async def sums_of(newsroom: Newsroom, broadcast_id: int) -> Sums:
    async with newsroom.store.read() as tx:
        return await tx.broadcasts.sums(broadcast_id)


async def test_what_readers_chose_after_the_freeze_is_each_ones_reason(newsroom: Newsroom) -> None:
    people = {address: (await newsroom.speaker(address)).reader for address in READERS}
    xiaolan, wingsze, kaman, emma, joana = (people[address] for address in READERS)
    post = await newsroom.approved()
    await due(newsroom, post)
    store, partner, now = newsroom.store, post.partner_id, newsroom.watch()
    await mute(store, xiaolan.id, partner, Mute.WEEK, now)
    await unfollow(store, wingsze.id, partner, now)
    await stop(store, kaman.id, now)
    await choose_only(store, emma, now, only=True)
    await no_promotions(store, joana.id, now)
    await newsroom.deliver_all()
    reasons = (Skip.MUTED, Skip.UNFOLLOWED, Skip.STOPPED, Skip.DIGEST, Skip.OVER_CAP)
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.CHANNEL) == ("sent", None)
    assert outcomes == {address: ("skipped", reason) for address, reason in zip(READERS, reasons, strict=True)}
    sums = await sums_of(newsroom, (await newsroom.broadcasts(post))[0].id)
    assert sums.meant == sums.known == 6
    assert sums.states == {DeliveryState.SENT: 1, DeliveryState.SKIPPED: 5}
    assert sums.reasons == Counter((DeliveryState.SKIPPED, reason.value) for reason in reasons)
    assert not any([await newsroom.received(address) for address in READERS])


async def test_who_took_it_back_before_the_send_gets_it_and_who_was_away_then_not(newsroom: Newsroom) -> None:
    people = {address: (await newsroom.speaker(address)).reader for address in READERS}
    xiaolan, wingsze, kaman, _, joana = (people[address] for address in READERS)
    post = await newsroom.approved()
    await due(newsroom, post)
    store, partner, now = newsroom.store, post.partner_id, newsroom.watch()
    await mute(store, xiaolan.id, partner, Mute.WEEK, now)
    await mute(store, xiaolan.id, partner, None, now)
    await limit_partner(store, joana.id, partner, 0, now)
    await limit_partner(store, joana.id, partner, None, now)
    await unfollow(store, wingsze.id, partner, now)
    await follow(store, wingsze.id, partner, now)
    await stop(store, kaman.id, now)
    await start(store, kaman.id, now)
    await went_away(store, cast.EMMA, now)
    await newsroom.deliver_all()
    outcomes = await newsroom.outcomes(post)
    assert outcomes.pop(cast.EMMA) == ("skipped", "gone")
    assert set(outcomes.values()) == {("sent", None)}
    sums = await sums_of(newsroom, (await newsroom.broadcasts(post))[0].id)
    assert (sums.meant, sums.states) == (6, {DeliveryState.SENT: 5, DeliveryState.SKIPPED: 1})
    assert [len(await newsroom.received(address)) for address in READERS] == [1, 1, 1, 0, 1]
