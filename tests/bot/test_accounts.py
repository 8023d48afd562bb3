"""The pace of an account, as its row keeps it."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.accounts import CLIMB, CLIMB_SHARE, DOUBT, PAID_RATE, Account, in_doubt

NOW = datetime(2027, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(0, 5)), min_size=1, max_size=40))
def test_slots_never_overlap_and_never_come_faster_than_the_rate(asked: list[tuple[int, float]]) -> None:
    account, now, last_end = Account(1, NOW, rate=28.0), NOW, NOW
    for count, pause in asked:
        now += seconds(pause)
        account, slots = account.reserve(count, now)
        assert slots.first >= last_end - timedelta(microseconds=1)
        assert slots.first >= now
        assert slots.gap == 1 / 28.0
        last_end = slots.first + seconds(count / 28.0)


def test_nobody_gets_a_slot_before_a_pause_ends() -> None:
    account = Account(1, NOW).pause(NOW + seconds(30), NOW)
    assert account.reserve(1, NOW)[1].first == NOW + seconds(30)


def test_a_shorter_pause_does_not_shorten_a_longer_one() -> None:
    account = Account(1, NOW).pause(NOW + seconds(30), NOW).pause(NOW + seconds(5), NOW)
    assert account.pause_end(NOW) == NOW + seconds(30)


def test_after_a_pause_the_pace_climbs_back() -> None:
    end = NOW + seconds(30)
    account = Account(1, NOW, rate=28.0).pause(end, NOW)
    _, slower = account.reserve(5, end)
    _, again = account.reserve(5, end + CLIMB)
    assert slower.after(1) == pytest.approx(1 / (28.0 * CLIMB_SHARE))
    assert again.after(1) == pytest.approx(1 / 28.0)


@given(st.integers(1, 600), st.integers(1, 600), st.booleans())
def test_the_climb_ends_when_its_time_is_over_however_many_slots_are_taken_at_once(
    one: int,
    other: int,
    paid: bool,  # noqa: FBT001 - given by name
) -> None:
    end = NOW + seconds(30)
    account, rate = Account(1, NOW, rate=28.0).pause(end, NOW), PAID_RATE if paid else 28.0
    account, early = account.reserve(one, end, paid=paid)
    _, late = account.reserve(other, end, paid=paid)
    moments = [(early.first - end).total_seconds() + early.after(number) for number in range(one)]
    moments += [(late.first - end).total_seconds() + late.after(number) for number in range(other)]
    for moment, following in itertools.pairwise(moments):
        gap = 1 / rate if moment >= CLIMB.total_seconds() else 1 / (rate * CLIMB_SHARE)
        assert following - moment == pytest.approx(gap, abs=3e-6)


def test_a_clock_that_is_set_back_stalls_nothing() -> None:
    account, _ = Account(1, NOW).reserve(10, NOW)
    assert account.reserve(1, NOW - HOUR)[1].first == NOW - HOUR
    paused = account.pause(NOW + seconds(30), NOW)
    assert paused.pause_end(NOW - HOUR) is None
    assert paused.reserve(1, NOW - HOUR)[1].first == NOW - HOUR
    assert paused.reserve(1, NOW - HOUR)[1].slow == 0


def test_paid_slots_and_free_ones_do_not_wait_for_each_other() -> None:
    account, free = Account(1, NOW, rate=1.0).reserve(10, NOW)
    account, paid = account.reserve(10, NOW, paid=True)
    assert (free.first, paid.first, paid.gap) == (NOW, NOW, 1 / PAID_RATE)
    assert account.reserve(1, NOW, paid=True)[1].first == NOW + seconds(10 / PAID_RATE)
    assert account.reserve(1, NOW)[1].first == NOW + seconds(10)


def test_a_pause_holds_for_paid_messages_too() -> None:
    account = Account(1, NOW).pause(NOW + seconds(30), NOW)
    assert account.reserve(1, NOW, paid=True)[1].first == NOW + seconds(30)


def test_few_are_in_doubt_unless_the_pace_needs_more() -> None:
    assert in_doubt(28.0) == DOUBT
    assert in_doubt(PAID_RATE) == 590
