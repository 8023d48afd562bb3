"""A fault that comes back is told once a minute."""

import logging

import pytest

from bot.actions.faults import SILENT, Faults


def test_the_same_fault_is_told_again_after_a_minute_and_another_one_at_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    now, told, log = 1000.0, Faults(), logging.getLogger("test")
    monkeypatch.setattr("bot.actions.faults.time.monotonic", lambda: now)
    for no, fault in enumerate((KeyError(1), KeyError(1), KeyError(2))):
        told.tell(log, fault, "turn %s failed", no)
    now += SILENT - 1
    told.tell(log, KeyError(1), "turn %s failed", 3)
    now += 1
    told.tell(log, KeyError(1), "turn %s failed", 4)
    assert [record.getMessage() for record in caplog.records] == [f"turn {no} failed" for no in (0, 2, 4)]
