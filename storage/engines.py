"""One engine to read and one to write, for either database, from one URL."""

import inspect
import json
import sqlite3
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry, PoolResetState, StaticPool

from storage.awaited import AsyncEngine, create_async_engine
from storage.fault import StorageFault
from storage.hop import connection

WAIT = 10
"""Seconds to wait for a connection, or for SQLite's lock."""
_IDLE = 10
"""Connections that are kept open for the next unit of work."""
_FORGOTTEN_SOON = {"tcp_keepalives_idle": "30", "tcp_keepalives_interval": "10", "tcp_keepalives_count": "3"}
"""Seconds, and how often: a machine that is gone holds nothing on the server for longer than a minute."""
_CACHE = "PRAGMA cache_size=-512"
"""KB of pages that a connection keeps: SQLite's own 2,000 filled up over minutes, and the system keeps them too."""
_LIBPQ = {"sslmode": "ssl"}
ALCHEMYS_OWN = ("prepared_statement_cache_size", "prepared_statement_name_func", "async_fallback")
"""What a URL may say to SQLAlchemy's side of PostgreSQL's driver only."""
_dumps = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))
_DISCREET: dict[str, Any] = {"hide_parameters": True, "json_serializer": _dumps}
"""What people write must not stand in a log when a statement fails."""
_SQLITE_ARGUMENTS: dict[str, Any] = {"connect_args": {"timeout": WAIT}, **_DISCREET}


@dataclass(frozen=True, slots=True)
class Engines:
    """A reading and a writing engine; `place` names the database without secrets."""

    place: str
    read: AsyncEngine
    write: AsyncEngine
    path: Path | None = None
    """SQLite's file, unless it was given as a `file:` address."""
    strides: Engine | None = None
    """SQLite's writer for the hot path, to be used in a single thread."""

    @property
    def is_sqlite(self) -> bool:
        """Whether one writer at a time is all there is."""
        return self.write.dialect.name == "sqlite"

    async def close(self) -> None:
        """Close every connection."""
        await self.read.dispose()
        await self.write.dispose()


def engines(url: str) -> Engines:
    """Engines for `sqlite+aiosqlite:///FILE` or `postgresql+asyncpg://USER@HOST/NAME`. Raises `StorageFault`."""
    parsed = address(url)
    if parsed.drivername == "sqlite+aiosqlite":
        return _sqlite(parsed)
    if parsed.drivername == "postgresql+asyncpg":
        return _postgresql(parsed)
    raise StorageFault(f"{parsed.drivername}: Kapok keeps its data in sqlite+aiosqlite or postgresql+asyncpg")


def address(url: str) -> URL:
    """The parts of a database's URL, as its driver wants them. Raises `StorageFault`."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise StorageFault("not the URL of a database") from None
    return _of_the_driver(parsed) if parsed.drivername == "postgresql+asyncpg" else parsed


def _of_the_driver(parsed: URL) -> URL:
    """With libpq's `sslmode` by the name that asyncpg has for it; what it has no name for would be a traceback."""
    import asyncpg  # noqa: PLC0415 - a driver that SQLite needs not

    said = {_LIBPQ.get(name, name): value for name, value in parsed.query.items()}
    known = {*inspect.signature(asyncpg.connect).parameters, *ALCHEMYS_OWN}
    if unknown := sorted(said.keys() - known):
        raise StorageFault(f"the database's URL: nothing of PostgreSQL's driver is called {unknown[0]}")
    return parsed.set(query=said)


def unchanging(url: str) -> AsyncEngine:
    """An engine that does not even make SQLite's file."""
    parsed = make_url(url)
    name = parsed.database or ""
    if not name.startswith("file:"):
        parsed = parsed.set(database=f"file:{quote(name)}", query={"mode": "ro", "uri": "true"})
    return _sqlite_reader(parsed)


def _sqlite_reader(parsed: URL) -> AsyncEngine:
    return _sqlite_engine(parsed, "BEGIN", "PRAGMA query_only=ON")


def _sqlite(parsed: URL) -> Engines:
    name = parsed.database or ""
    if not name or ":memory:" in name or "memory" in parsed.query.get("mode", ""):
        raise StorageFault("SQLite in memory forgets everything and cannot be shared: name a file")
    if parsed.query and not name.startswith("file:"):
        raise StorageFault(f"{name}: SQLite's file is named without ?{next(iter(parsed.query))}=…")
    # FULL: a power cut must not undo an intent whose messages have left, or they would be sent again without a word.
    pragmas = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")
    path = None if name.startswith("file:") else Path(name)
    strides = create_engine(parsed.set(drivername="sqlite+pysqlite"), poolclass=StaticPool, **_SQLITE_ARGUMENTS)
    _prepare(strides, "BEGIN IMMEDIATE", *pragmas)
    return Engines(name, _sqlite_reader(parsed), _sqlite_engine(parsed, "BEGIN IMMEDIATE", *pragmas), path, strides)


def _sqlite_engine(parsed: URL, begin: str, *pragmas: str) -> AsyncEngine:
    arguments = {"connect_args": {"timeout": WAIT, "async_creator_fn": connection}, **_DISCREET}
    engine = create_async_engine(parsed, pool_size=_IDLE, pool_reset_on_return=None, **arguments)
    _prepare(engine.sync_engine, begin, *pragmas)
    event.listen(engine.sync_engine, "reset", _roll_back)
    return engine


def _prepare(engine: Engine, begin: str, *pragmas: str) -> None:
    """Emit our own BEGIN: Python's driver would begin late, and never for DDL or a SELECT."""

    def prepare(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver's, adapted
        connection.isolation_level = None
        cursor = connection.cursor()
        try:
            for pragma in (_CACHE, *pragmas):
                _say(cursor, pragma)
        except Exception:
            connection.close()  # not yet the pool's, so nobody else would
            raise
        cursor.close()

    def start(connection: Connection) -> None:
        cursor = connection.connection.cursor()  # each unit of work: SQLAlchemy's own execution costs thrice as much
        try:
            cursor.execute(begin)
        except sqlite3.Error as error:
            raise OperationalError(begin, None, error) from error
        finally:
            cursor.close()

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", start)


def _roll_back(connection: Any, _: ConnectionPoolEntry, state: PoolResetState) -> None:  # noqa: ANN401 - adapted, too
    """Only what was cut short: whoever comes back at its end is spared the way to the thread."""
    if state.asyncio_safe and connection.driver_connection.in_transaction:
        connection.rollback()


def _say(cursor: Any, pragma: str) -> None:  # noqa: ANN401 - the driver's, adapted
    """Once more while others turn a new file to its log ahead of us: SQLite says `locked` to that without waiting."""
    until = time.monotonic() + WAIT
    while True:
        try:
            cursor.execute(pragma)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _postgresql(parsed: URL) -> Engines:
    from storage.watchful import Watchful  # noqa: PLC0415 - a driver that SQLite needs not

    settings = {"application_name": "kapok", **_FORGOTTEN_SOON}
    arguments = {"timeout": WAIT, "connection_class": Watchful, "server_settings": settings}
    engine = create_async_engine(
        parsed,
        connect_args=arguments,
        pool_size=_IDLE,
        pool_pre_ping=True,  # a restarted server must not cost the first of every ten units of work
        **_DISCREET,
    )
    reader = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(f"{parsed.host or parsed.query.get('host', 'localhost')}/{parsed.database}", reader, engine)
