"""A date and time as people write them, in the bot's languages; pure. What is read is shown before it is used.

Understands 2027-03-09 18:30 · 9/3 18:30 · 9/3/2027 18h30 · 3月9日 下午6點半 · 聽日 18:30 · amanhã às 18h ·
9 March 6:30 pm · Friday 18:30 · sexta às 9 da noite · in two hours · 年初二朝早十點 · Natal às 10h, in full-width
characters too. Cannot know whether 9/3 means March or September: day first, unless the caller says that this writer
puts the month first, or only one order is possible.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.feasts import with_days
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.words import Words
from handlers.reading.clock import SMALL_HOURS, Clock, clocks_in
from handlers.reading.day import DAYS, day_in, is_weekday
from handlers.reading.span import moment_from
from handlers.reading.spelling import simplified, time_shape
from handlers.reading.week import LATIN, NUMBERS, either_next

_NOW = frozenset({
    "now", "right now", "at once", "immediately", "straight away", "agora", "agora mesmo", "ja", "imediatamente",
    "next minute", "in the next minute", "no proximo minuto", "下1分钟", "下1分鐘", "下1分鍾",
    "asap", "as soon as possible", "o mais depressa possivel", "assim que possivel", "quanto antes", "o quanto antes",
    "越快越好", "愈快愈好", "尽快", "盡快", "儘快", "尽早", "盡早",
    "而家", "即刻", "依家", "宜家", "现在", "現在", "马上", "馬上", "立刻", "立即",
})  # fmt: skip
"""The next minute; numerals are digits by then."""
_POINTED = re.compile(r"^(\d{1,2})\.(00|1[3-9]|[2-5]\d)$")
"""9.30 alone, where the second number is no month."""
_NOISE = re.compile(
    r"[,，。()（）@]|(?<!\w)(?:at|on|the|as|em|no|na|dia|de|do|da|das|pelas|of)(?!\w)|(?<=\S)[喺在於于](?=\S)"
)
_DIA = re.compile(r"\bdia (\d{1,2})(?=\s*$|\s*,|\s+(?:as|pelas)\b)")
"""A day of this month, said in Portuguese without its month."""
_NAMED = re.compile(rf"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])|\b({LATIN})\b\.?")
"""A weekday that stands beside its date."""
_WEEKEND = re.compile(
    r"(?:(?P<next>next|proximo) |(?P<this>this|n?este) )?(?:weekend|fim[ -]+semana)(?P<coming> que vem)?"
    r"|(?:(?P<han>[這这今呢本])|(?P<following>下))?\s?[个個]?\s?[周週]末"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: a day, and a time of day if one was given."""

    day: date
    clock: time | None
    timed_only: bool = False
    """No day was written: it is today, or tomorrow when that time has passed today."""

    @property
    def wall(self) -> datetime | None:
        """Both together, when both are known."""
        return None if self.clock is None else datetime.combine(self.day, self.clock)


def read_time(
    text: str, now: datetime, *, month_first: bool = False, asks_at_night: bool = False, on: date | None = None
) -> Reading:
    """Read it as of `now` (the writer's own wall clock).

    `asks_at_night`: “tomorrow”, said before four in the morning, may be the day that has begun, or the next. `on`: the
    day that an hour alone belongs to; else it is that of the next such hour.

    Raises `Mistake(TIME_UNREADABLE)` when it is no date and time, `Mistake(NO_SUCH_TIME)` for one that no calendar or
    clock has (30 February, 25:00), `Mistake(DAYS_DIFFER)` for a date beside another day of the week than its own,
    `Mistake(WHICH_MOMENT)` with those that it may mean.
    """
    rest = simplified(with_days(time_shape(text), now.date()))
    rest = rest if month_first else _POINTED.sub(r"\1:\2", rest)
    moment = now + timedelta(minutes=1) if rest in _NOW else moment_from(rest, now)
    if moment:
        moment = moment.replace(second=0, microsecond=0)
        return Reading(moment.date(), moment.time())
    clocks, rest = clocks_in(rest)
    rest = re.sub(r"\s+", " ", _NOISE.sub(" ", _DIA.sub(r"\1日", rest.replace("ultimo dia", "fim")))).strip()
    clock = clocks[0].time if clocks else None
    days = [on] if on and not rest and clocks else _days_of(rest, now, clock, month_first=month_first)
    if asks_at_night and now.hour < SMALL_HOURS and DAYS.get(rest) == 1:
        days = [now.date(), *days]
    if len(days) == 1 and len(clocks) <= 1:
        return Reading(on, clock, timed_only=True) if on and not rest else _reading(days[0], clock, rest, now)
    meant = [
        Reading(day + timedelta(days=each.later), each.time, timed_only=not rest)
        for day in days
        for each in clocks or (Clock(None),)
    ]
    ahead = tuple(dict.fromkeys(each for each in meant if (each.wall > now if each.wall else each.day >= now.date())))
    if len(ahead) > 1:
        raise Mistake(Why.WHICH_MOMENT, meant=ahead)
    return ahead[0] if ahead else meant[-1]


def _reading(day: date, clock: time | None, rest: str, now: datetime) -> Reading:
    """An hour that has passed today is the next day's, or the next week's."""
    passed = day == now.date() and clock is not None and clock <= now.time().replace(second=0, microsecond=0)
    if not rest:
        return Reading(day + timedelta(days=passed), clock, timed_only=True)
    return Reading(day + timedelta(days=7 if passed and is_weekday(rest, now) else 0), clock)


def _days_of(text: str, now: datetime, clock: time | None, *, month_first: bool) -> list[date]:
    """Today for an hour alone, both days of a weekend, or the day that is said."""
    if not text and clock is not None:
        return [now.date()]
    if either := either_next(text, now.date()):
        return list(either)
    found = _WEEKEND.fullmatch(text)
    if not found or (clock is None and not any(found.groups())):  # 周末 alone may be looked for
        return [_day_of(text, now, clock, month_first=month_first)]
    saturday = now.date() + timedelta(days=5 - now.weekday())
    if found["next"] or found["coming"]:
        return [saturday + timedelta(days=days) for days in (0, 1, 7, 8)]
    return [saturday + timedelta(days=days + (7 if found["following"] else 0)) for days in (0, 1)]


def _day_of(text: str, now: datetime, clock: time | None, *, month_first: bool) -> date:
    """The day; one of the week may stand beside its date, which tells 3/12 from 12/3 and has to be its own."""
    try:
        return day_in(text, now, month_first=month_first)
    except Mistake as unread:
        named = _NAMED.search(text)
        if unread.why is not Why.TIME_UNREADABLE or named is None:
            raise
    rest = f"{text[: named.start()]} {text[named.end() :]}".strip()
    bare = rest.isdecimal()
    weekday, written = NUMBERS[named[1] or named[2]], f"{rest}日" if bare else rest
    either = [day_in(written, now, month_first=first) for first in (month_first, not month_first)]
    if fitting := [day for day in either if day.weekday() == weekday]:
        return fitting[0]
    if bare:  # Friday 9 may be an hour
        raise Mistake(Why.TIME_UNREADABLE)
    ahead = (weekday - either[0].weekday() + 3) % 7 - 3
    day, other = either[0], either[0] + timedelta(days=ahead)
    raise Mistake(Why.DAYS_DIFFER, day=day, other=other, meant=(Reading(day, clock), Reading(other, clock)))


def month_first(words: Words) -> bool:
    """Whether this writer puts the month before the day."""
    return words.form is Form.ZH_HANS
