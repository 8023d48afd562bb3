"""Time that nobody waits for: a loop that jumps to the next timer, and the clock that shows where it stands."""

import asyncio
import selectors
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

BEGIN = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)
T = TypeVar("T")


class _Leap(selectors.BaseSelector):
    """No files, only time: what the loop would wait for has passed at once."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return selectors.SelectorKey(fileobj, 0, 0, None)

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("everybody waits for somebody else")
        self.seconds += max(timeout, 0.0)
        return []

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return {}


class VirtualLoop(asyncio.SelectorEventLoop):
    """Deterministic: the same coroutines in the same order, whatever the machine does."""

    def __init__(self) -> None:
        self._leap = _Leap()
        super().__init__(self._leap)

    def time(self) -> float:
        return self._leap.seconds

    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self._leap.seconds)


def in_no_time(loop: VirtualLoop, coroutine: Coroutine[Any, Any, T]) -> T:
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()
