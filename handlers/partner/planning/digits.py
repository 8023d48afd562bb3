"""A moment as buttons carry it, digit by digit: yyyymmdd, yyyymmddHH or yyyymmddHHMM."""

from datetime import datetime

from bot.mistakes import Mistake, Why
from handlers.reading.moment import Reading

DAY, HOUR, MINUTE = len("yyyymmdd"), len("yyyymmddHH"), len("yyyymmddHHMM")


def digits_of(reading: Reading) -> str:
    """What was read, to the minute if it says one: else the day."""
    return f"{reading.wall:%Y%m%d%H%M}" if reading.wall else f"{reading.day:%Y%m%d}"


def wall_of(digits: str) -> datetime:
    """The wall clock that they are. Raises `Mistake(NO_SUCH_TIME)`."""
    try:
        return datetime.strptime(digits.ljust(MINUTE, "0"), "%Y%m%d%H%M")  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None
