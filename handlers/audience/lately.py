"""What came to a reader before: lately, on the days that they name, or about what they name."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from aiogram.types import Message

from bot.recurrence import local
from handlers.audience.finding import found_screen, leaf_screen, rings
from handlers.audience.questions import look_aside
from handlers.audience.shelves import came
from handlers.audience.visit import Visit
from handlers.screen import show

Days = tuple[date, date]
"""From one day to another, which is excluded."""
_ABOUT = re.compile(
    r"\b(?:about|on|sobre|d[aoe]s?) (?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|segunda|ter[çc]a|quarta|quinta|sexta"
    r"|s[áa]bado|domingo|hoje|ontem|h[áa]|novo|antes|mim|manh[ãa]|t[ií])(?:the |a |o |as |os |your )?"
    r"(?P<latin>[^\W\d_]{3,}(?: [^\W\d_]{3,})?)"
    r"|(?:[讲講写寫]|关于|關於|有关|有關)(?P<han>[\u3400-\u9fff]{2,8}?)(?:[的嘅啲]|[那嗰]|$)",
    re.IGNORECASE,
)
"""What the post that they look for is about."""


def _days_before(least: int, most: int = 0) -> Callable[[date], Days]:
    return lambda today: (today - timedelta(days=least), today - timedelta(days=most - 1 if most else least - 1))


def _week(before: int) -> Callable[[date], Days]:
    def days(today: date) -> Days:
        monday = today - timedelta(days=today.weekday() + 7 * before)
        return monday, monday + timedelta(days=7)

    return days


def _last(weekday: int) -> Callable[[date], Days]:
    return lambda today: _days_before((today.weekday() - weekday - 1) % 7 + 1)(today)


_WEEK = r"(?:[个個]?(?:星期|礼拜|禮拜)|[周週])"
_NAMES = (
    "一|mon|segunda",
    "二|tues|ter[çc]a",
    "三|wednes|quarta",
    "四|thurs|quinta",
    "五|fri|sexta",
    "六|satur|s[áa]bado",
)
_SAID: Mapping[re.Pattern[str], Callable[[date], Days]] = {
    re.compile(pattern, re.IGNORECASE): days
    for pattern, days in (
        (r"前[天日]|\bday before yesterday\b|\banteontem\b", _days_before(2)),
        (r"昨[天日晚]|[尋寻琴]日|[尋寻琴]晚|\byesterday\b|\blast night\b|\bontem\b", _days_before(1)),
        (rf"上{_WEEK}(?![一二三四五六日天])|\blast week\b|\bsemana passada\b", _week(1)),
        (rf"[这這今呢本]{_WEEK}(?![一二三四五六日天])|\bthis week\b|\besta semana\b", _week(0)),
        (
            r"今[天日早朝晚]|\btoday\b|\bthis (?:morning|evening|afternoon)\b|\bhoje\b|\besta (?:manh[ãa]|tarde)\b",
            _days_before(0),
        ),
        *(
            (rf"{_WEEK}(?:{han})|\b{english}day\b|\b{portuguese}\b", _last(weekday))
            for weekday, (han, english, portuguese) in enumerate(
                [*(names.split("|") for names in _NAMES), ["日|天", "sun", "domingo"]]
            )
        ),
    )
}
"""Days that are past, as people call them; the first that is said."""


def days_past(text: str, today: date) -> Days | None:
    """The days before, or up to, `today` that a message names: what came yesterday; none when it names none."""
    return next((days(today) for said, days in _SAID.items() if said.search(text)), None)


async def asked(message: Message, visit: Visit) -> None:
    """What came to them then, or lately; who names what it was about gets the stories that have it."""
    await look_aside(visit.state)
    text = message.text or ""
    about = _ABOUT.search(text)
    what = (about["latin"] or about["han"]) if about else ""
    if what and await rings(visit.store, what):
        await show(message, await found_screen(visit, what))
        return
    days = days_past(text, local(visit.now, visit.zone).date())
    await show(message, await leaf_screen(visit, 0, came(days)))
