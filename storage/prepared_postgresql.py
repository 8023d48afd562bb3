"""Prepared statements on PostgreSQL's driver, which is imported only where the database is one."""

from collections.abc import Sequence
from typing import Any

from asyncpg import Connection
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.util import await_only

from storage.prepared import Prepared, Values


class OnPostgreSQL:
    """asyncpg, from within SQLAlchemy's `run_sync`."""

    dialect = PGDialect_asyncpg()  # type: ignore[no-untyped-call]
    shared = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def row(self, prepared: Prepared, values: Values) -> Any:  # noqa: ANN401 - as the protocol says
        return next(iter(self.rows(prepared, values)), None)

    def rows(self, prepared: Prepared, values: Values) -> list[Any]:
        statement = prepared.on(self.dialect)
        found = await_only(self._connection.fetch(statement.text, *statement.arguments(values)))
        return [statement.row(tuple(raw)) for raw in found]

    def do(self, prepared: Prepared, values: Values) -> int:
        statement = prepared.on(self.dialect)
        done = await_only(self._connection.execute(statement.text, *statement.arguments(values)))
        return int(done.rpartition(" ")[2])

    def many(self, prepared: Prepared, lines: Sequence[Values]) -> None:
        statement = prepared.on(self.dialect)
        await_only(self._connection.executemany(statement.text, [statement.arguments(line) for line in lines]))
