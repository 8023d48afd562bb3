"""Public holidays of the four places where most readers live, and the mainland's made-up working days.

The `holidays` package knows them, and is imported at the first question. The mainland announces a year's working days
in the November before; until then its holidays are known and they are not.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

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
_SCRIPTS: Mapping[Form, tuple[str, ...]] = {
    Form.ZH_HANS: ("zh_CN",),
    Form.ZH_HANT: ("zh_HK", "zh_MO", "zh_TW"),
    Form.YUE: ("zh_HK", "zh_MO", "zh_TW"),
    Form.EN: (),
    Form.PT: ("pt_MO", "pt_PT"),
}
_ALWAYS = "en_US"


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
    """The name of a public holiday, in this form where the package has it, else in English."""
    name: str | None = _calendar(region, _language(region, form)).get(day)
    return name


def is_made_up(region: Region, day: date) -> bool:
    """Whether it is a Saturday or Sunday on which people work, made up for a holiday."""
    calendar = _calendar(region, _ALWAYS)
    calendar.get(day)  # a year is looked up when it is first asked about
    return day in getattr(calendar, "weekend_workdays", ())


@lru_cache(maxsize=32)
def _language(region: Region, form: Form) -> str:
    known = _calendar(region, _ALWAYS).supported_languages
    return next((name for name in _SCRIPTS[form] if name in known), _ALWAYS)


@lru_cache(maxsize=32)
def _calendar(region: Region, language: str) -> "HolidayBase":
    from holidays import country_holidays  # noqa: PLC0415 - only whoever schedules needs it

    return country_holidays(region.value, language=language)
