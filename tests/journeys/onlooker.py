"""The clock of a city in which nothing has changed has nothing to do: its turns are taken when something has.

A city waits for most of its time, and what the clock asks every second in vain would be a fifth of its work.
"""

import contextlib
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import make_url

from scheduler import clock
from tests import cast

TURNS = ("forget_due", "tell_authors", "announce", "lapse", "end_pauses", "tell_digests")
"""What the clock asks every few seconds: what comes due does so by a deed, or by hours that a test lets pass."""
ANYHOW = 5.0
"""Seconds from one look to the next where nothing has changed, as often as everywhere else."""


@contextlib.contextmanager
def looking_on(patch: pytest.MonkeyPatch, url: str, watch: cast.Wristwatch) -> Iterator[None]:
    """In the block, such turns are taken when the database or the watch stands otherwise than when they began last."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        yield
        return
    with contextlib.closing(sqlite3.connect(address.database or "")) as onlooker:

        def standing() -> object:
            (version,) = onlooker.execute("PRAGMA data_version").fetchone()  # of what others have written
            return version, watch.moved, time.monotonic() // ANYHOW

        for name in TURNS:
            patch.setattr(clock, name, _unless_still(getattr(clock, name), standing))
        yield


def _unless_still(verb: Callable[..., Awaitable[Any]], standing: Callable[[], object]) -> Callable[..., Awaitable[Any]]:
    seen: object = None

    async def turn(*told: Any) -> Any:
        nonlocal seen
        now = standing()
        if now == seen:
            return False
        seen = now
        return await verb(*told)

    return turn
