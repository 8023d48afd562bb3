"""The present moment, asked for in one place so that tests may set it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.store import Store


def utc_now() -> datetime:
    """Now, aware UTC."""
    return datetime.now(UTC)


class Timekeeper:
    """The time that all processes on one database go by: this machine's, moved to where the database's clock stands."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store, self._now = store, now
        self.ahead = timedelta(0)
        """How far the database's clock was ahead when it was last asked."""

    def __call__(self) -> datetime:
        """Now, aware UTC."""
        return self._now() + self.ahead

    async def ask(self) -> None:
        """Look at the database's clock. Raises what the storage raises."""
        theirs = await self._store.clock()
        if theirs is not None:
            self.ahead = theirs - self._now()
