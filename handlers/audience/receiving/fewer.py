"""Fewer posts: a limit of promotions a day, and the mutes that stand."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.actions.settle_in import choose_cap, mute
from bot.recurrence import local
from handlers.audience.home_screens import paused_here
from handlers.audience.questions import leave_question
from handlers.audience.receiving.fewer_screens import EndMute, FewerMenu, PickCap, Wanted, fewer_screen
from handlers.audience.visit import Visit
from handlers.showing.screen import show, without_heading
from handlers.turns.turn import hand

SHOWN = 12
"""Mutes shown one by one; the others have their partner's page."""


def router() -> Router:
    """The limit and the mutes."""
    fewer = Router(name="audience.fewer")
    hand(fewer, "visit", Visit)
    fewer.callback_query.register(asked, FewerMenu.filter())
    fewer.callback_query.register(cap_picked, PickCap.filter())
    fewer.callback_query.register(unmuted, EndMute.filter())
    return fewer


async def asked(event: Message | CallbackQuery, visit: Visit) -> None:
    """Shows what limits the posts of this reader."""
    await leave_question(visit.state)
    how_many = visit.words.say("Fewer posts: choose below how many may come.") if isinstance(event, Message) else ""
    page = fewer_screen(visit.words, await wanted_by(visit), lead=how_many)
    await show(event, without_heading(event, page))


async def cap_picked(query: CallbackQuery, callback_data: PickCap, visit: Visit) -> None:
    """Keeps the limit of promotions a day."""
    reader = await choose_cap(visit.store, visit.reader.id, callback_data.cap or None, visit.now)
    await _show(query, visit.of(reader), saved=True)


async def unmuted(query: CallbackQuery, callback_data: EndMute, visit: Visit) -> None:
    """Ends the mute of a partner: its posts come again."""
    await mute(visit.store, visit.reader.id, callback_data.partner_id, None, visit.now)
    await _show(query, visit, saved=True)


async def _show(event: Message | CallbackQuery, visit: Visit, *, saved: bool = False) -> None:
    await show(event, fewer_screen(visit.words, await wanted_by(visit), saved=saved))


async def wanted_by(visit: Visit) -> Wanted:
    """As it stands; of the mutes the first to end first."""
    reader = visit.reader
    async with visit.store.read() as tx:
        standing = {key: until for key, until in (await tx.follows.mutes(reader.id)).items() if until > visit.now}
        soonest = sorted(standing, key=lambda partner_id: standing[partner_id])[:SHOWN]
        digest = await tx.digests.of(reader.id)
        seldom = await tx.follows.limits(reader.id)
        partners = await tx.partners.those(list(seldom)[:SHOWN])
        found = [(await tx.partners.get(partner_id), standing[partner_id]) for partner_id in soonest]
    mutes = [(partner, local(until, reader.zone)) for partner, until in found if partner is not None]
    limits = [(partner, seldom[partner.id]) for partner in partners.values()]
    away, stopped = paused_here(reader, visit.now), reader.stopped_at is not None
    return Wanted(reader.cap, digest, mutes, limits, away, stopped)
