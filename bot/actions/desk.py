"""A worker's place: what it sends through, under which name, by which clock; and the gate of flood answers."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.delivery import Refusal
from bot.store import Store, Work
from bot.transport import Transport

OPEN = datetime.min.replace(tzinfo=UTC)
"""A gate that was never closed."""


@dataclass(slots=True)
class Desk:
    """A worker's place: what it sends through, under which name, by which clock."""

    store: Store
    transport: Transport
    owner: str
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    closed_until: datetime = OPEN
    """The local gate: nothing is sent before this moment."""
    recent: dict[int, deque[bool]] = field(default_factory=dict)
    """Broadcast -> whether each of its latest copies from here was refused."""
    shown: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    """Broadcast -> what its progress message says, and from when on it may be changed again."""

    @property
    def open(self) -> bool:
        """Whether anything may leave from here now: the desk is not closing, and the gate stands open."""
        return not self.stopping.is_set() and self.closed_until <= self.now()

    async def wait_until(self, moment: datetime) -> bool:
        """Wait for a paced slot; false when the desk or the gate closes first."""
        while self.open:
            wait = (moment - self.now()).total_seconds()
            if wait <= 0:
                return True
            await self.sleep(min(wait, 0.5))
        return False

    async def pause(self, refusal: Refusal) -> None:
        """A flood answer stops everyone on this account: here at once, other processes at their next batch."""
        until = self.now() + timedelta(seconds=refusal.retry_after or 1)
        self.closed_until = max(self.closed_until, until)
        async with self.store.write() as tx:
            await tx.accounts.pause(self.transport.account_id, until)

    async def paused(self, tx: Work) -> bool:
        """Whether a flood answer stands, heard here or in another process."""
        until = await tx.accounts.paused_until(self.transport.account_id)
        return max(until or OPEN, self.closed_until) > self.now()
