"""One, two and four real workers on one PostgreSQL: messages a second, CPU a message, fairness; memory of an idle one.

Run: `.venv/bin/python -m benchmarks.workers` (about four minutes; `--messages 1000 --seconds 5` for a quick look,
`--strict` for the pace alone, `--only 4x1` for four workers on one account).

Workers are `python -m bot worker` processes, the sandbox and the PostgreSQL server (as it comes, with fsync) are others
on the same machine. `strict`: the sandbox answers 429 as soon as any second holds more than 30 of an account's sends;
share is of 30 a second and account, from the first send to the last. `unpaced`: no limit, and the account's row is
lifted out of the way; K is that of a paid broadcast. Four accounts are four bots, each with a database of its own on
the same server and one worker. Who sent what is told by who holds which segment, looked at twenty times a second.
Fairness: the fewest messages of a worker to the most. `without development's packages`: those that only pyproject's
`dev` brings are hidden; libraries import some of them when they are there. Other work on the machine shows.
"""

import argparse
import asyncio
import contextlib
import importlib.metadata
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import tomllib
from asyncio.subprocess import PIPE, STDOUT, Process
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
from packaging.requirements import Requirement
from sqlalchemy import text

from benchmarks import city
from benchmarks.memory import held
from benchmarks.senders import with_a_machine_of_its_own
from bot.accounts import PAID_RATE, in_doubt
from bot.broadcast import Broadcast, BroadcastState
from bot.wire import Wire
from storage import Database
from tools.postgresql import a_server, socket_of

ROOT = Path(__file__).resolve().parent.parent
PERMITTED = 30
UNPACED = 1e5
WIDE = in_doubt(PAID_RATE)
CROWD = 5_000
"""Strict: enough segments for everybody; it is stopped before they are all sent to."""
FIRST_ACCOUNT = 700000001
LOOK_EVERY = 0.05
IDLE_SECONDS = 4
TICKS = os.sysconf("SC_CLK_TCK")
CASES = ((1, 1), (2, 1), (4, 1), (4, 4))
"""Workers, accounts."""


@dataclass
class Branch:
    """An account with its database, its post and what its workers have sent."""

    account: int
    url: str
    store: Database
    broadcast: Broadcast | None = None
    sent: Counter[int] = field(default_factory=Counter)
    """Worker's process -> messages of the segments that it held."""
    _seen: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return f"{self.account}:sandbox"

    async def look(self) -> bool:
        """Who is how far; whether the broadcast is finished."""
        assert self.broadcast
        asked = text("SELECT no, owner, done FROM segment WHERE broadcast_id = :id AND (done > 0 OR owner IS NOT NULL)")
        async with self.store.read() as tx:
            rows = (await city.connection(tx).execute(asked, {"id": self.broadcast.id})).all()
            found = await tx.broadcasts.get(self.broadcast.id)
        for no, owner, done in rows:
            was_holder, was_done = self._seen.get(no, (0, 0))
            holder = int(owner.split(":")[1]) if owner else was_holder
            self.sent[holder] += done - was_done
            self._seen[no] = (holder, done)
        return bool(found and found.state is BroadcastState.FINISHED)


@dataclass
class Ran:
    """What a case showed."""

    pace: float
    share: float
    floods: int
    cpu: list[float]
    """Microseconds a message, by worker."""
    fairness: float
    unseen: int
    """Messages of segments whose holder was never caught holding."""


async def run_case(folder: Path, socket: str, case: tuple[int, int], said: argparse.Namespace, *, strict: bool) -> Ran:
    workers, accounts = case
    number = CROWD if strict else said.messages // accounts
    async with contextlib.AsyncExitStack() as closing:
        url = await closing.enter_async_context(sandbox(folder, accounts, strict=strict))
        branches = [await closing.enter_async_context(branch(socket, FIRST_ACCOUNT + no)) for no in range(accounts)]
        posts = [await furnish(each, url, number, strict=strict) for each in branches]
        started = [
            await closing.enter_async_context(worker(folder, branches[no % accounts], url, None if strict else WIDE))
            for no in range(workers)
        ]
        pids = [process.pid for process in started]
        before = {pid: cpu_of(pid) for pid in pids}
        for each, post in zip(branches, posts, strict=True):
            each.broadcast = await city.start(each.store, post)
        await asyncio.gather(*(followed(each, said.seconds if strict else None) for each in branches))
        spent = {pid: cpu_of(pid) - before[pid] for pid in pids}
        return await judged(url, branches, spent)


async def judged(url: str, branches: list[Branch], spent: dict[int, float]) -> Ran:
    """The sandbox's record beside the segments'."""
    sent: Counter[int] = sum((each.sent for each in branches), Counter())
    records = [await arrivals(url, each.token) for each in branches]
    times = sorted(moment for record in records for moment in record["times"])
    pace = len(times) / (times[-1] - times[0])
    counts = [sent[pid] for pid in spent]
    return Ran(
        pace,
        pace / PERMITTED / len(branches),
        sum(record["flood"] for record in records),
        [spent[pid] / max(1, sent[pid]) * 1e6 for pid in spent],
        min(counts) / max(counts),
        sent[0],
    )


async def followed(one: Branch, seconds: int | None) -> None:
    """Looked at until it is finished, or for so long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not await one.look():  # noqa: ASYNC110 - other processes end it
                await asyncio.sleep(LOOK_EVERY)


def cpu_of(pid: int) -> float:
    """Seconds of a process."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


async def arrivals(url: str, token: str) -> dict[str, Any]:
    async with aiohttp.ClientSession() as http, http.get(f"{url}/control/arrivals?token={token}") as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def furnish(one: Branch, url: str, number: int, *, strict: bool) -> Any:  # noqa: ANN401 - a post
    post = await city.settle(one.store, number)
    async with Wire() as wire:
        await city.move_in(wire, url, post, number)
    if not strict:
        await city.keep_to(one.store, one.account, UNPACED)
    return post


# Processes.


@contextlib.asynccontextmanager
async def branch(socket: str, account: int) -> AsyncIterator[Branch]:
    name = f"kapok_{account}_{os.urandom(4).hex()}"
    connection = await asyncpg.connect(host=socket, user="postgres", database="postgres")
    await connection.execute(f"create database {name}")
    await connection.close()
    url = f"postgresql+asyncpg://postgres@/{name}?host={socket}"
    store = Database(url)
    await store.open()
    yield Branch(account, url, store)
    await store.close()


@contextlib.asynccontextmanager
async def sandbox(folder: Path, accounts: int, *, strict: bool) -> AsyncIterator[str]:
    """With so many bots."""
    players = folder / f"{accounts}.toml"
    ids = range(FIRST_ACCOUNT, FIRST_ACCOUNT + accounts)
    players.write_text("".join(f'[[bots]]\nid = {no}\ntoken = "{no}:sandbox"\nusername = "b{no}_bot"\n' for no in ids))
    pace = ["--strict", str(PERMITTED)] if strict else ["--no-flood"]
    words = ["-m", "sandbox", "--port", "0", "--cast", str(players), *pace]
    async with running(folder, words, {}, "http://") as (process, line):
        with_a_machine_of_its_own(process.pid)
        yield line.split()[-1]


@contextlib.asynccontextmanager
async def worker(folder: Path, one: Branch, url: str, doubt: int | None) -> AsyncIterator[Process]:
    mine = {"KAPOK_BOT_TOKEN": one.token, "KAPOK_TELEGRAM_API": url, "KAPOK_DATABASE_URL": one.url}
    mine |= {"KAPOK_DOUBT": str(doubt)} if doubt else {}
    async with running(folder, ["-m", "bot", "worker"], mine | {"KAPOK_LOG": "error"}, "ready") as (process, _):
        yield process


@contextlib.asynccontextmanager
async def running(
    folder: Path, words: list[str], mine: dict[str, str], ready: str
) -> AsyncIterator[tuple[Process, str]]:
    """A Python process of ours once it has said that it is ready, and that line; stopped gently."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAPOK_")}
    environment = {**kept, "PYTHONPATH": str(ROOT), **mine}
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=folder, env=environment, stdout=PIPE, stderr=STDOUT
    )
    assert process.stdout
    try:
        line = ""
        while ready not in line:
            line = (await process.stdout.readline()).decode()
            assert line, f"{words} ended"
        yield process, line
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()


# Memory.


IMPORTS = (
    *(
        "asyncio",
        "dotenv",
        "bot.settings",
        "bot.store",
        "handlers.terminal.cli",
        "sqlalchemy",
    ),
    *("asyncpg", "storage", "bot.actions.desk", "babel", "bot.words", "bot.actions.deliver", "bot.wire"),
    *("bot.transports.telegram", "scheduler.clock", "bot.working", "bot.transports.telegram_bot"),
)
LOOKS = """
import importlib, sys
for name in sys.argv[2].split():
    sys.modules[name] = None
from benchmarks.memory import held
print("the interpreter", held())
for name in sys.argv[1].split():
    importlib.import_module(name)
    print(name, held())
"""


def only_for_development() -> list[str]:
    """Top-level modules of packages that nothing but the extra `dev` asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    seen: set[tuple[str, str]] = set()
    left = [Requirement(each) for each in project["dependencies"]]
    while left:
        one = left.pop()
        for extra in {"", *one.extras} - {extra for name, extra in seen if name == _plain(one.name)}:
            seen.add((_plain(one.name), extra))
            more = map(Requirement, importlib.metadata.requires(one.name) or ())
            left += [each for each in more if _applies(each, extra)]
    needed = {name for name, _ in seen}
    provided = importlib.metadata.packages_distributions()
    return [name for name, by in provided.items() if not needed & set(map(_plain, by)) and "kapok" not in by]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _applies(one: Requirement, extra: str) -> bool:
    return one.marker is None or one.marker.evaluate({"extra": extra})


def imported(hidden: list[str]) -> list[tuple[str, float]]:
    """MB after each import, one after the other in a fresh process."""
    told = [sys.executable, "-c", LOOKS, " ".join(IMPORTS), " ".join(hidden)]
    done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    return [(name, float(size)) for name, _, size in (line.rpartition(" ") for line in done.stdout.splitlines())]


HIDING = """
import runpy, sys
for name in sys.argv.pop().split():
    sys.modules[name] = None
runpy.run_module("bot", run_name="__main__")
"""


async def idle(folder: Path, socket: str, hidden: list[str]) -> list[float]:
    """MB of a worker with nothing to do, and its CPU."""
    async with sandbox(folder, 1, strict=False) as url, branch(socket, FIRST_ACCOUNT) as one:
        mine = {"KAPOK_BOT_TOKEN": one.token, "KAPOK_TELEGRAM_API": url, "KAPOK_DATABASE_URL": one.url}
        words = ["-c", HIDING, "worker", " ".join(hidden)]
        async with running(folder, words, mine, "ready") as (process, _):
            await asyncio.sleep(IDLE_SECONDS)
            begun = cpu_of(process.pid)
            await asyncio.sleep(IDLE_SECONDS)
            cpu = (cpu_of(process.pid) - begun) / IDLE_SECONDS * 100
            return [*(held(process.pid, what) for what in ("Rss", "Pss", "Private_Dirty")), cpu]


# The tables.

IDLE_HEAD = "| an idle worker | RSS, MB | PSS | private and written to | CPU, % of a core |\n|---|---:|---:|---:|---:|"
CASES_HEAD = (
    "| workers | accounts | pace | messages a second | to one worker | share of what is permitted | flood answers "
    "| CPU µs a message, each worker | fairness |\n|---:|---:|---|---:|---:|---:|---:|---|---:|"
)


def row(case: tuple[int, int], ran: Ran, base: float, *, strict: bool) -> str:
    pace, share = (f"strict {PERMITTED}/s", f"{ran.share:.1%}") if strict else ("unpaced", "–")
    cpu = ", ".join(f"{each:.0f}" for each in ran.cpu)
    fairness = f"{ran.fairness:.2f}" + (f" ({ran.unseen} unseen)" if ran.unseen else "")
    floods = ran.floods if strict else "–"
    found = f"{pace} | {ran.pace:.1f} | {ran.pace / base:.2f}x | {share} | {floods} | {cpu} | {fairness}"
    return f"| {case[0]} | {case[1]} | {found} |"


def breakdown(hidden: list[str]) -> Iterator[str]:
    yield "| after importing | MB | more | without development's packages, MB | more |\n|---|---:|---:|---:|---:|"
    last = lean_last = 0.0
    for (name, size), (_, lean) in zip(imported([]), imported(hidden), strict=True):
        yield f"| {name} | {size:.1f} | {size - last:+.1f} | {lean:.1f} | {lean - lean_last:+.1f} |"
        last, lean_last = size, lean


async def measure(said: argparse.Namespace) -> AsyncIterator[str]:
    """Markdown, line after line, as it is found."""
    hidden = only_for_development()
    with a_server() as server, tempfile.TemporaryDirectory() as name:
        folder, socket = Path(name), socket_of(server)
        if not said.strict:
            yield IDLE_HEAD
            for way, names in (("as installed for development", []), ("without development's packages", hidden)):
                sizes = await idle(folder, socket, names)
                yield f"| {way} | " + " | ".join(f"{size:.1f}" for size in sizes) + " |"
            yield ""
            for line in breakdown(hidden):
                yield line
        yield f"\n{CASES_HEAD}"
        for strict in (True,) if said.strict else (True, False):
            base = 0.0
            for case in (each for each in CASES if said.only in {"", "x".join(map(str, each))}):
                ran = await run_case(folder, socket, case, said, strict=strict)
                base = base or ran.pace
                yield row(case, ran, base, strict=strict)


async def run(said: argparse.Namespace) -> None:
    print(f"Python {platform.python_version()}\n")
    async for line in measure(said):
        print(line, flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=8000, help="unpaced, each case (default 8000)")
    parser.add_argument("--seconds", type=int, default=15, help="of the strict window, each case (default 15)")
    parser.add_argument("--only", default="", metavar="4x1", help="one case: workers, accounts")
    parser.add_argument("--strict", action="store_true", help="the strict window alone")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
