"""What speaks against a moment: every rule of the planner in plain words."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.almanac import Region, region_of
from bot.people import Quiet
from bot.places import Place
from bot.planner import Care, HourGroup, Scene, cautions, good_ones

HERE = "Asia/Shanghai"
GUANGZHOU = HourGroup(Place.GUANGZHOU, HERE, Quiet(), 90)
LISBON = HourGroup(Place.ABROAD, "Europe/Lisbon", Quiet(), 8)
MACAU = HourGroup(Place.MACAU, "Asia/Macau", Quiet(on=False), 40)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "scene", "moment", "found"),
    [
        ("noon on a plain day", Scene([GUANGZHOU, MACAU], [], []), "2027-03-09 04:00", {}),
        ("Lisbon sleeps at noon here", Scene([GUANGZHOU, LISBON], [], []), "2027-03-09 04:00", {Care.QUIET: 8}),
        ("at eleven at night all but those without quiet hours", Scene([GUANGZHOU, MACAU], [], []),
         "2027-03-09 15:00", {Care.QUIET: 90}),
        ("National Day here and in Macau", Scene([GUANGZHOU, MACAU], [], []), "2027-10-01 04:00",
         {Care.HOLIDAY: 40}),
        ("a Saturday on which the mainland works", Scene([GUANGZHOU, MACAU], [], []), "2026-10-10 04:00",
         {Care.MADE_UP: 90}),
        ("another partner's post half an hour later", Scene([], [at("2027-03-09 04:30")], []), "2027-03-09 04:00",
         {Care.OTHERS: 1}),
        ("exactly an hour is far enough", Scene([], [at("2027-03-09 05:00")], []), "2027-03-09 04:00", {}),
        ("two of one's own near by", Scene([], [], [at("2027-03-09 03:30")] * 2), "2027-03-09 04:00", {Care.OWN: 2}),
    ],
)  # fmt: skip
def test_what_speaks_against_a_moment(words: str, scene: Scene, moment: str, found: dict[Care, int]) -> None:
    assert words
    assert {each.care: each.number for each in cautions(scene, at(moment))} == found


def test_on_each_readers_own_clock_noon_is_noon_for_all() -> None:
    noon = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock
    assert cautions(Scene([GUANGZHOU, LISBON], [], []), at("2027-03-09 04:00"), noon) == []


@pytest.mark.parametrize(
    ("place", "zone", "region"),
    [
        (Place.SHENZHEN, HERE, Region.CN),
        (Place.HONG_KONG, "Asia/Hong_Kong", Region.HK),
        (None, "Asia/Macau", Region.MO),
        (Place.ABROAD, "Europe/Lisbon", Region.PT),
        (Place.ABROAD, "Asia/Tokyo", None),
        (None, HERE, None),  # what nobody chose says nothing
    ],
)
def test_whose_holidays_a_reader_has(place: Place | None, zone: str, region: Region | None) -> None:
    assert region_of(place, zone) is region


def test_the_next_good_moment_is_after_the_others_and_in_the_day() -> None:
    wall = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock
    assert next(good_ones(Scene([GUANGZHOU], [at("2027-03-09 04:15")], []), wall, HERE)) == wall + timedelta(hours=1.5)
    late = datetime(2027, 3, 9, 22)  # noqa: DTZ001
    assert next(good_ones(Scene([GUANGZHOU], [], []), late, HERE)) == datetime(2027, 3, 10, 9)  # noqa: DTZ001
