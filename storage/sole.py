"""Who serves from one database at a time: one `run`, and beside it workers on PostgreSQL alone; all of one version.

The system, or the server, lets go of what a process held however it ends.
"""

import contextlib
import fcntl
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.fault import StorageFault

_AT_WORK = 0x6B61706F6B21
"""`kapok!`: the advisory lock that all who serve share, and that who changes the tables has alone."""


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


@contextlib.asynccontextmanager
async def of_a_server(engine: AsyncEngine, place: str, account: int | None) -> AsyncIterator[AsyncConnection]:
    """Be the only `run` of an account on this PostgreSQL, or a worker (none). Raises `StorageFault` when there is one.

    A server that is restarted forgets it: until our next start nobody is held back.
    """
    name = func.hashtextextended(f"kapok run {account}", 0)
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        if account is not None and not (await connection.execute(select(func.pg_try_advisory_lock(name)))).scalar_one():
            raise StorageFault(f"{place}: another `run` of this bot is at work on this database: stop that one first")
        try:
            yield connection
        finally:
            with contextlib.suppress(DBAPIError, OSError):
                await connection.execute(select(func.pg_advisory_unlock_all()))


async def at_work(connection: AsyncConnection) -> None:
    """From now on, while this connection is held, nobody changes the tables of this PostgreSQL."""
    await connection.execute(select(func.pg_advisory_lock_shared(_AT_WORK)))


def nobody_at_work(connection: Connection) -> bool:
    """Whether nobody serves from this PostgreSQL, until the transaction ends."""
    return bool(connection.execute(select(func.pg_try_advisory_xact_lock(_AT_WORK))).scalar_one())
