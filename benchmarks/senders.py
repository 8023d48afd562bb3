"""Who is measured by pace.py: each sends for some seconds, at most `rate` a second, to readers FIRST, FIRST + 1, ….

A sender prepares, calls `fresh` when it is about to go at full pace, and returns when its seconds are over.
"""

import asyncio
import contextlib
import itertools
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from math import isfinite
from pathlib import Path

import aiohttp
import sqlalchemy
from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.accounts import PERMITTED
from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from storage.schema import metadata
from tests import cast
from tests.processes.conftest import TOKEN, Town
from tests.proof.campaign import FIRST, Siege, execute

Sender = Callable[[str, float, int], Awaitable[None]]
MARGIN = 0.99
"""Kapok's account is set to this share of the permitted rate: so much is promised without a flood answer."""
IN_FLIGHT = 64
TRIES = 5


def with_a_machine_of_its_own(sandbox: int) -> None:
    """Where it may be said: the sandbox's process goes before all others, as a network does not wait for our cores."""
    with contextlib.suppress(PermissionError):
        os.sched_setscheduler(sandbox, os.SCHED_RR, os.sched_param(1))


async def fresh(url: str) -> None:
    """The record of arrivals begins anew."""
    async with aiohttp.ClientSession() as http, http.delete(f"{url}/control/arrivals") as answer:
        assert answer.status == 200


async def arrivals(url: str, since: str = "none") -> dict[str, object]:
    async with aiohttp.ClientSession() as http, http.get(f"{url}/control/arrivals?since={since}") as answer:
        found: dict[str, object] = await answer.json()
        return found


async def full_seconds(url: str, seconds: float, *, first: int = 0) -> None:
    """Waits for the first arrival after as many others, which are forgotten, and then so long."""
    while int(str((await arrivals(url))["accepted"])) <= first:  # noqa: ASYNC110 - another process
        await asyncio.sleep(0.02)
    if first:
        await fresh(url)
    await asyncio.sleep(seconds)


async def run_kapok(url: str, seconds: float, rate: int) -> None:
    """Kapok's worker as a process of its own, on SQLite: one broadcast to as many readers as there is time for.

    Faster than is free it is a paid broadcast, at the pace that Kapok gives those (98.3% of 1,000 a second);
    what it sends in its first half second, when its connections are being made, is not in the share.
    """
    with tempfile.TemporaryDirectory() as folder:
        async with aiohttp.ClientSession() as http:
            town = Town(Path(folder), url, http)
            siege = Siege(town, town.database_url, 0, int(rate * (seconds + 2)))
            async with town.store() as store:
                await load_sample(store, cli.read_sample(), cast.real_now())
                await siege.furnish(store)
                accounts, paid = metadata.tables["account"], rate > PERMITTED
                await execute(store, sqlalchemy.update(accounts).values(rate=PERMITTED * MARGIN))
                async with worker(siege):
                    post_id = await siege.plan(store, "The garden by the river opens its gates.")
                    await past_the_canary(store, post_id, paid=paid)
                    await fresh(url)
                    await full_seconds(url, seconds, first=rate // 2 if paid else 0)


@contextlib.asynccontextmanager
async def worker(siege: Siege) -> AsyncIterator[None]:
    process = await siege.worker()
    yield
    process.send_signal(signal.SIGTERM)
    try:
        async with asyncio.timeout(20):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()


async def past_the_canary(store: Database, post_id: int, *, paid: bool = False) -> None:
    """A large audience's first hundredth is followed by half a minute's wait; here the others follow at once.

    What is paid for begins after the hundredth, which would else take part of the free pace beside it.
    """
    begun = None
    while begun is None or not begun.meant or (paid and begun.wide_from is None):
        await asyncio.sleep(0.05)
        async with store.read() as tx:
            begun = next(iter(await tx.broadcasts.of_post(post_id)), None)
    async with store.write() as tx:
        await tx.broadcasts.set_paid(begun.id, paid=paid)
        await tx.broadcasts.widen(begun.id, cast.real_now())


async def run_python_telegram_bot(url: str, seconds: float, rate: int) -> None:
    """As its documentation says for a broadcast: AIORateLimiter at this rate, a few tries after a flood answer."""
    async with aiohttp.ClientSession() as http:
        crowd = {"count": int(rate * (seconds + 2)) + 100, "from": FIRST, "started": True}
        async with http.post(f"{url}/control/users", json=crowd) as answer:
            assert answer.status == 200
    async with limited_bot(url, rate) as bot:
        await fresh(url)
        readers, end = itertools.count(FIRST), time.monotonic() + seconds
        await asyncio.gather(*(one_after_another(bot, readers, end) for _ in range(IN_FLIGHT)))


def limited_bot(url: str, rate: float = 30) -> ExtBot[int]:
    """To be opened as a context."""
    request = HTTPXRequest(connection_pool_size=IN_FLIGHT, pool_timeout=60.0, read_timeout=60.0)
    limiter = AIORateLimiter(overall_max_rate=rate, max_retries=TRIES)
    return ExtBot(TOKEN, f"{url}/bot", request=request, get_updates_request=request, rate_limiter=limiter)


async def one_after_another(bot: ExtBot[int], readers: Iterator[int], end: float) -> None:
    """Until there is nobody left, or by the monotonic clock it is over."""
    for reader in readers:
        if (left := end - time.monotonic()) <= 0:
            return
        # A refused one is given up after its tries; what stands in the limiter's line at the end is left there.
        with contextlib.suppress(RetryAfter, TelegramError, TimeoutError):
            async with asyncio.timeout(left if isfinite(left) else None):
                await bot.send_message(reader, "The garden by the river opens its gates.")


SENDERS: dict[str, Sender] = {"python-telegram-bot, AIORateLimiter": run_python_telegram_bot, "Kapok": run_kapok}
BASELINE = "python-telegram-bot, AIORateLimiter"
