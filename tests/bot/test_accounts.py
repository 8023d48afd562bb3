"""The pace of an account, as its row keeps it."""

from datetime import UTC, datetime, timedelta

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
    assert slower.gap == 1 / (28.0 * CLIMB_SHARE)
    assert again.gap == 1 / 28.0


def test_a_clock_that_is_set_back_stalls_nothing() -> None:
    account, _ = Account(1, NOW).reserve(10, NOW)
    assert account.reserve(1, NOW - HOUR)[1].first == NOW - HOUR
    paused = account.pause(NOW + seconds(30), NOW)
    assert paused.pause_end(NOW - HOUR) is None
    assert paused.reserve(1, NOW - HOUR)[1].first == NOW - HOUR


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
    assert in_doubt(PAID_RATE) == 588
