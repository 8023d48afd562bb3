"""What was done to one round of a plan, in a line of its own; and what can be done to a plan."""

from collections.abc import Sequence
from datetime import date, datetime

from markupsafe import Markup

from bot.content import Post
from bot.recurrence import Plan, local
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.lists.posts_screens import plan_line
from handlers.partner.planning.schedule_screens import Timing, other_day, steer_rows, until_button
from handlers.showing.screen import Screen
from handlers.staff.planning_words import plan_lines

PASSED = 3
"""Rounds named one by one."""


def moved_line(words: Words, post: Post) -> Markup:
    """One round has another time."""
    return words.say("✓ Only this one is moved: <b>{title}</b>", title=title_of(post, words))


def left_out_line(words: Words, post: Post, plan: Plan, zone: str) -> Markup:
    """One round does not come."""
    moment = words.moment(local(plan.moment, zone))
    return words.say("✓ Skipped on {moment}: <b>{title}</b>", moment=moment, title=title_of(post, words))


def passed_line(words: Words, walls: Sequence[datetime]) -> Markup:
    """What did not go out because it was paused: the days of the last few, by the plan's wall clock."""
    told = words.plural(
        "⚠ {n} time passed while it was paused and was left out: {days}.",
        "⚠ {n} times passed while it was paused and were left out: {days}.",
        len(walls),
        days=words.list([words.moment(wall) for wall in walls[-PASSED:]]),
    )
    if len(walls) <= PASSED:
        return told
    return words.plural(
        "⚠ {n} time passed while it was paused and was left out, the last on {day}.",
        "⚠ {n} times passed while it was paused and were left out, the last on {day}.",
        len(walls),
        day=words.moment(walls[-1]),
    )


def steering_screen(
    words: Words, timing: Timing, plan: Plan, day: date | None, until: datetime | None = None
) -> Screen:
    """Somebody said that it shall not go out, on this day or until then: what can be done, and nothing is yet."""
    following = local(plan.moment, timing.zone)
    lines = [
        Markup("<b>{}</b>").format(title_of(timing.post, words)),
        plan_line(words, plan, timing.zone),
        *plan_lines(words, plan),
        Markup(""),
    ]
    if plan.repeat and plan.wave_id is None and day is not None and day != following.date():
        only = words.say("Only the next one can be skipped, that of {moment}.", moment=words.moment(following))
        lines.append(only)
    lines.append(words.say("Nothing has changed yet. What should I do?"))
    end = ((until_button(words, plan.post_id, until),),) if until else ()
    return Screen(Markup("\n").join(lines), (*end, *steer_rows(words, timing, plan), (other_day(words, timing),)))
