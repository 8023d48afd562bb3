"""The time of day in a text, by the part of the day beside it."""

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

from bot.dayparts import AT_NOON, DAY_PART, LATER, MIDNIGHT, MORNING, NIGHT, NOONTIME, SMALL
from bot.hearing.months import beginnings
from bot.mistakes import Mistake, Why

_TEN, _NOON = 10, 12
_CLOCKS = (
    re.compile(r"(?<![\d.])(?P<h>\d{1,2})\.(?P<m>\d{2})\s*(?P<half>[ap]\.?m\b\.?)"),
    re.compile(r"(?P<h>\d{1,2}):(?P<m>\d{2})(?::\d{2})?(?!\d)(?:\s*h\b)?\s*(?P<half>[ap]\.?m\b\.?)?"),
    re.compile(r"(?<![\d.])(?P<h>\d{1,2})\s*h(?:\s*(?P<m>\d{2}))?(?!\w)"),
    re.compile(
        r"(?P<h>\d{1,2})\s*[点點時时](?:鐘|钟|整|正(?!午))?(?:\s*(?P<m>\d{1,2})(?!\d|\s*[个個天日号號月年星禮礼周週次])\s*分?|(?P<thirty>半))?"
    ),
    re.compile(r"(?<!\d)(?P<h>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)"),
    re.compile(r"(?<!\d)(?P<h>\d{1,2})(?=\s+(?:d[ae] (?:manha|tarde|noite)|in the (?:morning|afternoon|evening)))"),
    re.compile(r"(?:^(?=\S+ (?:h )?[a-z])|(?<=[a-z\d.,]\s))(?P<h>\d{1,2})\.(?P<m>00|1[3-9]|[2-5]\d)(?!\S)(?:\s*h\b)?"),
    re.compile(r"^(?P<h>\d{1,2})(?= (?:today|tonight|tomorrow|hoje|amanha)\b)"),
    re.compile(r"(?:(?<=today )|(?<=tonight )|(?<=tomorrow )|(?<=hoje )|(?<=amanha ))(?P<h>\d{1,2})$"),
)
_DIGIT = re.compile(r"\d")
"""Each of them has one."""
_TO_THE = re.compile(r"\ba\s*$")
"""À 1h."""
SMALL_HOURS = 4
"""The last hour of a night that may be said of the evening before: 今晚一點."""


@cache
def _bare_hour() -> re.Pattern[str]:
    """An hour alone, after a word that says it is one, and not a day before its month: às 9, at 9."""
    return re.compile(rf"\b(?:as|at)\s+(?P<h>\d{{1,2}})(?=$|\s*,|\s+(?!d[eo]\b|of\b|{beginnings()}))")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day that may be meant."""

    time: time | None
    later: int = 0
    """Days after the one that is named: of its night, but past midnight."""


def clocks_in(text: str) -> tuple[tuple[Clock, ...], str]:
    """The time of day in a text, none or more than one when it may be either; and the rest of it."""
    for pattern in (*_CLOCKS, _bare_hour()) if _DIGIT.search(text) else ():
        found = pattern.search(text)
        if found:
            parts = found.groupdict()
            minute = 30 if parts.get("thirty") else int(parts.get("m") or 0)
            rest = _TO_THE.sub("", text[: found.start()]) + " " + text[found.end() :]
            hours = _hours(int(parts["h"]), (parts.get("half") or "")[:1], rest)
            clocks = tuple(Clock(_time(hour, minute), later) for hour, later in hours)
            return clocks, LATER.sub(" ", MORNING.sub(" ", _kept_days(rest)))
    if AT_NOON.search(text):
        return (Clock(time(_NOON)),), AT_NOON.sub(" ", text)
    if MIDNIGHT.search(text):
        return (Clock(time(0)), Clock(time(0), 1)), LATER.sub(" ", _kept_days(MIDNIGHT.sub(" ", text)))
    return (), LATER.sub(" ", MORNING.sub(" ", _kept_days(text)))


def _kept_days(text: str) -> str:
    """今晚, 明早, 聽朝, 後晚 and “this evening” are a day and a part of it: keep the day."""
    days = {"今": "今日", "後": "後日", "后": "后日", None: " today "}
    return DAY_PART.sub(lambda found: days.get(found[1], "明日"), text)


def _hours(hour: int, half: str, rest: str) -> tuple[tuple[int, int], ...]:
    """The hours of the clock that this one may be by the part of the day beside it, each with the days after it."""
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    said = hour % _NOON if hour == _NOON and half != "p" else hour
    early = MORNING.search(rest) or any(found[2] for found in DAY_PART.finditer(rest))
    if hour > _NOON and (half == "a" or (early and LATER.search(rest) is None)):
        raise Mistake(Why.NO_SUCH_TIME)
    if SMALL.search(rest):
        return ((said, 0), (said, 1)) if NIGHT.search(rest) else ((said, 0),)
    if NIGHT.search(rest) and said <= SMALL_HOURS:
        return ((said, 0), (said, 1))
    if early and hour == _NOON and not half:
        return ((0, 0), (_NOON, 0))
    late = NIGHT.search(rest) or (LATER.search(rest) and not (NOONTIME.search(rest) and hour >= _TEN))
    return ((hour + _NOON if late and not half and hour < _NOON else hour, 0),)


def _time(hour: int, minute: int) -> time:
    try:
        return time(hour, minute)
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None
