"""A date and time as people write them, in the bot's languages; pure. What is read is shown before it is used.

Understands 2027-03-09 18:30 · 9/3 18:30 · 9/3/2027 18h30 · 3月9日 下午6點半 · 聽日 18:30 · amanhã às 18h ·
9 March 6:30 pm · Friday 18:30 · sexta às 9 da noite · in two hours · 年初二朝早十點 · Natal às 10h, in full-width
characters too. Cannot know whether 9/3 means March or September: day first, unless the caller says that this writer
puts the month first, or only one order is possible.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import filterfalse

from bot.dayparts import AT_NOON, DAY_PART, LATER, MIDNIGHT, MORNING, NIGHT, NOONTIME, SMALL
from bot.feasts import with_days
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.months import beginnings, month_of
from bot.numerals import HAN, han_number, latin
from bot.words import Words
from handlers.reading.span import day_of_next_month, days_from, moment_from
from handlers.reading.week import LATIN, NUMBERS, WEEKDAYS, day_of_week, either_next
from handlers.reading.words import in_digits
from handlers.reading.year import day_of_year

JUST_PAST = timedelta(days=31)
"""A day without a year that passed longer ago than this means next year's."""
_DAYS = {
    "yesterday": -1, "昨天": -1, "昨日": -1, "琴日": -1, "尋日": -1, "ontem": -1,
    "today": 0, "今天": 0, "今日": 0, "今晚": 0, "hoje": 0, "logo": 0, "tonight": 0,
    "tomorrow": 1, "明天": 1, "明日": 1, "明晚": 1, "聽日": 1, "听日": 1, "聽晚": 1, "听晚": 1, "amanha": 1,
    "day after tomorrow": 2, "后天": 2, "後天": 2, "后日": 2, "後日": 2, "depois amanha": 2,
    "大后天": 3, "大後天": 3, "大后日": 3, "大後日": 3,
}  # fmt: skip
_NOW = frozenset({
    "now", "right now", "at once", "immediately", "straight away", "agora", "agora mesmo", "ja", "imediatamente",
    "next minute", "in the next minute", "no proximo minuto", "下1分钟", "下1分鐘", "下1分鍾",
    "asap", "as soon as possible", "o mais depressa possivel", "assim que possivel", "quanto antes", "o quanto antes",
    "越快越好", "愈快愈好", "尽快", "盡快", "儘快", "尽早", "盡早",
    "而家", "即刻", "依家", "宜家", "现在", "現在", "马上", "馬上", "立刻", "立即",
})  # fmt: skip
"""The next minute; numerals are digits by then."""
_TEN, _NOON = 10, 12
_DECEMBER = 12
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
_POINTED = re.compile(r"^(\d{1,2})\.(00|1[3-9]|[2-5]\d)$")
"""9.30 alone, where the second number is no month."""
_TO_THE = re.compile(r"\ba\s*$")
"""À 1h."""
_SMALLEST = 4
"""The last hour of a night that may be said of the evening before: 今晚一點."""
_NOISE = re.compile(
    r"[,，。()（）@]|(?<!\w)(?:at|on|the|as|em|no|na|dia|de|do|da|das|pelas|of)(?!\w)|(?<=\S)[喺在於于](?=\S)"
)
_ISO = re.compile(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?[日号號]?")
_NUMBERS = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{4}|\d{2}))?\.?")
_CHINESE = re.compile(r"(?:(\d{1,2})\s?月\s?)?(\d{1,2})\s?(?:[日号號]|(?<=\d)(?:st|nd|rd|th)|(?<=月\d)|(?<=月\d\d))")
_DIA = re.compile(r"\bdia (\d{1,2})(?=\s*$|\s*,|\s+(?:as|pelas)\b)")
"""A day of this month, said in Portuguese without its month."""
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|o|a)?\s+([a-z]+)\.?(?:\s+(\d{4}))?")
_MONTH_DAY = re.compile(r"([a-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:\s+(\d{4}))?")
_WEEKDAY = re.compile(r"(?:(?:星期|礼拜|禮拜|周|週|逢)([一二三四五六日天])|([a-z]+))")
_NAMED = re.compile(rf"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])|\b({LATIN})\b\.?")
"""A weekday that stands beside its date."""
_IN_BRACKETS = re.compile(r"(?<=\()(?=[一二三四五六日]\))")
_ORDINAL_DAY = re.compile(rf"(?<![\d/])([2-6])\.?a(?:[\s-]?feiras?\b|\b)(?!\s+(?:{LATIN})\b)")
"""6.ª feira, 2ª: the weekdays as they are numbered in Portuguese; 2.ª sexta is the second one."""
_ORDINAL_DAYS = {"2": "segunda", "3": "terca", "4": "quarta", "5": "quinta", "6": "sexta"}
_MONTH_END = re.compile(
    r"(?:month end|(?:end|last day) (?:this )?month|(?:fim|final) (?:deste )?mes"
    r"|[这這今呢本]?[个個]?月(?:[底尾]|(?:[的嘅])?最[后後尾]一?[日天]))"
)
_WEEKEND = re.compile(
    r"(?:(?P<next>next|proximo) |(?P<this>this|n?este) )?(?:weekend|fim[ -]+semana)(?P<coming> que vem)?"
    r"|(?:(?P<han>[這这今呢本])|(?P<following>下))?\s?[个個]?\s?[周週]末"
)
_HAN_NUMBER = re.compile(
    rf"(?<!星期)(?<!最[后後尾])(?<![拜周週])[{HAN}]+(?=\s*[月日号號点點時时分次])"
    rf"|(?<![第最后後尾首拜周週逢{HAN}])(?<!星期)[{HAN}]+(?=\s*(?:天|[个個]?\s*(?:小[时時]|[鐘钟]|星期|礼拜|禮拜|周|週|月)|[个個]半))"
)
_UNITS = (
    r"hours?|horas?|days?|dias?|weeks?|semanas?|minutes?|minutos?|min|months?|mes(?:es)?|years?|anos?|times|vezes"
    r"|fortnights?|quinzenas?"
)
_UNIT = re.compile(rf"\s(?:{_UNITS})\b")
_ARTICLES = frozenset({"a", "an", "um", "uma"})


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
    rest = simplified(with_days(plain_of(text), now.date()))
    rest = rest if month_first else _POINTED.sub(r"\1:\2", rest)
    moment = now + timedelta(minutes=1) if rest in _NOW else moment_from(rest, now)
    if moment:
        moment = moment.replace(second=0, microsecond=0)
        return Reading(moment.date(), moment.time())
    clocks, rest = clocks_in(rest)
    rest = re.sub(r"\s+", " ", _NOISE.sub(" ", _DIA.sub(r"\1日", rest.replace("ultimo dia", "fim")))).strip()
    clock = clocks[0].time if clocks else None
    days = [on] if on and not rest and clocks else _days_of(rest, now, clock, month_first=month_first)
    if asks_at_night and now.hour < _SMALLEST and _DAYS.get(rest) == 1:
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
    return Reading(day + timedelta(days=7 if passed and _is_weekday(rest, now) else 0), clock)


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


def simplified(text: str) -> str:
    """Lower case, half-width, without accents; Chinese numerals before their unit as digits."""
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", plain_of(text))
    plain = _ORDINAL_DAY.sub(lambda found: _ORDINAL_DAYS[found[1]], plain)
    plain = re.sub(r"[\s-]feiras?\b", "", plain)
    plain = _IN_BRACKETS.sub("星期", re.sub(r"(?<![礼禮])拜(?=[一二三四五六日])", "禮拜", plain))
    plain = re.sub(r"(星期|礼拜|禮拜|周|週)([一二三四五六日天])", r" \1\2 ", plain)
    if _UNIT.search(plain):
        plain = _counted().sub(lambda found: str(latin()[found[1]]), plain)
    return in_digits(_HAN_NUMBER.sub(lambda found: str(han_number(found[0])), plain))


@cache
def _counted() -> re.Pattern[str]:
    """How many, in words before what is counted."""
    words = sorted(latin().keys() - _ARTICLES, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(words)})(?=\s+(?:more\s+)?(?:{_UNITS})\b)")


def plain_of(text: str) -> str:
    """Lower case, half-width, without accents."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return (plain if plain.isascii() else "".join(filterfalse(unicodedata.combining, plain))).strip()


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
    for pattern in (*_CLOCKS, _bare_hour()):
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
    if NIGHT.search(rest) and said <= _SMALLEST:
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


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None


def _day_of(text: str, now: datetime, clock: time | None, *, month_first: bool) -> date:
    """The day; one of the week may stand beside its date, which tells 3/12 from 12/3 and has to be its own."""
    try:
        return _day_in(text, now, month_first=month_first)
    except Mistake as unread:
        named = _NAMED.search(text)
        if unread.why is not Why.TIME_UNREADABLE or named is None:
            raise
    rest = f"{text[: named.start()]} {text[named.end() :]}".strip()
    bare = rest.isdecimal()
    weekday, written = NUMBERS[named[1] or named[2]], f"{rest}日" if bare else rest
    either = [_day_in(written, now, month_first=first) for first in (month_first, not month_first)]
    if fitting := [day for day in either if day.weekday() == weekday]:
        return fitting[0]
    if bare:  # Friday 9 may be an hour
        raise Mistake(Why.TIME_UNREADABLE)
    ahead = (weekday - either[0].weekday() + 3) % 7 - 3
    day, other = either[0], either[0] + timedelta(days=ahead)
    raise Mistake(Why.DAYS_DIFFER, day=day, other=other, meant=(Reading(day, clock), Reading(other, clock)))


def _day_in(text: str, now: datetime, *, month_first: bool) -> date:
    if text in _DAYS:
        return now.date() + timedelta(days=_DAYS[text])
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
    return this_year if this_year >= now.date() - JUST_PAST else _date(now.year + 1, month, day)


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


def _is_weekday(text: str, now: datetime) -> bool:
    found = _WEEKDAY.fullmatch(text)
    return bool(found and _weekday(found, now) is not None)


_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], datetime], date | None]], ...] = (
    (_CHINESE, _chinese),
    (_DAY_MONTH, _day_month),
    (_MONTH_DAY, _month_day),
    (_WEEKDAY, _weekday),
)


def month_first(words: Words) -> bool:
    """Whether this writer puts the month before the day."""
    return words.form is Form.ZH_HANS
