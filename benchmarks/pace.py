"""How much of the permitted rate a sender reaches, and what it makes of a flood, judged by the sandbox's strict window.

Run: `.venv/bin/python -m benchmarks.pace` (about five minutes; `--seconds 5` for a quick look,
`--only kapok`, `--part flood`).

The sandbox is a process of its own, and so is Kapok's worker; python-telegram-bot sends from this one. Share: sends
accepted in the seconds after the first, to those permitted in them; 1,000 a second are a paid broadcast. Largest
second: the most that any second held, wherever it began; one over the limit gets 429. Ratios are to python-telegram-bot
with its AIORateLimiter in the same run, at the same rate and latency. The sandbox goes before all other processes where
that is allowed (root). Other work on the machine still shows: late sends bunch.
"""

import argparse
import asyncio
import contextlib
import os
import platform
import signal
import subprocess
import sys
from bisect import bisect_right
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks.senders import BASELINE, SENDERS, Sender, arrivals, with_a_machine_of_its_own
from bot.accounts import PAID, PERMITTED

ROOT = Path(__file__).resolve().parent.parent
SLOW = "20-300"
BEFORE, FLOOD, AFTER = 5.0, 5.0, 15.0
BACK = 0.95
CASES = [(PERMITTED, ""), (PERMITTED, SLOW), (PAID, ""), (PAID, SLOW)]
ONLY_THIRTY = {BASELINE}
STILL, BETWEEN = 0.035, 1.7
"""Seconds for which the sandbox stands still in one of the parts, and from one time to the next."""


@dataclass(frozen=True)
class Pace:
    """`share` of what was permitted; `largest` second of all."""

    share: float
    floods: int
    largest: int


@dataclass(frozen=True)
class Recovery:
    """`seconds` from the end of the flood to the first two that hold 95% of the rate; none when they never came."""

    seconds: float | None
    useless: int


@contextlib.asynccontextmanager
async def sandbox(rate: int, latency: str, *, still: bool = False) -> AsyncIterator[str]:
    told = ["-m", "sandbox", "--port", "0", "--strict", str(rate), "--cast", str(ROOT / "sample" / "cast.toml")]
    told += ["--latency", latency] if latency else []
    process = subprocess.Popen([sys.executable, *told], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: ASYNC220, S603 - ours, at the start
    try:
        assert process.stdout is not None
        with_a_machine_of_its_own(process.pid)
        url = process.stdout.readline().split()[-1]
        async with stopped_now_and_then(process.pid) if still else contextlib.nullcontext():
            yield url
    finally:
        process.terminate()
        process.communicate()


@contextlib.asynccontextmanager
async def stopped_now_and_then(pid: int) -> AsyncIterator[None]:
    """In the block; what comes while it stands still is taken when it goes on, all at once."""

    async def stop() -> None:
        while True:
            await asyncio.sleep(BETWEEN)
            os.kill(pid, signal.SIGSTOP)
            await asyncio.sleep(STILL)
            os.kill(pid, signal.SIGCONT)

    stopping = asyncio.ensure_future(stop())
    try:
        yield
    finally:
        stopping.cancel()
        os.kill(pid, signal.SIGCONT)


async def paced(sender: Sender, case: tuple[int, str], seconds: float, *, still: bool) -> Pace:
    """One sender, one rate, one latency."""
    rate, latency = case
    async with sandbox(PERMITTED, latency, still=still) as url:  # a paid send has the wider window of its own
        await sender(url, seconds, rate)
        found: Any = await arrivals(url, "0")
    times = found["times"]
    within = bisect_right(times, times[0] + seconds) if times else 0
    return Pace(within / (rate * seconds), found["flood"], found["largest"])


async def recovered(sender: Sender, rate: int) -> Recovery:
    """A flood is forced on a sender in full swing."""
    async with sandbox(rate, "") as url:
        sending = asyncio.ensure_future(sender(url, BEFORE + FLOOD + AFTER, rate))
        while not sending.done() and (await swing(url)) < BEFORE * rate * 0.8:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.2)
        end = (await swing(url, "now")) + FLOOD
        async with aiohttp.ClientSession() as http:
            await http.post(f"{url}/control/flooded", json={"seconds": FLOOD})
        await sending
        found: Any = await arrivals(url, "0")
    return Recovery(back(found["times"], end, rate), found["useless"])


async def swing(url: str, what: str = "accepted") -> float:
    found: Any = await arrivals(url)
    return float(found[what])


def back(times: list[float], end: float, rate: int) -> float | None:
    """When, after the end, two seconds begin that hold 95% of what they may."""
    first = bisect_right(times, end)
    for at in range(first, len(times)):
        if bisect_right(times, times[at] + 2.0) - at >= BACK * 2 * rate:
            return times[at] - end
    return None


def row(name: str, case: tuple[int, str], pace: Pace, base: Pace | None) -> str:
    ratio = f"{pace.share / base.share:.2f}x" if base and base.share else "–"
    rate, latency = case
    return f"| {name} | {rate}/s | {latency or 'none'} | {pace.share:.1%} | {ratio} | {pace.floods} | {pace.largest} |"


async def steady(chosen: dict[str, Sender], seconds: float, rate: int, *, still: bool = False) -> AsyncIterator[str]:
    """Markdown, line after line, as it is found."""
    if still:
        yield f"The receiver stands still for {STILL * 1000:.0f} ms every {BETWEEN:g} s.\n"
    yield "| sender | permitted | latency, ms | share reached | to the baseline | flood answers | largest second |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for case in (each for each in CASES if each[0] == rate):
        base = None
        for name, sender in chosen.items():
            if rate == PERMITTED or name not in ONLY_THIRTY:
                pace = await paced(sender, case, seconds, still=still)
                base = pace if name == BASELINE else base
                yield row(name, case, pace, base)


async def after_a_flood(chosen: dict[str, Sender]) -> AsyncIterator[str]:
    """The same."""
    yield f"| sender | after a flood of {FLOOD:.0f} s at 30/s: seconds until 95% is back | useless calls meanwhile |"
    yield "|---|---:|---:|"
    for name, sender in chosen.items():
        found = await recovered(sender, PERMITTED)
        when = f"not within {AFTER:.0f}" if found.seconds is None else f"{found.seconds:.1f}"
        yield f"| {name} | {when} | {found.useless} |"


def senders(only: str) -> Iterator[tuple[str, Sender]]:
    for name, sender in SENDERS.items():
        if only.lower() in name.lower():
            yield name, sender


async def run(said: argparse.Namespace) -> None:
    print(f"Python {platform.python_version()}, {said.seconds:g} seconds each\n")
    chosen = dict(senders(said.only))
    parts = {
        "30": steady(chosen, said.seconds, PERMITTED),
        "1000": steady(chosen, said.seconds, PAID),
        "still": steady(chosen, said.seconds, PAID, still=True),
        "flood": after_a_flood(chosen),
    }
    for name, part in parts.items():
        if said.part in {"", name}:
            async for line in part:
                print(line, flush=True)
            print()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=15.0, help="of full pace, each (default 15)")
    parser.add_argument("--part", default="", choices=("30", "1000", "still", "flood"), help="one of four")
    parser.add_argument("--only", default="", help="a part of a sender's name")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
