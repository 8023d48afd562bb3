"""Public holidays of the four places where most readers live, and the mainland's made-up working days.

The `holidays` package knows when they are, `data/holidays.toml` what they are called in each form. The package is
imported at the first question. The mainland announces a year's working days in the November before; until then its
holidays are known and they are not.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.languages import Form
from bot.places import Place

if TYPE_CHECKING:
    from holidays import HolidayBase


class Region(StrEnum):
    """Where one calendar of holidays holds, by its code."""

    CN = "CN"
    HK = "HK"
    MO = "MO"
    PT = "PT"


_PORTUGAL = frozenset({"Europe/Lisbon", "Atlantic/Madeira", "Atlantic/Azores", "Portugal"})
_ENGLISH = "en_US"
"""What the package calls holidays is looked up under these names: it has four of them in no language of ours."""
_OBSERVED, _EXCHANGED = " (observed)", "Day off (substituted from"
_PUBLIC = ("public",)
_BESIDE = {Region.MO: ("public", "government"), Region.PT: ("public", "optional")}
"""Where more than the public holidays have names."""
_DATA = Path(__file__).parent / "data" / "holidays.toml"


def region_of(place: Place | None, zone: str) -> Region | None:
    """Whose holidays a reader has; none when it is no one's of these."""
    if place is Place.HONG_KONG or (place is None and zone == "Asia/Hong_Kong"):
        return Region.HK
    if place is Place.MACAU or (place is None and zone == "Asia/Macau"):
        return Region.MO
    if place in {None, Place.ABROAD}:
        return Region.PT if zone in _PORTUGAL else None
    return Region.CN


def holiday(region: Region, day: date, form: Form) -> str | None:
    """What a public holiday is called in this form; of two on one day, both. None when it is a day like others."""
    found = _calendar(region).get_list(day)
    return " · ".join(dict.fromkeys(_called(name, form) for name in found)) or None


@lru_cache(maxsize=64)
def day_called(region: Region, name: str, year: int) -> date | None:
    """The first day of a year that the package calls so in English, days off beside public holidays too."""
    from holidays import country_holidays  # noqa: PLC0415 - as in `_calendar`

    calendar = country_holidays(region.value, years=year, language=_ENGLISH, categories=_BESIDE.get(region, _PUBLIC))
    return min((day for day in calendar if name in calendar.get_list(day)), default=None)


def _called(name: str, form: Form) -> str:
    """A name of the package's in a form; one that the table does not have yet stands as it is."""
    table = _table()
    if name.startswith(_EXCHANGED):
        return str(table["exchanged"][form.value])
    if name.endswith(_OBSERVED):
        return str(table["observed"][form.value]).format(name=_called(name.removesuffix(_OBSERVED), form))
    return str(table["names"].get(name, {}).get(form.value, name))


def is_made_up(region: Region, day: date) -> bool:
    """Whether it is a Saturday or Sunday on which people work, made up for a holiday."""
    calendar = _calendar(region)
    calendar.get(day)  # a year is looked up when it is first asked about
    return day in getattr(calendar, "weekend_workdays", ())


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@lru_cache(maxsize=len(Region))
def _calendar(region: Region) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - only whoever schedules needs it

    return country_holidays(region.value, language=_ENGLISH)
