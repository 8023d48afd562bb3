"""One day as people write it; a year that nobody wrote is the next that fits."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.hearing.months import month_of
from bot.mistakes import Mistake, Why
from handlers.reading.span import day_of_next_month, days_from
from handlers.reading.week import WEEKDAYS, day_of_week
from handlers.reading.year import day_of_year

_JUST_PAST = timedelta(days=31)
"""A day without a year that passed longer ago than this means next year's."""
DAYS = {
    "yesterday": -1, "昨天": -1, "昨日": -1, "琴日": -1, "尋日": -1, "ontem": -1,
    "today": 0, "今天": 0, "今日": 0, "今晚": 0, "hoje": 0, "logo": 0, "tonight": 0,
    "tomorrow": 1, "明天": 1, "明日": 1, "明晚": 1, "聽日": 1, "听日": 1, "聽晚": 1, "听晚": 1, "amanha": 1,
    "day after tomorrow": 2, "后天": 2, "後天": 2, "后日": 2, "後日": 2, "depois amanha": 2,
    "大后天": 3, "大後天": 3, "大后日": 3, "大後日": 3,
}  # fmt: skip
"""Days from today."""
_DECEMBER = 12
_ISO = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{4}|\d{2}))?\.?")
_CHINESE = re.compile(r"(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?(?:[日号號]|(?<=\d)(?:st|nd|rd|th)|(?<=月\d)|(?<=月\d\d))")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a)?\s+([a-z]+)\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}))?")
_WEEKDAY = re.compile(r"(?:(?:星期|礼拜|禮拜|周|週|逢)([一二三四五六日天])|([a-z]+))")
_MONTH_END = re.compile(
    r"(?:month end|(?:end|last day) (?:this )?month|(?:fim|final) (?:deste )?mes"
    r"|[这這今呢本]?[个個]?月(?:[底尾]|(?:[的嘅])?最[后後尾]一?[日天]))"
)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None


def day_in(text: str, now: datetime, *, month_first: bool) -> date:
    """Raises `Mistake(TIME_UNREADABLE | NO_SUCH_TIME)`."""
    if text in DAYS:
        return now.date() + timedelta(days=DAYS[text])
    if _MONTH_END.fullmatch(text):
        return (now.date().replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    later = days_from(text, now)
    if day := later.date() if later else day_of_week(text, now.date()):
        return day
    if whole := _whole_day(text, now):
        return _date(*whole)
    if found := _NUMBERS.fullmatch(text):
        return _numbers(found, now, month_first=month_first)
    for pattern, reader in _READERS:
        if found := pattern.fullmatch(text):
            day = reader(found, now)
            if day is not None:
                return day
    raise Mistake(Why.TIME_UNREADABLE)


def _whole_day(text: str, now: datetime) -> tuple[int, int, int] | None:
    """Year, month and day, where nothing has to be guessed."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    return day_of_next_month(text, now) or day_of_year(text, now)


def _numbers(found: re.Match[str], now: datetime, *, month_first: bool) -> date:
    first, second = int(found[1]), int(found[2])
    day, month = (second, first) if month_first else (first, second)
    if month > _DECEMBER >= day:
        day, month = month, day
    return _with_year(found[3], month, day, now)


def _with_year(year: str | None, month: int, day: int, now: datetime) -> date:
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004 - 27 means 2027
    try:
        this_year = date(now.year, month, day)
    except ValueError:
        return _date(now.year + 1, month, day)
    return this_year if this_year >= now.date() - _JUST_PAST else _date(now.year + 1, month, day)


def _chinese(found: re.Match[str], now: datetime) -> date:
    if found[1]:
        return _with_year(None, int(found[1]), int(found[2]), now)
    day = int(found[2])
    following = now.date().replace(day=1) + timedelta(days=32)
    return _date(now.year, now.month, day) if day >= now.day else _date(following.year, following.month, day)


def _day_month(found: re.Match[str], now: datetime) -> date | None:
    month = month_of(found[2])
    return _with_year(found[3], month, int(found[1]), now) if month else None


def _month_day(found: re.Match[str], now: datetime) -> date | None:
    month = month_of(found[1])
    return _with_year(found[3], month, int(found[2]), now) if month else None


def _weekday(found: re.Match[str], now: datetime) -> date | None:
    name = found[1] or found[2]
    no = next((no for no, names in enumerate(WEEKDAYS) if name in names), None)
    return None if no is None else now.date() + timedelta(days=(no - now.weekday()) % 7)


def is_weekday(text: str, now: datetime) -> bool:
    """Whether it is a day of the week alone."""
    found = _WEEKDAY.fullmatch(text)
    return bool(found and _weekday(found, now) is not None)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], date | None]], ...] = (
    (_CHINESE, _chinese),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_WEEKDAY, _weekday),
)
