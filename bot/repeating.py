"""Rules of repeating plans: RFC 5545, on a naive wall clock; pure. dateutil finds the moments, and is imported late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import islice

from bot.mistakes import Mistake, Why

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1
"""The last day of a month, or the last Friday of it."""
_MOST_COUNT = 1000


class Every(StrEnum):
    """How often, by its name in RFC 5545."""

    DAY = "DAILY"
    WEEK = "WEEKLY"
    MONTH = "MONTHLY"
    YEAR = "YEARLY"


@dataclass(frozen=True, slots=True)
class Rule:
    """When something comes round again. Weekdays are 0 (Monday) to 6; at most one of `count` and `until`."""

    every: Every
    step: int = 1
    weekdays: frozenset[int] = frozenset()
    day: int | None = None
    """Of the month, or `LAST`."""
    nth: int | None = None
    """With one weekday: which one of the month, 1 to 4 or `LAST`."""
    month: int | None = None
    count: int | None = None
    until: date | None = None
    """The last day on which it may come round."""

    @property
    def text(self) -> str:
        """As an RFC 5545 RRULE, the way it is kept."""
        days = ",".join(f"{self.nth or ''}{WEEKDAYS[day]}" for day in sorted(self.weekdays))
        until = f"{datetime.combine(self.until, time(23, 59, 59)):%Y%m%dT%H%M%S}" if self.until else None
        parts: Mapping[str, object] = {
            "FREQ": self.every.value,
            "INTERVAL": self.step if self.step > 1 else None,
            "BYMONTH": self.month,
            "BYMONTHDAY": self.day,
            "BYDAY": days or None,
            "COUNT": self.count,
            "UNTIL": until,
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value is not None)


def rule_of(text: str) -> Rule:
    """The rule that was kept as this text."""
    parts = dict(part.split("=", 1) for part in text.split(";"))
    days = [day for day in parts.get("BYDAY", "").split(",") if day]
    nth = {day[:-2] for day in days} - {""}
    return Rule(
        every=Every(parts["FREQ"]),
        step=int(parts.get("INTERVAL", 1)),
        weekdays=frozenset(WEEKDAYS.index(day[-2:]) for day in days),
        day=_number(parts.get("BYMONTHDAY")),
        nth=_number(next(iter(nth), None)),
        month=_number(parts.get("BYMONTH")),
        count=_number(parts.get("COUNT")),
        until=datetime.strptime(parts["UNTIL"], "%Y%m%dT%H%M%S").date() if "UNTIL" in parts else None,  # noqa: DTZ007
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


@dataclass(frozen=True, slots=True)
class Repeat:
    """A rule with the wall clock it counts from, and the round that is planned now, as the rule has it."""

    rule: Rule
    begins: datetime
    round: datetime

    @property
    def left(self) -> Rule:
        """The rule for this round and those after it: of so many times, those that are still to come."""
        return self.rule if self.rule.count is None else replace(self.rule, count=1 + len(list(self.later())))

    def later(self, after: datetime | None = None) -> Iterator[datetime]:
        """The rounds after this one, and after that wall clock when one is given."""
        return rounds(self.rule, self.begins, max(self.round, after or self.round))


def rounds(rule: Rule, begins: datetime, after: datetime | None = None) -> Iterator[datetime]:
    """The wall-clock times at which it comes round, from `begins` on; only those after `after` if it is given."""
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - a worker that repeats nothing need not hold it

    found = rrulestr(rule.text, dtstart=begins)
    return iter(found.xafter(after)) if after is not None else iter(found)


def begin(rule: Rule, begins: datetime) -> Repeat:
    """The repeat whose first round is the first one at or after `begins`. Raises `Mistake(NEVER_COMES | TOO_OFTEN)`."""
    if rule.count is not None and not 0 < rule.count <= _MOST_COUNT:
        raise Mistake(Why.NEVER_COMES if rule.count <= 0 else Why.TOO_OFTEN, limit=_MOST_COUNT)
    first = next(rounds(rule, begins), None)
    if first is None:
        raise Mistake(Why.NEVER_COMES)
    return Repeat(rule, begins, first)


def coming(repeat: Repeat, number: int) -> list[datetime]:
    """So many rounds: the one that is planned now, and those after it."""
    return [repeat.round, *islice(repeat.later(), number - 1)]


def suggestions(wall: datetime) -> tuple[Rule, ...]:
    """The rules that fit a chosen day: daily, on workdays, that weekday, that day of the month or of the year."""
    weekday, nth = wall.weekday(), (wall.day - 1) // 7 + 1
    rules = [
        Rule(Every.DAY),
        Rule(Every.WEEK, weekdays=frozenset(range(5))),
        Rule(Every.WEEK, weekdays=frozenset({weekday})),
    ]
    rules.append(Rule(Every.MONTH, day=wall.day))
    if nth <= 4:  # noqa: PLR2004 - the fifth one is not in every month
        rules.append(Rule(Every.MONTH, weekdays=frozenset({weekday}), nth=nth))
    if (wall + timedelta(days=7)).month != wall.month:
        rules.append(Rule(Every.MONTH, weekdays=frozenset({weekday}), nth=LAST))
    if (wall + timedelta(days=1)).month != wall.month:
        rules.append(Rule(Every.MONTH, day=LAST))
    rules.append(Rule(Every.YEAR, month=wall.month, day=wall.day))
    return tuple(rules)
