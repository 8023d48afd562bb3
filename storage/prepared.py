"""Statements of SQLAlchemy's core, compiled once for a dialect and executed by the driver itself.

What SQLAlchemy does for each execution costs more than many a statement; delivery executes half a dozen for every few
people. The statements stay in the core's language and work on either database.
"""

import json
import re
import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

import orjson
from sqlalchemy import JSON, ClauseElement, Dialect, Float, Numeric, Select, Time, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.types import TypeEngine

T = TypeVar("T")
Convert = Callable[[Any], Any]
Values = Mapping[str, Any]


class Compiled:
    """One statement's text for one driver, and what its values become on the way there and back."""

    def __init__(self, statement: ClauseElement, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        names = compiled.positiontup or list(compiled.params)  # type: ignore[attr-defined]
        self._names = names
        self._made: dict[Any, Any] = {}
        binds = ((place, _to_driver(compiled.binds[name].type, dialect)) for place, name in enumerate(names))  # type: ignore[attr-defined]
        self._binds = [(place, convert) for place, convert in binds if convert]
        as_json = {place for place, name in enumerate(names) if isinstance(compiled.binds[name].type, JSON)}  # type: ignore[attr-defined]
        self._binds_within_json = [(place, convert) for place, convert in self._binds if place not in as_json]
        self._fixed = {name: value for name, value in compiled.params.items() if value is not None}
        columns = statement.exported_columns if isinstance(statement, Select | UpdateBase) else ()
        row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024
        self._row = row._make
        self._width = len(columns)
        converts = ((place, _from_driver(column.type, dialect)) for place, column in enumerate(columns))
        self._converts = [(place, convert) for place, convert in converts if convert]

    @cached_property
    def gathered(self) -> str:
        """SQLite's: all rows as one value of JSON, which holds no floats (they would lose digits)."""
        names = ",".join(f"c{place}" for place in range(self._width))
        return f"WITH t({names}) AS ({self.text}) SELECT json_group_array(json_array({names})) FROM t"  # noqa: S608 - no values in it

    @cached_property
    def scattered(self) -> str:
        """SQLite's: an insert of all lines of one value of JSON, which holds no floats.

        With a gap for each value it would be another statement for each number of lines, and connections keep them all.
        """
        before, after = re.split(r"VALUES \([^)]*\)", self.text, maxsplit=1)
        told = ", ".join(f"value ->> {place}" for place in range(len(self._names)))
        return f"{before}SELECT {told} FROM json_each(?) WHERE true{after}"  # noqa: S608 - no values in it

    def line(self, values: Sequence[Any], *, within_json: bool = False) -> list[Any]:
        """Values that stand in the statement's order already."""
        told = list(values)
        for place, convert in self._binds_within_json if within_json else self._binds:
            told[place] = convert(told[place])
        return told

    def arguments(self, values: Values) -> list[Any]:
        """The values in the statement's order."""
        given = {**self._fixed, **values} if self._fixed else values
        told = [given[name] for name in self._names]
        for place, convert in self._binds:
            told[place] = convert(told[place])
        return told

    def row(self, raw: Sequence[Any]) -> Any:  # noqa: ANN401 - a named tuple of the statement's columns
        """One row, its columns by name."""
        if self._converts:
            raw = list(raw)
            for place, convert in self._converts:
                if raw[place] is not None:  # nobody makes anything of nothing
                    raw[place] = convert(raw[place])
        return self._row(raw)

    def maker(self, own: int, noun: Callable[[Any], T]) -> Callable[[tuple[Any, ...]], T]:
        """Makes the noun of a row from what follows its first columns, once for all rows that are alike in it."""
        found: Callable[[tuple[Any, ...]], T] | None = self._made.get(noun)
        if found is None:
            blank = (None,) * own
            found = self._made[noun] = lru_cache(1024)(lambda rest: noun(self.row((*blank, *rest))))
        return found


def _to_driver(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    convert: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return convert


def _from_driver(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    if isinstance(kind, Float | Numeric):  # it wants to know what the database calls it; floats come as they are
        return None
    convert: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return lru_cache(1024)(convert) if convert and isinstance(kind, Time) else convert


class Prepared:
    """A statement that is compiled when a driver first needs it."""

    def __init__(self, statement: ClauseElement | Callable[[Any], ClauseElement]) -> None:
        """`statement`: or a function of the dialect's own module, for what the two databases word differently."""
        self._statement = statement
        self._compiled: dict[str, Compiled] = {}

    def on(self, dialect: Dialect) -> Compiled:
        """For one driver."""
        found = self._compiled.get(dialect.name)
        if found is None:
            worded = self._statement
            statement = worded if isinstance(worded, ClauseElement) else worded(_MODULES[dialect.name])
            found = self._compiled[dialect.name] = Compiled(statement, dialect)
        return found


_MODULES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}


class Runner(Protocol):
    """A driver's connection with a transaction open."""

    shared: bool
    """Whether other processes may be at work on the same database."""

    def row(self, prepared: Prepared, values: Values) -> Any:  # noqa: ANN401 - a named tuple of the statement's columns
        """The only row, or nothing."""

    def rows(self, prepared: Prepared, values: Values) -> list[Any]:
        """Every row, however many; without floats."""

    def alike(
        self, prepared: Prepared, values: Values, own: int, noun: Callable[[Any], T]
    ) -> list[tuple[Sequence[Any], T]]:
        """Each row's first columns, which are its own, and the noun of the others; without floats.

        Of a noun the first columns may be blank: it is made once for all rows that are alike in the others.
        """

    def changed(self, prepared: Prepared, values: Values) -> list[Any]:
        """What it returns of the rows that it changed."""

    def do(self, prepared: Prepared, values: Values) -> int:
        """How many rows it changed."""

    def many(self, prepared: Prepared, lines: Sequence[Sequence[Any]]) -> None:
        """The same insert for each line, whose values stand in the statement's order; without floats."""


def _as_json(value: object) -> str:
    try:
        return orjson.dumps(value).decode()
    except orjson.JSONEncodeError:  # half a character, or a number of more than 64 bits
        return json.dumps(value)


class OnSQLite:
    """Python's own driver, in whatever thread owns the connection.

    It lets go of the interpreter at each row of a question and at each line of an insert, and has to wait for it again
    while the event loop is busy: so many rows come as one, and many lines go as one.
    """

    dialect = SQLiteDialect_pysqlite(json_serializer=_as_json)
    shared = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def row(self, prepared: Prepared, values: Values) -> Any:  # noqa: ANN401 - as the protocol says
        statement = prepared.on(self.dialect)
        found = self._connection.execute(statement.text, statement.arguments(values)).fetchall()
        return statement.row(found[0]) if found else None

    def rows(self, prepared: Prepared, values: Values) -> list[Any]:
        statement = prepared.on(self.dialect)
        ((found,),) = self._connection.execute(statement.gathered, statement.arguments(values)).fetchall()
        return [statement.row(raw) for raw in orjson.loads(found)]

    def alike(
        self, prepared: Prepared, values: Values, own: int, noun: Callable[[Any], T]
    ) -> list[tuple[Sequence[Any], T]]:
        statement = prepared.on(self.dialect)
        ((found,),) = self._connection.execute(statement.gathered, statement.arguments(values)).fetchall()
        made = statement.maker(own, noun)
        return [(raw[:own], made(tuple(raw[own:]))) for raw in orjson.loads(found)]

    def changed(self, prepared: Prepared, values: Values) -> list[Any]:
        statement = prepared.on(self.dialect)
        found = self._connection.execute(statement.text, statement.arguments(values)).fetchall()
        return [statement.row(raw) for raw in found]

    def do(self, prepared: Prepared, values: Values) -> int:
        statement = prepared.on(self.dialect)
        return self._connection.execute(statement.text, statement.arguments(values)).rowcount

    def many(self, prepared: Prepared, lines: Sequence[Sequence[Any]]) -> None:
        statement = prepared.on(self.dialect)
        told = _as_json([statement.line(line, within_json=True) for line in lines])
        self._connection.execute(statement.scattered, (told,))
