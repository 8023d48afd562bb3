"""SQLAlchemy's engine and connection for an event loop: what its package for that does, without the ORM beside it.

`sqlalchemy.ext.asyncio` imports the ORM for its sessions: seven megabytes of each process, and nobody here uses it.
What is left of the package is one call, `greenlet_spawn`, by which a driver of the loop is awaited within plain code.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self, TypeVar, TypeVarTuple

from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable, PoolProxiedConnection, Row
from sqlalchemy.util import greenlet_spawn

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
AnyResult = CursorResult[*tuple[Any, ...]]


class AsyncConnection:
    """A connection, to be awaited: from `start`, or the begin of `async with`, to its end, or `close`."""

    sync_connection: Connection

    def __init__(self, sync_engine: Engine) -> None:
        self.sync_engine = sync_engine

    async def start(self) -> Self:
        """Out of the pool."""
        self.sync_connection = await greenlet_spawn(self.sync_engine.connect)
        return self

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await _to_its_end(self.close())

    @property
    def dialect(self) -> Dialect:
        """The database's."""
        return self.sync_connection.dialect

    async def run_sync(self, work: Callable[[Connection, *Ts], T], *told: *Ts) -> T:
        """Plain code with a plain connection."""
        return await greenlet_spawn(work, self.sync_connection, *told)

    async def execute(self, statement: Executable, parameters: Any = None) -> AnyResult:  # noqa: ANN401 - SQLAlchemy's own
        """A statement; its rows are all here."""
        return await greenlet_spawn(self.sync_connection.execute, statement, parameters)

    async def scalar(self, statement: Executable) -> Any:  # noqa: ANN401 - one value of any column
        """The first column of the first row."""
        return await greenlet_spawn(self.sync_connection.scalar, statement)

    async def exec_driver_sql(self, statement: str, parameters: Any = None) -> AnyResult:  # noqa: ANN401 - SQLAlchemy's own
        """A statement in the driver's own words."""
        return await greenlet_spawn(self.sync_connection.exec_driver_sql, statement, parameters)

    async def parts(self, statement: Executable, size: int) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
        """Its rows as the database brings them, so many at once at most."""
        found = await greenlet_spawn(
            self.sync_connection.execute, statement, execution_options={"stream_results": True, "yield_per": size}
        )
        try:
            while part := await greenlet_spawn(found.fetchmany, size):
                yield part
        finally:
            await greenlet_spawn(found.close)

    async def get_raw_connection(self) -> PoolProxiedConnection:
        """The pool's; `driver_connection` is the driver's own."""
        return await greenlet_spawn(getattr, self.sync_connection, "connection")

    async def commit(self) -> None:
        """Keep what the open transaction did."""
        await greenlet_spawn(self.sync_connection.commit)

    async def invalidate(self) -> None:
        """Never to be used again."""
        await greenlet_spawn(self.sync_connection.invalidate)

    async def close(self) -> None:
        """Back to the pool; a transaction that is open is undone."""
        await greenlet_spawn(self.sync_connection.close)


class AsyncEngine:
    """An engine, to be awaited; its driver has to be one for an event loop."""

    def __init__(self, sync_engine: Engine) -> None:
        self.sync_engine = sync_engine

    @property
    def dialect(self) -> Dialect:
        """The database's."""
        return self.sync_engine.dialect

    def execution_options(self, **options: Any) -> "AsyncEngine":  # noqa: ANN401 - SQLAlchemy's own
        """Of the same connections, with other options."""
        return AsyncEngine(self.sync_engine.execution_options(**options))

    def connect(self) -> AsyncConnection:
        """A connection for the block of `async with`."""
        return AsyncConnection(self.sync_engine)

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """A connection with a transaction, kept at the block's end and undone when it fails."""
        async with self.connect() as connection:
            transaction = await greenlet_spawn(connection.sync_connection.begin)
            try:
                yield connection
                await greenlet_spawn(transaction.commit)
            except BaseException:
                await greenlet_spawn(transaction.rollback)
                raise

    async def dispose(self) -> None:
        """Close what the pool keeps."""
        await greenlet_spawn(self.sync_engine.dispose)


async def _to_its_end(closing: Coroutine[Any, Any, None]) -> None:
    """Whoever is cancelled meanwhile must neither lose a connection of the pool nor go on before it is back."""
    task, cancelled = asyncio.create_task(closing), None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
