"""Partners for admins: the list, a partner's page, its kind, its people."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import change_kind, dismiss
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Speaker
from bot.store import Store, Work
from bot.words import Words
from handlers.admin.partners_screens import (
    NEW,
    KindPick,
    PartnerButton,
    PartnerDo,
    PartnerFacts,
    PartnersPage,
    PersonButton,
    dismiss_screen,
    kinds_screen,
    partner_screen,
    partners_screen,
    people_screen,
)
from handlers.filters import IsAdmin
from handlers.screen import PAGE, Screen, show


def router() -> Router:
    """The list and each partner's page; /partners of others falls through to the readers' own."""
    partners = Router(name="admin.partners")
    partners.message.register(command, Command("partners"), IsAdmin())
    partners.callback_query.register(turn, PartnersPage.filter())
    partners.callback_query.register(open_partner, PartnerButton.filter(F.do == PartnerDo.SHOW))
    partners.callback_query.register(ask_kind, PartnerButton.filter(F.do == PartnerDo.KINDS))
    partners.callback_query.register(pick_kind, KindPick.filter(F.partner_id != NEW))
    partners.callback_query.register(open_people, PartnerButton.filter(F.do == PartnerDo.PEOPLE))
    partners.callback_query.register(press_person, PersonButton.filter())
    return partners


async def the_partner(tx: Work, partner_id: int) -> Partner:
    """The partner. Raises `Mistake(NOT_FOUND)`."""
    partner = await tx.partners.get(partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    return partner


async def list_at(store: Store, words: Words, page: int) -> Screen:
    """A page of the list; the last one when there are fewer."""
    async with store.read() as tx:
        found = await tx.partners.page(page * PAGE, PAGE)
        if not found.items and found.total:
            page = (found.total - 1) // PAGE
            found = await tx.partners.page(page * PAGE, PAGE)
    return partners_screen(words, found, page)


async def page_of(store: Store, words: Words, partner_id: int) -> Screen:
    """A partner's page. Raises `Mistake(NOT_FOUND)`."""
    async with store.read() as tx:
        facts = PartnerFacts(
            partner=await the_partner(tx, partner_id),
            people=await tx.partners.members(partner_id),
            channels=await tx.channels.of(partner_id),
            followers=sum((await tx.follows.counts(partner_id)).values()),
        )
    return partner_screen(words, facts)


async def command(message: Message, store: Store, words: Words, state: FSMContext) -> None:
    """/partners."""
    await state.clear()
    await show(message, await list_at(store, words, 0))


async def turn(
    query: CallbackQuery, callback_data: PartnersPage, store: Store, words: Words, state: FSMContext
) -> None:
    """Another page of the list, or back to it."""
    await state.clear()
    await show(query, await list_at(store, words, callback_data.page))


async def open_partner(
    query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words, state: FSMContext
) -> None:
    """A partner's page."""
    await state.clear()
    await show(query, await page_of(store, words, callback_data.partner_id))


async def ask_kind(query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words) -> None:
    """Which kind shall it be?"""
    async with store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
    await show(query, kinds_screen(words, partner))


async def pick_kind(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: KindPick,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """Another kind of partnership."""
    await change_kind(store, speaker, callback_data.partner_id, callback_data.kind, clock())
    await show(query, await page_of(store, words, callback_data.partner_id))


async def open_people(
    query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words, state: FSMContext
) -> None:
    """Who writes for them."""
    await state.clear()
    await show(query, await _people_of(store, words, callback_data.partner_id))


async def press_person(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: PersonButton,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """Ask first; when sure, they no longer write for the partner."""
    partner_id, reader_id = callback_data.partner_id, callback_data.reader_id
    if callback_data.sure:
        await dismiss(store, speaker, partner_id, reader_id, clock())
        await show(query, await _people_of(store, words, partner_id))
        return
    async with store.read() as tx:
        partner = await the_partner(tx, partner_id)
        person = next((one for one in await tx.partners.members(partner_id) if one.id == reader_id), None)
    if person is None:
        raise Mistake(Why.NOT_FOUND)
    await show(query, dismiss_screen(words, partner, person))


async def _people_of(store: Store, words: Words, partner_id: int) -> Screen:
    async with store.read() as tx:
        partner = await the_partner(tx, partner_id)
        people = await tx.partners.members(partner_id)
    return people_screen(words, partner, people)
