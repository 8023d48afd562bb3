"""The report of a sending, for whoever writes for its partner and for admins: picture, text, files.

It stands beside the rooms, whose screens and notices lead here by `report:<broadcast_id>`.
"""

import asyncio

from aiogram import Router
from aiogram.types import BufferedInputFile, CallbackQuery

from bot.actions.account_for import Account, account_for
from handlers.pictures.bars import draw_bars
from handlers.pictures.fonts import font_file
from handlers.report_files import as_csv, as_xlsx
from handlers.report_words import chart_of, head_of, rows_of
from handlers.reporting_screens import FileKind, OpenReport, ReportFile, report_screen
from handlers.screen import answered, show_below
from handlers.turn import Turn, hand


def router() -> Router:
    """The report and its files."""
    reporting = Router(name="reporting")
    hand(reporting, "turn", Turn)
    reporting.callback_query.register(open_report, OpenReport.filter())
    reporting.callback_query.register(send_file, ReportFile.filter())
    return reporting


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
