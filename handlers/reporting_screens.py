"""The report of a sending in chat, and the buttons to its files."""

from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.account_for import Account
from bot.content import TEXT_LIMIT
from bot.texts import units, visible
from bot.transport import Button
from bot.words import Words
from handlers.report_words import lines_of
from handlers.screen import Number, Screen


class OpenReport(CallbackData, prefix="report"):
    """The whole report of a sending; notices carry it too."""

    broadcast_id: Number


class FileKind(StrEnum):
    """As which file."""

    CSV = "csv"
    XLSX = "xlsx"


class ReportFile(CallbackData, prefix="rfile"):
    """The report as a file."""

    broadcast_id: Number
    kind: FileKind


def report_screen(words: Words, account: Account, zone: str, *, drawn: bool) -> Screen:
    """The report. `drawn`: its picture stands above."""
    lines = lines_of(words, account, zone)
    if not drawn:
        lines += [Markup(""), no_picture_line(words)]
    while units(visible(str(Markup("\n").join(lines)))) > TEXT_LIMIT:
        del lines[-2]
    broadcast_id = account.broadcast.id
    files = (
        Button("CSV", data=ReportFile(broadcast_id=broadcast_id, kind=FileKind.CSV).pack()),
        Button("Excel", data=ReportFile(broadcast_id=broadcast_id, kind=FileKind.XLSX).pack()),
    )
    return Screen(Markup("\n").join(lines), (files,))


def no_picture_line(words: Words) -> Markup:
    """Why there is no picture."""
    return words.say("There is no picture: this machine has no font for it (fonts-noto-cjk).")


def report_door(words: Words, broadcast_id: int) -> Button:
    """Leads to the whole report."""
    return Button(words.bare("The whole report"), data=OpenReport(broadcast_id=broadcast_id).pack())
