"""Days that are past, as people name them: what came yesterday, 上上周三, a semana passada, last Friday; pure."""

from collections.abc import Mapping
from datetime import date, timedelta

from bot.hearing.patterns import Pattern, any_of

Days = tuple[date, date]
"""From one day to another, which is excluded."""
_WEEK = r"(?:[个個]?(?:星期|礼拜|禮拜)|[周週])"
_BACK = "上"
"""One week before, each time that it is said."""


def _weekday(han: str, english: str, portuguese: str) -> Pattern:
    return any_of(
        rf"{_BACK}*{_WEEK}{han}", rf"\b(?:last )?{english}\b", rf"\b{portuguese}(?:-feira)?(?: passad[ao])?\b"
    )


_DAYS_AGO: Mapping[int, Pattern] = {
    3: any_of(r"大前[天日]", r"[三3][天日]前", r"\b(?:three|3) days ago\b", r"\bh[áa] (?:tr[êe]s|3) dias\b"),
    2: any_of(
        r"前[天日]", r"[两兩2][天日]前", r"\bday before yesterday\b", r"\b(?:two|2) days ago\b",
        r"\b(?:anteontem|antes de ontem)\b", r"\bh[áa] (?:dois|2) dias\b",
    ),
    1: any_of(r"昨[天日晚]", r"[尋寻琴][日晚]", r"\byesterday\b", r"\blast night\b", r"\bontem\b"),
    0: any_of(
        r"今[天日早朝晚]", r"\btoday\b", r"\bthis (?:morning|evening|afternoon)\b", r"\btonight\b",
        r"\bhoje\b", r"\besta (?:manh[ãa]|tarde)\b",
    ),
}  # fmt: skip
_WEEKDAYS = (
    _weekday("一", "monday", "segunda"),
    _weekday("二", "tuesday", "ter[çc]a"),
    _weekday("三", "wednesday", "quarta"),
    _weekday("四", "thursday", "quinta"),
    _weekday("五", "friday", "sexta"),
    _weekday("六", "saturday", "s[áa]bado"),
    _weekday("[日天]", "sunday", "domingo"),
)
_WEEKS_BACK = Pattern(rf"({_BACK}+){_WEEK}")
_WEEKS_AGO: Mapping[int, Pattern] = {
    2: any_of(r"\bweek before last\b", r"\b(?:two|2) weeks ago\b", r"\bh[áa] (?:duas|2) semanas\b"),
    1: any_of(r"\blast week\b", r"\bsemana passada\b"),
    0: any_of(rf"[这這今呢本]{_WEEK}", r"\bthis week\b", r"\besta semana\b"),
}
_MONTHS_AGO: Mapping[int, Pattern] = {
    2: any_of(
        rf"{_BACK}{_BACK}[个個]?月",
        r"\bmonth before last\b",
        r"\b(?:two|2) months ago\b",
        r"\bh[áa] (?:dois|2) meses\b",
    ),
    1: any_of(rf"(?<![晚早]){_BACK}(?:[个個]月|月(?![亮球光]))", r"\blast month\b", r"\bm[êe]s passado\b"),
    0: any_of(r"[这這今呢本][个個]月", r"\bthis month\b", r"\beste m[êe]s\b"),
}


def days_ago(text: str) -> int | None:
    """How long ago the day is that a message names by that alone: 3 to 0 days; none when it names none so."""
    return next((ago for ago, said in _DAYS_AGO.items() if said.search(text)), None)


def days_past(text: str, today: date) -> Days | None:
    """The days before, or up to, `today` that a message names: what came yesterday; none when it names none."""
    ago = days_ago(text)
    ago = _since_weekday(text, today) if ago is None else ago
    if ago is not None:
        return today - timedelta(days=ago), today - timedelta(days=ago - 1)
    back = _WEEKS_BACK.search(text)
    weeks = len(back[1]) if back else next((weeks for weeks, said in _WEEKS_AGO.items() if said.search(text)), None)
    if weeks is None:
        return _months_past(text, today)
    monday = today - timedelta(days=today.weekday() + 7 * weeks)
    return monday, monday + timedelta(days=7)


def days_alone(text: str, today: date) -> Days | None:
    """The same, when the whole text names them and says nothing else."""
    return None if without_days(text).strip() else days_past(text, today)


def without_days(text: str) -> str:
    """A message without the words that name such days."""
    for said in (*_DAYS_AGO.values(), *_WEEKDAYS, _WEEKS_BACK, *_WEEKS_AGO.values(), *_MONTHS_AGO.values()):
        text = said.sub(" ", text)
    return text


def _months_past(text: str, today: date) -> Days | None:
    """All days of the month that is named."""
    ago = next((ago for ago, said in _MONTHS_AGO.items() if said.search(text)), None)
    if ago is None:
        return None
    month = today.year * 12 + today.month - 1 - ago
    return date(month // 12, month % 12 + 1, 1), date((month + 1) // 12, (month + 1) % 12 + 1, 1)


def _since_weekday(text: str, today: date) -> int | None:
    """How many days ago the day of the week was that is named: the last such day; 上周三 is one of the week before."""
    for weekday, said in enumerate(_WEEKDAYS):
        if found := said.search(text):
            ago, back = today.weekday() - weekday, found[0].count(_BACK)
            return ago + 7 * (back or (ago <= 0))
    return None
