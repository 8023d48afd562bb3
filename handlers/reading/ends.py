"""Until when nothing shall come, or go out, as people type it: 停一個星期先, nada até dia 5, until Monday; pure.

A day alone means its morning, unless the caller says otherwise; what is read is offered, never done.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from bot.feasts import feast_day, names_feast
from bot.hearing.patterns import Pattern, any_of
from bot.mistakes import Mistake
from bot.people import Mute
from bot.texts import HAN_CHARACTER
from bot.words import Words
from handlers.reading.moment import Reading, month_first, read_time
from handlers.reading.spelling import simplified
from handlers.reading.within import moment_within

MORNING = time(9)
"""When a pause until a day ends, on the reader's own clock."""
LONGEST = 200
"""Characters of a message in which an end is looked for."""
HAN_AT_MOST, LATIN_AT_MOST = 14, 40
"""Characters of a clause in which a day is looked for."""
_MAY_BE = Pattern(
    r"\d|[月年節节日天週周星禮礼聽听明誕诞春]"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|sab|dom|tomorrow|amanha|month|mes|year|ano|end|fim|final"
    r"|christmas|natal|easter|pascoa|new|feast|festival)"
)
"""What a day has in it, in whichever language."""
_BETWEEN = Pattern(r"[,，。;；!！?？\n]|\.\s")
_UNTIL = Pattern(r"\b(?:until|till?|up to|ate(?: [ao]s?\b)?(?: dia\b(?! \d))?)\b|[到至]|等(?=[下出]|\d)")
_BACK = Pattern(
    r"\b(?:back|again|returns?|resume|before|after|volt\w+|regress\w+|retom\w+|antes|depois|de novo)\b"
    r"|[回返]|再[发發傳]|再[来來嚟]|恢[复復]|[之以]?[前後后]|先[再至]|[考做忙放搞]完|過咗|过了|過了|[过過]完|[为為]止"
)
"""Words beside the day on which posts shall come again."""
_COUNTS = {"a": 1, "an": 1, "um": 1, "uma": 1, "half a": 0.5, "half an": 0.5, "meio": 0.5, "meia": 0.5, "半": 0.5}
"""What is no digit by then."""
_COUNT = "|".join(sorted(_COUNTS, key=len, reverse=True))
_DAYS = {
    "d": 1,
    "w": 7,
    "s": 7,
    "f": 14,
    "m": 30,
    "天": 1,
    "日": 1,
    "星": 7,
    "礼": 7,
    "禮": 7,
    "周": 7,
    "週": 7,
    "月": 30,
}
"""A unit by its first letter or character."""
_SPANS = (
    Pattern(
        rf"\b(?P<n>\d{{1,3}}|{_COUNT}) (?:more |mais |whole |proxim[ao]s? )?"
        r"(?P<unit>days?|weeks?|fortnights?|months?|dias?|semanas?|mes(?:es)?)\b(?P<half> and a half| e mei[ao])?"
    ),
    Pattern(
        r"(?<![月到至第\d])(?P<n>\d{1,3}|半)\s?[个個]?(?P<half>半)?\s?"
        r"(?P<unit>天|日(?!\d)|星期|礼拜|禮拜|[周週]|(?<=[个個半])月)"
    ),
)
_MINUTES = {"h": 60, "m": 1, "小": 60, "鐘": 60, "钟": 60, "分": 1}
_HOURS = Pattern(
    rf"(?<![:\d])(?P<n>\d{{1,3}}|\b(?:{_COUNT}))\s?[个個]?(?P<half>半)?\s?"
    r"(?P<unit>(?:hours?|horas?|minutes?|minutos?|mins?)\b|小[时時]|[鐘钟][頭头]?|分[鐘钟]?)"
)
_TODAY = Pattern(r"\b(?:today|hoje)\b|今[日天]")
_THIS_WEEK = Pattern(
    r"\b(?:this week(?:end)?|esta semana|este fim de semana)\b|[这這今呢本][个個]?(?:星期|礼拜|禮拜|周|週)"
)
_THIS_MONTH = Pattern(r"\b(?:this month|este mes)\b|[这這今呢本][个個]?月(?![底尾\d])")
_NEXT_WEEK = Pattern(r"\b(?:next week|(?:a )?proxima semana|semana que vem)\b|下[个個]?(?:星期|礼拜|禮拜|周|週)")
_WEEKDAY = (
    r"(?:(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|segunda|terca|quarta"
    r"|quinta|sexta|sabado|domingo)\b|(?:周|週|星期|礼拜|禮拜)[一二三四五六日天1-7])"
)
_FROM_DAY_TO_DAY = Pattern(
    rf"(?P<first>(?:下[个個]?\s*|next |proxima )?{_WEEKDAY})\s*"
    rf"(?:[到至]|to|through|thru|till?|until|a|ate(?: a)?|[-\u2013~])\s*(?P<last>{_WEEKDAY})"
)
"""Who is away from one day to another is away on both."""
_LUNAR = Pattern(r"(?<![年月周週最当當])初\s?(?:\d|[一二三四五六七八九十])|廿[一二三四五六七八九]")
"""A day of the lunar month, which nobody tells: 初五; 年初五 is a feast's day."""
_STOPS = any_of(
    r"停|[静靜]音|[别別勿]|不要|唔好|唔要|\b(?:pause|mute|stop|snooze|silence|nothing|no|not|paus\w+|silenci\w+|par[ae]\w*|nada)\b"
)
_EITHER_NEW_YEAR = Pattern(r"(?<![农農曆历])新年(?!快)")
"""The first of January, or that of the moon."""
_BARE_DAY = Pattern(r"(?<![月\d第])(\d{1,2})[日号號](?![线線码碼])")
"""A day of the month, without one."""
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LATER = Pattern(
    r"[那嗰][几幾两兩][天日]|(?:[国國][庆慶]|中秋|春[节節]|五一|元旦|端午|清明|[圣聖][诞誕]|[新过過]年|假|[寒暑]假)"
    r"(?:期?[间間]|[那嗰](?:段|[阵陣]|排))"
    r"|\d{1,2}[日号號]?\s?[到至\-\u2013~]\s?(?:\d{1,2}月)?\d{1,2}[日号號]"
    r"|下[个個](?:月|星期|[礼禮]拜|[周週])(?:要|[会會]|想|先)?(?:去|出差|放假|旅[行遊游]|出[国國門门])"
    r"|\b(?:during|over) (?:the |my |our )?(?:holidays?|christmas|new year|easter|golden week|spring festival|break)\b"
    rf"|\b(?:from |between )?(?:the )?(?:{_MONTH} )?\d{{1,2}}(?:st|nd|rd|th)? (?:(?:of )?{_MONTH} )?"
    rf"(?:to|till?|until|through|and|-) (?:the )?(?:{_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH})"
    r"|\b(?:on|in) those (?:days|weeks)\b|\b(?:nesses|naqueles) dias\b"
    r"|\bdurante (?:o natal|a pascoa|as (?:minhas )?ferias|o ano novo)\b"
    r"|\b(?:de|entre|do dia|dias) \d{1,2}(?: de [a-z]+)? (?:a|e|ate|ao dia|e dia) \d{1,2} de [a-z]"
)
"""Days that are still to come, first to last."""
_MIDDLE = Pattern(
    r"\b(?:the )?(?:mid(?:dle)?(?: of)?[ -]|(?P<de>mea?dos d[eo] |meio d[eo] ))"
    r"(?P<month>(?:jan|f[ei][bv]|mar|a[pb]r|ma[iy]|jun|jul|a[ug][go]|se[pt]|o[cu]t|nov|de[cz])[a-z]*)\b"
    r"|(?P<han>(?:1[0-2]|\d|十[一二]?|[一二三四五六七八九]|下[个個]?)月)份?(?:中旬|中(?![国國秋午心文]))"
)
"""Mid-March is the fifteenth: 三月中, “até meados de março”."""
_NEXT_MONTH = Pattern(r"\b(?:next month|proximo mes|mes que vem)\b|下[个個]?月")


def _said(text: str) -> str:
    """In plain letters, with a day for the middle of a month."""
    return _MIDDLE.sub(_fifteenth, simplified(text))


def _fifteenth(found: re.Match[str]) -> str:
    return f"{found['han']}15日" if found["han"] else f"15 {'de ' if found['de'] else ''}{found['month']}"


def pause_end(text: str, now: datetime, words: Words, *, at: time = MORNING) -> datetime | None:
    """The wall clock until which nothing shall come, of a writer whose wall clock shows `now`; none when none is said.

    A day alone means that time of it. Raises nothing: who says no day, or one that there is not, chooses.
    """
    if len(text) > LONGEST:
        return None
    said = _said(text)
    either = _day_beside_feast(said, now.date())
    if _LUNAR.search(said) or len(either) > 1:
        return None
    if after := _after_days(said, now, words) or next(iter(either), None):
        return datetime.combine(after, at)
    if span := _span(said):
        return datetime.combine(now.date() + span, at)
    marked = _UNTIL.search(said) or _BACK.search(said)
    reading = _read(_about_days(said), now, words) if marked else None
    if reading:
        return reading.wall or datetime.combine(reading.day, at)
    day = _end_of_period(said, now.date(), until=marked is not None)
    return datetime.combine(day, at) if day else None


def rest_end(text: str, now: datetime, words: Words) -> datetime | None:
    """The same of what is on its way, which may rest for hours: 停兩個鐘, “até às 21h”."""
    said = simplified(text[:LONGEST])
    if found := _HOURS.search(said):
        count = float(found["n"]) if found["n"].isdecimal() else _COUNTS[found["n"]]
        minutes = (count + bool(found["half"]) / 2) * _MINUTES[found["unit"][0]]
        return (now + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
    if end := pause_end(text, now, words):
        return end
    with suppress(Mistake):
        return read_time(said[until.end() :], now).wall if (until := _UNTIL.search(said)) else None
    return None


def is_for_later(text: str) -> bool:
    """Whether nothing shall come on days that are still ahead, and not from now on: 国庆那几天, “10 a 24 de agosto”."""
    return len(text) <= LONGEST and bool(_LATER.search(simplified(text)))


def mute_told(text: str) -> Mute | None:
    """For how long nothing shall come of a partner that is named, if it is a week or a month."""
    span = _span(simplified(text)) if len(text) <= LONGEST and _STOPS.search(text) else None
    return {7: Mute.WEEK, 30: Mute.MONTH}.get(span.days) if span else None


def day_typed(text: str, now: datetime, words: Words) -> datetime | None:
    """The same, where a day alone answers the question until when."""
    end, said = pause_end(text, now, words), _said(text)[:LATIN_AT_MOST]
    if _LUNAR.search(said):
        return None
    if end is None and (reading := _read([said], now, words)):
        return reading.wall or datetime.combine(reading.day, MORNING)
    if end is None and (day := _end_of_period(said, now.date(), until=True)):
        return datetime.combine(day, MORNING)
    return end


def either_day(text: str, now: datetime, words: Words, *, asked: bool = False) -> Sequence[datetime]:
    """The mornings that “until next Sunday” may mean, said on a Friday; none where one day is named, or no end is said.

    `asked`: a day alone answers the question until when.
    """
    said = _said(text[:LONGEST])
    if either := _day_beside_feast(said, now.date()):
        return [datetime.combine(each, MORNING) for each in either]
    if _EITHER_NEW_YEAR.search(said) and (asked or _UNTIL.search(said) or _BACK.search(said)):
        return [datetime.combine(feast_day(each, now.date()) or now.date(), MORNING) for each in ("元旦", "春节")]
    for part in _about_days(said) if asked or _UNTIL.search(said) or _BACK.search(said) else ():
        try:
            moment_within(part, now, month_first=month_first(words), feasts=True)
        except Mistake as mistake:
            meant = mistake.facts.get("meant")
            ends = meant if isinstance(meant, tuple) else ()
            return [each.wall or datetime.combine(each.day, MORNING) for each in ends]
    return ()


def _day_beside_feast(said: str, today: date) -> Sequence[date]:
    """国庆回老家，8号之前别发: the next such day, and the one after the feast where that is another."""
    bare = _BARE_DAY.search(said) if names_feast(said) and (_UNTIL.search(said) or _BACK.search(said)) else None
    feast = feast_day(said, today) if bare else None
    if bare is None or feast is None:
        return ()
    found = (_next_of(int(bare[1]), first) for first in (today + timedelta(days=1), feast))
    return list(dict.fromkeys(filter(None, found)))


def _next_of(number: int, first: date) -> date | None:
    """The first day of this number in a month, from a day on."""
    days = (first + timedelta(days=each) for each in range(62))
    return next((day for day in days if day.day == number), None)


def from_day_to_day(text: str) -> bool:
    """Whether it names two days of the week with all between them: 周一到周五."""
    return len(text) <= LONGEST and bool(_FROM_DAY_TO_DAY.search(simplified(text)))


def _after_days(said: str, now: datetime, words: Words) -> date | None:
    """The day after the last of such days, which follows the first one."""
    found = _FROM_DAY_TO_DAY.search(said)
    first = _read([found["first"]], now, words) if found else None
    last = _read([found["last"]], datetime.combine(first.day, MORNING), words) if found and first else None
    return last.day + timedelta(days=1) if last else None


def _read(parts: Iterable[str], now: datetime, words: Words) -> Reading | None:
    """The first day that is named in one of these; today's name means the next such day, and what may be two none."""
    first = month_first(words)
    for part in parts:
        with suppress(Mistake):
            reading = moment_within(part, now, month_first=first, feasts=True)
            if reading and reading.day == now.date() and reading.clock is None:
                reading = moment_within(part, now + timedelta(days=1), month_first=first, feasts=True)
            if reading:
                return reading
    return None


def _about_days(said: str) -> Iterator[str]:
    """What stands behind “until”, then the clauses themselves; each cut, since every part of it is read as a day."""
    clauses = [each for each in _BETWEEN.split(said) if _MAY_BE.search(each)]
    behind = (clause[found.end() :] for clause in clauses if (found := _UNTIL.search(clause)))
    beside = (each for each in clauses if len(clauses) == 1 or _BACK.search(each) or _UNTIL.search(each))
    return (part[: HAN_AT_MOST if HAN_CHARACTER.search(part) else LATIN_AT_MOST] for part in (*behind, *beside))


def _span(said: str) -> timedelta | None:
    """How long, in days: a month is thirty."""
    for pattern in _SPANS:
        if found := pattern.search(said):
            count = float(found["n"]) if found["n"].isdecimal() else _COUNTS[found["n"]]
            days = round((count + bool(found["half"]) / 2) * _DAYS[found["unit"][0]])
            return timedelta(days=days) if days else None
    return None


def _end_of_period(said: str, today: date, *, until: bool) -> date | None:
    """Tomorrow, next Monday, the first of next month: where “today”, “this week”, “until next month” end."""
    if _THIS_MONTH.search(said) or (until and _NEXT_MONTH.search(said)):
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if _THIS_WEEK.search(said) or (until and _NEXT_WEEK.search(said)):
        return today + timedelta(days=7 - today.weekday())
    return today + timedelta(days=1) if _TODAY.search(said) else None
