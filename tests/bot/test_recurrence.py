"""Wall clocks and moments, right across daylight saving."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mistakes import Mistake, Why
from bot.recurrence import check_moment, first_round, moment_of, next_minute
from bot.repeating import Every, Rule


@pytest.mark.parametrize(
    ("wall", "zone", "utc"),
    [
        ("2027-03-09 09:00", "Asia/Shanghai", "2027-03-09 01:00"),
        ("2027-01-09 09:00", "Europe/Lisbon", "2027-01-09 09:00"),
        ("2027-07-09 09:00", "Europe/Lisbon", "2027-07-09 08:00"),
        # 2027-10-31: clocks in Lisbon go back at 02:00; 01:30 happens twice, the first one is meant
        ("2027-10-31 01:30", "Europe/Lisbon", "2027-10-31 00:30"),
    ],
)
def test_a_wall_clock_time_means_one_moment(wall: str, zone: str, utc: str) -> None:
    assert moment_of(datetime.fromisoformat(wall), zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_hour_that_daylight_saving_skips_is_refused() -> None:
    with pytest.raises(Mistake) as refused:
        moment_of(datetime(2027, 3, 28, 1, 30), "Europe/Lisbon")  # noqa: DTZ001 - wall clock
    assert refused.value.why is Why.TIME_IMPOSSIBLE


def test_an_unknown_zone_is_refused() -> None:
    with pytest.raises(Mistake) as refused:
        moment_of(datetime(2027, 3, 28, 12, 30), "Mars/Olympus")  # noqa: DTZ001 - wall clock
    assert refused.value.why is Why.ZONE_UNKNOWN


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_the_next_minute_is_a_full_minute_at_least_ten_seconds_ahead(naive: datetime) -> None:
    now = naive.replace(tzinfo=UTC)
    after = next_minute(now)
    assert after.second == after.microsecond == 0
    assert timedelta(seconds=10) <= after - now <= timedelta(seconds=70)


@pytest.mark.parametrize(
    ("ahead", "why"),
    [(timedelta(0), Why.TIME_PAST), (-timedelta(days=1), Why.TIME_PAST), (timedelta(days=400), Why.TIME_TOO_FAR)],
)
def test_a_plan_is_for_the_coming_year(ahead: timedelta, why: Why) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    with pytest.raises(Mistake) as refused:
        check_moment(now + ahead, now)
    assert refused.value.why is why


@pytest.mark.parametrize(
    ("begins", "now", "first"),
    [
        ("2027-03-09 09:00", "2027-03-09 00:59", "2027-03-09 09:00"),
        ("2027-03-09 09:00", "2027-03-09 01:00", "2027-03-10 09:00"),
        ("2026-06-09 09:00", "2027-03-09 03:00", "2027-03-10 09:00"),
    ],
)
def test_a_repeat_is_planned_at_its_first_round_still_to_come(begins: str, now: str, first: str) -> None:
    repeat = first_round(Rule(Every.DAY), datetime.fromisoformat(begins), "Asia/Shanghai", _utc(now))
    assert (repeat.begins, repeat.round) == (datetime.fromisoformat(begins), datetime.fromisoformat(first))


def test_on_a_night_that_sets_clocks_back_the_first_of_two_half_past_ones_is_the_round() -> None:
    begins = datetime.fromisoformat("2027-10-30 01:30")
    between_the_two = _utc("2027-10-31 01:00")
    repeat = first_round(Rule(Every.DAY), begins, "Europe/Lisbon", between_the_two)
    assert repeat.round == datetime.fromisoformat("2027-11-01 01:30")


@pytest.mark.parametrize(
    ("begins", "why"),
    [
        ("0001-01-01 00:00", Why.TIME_PAST),
        ("1926-10-01 09:00", Why.TIME_PAST),
        ("2029-10-01 09:00", Why.TIME_TOO_FAR),
        ("9999-12-31 23:59", Why.TIME_TOO_FAR),
    ],
)
def test_a_repeat_that_begins_more_than_a_year_away_is_refused(begins: str, why: Why) -> None:
    with pytest.raises(Mistake) as refused:
        first_round(Rule(Every.DAY), datetime.fromisoformat(begins), "Asia/Shanghai", _utc("2027-03-09 03:00"))
    assert refused.value.why is why


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
