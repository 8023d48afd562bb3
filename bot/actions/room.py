"""The room of one process: so many people may be without a kept outcome at once, whichever line they belong to.

One line at a time fills it; the others only wait for their last answers. So a stride is as large as it can be, and
nobody's rate suffers while a segment ends.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Protocol, Self


class Holder(Protocol):
    """A line."""

    @property
    def held(self) -> int:
        """Whom it has intended, and whose outcomes are not kept."""

    def hear(self) -> None:
        """There may be more room now."""

    def make_way(self) -> None:
        """Something urgent waits to be claimed."""


@dataclass
class Room:
    """What the lines of a process share."""

    lines: list[Holder] = field(default_factory=list)
    filling: asyncio.Lock = field(default_factory=asyncio.Lock)

    def left(self, most: int) -> int:
        """How many more may be intended when so many are allowed."""
        return max(0, most - sum([line.held for line in self.lines]))

    def tell(self) -> None:
        """Outcomes have been kept."""
        for line in self.lines:
            line.hear()

    def make_way(self) -> None:
        """Something urgent waits to be claimed."""
        for line in self.lines:
            line.make_way()

    def fill(self) -> "Filling":
        """To be entered by whoever claims and intends."""
        return Filling(self.filling)


class Filling:
    """The leave to claim and to intend; it can be given to the next before the work is over."""

    def __init__(self, lock: asyncio.Lock) -> None:
        self._lock, self._mine = lock, False

    async def __aenter__(self) -> Self:
        await self._lock.acquire()
        self._mine = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """The next may begin."""
        if self._mine:
            self._mine = False
            self._lock.release()
