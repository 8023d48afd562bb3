"""The pace of an account."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.accounts import Account

NOW = datetime(2027, 1, 1, tzinfo=UTC)


@given(st.lists(st.tuples(st.integers(1, 50), st.floats(0, 5)), min_size=1, max_size=40))
def test_slots_never_overlap_and_never_come_faster_than_the_rate(asked: list[tuple[int, float]]) -> None:
    account, now, taken, last_end = Account(1, NOW, rate=28.0), NOW, 0, NOW
    for count, pause in asked:
        now += timedelta(seconds=pause)
        account, first = account.reserve(count, now)
        assert first >= last_end - timedelta(microseconds=1)
        assert first >= now
        last_end = first + timedelta(seconds=count / 28.0)
        taken += count


def test_nobody_gets_a_slot_before_a_pause_ends() -> None:
    account = Account(1, NOW).pause(NOW + timedelta(seconds=30))
    _, first = account.reserve(1, NOW)
    assert first == NOW + timedelta(seconds=30)


def test_a_shorter_pause_does_not_shorten_a_longer_one() -> None:
    account = Account(1, NOW).pause(NOW + timedelta(seconds=30)).pause(NOW + timedelta(seconds=5))
    assert account.paused_until == NOW + timedelta(seconds=30)
