"""aiosqlite with one hop to its thread and back for a statement, where its own cursor takes four.

SQLAlchemy makes a cursor, executes, fetches and closes, each awaited. While the event loop is busy, every way back has
to wait for the interpreter: ten statements took 30 ms of which SQLite itself needed one.

No public call of the driver does this, so private parts of it are used, all of them here: `_execute`, `_conn`, and
`_thread` as SQLAlchemy does. pyproject.toml keeps to the releases that have them; a test names the one that is gone.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar, cast

import aiosqlite
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.awaited import AsyncConnection
from storage.prepared import OnSQLite, Runner

T = TypeVar("T")
FIRST = 1000
"""Rows that come back with the statement itself; a longer answer is fetched as its reader asks."""


def connection(database: str | Path, **told: Any) -> aiosqlite.Connection:  # noqa: ANN401 - the driver's own arguments
    """Like `aiosqlite.connect`; for SQLAlchemy's `async_creator_fn`."""
    hopping = _Hopping(partial(sqlite3.connect, database, **told), FIRST)
    cast("Any", hopping)._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does with its own
    return hopping


class _Hopping(aiosqlite.Connection):
    def cursor(self) -> Any:  # noqa: ANN401 - awaited by nobody but SQLAlchemy, who enters it
        """Made where it is needed: with the statement."""
        return _Cursor(self)

    async def take(self, step: Callable[[sqlite3.Connection], T]) -> T:
        """A step of our own, in the thread."""
        return cast("T", await cast("Any", self)._execute(step, self._conn))  # noqa: SLF001 - see below


class _Cursor:
    """What SQLAlchemy asks of a cursor."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self._connection: Any = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: list[Any] = []
        self._more = False
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    @property
    def description(self) -> Any:  # noqa: ANN401 - the driver's
        return self._cursor.description if self._cursor else None

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount if self._cursor else -1

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid if self._cursor else None

    async def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Self:
        """The statement, and the first rows of its answer."""
        self._cursor, self._rows = await self._in_thread(_execute, self._connection._conn, sql, parameters)  # noqa: SLF001 - a part of the driver
        self._more = len(self._rows) == FIRST
        return self

    async def executemany(self, sql: str, parameters: Iterable[Sequence[Any]]) -> Self:
        """The same statement for each."""
        self._cursor = await self._in_thread(self._connection._conn.executemany, sql, parameters)  # noqa: SLF001 - see above
        return self

    async def fetchone(self) -> Any:  # noqa: ANN401 - a row
        return next(iter(await self.fetchmany(1)), None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = self.arraysize if size is None else size
        if len(self._rows) < size and self._more and self._cursor:
            fetched = await self._in_thread(self._cursor.fetchmany, max(size, FIRST))
            self._more = bool(fetched)
            self._rows += fetched
        some = list(islice(self._rows, size))
        del self._rows[:size]
        return some

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        if self._more and self._cursor:
            self._more = False
            rows += await self._in_thread(self._cursor.fetchall)
        return rows

    async def close(self) -> None:
        """Whoever has all its rows holds nothing of the database any more."""
        if self._more and self._cursor:
            self._more = False
            await self._in_thread(self._cursor.close)

    async def _in_thread(self, work: Any, *told: Any) -> Any:  # noqa: ANN401 - the driver's own
        return await self._connection._execute(work, *told)  # noqa: SLF001 - its only way into the thread


def _execute(connection: sqlite3.Connection, sql: str, parameters: Sequence[Any]) -> tuple[sqlite3.Cursor, list[Any]]:
    """In the thread."""
    cursor = connection.execute(sql, parameters)
    return cursor, cursor.fetchmany(FIRST) if cursor.description else []


async def within(tx: AsyncConnection, step: Callable[[Runner], T]) -> T:
    """A step in a unit of work; what goes wrong comes out as SQLAlchemy would say it."""
    hopping = cast("_Hopping", (await tx.get_raw_connection()).driver_connection)
    try:
        return await hopping.take(lambda connection: step(OnSQLite(connection)))
    except sqlite3.IntegrityError as error:
        raise IntegrityError(None, None, error) from error
    except sqlite3.Error as error:
        raise OperationalError(None, None, error) from error
