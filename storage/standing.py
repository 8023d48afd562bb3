"""How a database's tables relate to this program; looked at without Alembic, which costs a worker 4 to 9 MB."""

from collections.abc import Callable
from enum import Enum
from pathlib import Path

from sqlalchemy import Connection, func, inspect, select, text

VERSIONS = Path(__file__).parent / "migrations" / "versions"
_LOCK = 0x6B61706F6B
"""`kapok`: the advisory lock under which one process upgrades and the others wait."""


class Standing(Enum):
    """How a database's tables relate to this program."""

    EMPTY = "empty: the tables will be made at the start"
    CURRENT = "up to date"
    OLDER = "older: the tables will be brought up to date at the start"
    HELD = "an older Kapok is still at work on it, and its tables must be changed for this one: stop that one first"
    NEWER = "its tables were made by a newer Kapok than this one: start that one, or restore a backup"


def known_revisions() -> list[str]:
    """Every step that this program knows, the last one last: a step's file begins with its number."""
    return sorted(file.name.partition("_")[0] for file in VERSIONS.glob("[0-9]*_*.py"))


def standing(connection: Connection) -> Standing:
    """Look, and change nothing."""
    stands = revision(connection)
    if stands is None:
        return Standing.EMPTY
    *older, newest = known_revisions()
    if stands == newest:
        return Standing.CURRENT
    return Standing.OLDER if stands in older else Standing.NEWER


def bring_up_to_date(connection: Connection, undisturbed: Callable[[Connection], bool]) -> Standing:
    """Upgrade the tables in the caller's transaction, unless they are too new; how they stood before.

    `undisturbed`: whether nobody is at work on them, and nobody will be until this transaction ends.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    state = standing(connection)
    if state is Standing.OLDER and not undisturbed(connection):
        return Standing.HELD
    if state in {Standing.EMPTY, Standing.OLDER}:
        from storage.upgrade import upgrade  # noqa: PLC0415 - imports Alembic, once in a version's life

        upgrade(connection)
    elif state is Standing.CURRENT:  # a change of nothing: better to hear now than later that it is read-only
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    return state


def revision(connection: Connection) -> str | None:
    """What Alembic wrote when it last upgraded these tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
