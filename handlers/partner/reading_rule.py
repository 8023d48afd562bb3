"""How often, as people write it in the bot's languages; pure. What is read is shown before it is used.

Understands every Monday and Thursday at 09:00 · 逢星期一、四 9點 · toda segunda-feira às 9h · 每月第一個星期六 ·
no dia 15 de cada mês · every second Friday · 每年10月1日 · every day except Sunday · 12 times · 直到6月30日 ·
até 30/6 · for two weeks. Whatever of it is not understood is refused, never left out.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.dayparts import says_part
from bot.feasts import names_moving_feast, with_days
from bot.mistakes import Mistake, Why
from bot.months import month_of
from bot.numerals import latin
from bot.repeating import LAST, Every, Rule, rounds
from handlers.reading_time import clocks_in, plain_of, read_time, simplified
from handlers.reading_week import WEEKDAYS

_EVERY = re.compile(
    r"\b(?:every|each|daily|weekly|monthly|yearly|tod[ao]s?|cada|diariamente|semanalmente|mensalmente|anualmente)\b"
    r"|[每逢隔]|日日"
    r"|\b(?:segundas|tercas|quartas|quintas|sextas|sabados|domingos"
    r"|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b"
)
_BARE_DAYS = re.compile(
    r"逢(?P<days>六[、,，和及同與跟]?日(?!(?!十[一二]?\s*[點点時时])[月日号號點点十百年个個、,，])"
    r"|[一二三四五六](?:[、,，和及同與跟]?[一二三四五六])*(?!(?!十[一二]?\s*[點点時时])[月日号號點点十百年个個、,，\d]))"
)
"""逢一三五 are three weekdays, 逢六日 the weekend."""
_SPAN_THEN_HOUR = re.compile(
    r"((?:星期|礼拜|禮拜|周|週)[一二三四五六日天]\s*[至到])\s*([一二三四五六日天])(?=[一二三四五六七八九十兩两]{1,3}\s*[點点時时])"
)
"""禮拜一至五九點 ends on Friday, and is at nine."""
_COUNT = re.compile(r"(?:共|只|合共)?\s*(\d+)\s*(?:times?\b|vez(?:es)?\b|次)")
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
_LAST_DAY = re.compile(r"\b(?:last day|end|ultimo dia|fim|final)\b|最[后後尾]一?[日天]|月[底尾]")
_WORKDAYS = re.compile(r"\bweekdays?\b|\bwork(?:ing )?days?\b|\bdias? ute?is\b|工作日|平日")
_WEEKENDS = re.compile(r"\bweekends?\b|\bfi(?:m|ns) de semana\b|[周週]末")
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
_IN_TURNS = re.compile(r"\bde (\w+) em (\d+)(?= (?:dias|semanas|meses)\b)")
"""“De dois em dois dias” is each second day."""
_YES_AND_NO = re.compile(rf"\b(dia|semana|{_LATIN_DAY}) sim,? (?:e )?(?:outr[ao]|\1) nao\b")
_ALTERNATE = re.compile(rf"\balternate (days|weeks|(?:{_LATIN_DAY})s?)\b|\b(dias|semanas) alternad[ao]s\b")
_FORTNIGHT = re.compile(
    r"\bfortnightly\b|\bevery fortnight\b|\bquinzenal(?:mente)?\b|\b(?:todas as|cada) quinzenas?\b|\bcada 15 dias\b"
)
_EIGHT_DAYS = re.compile(r"\bcada 8 dias\b")
"""How Portuguese says every week."""
_ONCE = re.compile(r"\b(?:once|uma vez) (?:(?=every|each|(?:a |em )?cada)|(?:an?|per|por|ao) )")
_ONCE_EACH = re.compile(r"([每逢隔][^,，。、]{0,6}?)(?<![\d十])[1一]次")
"""Once a week, 每三個禮拜一次: no count of them all."""
_PARTS = re.compile(
    r"\b(?P<en>every|each) (?=night|evening|morning|afternoon)|\btodas as (?P<pt>noite|manha|tarde)s\b"
    r"|[每逢](?=[晚夜朝早])|(?P<yue>[晚朝])(?P=yue)"
)
"""Every night, 每晚, 朝朝."""
_WHILE = (
    r"(?P<n>\d{1,3}|an?|uma?)\s+(?P<unit>days?|weeks?|fortnights?|months?|dias?|semanas?|quinzenas?|mes(?:es)?)\b"
    r"(?: (?:seguid|consecutiv)[oa]s| in a row| running)?"
)
_HAN_WHILE = r"(?P<no>\d{1,3})\s*[个個]?(?P<of>[天日星禮礼周週月])[期拜]?"
_LASTS = re.compile(
    rf"\b(?:for|during|over|durante|por|n[ao]s)\s+(?:the |as |os )?(?:next |proxim[oa]s )?{_WHILE}"
    rf"|(?:一[连連]|[连連][续續]|[为為]期|持[续續]|(?:未|接下)[来來][的嘅]?|[历歷][时時])\s*{_HAN_WHILE}"
)
_LASTS_AT_END = re.compile(rf"(?<=[点點时時半分\s]){_HAN_WHILE}\s*$")
"""每天9点 两周."""
_LENGTH_ALONE = re.compile(f"{_WHILE}|{_HAN_WHILE}")
_BUT = re.compile(
    rf"\b(?:except|excepto|exceto|salvo|menos|but(?: not)?)\b(?P<latin>[^,]+)"
    r"|除[了咗]?(?P<han>[^,]+?)(?:之外|以外|外|$|(?=\s*(?:,|[每逢]|日日)))"
    rf"|(?P<out>(?:{_HAN_SPAN.pattern}|{_HAN_DAY.pattern}|{_WEEKENDS.pattern}|{_WORKDAYS.pattern})\s*)除外"
)
"""Days that are left out."""
_FILLER = re.compile(
    r"[\s,.;:、()'’-]|[的嘅个個在喺於于和及同與跟都發发]|重[复複]|循[环環]|[准準定][时時]"
    r"|\b(?:at|on|in|the|of|and|for|a|e|as?|os?|n[ao]s?|aos?|de|d[ao]s?|em|each|ponto|sharp|it)\b"
    r"|\brepe(?:at\w*|tid[oa]|te|tir)\b"
)
"""Says nothing of its own."""


@dataclass(frozen=True, slots=True)
class RuleReading:
    """What was read: how often, and a time of day if one was given."""

    rule: Rule
    clock: time | None
    part: bool = False
    """A part of the day was named: no hour outside of it is meant."""
    lasts: str = ""
    """How long, if that was written: “2w” from the first round on."""

    def beginning(self, wall: datetime, now: datetime) -> Rule:
        """The rule as it is when it counts from this wall clock on."""
        return _ending(self.rule, self.lasts, wall, now) if self.lasts else self.rule


def says_how_often(text: str) -> bool:
    """Whether it speaks of something that comes again."""
    plain = _plain(text)
    return any(pattern.search(plain) for pattern in (_EVERY, _WORKDAYS, _SPAN, _HAN_SPAN))


def is_rule(text: str, now: datetime, *, month_first: bool = False) -> bool:
    """Whether all of it says how often."""
    try:
        read_rule(text, now, month_first=month_first)
    except Mistake:
        return False
    return True


def _plain(text: str) -> str:
    text = _SPAN_THEN_HOUR.sub(r"\1禮拜\2", text)
    plain = simplified(_BARE_DAYS.sub(_weekdays_named, _ONCE_EACH.sub(r"\1", text)))
    plain = _IN_TURNS.sub(_in_turns, plain)
    plain = _YES_AND_NO.sub(r"every other \1", plain)
    plain = _ALTERNATE.sub(lambda found: f"every other {found[1] or found[2]}", plain)
    plain = _ONCE.sub("every ", plain)
    plain = _EIGHT_DAYS.sub("every week", _FORTNIGHT.sub("every 2 weeks", plain))
    return _PARTS.sub(_each_day, plain)


def _in_turns(found: re.Match[str]) -> str:
    first = latin().get(found[1]) or (int(found[1]) if found[1].isdecimal() else 0)
    return f"cada {found[2]}" if first == int(found[2]) else found[0]


def _each_day(found: re.Match[str]) -> str:
    if found["pt"]:
        return f"todos os dias da {found['pt']}"
    return "every day " if found["en"] else f"每日{found['yue'] or ''}"


def _weekdays_named(found: re.Match[str]) -> str:
    return "逢" + "、".join(f"星期{day}" for day in found["days"] if day in _HAN)


def read_rule(text: str, now: datetime, *, month_first: bool = False, begins: datetime | None = None) -> RuleReading:
    """Read it as of `now` (the writer's own wall clock). Raises `Mistake(RULE_UNREADABLE)`.

    A mere “every week” is on the weekday on which it `begins`, if that is known, else on today's.
    """
    plain = _plain(text)
    rest, end = _end_in(plain, now, month_first=month_first)
    if lasting := _LASTS.search(rest) or _LASTS_AT_END.search(rest):
        rest = f"{rest[: lasting.start()]} {rest[lasting.end() :]}"
    if _PER.search(plain) or _UNREAD_END.search(_HAN_SPAN.sub(" ", rest)):
        raise Mistake(Why.RULE_UNREADABLE)
    if names_moving_feast(rest):
        raise Mistake(Why.FEAST_MOVES)
    rest = with_days(rest, now.date())
    part = says_part(rest)
    clocks, rest = clocks_in(rest)
    rule, left = _rule_in(rest, now, (begins or now).weekday(), month_first=month_first)
    if unread := _FILLER.sub(" ", _EVERY.sub(" ", left)).split():
        raise Mistake(Why.RULE_HALF_READ, rest=_as_written(unread, text))
    if len(clocks) > 1 and (rule.every is not Every.DAY or clocks[0].time != clocks[1].time):
        raise Mistake(Why.WHICH_MOMENT)
    rule = replace(rule, count=end.count, until=end.until)
    return RuleReading(rule, clocks[0].time if clocks else None, part, _length(lasting) if lasting else "")


def _as_written(left: list[str], text: str) -> str:
    """What is left, with the capitals and accents that it had."""
    written = {plain_of(word): word for word in re.findall(r"\w+", text)}
    return " ".join(written.get(word, word) for word in left)


def read_end(  # noqa: PLR0913 - what is asked, and of what
    text: str,
    rule: Rule,
    now: datetime,
    *,
    month_first: bool = False,
    asked: bool = False,
    begins: datetime | None = None,
) -> Rule | None:
    """The rule with the end that was written alone; none when it is no end. `asked` for it, a bare day or number is."""
    plain = _plain(text).strip(" ,.，。、")
    if lasting := _LASTS.fullmatch(plain) or (asked and _LENGTH_ALONE.fullmatch(plain)):
        return _ending(rule, _length(lasting), begins or now, now)
    rest, end = _end_in(plain, now, month_first=month_first)
    if asked and end == _End():
        rest, end = _bare_end(rest, now, month_first=month_first)
    said = end.count is not None or end.until is not None
    return replace(rule, count=end.count, until=end.until) if said and not rest.strip(" ,.，。、") else None


_UNITS = {"星": "w", "礼": "w", "禮": "w", "周": "w", "週": "w", "s": "w", "天": "d", "日": "d", "月": "m"}


_FORTNIGHTS = frozenset("fq")


def _length(found: re.Match[str]) -> str:
    """A number and d, w or m."""
    told = found.groupdict()  # what stands at the end alone is Chinese
    number, unit = told.get("n") or told["no"], (told.get("unit") or told["of"])[0]
    count = int(number) if number.isdecimal() else 1
    return f"{2 * count}w" if unit in _FORTNIGHTS else f"{count}{_UNITS.get(unit, unit)}"


def _ending(rule: Rule, lasts: str, wall: datetime, now: datetime) -> Rule:
    """It ends so long after the first round that is still to come."""
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - as the rules themselves

    endless = replace(rule, count=None, until=None)
    first, number = next(rounds(endless, wall, now), wall).date(), int(lasts[:-1])
    last = first + timedelta(days=number * {"d": 1, "w": 7, "m": 0}[lasts[-1]] - 1)
    return replace(endless, until=last + relativedelta(months=number) if lasts[-1] == "m" else last)


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


def _rule_in(text: str, now: datetime, weekday: int, *, month_first: bool) -> tuple[Rule, str]:
    """The rule, and what of the text it does not speak of."""
    if _YEARLY.search(text) or _HAN_DATE.search(text) or _A_DAY.search(text) or _names_day_of_year(text):
        day = _day_left(_YEARLY.sub(" ", text), now, month_first=month_first)
        return Rule(Every.YEAR, month=day.month, day=day.day), ""
    text, out = _left_out(text)
    step, rest = _step(text)
    if not out and (_MONTHLY.search(rest) or _NTH.search(rest)):
        return _monthly(rest, step)
    days, rest = _weekdays(rest)
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
    out, more = _weekdays(found["latin"] or found["han"] or found["out"])
    if not out or _FILLER.sub("", _EVERY.sub("", more)):
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
    plain = re.sub(r"\bos\b", " ", _EVERY.sub(" ", text))
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
        weekday = _NAMES[found["latin"]] if found["latin"] else _han(found["han"])
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


def _weekdays(text: str) -> tuple[frozenset[int], str]:
    """All that are named, and the rest."""
    days: set[int] = set()
    for pattern, named in _DAY_NAMES:
        for found in pattern.finditer(text):
            days.update(named(found))
        text = pattern.sub(" ", text)
    return frozenset(days), text


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))


def _han(char: str) -> int:
    return _HAN.index("日" if char == "天" else char)


_DAY_NAMES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[int]]], ...] = (
    (_WORKDAYS, lambda _: range(5)),
    (_WEEKENDS, lambda _: (5, 6)),
    (_SPAN, lambda found: _span(_NAMES[found[1]], _NAMES[found[2]])),
    (_HAN_SPAN, lambda found: _span(_han(found[1]), _han(found[2]))),
    (_HAN_DAY, lambda found: [_han(char) for char in found[1] if char in _HAN + "天"]),
    (re.compile(rf"\b({_LATIN_DAY})s?\b"), lambda found: (_NAMES[found[1]],)),
)
