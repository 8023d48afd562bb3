"""Screens of scheduling: the day, the hour, the minute; and the end of a plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from bot import dayparts
from bot.content import Campaign, Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.recurrence import Plan
from bot.transport import Button, Rows
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.lists.posts_screens import plan_line
from handlers.partner.planning.digits import DAY, wall_of
from handlers.partner.planning.plan_presses import HoldUntil, OpenSchedule, Steer, SteerPlan, TakeBack, When, seal
from handlers.partner.presses import OpenDraft, OpenPost, Pages, Shelf, Whom, button
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, grid
from handlers.staff.planning_words import pause_ends, pause_label, plan_lines, short
from handlers.staff.reach import whom_line

DAYS = 7
HOURS = range(8, 22)
MINUTES = range(0, 60, 10)


@dataclass(frozen=True, slots=True)
class Timing:
    """Facts of scheduling. `now` is aware, on the author's wall clock; `next_minute` too."""

    post: Post
    zone: str
    now: datetime
    next_minute: datetime
    plan: Plan | None = None
    halted: bool = False
    campaign: Campaign | None = None
    moving: bool = False
    """Only this round of a plan that repeats is given another time."""
    suspended: str | None = None
    """The partner's name, while nothing of it goes out."""


def days_screen(words: Words, timing: Timing, notice: Markup | None = None, meant: tuple[str, ...] = ()) -> Screen:
    """Which day, or the next minute; or one of the moments, in digits, that they may have `meant`."""
    lines = [notice, Markup("")] if notice else []
    lines.append(Markup("<b>{}</b>").format(title_of(timing.post, words)))
    if timing.plan:
        lines += [plan_line(words, timing.plan, timing.zone), *plan_lines(words, timing.plan)]
    if timing.suspended:
        lines.append(in_words(Mistake(Why.SUSPENDED, partner=timing.suspended), words))
        return Screen(Markup("\n").join(lines), _waiting_rows(words, timing))
    if timing.moving:
        lines.append(words.say("Another time for this one only; the later ones stay as they are."))
    lines += [
        Markup(""),
        whom_line(words, timing.post.whom),
        words.say("When should it go out? All times are {place} time.", place=words.zone(timing.zone)),
        words.say("You can also write a day and time, such as {example}.", example=example(words, timing.now)),
    ]
    if timing.halted:
        lines.append(stopped_line(words))
    likely = [(button(moment_of(words, at), When(post_id=timing.post.id, at=at)),) for at in meant]
    return Screen(Markup("\n").join(lines), (*likely, *_day_rows(words, timing)))


def _day_rows(words: Words, timing: Timing) -> Rows:
    post_id = timing.post.id
    soon = words.say("Next minute ({clock})", clock=words.clock(timing.next_minute))
    days = [
        button(words.near_day(day, timing.now.date()), When(post_id=post_id, at=f"{day:%Y%m%d}"))
        for day in (timing.now.date() + timedelta(days=n) for n in range(DAYS))
        if hours_left(day, timing.now)
    ]
    last = [
        button(words.say("For whom?"), Whom(post_id=post_id)),
        button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),
    ]
    steer = steer_rows(words, timing, timing.plan) if timing.plan and not timing.moving else ()
    first = () if timing.moving else ((button(soon, When(post_id=post_id, at="now", seen=seal(timing.plan))),),)
    return (*_wished_row(words, timing), *first, *grid(days), *steer, tuple(last))


def _wished_row(words: Words, timing: Timing) -> Rows:
    """The moment that its author named before, while it is still to come and nothing else is planned."""
    wished = timing.post.wished
    if not wished or timing.plan or not is_ahead(wished, timing.now):
        return ()
    label = words.say("As you said: {moment}", moment=moment_of(words, wished))
    return ((button(label, When(post_id=timing.post.id, at=wished)),),)


def is_ahead(digits: str, now: datetime) -> bool:
    """Whether a moment in digits is still to come; a day alone is, until it is over."""
    wall = wall_of(digits)
    return wall.date() >= now.date() if len(digits) == DAY else wall > now.replace(tzinfo=None)


def moment_of(words: Words, digits: str) -> str:
    """A moment in digits, short enough for a button."""
    wall = wall_of(digits)
    return words.short_day(wall.date()) if len(digits) == DAY else short(words, wall)


def _waiting_rows(words: Words, timing: Timing) -> Rows:
    """What can be done with a plan while nothing goes out."""
    steer = steer_rows(words, timing, timing.plan) if timing.plan else ()
    return (*steer, (button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),))


def example(words: Words, now: datetime) -> str:
    """Tomorrow at half past six, as this form's readers write it."""
    day = now.date() + timedelta(days=1)
    if words.form in {Form.EN, Form.PT}:
        return f"{day.day}/{day.month} 18:30"
    return f"{day.month}月{day.day}日 18:30"


def hours_left(day: date, now: datetime, hours: Iterable[int] = HOURS) -> list[int]:
    """The usual hours of a day, or these, that are still to come."""
    return [hour for hour in hours if minutes_left(day, hour, now)]


def minutes_left(day: date, hour: int, now: datetime) -> list[int]:
    """The round minutes of an hour that are still to come."""
    wall = now.replace(tzinfo=None)
    return [minute for minute in MINUTES if datetime.combine(day, time(hour, minute)) > wall]


def hours_screen(words: Words, timing: Timing, day: date, notice: Markup | None = None, part: str = "") -> Screen:
    """Which hour of the day, or of a part of it."""
    at = f"{day:%Y%m%d}"
    hours = [
        button(f"{hour:02}:00 …", When(post_id=timing.post.id, at=f"{at}{hour:02}"))
        for hour in hours_left(day, timing.now, dayparts.HOURS.get(part, ())) or hours_left(day, timing.now)
    ]
    text = words.say(
        "<b>{day}</b>\nAt what time ({place})? You can also write it, such as 18:35.",
        day=words.day(datetime.combine(day, time(12))),
        place=words.zone(timing.zone),
    )
    text = Markup("\n\n").join((notice, text)) if notice else text
    return Screen(text, (*grid(hours, 4), (other_day(words, timing),)))


def minutes_screen(words: Words, timing: Timing, day: date, hour: int) -> Screen:
    """Which minute of the hour."""
    at = f"{day:%Y%m%d}{hour:02}"
    minutes = [
        button(f"{hour:02}:{minute:02}", When(post_id=timing.post.id, at=f"{at}{minute:02}"))
        for minute in minutes_left(day, hour, timing.now)
    ]
    text = words.say(
        "<b>{day}</b>\nAt what time ({place})? You can also write it, such as 18:35.",
        day=words.day(datetime.combine(day, time(12))),
        place=words.zone(timing.zone),
    )
    return Screen(text, (*grid(minutes, 3), (other_day(words, timing),)))


def other_day(words: Words, timing: Timing) -> Button:
    """To the choice of a day."""
    return button(words.say("Another day"), OpenSchedule(post_id=timing.post.id))


def no_more(words: Words, plan: Plan) -> Button:
    """The end of a plan."""
    label = words.say("Stop repeating") if plan.repeat else words.say("Do not send it")
    return button(label, TakeBack(post_id=plan.post_id, seen=seal(plan)))


def steer_rows(words: Words, timing: Timing, plan: Plan) -> Rows:
    """What can be done to a plan beside giving it another day."""
    post_id = plan.post_id
    ends: Rows = ()
    if plan.held_at is not None and plan.held_until is None:
        ends = grid([until_button(words, post_id, end) for end in pause_ends(timing.now)])
    if plan.held_at is not None:
        first = [button(words.say("▶ Resume"), SteerPlan(post_id=post_id, do=Steer.GO_ON))]
    else:
        first = [button(words.say("⏸ Pause"), SteerPlan(post_id=post_id, do=Steer.HOLD))]
    first.append(no_more(words, plan))
    if plan.repeat is None or plan.wave_id is not None:
        return (tuple(first), *ends)
    one = (
        button(words.say("Skip this one"), SteerPlan(post_id=post_id, do=Steer.LEAVE_OUT, seen=seal(plan))),
        button(words.say("Move this one"), SteerPlan(post_id=post_id, do=Steer.MOVE)),
    )
    return (tuple(first), *ends, one)


def until_button(words: Words, post_id: int, end: datetime) -> Button:
    """Hold it until then (aware, on the author's clock)."""
    return button(pause_label(words, end), HoldUntil(post_id=post_id, until=int(end.timestamp())))


def taken_back_screen(words: Words, post: Post) -> Screen:
    """The plan is taken back."""
    if post.state is not PostState.APPROVED:
        text = words.say("No more of “{title}” will go out. What was sent stays.", title=title_of(post, words))
        return Screen(text, ((button(words.say("Open the post"), OpenPost(post_id=post.id)),),))
    text = words.say(
        "“{title}” won't go out now. It stays approved: choose another time whenever you like.",
        title=title_of(post, words),
    )
    rows = (
        (
            button(words.say("Day and time"), OpenSchedule(post_id=post.id)),
            button(words.say("Open the draft"), OpenDraft(post_id=post.id)),
        ),
        (button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),),
    )
    return Screen(text, rows)


def stopped_line(words: Words) -> Markup:
    """Nothing goes out now."""
    return words.say("All sending is stopped at the moment. It'll go out once an admin resumes it.")
