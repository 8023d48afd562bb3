"""/audit: who did what, when, from which state to which; by person, by partner, by kind of deed."""

from dataclasses import replace
from datetime import date, timedelta

from aiogram import F, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.audit import Line
from bot.partners import Partner
from bot.ports.page import Page
from bot.recurrence import local
from bot.store import Work
from bot.transport import Button
from bot.words import Words
from handlers.admin.auditing.audit_screens import (
    AuditBy,
    AuditFilter,
    AuditPage,
    By,
    Looking,
    audit_screen,
    fields_screen,
    found_screen,
    names_screen,
    when_screen,
)
from handlers.admin.auditing.audit_search import sought_in
from handlers.admin.auditing.audit_words import Entry, quoted
from handlers.admin.seat import Seat
from handlers.reading.past import days_ago
from handlers.reporting.reports_screens import ReportPages
from handlers.showing.directory import directory
from handlers.showing.screen import PAGE, Screen, show
from handlers.turns.filters import PLAIN

SHOWN = 40
"""Characters of what was typed that are said back."""


def router() -> Router:
    """The command, its pages and its questions."""
    audit = Router(name="admin.audit")
    audit.message.register(command, Command("audit", ignore_case=True))
    audit.callback_query.register(turn, AuditPage.filter())
    audit.callback_query.register(ask_person, AuditBy.filter(F.by == By.PERSON))
    audit.callback_query.register(ask_partner, AuditBy.filter(F.by == By.PARTNER))
    audit.callback_query.register(ask_field, AuditBy.filter(F.by == By.FIELD))
    audit.callback_query.register(ask_when, AuditBy.filter(F.by == By.WHEN))
    audit.message.register(typed, Looking.words, PLAIN)
    return audit


async def command(message: Message, command: CommandObject, seat: Seat) -> None:
    """/audit, with or without what is looked for."""
    await _listen(seat)
    if command.args:
        await show(message, await _search(seat, command.args))
    else:
        await show(message, await _page(seat, AuditPage(page=0)))


async def turn(query: CallbackQuery, callback_data: AuditPage, seat: Seat) -> None:
    """Another page, or other lines."""
    await _listen(seat)
    await show(query, await _page(seat, callback_data))


async def _listen(seat: Seat) -> None:
    """What is typed from now on is looked for."""
    await seat.state.clear()
    await seat.state.set_state(Looking.words)


async def day_of_audit(seat: Seat, day: date) -> Screen:
    """Everything that was done on a day, and the way to how posts arrived; what is typed next is looked for."""
    await _listen(seat)
    page = await _page(seat, AuditPage(page=0, when=f"{day:%Y%m%d}"))
    arrived = Button(seat.words.say("How posts arrived"), data=ReportPages().pack())
    return replace(page, rows=((arrived,), *page.rows))


async def done_about(seat: Seat, partner: Partner) -> Screen:
    """Everything that was done about a partner; what is typed next is looked for."""
    await _listen(seat)
    return await _page(seat, AuditPage(page=0, partner=partner.id))


async def typed(message: Message, seat: Seat) -> None:
    """What was typed is looked for."""
    await show(message, await _search(seat, message.text or ""))


async def _search(seat: Seat, said: str) -> Screen:
    """What may be meant; the lines at once when it can only be one thing."""
    today = seat.wall.date()
    async with seat.store.read() as tx:
        found = await sought_in(tx, seat.words, said, today)
    if not (found.day or found.deeds or found.pages(seat.words)) and (ago := days_ago(said)) is not None:
        return await day_of_audit(seat, today - timedelta(days=ago))
    if len(pages := found.pages(seat.words)) == 1 and not found.deeds:
        return await _page(seat, pages[0][1])
    if found.day:
        return await _page(seat, AuditPage(page=0, when=found.when))
    return found_screen(seat.words, said[:SHOWN], found)


async def _page(seat: Seat, at: AuditPage) -> Screen:
    async with seat.store.read() as tx:
        found = await tx.audit.page(at.wanted(local(seat.now, seat.zone)), at.page * PAGE, PAGE)
        entries = [await _entry(tx, seat.words, line) for line in found.items]
        sought = AuditFilter(
            at,
            await _person(tx, at.person),
            await _partner(tx, seat.words, at.partner),
            await _post(tx, seat.words, at.post),
        )
    return audit_screen(seat.words, Page(entries, found.total), sought, seat.zone)


async def _entry(tx: Work, words: Words, line: Line) -> Entry:
    """The line with its names."""
    whom = line.id_of("reader")
    return Entry(line, await _person(tx, line.person_id), await _thing(tx, words, line), await _person(tx, whom))


async def _person(tx: Work, person_id: int | None) -> str | None:
    reader = await tx.readers.get(person_id) if person_id else None
    return reader.name if reader else None


async def _partner(tx: Work, words: Words, partner_id: int | None) -> str | None:
    partner = await tx.partners.get(partner_id) if partner_id else None
    return partner.name(words.form) if partner else None


async def _post(tx: Work, words: Words, post_id: int) -> str | None:
    post = await tx.posts.get(post_id) if post_id else None
    return quoted(words, post.title_at_work(words.form)) if post else None


async def _thing(tx: Work, words: Words, line: Line) -> str | None:
    campaign_id = line.id_of("campaign") if line.thing == "campaign" else None
    if campaign_id is not None:
        campaign = await tx.campaigns.get(campaign_id)
        return campaign.name(words.form) if campaign else None
    post_id = await _post_id(tx, line)
    post = await tx.posts.get(post_id) if post_id is not None else None
    return (post.title_at_work(words.form) or None) if post else await _partner(tx, words, line.partner_id)


async def _post_id(tx: Work, line: Line) -> int | None:
    """The post that a line is about, be it through one of its broadcasts or corrections."""
    broadcast_id = line.id_of("broadcast")
    correction_id = line.id_of("correction")
    if correction_id is not None:
        correction = await tx.corrections.get(correction_id)
        broadcast_id = correction.broadcast_id if correction else None
    if broadcast_id is None:
        return line.id_of("post")
    broadcast = await tx.broadcasts.get(broadcast_id)
    return broadcast.post_id if broadcast else None


async def ask_person(query: CallbackQuery, callback_data: AuditBy, seat: Seat) -> None:
    """Asks whose deeds to show."""
    async with seat.store.read() as tx:
        people = [(one, await _person(tx, one) or "…") for one in await tx.audit.people()]
    ordered = seat.words.ordered(people, lambda person: person[1])
    begin = callback_data.page * PAGE
    names = Page(ordered[begin : begin + PAGE], len(ordered))
    await show(query, names_screen(seat.words, callback_data, names))


async def ask_partner(query: CallbackQuery, callback_data: AuditBy, seat: Seat) -> None:
    """Asks about which partner deeds are to be shown."""
    async with seat.store.read() as tx:
        page, found = await directory(tx, seat.words, callback_data.page, lambda _partner: True)
    names = Page([(one.id, one.name(seat.words.form)) for one in found.items], found.total)
    await show(query, names_screen(seat.words, callback_data.model_copy(update={"page": page}), names))


async def ask_when(query: CallbackQuery, callback_data: AuditBy, seat: Seat) -> None:
    """Asks for the days."""
    await show(query, when_screen(seat.words, callback_data))


async def ask_field(query: CallbackQuery, callback_data: AuditBy, seat: Seat) -> None:
    """Asks for the kind of deeds."""
    await show(query, fields_screen(seat.words, callback_data))
