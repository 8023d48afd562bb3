"""A moment as buttons carry it, digit by digit: yyyymmdd, yyyymmddHH or yyyymmddHHMM."""

from datetime import datetime

from bot.mistakes import Mistake, Why

DAY, HOUR, MINUTE = len("yyyymmdd"), len("yyyymmddHH"), len("yyyymmddHHMM")


def wall_of(digits: str) -> datetime:
    """The wall clock that they are. Raises `Mistake(NO_SUCH_TIME)`."""
    try:
        return datetime.strptime(digits.ljust(MINUTE, "0"), "%Y%m%d%H%M")  # noqa: DTZ007 - a wall clock
    except ValueError:
        raise Mistake(Why.NO_SUCH_TIME) from None
