"""/schedule: when an approved post goes out; by buttons or as one writes it, on the author's own wall clock."""

from datetime import datetime

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.schedule import schedule, unschedule
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import HOME_ZONE, Quiet
from bot.recurrence import check_moment, local, moment_of, next_minute
from handlers.filters import ANSWER, IsCommunicator
from handlers.mistakes import in_words
from handlers.partner.pen import Pen, Scheduling
from handlers.partner.presses import OpenSchedule, Pages, Shelf, TakeBack, When
from handlers.partner.reading_time import Reading, read_time
from handlers.partner.schedule_screens import (
    Timing,
    confirm_screen,
    days_screen,
    hours_screen,
    minutes_screen,
    scheduled_screen,
    taken_back_screen,
)
from handlers.partner.shelf_screens import STATES_OF
from handlers.partner.shelves import shelf
from handlers.reach import Reach, reach_of
from handlers.screen import Screen, show

DAY, HOUR, MINUTE = len("yyyymmdd"), len("yyyymmddHH"), len("yyyymmddHHMM")
PLANNABLE = frozenset({PostState.APPROVED, PostState.SCHEDULED})


def router() -> Router:
    """Choosing a moment."""
    scheduling = Router(name="partner.schedule")
    scheduling.message.register(open_list, Command("schedule", ignore_case=True))
    scheduling.callback_query.register(turn, Pages.filter(F.shelf == Shelf.SCHEDULE))
    scheduling.callback_query.register(open_days, OpenSchedule.filter())
    scheduling.callback_query.register(choose, When.filter())
    scheduling.callback_query.register(take_back, TakeBack.filter())
    scheduling.message.register(typed, Scheduling.open, ANSWER, IsCommunicator())
    return scheduling


async def open_list(message: Message, pen: Pen) -> None:
    """/schedule; with one post to schedule there is nothing to choose."""
    await pen.state.clear()
    async with pen.store.read() as tx:
        found = await tx.posts.page(list(pen.speaker.partner_ids), STATES_OF[Shelf.SCHEDULE], 0, 1)
    if found.total == 1:
        await show(message, await _days(pen, found.items[0]))
    else:
        await show(message, await shelf(pen, Pages(shelf=Shelf.SCHEDULE)))


async def turn(query: CallbackQuery, callback_data: Pages, pen: Pen) -> None:
    """Another page."""
    await pen.state.clear()
    await show(query, await shelf(pen, callback_data))


async def open_days(query: CallbackQuery, callback_data: OpenSchedule, pen: Pen) -> None:
    """Asks for the day."""
    await show(query, await _days(pen, await _plannable(pen, callback_data.post_id)))


async def choose(query: CallbackQuery, callback_data: When, pen: Pen) -> None:
    """A day, an hour, a minute, or yes."""
    post, at = await _plannable(pen, callback_data.post_id), callback_data.at
    if at == "now":
        wall = local(next_minute(pen.now), pen.zone).replace(tzinfo=None)
        await show(query, await _schedule(pen, post, wall))
    elif callback_data.sure:
        await show(query, await _schedule(pen, post, _wall(at)))
    else:
        await show(query, await _step(pen, post, at))


async def _step(pen: Pen, post: Post, at: str) -> Screen:
    """The screen after so many digits."""
    timing = await _timing(pen, post)
    wall = _wall(at)
    if len(at) == DAY:
        await _ask(pen, post, at)
        return hours_screen(pen.words, timing, wall.date())
    if len(at) == HOUR:
        return minutes_screen(pen.words, timing, wall.date(), wall.hour)
    return await _confirm(pen, post, wall)


def _wall(digits: str) -> datetime:
    """The wall clock of yyyymmdd, yyyymmddHH or yyyymmddHHMM. Raises `Mistake(NO_SUCH_TIME)`."""
    try:
        return datetime.strptime(digits.ljust(MINUTE, "0"), "%Y%m%d%H%M")  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None


async def typed(message: Message, pen: Pen) -> None:
    """A day and time in the author's own words; what cannot be is said, and the question stays."""
    data = await pen.state.get_data()
    post = await _plannable(pen, int(data["post_id"]))
    try:
        reading = _read(message.text or "", pen, data.get("day"))
        wall = reading.wall
        if wall is None:
            await _ask(pen, post, f"{reading.day:%Y%m%d}")
            screen = hours_screen(pen.words, await _timing(pen, post), reading.day)
        else:
            screen = await _confirm(pen, post, wall)
    except Mistake as mistake:
        screen = days_screen(pen.words, await _timing(pen, post), in_words(mistake, pen.words))
    await show(message, screen)


def _read(text: str, pen: Pen, day: str | None) -> Reading:
    """What was written; a time alone is of the day that was chosen by button, if one was."""
    now = pen.wall.replace(tzinfo=None)
    reading = read_time(text, now, month_first=pen.words.form is Form.ZH_HANS)
    if day and reading.timed_only:
        return Reading(_wall(day).date(), reading.clock)
    return reading


async def take_back(query: CallbackQuery, callback_data: TakeBack, pen: Pen) -> None:
    """Do not send it after all."""
    post = await unschedule(pen.store, pen.speaker, callback_data.post_id, pen.now)
    await pen.state.clear()
    await show(query, taken_back_screen(pen.words, post))


async def _plannable(pen: Pen, post_id: int) -> Post:
    """Raises `Mistake(NOT_APPROVED | NOT_FOUND | NOT_ALLOWED)`, and leaves the question, when there is none to plan."""
    try:
        post = await pen.post(post_id)
    except Mistake:
        await pen.state.clear()
        raise
    if post.state not in PLANNABLE:
        await pen.state.clear()
        raise Mistake(Why.NOT_APPROVED, state=post.state)
    return post


async def _ask(pen: Pen, post: Post, day: str | None = None) -> None:
    """From now on a typed text is a day and time for this post."""
    await pen.state.set_state(Scheduling.open)
    await pen.state.set_data({"post_id": post.id, "day": day})


async def _days(pen: Pen, post: Post) -> Screen:
    await _ask(pen, post)
    return days_screen(pen.words, await _timing(pen, post))


async def _timing(pen: Pen, post: Post) -> Timing:
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
        halted = await tx.programme.halted_at() is not None
        campaign = await tx.campaigns.get(post.campaign_id) if post.campaign_id else None
    zone = pen.zone
    return Timing(post, zone, pen.wall, local(next_minute(pen.now), zone), plan, halted, campaign)


async def _reach(pen: Pen, post: Post, moment: datetime) -> Reach:
    async with pen.store.read() as tx:
        return await reach_of(tx, post, moment)


def _quiet(moment: datetime) -> datetime | None:
    """The moment at the readers' home, when it falls into the hours that are quiet unless they chose others."""
    home = local(moment, HOME_ZONE)
    return home if Quiet().covers(home.time()) else None


async def _confirm(pen: Pen, post: Post, wall: datetime) -> Screen:
    moment = moment_of(wall, pen.zone)
    check_moment(moment, pen.now)
    timing = await _timing(pen, post)
    return confirm_screen(pen.words, timing, wall, await _reach(pen, post, moment), _quiet(moment))


async def _schedule(pen: Pen, post: Post, wall: datetime) -> Screen:
    plan = await schedule(pen.store, pen.speaker, post.id, wall, pen.now)
    await pen.state.clear()
    timing = await _timing(pen, post)
    return scheduled_screen(pen.words, timing, plan, await _reach(pen, post, plan.moment), _quiet(plan.moment))
