"""Glances at SQLite: on a connection that only reads, in the caller's own thread."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Sequence
from typing import Any, cast

from sqlalchemy import URL, Dialect

from storage.prepared import Compiled, Prepared, Values


class NearGlances:
    """One row by its key takes some 10 µs and waits for no writer (WAL); a hop to a thread costs five times that."""

    trouble: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, dialect: Dialect, url: URL, wait: int) -> None:
        self._dialect = dialect
        (self._file,), self._arguments = dialect.create_connect_args(url)
        self._wait = wait
        self._open: sqlite3.Connection | None = None

    async def row(self, asked: Prepared, values: Values) -> Any:  # noqa: ANN401 - as the protocol says
        statement = asked.on(self._dialect)
        told = statement.arguments(values)
        try:
            row = _ask(self._connected(), statement, told)
        except sqlite3.OperationalError as busy:
            if busy.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            # The file is just being healed or locked as a whole: that is waited for elsewhere.
            row = await asyncio.to_thread(self._patiently, statement, told)
        return statement.row(row)

    def _patiently(self, statement: Compiled, told: list[Any]) -> Sequence[Any]:
        with contextlib.closing(self._connect(self._wait)) as connection:
            return _ask(connection, statement, told)

    def _connected(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = self._connect(0)
        return self._open

    def _connect(self, wait: int) -> sqlite3.Connection:
        told = {**self._arguments, "timeout": wait, "isolation_level": None, "check_same_thread": False}
        connection: sqlite3.Connection = sqlite3.connect(self._file, **told)
        connection.execute("PRAGMA query_only=ON")
        return connection

    async def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None


def _ask(connection: sqlite3.Connection, statement: Compiled, told: list[Any]) -> Sequence[Any]:
    # All rows, though there is one: only a statement at its end gives the moment that it sees free.
    return cast("Sequence[Any]", connection.execute(statement.text, told).fetchall()[0])
