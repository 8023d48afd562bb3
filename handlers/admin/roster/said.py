"""What an admin says of one partner leads to its page here, and not to the readers'; and who the admins are."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import LONGEST, Wish, alias_of, mentioned
from bot.hearing.matters import Matter, matters
from bot.hearing.orders import may_halt
from bot.hearing.tasks import Task, wanted
from bot.partners import Partner
from bot.people import Speaker
from bot.store import Glancing, Store
from handlers.admin.auditing.audit import done_about
from handlers.admin.auditing.audit_screens import Looking
from handlers.admin.doors import PlannedPage, QueuePage
from handlers.admin.exports.exporting_screens import export_screen
from handlers.admin.how import mending_of
from handlers.admin.reviewing.review import LISTING as WAITING
from handlers.admin.roster.partners import page_of, pause_of, suspension_of
from handlers.admin.roster.said_screens import admins_screen
from handlers.admin.running.going_out import LISTING, end_said, planned_of
from handlers.admin.running.status import ask
from handlers.admin.seat import Seat
from handlers.sending.steering_words import of_one_post
from handlers.sending.stopping_screens import what_stops_screen
from handlers.showing.directory import partner_named
from handlers.showing.screen import Screen, show
from handlers.turns.filters import BY_ADMIN, IDLE, OWN, PLAIN, WORDLESS_QUESTION
from handlers.turns.menus import duties, named

OF_ONE = frozenset({Task.PARTNERS, Task.HALT, Task.RESUME, Task.POSTS, Task.REVIEW, Task.EXPORT, Task.AUDIT})
"""Work that, said of one partner, is done on its page or on another that is about it alone."""
OF_PARTNERS = frozenset({Wish.PARTNERS, Wish.STOP, Wish.FEWER, Wish.START})
"""Wishes of readers whose words admins use for what they do with a partner."""


class OfAPartner(Filter):
    """An admin names one partner: with what is done on its page, or with nothing that readers ask for.

    The handler gets it, and `stops`.
    """

    async def __call__(self, message: Message, store: Glancing, raw_state: str | None = None) -> bool | dict[str, Any]:
        """The partner, and whether nothing of it shall go out."""
        text = message.text or ""
        if alias_of(text):
            return False
        about, duty = {*matters(text)}, _duty(text)
        steered = bool(about - {Matter.READS}) or (raw_state is None and bool(OF_ONE.intersection(duty)))
        if not (steered or OF_ONE.issuperset(duty)) or not (steered or (raw_state is None and len(text) <= LONGEST)):
            return False
        partner_id = partner_named(text, await store.called())
        reads = Matter.READS in about or not OF_PARTNERS.issuperset(mentioned(text))
        if partner_id is None or (reads and not steered):
            return False
        async with store.read() as tx:
            partner = await tx.partners.get(partner_id)
        return partner is not None and {"partner": partner, "stops": Matter.STOPS in about}


class OfAdmins(Filter):
    """An admin speaks of those who run the programme, and of no work that has its command."""

    async def __call__(self, message: Message) -> bool:
        """Whether they do."""
        text = message.text or ""
        return not alias_of(text) and _duty(text) == {Task.ADMINS}


class StopsAll(Filter):
    """An admin says that all shall stop: they may mean what goes out, or what comes to them."""

    async def __call__(self, message: Message) -> bool:
        """Whether they do."""
        text = message.text or ""
        return may_halt(text) or (not alias_of(text) and _duties(text)[:1] == (Task.HALT,))


class Resumes(Filter):
    """An admin asks for posts again, in words of their work while their own have not stopped, or during a halt."""

    async def __call__(self, message: Message, store: Store, speaker: Speaker) -> bool:
        """Whether they do."""
        alias = alias_of(message.text or "")
        if alias is None or alias.wish is not Wish.START:
            return False
        if speaker.reader.stopped_at is None and Task.RESUME in _duty(message.text or ""):
            return True
        async with store.read() as tx:
            return await tx.programme.halted_at() is not None


def _duty(text: str) -> set[Task]:
    return {*_duties(text)}


def _duties(text: str) -> tuple[Task, ...]:
    """What an admin surely wants, the likeliest first."""
    found = wanted(text, writes=False, runs=True)
    return found.tasks if found.sure else ()


def router() -> Router:
    """Before the lists, which look for a name that is typed while they stand open."""
    said = Router(name="admin.said")
    said.message.register(of_a_partner, PLAIN, BY_ADMIN, IDLE, OWN, OfAPartner())
    # What is done to a partner is nothing that the audit's search could find.
    said.message.register(of_a_partner, PLAIN, BY_ADMIN, Looking.words, OWN, OfAPartner())
    said.message.register(of_admins, PLAIN, BY_ADMIN, IDLE, OWN, OfAdmins())
    said.message.register(ask_what_stops, PLAIN, BY_ADMIN, WORDLESS_QUESTION, OWN, StopsAll())
    said.message.register(ask, PLAIN, BY_ADMIN, IDLE, Resumes())
    return said


async def of_a_partner(message: Message, seat: Seat, partner: Partner, *, stops: bool) -> None:
    """Its page; whether it shall be suspended is asked at once, or paused until a day that was named.

    Of one post that shall not go out, that one's page; of what waits for review, those of its posts.
    """
    await seat.state.clear()
    text = message.text or ""
    if stops and of_one_post(text):
        await show(message, await planned_of(seat, partner, text))
        return
    duty = None if stops else next(iter(_duties(text)), None)
    if duty is Task.REVIEW:
        await WAITING.open(message, seat, QueuePage(partner=partner.id))
        return
    if duty and (shown := _SHOWN.get(duty)):
        await show(message, await shown(seat, partner))
        return
    ask = stops and partner.suspended_at is None and partner.retired_at is None
    until = end_said(seat, text) if ask else None
    if until:
        await show(message, await pause_of(seat, partner.id, until))
        return
    await show(message, await (suspension_of if ask else page_of)(seat, partner.id))


async def _mending(seat: Seat, partner: Partner) -> Screen:
    return await mending_of(seat, (partner.id,))


async def _export(seat: Seat, partner: Partner) -> Screen:
    return export_screen(seat.words, partner)


_SHOWN: Mapping[Task, Callable[[Seat, Partner], Awaitable[Screen]]] = {
    Task.POSTS: _mending,
    Task.EXPORT: _export,
    Task.AUDIT: done_about,
}
"""Work about one partner that has a page beside the partner's own."""


async def of_admins(message: Message, seat: Seat) -> None:
    """Who they are, and how somebody becomes one."""
    async with seat.store.read() as tx:
        known = seat.words.ordered(await tx.admins.all(), lambda admin: admin.name)
        unknown = len(await tx.admins.addresses()) - len(known)
    await show(message, admins_screen(seat.words, [admin.name for admin in known], unknown))


async def ask_what_stops(message: Message, seat: Seat) -> None:
    """The halt of all sending first; of one post that shall stop, those to come."""
    text = message.text or ""
    if of_one_post(text) and end_said(seat, text):
        await show(message, await planned_of(seat, None, text))
        return
    if of_one_post(text):
        await LISTING.open(message, seat, PlannedPage())
        return
    theirs = duties(is_admin=True, is_communicator=seat.speaker.is_communicator)
    table = named(theirs, [Task.HALT, Task.POSTS])
    await show(message, what_stops_screen(seat.words, table, runs=True, ends=end_said(seat, text) is not None))
