"""What came to a reader before: lately, on the days that they name, or about what they name."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from aiogram.types import Message

from bot.recurrence import local
from handlers.audience.circumstances import lost_messages
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


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_WEEK = r"(?:[个個]?(?:星期|礼拜|禮拜)|[周週])"
_DAYS_AGO: Mapping[int, re.Pattern[str]] = {
    2: _any(r"前[天日]|\bday before yesterday\b|\banteontem\b"),
    1: _any(r"昨[天日晚]|[尋寻琴][日晚]|\byesterday\b|\blast night\b|\bontem\b"),
    0: _any(r"今[天日早朝晚]|\btoday\b|\bthis (?:morning|evening|afternoon)\b|\bhoje\b|\besta (?:manh[ãa]|tarde)\b"),
}
_WEEKDAYS = (
    _any(rf"上?{_WEEK}一|\bmonday\b|\bsegunda\b"),
    _any(rf"上?{_WEEK}二|\btuesday\b|\bter[çc]a\b"),
    _any(rf"上?{_WEEK}三|\bwednesday\b|\bquarta\b"),
    _any(rf"上?{_WEEK}四|\bthursday\b|\bquinta\b"),
    _any(rf"上?{_WEEK}五|\bfriday\b|\bsexta\b"),
    _any(rf"上?{_WEEK}六|\bsaturday\b|\bs[áa]bado\b"),
    _any(rf"上?{_WEEK}[日天]|\bsunday\b|\bdomingo\b"),
)
_WEEKS_AGO: Mapping[int, re.Pattern[str]] = {
    1: _any(rf"上{_WEEK}|\blast week\b|\bsemana passada\b"),
    0: _any(rf"[这這今呢本]{_WEEK}|\bthis week\b|\besta semana\b"),
}


def days_past(text: str, today: date) -> Days | None:
    """The days before, or up to, `today` that a message names: what came yesterday; none when it names none."""
    ago = next((ago for ago, said in _DAYS_AGO.items() if said.search(text)), None)
    ago = _since_weekday(text, today) if ago is None else ago
    if ago is not None:
        return today - timedelta(days=ago), today - timedelta(days=ago - 1)
    weeks = next((weeks for weeks, said in _WEEKS_AGO.items() if said.search(text)), None)
    if weeks is None:
        return None
    monday = today - timedelta(days=today.weekday() + 7 * weeks)
    return monday, monday + timedelta(days=7)


def _since_weekday(text: str, today: date) -> int | None:
    """How many days ago the day of the week was that is named: the last such day; 上周三 is one of the week before."""
    for weekday, said in enumerate(_WEEKDAYS):
        if found := said.search(text):
            ago = today.weekday() - weekday
            return ago + 7 if ago <= 0 or found[0].startswith("上") else ago
    return None


def _without_days(text: str) -> str:
    for said in (*_DAYS_AGO.values(), *_WEEKDAYS, *_WEEKS_AGO.values()):
        text = said.sub(" ", text)
    return text


async def asked(message: Message, visit: Visit) -> None:
    """What came to them then, or lately; who names what it was about gets the stories that have it."""
    await look_aside(visit.state)
    text = message.text or ""
    if lost_messages(text):  # a day that it names is the day of the loss
        await show(message, await leaf_screen(visit, 0, came(None)))
        return
    about = _ABOUT.search(text)
    what = (about["latin"] or about["han"]) if about else _without_days(text)
    if await rings(visit.store, what):
        await show(message, await found_screen(visit, what))
        return
    days = days_past(text, local(visit.now, visit.zone).date())
    await show(message, await leaf_screen(visit, 0, came(days)))
