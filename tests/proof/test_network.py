"""Everything that the network and the database can do to a broadcast: the sums stay true, and it ends."""

import asyncio
import contextlib
import socket
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.actions.deliver import deliver
from bot.actions.notify import notify
from bot.actions.settle_in import unfollow
from bot.broadcast import LEASE
from bot.pace import REPLY_WAITS
from bot.transports.telegram import Telegram
from sandbox.server import serving
from sandbox.world import World
from storage import Database, StorageFault, engines
from tests import cast
from tests.actions.conftest import Newsroom, a_newsroom
from tests.actions.deeds import READERS, copies, due
from tests.journeys.conftest import TOKEN
from tests.proof.networks import AtFirst, ended

NAME = "telegram.kapok.invalid"
"""No name server knows it."""


async def hurry(newsroom: Newsroom) -> None:
    """Back-off and pauses pass on the wristwatch."""

    async def sleep(seconds: float) -> None:
        newsroom.watch.forward(timedelta(seconds=seconds))
        await asyncio.sleep(0)

    newsroom.desk.sleep = sleep


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ({"cut": "before"}, "unknown"),
        ({"cut": "after"}, "unknown"),
        ({"half": True}, "unknown"),
        ({"garbage": True}, "unknown"),
        ({"delay": 5}, "unknown"),
        ({"error": [500, "Internal Server Error"]}, "sent"),
        ({"error": [400, "Bad Request: message is too long"]}, "refused"),
    ],
)
async def test_one_bad_answer_is_one_persons_outcome(newsroom: Newsroom, kind: dict[str, Any], state: str) -> None:
    await hurry(newsroom)
    await newsroom.fault(chat_id=cast.EMMA, **kind)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    await ended(newsroom, post, **({"sent": 6} if state == "sent" else {"sent": 5, state: 1}))


async def test_a_server_that_stays_broken_is_refused_in_the_end(newsroom: Newsroom) -> None:
    await hurry(newsroom)
    await newsroom.fault(chat_id=cast.EMMA, times=None, error=[500, "Internal Server Error"])
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    await ended(newsroom, post, sent=5, refused=1)


@pytest.mark.parametrize("seconds", [1, 60, 10_000, 86_400])
async def test_a_flood_answer_holds_everyone_for_as_long_as_it_says_and_of_a_long_one_admins_hear_once(
    newsroom: Newsroom, seconds: int
) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=seconds, times=2)
    post = await newsroom.approved()
    await due(newsroom, post)
    for _ in range(2):
        await newsroom.deliver_all()
        if seconds > 1:
            newsroom.watch.forward(timedelta(seconds=seconds - 30))
            assert not await deliver(newsroom.desk)
            assert await copies(newsroom, cast.KAMAN) == 0
        newsroom.watch.forward(timedelta(seconds=31))
    await newsroom.deliver_all()
    await ended(newsroom, post, sent=6)
    while await notify(newsroom.desk):
        pass
    told = [text for text in await newsroom.received(cast.ZHIYUAN) if "Telegram 限制发送" in text]
    assert len(told) == (seconds > REPLY_WAITS), "an admin who asked meanwhile got no answer"


async def test_a_chat_that_moves_to_one_we_know_is_refused_and_the_other_gets_one_copy(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.EMMA, migrate_to_chat_id=cast.JOANA)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    await ended(newsroom, post, sent=5, refused=1)


@pytest.mark.parametrize("number", [0, 1])
async def test_a_broadcast_to_nobody_and_to_one(newsroom: Newsroom, number: int) -> None:
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        for channel in await tx.channels.of(post.partner_id):
            await tx.channels.unlink(channel.id)
    for address in READERS[number:]:
        await unfollow(newsroom.store, (await newsroom.speaker(address)).reader.id, post.partner_id, newsroom.watch())
    await due(newsroom, post)
    await newsroom.deliver_all()
    await ended(newsroom, post, **({"sent": number} if number else {}))
    while await notify(newsroom.desk):
        pass
    report = next(text for text in await newsroom.received(cast.ZIQING) if text.startswith("报告"))
    assert ("当时没有可以送达的人" in report) is (number == 0)


async def test_a_reader_who_blocks_between_claim_and_send(newsroom: Newsroom) -> None:
    async def block() -> None:
        body = {"user": cast.EMMA, "key": f"{cast.BOT}:{cast.EMMA}"}
        async with newsroom.http.post(f"{newsroom.sandbox.url}/sandbox/block", json=body) as response:
            assert response.status == 200

    newsroom.desk.transport = AtFirst(newsroom.desk.transport, block)
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    outcome = (await newsroom.outcomes(post))[cast.EMMA]
    assert outcome in {("refused", "blocked"), ("sent", None)}
    assert outcome[0] == "sent" or await copies(newsroom, cast.EMMA) == 0


async def test_a_network_that_is_away_loses_nobody_and_refuses_nobody(newsroom: Newsroom) -> None:
    await hurry(newsroom)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    away = Telegram(TOKEN, f"http://127.0.0.1:{port}", timeout=1.0)
    await away.open()
    desk = replace(newsroom.desk, transport=away)
    post = await newsroom.approved()
    await due(newsroom, post)
    for _ in range(3):
        assert not await deliver(desk)
    assert not await newsroom.outcomes(post)
    world = World(cast.on_the_network(), None, flood=False)
    async with serving(world, "127.0.0.1", port) as back:
        newsroom.sandbox = back
        while await deliver(desk):
            pass
        await ended(newsroom, post, sent=6)
    await away.close()


async def test_a_name_server_that_is_away_for_a_minute_loses_nobody_and_refuses_nobody(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hurry(newsroom)
    asked, really = list[str](), socket.getaddrinfo
    post = await newsroom.approved()
    await due(newsroom, post)
    back = newsroom.watch() + timedelta(minutes=1)

    def resolve(host: Any, *more: Any, **others: Any) -> Any:
        asked.append(str(host))
        known = host == NAME and newsroom.watch() >= back
        return really("127.0.0.1" if known else host, *more, **others)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    port = newsroom.sandbox.url.rsplit(":", 1)[1]
    desk = replace(newsroom.desk, transport=Telegram(TOKEN, f"http://{NAME}:{port}", timeout=1.0))
    while newsroom.watch() < back:
        worked = await deliver(desk)
        # The minute may end while a delivery tries again and again.
        assert newsroom.watch() >= back or not (worked or await newsroom.outcomes(post))
        newsroom.watch.forward(timedelta(seconds=0.5))
    while await deliver(desk):
        pass
    await desk.transport.close()
    assert asked.count(NAME) > 6
    await ended(newsroom, post, sent=6)


@contextlib.asynccontextmanager
async def database_gone(url: str, seconds: float) -> AsyncIterator[None]:
    """SQLite's file held by somebody else; every connection of PostgreSQL ended, again and again."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        with contextlib.closing(sqlite3.connect(parsed.database or "")) as other:
            other.execute("BEGIN EXCLUSIVE")
            holding = asyncio.create_task(asyncio.sleep(seconds))
            holding.add_done_callback(lambda _: other.rollback())
            yield
            await holding
        return
    ending = asyncio.create_task(_end_connections(str(parsed.query["host"]), parsed.database or "", seconds))
    yield
    await ending


async def _end_connections(host: str, database: str, seconds: float) -> None:
    server = await asyncpg.connect(host=host, user="postgres", database="postgres")
    for _ in range(int(seconds / 0.02)):
        await server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", database)
        await asyncio.sleep(0.02)
    await server.close()


async def test_the_database_goes_away_between_sends_and_outcomes(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WAIT", 0.3)
    async with a_newsroom(Database(url)) as newsroom, contextlib.AsyncExitStack() as stack:

        async def gone() -> None:
            await stack.enter_async_context(database_gone(url, 2.0))

        newsroom.desk.transport = AtFirst(newsroom.desk.transport, gone)
        post = await newsroom.approved()
        await due(newsroom, post)
        for _ in range(3):
            with contextlib.suppress(StorageFault):
                await newsroom.deliver_all()
            await asyncio.sleep(1)
        newsroom.watch.forward(LEASE)
        await newsroom.deliver_all()
        await ended(newsroom, post, sent=6)
