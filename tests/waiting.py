"""Waiting for what must come in the end, whatever comes before it and however busy the machine is."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

import pytest

PATIENCE = 60.0
"""Seconds after which it will not come: no measure of how fast it should."""
GLANCE = 0.02
"""Seconds between two looks."""
T = TypeVar("T")


async def comes(so: Callable[[], Awaitable[T | None]], what: str = "") -> T:
    """Look again and again until the answer is true; that answer. A test whose answer never is says the last one."""
    said: T | None = None
    try:
        async with asyncio.timeout(PATIENCE):
            while not (said := await so()):  # noqa: ASYNC110 - whoever it is tells nobody
                await asyncio.sleep(GLANCE)
            return said
    except TimeoutError:
        pytest.fail(f"it never came: {what or so.__qualname__} (the last answer: {said!r})")
