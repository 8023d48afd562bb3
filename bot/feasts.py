"""Feasts by name as days: 中秋, 年初二, Christmas Eve, véspera de Natal, Páscoa de 2028, 明年春节; pure.

`data/feasts.toml` has the names; when a feast is that moves with the moon or with Easter, the `holidays` package knows.
Without a year it is the next to come.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.almanac import Region, day_called
from bot.dayparts import hints_at_part

_DATA = Path(__file__).parent / "data" / "feasts.toml"
_NIGHT = " 晚上"
_YEAR = (
    r"(?P<{0}>\d{{4}})\s?年?|(?P<{0}_this>今年|本年|this year's?|deste ano)|(?P<{0}_next>明年|出年|下年|next year's)"
)
_BEHIND = r"\d{4}|(?P<last_this>this year|deste ano)|(?P<last_next>next year|do proximo ano|do ano que vem|proximo ano)"
_EVE = r"(?P<eve>the day before |day before |eve of |(?:n?a )?vespera d[aeo]s? |(?:n?o )?dia antes d[aeo]s? )"
_MORROW = r"(?P<morrow>the day after |day after |(?:n?o )?dia seguinte ao?s? |(?:n?o )?dia depois d[aeo]s? )"
_UPCOMING = r"(?:(?:this|next|the|est[ea]|nest[ea]|[ao]|n[ao]|proxim[ao]|n[ao] proxim[ao]) )*"
_HAN_EVE, _HAN_MORROW = r"(?P<han_eve>前一?[天日]|前夕)", r"(?P<han_morrow>翌日|第二[天日]|[後后]一?[天日])"


@dataclass(frozen=True, slots=True)
class _Feast:
    on: str = ""
    days: int = 0
    night: bool = False
    dates: Mapping[int, date] = field(default_factory=dict)
    """Those of a feast that the package does not know, by their years."""

    @property
    def moves(self) -> bool:
        """Whether it is on another day each year."""
        return bool(self.dates) or " " in self.on

    def day(self, year: int) -> date | None:
        """When it is in that year; none when nobody knows."""
        if self.dates:
            return self.dates.get(year)
        place, _, name = self.on.partition(" ")
        found = day_called(Region(place), name, year) if name else date.fromisoformat(f"{year}-{self.on}")
        return found + timedelta(days=self.days) if found else None


@cache
def _feasts() -> Mapping[str, _Feast]:
    told = {}
    for entry in tomllib.loads(_DATA.read_text(encoding="utf-8"))["feast"]:
        for kind in ("names", "nights"):
            for name in filter(None, entry.get(kind, "").split("|")):
                told[name] = _Feast(
                    entry.get("on", ""), entry.get("days", 0), night=kind == "nights", dates=_dates(entry)
                )
    return told


def _dates(entry: Mapping[str, Any]) -> Mapping[int, date]:
    days = map(date.fromisoformat, filter(None, entry.get("dates", "").split("|")))
    return {day.year: day for day in days}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_feasts(), key=len, reverse=True)
    latin = "|".join(re.escape(name).replace("\\-", "[- ]").replace("'", "['’]?") for name in names if name.isascii())
    han = "|".join(name for name in names if not name.isascii())
    return re.compile(
        rf"(?<!\w)(?:{_EVE}|{_MORROW})?{_UPCOMING}(?:(?:{_YEAR.format('first')}) )?"
        rf"(?P<latin>{latin})(?P<latin_eve> eve)?"
        rf"(?: (?:(?:in|of|d[eo]) )?(?P<last>{_BEHIND}))?(?!\w)"
        rf"|(?:(?:{_YEAR.format('front')})\s?[嘅的]?)?(?P<han>{han})(?:[嘅的]?(?:{_HAN_EVE}|{_HAN_MORROW})|[当當嗰那][天日]|正日)?"
    )


def with_days(plain: str, today: date) -> str:
    """The text with the feasts that it names written as days (2027-02-06); lower-case text without accents."""
    own = not hints_at_part(_pattern().sub(" ", plain))
    return _pattern().sub(lambda found: _written(found, today, night=own), plain)


def names_feast(plain: str) -> bool:
    """Whether it names one, with or without anything else."""
    return bool(_pattern().search(plain))


def feast_day(plain: str, today: date, *, first: bool = False) -> date | None:
    """The day of the first feast that it names, or begins with (`first`); none when that is not known."""
    found = _pattern().match(plain) if first else _pattern().search(plain)
    return _day(found, today) if found else None


def names_moving_feast(plain: str) -> bool:
    """Whether it names one that is on another day each year."""
    return any(_feast(found).moves for found in _pattern().finditer(plain))


def _written(found: re.Match[str], today: date, *, night: bool) -> str:
    """With the part of the day that is in its name, unless another one is said."""
    day = _day(found, today)
    return f" {day}{_NIGHT if night and _feast(found).night else ''} " if day else found[0]


def _day(found: re.Match[str], today: date) -> date | None:
    feast = _feast(found)
    shift = timedelta(days=_shift(found))
    year = _year(found, today.year)
    for one in (year,) if year else (today.year, today.year + 1):
        day = feast.day(one)
        if day and (year or day + shift >= today):
            return day + shift
    return None


def _feast(found: re.Match[str]) -> _Feast:
    if han := found["han"]:
        return _feasts()[han]
    said = found["latin"]
    return next(feast for name, feast in _feasts().items() if _letters(name) == _letters(said))


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name)


def _shift(found: re.Match[str]) -> int:
    before = found["eve"] or found["latin_eve"] or found["han_eve"]
    after = found["morrow"] or found["han_morrow"]
    return bool(after) - bool(before)


def _year(found: re.Match[str], now: int) -> int | None:
    """The year that is said; none for the next to come."""
    for place in ("first", "front", "last"):
        if found[f"{place}_this"]:
            return now
        if found[f"{place}_next"]:
            return now + 1
        if found[place]:
            return int(found[place])
    return None
