"""Screens of scheduling: the day, the hour, the minute, the question, the answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from markupsafe import Markup

from bot.actions.foresee import Foresight
from bot.content import Campaign, Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.planner import Care
from bot.recurrence import Plan, Wish, local, zone_of
from bot.repeating import suggestions
from bot.transport import Button
from bot.words import Words, marked
from handlers.mistakes import in_words
from handlers.moments import beside
from handlers.partner.campaigns_screens import outside_line
from handlers.partner.card_screens import title_of
from handlers.partner.posts_screens import plan_line
from handlers.partner.presses import (
    Do,
    OpenDraft,
    OpenPost,
    OpenSchedule,
    Pages,
    Shape,
    Shelf,
    Steer,
    SteerPlan,
    TakeBack,
    When,
    Whom,
    button,
)
from handlers.planning_words import foresight_lines, plan_lines, rule_words
from handlers.reach import Reach, reach_lines, whom_line
from handlers.screen import Screen, grid

DAYS = 7
HOURS = range(8, 22)
MINUTES = range(0, 60, 10)
SHOWN = 3
"""Rounds shown before a plan that repeats is saved."""


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


NOTHING_KNOWN = Foresight()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a moment beforehand. `quiet`: the same moment at the readers' home, when phones are silent."""

    reach: Reach
    quiet: datetime | None = None
    foresight: Foresight = NOTHING_KNOWN
    next_ones: Sequence[datetime] = ()
    """The moments of the first rounds, at most `SHOWN`."""


def days_screen(words: Words, timing: Timing, notice: Markup | None = None) -> Screen:
    """Which day, or the next minute."""
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
        whom_line(words, timing.post.places, everybody=timing.post.everybody),
        words.say("When should it go out? Times are in {place} time.", place=words.zone(timing.zone)),
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
    steer = steer_rows(words, timing.plan) if timing.plan and not timing.moving else ()
    first = () if timing.moving else ((button(soon, When(post_id=post_id, at="now")),),)
    return (*first, *grid(days), *steer, tuple(last))


def _waiting_rows(words: Words, timing: Timing) -> tuple[tuple[Button, ...], ...]:
    """What can be done with a plan while nothing goes out."""
    steer = steer_rows(words, timing.plan) if timing.plan else ()
    return (*steer, (button(words.say("All posts"), Pages(shelf=Shelf.POSTS)),))


def short(words: Words, wall: datetime) -> str:
    """A day and time, short enough for a button."""
    return f"{words.short_day(wall.date())} {words.clock(wall)}"


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


def confirm_screen(words: Words, timing: Timing, wish: Wish, outlook: Outlook) -> Screen:
    """Asks whether this is the moment, or these are the rounds."""
    lines = [
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        *_wish_lines(words, timing, wish, outlook),
        *_outlook_lines(words, timing, outlook, wish.wall.date()),
    ]
    return Screen(Markup("\n").join(lines), _confirm_rows(words, timing, wish, outlook))


def _wish_lines(words: Words, timing: Timing, wish: Wish, outlook: Outlook) -> list[Markup]:
    place = words.zone(timing.zone)
    if wish.own_zone:
        when = words.say("{moment} on each reader's own clock", moment=words.moment(wish.wall))
    else:
        when = words.say("{moment}, {place} time", moment=words.moment(wish.wall), place=place)
    if timing.moving:
        return [when, words.say("Another time for this one only; the later ones stay as they are.")]
    if wish.rule is None:
        return [when, *beside(words, wish.wall.replace(tzinfo=zone_of(timing.zone)), timing.now)]
    lines = [words.say("It repeats {often}.", often=rule_words(words, wish.rule))]
    if wish.own_zone:
        lines.append(words.say("It goes out at {clock} on each reader's own clock.", clock=words.clock(wish.wall)))
    lines.append(words.say("The next ones ({place} time):", place=place))
    lines += [Markup("· {}").format(words.moment(local(moment, timing.zone))) for moment in outlook.next_ones]
    if len(outlook.next_ones) < SHOWN:
        lines.append(words.say("After that it ends."))
    return lines


def _outlook_lines(words: Words, timing: Timing, outlook: Outlook, day: date) -> list[Markup]:
    lines = [*reach_lines(words, outlook.reach)]
    if outlook.quiet is not None:  # says more than how many they are
        lines.append(quiet_line(words, outlook.quiet))
    known = {Care.QUIET} if outlook.quiet is not None else set()
    lines += foresight_lines(words, outlook.foresight, known)
    if outlook.foresight.better is not None:
        lines.append(words.say("A better moment: {moment}.", moment=words.moment(outlook.foresight.better)))
    lines += _outside(words, timing, day)
    if timing.halted:
        lines.append(stopped_line(words))
    return lines


def _confirm_rows(words: Words, timing: Timing, wish: Wish, outlook: Outlook) -> tuple[tuple[Button, ...], ...]:
    post_id, better = timing.post.id, outlook.foresight.better
    plain = wish.rule is None and not wish.own_zone and not timing.moving
    sure = (
        When(post_id=post_id, at=f"{wish.wall:%Y%m%d%H%M}", sure=True) if plain else Shape(post_id=post_id, do=Do.SAVE)
    )
    rows: list[tuple[Button, ...]] = [(button(words.say("Schedule it"), sure), _other_day(words, timing))]
    if better is not None:
        label = words.say("Take {moment}", moment=short(words, better))
        rows.append((button(label, When(post_id=post_id, at=f"{better:%Y%m%d%H%M}")),))
    if timing.moving:
        return tuple(rows)
    if wish.rule is None:
        again: tuple[Button, ...] = (button(words.say("🔁 Repeat it"), Shape(post_id=post_id, do=Do.OFTEN)),)
    else:
        once = button(words.say("Only once"), Shape(post_id=post_id, do=Do.ONCE))
        again = (button(words.say("Until when?"), Shape(post_id=post_id, do=Do.ENDS)), once)
    own = words.say("At the same time for all") if wish.own_zone else words.say("On each reader's own clock")
    return (*rows, again, (button(own, Shape(post_id=post_id, do=Do.OWN, n=not wish.own_zone)),))


def often_screen(words: Words, timing: Timing, wall: datetime, notice: Markup | None = None) -> Screen:
    """How often it comes again, from a chosen moment on."""
    lines = [notice, Markup("")] if notice else []
    lines += [
        words.say("<b>How often?</b>"),
        words.say("You can also write it, such as “{example}”.", example=words.say(OFTEN_EXAMPLE)),
    ]
    rules = [
        (button(_capital(rule_words(words, rule)), Shape(post_id=timing.post.id, do=Do.RULE, n=no)),)
        for no, rule in enumerate(suggestions(wall))
    ]
    several = button(words.say("On several weekdays"), Shape(post_id=timing.post.id, do=Do.DAYS, n=1 << wall.weekday()))
    back = button(words.say("‹ Back"), When(post_id=timing.post.id, at=f"{wall:%Y%m%d%H%M}"))
    return Screen(Markup("\n").join(lines), (*rules, (several,), (back,)))


OFTEN_EXAMPLE = marked("every Monday and Thursday at 09:00")


def _capital(text: Markup) -> str:
    plain = str(text.unescape())
    return plain[:1].upper() + plain[1:]


def weekdays_screen(words: Words, timing: Timing, chosen: int) -> Screen:
    """Which weekdays, each pressed in or out; `chosen` holds them as bits."""
    post_id = timing.post.id
    days = [
        button(
            ("✓ " if chosen >> day & 1 else "") + words.weekday(day),
            Shape(post_id=post_id, do=Do.DAYS, n=chosen ^ 1 << day),
        )
        for day in range(DAYS)
    ]
    last = [button(words.say("‹ Back"), Shape(post_id=post_id, do=Do.OFTEN))]
    if chosen:
        last.insert(0, button(words.say("These days"), Shape(post_id=post_id, do=Do.WEEKLY, n=chosen)))
    return Screen(words.say("<b>On which weekdays?</b>"), (*grid(days), tuple(last)))


def ends_screen(words: Words, timing: Timing, wish: Wish, notice: Markup | None = None) -> Screen:
    """Until when it comes again."""
    post_id = timing.post.id
    text = words.say("<b>Until when?</b>\nYou can also write it, such as “{example}”.", example=words.say(END_EXAMPLE))
    times = [
        button(words.plural("{n} time", "{n} times", n), Shape(post_id=post_id, do=Do.TIMES, n=n))
        for n in (3, 4, 8, 12)
    ]
    endless = button(words.say("No end"), Shape(post_id=post_id, do=Do.TIMES, n=0))
    back = button(words.say("‹ Back"), When(post_id=post_id, at=f"{wish.wall:%Y%m%d%H%M}"))
    return Screen(Markup("\n\n").join([notice, text] if notice else [text]), (*grid(times), (endless, back)))


END_EXAMPLE = marked("until 30 June")


def scheduled_screen(words: Words, timing: Timing, plan: Plan, outlook: Outlook, done: Markup | None = None) -> Screen:
    """It is planned; or what else was `done` to its plan."""
    unadvised = replace(outlook, foresight=replace(outlook.foresight, better=None))
    lines = [
        done or words.say("✓ Scheduled: <b>{title}</b>", title=title_of(timing.post, words)),
        plan_line(words, plan, timing.zone),
        *plan_lines(words, plan),
        *_outlook_lines(words, timing, unadvised, plan.wall.date()),
        words.say("You get the report once it has gone out."),
    ]
    rows = (
        (_other_day(words, timing), _no_more(words, plan)),
        (button(words.say("Open the post"), OpenPost(post_id=timing.post.id)),),
    )
    return Screen(Markup("\n").join(lines), rows)


def _no_more(words: Words, plan: Plan) -> Button:
    label = words.say("Stop repeating it") if plan.repeat else words.say("Do not send it")
    return button(label, TakeBack(post_id=plan.post_id))


def steer_rows(words: Words, plan: Plan) -> tuple[tuple[Button, ...], ...]:
    """What can be done to a plan beside giving it another day."""
    post_id = plan.post_id
    if plan.held_at is not None:
        first = [button(words.say("▶ Resume"), SteerPlan(post_id=post_id, do=Steer.GO_ON))]
    else:
        first = [button(words.say("⏸ Pause"), SteerPlan(post_id=post_id, do=Steer.HOLD))]
    first.append(_no_more(words, plan))
    if plan.repeat is None or plan.wave_id is not None:
        return (tuple(first),)
    one = (
        button(words.say("Leave this one out"), SteerPlan(post_id=post_id, do=Steer.LEAVE_OUT)),
        button(words.say("Move this one"), SteerPlan(post_id=post_id, do=Steer.MOVE)),
    )
    return (tuple(first), one)


def taken_back_screen(words: Words, post: Post) -> Screen:
    """The plan is taken back."""
    if post.state is not PostState.APPROVED:
        text = words.say("No more of “{title}” will go out. What was sent stays.", title=title_of(post, words))
        return Screen(text, ((button(words.say("Open the post"), OpenPost(post_id=post.id)),),))
    text = words.say(
        "“{title}” will not go out now. It stays approved: choose another time whenever you like.",
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
