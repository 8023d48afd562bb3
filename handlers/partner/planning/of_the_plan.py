"""What becomes of a plan of which only the hour was said, or only the day: the rest of it stays; pure."""

from dataclasses import replace
from datetime import datetime

from bot.recurrence import Plan
from bot.repeating import Every, Rule, rounds
from handlers.partner.planning.choosing import Choice
from handlers.partner.planning.reading_plan import Said, bare
from handlers.reading.moment import Reading
from handlers.reading.span import shift_of
from handlers.reading.spelling import simplified


def changed(choice: Choice, plan: Plan, reading: Reading, now: datetime) -> Choice | None:
    """The choice, with what was said in place of what stands; none when both were said, or it would be over by `now`.

    Another hour is for all rounds of a series, another day for this one; `now` is on the plan's wall clock.
    """
    choice = replace(choice, own_zone=plan.own_zone)
    if reading.timed_only and reading.clock is not None:
        if plan.repeat and not choice.moving:
            wall = datetime.combine(plan.repeat.round.date(), reading.clock)
            return choice.at_wall(wall).with_rule(plan.repeat.left)
        wall = datetime.combine(plan.wall.date(), reading.clock)
    elif reading.clock is None:
        wall = datetime.combine(reading.day, plan.wall.time())
        choice = replace(choice, moving=plan.repeat is not None)
    else:
        return None
    return choice.at_wall(wall) if wall > now else None


def ending_with(rule: Rule, plan: Plan | None) -> Rule:
    """A rule in place of another ends when that one would have, unless it says when itself."""
    if plan is None or plan.repeat is None or rule.count or rule.until:
        return rule
    left = plan.repeat.left
    return replace(rule, count=left.count, until=left.until)


def series_at(plan: Plan, wall: datetime) -> Rule | None:
    """The rule by which a series goes on from this moment, on another weekday or day of the month where it must.

    None where nobody can tell which rule that is.
    """
    if plan.repeat is None:
        return None
    left = plan.repeat.left
    if next(rounds(left, wall), None) == wall:
        return left
    if left.every is Every.WEEK and len(left.weekdays) == 1:
        return replace(left, weekdays=frozenset({wall.weekday()}))
    if left.every is Every.MONTH and left.day is not None:
        return replace(left, day=wall.day)
    return None


def another_hour(said: Said, plan: Plan) -> datetime | None:
    """When a plan of one moment goes out after all, of which only the hour was said, or how much it is moved.

    None of a series, which asks for which rounds that is, and where a day was said.
    """
    if plan.repeat is not None:
        return None
    if said.reading is None:
        shift = shift_of(simplified(bare(said.text)))
        return plan.wall + shift if shift else None
    if not said.reading.timed_only or said.reading.clock is None:
        return None
    return datetime.combine(plan.wall.date(), said.reading.clock)
