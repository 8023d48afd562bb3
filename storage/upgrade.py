"""Bringing the tables of a database up to what this program knows, by the steps in `migrations/`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, to: str = "head") -> None:
    """In the caller's transaction."""
    command.upgrade(config(connection), to)


def config(connection: Connection | None = None) -> Config:
    """Alembic's settings, without a file of theirs."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return made
