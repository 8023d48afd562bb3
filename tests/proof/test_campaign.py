"""Kill -9, SIGSTOP and SIGTERM of real worker processes: the ledger beside the network's record.

More than half of the kills are aimed at a stage of delivery (`aiming`), the others come as chance has it.
KAPOK_KILLS says how many kills there are, half of them on SQLite (`make campaign`: 1,000); KAPOK_SEED replays them.
"""

# ruff: noqa: T201, ASYNC110 - figures are for whoever reads; other processes end the waiting
import asyncio
import os
import secrets
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.actions.load_sample import load_sample
from bot.broadcast import LEASE, Broadcast, BroadcastState, Errand
from handlers.terminal import cli
from storage import Database
from tests import cast
from tests.processes.conftest import Town
from tests.proof.aiming import ASKED, CHANGING, DELIVERING, ENDING, Aim, Stage
from tests.proof.campaign import FIRST, PATIENCE, RATE, K, Kind, Siege
from tests.proof.judging import Verdict, judge, judge_errand
from tests.proof.sieges import TRIES

KILLS = int(os.environ.get("KAPOK_KILLS", "12"))
OFTEN = 0.5
"""Of broadcasts, in how many freezing is aimed at, and of corrections, in how many the verb that begins them."""
LAST = 8.0
"""Seconds for which the end of a broadcast is waited for, or of its canary."""
OWN = {
    Errand.CORRECT: Stage.CORRECT,
    Errand.RECALL: Stage.RECALL,
    Errand.PIN: Stage.PIN,
    Errand.UNPIN: Stage.PIN,
}
ERRANDS = {0: Errand.CORRECT, 1: Errand.RECALL, 2: Errand.CORRECT, 3: Errand.CORRECT}
"""Of four broadcasts the first is corrected under fire too, the second recalled; every other is of two messages.

Of the last two the one with a picture gets another, and the other one a button.
"""
READERS = 250
MANY = 1_000
"""For three workers: a segment holds 500, so two are under way."""


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
    asked = ASKED if workers == 1 or kills >= len(ASKED) else frozenset[Stage]()
    readers, rate = (READERS, RATE) if workers == 1 else (MANY, 2 * RATE)
    siege = Siege(town, database_url, seed, readers, aimed=True, asked=asked, rate=rate)
    began = time.perf_counter()
    store = Database(database_url)
    await store.open()
    try:
        await load_sample(store, cli.read_sample(), cast.real_now())
        await siege.furnish(store)
        for _ in range(workers):
            await siege.worker()
        totals = await under_kills(siege, store, kills)
        siege.asked |= {*ENDING}
        ends = await ends_under_kills(siege, store, siege.kills + max(1, kills // 5))
        pins = await pins_under_kills(siege, store, siege.kills + max(1, kills // 10))
        stalled = await once(siege, store, "stalled", stall=True)
        stopped = await once(siege, store, "stopped", stall=False)
        await siege.stop()
    finally:
        await store.close()
    seconds = time.perf_counter() - began
    print(f"{siege.kills} kills ({siege.hits} of a process that held a segment) in {seconds:.0f} s: {totals}")
    print(siege.table())
    print(f"ends: {ends}")
    print(f"pins: {pins}")
    print(f"SIGSTOP: {stalled}")
    print(f"SIGTERM: {stopped}")
    assert not siege.missed(), f"KAPOK_SEED={seed}: nobody was killed in {sorted(siege.missed())}"


async def under_kills(siege: Siege, store: Database, kills: int) -> dict[str, int]:
    """Broadcast after broadcast until so many kills have hit one in the middle."""
    totals = {
        "broadcasts": 0,
        "pictured": 0,
        "correct": 0,
        "recall": 0,
        "meant": 0,
        "sent": 0,
        "doubt": 0,
        "lost": 0,
        "twice": 0,
    }
    while siege.kills < kills or (siege.missed() and totals["broadcasts"] < kills + TRIES):
        words, before = f"Under fire no. {totals['broadcasts']}.", siege.kills
        no = totals["broadcasts"]
        pictured = (no + no // 4) % 2 == 0
        freezing = not siege.struck[Stage.FREEZE] or siege.rng.random() < OFTEN
        if freezing:
            siege.aim(Stage.FREEZE)
        post_id = await siege.plan(store, words, pictured=pictured)
        if freezing:
            await siege.fallen()
        while wanted(siege, kills, DELIVERING) and await siege.progress(store, post_id) < 0.9:
            await siege.kill(store, *DELIVERING)
        await siege.fill(store)
        broadcast = await siege.over(store, post_id)
        verdict = await judge(siege, store, broadcast, words, pictured=pictured)
        check(verdict, siege.kills - before, siege)
        add(totals, verdict, "broadcasts")
        totals["pictured"] += pictured
        if siege.kills * 10 // kills > before * 10 // kills:
            print(f"{siege.kills} of {kills} kills: {totals}", flush=True)
        siege.correcting = Kind.TEXT if no % 4 < 2 else Kind.PICTURE if pictured else Kind.BUTTONS
        if errand := ERRANDS.get((totals["broadcasts"] - 1) % 4):
            add(
                totals,
                await errand_under_kills(siege, store, errand, broadcast, kills),
                errand,
            )
    return totals


def add(totals: dict[str, int], verdict: Verdict, kind: str) -> None:
    totals[kind] += 1
    for name in ("meant", "sent", "doubt", "lost", "twice"):
        totals[name] += getattr(verdict, name)


def wanted(siege: Siege, kills: int, stages: Sequence[Stage]) -> bool:
    """Whether there are kills left, or stages without any."""
    return siege.kills < kills or not siege.missed().isdisjoint(stages)


async def errand_under_kills(
    siege: Siege, store: Database, errand: Errand, broadcast: Broadcast, kills: int
) -> Verdict:
    """Every copy is corrected, recalled or pinned, and whoever does it is killed again and again."""
    before, stage, under_way = siege.kills, OWN[errand], None
    texts = errand is Errand.CORRECT and siege.correcting is Kind.TEXT
    if texts and siege.kills < kills and siege.rng.random() < OFTEN:
        await siege.strike_verb(broadcast)
        under_way = await siege.errand_about(store, broadcast)
    first = wanted(siege, kills, [stage])
    if first:
        siege.aim(stage)
    begun = under_way or await siege.begin(store, errand, broadcast)
    if first:
        await siege.fallen()
    async with asyncio.timeout(PATIENCE):
        while await siege.state(store, begun) is not BroadcastState.FINISHED:
            if siege.kills < kills:
                await siege.kill(store, stage, *CHANGING)
            else:
                await siege.fill(store)
                await asyncio.sleep(0.2)
    await siege.fill(store)
    verdict = await judge_errand(siege, store, begun)
    check(verdict, siege.kills - before, siege)
    return verdict


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_buttons_and_pictures_are_corrected_though_whoever_does_it_is_killed(
    town: Town, database_url: str
) -> None:
    siege = Siege(town, database_url, int(os.environ.get("KAPOK_SEED") or secrets.randbelow(10**6)), 100, aimed=True)
    store = Database(database_url)
    await store.open()
    try:
        await load_sample(store, cli.read_sample(), cast.real_now())
        await siege.furnish(store)
        await siege.worker()
        for siege.correcting in (Kind.PICTURE, Kind.BUTTONS):
            siege.asked, siege.struck = frozenset({Stage.CORRECT}), Counter()
            broadcast = await siege.over(store, await siege.plan(store, "Beside its text.", pictured=True))
            verdict = await errand_under_kills(siege, store, Errand.CORRECT, broadcast, siege.kills + 1)
            print(f"\n{siege.correcting}: {verdict}")
            assert siege.struck[Stage.CORRECT], f"KAPOK_SEED={siege.seed}"
            assert verdict.sent == verdict.meant  # one crash is made good, a second would leave some in doubt
            assert set(await siege.copies("Beside its text.")) == {1}
            shown = [(await siege.town.messages(FIRST + no))[-2:] for no in range(0, siege.readers, 9)]
            assert len({above["photo"][-1]["file_unique_id"] for above, _ in shown}) == 1
            changed = siege.correcting is Kind.BUTTONS
            assert {f"https://example.com/{siege.corrections}" in str(below) for _, below in shown} == {changed}
        await siege.stop()
    finally:
        await store.close()


async def ends_under_kills(siege: Siege, store: Database, kills: int) -> dict[str, int]:
    """Broadcast after broadcast: killed as it widens, as it finishes and as its author is told."""
    totals = {"broadcasts": 0, "meant": 0, "sent": 0, "doubt": 0, "lost": 0, "twice": 0, "told": 0}
    while siege.kills < kills or not siege.missed().isdisjoint(ENDING):
        words, before = f"To its end no. {totals['broadcasts']}.", siege.kills
        widen, *last = ENDING
        siege.aim(widen)
        post_id = await siege.plan(store, words)
        await siege.fallen(LAST)
        await siege.fill(store)
        while await siege.progress(store, post_id) < 0.7:
            await asyncio.sleep(0.05)
        for stage in last:
            siege.aim(stage)
            await siege.fill(store)
            await siege.fallen(LAST)
        await siege.fill(store)
        verdict = await judge(siege, store, await siege.over(store, post_id), words)
        check(verdict, siege.kills - before, siege)
        add(totals, verdict, "broadcasts")
        totals["told"] += verdict.told
    return totals


async def pins_under_kills(siege: Siege, store: Database, kills: int) -> dict[str, int]:
    """A post is pinned in many channels, and no longer, again and again until so many kills have hit somebody at it."""
    await siege.link_channels(store)
    broadcast = await siege.over(store, await siege.plan(store, "Pinned under fire."))
    totals = {"pin": 0, "unpin": 0, "meant": 0, "sent": 0, "doubt": 0, "lost": 0, "twice": 0}
    while siege.kills < kills:
        for errand in (Errand.PIN, Errand.UNPIN):
            add(totals, await errand_under_kills(siege, store, errand, broadcast, kills), errand)
    return totals


async def once(siege: Siege, store: Database, words: str, *, stall: bool) -> Verdict:
    """One broadcast whose workers are stopped in the middle: without their knowing, or gracefully.

    What was over before everybody had stopped says nothing: then another one is.
    """
    for no in range(TRIES):
        told = f"{words} no. {no}."
        post_id = await siege.plan(store, told, pictured=True)
        while await siege.progress(store, post_id) < 0.1:
            await asyncio.sleep(0.05)
        await asyncio.sleep(siege.rng.uniform(0.0, 0.5))
        if stall:
            await siege.stall(store)
        in_the_middle = stall or await relieved(siege, store, post_id)
        verdict = await judge(siege, store, await siege.over(store, post_id), told, pictured=True)
        check(verdict, int(stall), siege)
        if in_the_middle:
            return verdict
    pytest.fail(f"KAPOK_SEED={siege.seed}: it was not hit in the middle")


async def relieved(siege: Siege, store: Database, post_id: int) -> bool:
    """SIGTERM for everybody, in the middle, or else false; those who come after them wait for no lease."""
    number = len(siege.workers)
    await siege.stop()
    stood = await siege.progress(store, post_id)
    assert not await siege.owners(store), f"KAPOK_SEED={siege.seed}: a lease was not given back"
    for _ in range(number):
        await siege.worker()
    async with asyncio.timeout(LEASE.total_seconds() / 2):
        while stood < 1 and await siege.progress(store, post_id) == stood:
            await asyncio.sleep(0.05)
    return 0 < stood < 1


def check(verdict: Verdict, ends: int, siege: Siege) -> None:
    """After so many bad ends of processes."""
    where = f"KAPOK_SEED={siege.seed}, after {siege.kills} kills: {verdict}"
    assert verdict.known == verdict.meant == verdict.sent + verdict.doubt, where
    assert (verdict.lost, verdict.twice, verdict.lies) == (0, 0, 0), where
    assert verdict.doubt <= K * ends, where
    assert 1 <= verdict.told <= 1 + ends, where


@dataclass(frozen=True)
class Slip:
    """A mistake, what brings it to light, and what the comparison calls it."""

    mistake: str
    aim: Aim | None
    """None: five requests are cut once they are accepted."""
    called: str


SLIPS = (
    Slip("keeps_before_it_sends", Aim(Stage.OUTCOME, sys.maxsize, 0.0), "lies"),
    Slip("forgets_whom_a_crash_left_in_doubt", Aim(Stage.SEND, sys.maxsize, 0.0), "twice"),
    Slip("sends_again_without_an_answer", None, "twice"),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("slip", SLIPS, ids=[slip.mistake for slip in SLIPS])
async def test_a_worker_with_a_mistake_is_caught_where_one_without_passes(
    town: Town, database_url: str, slip: Slip
) -> None:
    siege = Siege(town, database_url, 0, READERS, aimed=True)
    store = Database(database_url)
    await store.open()
    try:
        await load_sample(store, cli.read_sample(), cast.real_now())
        await siege.furnish(store)
        check(await struck(siege, store, "Without a mistake.", slip), 1, siege)
        siege.mistake = slip.mistake
        verdict = await struck(siege, store, "With a mistake.", slip)
    finally:
        await store.close()
    assert getattr(verdict, slip.called) > 0, verdict
    with pytest.raises(AssertionError):
        check(verdict, 1, siege)


async def struck(siege: Siege, store: Database, words: str, slip: Slip) -> Verdict:
    """One broadcast by one worker that is killed, or whose requests are cut; another goes on."""
    await siege.worker()
    for address in () if slip.aim else range(FIRST, FIRST + 5):
        await siege.town.post("control/faults", method="sendMessage", chat_id=address, times=1, cut="after")
    sends = slip.aim is not None and slip.aim.stage is Stage.SEND
    if slip.aim and not sends:  # before there is anything to do: who keeps all at once is through with it in no time
        slip.aim.put_down(siege.town.folder)
    post_id = await siege.plan(store, words)
    if slip.aim:
        while sends and await siege.progress(store, post_id) < 0.1:  # a notice is sent too
            await asyncio.sleep(0.05)
        if sends:
            slip.aim.put_down(siege.town.folder)
        await siege.fallen(PATIENCE)
        await siege.fill(store)
    verdict = await judge(siege, store, await siege.over(store, post_id), words)
    await siege.stop()
    return verdict
