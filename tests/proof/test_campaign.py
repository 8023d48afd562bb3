"""Kill -9, SIGSTOP and SIGTERM at random moments of real worker processes: the ledger beside the network's record.

KAPOK_KILLS says how many kills there are, half of them on SQLite (`make campaign`: 1,000); KAPOK_SEED replays them.
"""

# ruff: noqa: T201, ASYNC110 - figures are for whoever reads; other processes end the waiting
import asyncio
import os
import secrets
import time

import pytest

from bot.actions.load_sample import load_sample
from bot.broadcast import Broadcast, BroadcastState
from handlers import cli
from storage import Database
from tests import cast
from tests.processes.conftest import Town
from tests.proof.campaign import PATIENCE, K, Siege, Verdict, judge, judge_correction

KILLS = int(os.environ.get("KAPOK_KILLS", "8"))
CORRECTED = 4
"""Of so many broadcasts one is corrected under fire too, the first among them."""
READERS = 250
"""A segment holds 500: three workers get three times as many readers, so that two segments are under way."""


@pytest.mark.parametrize(
    ("database_url", "workers", "kills"),
    [("sqlite", 1, KILLS // 2), ("postgresql", 1, KILLS // 4), ("postgresql", 3, KILLS - KILLS // 2 - KILLS // 4)],
    indirect=["database_url"],
)
async def test_killed_again_and_again_nobody_is_lost_and_nobody_gets_two_copies(
    town: Town, database_url: str, workers: int, kills: int
) -> None:
    seed = int(os.environ.get("KAPOK_SEED") or secrets.randbelow(10**6))
    database = database_url.partition("+")[0]
    print(f"\n{database}, {workers} workers, {kills} kills: KAPOK_SEED={seed}")
    siege, began = Siege(town, database_url, seed, READERS if workers == 1 else 3 * READERS), time.perf_counter()
    store = Database(database_url)
    await store.open()
    try:
        await load_sample(store, cli.read_sample(), cast.real_now())
        await siege.furnish(store)
        for _ in range(workers):
            await siege.worker()
        totals = await under_kills(siege, store, kills)
        stalled = await once(siege, store, "stalled", stall=True)
        stopped = await once(siege, store, "stopped", stall=False)
        await siege.stop()
    finally:
        await store.close()
    seconds = time.perf_counter() - began
    print(f"{siege.kills} kills ({siege.hits} of a process that held a segment) in {seconds:.0f} s: {totals}")
    print(f"SIGSTOP: {stalled}")
    print(f"SIGTERM: {stopped}")


async def under_kills(siege: Siege, store: Database, kills: int) -> dict[str, int]:
    """Broadcast after broadcast until so many kills have hit one in the middle."""
    totals = {"broadcasts": 0, "corrections": 0, "meant": 0, "sent": 0, "doubt": 0, "lost": 0, "twice": 0}
    while siege.kills < kills:
        words, before = f"Under fire no. {totals['broadcasts']}.", siege.kills
        post_id = await siege.plan(store, words)
        while siege.kills < kills and await siege.progress(store, post_id) < 0.9:
            await asyncio.sleep(siege.rng.uniform(0.0, 0.5))
            await siege.kill(store)
        broadcast = await siege.over(store, post_id)
        verdict = await judge(siege, store, broadcast, words)
        check(verdict, K * (siege.kills - before), siege)
        add(totals, verdict, "broadcasts")
        if siege.kills * 10 // kills > before * 10 // kills:
            print(f"{siege.kills} of {kills} kills: {totals}", flush=True)
        if totals["broadcasts"] % CORRECTED == 1:
            add(totals, await correction_under_kills(siege, store, broadcast, kills), "corrections")
    return totals


def add(totals: dict[str, int], verdict: Verdict, kind: str) -> None:
    totals[kind] += 1
    for name in ("meant", "sent", "doubt", "lost", "twice"):
        totals[name] += getattr(verdict, name)


async def correction_under_kills(siege: Siege, store: Database, broadcast: Broadcast, kills: int) -> Verdict:
    """Every copy is corrected, and whoever does it is killed again and again."""
    before = siege.kills
    errand = await siege.correct(store, broadcast, "Corrected under fire.")
    async with asyncio.timeout(PATIENCE):
        while await siege.state(store, errand) is not BroadcastState.FINISHED:
            if siege.kills < kills:
                await siege.kill(store)
            await asyncio.sleep(siege.rng.uniform(0.0, 0.5))
    verdict = await judge_correction(siege, store, errand)
    check(verdict, K * (siege.kills - before), siege)
    return verdict


async def once(siege: Siege, store: Database, words: str, *, stall: bool) -> Verdict:
    """One broadcast whose workers are stopped in the middle: without their knowing, or gracefully."""
    post_id = await siege.plan(store, words)
    while await siege.progress(store, post_id) < 0.1:
        await asyncio.sleep(0.05)
    await asyncio.sleep(siege.rng.uniform(0.0, 0.5))
    if stall:
        await siege.stall(store)
    else:
        number = len(siege.workers)
        await siege.stop()
        for _ in range(number):
            await siege.worker()
    verdict = await judge(siege, store, await siege.over(store, post_id), words)
    check(verdict, K if stall else 0, siege)
    return verdict


def check(verdict: Verdict, doubt: int, siege: Siege) -> None:
    where = f"KAPOK_SEED={siege.seed}, after {siege.kills} kills: {verdict}"
    assert verdict.known == verdict.meant == verdict.sent + verdict.doubt, where
    assert (verdict.lost, verdict.twice, verdict.lies) == (0, 0, 0), where
    assert verdict.doubt <= doubt, where
