"""The report of a sending in chat, and the buttons to its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.actions.account_for import Account
from bot.broadcast import Begun, Fate
from bot.content import TEXT_LIMIT
from bot.ports.page import Page
from bot.recurrence import local
from bot.reports import Since
from bot.texts import units, visible
from bot.transport import Button
from bot.words import Words
from handlers.reporting.words import lines_of
from handlers.sending.broadcast_screens import OpenSending
from handlers.showing.listing_screens import Listed, newer_older, only_lines, search_rows
from handlers.showing.mistakes import FATES
from handlers.showing.screen import PAGE, Number, Screen


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


class ReportPages(Listed, prefix="reports"):
    """A page of the list of reports."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A sending in the list of reports."""

    begun: Begun
    title: str
    partner: str
    fate: Fate | None = None


def no_reports_screen(words: Words, older: int, *, writes: bool) -> Screen:
    """Nothing went out yet; `older` posts were sent elsewhere, so nobody knows what became of their copies."""
    lines = [words.say("There are no reports yet: one comes after each sending. /calendar shows what is planned.")]
    if older:
        lines.append(
            words.plural(
                "{n} older post has no report, since it didn't go out through me.",
                "{n} older posts have no report, since they didn't go out through me.",
                older,
            )
        )
    if writes:
        lines.append(words.say("/new writes a post, /posts shows what there is."))
    return Screen(Markup("\n\n").join(lines))


def reports_screen(words: Words, rows: Page[Reported], at: ReportPages, zone: str) -> Screen:
    """What went out, the newest first; each leads to its report."""
    first = at.page * PAGE + 1
    lines = [words.say("<b>Reports</b>\nPress one to read it."), *only_lines(words, at, rows.total)]
    buttons = []
    for no, row in enumerate(rows.items, first):
        lines.append(Markup("{}. {}\n{}").format(no, row.title, _about(words, row, zone)))
        buttons.append((Button(f"{no} · {row.title}", data=OpenReport(broadcast_id=row.begun.broadcast_id).pack()),))
    turns = (newer_older(words, at, rows.total), *search_rows(words, at, rows.total))
    return Screen(Markup("\n\n").join(lines), (*buttons, *turns))


def _about(words: Words, row: Reported, zone: str) -> Markup:
    moment = words.moment(local(row.begun.moment, zone))
    if row.fate:
        state = words.say(FATES[row.fate])
        return words.say("{partner} · {state} · {moment}", partner=row.partner, moment=moment, state=state)
    return words.say("{partner} · {moment}", partner=row.partner, moment=moment)


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
    more = Button(words.bare("Correct, recall and more"), data=OpenSending(broadcast_id=broadcast_id).pack())
    return Screen(Markup("\n").join(lines), (files, (more,)))


def no_picture_line(words: Words) -> Markup:
    """Why there is no picture."""
    return words.say("There's no picture: this machine has no font for it (fonts-noto-cjk).")


def report_door(words: Words, broadcast_id: int) -> Button:
    """Leads to the whole report."""
    return Button(words.bare("The whole report"), data=OpenReport(broadcast_id=broadcast_id).pack())


@dataclass(frozen=True, slots=True)
class Gain:
    """Of one partner: who came and went on some days, and how many follow it now."""

    partner: str
    since: Since
    now: int


def gains_screen(words: Words, days: tuple[date, date], gains: Sequence[Gain]) -> Screen:
    """Who came and went, partner by partner, from one day to another, which is excluded."""
    first, last = days[0], days[1] - timedelta(days=1)
    head = words.say("<b>Followers</b>, {day}", day=words.short_day(first))
    if last > first:
        told = {"first": words.short_day(first), "last": words.short_day(last)}
        head = words.say("<b>Followers</b>, {first} to {last}", **told)
    lines = [
        words.say(
            "• {partner}: {came} new, {left} left, {now} now",
            partner=each.partner,
            came=words.number(each.since.followed),
            left=words.number(each.since.unfollowed),
            now=words.number(each.now),
        )
        for each in gains[:PAGE]
    ]
    more = [words.plural("and {n} more", "and {n} more", len(gains) - PAGE)] if len(gains) > PAGE else []
    return Screen(Markup("\n").join([head, Markup(), *lines, *more]))
