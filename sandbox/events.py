"""What happened, numbered, for the page and the tests: a bounded memory with a long poll on it."""

import asyncio
import time
from collections import deque

from sandbox.shapes import Given, Json

REMEMBERED = 50_000


class Events:
    """`n` grows by one for each event; the oldest are forgotten. The key "" concerns every chat."""

    def __init__(self) -> None:
        self.n = 0
        self._kept: deque[tuple[int, float, str, str, Json]] = deque(maxlen=REMEMBERED)
        self._waiting: set[asyncio.Future[None]] = set()
        self.closed = False

    def add(self, key: str, kind: str, **more: Given) -> None:
        self.n += 1
        self._kept.append((self.n, time.time(), key, kind, more))
        if self._waiting:
            self._wake()

    def _wake(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)
        self._waiting.clear()

    def since(self, n: int, key: str | None = None) -> list[Json]:
        found = []
        for event in reversed(self._kept):
            if event[0] <= n:
                break
            if key is None or event[2] in (key, ""):
                number, at, where, kind, more = event
                found.append({"n": number, "at": at, "key": where, "kind": kind, **more})
        return found[::-1]

    async def wait(self, n: int, key: str | None, seconds: float) -> list[Json]:
        """Events after `n`, at once if there are any, otherwise the next within `seconds`."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not (found := self.since(n, key)) and not self.closed:
            left = deadline - loop.time()
            if left <= 0:
                break
            waiter = loop.create_future()
            self._waiting.add(waiter)
            n = self.n
            await asyncio.wait([waiter], timeout=left)
            self._waiting.discard(waiter)
        return found

    def close(self) -> None:
        """Lets every long poll go home."""
        self.closed = True
        self._wake()

    def clear(self) -> None:
        self._kept.clear()
