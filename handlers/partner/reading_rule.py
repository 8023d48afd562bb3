"""How often, as people write it in the bot's languages; pure. What is read is shown before it is used.

Understands every Monday and Thursday at 09:00 · 逢星期一、四 9點 · toda segunda-feira às 9h · 每月第一個星期六 ·
no dia 15 de cada mês · every second Friday · 每年10月1日 · 12 times · 直到6月30日 · até 30/6.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.mistakes import Mistake, Why
from bot.months import month_of
from bot.repeating import LAST, Every, Rule
from handlers.reading_time import clock_in, read_time, says_part, simplified
from handlers.reading_week import WEEKDAYS

_EVERY = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|yearly|tod[ao]s?|cada|diariamente|semanalmente|mensalmente|anualmente)\b"
    r"|[每逢隔]|日日"
    r"|\b(?:segundas|tercas|quartas|quintas|sextas|sabados|domingos"
    r"|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b"
)
_BARE_DAYS = re.compile(
    r"逢(?P<days>(?:[一二三四五六](?:[、,，和及同與跟]?[一二三四五六])*|六[、,，和及同與跟]?日))(?![月日號号點点十百年个個、,，\d])"
)
"""逢一三五 are three weekdays, 逢六日 the weekend."""
_COUNT = re.compile(r"(?:共|只|合共)?\s*(\d+)\s*(?:times?\b|vez(?:es)?\b|次)")
_MANY = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
    "dois": 2, "duas": 2, "tres": 3, "quatro": 4,
    "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10, "doze": 12,
}  # fmt: skip
_SAID_COUNT = re.compile(rf"\b({'|'.join(_MANY)})(?=\s+(?:times|vezes)\b)")
_SAID_STEP = re.compile(rf"\b(every|cada) ({'|'.join(_MANY)})\b")
_PER = re.compile(r"\b(?:times?|vez(?:es)?)\s+(?:a|an|per|each|every|por|ao|cada)\b|[每逢隔][^,，。、]{0,3}?\d+\s*次")
"""Several times within each day, week or month, which no rule here says: not a count of all of them."""
_UNTIL = re.compile(
    r"(?:\buntil\b|\btill\b|\bate\b(?: ao?\b)?(?: dia\b)?|直到|直至|[到至](?=\s*[\d昨今明聽听後后下月年本出]))"
    r"\s*(.+?)\s*(?:为止|為止|止)?$"
)
_UNREAD_END = re.compile(r"\buntil\b|\btill\b|\btimes?\b|\btwice\b|\bvez(?:es)?\b|[到至]|[为為]止|次")
"""An end that was written and not read: whoever wrote one does not mean for ever."""
_NAMES = {name: no for no, names in enumerate(WEEKDAYS) for name in names if name.isascii()}
_LATIN_DAY = "|".join(sorted(_NAMES, key=len, reverse=True))
_HAN_DAY = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)\s*([一二三四五六日天](?:[、,，和及同與跟\s]*[一二三四五六日天](?![月日号號]))*)"
)
_NO_HAN_DAY = re.compile(r"(?:星期|礼拜|禮拜|周|週)\s*[七八九十零〇\d]")
"""A weekday that no week has: who mistyped one does not mean today's."""
_HAN_SPAN = re.compile(
    r"(?:星期|礼拜|禮拜|周|週)\s*([一二三四五六日天])\s*[至到]\s*(?:星期|礼拜|禮拜|周|週)?\s*([一二三四五六日天])"
)
_SPAN = re.compile(rf"\b({_LATIN_DAY})s?\s*(?:to|through|a|ate|-)\s*({_LATIN_DAY})s?\b")
_HAN = "一二三四五六日"
_ORDINALS = (
    (1, r"first|1st|primeir[ao]|1\.?[ao]|第一[个個]?|首[个個]"),
    (2, r"second|2nd|segund[ao]|2\.?[ao]|第二[个個]?"),
    (3, r"third|3rd|terceir[ao]|3\.?[ao]|第三[个個]?"),
    (4, r"fourth|4th|quart[ao]|4\.?[ao]|第四[个個]?"),
    (LAST, r"last|ultim[ao]|最[后後尾]一?[个個]?"),
)
_NTH = re.compile(
    "|".join(rf"(?P<n{no + 1}>(?:{words}))" for no, words in _ORDINALS).join(("(?:", ")"))
    + rf"\s*(?:(?P<latin>{_LATIN_DAY})\b|(?:星期|礼拜|禮拜|周|週)\s*(?P<han>[一二三四五六日天]))"
)
_LAST_DAY = re.compile(r"\blast day\b|\bultimo dia\b|最[后後尾]一?[日天]|月底")
_WORKDAYS = re.compile(r"\bweekdays?\b|\bwork(?:ing )?days?\b|\bdias? ute?is\b|工作日|平日")
_WEEKENDS = re.compile(r"\bweekends?\b|\bfi(?:m|ns) de semana\b|[周週]末")
_STEP = re.compile(r"\b(?:every|cada)\s+(?P<n>\d+)\b|每(?P<han>[兩两二三四]|\d)(?=[个個]?\s*[星禮礼周週天日月])")
_SECOND = re.compile(r"\bevery (?:second|other)\b|隔[个個]?")
_DAY_OF_MONTH = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|[日号號])?(?!\d)")
_YEARLY = re.compile(r"\bevery year\b|\byearly\b|\beach year\b|\btodos os anos\b|\bcada ano\b|\banualmente\b|每年")
_HAN_DATE = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*[日号號]")
_MONTHLY = re.compile(r"\bmonth(?:s|ly)?\b|\bmes(?:es)?\b|\bmensalmente\b|月")
_DAILY = re.compile(r"\bdays?\b|\bdaily\b|\bdias?\b|\bdiariamente\b|[日天]")
_WEEKLY = re.compile(r"\bweek(?:s|ly)?\b|\bsemanas?\b|\bsemanalmente\b|星期|[周週]|禮拜|礼拜")
_IN_TURNS = re.compile(r"\bde (dois|duas|tres|quatro) em \1\b")
"""“De dois em dois dias” is each second day."""
_TURNS = {"dois": 2, "duas": 2, "tres": 3, "quatro": 4}
_NUMBERS = {"兩": 2, "两": 2, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What was read: how often, and a time of day if one was given."""

    rule: Rule
    clock: time | None
    part: bool = False
    """A part of the day was named: no hour outside of it is meant."""


def says_how_often(text: str) -> bool:
    """Whether it speaks of something that comes again."""
    return bool(_EVERY.search(_plain(text)))


def is_rule(text: str, now: datetime, *, month_first: bool = False) -> bool:
    """Whether all of it says how often."""
    try:
        read_rule(text, now, month_first=month_first)
    except Mistake:
        return False
    return True


def _plain(text: str) -> str:
    said = _BARE_DAYS.sub(_weekdays_named, text)
    counted = _SAID_COUNT.sub(lambda found: str(_MANY[found[1]]), simplified(said))
    counted = _SAID_STEP.sub(lambda found: f"{found[1]} {_MANY[found[2]]}", counted)
    return _IN_TURNS.sub(lambda found: f"cada {_TURNS[found[1]]}", counted)


def _weekdays_named(found: re.Match[str]) -> str:
    return "逢" + "、".join(f"星期{day}" for day in found["days"] if day in _HAN)


def read_rule(text: str, now: datetime, *, month_first: bool = False, begins: datetime | None = None) -> RuleReading:
    """Read it as of `now` (the writer's own wall clock). Raises `Mistake(RULE_UNREADABLE)`.

    A mere “every week” is on the weekday on which it `begins`, if that is known, else on today's.
    """
    plain = _plain(text)
    rest, end = _end_in(plain, now, month_first=month_first)
    if _PER.search(plain) or _UNREAD_END.search(_HAN_SPAN.sub(" ", rest)):
        raise Mistake(Why.RULE_UNREADABLE)
    part = says_part(rest)
    clock, rest = clock_in(rest)
    rule = _rule_in(rest, now, (begins or now).weekday(), month_first=month_first)
    return RuleReading(replace(rule, count=end.count, until=end.until), clock, part)


def read_end(text: str, rule: Rule, now: datetime, *, month_first: bool = False, asked: bool = False) -> Rule | None:
    """The rule with the end that was written alone; none when it is no end. `asked` for it, a bare day or number is."""
    rest, end = _end_in(_plain(text), now, month_first=month_first)
    if asked and end == _End():
        rest, end = _bare_end(rest, now, month_first=month_first)
    said = end.count is not None or end.until is not None
    return replace(rule, count=end.count, until=end.until) if said and not rest.strip(" ,.，。、") else None


@dataclass(frozen=True, slots=True)
class _End:
    count: int | None = None
    until: date | None = None


def _end_in(text: str, now: datetime, *, month_first: bool) -> tuple[str, _End]:
    """The end in a text, and the rest of it."""
    if found := _COUNT.search(text):
        return text[: found.start()] + " " + text[found.end() :], _End(count=int(found[1]))
    if (found := _UNTIL.search(text)) and not _SPAN.search(text):
        day = read_time(found[1], now, month_first=month_first).day
        return text[: found.start()], _End(until=day)
    return text, _End()


def _bare_end(text: str, now: datetime, *, month_first: bool) -> tuple[str, _End]:
    """A number, or a day without a time of day: what is left when there is neither."""
    if text.strip().isdecimal():
        return "", _End(count=int(text))
    reading = read_time(text, now, month_first=month_first)
    return ("", _End(until=reading.day)) if reading.clock is None else (text, _End())


def _rule_in(text: str, now: datetime, weekday: int, *, month_first: bool) -> Rule:
    if _YEARLY.search(text) or _HAN_DATE.search(text) or _names_day_of_year(text):
        day = _day_left(_YEARLY.sub(" ", text), now, month_first=month_first)
        return Rule(Every.YEAR, month=day.month, day=day.day)
    if _MONTHLY.search(text) or _NTH.search(_without_step(text)):
        return _monthly(text)
    if days := _weekdays(text):
        return Rule(Every.WEEK, step=_step(text), weekdays=days)
    if _WEEKLY.search(text) and not _NO_HAN_DAY.search(text):
        return Rule(Every.WEEK, step=_step(text), weekdays=frozenset({weekday}))
    if _DAILY.search(text):
        return Rule(Every.DAY, step=_step(text))
    raise Mistake(Why.RULE_UNREADABLE)


def _names_day_of_year(text: str) -> bool:
    """Every 25 April."""
    words = r"\b\d{1,2}(?:st|nd|rd|th|o)?\s+(?:de\s+|of\s+)?([a-z]+)|\b([a-z]+)\s+(?=\d{1,2}(?!\d))"
    return any(month_of(found[1] or found[2]) for found in re.finditer(words, text))


def _day_left(text: str, now: datetime, *, month_first: bool) -> date:
    """A day of the year; 29 February is one, whatever year it is now."""
    plain = re.sub(r"\bos\b", " ", _EVERY.sub(" ", text))
    for year in range(4):
        try:
            return read_time(plain, now.replace(day=1) + timedelta(days=366 * year), month_first=month_first).day
        except Mistake as mistake:
            if mistake.why is not Why.NO_SUCH_TIME:
                raise Mistake(Why.RULE_UNREADABLE) from mistake
    raise Mistake(Why.NEVER_COMES)


def _monthly(text: str) -> Rule:
    step = _step(text)
    if found := _NTH.search(_without_step(text)):
        nth = next(no for no, _ in _ORDINALS if found[f"n{no + 1}"])
        weekday = _NAMES[found["latin"]] if found["latin"] else _han(found["han"])
        return Rule(Every.MONTH, step=step, weekdays=frozenset({weekday}), nth=nth)
    if _LAST_DAY.search(text):
        return Rule(Every.MONTH, step=step, day=LAST)
    days = {int(found[1]) for found in _DAY_OF_MONTH.finditer(_STEP.sub(" ", text)) if 1 <= int(found[1]) <= 31}  # noqa: PLR2004
    if len(days) > 1:
        raise Mistake(Why.ONE_DAY_A_MONTH)
    if not days:
        raise Mistake(Why.RULE_UNREADABLE)
    return Rule(Every.MONTH, step=step, day=days.pop())


def _without_step(text: str) -> str:
    """“Every second Friday” is each other week; “the second Friday” is once a month."""
    return _SECOND.sub(" ", text)


def _step(text: str) -> int:
    if _SECOND.search(text):
        return 2
    found = _STEP.search(text)
    if not found:
        return 1
    told = found["n"] or found["han"]
    return _NUMBERS.get(told) or max(1, int(told))


def _weekdays(text: str) -> frozenset[int]:
    if _WORKDAYS.search(text):
        return frozenset(range(5))
    if _WEEKENDS.search(text):
        return frozenset({5, 6})
    if found := _SPAN.search(text):
        return _span(_NAMES[found[1]], _NAMES[found[2]])
    if found := _HAN_SPAN.search(text):
        return _span(_han(found[1]), _han(found[2]))
    han = [_han(char) for run in _HAN_DAY.finditer(text) for char in run[1] if char in _HAN + "天"]
    latin = [_NAMES[found[1]] for found in re.finditer(rf"\b({_LATIN_DAY})s?\b", text)]
    return frozenset([*han, *latin])


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))


def _han(char: str) -> int:
    return _HAN.index("日" if char == "天" else char)
