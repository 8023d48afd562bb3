"""A weekday of this week or the next: 今個星期日, 下下周一, próxima segunda, sábado que vem, this Sunday; pure."""

import re
from datetime import date, timedelta

WEEKDAYS = (
    ("monday", "mon", "segunda", "seg", "一"),
    ("tuesday", "tue", "tues", "terca", "ter", "二"),
    ("wednesday", "wed", "quarta", "qua", "三"),
    ("thursday", "thu", "thurs", "quinta", "qui", "四"),
    ("friday", "fri", "sexta", "sex", "五"),
    ("saturday", "sat", "sabado", "sab", "六"),
    ("sunday", "sun", "domingo", "dom", "日", "天"),
)
_WEEK = 7
NUMBERS = {name: no for no, names in enumerate(WEEKDAYS) for name in names}
LATIN = "|".join(sorted(filter(str.isascii, NUMBERS), key=len, reverse=True))
_HAN = re.compile(r"(?P<ahead>下\s?下|下|[这這今呢本])\s?[个個]?\s?(?:星期|礼拜|禮拜|周|週)(?P<day>[一二三四五六日天])")
_OF_NEXT_WEEK = re.compile(
    rf"(?P<day>{LATIN}) (?:next week|proxima semana|semana que vem)"
    rf"|(?:next week|proxima semana|semana que vem),? (?P<then>{LATIN})"
)
_COMING = re.compile(
    rf"(?:this|n?est[ae]|logo) ({LATIN})|[嚟黎来來][紧緊嘅的]?[个個]?\s?(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])"
    rf"|({LATIN}) week|(?:a|1) week from ({LATIN})"
)
_AFTER_TODAY = re.compile(rf"(?P<day>{LATIN}) (?:que vem|next)")
_NEXT = re.compile(rf"(?:next|proxim[ao]) (?P<day>{LATIN})|(?P<then>{LATIN}) proxim[ao]")


def day_of_week(text: str, today: date) -> date | None:
    """The day, when the whole text says one; weeks begin on Monday.

    “Next Sunday” or “próximo domingo”, said on a Friday, may be either of two: none.
    """
    if found := _HAN.fullmatch(text):
        return _in_week(today, NUMBERS[found["day"]], len(found["ahead"].replace(" ", "")) if "下" in found[0] else 0)
    if found := _OF_NEXT_WEEK.fullmatch(text):
        return _in_week(today, NUMBERS[found["day"] or found["then"]], 1)
    if found := _COMING.fullmatch(text):
        later = _WEEK if " week" in text else 0
        return today + timedelta(days=_ahead(today, found[found.lastindex or 1]) + later)
    if found := _AFTER_TODAY.fullmatch(text):
        return today + timedelta(days=_ahead(today, found["day"]) or _WEEK)
    if found := _NEXT.fullmatch(text):
        ahead = _ahead(today, found["day"] or found["then"]) or _WEEK
        return today + timedelta(days=ahead) if today.weekday() + ahead >= _WEEK else None
    return None


def either_next(text: str, today: date) -> tuple[date, ...]:
    """The two days that “next Sunday” may be, said on a Friday; nothing when it is one, or something else is said."""
    found = _NEXT.fullmatch(text)
    if found is None or day_of_week(text, today):
        return ()
    coming = today + timedelta(days=_ahead(today, found["day"] or found["then"]))
    return coming, coming + timedelta(days=_WEEK)


def _in_week(today: date, day: int, ahead: int) -> date:
    return today + timedelta(days=_WEEK * ahead - today.weekday() + day)


def _ahead(today: date, name: str) -> int:
    return (NUMBERS[name] - today.weekday()) % _WEEK
