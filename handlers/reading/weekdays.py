"""The days of the week that a text names, all of them: every Monday and Thursday, 逢星期一、四, aos sábados; pure."""

import re
from collections.abc import Callable, Iterable

from bot.hearing.patterns import Pattern
from handlers.reading.week import WEEKDAYS

EVERY = Pattern(
    r"\b(?:every|each|daily|weekly|monthly|yearly|tod[ao]s?|cada|diariamente|semanalmente|mensalmente|anualmente)\b"
    r"|[每逢隔]|日日"
    r"|\b(?:segundas|tercas|quartas|quintas|sextas|sabados|domingos"
    r"|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays)\b"
)
NAMES = {name: no for no, names in enumerate(WEEKDAYS) for name in names if name.isascii()}
LATIN_DAY = "|".join(sorted(NAMES, key=len, reverse=True))
HAN_DAY = Pattern(
    r"(?:星期|礼拜|禮拜|周|週)\s*([一二三四五六日天](?:[、,，和及同與跟\s]*[一二三四五六日天](?![月日号號]))*)"
)
HAN_SPAN = Pattern(
    r"(?:星期|礼拜|禮拜|周|週)\s*([一二三四五六日天])\s*[至到]\s*(?:星期|礼拜|禮拜|周|週)?\s*([一二三四五六日天])"
)
SPAN = Pattern(rf"\b({LATIN_DAY})s?\s*(?:to|through|a|ate|-)\s*({LATIN_DAY})s?\b")
HAN_DAYS = "一二三四五六日"
WORKDAYS = Pattern(r"\bweekdays?\b|\bwork(?:ing )?days?\b|\bdias? ute?is\b|工作日|平日")
WEEKENDS = Pattern(r"\bweekends?\b|\bfi(?:m|ns) de semana\b|[周週]末")


def weekdays_in(text: str) -> tuple[frozenset[int], str]:
    """All that are named, and the rest."""
    days: set[int] = set()
    for pattern, named in _DAY_NAMES:
        for found in pattern.finditer(text):
            days.update(named(found))
        text = pattern.sub(" ", text)
    return frozenset(days), text


def _span(first: int, last: int) -> frozenset[int]:
    return frozenset((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))


def han_day(char: str) -> int:
    """The weekday of a numeral, 0 for Monday."""
    return HAN_DAYS.index("日" if char == "天" else char)


_DAY_NAMES: tuple[tuple[Pattern, Callable[[re.Match[str]], Iterable[int]]], ...] = (
    (WORKDAYS, lambda _: range(5)),
    (WEEKENDS, lambda _: (5, 6)),
    (SPAN, lambda found: _span(NAMES[found[1]], NAMES[found[2]])),
    (HAN_SPAN, lambda found: _span(han_day(found[1]), han_day(found[2]))),
    (HAN_DAY, lambda found: [han_day(char) for char in found[1] if char in HAN_DAYS + "天"]),
    (Pattern(rf"\b({LATIN_DAY})s?\b"), lambda found: (NAMES[found[1]],)),
)
DAY_NAMES = tuple(pattern for pattern, _ in _DAY_NAMES)
