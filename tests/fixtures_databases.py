"""New databases for the tests, of SQLite and of a real PostgreSQL server: empty, with all tables, or with the sample.

One server a process, started when the first test wants it, in a temporary folder that goes with it. No server, no
test: when it cannot run, the tests fail.
"""

import contextlib
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from tests import fresh
from tools.postgresql import a_server, socket_of


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The socket's folder of a running server; durability is off, nobody pulls its plug."""
    with a_server() as server:
        yield socket_of(server)


@pytest_asyncio.fixture(scope="session")
async def _quick(postgres_server: str) -> str:
    connection = await asyncpg.connect(host=postgres_server, user="postgres", database="postgres")
    await connection.execute("alter system set fsync = off")
    await connection.execute("alter system set synchronous_commit = off")
    await connection.execute("select pg_reload_conf()")
    await connection.close()
    return postgres_server


@contextlib.asynccontextmanager
async def _database(host: str, ready: fresh.Ready | None) -> AsyncIterator[str]:
    """Dropped after the test, whoever still holds it."""
    name = f"kapok_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(host=host, user="postgres", database="postgres")
    try:
        yield await fresh.postgresql(connection, name, host, ready)
    finally:
        await connection.execute(f"drop database if exists {name} with (force)")
        await connection.close()


@pytest_asyncio.fixture
async def sqlite_tables(tmp_path: Path) -> str:
    """A new file with all tables, and nobody in it."""
    return await fresh.sqlite(tmp_path)


@pytest_asyncio.fixture
async def sqlite_sample(tmp_path: Path) -> str:
    """A new file with the sample programme."""
    return await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE)


@pytest_asyncio.fixture
async def postgres_url(_quick: str) -> AsyncIterator[str]:
    """A new, empty database as Kapok's setting names it."""
    async with _database(_quick, None) as url:
        yield url


@pytest_asyncio.fixture
async def postgresql_tables(_quick: str) -> AsyncIterator[str]:
    """A new database with all tables, and nobody in it."""
    async with _database(_quick, fresh.Ready.TABLES) as url:
        yield url


@pytest_asyncio.fixture
async def postgresql_sample(_quick: str) -> AsyncIterator[str]:
    """A new database with the sample programme."""
    async with _database(_quick, fresh.Ready.SAMPLE) as url:
        yield url
