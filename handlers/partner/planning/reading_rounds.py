"""On which days something comes round, as people write it in the bot's languages; pure.

Every Monday and Thursday · 逢星期一、四 · no dia 15 de cada mês · every second Friday · every day except Sunday.
"""

import re
from datetime import date, datetime, timedelta

from bot.hearing.months import month_of
from bot.mistakes import Mistake, Why
from bot.repeating import LAST, Every, Rule
from handlers.reading.moment import read_time
from handlers.reading.weekdays import (
    EVERY,
    HAN_DAY,
    HAN_SPAN,
    LATIN_DAY,
    NAMES,
    WEEKENDS,
    WORKDAYS,
    han_day,
    weekdays_in,
)

_NO_HAN_DAY = re.compile(r"(?:星期|礼拜|禮拜|周|週)\s*[七八九十零〇\d]")
"""A weekday that no week has: who mistyped one does not mean today's."""
_ORDINALS = (
    (1, r"first|1st|primeir[ao]|1\.?[ao]|第一[个個]?|首[个個]"),
    (2, r"second|2nd|segund[ao]|2\.?[ao]|第二[个個]?"),
    (3, r"third|3rd|terceir[ao]|3\.?[ao]|第三[个個]?"),
    (4, r"fourth|4th|quart[ao]|4\.?[ao]|第四[个個]?"),
    (LAST, r"last|ultim[ao]|最[后後尾]一?[个個]?"),
)
_NTH = re.compile(
    "|".join(rf"(?P<n{no + 1}>(?:{words}))" for no, words in _ORDINALS).join(("(?:", ")"))
    + rf"\s*(?:(?P<latin>{LATIN_DAY})\b|(?:星期|礼拜|禮拜|周|週)\s*(?P<han>[一二三四五六日天]))"
)
_LAST_DAY = re.compile(r"\b(?:last day|end|ultimo dia|fim|final)\b|最[后後尾]一?[日天]|月[底尾]")
_STEP = re.compile(r"\b(?:every|cada)\s+(?P<n>\d+)\b|每(?P<han>\d+)(?=[个個]?\s*[星禮礼周週天日月])")
_SECOND = re.compile(r"\bevery (?:second|other)\b|每?隔[一1]?[个個]?(?!\d)")
_DAY_OF_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|[日号號])?(?!\d)")
_YEARLY = re.compile(r"\bevery year\b|\byearly\b|\beach year\b|\btodos os anos\b|\bcada ano\b|\banualmente\b|每年")
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
"""A feast by then."""
_HAN_DATE = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号號]")
_MONTHLY = re.compile(r"\bmonth(?:s|ly)?\b|\bmes(?:es)?\b|\bmensalmente\b|月")
_DAILY = re.compile(r"\bdays?\b|\bdaily\b|\bdias?\b|\bdiariamente\b|[日天]")
_WEEKLY = re.compile(r"\bweek(?:s|ly)?\b|\bsemanas?\b|\bsemanalmente\b|星期|[周週]|禮拜|礼拜")
_BUT = re.compile(
    rf"\b(?:except|excepto|exceto|salvo|menos|but(?: not)?)\b(?P<latin>[^,]+)"
    r"|除[了咗]?(?P<han>[^,]+?)(?:之外|以外|外|$|(?=\s*(?:,|[每逢]|日日)))"
    rf"|(?P<out>(?:{HAN_SPAN.pattern}|{HAN_DAY.pattern}|{WEEKENDS.pattern}|{WORKDAYS.pattern})\s*)除外"
)
"""Days that are left out."""
FILLER = re.compile(
    r"[\s,.;:、()'’-]|[的嘅个個在喺於于和及同與跟都發发]|重[复複]|循[环環]|[准準定][时時]"
    r"|\b(?:at|on|in|the|of|and|for|a|e|as?|os?|n[ao]s?|aos?|de|d[ao]s?|em|each|ponto|sharp|it)\b"
    r"|\brepe(?:at\w*|tid[oa]|te|tir)\b"
)
"""Says nothing of its own."""


def rule_in(text: str, now: datetime, weekday: int, *, month_first: bool) -> tuple[Rule, str]:
    """The rule, and what of the text it does not speak of."""
    if _YEARLY.search(text) or _HAN_DATE.search(text) or _A_DAY.search(text) or _names_day_of_year(text):
        day = _day_left(_YEARLY.sub(" ", text), now, month_first=month_first)
        return Rule(Every.YEAR, month=day.month, day=day.day), ""
    text, out = _left_out(text)
    step, rest = _step(text)
    if not out and (_MONTHLY.search(rest) or _NTH.search(rest)):
        return _monthly(rest, step)
    days, rest = weekdays_in(rest)
    if not days and _WEEKLY.search(rest) and not _NO_HAN_DAY.search(rest):
        days = frozenset({weekday})
    left = _DAILY.sub(" ", _WEEKLY.sub(" ", rest))
    if days:
        return Rule(Every.WEEK, step=step, weekdays=_without(days, out)), left
    if _DAILY.search(rest):
        if not out:
            return Rule(Every.DAY, step=step), left
        if step == 1:
            return Rule(Every.WEEK, weekdays=_without(frozenset(range(7)), out)), left
    raise Mistake(Why.RULE_UNREADABLE)


def _left_out(text: str) -> tuple[str, frozenset[int]]:
    """The text without the weekdays that are excepted, and these; an exception of anything else stays in it."""
    if not (found := _BUT.search(text)):
        return text, frozenset()
    out, more = weekdays_in(found["latin"] or found["han"] or found["out"])
    if not out or FILLER.sub("", EVERY.sub("", more)):
        return text, frozenset()
    return f"{text[: found.start()]} {text[found.end() :]}", out


def _without(days: frozenset[int], out: frozenset[int]) -> frozenset[int]:
    if not (left := days - out):
        raise Mistake(Why.NEVER_COMES)
    return left


def _names_day_of_year(text: str) -> bool:
    """Every 25 April."""
    words = r"\b\d{1,2}(?:st|nd|rd|th|o)?\s+(?:de\s+|of\s+)?([a-z]+)|\b([a-z]+)\s+(?=\d{1,2}(?!\d))"
    return any(month_of(found[1] or found[2]) for found in re.finditer(words, text))


def _day_left(text: str, now: datetime, *, month_first: bool) -> date:
    """A day of the year; 29 February is one, whatever year it is now."""
    plain = re.sub(r"\bos\b", " ", EVERY.sub(" ", text))
    for year in range(4):
        try:
            return read_time(plain, now.replace(day=1) + timedelta(days=366 * year), month_first=month_first).day
        except Mistake as mistake:
            if mistake.why is not Why.NO_SUCH_TIME:
                raise Mistake(Why.RULE_UNREADABLE) from mistake
    raise Mistake(Why.NEVER_COMES)


def _monthly(text: str, step: int) -> tuple[Rule, str]:
    if found := _NTH.search(text):
        nth = next(no for no, _ in _ORDINALS if found[f"n{no + 1}"])
        weekday = NAMES[found["latin"]] if found["latin"] else han_day(found["han"])
        left = _MONTHLY.sub(" ", text[: found.start()] + " " + text[found.end() :])
        return Rule(Every.MONTH, step=step, weekdays=frozenset({weekday}), nth=nth), left
    if _LAST_DAY.search(text):
        return Rule(Every.MONTH, step=step, day=LAST), _MONTHLY.sub(" ", _LAST_DAY.sub(" ", text))
    days = {int(found[1]) for found in _DAY_OF_MONTH.finditer(text) if 1 <= int(found[1]) <= 31}  # noqa: PLR2004
    if len(days) > 1:
        raise Mistake(Why.ONE_DAY_A_MONTH)
    if not days:
        raise Mistake(Why.RULE_UNREADABLE)
    left = _DAILY.sub(" ", _MONTHLY.sub(" ", _DAY_OF_MONTH.sub(" ", text)))
    return Rule(Every.MONTH, step=step, day=days.pop()), left


def _step(text: str) -> tuple[int, str]:
    """Each how manyth, and the rest; “every second Friday” is each other week, “the second Friday” once a month."""
    if _SECOND.search(text):
        return 2, _SECOND.sub(" ", text)
    if found := _STEP.search(text):
        if not (step := int(found["n"] or found["han"])):
            raise Mistake(Why.RULE_UNREADABLE)
        return step, _STEP.sub(" ", text)
    return 1, text
