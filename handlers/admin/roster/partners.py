"""Partners for admins: the list, a partner's page, its kind, its people."""

from datetime import UTC, datetime

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.admit import change_kind, dismiss
from bot.actions.holding import pause_until, to_pause
from bot.actions.suspend import lift, suspend
from bot.content import PostState
from bot.mistakes import existing
from bot.partners import Partner
from bot.recurrence import local
from handlers.admin.doors import PartnersPage
from handlers.admin.roster.partners_list_screens import (
    PickKinds,
    partners_screen,
    seek_line,
    which_kind_screen,
)
from handlers.admin.roster.partners_screens import (
    NEW,
    KindPick,
    PartnerButton,
    PartnerDo,
    PartnerFacts,
    PausePartner,
    PeoplePage,
    PersonButton,
    dismiss_screen,
    kind_chosen_line,
    kinds_screen,
    partner_screen,
    pause_screen,
    paused_note,
    people_screen,
    suspend_screen,
)
from handlers.admin.seat import Seat
from handlers.showing.directory import directory, is_called, is_here
from handlers.showing.listing import Listing, Shown, paged
from handlers.showing.screen import Screen, show
from handlers.turns.filters import BY_ADMIN
from handlers.turns.turn import the_partner


def router() -> Router:
    """The list and each partner's page; /partners of others falls through to the readers' own."""
    partners = Router(name="admin.partners")
    partners.message.register(command, Command("partners", ignore_case=True), BY_ADMIN)
    LISTING.register(partners)
    partners.callback_query.register(open_partner, PartnerButton.filter(F.do == PartnerDo.SHOW))
    partners.callback_query.register(ask_kind, PartnerButton.filter(F.do == PartnerDo.KINDS))
    partners.callback_query.register(pick_kind, KindPick.filter(F.partner_id != NEW))
    PEOPLE.register(partners)
    partners.callback_query.register(open_people, PartnerButton.filter(F.do == PartnerDo.PEOPLE))
    partners.callback_query.register(press_person, PersonButton.filter())
    partners.callback_query.register(ask_which_kind, PickKinds.filter())
    partners.callback_query.register(ask_suspension, PartnerButton.filter(F.do == PartnerDo.SUSPEND))
    partners.callback_query.register(press_suspend, PartnerButton.filter(F.do == PartnerDo.SUSPEND_SURE))
    partners.callback_query.register(press_pause, PausePartner.filter())
    partners.callback_query.register(press_lift, PartnerButton.filter(F.do == PartnerDo.LIFT))
    return partners


async def _list_at(seat: Seat, at: PartnersPage) -> Shown:
    """A page of the list; the last one when there are fewer."""

    def wanted(partner: Partner) -> bool:
        # Whoever has left is found by name, and stands in nobody's way.
        return (
            (bool(at.sought) or is_here(partner)) and at.kind in {None, partner.kind} and is_called(partner, at.sought)
        )

    async with seat.store.read() as tx:
        page, found = await directory(tx, seat.words, at.page, wanted)
    screen = partners_screen(seat.words, found, at.model_copy(update={"page": page}))
    return Shown(screen, found.total)


LISTING = Listing(PartnersPage, "seat", _list_at, seek_line, always=True)


async def page_of(seat: Seat, partner_id: int, note: Markup | None = None) -> Screen:
    """A partner's page. Raises `Mistake(NOT_FOUND)`."""
    async with seat.store.read() as tx:
        facts = PartnerFacts(
            partner=await the_partner(tx, partner_id),
            people=await tx.partners.members(partner_id),
            channels=await tx.channels.of(partner_id),
            followers=sum((await tx.follows.counts(partner_id)).values()),
            zone=seat.zone,
        )
    return partner_screen(seat.words, facts, note)


async def command(message: Message, command: CommandObject, seat: Seat) -> None:
    """/partners, with or without a name."""
    await LISTING.search(message, seat, PartnersPage(), command.args or "")


async def ask_which_kind(query: CallbackQuery, seat: Seat) -> None:
    """Ask which kind to show alone."""
    await show(query, which_kind_screen(seat.words))


async def ask_suspension(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Say what would stop, and ask."""
    await show(query, await suspension_of(seat, callback_data.partner_id))


async def suspension_of(seat: Seat, partner_id: int) -> Screen:
    """The question. Raises `Mistake(NOT_FOUND)`."""
    async with seat.store.read() as tx:
        partner = await the_partner(tx, partner_id)
        planned = (await tx.posts.page([partner.id], {PostState.SCHEDULED}, 0, 1)).total
    return suspend_screen(seat.words, partner, planned)


async def pause_of(seat: Seat, partner_id: int, until: datetime) -> Screen:
    """The question whether all of theirs shall pause until then. Raises `Mistake(NOT_FOUND)`."""
    async with seat.store.read() as tx:
        partner = await the_partner(tx, partner_id)
        plans, sendings = await to_pause(tx, partner, until)
    return pause_screen(seat.words, partner, len(plans), len(sendings), local(until, seat.zone))


async def press_pause(query: CallbackQuery, callback_data: PausePartner, seat: Seat) -> None:
    """Pauses what they have planned and under way until then."""
    partner_id, until = callback_data.partner_id, datetime.fromtimestamp(callback_data.until, UTC)
    number = await pause_until(seat.store, seat.speaker, partner_id, until, seat.now)
    await show(query, await page_of(seat, partner_id, paused_note(seat.words, number, local(until, seat.zone))))


async def press_suspend(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Suspends the partner after the second press: nothing of theirs goes out."""
    await suspend(seat.store, seat.speaker, callback_data.partner_id, seat.now)
    await show(query, await page_of(seat, callback_data.partner_id))


async def press_lift(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Lifts the suspension: the partner's posts go out again."""
    await lift(seat.store, seat.speaker, callback_data.partner_id, seat.now)
    await show(query, await page_of(seat, callback_data.partner_id))


async def open_partner(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """A partner's page."""
    await seat.state.clear()
    await show(query, await page_of(seat, callback_data.partner_id))


async def ask_kind(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Ask which kind it shall be."""
    await seat.state.clear()
    await show(query, kinds_screen(seat.words, await seat.partner(callback_data.partner_id)))


async def pick_kind(query: CallbackQuery, callback_data: KindPick, seat: Seat) -> None:
    """Another kind of partnership."""
    partner = await change_kind(seat.store, seat.speaker, callback_data.partner_id, callback_data.kind, seat.now)
    await show(query, await page_of(seat, partner.id, kind_chosen_line(seat.words, partner.kind)))


async def open_people(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Who writes for them."""
    await PEOPLE.open(query, seat, PeoplePage(partner_id=callback_data.partner_id))


async def press_person(query: CallbackQuery, callback_data: PersonButton, seat: Seat) -> None:
    """Ask first; when sure, they no longer write for the partner."""
    partner_id, reader_id = callback_data.partner_id, callback_data.reader_id
    if callback_data.sure:
        await dismiss(seat.store, seat.speaker, partner_id, reader_id, seat.now)
        await PEOPLE.open(query, seat, PeoplePage(partner_id=partner_id))
        return
    async with seat.store.read() as tx:
        partner = await the_partner(tx, partner_id)
        person = existing(next((one for one in await tx.partners.members(partner_id) if one.id == reader_id), None))
    await show(query, dismiss_screen(seat.words, partner, person))


async def _people_of(seat: Seat, at: PeoplePage) -> Shown:
    async with seat.store.read() as tx:
        partner = await the_partner(tx, at.partner_id)
        people = await tx.partners.members(partner.id)
    at, found = paged(seat.words.ordered(people, lambda one: one.name), at, lambda one: [one.name])
    return Shown(people_screen(seat.words, partner, found, at), found.total)


PEOPLE = Listing(PeoplePage, "seat", _people_of)
