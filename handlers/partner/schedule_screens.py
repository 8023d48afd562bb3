"""Screens of scheduling: the day, the hour, the minute, the question, the answer."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from bot.content import Campaign, Post
from bot.languages import Form
from bot.recurrence import Plan, zone_of
from bot.transport import Button
from bot.words import Words
from handlers.moments import beside
from handlers.partner.campaigns_screens import outside_line
from handlers.partner.card_screens import title_of
from handlers.partner.posts_screens import plan_line
from handlers.partner.presses import OpenPost, OpenSchedule, Pages, Shelf, TakeBack, When, Whom, button
from handlers.reach import Reach, reach_lines, whom_line
from handlers.screen import Screen, grid

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


def days_screen(words: Words, timing: Timing, notice: Markup | None = None) -> Screen:
    """Which day, or the next minute."""
    lines = [notice, Markup("")] if notice else []
    lines.append(Markup("<b>{}</b>").format(title_of(timing.post, words)))
    if timing.plan:
        lines.append(plan_line(words, timing.plan, timing.zone))
    lines += [
        whom_line(words, timing.post.places, everybody=timing.post.everybody),
        words.say("When shall it go out? Times are those of {place}.", place=words.zone(timing.zone)),
        words.say("You can also write a day and time, such as {example}.", example=example(words, timing.now)),
    ]
    if timing.halted:
        lines.append(stopped_line(words))
    return Screen(Markup("\n").join(lines), _day_rows(words, timing))


def _day_rows(words: Words, timing: Timing) -> tuple[tuple[Button, ...], ...]:
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
    if timing.plan:
        last.insert(0, button(words.say("Do not send it"), TakeBack(post_id=post_id)))
    return ((button(soon, When(post_id=post_id, at="now")),), *grid(days), tuple(last))


def example(words: Words, now: datetime) -> str:
    """Tomorrow at half past six, as this form's readers write it."""
    day = now.date() + timedelta(days=1)
    if words.form in {Form.EN, Form.PT}:
        return f"{day.day}/{day.month} 18:30"
    return f"{day.month}月{day.day}日 18:30"


def hours_left(day: date, now: datetime) -> list[int]:
    """The usual hours of a day that are still to come."""
    return [hour for hour in HOURS if minutes_left(day, hour, now)]


def minutes_left(day: date, hour: int, now: datetime) -> list[int]:
    """The round minutes of an hour that are still to come."""
    wall = now.replace(tzinfo=None)
    return [minute for minute in MINUTES if datetime.combine(day, time(hour, minute)) > wall]


def hours_screen(words: Words, timing: Timing, day: date) -> Screen:
    """Which hour of the day."""
    at = f"{day:%Y%m%d}"
    hours = [
        button(f"{hour:02}:00 …", When(post_id=timing.post.id, at=f"{at}{hour:02}"))
        for hour in hours_left(day, timing.now)
    ]
    text = words.say(
        "<b>{day}</b>\nAt what time ({place})? You can also write it, such as 18:35.",
        day=words.day(datetime.combine(day, time(12))),
        place=words.zone(timing.zone),
    )
    return Screen(text, (*grid(hours, 4), (_other_day(words, timing),)))


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
    return Screen(text, (*grid(minutes, 3), (_other_day(words, timing),)))


def _other_day(words: Words, timing: Timing) -> Button:
    return button(words.say("Another day"), OpenSchedule(post_id=timing.post.id))


def confirm_screen(words: Words, timing: Timing, wall: datetime, reach: Reach, quiet: datetime | None) -> Screen:
    """Is this the moment? `quiet`: the same moment at the readers' home, when their phones stay silent then."""
    lines = [
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        words.say("{moment}, {place} time", moment=words.moment(wall), place=words.zone(timing.zone)),
        *beside(words, wall.replace(tzinfo=zone_of(timing.zone)), timing.now),
        *reach_lines(words, reach),
    ]
    if quiet is not None:
        lines.append(quiet_line(words, quiet))
    lines += _outside(words, timing, wall.date())
    if timing.halted:
        lines.append(stopped_line(words))
    sure = When(post_id=timing.post.id, at=f"{wall:%Y%m%d%H%M}", sure=True)
    rows = ((button(words.say("Schedule it"), sure), _other_day(words, timing)),)
    return Screen(Markup("\n").join(lines), rows)


def scheduled_screen(words: Words, timing: Timing, plan: Plan, reach: Reach, quiet: datetime | None) -> Screen:
    """It is planned."""
    lines = [
        words.say("✓ Scheduled: <b>{title}</b>", title=title_of(timing.post, words)),
        plan_line(words, plan, timing.zone),
        *reach_lines(words, reach),
    ]
    if quiet is not None:
        lines.append(quiet_line(words, quiet))
    lines += _outside(words, timing, plan.wall.date())
    if timing.halted:
        lines.append(stopped_line(words))
    lines.append(words.say("When it has gone out, you get the report."))
    rows = (
        (_other_day(words, timing), button(words.say("Do not send it"), TakeBack(post_id=timing.post.id))),
        (button(words.say("Open the post"), OpenPost(post_id=timing.post.id)),),
    )
    return Screen(Markup("\n").join(lines), rows)


def taken_back_screen(words: Words, post: Post) -> Screen:
    """The plan is taken back."""
    text = words.say(
        "“{title}” will not go out now. It stays approved: choose another time whenever you like.",
        title=title_of(post, words),
    )
    rows = (
        (button(words.say("Day and time"), OpenSchedule(post_id=post.id)),),
        (button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),),
    )
    return Screen(text, rows)


def _outside(words: Words, timing: Timing, day: date) -> list[Markup]:
    """A warning when the day is none of its campaign's."""
    campaign = timing.campaign
    return [] if campaign is None or campaign.covers(day) else [outside_line(words, campaign)]


def quiet_line(words: Words, quiet: datetime) -> Markup:
    """It comes at an hour when phones stay silent."""
    return words.say(
        "It is {clock} in {place} then, a quiet hour: readers get it without a sound.",
        clock=words.clock(quiet),
        place=words.zone(str(quiet.tzinfo)),
    )


def stopped_line(words: Words) -> Markup:
    """Nothing goes out now."""
    return words.say("All sending is stopped at the moment. It will go out once an admin resumes it.")
