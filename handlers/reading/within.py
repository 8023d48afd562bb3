"""A moment that a sentence speaks of among other things: 下星期二上午十點出篇講新車嘅文, nada até dia 5; pure."""

import re
from datetime import datetime, timedelta

from bot.feasts import names_feast
from bot.mistakes import Mistake, Why
from handlers.reading.moment import Reading, read_time
from handlers.reading.spelling import time_shape

WIDEST = 12
"""Pieces of a moment inside a longer sentence: words, numbers, characters."""
AT_ONCE = timedelta(minutes=2)
_PIECES = re.compile(r"[\u3400-\u9fff]|\d+(?:[:/.hH-]\d+)*h?|[^\W\d_\u3400-\u9fff]+")


def moment_within(text: str, now: datetime, *, month_first: bool = False, feasts: bool = False) -> Reading | None:
    """The widest part of a sentence that is a moment, or with `feasts` the day of one; none of the past.

    Raises `Mistake(WHICH_MOMENT | DAYS_DIFFER)` where that part may be two.
    """
    pieces = list(_PIECES.finditer(text))
    for width in range(min(WIDEST, len(pieces)), 0, -1):
        for at in range(len(pieces) - width + 1):
            part = text[pieces[at].start() : pieces[at + width - 1].end()]
            try:
                reading = read_time(part, now, month_first=month_first)
            except Mistake as mistake:
                if mistake.why in {Why.DAYS_DIFFER, Why.WHICH_MOMENT}:
                    raise
                if mistake.why is Why.NO_SUCH_TIME:
                    return None
                continue
            if not reading.timed_only and (feasts or not names_feast(time_shape(part))) and _to_come(reading, now):
                return reading
    return None


def _to_come(reading: Reading, now: datetime) -> bool:
    """Whether it is neither past nor this very minute."""
    return reading.wall > now + AT_ONCE if reading.wall else reading.day >= now.date()
