"""What a process holds in memory, and how long its event loop stands still: measures that are shared."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

NAP = 0.002
LOOK_EVERY = 0.1
MB = 1024.0


def held(pid: int | str = "self", what: str = "Rss") -> float:
    """MB of a process: `Rss`, `Pss` (shared pages divided among those who share them), `Private_Dirty`."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / MB
    raise LookupError(what)


@dataclass
class Watch:
    """What was seen while a block ran: memory in MB, the longest stall in seconds."""

    before: float = 0.0
    peak: float = 0.0
    after: float = 0.0
    stall: float = 0.0
    own: float = 0.0
    """The longest that the event loop's own thread worked between two turns, in seconds of CPU: others' work does not
    show in it."""


@contextlib.asynccontextmanager
async def watching() -> AsyncIterator[Watch]:
    """Watches this process and its event loop; a nap that ends late is a stall of so much."""
    seen = Watch(before=held())
    napping, looking = asyncio.create_task(_nap(seen)), asyncio.create_task(_look(seen))
    try:
        yield seen
    finally:
        napping.cancel()
        looking.cancel()
        seen.after = held()
        seen.peak = max(seen.peak, seen.after)


async def _nap(seen: Watch) -> None:
    while True:
        begun, worked = time.perf_counter(), time.thread_time()
        await asyncio.sleep(NAP)
        seen.stall = max(seen.stall, time.perf_counter() - begun - NAP)
        seen.own = max(seen.own, time.thread_time() - worked)


async def _look(seen: Watch) -> None:
    while True:
        seen.peak = max(seen.peak, await asyncio.to_thread(held))
        await asyncio.sleep(LOOK_EVERY)
