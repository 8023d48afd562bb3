"""Glances at PostgreSQL: on a few connections of their own, prepared once on each, one round trip a glance."""

import contextlib
from typing import Any

import asyncpg
from sqlalchemy import URL, Dialect

from storage.engines import ALCHEMYS_OWN
from storage.prepared import Prepared, Values
from storage.watchful import Watchful

LINES = 4
"""Connections, opened when they are needed."""
_CUT = (asyncpg.InterfaceError, asyncpg.InternalClientError, asyncpg.PostgresConnectionError, OSError)


class FarGlances:
    """A pool of the driver's own: through SQLAlchemy's each would cost a ping and a rollback too."""

    trouble: tuple[type[Exception], ...] = (asyncpg.PostgresError, TimeoutError, *_CUT)

    def __init__(self, dialect: Dialect, url: URL, wait: int) -> None:
        self._dialect = dialect
        told = dialect.create_connect_args(url)[1]
        self._arguments = {name: value for name, value in told.items() if name not in ALCHEMYS_OWN}
        self._wait = wait
        self._pool: Any = None

    async def row(self, asked: Prepared, values: Values) -> Any:  # noqa: ANN401 - as the protocol says
        statement = asked.on(self._dialect)
        return statement.row(tuple(await self._fetched(statement.text, statement.arguments(values))))

    async def _fetched(self, text: str, told: list[Any]) -> Any:  # noqa: ANN401 - the driver has no types
        """Said again on another connection when one turns out to be cut, as all are when the server was restarted."""
        pool = await self._lines()
        for _ in range(LINES):
            with contextlib.suppress(*_CUT):
                return await pool.fetchrow(text, *told)
        return await pool.fetchrow(text, *told)

    async def _lines(self) -> Any:  # noqa: ANN401 - the driver has no types
        if self._pool is None:
            self._pool = asyncpg.create_pool(
                **self._arguments,
                timeout=self._wait,
                connection_class=Watchful,
                server_settings={"application_name": "kapok"},
                min_size=0,
                max_size=LINES,
                reset=_as_it_is,
            )
            await self._pool  # opens nothing yet, so nobody comes in between
        return self._pool

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()
            self._pool = None


async def _as_it_is(_: object) -> None:
    """A glance leaves nothing behind: the round trip that would tidy up is saved."""
