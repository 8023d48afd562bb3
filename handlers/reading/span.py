"""How far from now, as people write it in the bot's languages: in two hours, 三日後, dia 15 do mês que vem; pure."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

_NUMBERS = {"a": 1, "an": 1, "um": 1, "uma": 1, "half an": 0.5, "meia": 0.5, "半": 0.5}
"""What is no digit by then."""
_SAID = "|".join(sorted(_NUMBERS, key=len, reverse=True))


def _units(latin: str, han: str) -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(
            rf"(?P<ahead>in|daqui a|dentro(?: de)?)?\s*\b(?P<n>\d{{1,4}}|{_SAID})\s*(?:{latin})"
            r"(?P<half> and a half| e meia)?(?(ahead)(?:['’]? time)?|(?: from (?:now|today)| later))"
        ),
        re.compile(rf"(?P<n>\d{{1,4}}|{_SAID})\s*[个個]?(?P<half>半)?\s*(?:{han})\s*[之以]?[后後]"),
    )


_HOURS = _units("hours?|horas?|h", "小时|小時|鐘頭|钟头|鐘|钟")
_MINUTES = _units("minutes?|minutos?|min", "分[鐘钟]?")
_DAYS = _units("days?|dias?", "[日天]")
_WEEKS = _units("weeks?|semanas?", "星期|礼拜|禮拜|周|週")
_NEXT_MONTH = (
    re.compile(r"下[个個]?月\s?(?:(?P<day>\d{1,2})\s?[日号號]|[底尾])"),
    re.compile(r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?|end|fim|final) (?:next month|proximo mes|mes que vem)"),
)
_SIZES = {"m": 1, "分": 1, "h": 60, "小": 60, "鐘": 60, "钟": 60, "d": 1440, "天": 1440, "日": 1440}
"""Minutes of a unit, by its first letter or character; any other is a week."""
_AMOUNT = rf"(?P<n>\d{{1,4}}|{_SAID})\s*[个個]?(?P<half>半)?\s*"
_HAN_UNIT = r"(?P<unit>小[时時]|[鐘钟][头頭]?|分[鐘钟]?|[天日]|星期|[礼禮]拜|[周週])"
_LATIN_UNIT = (
    r"(?P<unit>hours?|horas?|h|min(?:ute|uto)?s?|days?|dias?|weeks?|semanas?)\b(?P<and_half> and a half| e meia)?"
)
_MOVED = (
    re.compile(rf"(?:(?P<back>提[前早]|推前|早)|[推押延]?[迟遲晚后後期])[多返]?{_AMOUNT}{_HAN_UNIT}"),
    re.compile(rf"{_AMOUNT}{_LATIN_UNIT} (?:(?P<back>earlier|sooner|before|mais cedo|antes)|later|mais tarde|depois)"),
    re.compile(
        r"(?:please |por favor,? )?"
        r"(?:(?P<back>bring|antecip\w+|adiant\w+)|postpone|delay|push|put|move|adi\w+|atras\w+)(?:-[ao])?"
        r"(?: (?:it|this|the post))?(?: (?:forward|back|off))?(?: by| em)? "
        rf"{_AMOUNT}{_LATIN_UNIT}"
    ),
)


def shift_of(text: str) -> timedelta | None:
    """By how much a moment that stands shall be later, or earlier (less than nothing), when the whole text says so."""
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _MOVED)), None)
    if found is None:
        return None
    told = found.groupdict()
    count = (float(found["n"]) if found["n"].isdecimal() else _NUMBERS[found["n"]]) + (
        0.5 if told["half"] or told.get("and_half") else 0
    )
    minutes = round(count * _SIZES.get(found["unit"][0], 7 * 1440))
    return timedelta(minutes=-minutes if found["back"] else minutes)


def day_of_next_month(text: str, now: datetime) -> tuple[int, int, int] | None:
    """Year, month and day, which may be one that the month has not; its last day when its end is said."""
    found = next(filter(None, (pattern.fullmatch(text) for pattern in _NEXT_MONTH)), None)
    if found is None:
        return None
    first = (now.date().replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.year, first.month, int(found["day"] or monthrange(first.year, first.month)[1])


def moment_from(text: str, now: datetime) -> datetime | None:
    """The minute that is so many hours or minutes from now, when the whole text says so."""
    for patterns, unit in ((_HOURS, timedelta(hours=1)), (_MINUTES, timedelta(minutes=1))):
        count = _count(patterns, text)
        if count:
            return (now + count * unit).replace(second=0, microsecond=0)
    return None


def days_from(text: str, now: datetime) -> datetime | None:
    """The day that is so many days or weeks from now, when the whole text says so."""
    count = _count(_DAYS, text) or 7 * _count(_WEEKS, text)
    return now + timedelta(days=int(count)) if count >= 1 else None


def _count(patterns: tuple[re.Pattern[str], ...], text: str) -> float:
    for pattern in patterns:
        if found := pattern.fullmatch(text):
            half = 0.5 if found["half"] else 0
            return (int(found["n"]) if found["n"].isdecimal() else _NUMBERS[found["n"]]) + half
    return 0
