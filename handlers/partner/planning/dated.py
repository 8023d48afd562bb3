"""A day and time that are written while the list of /schedule is open, for one of its posts."""

from bot.mistakes import Mistake, Why
from bot.recurrence import check_moment, moment_of
from handlers.partner.pen import Pen
from handlers.partner.planning.digits import digits_of
from handlers.partner.planning.reading_rule import is_rule
from handlers.reading.moment import month_first, read_time


def moment_in(text: str, pen: Pen) -> str:
    """What was written as yyyymmdd or yyyymmddHHMM; nothing when it is no day.

    Raises the `Mistake` that stands against it, `POST_FIRST` when it says how often.
    """
    now, first = pen.wall, month_first(pen.words)
    try:
        reading = read_time(text, now, month_first=first)
    except Mistake as mistake:
        if is_rule(text, now, month_first=first):
            raise Mistake(Why.POST_FIRST) from None
        if mistake.why is Why.TIME_UNREADABLE:
            return ""
        raise
    if reading.wall is not None:
        check_moment(moment_of(reading.wall, pen.zone), pen.now)
    return digits_of(reading)
