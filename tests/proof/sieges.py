"""Sieges of several proofs, from their beginning to their end."""

# ruff: noqa: T201, ASYNC110 - figures are for whoever reads; other processes end the waiting; files are small
import asyncio
import contextlib
from collections.abc import AsyncIterator

from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from tests import cast
from tests.processes.conftest import Town
from tests.proof.campaign import RATE, Siege
from tests.proof.judging import Verdict, judge

TRIES = 5
"""To hit a broadcast in its middle: on a busy machine it may be over before anybody strikes, which says nothing."""
SEED = 1
"""Nothing here is random but what the processes make of it."""


@contextlib.asynccontextmanager
async def a_siege(town: Town, url: str, readers: int, *, rate: float = RATE) -> AsyncIterator[tuple[Siege, Database]]:
    siege, store = Siege(town, url, SEED, readers, rate=rate), Database(url)
    await store.open()
    try:
        await load_sample(store, cli.read_sample(), cast.real_now())
        await siege.furnish(store)
        yield siege, store
        await siege.stop()
    finally:
        for worker in siege.workers:  # it has failed
            worker.kill()
            await worker.wait()
            await siege.listening[worker.pid]
        await store.close()


async def begun(siege: Siege, store: Database, words: str, share: float = 0.1) -> int:
    """A broadcast in the middle."""
    post_id = await siege.plan(store, words)
    async with asyncio.timeout(60):
        while await siege.progress(store, post_id) < share:
            await asyncio.sleep(0.05)
    return post_id


async def ended(siege: Siege, store: Database, post_id: int, words: str, doubt: int) -> Verdict:
    broadcast = await siege.over(store, post_id)
    await siege.rested(store)
    verdict = await judge(siege, store, broadcast, words)
    print(f"\n{words} {verdict}")
    assert verdict.known == verdict.meant == verdict.sent + verdict.doubt, verdict
    assert (verdict.lost, verdict.twice, verdict.lies) == (0, 0, 0), verdict
    assert verdict.doubt <= doubt, verdict
    return verdict
