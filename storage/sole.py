"""Who serves from one database at a time: one `run`, and beside it workers on PostgreSQL alone; all of one version.

The system, or the server, lets go of what a process held however it ends.
"""

import asyncio
import contextlib
import fcntl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import DBAPIError

from storage.awaited import AsyncConnection, AsyncEngine
from storage.fault import StorageFault

_AT_WORK = 0x6B61706F6B21
"""`kapok!`: the advisory lock that all who serve share, and that who changes the tables has alone."""
_PATIENCE = 10.0
"""Seconds in which a server says whether somebody is there yet."""
_MINE = text("SELECT pid, backend_start AS since FROM pg_stat_activity WHERE pid = pg_backend_pid()")
_END = text("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = :pid AND backend_start = :since")


@contextlib.contextmanager
def of_a_file(path: Path, *, alone: bool) -> Iterator[None]:
    """Hold SQLite's file, alone or beside others who are not alone. Raises `StorageFault` when somebody is in the way.

    The lock is beside it: whoever closes a file that SQLite has open too takes SQLite's own locks away.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_name(f"{path.name}-serving").open("ab") as beside:
        try:
            fcntl.flock(beside, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageFault(
                f"{path}: another Kapok is at work on this file, which is for one process: stop that one first"
            ) from None
        yield


def nobody_has(path: Path) -> bool:
    """Whether nobody serves from SQLite's file."""
    try:
        with of_a_file(path, alone=True):
            return True
    except StorageFault:
        return False


class Taken(StorageFault):
    """The place is another `run`'s."""


class Seat:
    """The place of an account's only `run` on a PostgreSQL, or of a worker (no account): a session of its own holds it.

    A server that is restarted forgets it.
    """

    def __init__(self, engine: AsyncEngine, place: str, account: int | None) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._place, self._account = place, account
        self._session: AsyncConnection | None = None
        self._known: dict[str, Any] | None = None
        """By which the server tells this session from all others."""

    async def take(self) -> None:
        """Raises `Taken`."""
        async with self._holding(await self._engine.connect().start()) as session:
            if self._known:  # a server that has not noticed the end of our session would keep the place for it
                await session.execute(_END, self._known)
            if self._account is not None:
                name = func.hashtextextended(f"kapok run {self._account}", 0)
                if not (await session.execute(select(func.pg_try_advisory_lock(name)))).scalar_one():
                    raise Taken(
                        f"{self._place}: another `run` of this bot is at work on this database: stop that one first"
                    )
            self._known = (await session.execute(_MINE)).one()._asdict()

    async def work(self) -> None:
        """From now on, while it is held, nobody changes the tables of this PostgreSQL."""
        if self._session is not None:
            async with self._holding(self._session) as session:
                await session.execute(select(func.pg_advisory_lock_shared(_AT_WORK)))

    async def keep(self) -> None:
        """Take it again if the server has forgotten it. Raises `Taken`; any other fault: the server is away."""
        async with asyncio.timeout(_PATIENCE):
            if self._session is not None:
                with contextlib.suppress(DBAPIError):
                    async with self._holding(self._session) as session:
                        await session.execute(select(1))
                    return
            await self.take()
            await self.work()

    async def leave(self) -> None:
        """Whoever waits for it need not wait until the server notices."""
        if self._session is not None:
            with contextlib.suppress(DBAPIError, OSError):
                async with self._holding(self._session) as session:
                    await session.execute(select(func.pg_advisory_unlock_all()))
                await session.close()

    @contextlib.asynccontextmanager
    async def _holding(self, session: AsyncConnection) -> AsyncIterator[AsyncConnection]:
        """Held by this session from the block's end on; by none, and the session is over, when it fails."""
        self._session = None
        try:
            yield session
            self._session = session
        finally:
            if self._session is None:
                await session.invalidate()
                await session.close()


def nobody_at_work(connection: Connection) -> bool:
    """Whether nobody serves from this PostgreSQL, until the transaction ends."""
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(_AT_WORK))).scalar_one())
