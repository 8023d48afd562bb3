"""Repeating plans: every rule in plain words, and all of them against a walk from day to day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mistakes import Mistake, Why
from bot.recurrence import moment_near
from bot.repeating import LAST, Every, Repeat, Rule, begin, coming, rounds, rule_of, suggestions
from tests.rows import each_of


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@each_of(
    ("words", "rule", "begins", "first_three"),
    [
        ("every day", Rule(Every.DAY), "2027-03-09 09:00", ["2027-03-09", "2027-03-10", "2027-03-11"]),
        ("every second day", Rule(Every.DAY, step=2), "2027-03-09 09:00", ["2027-03-09", "2027-03-11", "2027-03-13"]),
        (
            "every Monday and Thursday, chosen on a Tuesday",
            Rule(Every.WEEK, weekdays=frozenset({0, 3})),
            "2027-03-09 09:00",
            ["2027-03-11", "2027-03-15", "2027-03-18"],
        ),
        (
            "every second Monday",
            Rule(Every.WEEK, step=2, weekdays=frozenset({0})),
            "2027-03-08 09:00",
            ["2027-03-08", "2027-03-22", "2027-04-05"],
        ),
        (
            "on the 31st: months without one are passed over",
            Rule(Every.MONTH, day=31),
            "2027-03-31 09:00",
            ["2027-03-31", "2027-05-31", "2027-07-31"],
        ),
        (
            "on the last day of each month",
            Rule(Every.MONTH, day=LAST),
            "2028-01-31 09:00",
            ["2028-01-31", "2028-02-29", "2028-03-31"],
        ),
        (
            "on the second Tuesday of each month",
            Rule(Every.MONTH, weekdays=frozenset({1}), nth=2),
            "2027-03-09 09:00",
            ["2027-03-09", "2027-04-13", "2027-05-11"],
        ),
        (
            "on the last Friday of each month",
            Rule(Every.MONTH, weekdays=frozenset({4}), nth=LAST),
            "2027-03-09 09:00",
            ["2027-03-26", "2027-04-30", "2027-05-28"],
        ),
        (
            "every year on 29 February: leap years only",
            Rule(Every.YEAR, month=2, day=29),
            "2027-03-09 09:00",
            ["2028-02-29", "2032-02-29", "2036-02-29"],
        ),
        ("twice", Rule(Every.DAY, count=2), "2027-03-09 09:00", ["2027-03-09", "2027-03-10"]),
        (
            "until the 10th, that day too",
            Rule(Every.DAY, until=date(2027, 3, 10)),
            "2027-03-09 23:00",
            ["2027-03-09", "2027-03-10"],
        ),
    ],
)
def test_a_rule_comes_round_on_these_days(words: str, rule: Rule, begins: str, first_three: list[str]) -> None:
    assert words
    found = list(islice(rounds(rule, at(begins)), 3))
    assert [f"{each:%Y-%m-%d}" for each in found] == first_three
    assert {each.time() for each in found} == {at(begins).time()}


@each_of(
    "rule",
    [
        Rule(Every.YEAR, month=2, day=30),
        Rule(Every.DAY, until=date(2027, 3, 8)),
        Rule(Every.WEEK, weekdays=frozenset({0}), until=date(2027, 3, 14)),
        Rule(Every.DAY, count=0),
    ],
)
def test_a_rule_that_never_comes_round_is_refused(rule: Rule) -> None:
    with pytest.raises(Mistake) as refused:
        begin(rule, at("2027-03-09 09:00"))
    assert refused.value.why is Why.NEVER_COMES


WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1)
ENDS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({}),
    st.fixed_dictionaries({"count": st.integers(1, 12)}),
    st.fixed_dictionaries({"until": st.dates(date(2027, 1, 1), date(2029, 1, 1))}),
)
SHAPES: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(dict, every=st.just(Every.DAY), step=st.integers(1, 9)),
    st.builds(dict, every=st.just(Every.WEEK), step=st.integers(1, 4), weekdays=WEEKDAYS),
    st.builds(dict, every=st.just(Every.MONTH), step=st.integers(1, 4), day=st.sampled_from([LAST, *range(1, 32)])),
    st.builds(
        dict,
        every=st.just(Every.MONTH),
        weekdays=st.integers(0, 6).map(lambda day: frozenset({day})),
        nth=st.sampled_from([LAST, 1, 2, 3, 4]),
    ),
    st.builds(dict, every=st.just(Every.YEAR), month=st.integers(1, 12), day=st.integers(1, 31)),
)
RULES = st.builds(lambda shape, end: Rule(**shape, **end), SHAPES, ENDS)
BEGINS = st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31)).map(  # noqa: DTZ001 - wall clocks
    lambda when: when.replace(second=0, microsecond=0)
)


def fits(rule: Rule, day: date, first: date) -> bool:
    """Whether a rule means this day, by the calendar alone."""
    last_of_month = (day + timedelta(days=1)).month != day.month
    of_month = rule.day is None or day.day == rule.day or (rule.day == LAST and last_of_month)
    if rule.every is Every.DAY:
        return (day - first).days % rule.step == 0
    if rule.every is Every.WEEK:
        monday, its_first = day - timedelta(days=day.weekday()), first - timedelta(days=first.weekday())
        return day.weekday() in rule.weekdays and (monday - its_first).days // 7 % rule.step == 0
    if rule.every is Every.YEAR:
        return day.month == rule.month and day.day == rule.day
    if ((day.year - first.year) * 12 + day.month - first.month) % rule.step:
        return False
    if rule.nth is None:
        return of_month
    nth_last = (day + timedelta(days=7)).month != day.month
    return day.weekday() in rule.weekdays and (nth_last if rule.nth == LAST else (day.day - 1) // 7 + 1 == rule.nth)


def walked(rule: Rule, begins: datetime, days: int) -> list[datetime]:
    """What a walk from day to day finds."""
    found: list[datetime] = []
    for ahead in range(days):
        day = begins.date() + timedelta(days=ahead)
        over = (rule.until and day > rule.until) or (rule.count is not None and len(found) >= rule.count)
        if not over and fits(rule, day, begins.date()):
            found.append(datetime.combine(day, begins.time()))
    return found


@settings(max_examples=300)
@given(RULES, BEGINS)
def test_a_rule_finds_what_a_walk_from_day_to_day_finds(rule: Rule, begins: datetime) -> None:
    end = begins + timedelta(days=800)
    found = []
    for each in rounds(rule, begins):
        if each >= end:
            break
        found.append(each)
    assert found == walked(rule, begins, 800)


@settings(max_examples=300)
@given(RULES, BEGINS)
def test_a_rule_is_kept_as_text_and_comes_back_the_same(rule: Rule, begins: datetime) -> None:
    assert rule_of(rule.text) == rule
    assert list(islice(rounds(rule_of(rule.text), begins), 5)) == list(islice(rounds(rule, begins), 5))


@settings(max_examples=100)
@given(RULES, BEGINS, st.sampled_from(["Europe/Lisbon", "Asia/Macau", "America/Sao_Paulo", "Australia/Lord_Howe"]))
def test_rounds_keep_their_wall_clock_across_daylight_saving_but_where_an_hour_is_skipped(
    rule: Rule, begins: datetime, zone: str
) -> None:
    from zoneinfo import ZoneInfo

    for wall in islice(rounds(rule, begins), 50):
        moment = moment_near(wall, zone)
        shown = moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        skipped = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert shown == wall or (shown == skipped and timedelta(0) < shown - wall <= timedelta(hours=1))


@each_of(
    ("wall", "utc"),
    [
        ("2027-03-27 01:30", "2027-03-27 01:30"),
        ("2027-03-28 01:30", "2027-03-28 01:30"),  # skipped: 02:30 by the new clock
        ("2027-03-29 01:30", "2027-03-29 00:30"),
        ("2027-10-31 01:30", "2027-10-31 00:30"),  # twice: the first one
        ("2027-11-01 01:30", "2027-11-01 01:30"),
    ],
)
def test_half_past_one_in_lisbon_every_night(wall: str, utc: str) -> None:
    assert moment_near(at(wall), "Europe/Lisbon") == at(utc).replace(tzinfo=UTC)


def test_the_rounds_to_come_begin_with_the_one_that_is_planned_now() -> None:
    rule = Rule(Every.WEEK, weekdays=frozenset({1}))
    repeat = Repeat(rule, at("2027-03-09 09:00"), at("2027-03-16 09:00"))
    assert coming(repeat, 3) == [at("2027-03-16 09:00"), at("2027-03-23 09:00"), at("2027-03-30 09:00")]


def test_of_so_many_rounds_those_that_are_left_are_counted_with_the_one_that_is_planned() -> None:
    rule = Rule(Every.DAY, count=5)
    begins = at("2027-03-01 09:00")
    assert begin(rule, begins).left == rule
    assert Repeat(rule, begins, begins + timedelta(days=3)).left == replace(rule, count=2)
    endless = replace(rule, count=None)
    assert Repeat(endless, begins, begins + timedelta(days=3)).left == endless


@given(BEGINS)
def test_every_suggestion_for_a_day_but_workdays_begins_on_that_day_or_is_its_months_last_weekday(
    wall: datetime,
) -> None:
    workdays = frozenset(range(5))
    for rule in suggestions(wall):
        if rule.weekdays != workdays:
            assert next(rounds(rule, wall)) == wall
