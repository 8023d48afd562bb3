"""/calendar: a day, a week or a month of posts, as picture and text; admins see every partner's, a partner its own."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.fsm.state import State
from aiogram.types import BufferedInputFile, CallbackQuery, InaccessibleMessage, InputMediaPhoto, Message

from bot.actions.agenda import agenda
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.recurrence import wall_at
from bot.store import Work
from bot.words import Words
from handlers.pictures.calendar import draw_month, draw_week
from handlers.pictures.fonts import font_file
from handlers.reading.moment import month_first
from handlers.reading.page import View, read_page
from handlers.showing.screen import answered, changed, show
from handlers.staff.calendar_screens import CalendarPage, Diary, calendar_screen, sheet_of
from handlers.turns.facts import LISTS, OPEN
from handlers.turns.filters import OWN, PLAIN
from handlers.turns.middlewares import guard
from handlers.turns.turn import Turn, hand

MOST_TITLES = 80
"""Posts named on one page; beyond them only the hour is shown."""
_OPEN = State(OPEN, group_name=f"{LISTS}{CalendarPage.__prefix__}")
YEARS = range(2020, 2100)


def router() -> Router:
    """The calendar, for communicators and admins."""
    calendar = Router(name="calendar")
    guard(calendar, _works_here)
    hand(calendar, "turn", Turn)
    calendar.message.register(open_calendar, Command("calendar", ignore_case=True))
    calendar.message.register(typed, _OPEN, PLAIN, OWN, NamesAPage())
    calendar.callback_query.register(turn_page, CalendarPage.filter())
    return calendar


def _works_here(speaker: Speaker) -> bool:
    return speaker.is_admin or speaker.is_communicator


class NamesAPage(Filter):
    """A week, a month or a day, and no more; the handler gets the `page`."""

    async def __call__(
        self, message: Message, speaker: Speaker, words: Words, clock: Callable[[], datetime]
    ) -> bool | dict[str, Any]:
        """Which."""
        here = wall_at(clock(), speaker.reader.zone)
        try:
            return {"page": read_page(message.text or "", here, month_first=month_first(words))}
        except Mistake:
            return False


async def open_calendar(message: Message, command: CommandObject, turn: Turn) -> None:
    """The week of today, or the week or month that is said behind the command; others are opened by typing them."""
    await turn.state.clear()
    await turn.state.set_state(_OPEN)
    page = turn.wall.date(), View.WEEK
    if command.args:
        page = read_page(command.args, turn.wall, month_first=month_first(turn.words))
    await typed(message, turn, page)


async def typed(message: Message, turn: Turn, page: tuple[date, View]) -> None:
    """The page that was named."""
    day, said = page
    _check_year(day)
    diary = await _diary(turn, View.MONTH if said is View.MONTH else View.WEEK, day)
    diary = replace(diary, named=said is View.DAY)
    screen = calendar_screen(turn.words, diary, drawn=font_file() is not None)
    if font_file() is None:
        await show(message, screen)
        return
    picture = BufferedInputFile(await _drawn(turn, diary), "calendar.png")
    await message.answer_photo(picture, caption=screen.text, reply_markup=screen.keyboard)


async def turn_page(query: CallbackQuery, callback_data: CalendarPage, turn: Turn) -> None:
    """Another day, week or month, in the same message."""
    diary = await _diary(turn, callback_data.view, _day(callback_data.day))
    screen = calendar_screen(turn.words, diary, drawn=font_file() is not None)
    message = query.message
    if font_file() is None or message is None or isinstance(message, InaccessibleMessage) or not message.photo:
        await show(query, screen)
        return
    await answered(query)
    picture = BufferedInputFile(await _drawn(turn, diary), "calendar.png")
    edit = message.edit_media(InputMediaPhoto(media=picture, caption=screen.text), reply_markup=screen.keyboard)
    if not await changed(edit):
        await message.answer_photo(picture, caption=screen.text, reply_markup=screen.keyboard)


def _day(digits: str) -> date:
    """Raises `Mistake(NO_SUCH_TIME)`."""
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007 - a day of the calendar
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None
    return _check_year(day)


def _check_year(day: date) -> date:
    if day.year not in YEARS:
        raise Mistake(Why.NO_SUCH_TIME)
    return day


async def _drawn(turn: Turn, diary: Diary) -> bytes:
    draw = draw_month if diary.view is View.MONTH else draw_week
    return await asyncio.to_thread(draw, sheet_of(turn.words, diary), turn.words.form)


async def _diary(turn: Turn, view: View, day: date) -> Diary:
    today, zone = turn.wall.date(), ZoneInfo(turn.zone)
    empty = Diary(view, day, today, turn.zone, (), {}, {})
    begin = datetime.combine(empty.days[0], time(), zone).astimezone(UTC)
    end = datetime.combine(empty.days[-1] + timedelta(days=1), time(), zone).astimezone(UTC)
    own = () if turn.speaker.is_admin else tuple(turn.speaker.partner_ids)
    async with turn.store.read() as tx:
        entries, halted = await agenda(tx, (begin, end), own), await tx.programme.halted_at() is not None
        names, titles = await _names(tx, turn, {entry.partner_id for entry in entries}), {}
        if view is not View.MONTH:
            titles = await _titles(tx, turn, [entry.post_id for entry in entries][:MOST_TITLES])
    everybody = turn.speaker.is_admin or len(names) > 1
    own_ids = frozenset(turn.speaker.partner_ids)
    return Diary(view, day, today, turn.zone, entries, names, titles, everybody, own_ids, halted=halted)


async def _names(tx: Work, turn: Turn, partner_ids: set[int]) -> dict[int, str]:
    found = [await tx.partners.get(each) for each in sorted(partner_ids)]
    return {partner.id: partner.name(turn.words.form) for partner in found if partner}


async def _titles(tx: Work, turn: Turn, post_ids: list[int]) -> dict[int, str]:
    found = [await tx.posts.get(each) for each in sorted(set(post_ids))]
    return {post.id: post.title_at_work(turn.words.form) for post in found if post}
