"""Daylight saving in every zone: what a wall-clock time means, beside a walk through UTC that asks nobody."""

# ruff: noqa: T201 - figures are for whoever reads
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import available_timezones

import pytest

from bot.actions.plan import plan_due
from bot.mistakes import Mistake, Why
from bot.recurrence import moment_of
from tests.actions.conftest import Newsroom
from tests.proof.nights import Night, nights, year
from tests.proof.shelf import broadcasts_of, planned

TEN_YEARS, ONE_YEAR = (year(2026), year(2036)), (year(2027), year(2028))
AREAS = sorted({name.partition("/")[0] if "/" in name else "" for name in available_timezones()})
REMARKABLE = {
    "Europe/Lisbon": "an hour at 01:00 and 02:00",
    "America/Asuncion": "at midnight: the day begins at 01:00",
    "Africa/Cairo": "at midnight on Fridays",
    "Asia/Beirut": "at midnight",
    "America/Sao_Paulo": "at midnight, given up",
    "Australia/Lord_Howe": "half an hour",
    "Europe/Dublin": "winter is the time that is saved",
    "Africa/Casablanca": "back for Ramadan",
    "Asia/Pyongyang": "half an hour, once, before midnight",
    "Pacific/Apia": "a whole day left out",
    "America/Caracas": "half an hour, twice, for good",
}


def of(area: str) -> list[str]:
    """The zones of one part of the world; those without a part stand under ""."""
    return sorted(name for name in available_timezones() if (name.partition("/")[0] if "/" in name else "") == area)


def check(night: Night) -> Counter[str]:
    """Every minute of the wall clock around it: once, twice (the first is meant), or never (impossible)."""
    shown, seen = night.moments(), Counter[str]()
    for wall in night.walls():
        meant = shown.get(wall, [])
        seen["never" if not meant else "once" if len(meant) == 1 else "twice"] += 1
        assert len(meant) <= 2
        assert possible(wall, night.zone) == (meant[0] if meant else None), (night, wall)
    return seen


@pytest.mark.parametrize("area", AREAS)
def test_for_ten_years_every_minute_of_every_night_on_which_clocks_are_moved_means_what_it_should(area: str) -> None:
    found, minutes = 0, Counter[str]()
    alike = {tuple((each.moment, each.before, each.after) for each in made): made for made in map(ten_years, of(area))}
    for night in (night for made in alike.values() for night in made):
        found += 1
        minutes += check(night)
    print(f"{area or '(none)'}: {len(of(area))} zones, {found} nights, minutes of the wall clock: {dict(minutes)}")


def ten_years(zone: str) -> list[Night]:
    """Its nights; zones that have the very same ones show the same clocks on them, and are looked at once."""
    return list(nights(zone, *TEN_YEARS))


def test_in_ten_years_lisbon_has_twenty_such_nights_new_york_as_many_and_macau_none() -> None:
    found = {zone: len(ten_years(zone)) for zone in ("Europe/Lisbon", "America/New_York", "Asia/Macau")}
    assert found == {"Europe/Lisbon": 20, "America/New_York": 20, "Asia/Macau": 0}


@pytest.mark.parametrize("zone", REMARKABLE)
def test_so_it_does_in_the_past_of_zones_whose_clocks_were_moved_strangely(zone: str) -> None:
    minutes = Counter[str]()
    for night in nights(zone, year(2004), year(2026)):
        minutes += check(night)
    assert minutes["twice"] or minutes["never"], "nothing strange was met"
    print(f"{zone} ({REMARKABLE[zone]}): {dict(minutes)}")


async def test_a_plan_made_on_such_a_night_starts_at_its_very_moment_and_once(newsroom: Newsroom) -> None:
    store, due, posts = newsroom.store, Counter[datetime](), []
    for zone in REMARKABLE:
        walls = [wall for night in nights(zone, *ONE_YEAR) for wall in night.walls() if wall.minute % 30 == 0]
        moments = [moment for wall in walls if (moment := possible(wall, zone))]
        posts += await planned(store, moments, zone) if moments else []
        due.update(moments)
    for moment in sorted(due):
        assert await plan_due(store, moment - timedelta(microseconds=1)) == 0
        assert await plan_due(store, moment) == due[moment]
    assert len(posts) > 80
    assert [await broadcasts_of(store, post) for post in posts] == [1] * len(posts)


def possible(wall: datetime, zone: str) -> datetime | None:
    """The moment it means, if there is one."""
    try:
        return moment_of(wall, zone)
    except Mistake as mistake:
        if mistake.why is not Why.TIME_IMPOSSIBLE:
            raise
        return None
