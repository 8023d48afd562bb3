"""A day of this year or the next, and the end of a month or a year: 今年4月1號, 4月底, fim de abril; pure."""

import re
from calendar import monthrange
from datetime import datetime

from bot.hearing.months import month_of

_YEAR = (
    r"(?:(?P<next>明年|出年|下年|(?:no )?(?:next year|proximo ano|ano que vem))"
    r"|(?P<this>今年|本年|(?:d?este|this) (?:ano|year))|(?P<year>\d{4})(?:年|\b))"
)
_HAN_MONTH = r"(?P<no>\d{1,2})\s?月"
_END = r"(?:end|fim|final|finais)"
_DAYS = (
    re.compile(rf"{_YEAR}\s?{_HAN_MONTH}\s?(?P<day>\d{{1,2}})\s?[日号號]"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|o)? (?P<name>[a-z]+) {_YEAR}"),
    re.compile(rf"(?P<name>[a-z]+) (?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_YEAR}"),
)
_ENDS = (
    re.compile(rf"{_YEAR}?\s?{_HAN_MONTH}份?[底尾]"),
    re.compile(rf"{_END} (?P<name>[a-z]+)(?: {_YEAR})?"),
    re.compile(rf"{_YEAR}?\s?年?[底尾]"),
    re.compile(rf"{_END} (?:year|ano|{_YEAR})"),
)
_DECEMBER = 12


def day_of_year(text: str, now: datetime) -> tuple[int, int, int] | None:
    """Year, month and day, which may be one that no calendar has, when the whole text says them so."""
    for pattern in (*_DAYS, *_ENDS):
        if not (found := pattern.fullmatch(text)):
            continue
        parts = found.groupdict()
        month = _month(parts)
        if month is not None:
            year = _year(parts, month, now)
            return year, month, int(parts.get("day") or _last(year, month))
    return None


def _month(parts: dict[str, str | None]) -> int | None:
    """The month that is named, December when only a year is; none for a word that is no month."""
    if number := parts.get("no"):
        return int(number)
    name = parts.get("name")
    return _DECEMBER if name is None or name in {"year", "ano"} else month_of(name)


def _year(parts: dict[str, str | None], month: int, now: datetime) -> int:
    """The year that is said; else the one in which this month's end is still to come."""
    if parts["year"]:
        return int(parts["year"])
    return now.year + bool(parts["next"] or (not parts["this"] and month < now.month))


def _last(year: int, month: int) -> int:
    return monthrange(year, month)[1] if 1 <= month <= _DECEMBER else 31
