"""/report: the reports of what went out; and one of them, as picture, text and files.

For whoever writes for its partner, and for admins.

It stands beside the rooms, whose screens and notices lead here by `report:<broadcast_id>`.
"""

import asyncio

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import BufferedInputFile, CallbackQuery, Message

from bot.actions.account_for import Account, account_for
from bot.actions.fates import fate_of
from bot.broadcast import Begun
from bot.content import PostState
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.ports.page import Page
from bot.store import Work
from handlers.pictures.bars import draw_bars
from handlers.pictures.fonts import font_file
from handlers.reporting.files import as_csv, as_xlsx
from handlers.reporting.reports_screens import (
    FileKind,
    OpenReport,
    Reported,
    ReportFile,
    ReportPages,
    no_reports_screen,
    report_screen,
    reports_screen,
)
from handlers.reporting.words import chart_of, head_of, rows_of
from handlers.showing.listing import Listing, Shown, picked
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, answered, show_below
from handlers.turns.turn import Turn, hand


def router() -> Router:
    """The report and its files."""
    reporting = Router(name="reporting")
    hand(reporting, "turn", Turn)
    reporting.message.register(open_list, Command("report", "reports", ignore_case=True), WorksHere())
    LISTING.register(reporting)
    reporting.callback_query.register(open_report, OpenReport.filter())
    reporting.callback_query.register(send_file, ReportFile.filter())
    return reporting


class WorksHere(Filter):
    """Communicators and admins; to others it is no command at all."""

    async def __call__(self, _message: Message, speaker: Speaker | None = None) -> bool:
        """Whether it is theirs."""
        return speaker is not None and (speaker.is_admin or speaker.is_communicator)


async def open_list(message: Message, command: CommandObject, turn: Turn) -> None:
    """The newest, or what is looked for."""
    await LISTING.search(message, turn, ReportPages(), command.args or "")


async def _listed(turn: Turn, at: ReportPages) -> Shown:
    """An admin's hold every partner's; a communicator's their partners'. Raises `Mistake(NOT_ALLOWED)`."""
    own = () if turn.speaker.is_admin else tuple(turn.speaker.partner_ids)
    if not own and not turn.speaker.is_admin:
        raise Mistake(Why.NOT_ALLOWED)
    async with turn.store.read() as tx:
        sought = await picked(tx, at.sought)
        page, found = await page_or_last(lambda no: tx.plans.sendings(own, no * PAGE, PAGE, sought), at.page)
        rows = [await _row(tx, turn, each) for each in found.items]
        older = 0 if rows else (await tx.posts.page(own, (PostState.SENT,), 0, 1)).total
    if not rows and not at.sought:
        return Shown(no_reports_screen(turn.words, older, writes=turn.speaker.is_communicator), 0)
    at = at.model_copy(update={"page": page})
    return Shown(reports_screen(turn.words, Page(rows, found.total), at, turn.zone), found.total)


LISTING = Listing(ReportPages, "turn", _listed)


async def _row(tx: Work, turn: Turn, begun: Begun) -> Reported:
    post, partner = await tx.posts.get(begun.post_id), await tx.partners.get(begun.partner_id)
    title = post.title_at_work(turn.words.form) if post else ""
    fate = await fate_of(tx, begun.post_id, begun.broadcast_id) if begun.recalled else None
    return Reported(begun, title, partner.name(turn.words.form) if partner else "", fate)


async def open_report(query: CallbackQuery, callback_data: OpenReport, turn: Turn) -> None:
    """A picture, where it can be drawn, and the text below it."""
    account = await _account(turn, callback_data.broadcast_id)
    await answered(query)
    drawn = font_file() is not None
    if drawn:
        chart = chart_of(turn.words, account, turn.zone)
        png = await asyncio.to_thread(draw_bars, chart, turn.words.form)
        await turn.bot.send_photo(query.from_user.id, BufferedInputFile(png, "report.png"))
    await show_below(query, report_screen(turn.words, account, turn.zone, drawn=drawn))


async def send_file(query: CallbackQuery, callback_data: ReportFile, turn: Turn) -> None:
    """The report as a file; its name says which and when."""
    account = await _account(turn, callback_data.broadcast_id)
    await answered(query)
    make = as_csv if callback_data.kind is FileKind.CSV else as_xlsx
    content = await asyncio.to_thread(make, head_of(turn.words), rows_of(turn.words, account, turn.zone))
    name = f"report-{account.broadcast.started_at:%Y-%m-%d}-{account.broadcast.id}.{callback_data.kind}"
    await turn.bot.send_document(query.from_user.id, BufferedInputFile(content, name))


async def _account(turn: Turn, broadcast_id: int) -> Account:
    async with turn.store.read() as tx:
        return await account_for(tx, turn.speaker, broadcast_id, turn.now)
