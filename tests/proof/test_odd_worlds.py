"""Real workers in an odd world: down over a moment, clocks that differ or are set, a name server that is away."""

import asyncio
import contextlib
from asyncio import StreamReader, StreamWriter
from datetime import timedelta
from pathlib import Path

import pytest

from bot.broadcast import LATE_LIMIT
from tests import cast
from tests.processes.conftest import Town
from tests.proof.campaign import K
from tests.proof.odd_worker import NAME
from tests.proof.shelf import planned
from tests.proof.sieges import a_siege, begun, ended


@pytest.mark.parametrize(("database_url", "workers"), [("sqlite", 1), ("postgresql", 2)], indirect=["database_url"])
async def test_moments_that_passed_while_nothing_ran_go_out_once_or_are_said_to_be_missed(
    town: Town, database_url: str, workers: int
) -> None:
    now, minute = cast.real_now(), timedelta(minutes=1)
    lateness = [minute, 60 * minute, LATE_LIMIT - minute, LATE_LIMIT + minute, 3 * LATE_LIMIT]
    async with a_siege(town, database_url, 3) as (siege, store):
        await planned(store, [now - late for late in lateness])
        await asyncio.gather(*(siege.worker() for _ in range(workers)))
        for no in range(3):
            await town.waits_for(cast.EMMA, f"No. {no}.")
        await town.waits_for(cast.ZIQING, "No. 3")
        await town.waits_for(cast.ZHIYUAN, "No. 4")
        await siege.stop()
        await siege.worker()
        await asyncio.sleep(2)
        got = await town.received(cast.EMMA)
    assert [sum(f"No. {no}." in text for text in got) for no in range(5)] == [1, 1, 1, 0, 0]


async def test_two_workers_whose_clocks_are_two_minutes_apart(town: Town, postgres_url: str, tmp_path: Path) -> None:
    async with a_siege(town, postgres_url, 750) as (siege, store):
        await asyncio.gather(*(siege.worker(odd=folder) for folder in worlds(tmp_path)))
        post_id = await siege.plan(store, "Two minutes apart.")
        await ended(siege, store, post_id, "Two minutes apart.", doubt=0)


async def test_workers_whose_clocks_are_two_minutes_apart_begin_each_moment_once_and_in_its_time(
    town: Town, postgres_url: str, tmp_path: Path
) -> None:
    async with a_siege(town, postgres_url, 3) as (siege, store):
        await asyncio.gather(*(siege.worker(odd=folder) for folder in worlds(tmp_path)))
        posts = await planned(store, [cast.real_now() + timedelta(seconds=each) for each in (2, 4)])
        begun_at = [await siege.over(store, post.id) for post in posts]
        got = await town.received(cast.EMMA)
    # By the database's clock, which is this machine's.
    assert all(timedelta(0) <= each.started_at - each.moment < timedelta(minutes=1) for each in begun_at), begun_at
    assert [sum(f"No. {no}." in text for text in got) for no in range(2)] == [1, 1]


def worlds(folder: Path) -> list[Path]:
    """One in which the clock is a minute ahead, and one in which it is as much behind."""
    both = [folder / "ahead", folder / "behind"]
    for place, seconds in zip(both, ("61", "-61"), strict=True):
        place.mkdir()
        (place / "ahead").write_text(seconds)
    return both


async def test_on_sqlite_whoever_follows_a_killed_one_may_have_a_clock_a_minute_behind_or_ahead(
    town: Town, tmp_path: Path
) -> None:
    async with a_siege(town, town.database_url, 400) as (siege, store):
        first = await siege.worker(odd=tmp_path)
        post_id = await begun(siege, store, "Who follows.")
        await siege.end(first)
        (tmp_path / "ahead").write_text("-61")
        second = await siege.worker(odd=tmp_path)
        stood = await siege.progress(store, post_id)
        await asyncio.sleep(1)
        assert await siege.progress(store, post_id) == stood, "the lease of who was killed has not run out by its clock"
        (tmp_path / "ahead").write_text("61")  # two minutes have passed
        async with asyncio.timeout(60):
            while await siege.progress(store, post_id) < 0.4:  # noqa: ASYNC110 -- another process
                await asyncio.sleep(0.05)
        await siege.end(second)
        (tmp_path / "ahead").write_text("122")
        await siege.worker(odd=tmp_path)
        await ended(siege, store, post_id, "Who follows.", doubt=2 * K)


@pytest.mark.parametrize("ahead", [3600, -3600], ids=["forward", "back"])
async def test_the_systems_clock_is_set_under_a_worker_in_the_middle_of_a_broadcast(
    town: Town, tmp_path: Path, ahead: int
) -> None:
    async with a_siege(town, town.database_url, 250) as (siege, store):
        await siege.worker(odd=tmp_path)
        post_id = await begun(siege, store, "The clock is set.")
        (tmp_path / "ahead").write_text(str(ahead))
        try:
            async with asyncio.timeout(25):
                await siege.over(store, post_id)
        finally:
            (tmp_path / "ahead").write_text("0")
        # Every lease has run out at once: the other line takes over what the first is still at.
        await ended(siege, store, post_id, "The clock is set.", doubt=K)


class Between:
    """A door on loopback to the sandbox, whose connections can be cut."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open: set[StreamWriter] = set()

    async def __call__(self, reader: StreamReader, writer: StreamWriter) -> None:
        there, here = await asyncio.open_connection("127.0.0.1", self._port)
        self._open |= {writer, here}
        await asyncio.gather(self._pass(reader, here), self._pass(there, writer))
        self._open -= {writer, here}

    async def _pass(self, reader: StreamReader, writer: StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    def cut(self) -> None:
        for writer in self._open:
            writer.transport.abort()


async def test_a_name_server_that_is_away_for_longer_than_all_tries_loses_nobody(town: Town, tmp_path: Path) -> None:
    between, resolves = Between(int(town.url.rsplit(":", 1)[1])), tmp_path / "resolves"
    door = await asyncio.start_server(between, "127.0.0.1", 0)
    api = f"http://{NAME}:{door.sockets[0].getsockname()[1]}"
    async with a_siege(town, town.database_url, 250) as (siege, store), door:
        starting = asyncio.create_task(siege.worker(odd=tmp_path, KAPOK_TELEGRAM_API=api))
        await asyncio.sleep(3)
        assert not starting.done(), "it cannot be ready: nobody knows the name"
        resolves.touch()
        await starting
        post_id = await begun(siege, store, "No names.")
        resolves.unlink()
        for _ in range(30):  # a connection may still be on its way whose name was known in time
            between.cut()
            await asyncio.sleep(0.1)
        stood = await siege.progress(store, post_id)
        await asyncio.sleep(20)
        assert await siege.progress(store, post_id) == stood < 1
        resolves.touch()
        await ended(siege, store, post_id, "No names.", doubt=K)
