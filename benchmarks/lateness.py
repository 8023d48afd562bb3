"""How late a scheduled post begins and ends, and what thousands due in the same minute do to the bot's loop.

Run: `.venv/bin/python -m benchmarks.lateness` (half an hour; `--rounds 1 --posts 1000` for a look in five minutes).

Ideal: the first message at the planned moment, the others at the permitted rate, 30 a second. The sandbox with its
strict window is a process of its own, so is Kapok's worker. Baseline of a sending: a date job in APScheduler's own SQL
store that sends through python-telegram-bot with its AIORateLimiter. Baseline of the many: a job for each post in the
same store, a tenth of them, which start their broadcasts as ours are started; times are scaled up. A large audience's
canary is followed by the others at once, without its half minute.

A heartbeat of a millisecond runs in the bot's own loop. "Without waiting for a core": less what the kernel says that
the loop's thread stood in line for one, which is the machine's doing and not ours.
"""

import argparse
import asyncio
import json
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from apscheduler.events import EVENT_JOB_EXECUTED
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import update

from benchmarks import city, due
from benchmarks.pace import ROOT, sandbox
from benchmarks.senders import arrivals, fresh, past_the_canary, worker
from bot.accounts import DEFAULT_RATE
from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from storage.accounts import accounts
from tests import cast
from tests.processes.conftest import Town
from tests.proof.campaign import FIRST, Siege, execute

RATE = 30
AUDIENCES = (100, 1000)
WORDS = "The garden by the river opens its gates."
BASELINE = "APScheduler's SQL store, AIORateLimiter"
TENTH = 10
IDLE_SECONDS = 20
COLUMNS: tuple[str, ...] = (
    "due at once",
    "all started after, s",
    "to the baseline",
    "longest stall, ms",
    "to the baseline",
)
COLUMNS += ("without waiting for a core, ms", "the loop's own CPU in one, ms", "stalls over 25 ms", "without waiting")


@dataclass(frozen=True)
class Late:
    """Seconds behind the ideal; who got a copy; flood answers."""

    start: float
    end: float
    copies: int
    floods: int


async def judged(url: str, moment: datetime) -> Late:
    """What the sandbox saw of it."""
    async with aiohttp.ClientSession() as http, http.get(f"{url}/control/calls?method=sendMessage") as answer:
        calls = (await answer.json())["calls"]
    times = [call["at"] for call in calls if call["ok"] and WORDS in str(call["params"].get("text", ""))]
    begin: Any = (await arrivals(url))["flood"]
    at = moment.timestamp()
    return Late(min(times) - at, max(times) - at - (len(times) - 1) / RATE, len(times), begin)


async def kapok(url: str, readers: int, rounds: int) -> list[Late]:
    """Kapok's worker, a process of its own, on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        async with aiohttp.ClientSession() as http:
            town = Town(Path(folder), url, http)
            siege = Siege(town, town.database_url, 0, readers)
            async with town.store() as store:
                await load_sample(store, cli.read_sample(), cast.real_now())
                await siege.furnish(store)
                await execute(store, update(accounts).values(rate=DEFAULT_RATE))
                async with worker(siege):
                    return [await _sent(siege, store) for _ in range(rounds)]


async def _sent(siege: Siege, store: Database) -> Late:
    await fresh(siege.town.url)
    post_id = await siege.plan(store, WORDS)
    await past_the_canary(store, post_id)
    broadcast = await siege.over(store, post_id)
    return await judged(siege.town.url, broadcast.moment)


async def library(url: str, readers: int, rounds: int) -> list[Late]:
    """A job of the library's own scheduler, in its own store."""
    async with aiohttp.ClientSession() as http:
        crowd = {"count": readers, "from": FIRST, "started": True}
        async with http.post(f"{url}/control/users", json=crowd) as answer:
            assert answer.status == 200
    with tempfile.TemporaryDirectory() as folder:
        scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")})
        scheduler.start()
        found = [await _fired(scheduler, url, readers) for _ in range(rounds)]
        scheduler.shutdown(wait=False)
    return found


async def _fired(scheduler: AsyncIOScheduler, url: str, readers: int) -> Late:
    async with aiohttp.ClientSession() as http, http.delete(f"{url}/control/calls") as answer:
        assert answer.status == 200
    await fresh(url)
    over = asyncio.Event()
    scheduler.add_listener(lambda _: over.set(), EVENT_JOB_EXECUTED)
    moment = city.now() + timedelta(seconds=1)
    scheduler.add_job("benchmarks.due:send_all", "date", run_date=moment, args=[url, readers], misfire_grace_time=None)
    await over.wait()
    return await judged(url, moment)


async def sendings(rounds: int) -> AsyncIterator[str]:
    """Markdown: one broadcast by each, some audiences."""
    yield "| sender | audience | first, ms late | last, s late | to the baseline | copies | flood answers |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for readers in AUDIENCES:
        base = 0.0
        for name, sender in ((BASELINE, library), ("Kapok", kapok)):
            async with sandbox(RATE, "") as url:
                found = await sender(url, readers, rounds)
            first, last = (
                statistics.median(part) for part in zip(*((one.start, one.end) for one in found), strict=True)
            )
            base = base or last
            told = f"{first * 1e3:.0f} | {last:.2f} | {last / base:.2f}x | {found[0].copies}"
            yield f"| {name} | {readers:,} | {told} | {sum(one.floods for one in found)} |"


async def many(posts: int) -> AsyncIterator[str]:
    """Markdown: all due together; the machine's own unrest first."""
    yield f"\n| {' | '.join(COLUMNS)} |\n|---{'|---:' * (len(COLUMNS) - 1)}|"
    idle = await play("idle", IDLE_SECONDS * 1000)
    yield line(f"nothing, {IDLE_SECONDS} s", idle)
    jobs = await play("jobs", posts // TENTH)
    yield line(f"{posts // TENTH:,} jobs in APScheduler's SQL store", jobs)
    scaled = {name: value * TENTH for name, value in jobs.items()}
    yield line(f"{posts:,} of them, scaled up", scaled, scaled)
    yield line(f"{posts:,} plans of Kapok", await play("kapok", posts), scaled)


def line(name: str, found: dict[str, float], base: dict[str, float] | None = None) -> str:
    ratios = [f"{found[part] / base[part]:.3f}x" if base else "–" for part in ("seconds", "longest")]
    told = [f"{found[part]:.0f}" for part in ("seconds", "longest", "ours", "own", "over", "ours_over")]
    return f"| {' | '.join([name, told[0], ratios[0], told[1], ratios[1], *told[2:]])} |"


async def play(role: str, count: int) -> dict[str, float]:
    """One of due.py's, in a process of its own."""
    told = [sys.executable, "-m", "benchmarks.lateness", "--role", role, "--posts", str(count)]
    async with sandbox(RATE, "") as url:
        process = await asyncio.create_subprocess_exec(*told, "--url", url, cwd=ROOT, stdout=subprocess.PIPE)
        said, _ = await process.communicate()
    found: dict[str, float] = json.loads(said)
    return found


async def run(said: argparse.Namespace) -> None:
    print(f"Python {platform.python_version()}, the median of {said.rounds} rounds\n")
    parts = {"sendings": sendings(said.rounds), "many": many(said.posts)}
    for name, part in parts.items():
        if said.part in {None, name}:
            async for line in part:
                print(line, flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="broadcasts of each size (default 3)")
    parser.add_argument("--posts", type=int, default=10_000, help="due together (default 10000)")
    parser.add_argument("--part", choices=["sendings", "many"], help="only this one")
    parser.add_argument("--role", choices=due.ROLES, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    said = parser.parse_args()
    if said.role:
        due.play(said.role, said.url, said.posts)
    else:
        asyncio.run(run(said))


if __name__ == "__main__":
    main()
