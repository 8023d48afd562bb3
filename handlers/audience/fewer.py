"""Fewer posts: a limit of promotions a day, and the mutes that stand."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.settle_in import choose_cap, mute
from bot.people import Reader, Speaker
from bot.recurrence import local
from bot.store import Store
from bot.words import words_for
from handlers.audience.fewer_screens import EndMute, FewerMenu, PickCap, Wanted, fewer_screen
from handlers.audience.questions import leave_question
from handlers.screen import show

SHOWN = 12
"""Mutes shown one by one; the others have their partner's page."""
Clock = Callable[[], datetime]


def router() -> Router:
    """The limit and the mutes."""
    fewer = Router(name="audience.fewer")
    fewer.callback_query.register(menu, FewerMenu.filter())
    fewer.callback_query.register(cap_picked, PickCap.filter())
    fewer.callback_query.register(unmuted, EndMute.filter())
    return fewer


async def asked(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """The same, asked for in words."""
    await leave_question(state)
    wanted = await wanted_by(store, speaker.reader, clock())
    await show(message, fewer_screen(words_for(speaker.reader.speaks), wanted))


async def menu(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """As it stands."""
    await leave_question(state)
    await _show(query, store, speaker.reader, clock())


async def cap_picked(
    query: CallbackQuery, callback_data: PickCap, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """At most so many."""
    reader = await choose_cap(store, speaker.reader.id, callback_data.cap or None, clock())
    await _show(query, store, reader, clock(), saved=True)


async def unmuted(query: CallbackQuery, callback_data: EndMute, store: Store, speaker: Speaker, clock: Clock) -> None:
    """Its posts come again."""
    await mute(store, speaker.reader.id, callback_data.partner_id, None, clock())
    await _show(query, store, speaker.reader, clock(), saved=True)


async def _show(query: CallbackQuery, store: Store, reader: Reader, now: datetime, *, saved: bool = False) -> None:
    wanted = await wanted_by(store, reader, now)
    await show(query, fewer_screen(words_for(reader.speaks), wanted, saved=saved))


async def wanted_by(store: Store, reader: Reader, now: datetime) -> Wanted:
    """As it stands; of the mutes the first to end first."""
    async with store.read() as tx:
        standing = {key: until for key, until in (await tx.follows.mutes(reader.id)).items() if until > now}
        soonest = sorted(standing, key=lambda partner_id: standing[partner_id])[:SHOWN]
        digest = await tx.digests.of(reader.id)
        seldom = await tx.follows.limits(reader.id)
        partners = await tx.partners.those(list(seldom)[:SHOWN])
        found = [(await tx.partners.get(partner_id), standing[partner_id]) for partner_id in soonest]
    mutes = [(partner, local(until, reader.zone)) for partner, until in found if partner is not None]
    limits = [(partner, seldom[partner.id]) for partner in partners.values()]
    return Wanted(reader.cap, digest, mutes, limits)
