"""Prepared statements on PostgreSQL's driver, which is imported only where the database is one."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from asyncpg import Connection, IntegrityConstraintViolationError, InterfaceError, PostgresError
from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.util import await_only

from storage.awaited import AsyncConnection
from storage.prepared import Prepared, Runner, Values

T = TypeVar("T")
_NOTHING = select(literal(1))


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

    def alike(
        self, prepared: Prepared, values: Values, own: int, noun: Callable[[Any], T]
    ) -> list[tuple[Sequence[Any], T]]:
        """Made for each: what the driver has decoded already (lists) is not to be looked up."""
        return [(row[:own], noun(row)) for row in self.rows(prepared, values)]

    def changed(self, prepared: Prepared, values: Values) -> list[Any]:
        return self.rows(prepared, values)

    def do(self, prepared: Prepared, values: Values) -> int:
        statement = prepared.on(self.dialect)
        done = await_only(self._connection.execute(statement.text, *statement.arguments(values)))
        return int(done.rpartition(" ")[2])

    def many(self, prepared: Prepared, lines: Sequence[Sequence[Any]]) -> None:
        statement = prepared.on(self.dialect)
        await_only(self._connection.executemany(statement.text, [statement.line(line) for line in lines]))


async def within(tx: AsyncConnection, step: Callable[[Runner], T]) -> T:
    """A step in a unit of work; what goes wrong comes out as SQLAlchemy would say it."""
    driver: Any = (await tx.get_raw_connection()).driver_connection
    if not driver.is_in_transaction():  # SQLAlchemy begins at the first statement that it says itself
        await tx.execute(_NOTHING)
    try:
        return await tx.run_sync(lambda _: step(OnPostgreSQL(driver)))
    except IntegrityConstraintViolationError as error:
        raise IntegrityError(None, None, error) from error
    except (PostgresError, InterfaceError, OSError) as error:
        raise OperationalError(None, None, error) from error
