"""Of a plan of which only the hour, or only the day, is said anew, the rest stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.content import Post, PostKind, PostState
from bot.recurrence import Plan
from bot.repeating import Every, Repeat, Rule
from handlers.partner.planning.choosing import Choice
from handlers.partner.planning.of_the_plan import another_hour, changed, ending_with, series_at
from handlers.partner.planning.reading_plan import said_when
from handlers.reading.moment import Reading

NOW = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock
POST = Post(1, 1, 1, PostKind.STORY, PostState.SCHEDULED, NOW.replace(tzinfo=UTC))
WEEKLY = Rule(Every.WEEK, weekdays=frozenset({2}), until=date(2027, 4, 30))


def plan(rule: Rule | None = None) -> Plan:
    """For Wednesday at 10:30; with a rule, a round that was put off from nine."""
    wall = datetime(2027, 3, 10, 10, 30)  # noqa: DTZ001 - a wall clock
    repeat = Repeat(rule, datetime(2027, 3, 3, 9), datetime(2027, 3, 10, 9)) if rule else None  # noqa: DTZ001
    return Plan(1, wall, "Asia/Shanghai", wall.replace(tzinfo=UTC), 1, repeat, own_zone=True)


def said(day: int, clock: time | None, *, timed_only: bool = False) -> Reading:
    return Reading(date(2027, 3, day), clock, timed_only)


def test_another_hour_is_for_all_rounds_and_for_this_one_where_that_was_asked_for() -> None:
    choice = changed(Choice(POST), plan(WEEKLY), said(10, time(8), timed_only=True), NOW)
    assert choice is not None
    assert (choice.wall, choice.rule, choice.own_zone) == (datetime(2027, 3, 10, 8), WEEKLY, True)  # noqa: DTZ001
    moved = changed(Choice(POST, moving=True), plan(WEEKLY), said(9, time(18), timed_only=True), NOW)
    assert moved is not None
    assert (moved.wall, moved.rule, moved.moving) == (datetime(2027, 3, 10, 18), None, True)  # noqa: DTZ001


def test_another_day_keeps_the_hour_and_moves_this_round_only() -> None:
    for rule in (None, WEEKLY):
        choice = changed(Choice(POST), plan(rule), said(12, None), NOW)
        assert choice is not None
        assert (choice.wall, choice.moving) == (datetime(2027, 3, 12, 10, 30), rule is not None)  # noqa: DTZ001


def test_what_is_over_and_what_names_both_are_for_others() -> None:
    assert changed(Choice(POST), plan(), said(9, None), NOW) is None
    assert changed(Choice(POST), plan(WEEKLY), said(12, time(9)), NOW) is None


def test_a_rule_in_place_of_another_ends_as_that_one_unless_it_says_when() -> None:
    daily = Rule(Every.DAY)
    assert ending_with(daily, plan(WEEKLY)).until == WEEKLY.until
    assert ending_with(daily, plan()) == ending_with(daily, None) == daily
    assert ending_with(Rule(Every.DAY, count=3), plan(WEEKLY)).until is None


def test_a_series_goes_on_from_another_moment_where_its_rule_is_plain() -> None:
    friday, last = datetime(2027, 3, 12, 9), Rule(Every.MONTH, weekdays=frozenset({4}), nth=-1)  # noqa: DTZ001
    for rule, then in (
        (WEEKLY, replace(WEEKLY, weekdays=frozenset({4}))),
        (Rule(Every.WEEK, weekdays=frozenset({0, 4})), Rule(Every.WEEK, weekdays=frozenset({0, 4}))),
        (Rule(Every.WEEK, weekdays=frozenset({0, 2})), None),
        (Rule(Every.DAY), Rule(Every.DAY)),
        (Rule(Every.MONTH, day=10), Rule(Every.MONTH, day=12)),
        (last, None),
    ):
        assert series_at(plan(rule), friday) == then
    assert series_at(plan(), friday) is None


def test_of_several_posts_each_keeps_its_day_when_another_hour_is_said_and_a_series_asks() -> None:
    for text, hour, minute in (("change the time to 8 pm", 20, 0), ("make it an hour earlier", 9, 30)):
        meant = said_when(text, NOW)
        assert meant
        assert another_hour(meant, plan()) == datetime(2027, 3, 10, hour, minute)  # noqa: DTZ001
        assert another_hour(meant, plan(WEEKLY)) is None
    day = said_when("move it to Friday 6pm", NOW)
    assert day
    assert another_hour(day, plan()) is None
