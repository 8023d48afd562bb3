"""How often, as people write it in the bot's languages; pure. What is read is shown before it is used.

Understands every Monday and Thursday at 09:00 · 逢星期一、四 9點 · toda segunda-feira às 9h · 每月第一個星期六 ·
no dia 15 de cada mês · every second Friday · 每年10月1日 · every day except Sunday · 12 times · 直到6月30日 ·
até 30/6 · for two weeks. Whatever of it is not understood is refused, never left out.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.dayparts import says_part
from bot.feasts import names_moving_feast, with_days
from bot.mistakes import Mistake, Why
from bot.numerals import latin
from bot.repeating import Every, Rule, rounds
from handlers.partner.planning.reading_rounds import FILLER, rule_in
from handlers.reading.clock import clocks_in
from handlers.reading.moment import Reading, read_time
from handlers.reading.spelling import simplified, time_shape
from handlers.reading.weekdays import EVERY, HAN_DAYS, HAN_SPAN, LATIN_DAY, SPAN, WORKDAYS

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
_IN_TURNS = re.compile(r"\bde (\w+) em (\d+)(?= (?:dias|semanas|meses)\b)")
"""“De dois em dois dias” is each second day."""
_YES_AND_NO = re.compile(rf"\b(dia|semana|{LATIN_DAY}) sim,? (?:e )?(?:outr[ao]|\1) nao\b")
_ALTERNATE = re.compile(rf"\balternate (days|weeks|(?:{LATIN_DAY})s?)\b|\b(dias|semanas) alternad[ao]s\b")
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
    return any(pattern.search(plain) for pattern in (EVERY, WORKDAYS, SPAN, HAN_SPAN))


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
    return "逢" + "、".join(f"星期{day}" for day in found["days"] if day in HAN_DAYS)


def read_rule(text: str, now: datetime, *, month_first: bool = False, begins: datetime | None = None) -> RuleReading:
    """Read it as of `now` (the writer's own wall clock).

    A mere “every week” is on the weekday on which it `begins`, if that is known, else on today's. Raises
    `Mistake(RULE_UNREADABLE | RULE_HALF_READ | FEAST_MOVES | WHICH_MOMENT)`.
    """
    plain = _plain(text)
    rest, end = _end_in(plain, text, now, month_first=month_first)
    if lasting := _LASTS.search(rest) or _LASTS_AT_END.search(rest):
        rest = f"{rest[: lasting.start()]} {rest[lasting.end() :]}"
    if _PER.search(plain) or _UNREAD_END.search(HAN_SPAN.sub(" ", rest)):
        raise Mistake(Why.RULE_UNREADABLE)
    if names_moving_feast(rest):
        raise Mistake(Why.FEAST_MOVES)
    rest = with_days(rest, now.date())
    part = says_part(rest)
    clocks, rest = clocks_in(rest)
    rule, left = rule_in(rest, now, (begins or now).weekday(), month_first=month_first)
    if unread := FILLER.sub(" ", EVERY.sub(" ", left)).split():
        raise Mistake(Why.RULE_HALF_READ, rest=_as_written(unread, text))
    if len(clocks) > 1 and (rule.every is not Every.DAY or clocks[0].time != clocks[1].time):
        raise Mistake(Why.WHICH_MOMENT)
    rule = replace(rule, count=end.count, until=end.until)
    return RuleReading(rule, clocks[0].time if clocks else end.clock, part, _length(lasting) if lasting else "")


def _as_written(left: list[str], text: str) -> str:
    """What is left, with the capitals and accents that it had."""
    written = {time_shape(word): word for word in re.findall(r"\w+", text)}
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
    rest, end = _end_in(plain, text, now, month_first=month_first)
    if asked and end == _End():
        rest, end = _bare_end(rest, text, now, month_first=month_first)
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
    clock: time | None = None
    """An hour behind that day, which is that of each round."""


def _end_in(plain: str, text: str, now: datetime, *, month_first: bool) -> tuple[str, _End]:
    """The end in a text, and the rest of it."""
    if found := _COUNT.search(plain):
        return plain[: found.start()] + " " + plain[found.end() :], _End(count=int(found[1]))
    if (found := _UNTIL.search(plain)) and not SPAN.search(plain):
        last = _read_end(found[1], text, now, month_first=month_first)
        return plain[: found.start()], _End(until=last.day, clock=last.clock)
    return plain, _End()


def _bare_end(plain: str, text: str, now: datetime, *, month_first: bool) -> tuple[str, _End]:
    """A number, or a day without a time of day: what is left when there is neither."""
    if plain.strip().isdecimal():
        return "", _End(count=int(plain))
    reading = _read_end(plain, text, now, month_first=month_first)
    return ("", _End(until=reading.day)) if reading.clock is None else (plain, _End())


def _read_end(end: str, text: str, now: datetime, *, month_first: bool) -> Reading:
    """Which day ends it. One that may be two is named: neither is a moment to plan it once."""
    try:
        return read_time(end, now, month_first=month_first)
    except Mistake as mistake:
        facts = {name: fact for name, fact in mistake.facts.items() if name != "meant"}
        raise Mistake(mistake.why, **facts, end=_as_written(end.split(), text)) from mistake
