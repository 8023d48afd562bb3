"""Databases as most tests begin with them: each kind is made once a process, with our own means, and then copied.

To make the tables by every step since the first takes longer than most tests; to copy them takes nothing.
"""

import atexit
import shutil
import tempfile
from enum import Enum
from functools import cache
from pathlib import Path

import asyncpg

from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from tests import cast


@cache
def _kept() -> Path:
    """The folder of this process's."""
    folder = Path(tempfile.mkdtemp(prefix="kapok-fresh-"))
    atexit.register(shutil.rmtree, folder)
    return folder


class Ready(Enum):
    """What a new database holds."""

    TABLES = "tables"
    SAMPLE = "sample"
    """The sample programme, as it was loaded at noon."""


async def sqlite(folder: Path, ready: Ready = Ready.TABLES) -> str:
    """The address of a new file in this folder."""
    original = _kept() / ready.value
    if not original.exists():
        await _make(_file(original), ready)
    shutil.copyfile(original, folder / "kapok.db")
    return _file(folder / "kapok.db")


async def postgresql(server: asyncpg.Connection, name: str, host: str, ready: Ready | None) -> str:
    """The address of a new database of this name; with none of ours in it when nothing is to be ready."""
    template = f"fresh_{ready.value}" if ready else "template1"
    if ready and not await server.fetchval("select 1 from pg_database where datname = $1", template):
        await server.execute(f"create database {template} strategy file_copy")
        await _make(_place(template, host), ready)
    await server.execute(f"create database {name} template {template} strategy file_copy")
    return _place(name, host)


async def _make(url: str, ready: Ready) -> None:
    store = Database(url)
    await store.open()
    if ready is Ready.SAMPLE:
        await load_sample(store, cli.read_sample(), cast.NOON)
    await store.close()


def _file(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def _place(name: str, host: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={host}"
