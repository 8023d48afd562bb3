"""Whether a worker's memory grows while a paid broadcast goes out at its full pace: MB as time passes.

Run: `.venv/bin/python -m benchmarks.creep` (two minutes; `--seconds 20` for a quick look).

The people move in and are frozen by a process of its own. The network takes everything at once and remembers nothing
(`AtOnce` of benchmarks/freeze.py), so all that grows is Kapok's; K is that of a paid broadcast, SQLite with an fsync a
stride.
"""

import argparse
import asyncio
import os
import platform
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks import city
from benchmarks.freeze import ACCOUNT, SQLITE, alone, databases, opened, ready
from benchmarks.memory import held
from bot.accounts import DEFAULT_RATE, PAID_RATE

LOOKS = (0.5, 2, 5, 10, 20, 40, 80, 160, 320)
"""Seconds after the first message."""
Seen = tuple[float, float, int]
"""Seconds, MB, chats that the pacer remembers."""


async def freeze(url: str, people: int) -> None:
    async with opened(url) as store:
        post = await city.settle(store, people)
        await city.keep_to(store, ACCOUNT, DEFAULT_RATE)
        await city.start(store, post, paid=True)


async def watch(url: str, seconds: float) -> list[Seen]:
    """The broadcast that stands frozen, for so long."""
    sys.setswitchinterval(0.0005)  # as at Kapok's own start
    async with ready(url) as (_, desk, broadcast):
        begun, going, seen = time.monotonic(), asyncio.create_task(city.over(desk, broadcast)), list[Seen]()
        for look in (look for look in LOOKS if look <= seconds):
            await asyncio.sleep(max(0.0, begun + look - time.monotonic()))
            chats: Any = desk.pacer._chats  # noqa: SLF001 - a benchmark looks behind the port
            seen.append((time.monotonic() - begun, held(), len(chats)))
        desk.stopping.set()
        desk.pacer.dismiss()
        while not going.done():  # lines give their segments back
            await asyncio.sleep(0.05)
            if not desk.room.lines:
                going.cancel()
        await asyncio.gather(going, return_exceptions=True)
        return seen


def table(seen: list[Seen]) -> Iterator[str]:
    """Markdown."""
    yield "| after, s | resident, MB | chats that the pacer remembers |\n|---:|---:|---:|"
    for seconds, size, chats in seen:
        yield f"| {seconds:.1f} | {size:.1f} | {chats} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=81, help="how long it is watched (default 81)")
    said = parser.parse_args()
    people = int(PAID_RATE * (said.seconds + 2))
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {people:,} people\n", flush=True)
    with databases(SQLITE) as fresh:
        url = fresh()
        alone(freeze, url, people)
        for line in table(alone(watch, url, said.seconds)):
            print(line)


if __name__ == "__main__":
    main()
