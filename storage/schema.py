"""What all tables share: one metadata, the types that differ between databases, and the way to insert-or-ignore."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any, TypeVar

from sqlalchemy import (
    ARRAY,
    JSON,
    BigInteger,
    BindParameter,
    ColumnElement,
    DateTime,
    Dialect,
    Executable,
    Integer,
    MetaData,
    Row,
    Select,
    Table,
    any_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.awaited import AsyncConnection
from storage.hop import within
from storage.prepared import Runner

T = TypeVar("T")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits everywhere: SQLite gives its own row ids only to a column called INTEGER, which holds 64 bits."""
Json = JSON(none_as_null=True)
AnyRow = Row[*tuple[Any, ...]]
When = datetime | BindParameter[datetime]
"""A moment that is known, or that a prepared statement is told."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time: `timestamptz` on PostgreSQL, whole microseconds since 1970 on SQLite (order, arithmetic)."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        inner = BigInteger() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(inner)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401 - the driver's type
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive time {value}: moments are aware")
        return (value - _EPOCH) // _MICROSECOND if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ANN401 - as above
        if value is None:
            return None
        return _EPOCH + timedelta(microseconds=value) if dialect.name == "sqlite" else value.astimezone(UTC)


class WallClock(TypeDecorator[datetime]):
    """A naive wall-clock time; its zone stands in a column of its own."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's
        if value is not None and value.tzinfo is not None:
            raise ValueError(f"aware time {value}: a wall clock is naive")
        return value


def one_of(column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Worded once; a list would be at each execution."""
    return or_(*(column == literal_column(f"'{value}'") for value in sorted(values)))


def among(dialect: ModuleType, column: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a column's value is one of `ids`, in one value however many they are."""
    if dialect is sqlite:
        each = func.json_each(bindparam("ids", type_=Json)).table_valued("value")
        return column.in_(select(each.c.value))
    return column == any_(bindparam("ids", type_=ARRAY(BigInteger)))


def as_row(table: Table, noun: object, **kept_as: object) -> dict[str, object]:
    """A noun as a row, without its number: what each column is called, and `kept_as` where it looks otherwise."""
    return {name: getattr(noun, name) for name in table.c.keys() if name not in {"id", *kept_as}} | kept_as  # noqa: SIM118


class Keeper:
    """What every noun's keeper starts from: the connection of the open unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._tx = connection

    @property
    def _writing(self) -> bool:
        """Whether this unit of work may change anything, so that what it reads in order to change can be held."""
        return not self._tx.sync_engine.get_execution_options().get("postgresql_readonly", False)

    async def _step(self, step: Callable[[Runner], T]) -> T:
        """Prepared statements in this unit of work; on SQLite one way to its thread and back for all of them."""
        if self._tx.dialect.name == "sqlite":
            return await within(self._tx, step)
        from storage import prepared_postgresql  # noqa: PLC0415 - a driver that SQLite needs not

        return await prepared_postgresql.within(self._tx, step)

    async def _do(self, statement: Executable) -> int:
        """How many rows it changed."""
        return (await self._tx.execute(statement)).rowcount

    async def _one(self, statement: Executable) -> AnyRow | None:
        return (await self._tx.execute(statement)).one_or_none()

    async def _just_one(self, statement: Executable) -> AnyRow:
        return (await self._tx.execute(statement)).one()

    async def _all(self, statement: Executable) -> Sequence[AnyRow]:
        return (await self._tx.execute(statement)).all()

    async def _value(self, statement: Executable) -> Any:  # noqa: ANN401 - one value of any column
        return (await self._tx.execute(statement)).scalar_one_or_none()

    async def _total(self, statement: Select[*tuple[Any, ...]]) -> int:
        """How many rows a query has in all."""
        counted = select(func.count()).select_from(statement.order_by(None).subquery())
        return int(await self._value(counted))

    async def _add(self, table: Table, **values: object) -> Any:  # noqa: ANN401 - a key of any type
        """Insert one row; the first column of its key, or nothing when such a row is there already."""
        key = next(iter(table.primary_key))
        return await self._value(self._insert(table).values(values).on_conflict_do_nothing().returning(key))

    async def _put(self, table: Table, **values: object) -> None:
        """Insert one row, or overwrite the given columns of the one with this key."""
        keys = [column.name for column in table.primary_key]
        rest = {name: value for name, value in values.items() if name not in keys}
        await self._tx.execute(self._insert(table).values(values).on_conflict_do_update(index_elements=keys, set_=rest))

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        return sqlite.insert(table) if self._tx.dialect.name == "sqlite" else postgresql.insert(table)
