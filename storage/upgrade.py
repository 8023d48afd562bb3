"""Bringing the tables of a database up to what this program knows, by the steps in `migrations/`."""

from enum import Enum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, text

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x6B61706F6B
"""`kapok`: the advisory lock under which one process upgrades and the others wait."""


class Standing(Enum):
    """How a database's tables relate to this program."""

    EMPTY = "empty: the tables will be made at the start"
    CURRENT = "up to date"
    OLDER = "older: the tables will be brought up to date at the start"
    NEWER = "its tables were made by a newer Kapok than this one: start that one, or restore a backup"


def standing(connection: Connection) -> Standing:
    """Look, and change nothing."""
    scripts = ScriptDirectory.from_config(_config())
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return Standing.EMPTY
    if revision == scripts.get_current_head():
        return Standing.CURRENT
    known = {script.revision for script in scripts.walk_revisions()}
    return Standing.OLDER if revision in known else Standing.NEWER


def upgrade(connection: Connection) -> Standing:
    """Bring the tables up to date in the caller's transaction, unless they are too new; how they stood before."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
    state = standing(connection)
    if state in {Standing.EMPTY, Standing.OLDER}:
        command.upgrade(_config(connection), "head")
    elif state is Standing.CURRENT:  # a change of nothing: better to hear now than later that it is read-only
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    return state


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
