"""Quiet hours."""

from datetime import time

import pytest

from bot.people import Quiet


@pytest.mark.parametrize(
    ("quiet", "at", "covered"),
    [
        (Quiet(), time(21, 30), True),
        (Quiet(), time(3, 0), True),
        (Quiet(), time(8, 29), True),
        (Quiet(), time(8, 30), False),
        (Quiet(), time(12, 0), False),
        (Quiet(time(13), time(14)), time(13, 30), True),
        (Quiet(time(13), time(14)), time(14, 0), False),
        (Quiet(time(9), time(9)), time(9), False),
        (Quiet(on=False), time(3, 0), False),
    ],
)
def test_quiet_hours_may_cross_midnight(quiet: Quiet, at: time, covered: bool) -> None:  # noqa: FBT001
    assert quiet.covers(at) is covered
