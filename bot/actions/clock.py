"""The present moment, asked for in one place so that tests may set it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.store import Store

LONGEST = timedelta(seconds=2)
"""By half of it clocks may differ: far less than a lease."""


def utc_now() -> datetime:
    """Now, aware UTC."""
    return datetime.now(UTC)


class Timekeeper:
    """The time that all processes on one database go by: this machine's, moved to where the database's clock stands."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self.ahead = timedelta(0)
        """How far the database's clock was ahead when it last said so."""
        self._heard = False

    def __call__(self) -> datetime:
        """Now, aware UTC."""
        return self._now() + self.ahead

    async def ask(self) -> None:
        """Look at the database's clock; an answer that took long says little of it. Raises what the storage raises."""
        asked = self._now()
        theirs = await self._store.clock()
        took = self._now() - asked
        if theirs is not None and (timedelta(0) <= took <= LONGEST or not self._heard):
            self.ahead, self._heard = theirs - asked - took / 2, True
