"""Which page of a calendar is meant, as people write it: a day, 下星期, last week, Dezembro, 今個月; pure."""

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from enum import StrEnum

from bot.hearing.months import month_of
from bot.mistakes import Mistake, Why
from handlers.reading.moment import Reading, read_time
from handlers.reading.past import days_alone
from handlers.reading.spelling import simplified

_WEEK = re.compile(
    r"(?:(?P<next>next|proxima)|(?P<last>last)|(?:this|n?esta|a)) (?:week|semana)(?P<coming> que vem)?"
    r"|semana (?:(?P<after>que vem|proxima)|(?P<before>passada)|actual)"
    r"|(?:(?P<xia>下+)|(?P<shang>上+)|[这這今呢本])\s?[个個]?\s?(?:星期|礼拜|禮拜|周|週)"
)
_MONTH = re.compile(
    r"(?:(?P<next>next|proximo)|(?P<last>last)|(?:this|n?este|o)) (?:month|mes)(?P<coming> que vem)?"
    r"|mes (?:(?P<after>que vem|proximo)|(?P<before>passado)|actual)"
    r"|(?:(?P<xia>下+)|(?P<shang>上+)|[这這今呢本])\s?[个個]?\s?月(?:份)?"
)
_NAMED = re.compile(
    r"(?:(?P<year>\d{4})\s?年)?\s?(?P<no>\d{1,2})\s?月(?:份)?|(?P<name>[a-z]+)(?: (?:de )?(?P<of>\d{4}))?"
)
_DECEMBER = 12


class View(StrEnum):
    """How much of a calendar is shown."""

    DAY = "d"
    WEEK = "w"
    MONTH = "m"


def read_page(text: str, now: datetime, *, month_first: bool = False) -> tuple[date, View]:
    """A day of the page, and what was said: that day, its week or its month. Raises `Mistake(DAY_UNREADABLE)`."""
    plain = simplified(text).strip()
    today = now.date()
    if found := _WEEK.fullmatch(plain):
        return today + timedelta(days=7 * _ahead(found)), View.WEEK
    if found := _MONTH.fullmatch(plain):
        return _month(today.year, today.month + _ahead(found)), View.MONTH
    if (found := _NAMED.fullmatch(plain)) and (month := _month_in(found)):
        said = found["year"] or found["of"]
        return _month(int(said) if said else today.year + (month < today.month - _DECEMBER // 2), month), View.MONTH
    try:
        return read_time(text, now, month_first=month_first).day, View.DAY
    except Mistake as unread:
        if past := days_alone(text, today):
            return past[0], View.DAY if past[1] - past[0] == timedelta(days=1) else View.WEEK
        meant = unread.facts.get("meant")
        first = meant[0] if isinstance(meant, tuple) and meant else None
        if isinstance(first, Reading):
            return first.day, View.DAY
        raise Mistake(Why.DAY_UNREADABLE) from unread


def _ahead(found: re.Match[str]) -> int:
    told = found.groupdict()
    if told["next"] or told["coming"] or told["after"]:
        return 1
    if told["last"] or told["before"]:
        return -1
    return len(told["xia"] or "") - len(told["shang"] or "")


def _month_in(found: re.Match[str]) -> int | None:
    if found["no"]:
        return int(found["no"]) if 1 <= int(found["no"]) <= _DECEMBER else None
    return month_of(found["name"])


def _month(year: int, month: int) -> date:
    """The first day of it; the months before January and after December are those of other years."""
    year, month = year + (month - 1) // _DECEMBER, (month - 1) % _DECEMBER + 1
    if not MINYEAR <= year <= MAXYEAR:
        raise Mistake(Why.DAY_UNREADABLE)
    return date(year, month, 1)
