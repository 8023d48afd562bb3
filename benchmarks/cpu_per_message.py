"""CPU per delivered message with every record, against bare loops of the same run, 32 and 100 in flight.

Run: `.venv/bin/python -m benchmarks.cpu_per_message` (two minutes; `--messages 500 --rounds 1` for a quick look).

All say the same message: a text, its footer, the row of languages. `Kapok, every record` is a whole broadcast from the
frozen audience to its report: claims, intents, slots, the reader's choices read at the send, outcomes, on SQLite with
an fsync a step. `Kapok, the sends alone` is the same transport without a ledger. Ratios are to aiogram's bare
`send_message`; `the text alone` is that without footer and buttons. The sandbox is a process of its own; CPU is this
process's, threads included. Other work on the machine shows.
"""

import argparse
import asyncio
import contextlib
import gc
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass

from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from benchmarks import city, cpu_per_send
from benchmarks.cpu_per_send import BASELINE, IN_FLIGHT, TOKEN, Send, Way, sandbox
from bot.actions.desk import Desk
from bot.delivery import DeliveryState
from bot.transport import Letter
from bot.transports.telegram import Telegram
from bot.wire import Wire
from storage import Database

UNPACED = 1e5
KAPOK = "Kapok, every record"
ALONE = "Kapok, the sends alone"
LIMITED = "python-telegram-bot with AIORateLimiter"
Round = Callable[[int, int], Awaitable[None]]
"""Delivers so many messages, so many in flight."""


@dataclass
class Kapok:
    """Delivery as a worker does it, without the pace: nothing else waits."""

    store: Database
    telegram: Telegram

    async def go(self, messages: int, in_flight: int) -> None:
        desk = Desk(self.store, self.telegram, "benchmark", city.now, in_doubt=in_flight)
        broadcast = await city.start(self.store, self.posts[messages])
        await city.over(desk, broadcast)
        async with self.store.read() as tx:
            sums = await tx.broadcasts.sums(broadcast.id)
        assert sums.meant == sums.of(DeliveryState.SENT) == messages, sums

    async def furnish(self, *sizes: int) -> None:
        self.posts = {size: await city.settle(self.store, size) for size in set(sizes)}
        await city.keep_to(self.store, self.telegram.account_id, UNPACED)


@contextlib.asynccontextmanager
async def kapok(url: str, *sizes: int) -> AsyncIterator[Round]:
    with tempfile.TemporaryDirectory() as folder:
        store, wire = Database(f"sqlite+aiosqlite:///{folder}/kapok.db"), Wire(in_flight=max(IN_FLIGHT))
        await store.open()
        whole = Kapok(store, Telegram(TOKEN, url, wire=wire))
        await whole.furnish(*sizes)
        for size, post in whole.posts.items():
            await city.move_in(wire, url, post, size)
        yield whole.go
        await wire.close()
        await store.close()


@contextlib.asynccontextmanager
async def limited(url: str, letter: Letter) -> AsyncIterator[Send]:
    """Its limiter at a rate that never waits: what it costs, not what it holds back."""
    request = HTTPXRequest(connection_pool_size=max(IN_FLIGHT), pool_timeout=60.0, read_timeout=60.0)
    limiter = AIORateLimiter(overall_max_rate=UNPACED, overall_time_period=1)
    bot = ExtBot(TOKEN, f"{url}/bot", request=request, get_updates_request=request, rate_limiter=limiter)
    await bot.initialize()
    told = cpu_per_send.for_python_telegram_bot(letter)
    yield lambda: bot.send_message(cpu_per_send.CHAT, **told)
    await bot.shutdown()


def looped(send: Send) -> Round:
    """A bare loop: the same message, so many times, so many in flight."""

    async def go(messages: int, in_flight: int) -> None:
        left = iter(range(messages))

        async def one_after_another() -> None:
            for _ in left:
                await send()

        await asyncio.gather(*(one_after_another() for _ in range(in_flight)))

    return go


def text_alone(url: str, _: Letter) -> AbstractAsyncContextManager[Send]:
    return cpu_per_send.aiogram_default(url, cpu_per_send.BARE)


LOOPS: dict[str, Way] = {
    "raw asyncio, no library": cpu_per_send.raw,
    ALONE: cpu_per_send.our_transport,
    BASELINE: cpu_per_send.aiogram_default,
    f"{BASELINE}, the text alone": text_alone,
    LIMITED: limited,
}
SLOW = {LIMITED: 8}


async def measure(url: str, messages: int, rounds: int) -> dict[tuple[str, int], list[tuple[float, float]]]:
    """Every way, every round, in turns: microseconds of CPU a message, messages a second."""
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    letter = city.letter()
    async with contextlib.AsyncExitStack() as opened:
        ways: dict[str, Round] = {KAPOK: await opened.enter_async_context(kapok(url, messages, max(IN_FLIGHT)))}
        for name, way in LOOPS.items():
            ways[name] = looped(await opened.enter_async_context(way(url, letter)))
        for go in ways.values():
            await go(max(IN_FLIGHT), max(IN_FLIGHT))
        gc.freeze()
        for _ in range(rounds):
            for in_flight in IN_FLIGHT:
                for name, go in ways.items():
                    count = max(messages // SLOW.get(name, 1), in_flight)
                    gc.collect()
                    cpu, wall = time.process_time(), time.perf_counter()
                    await go(count, in_flight)
                    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
                    found.setdefault((name, in_flight), []).append((cpu / count * 1e6, count / wall))
    return found


def table(found: dict[tuple[str, int], list[tuple[float, float]]]) -> Iterator[str]:
    """Markdown."""
    yield "| way | in flight | CPU µs a message (lowest–highest) | to the baseline | messages a second |"
    yield "|---|---:|---:|---:|---:|"
    for in_flight in IN_FLIGHT:
        base = statistics.median(cpu for cpu, _ in found[BASELINE, in_flight])
        for name in [KAPOK, *LOOPS]:
            costs = [cpu for cpu, _ in found[name, in_flight]]
            cost, pace = statistics.median(costs), statistics.median(pace for _, pace in found[name, in_flight])
            spread = f"{cost:.0f} ({min(costs):.0f}–{max(costs):.0f})"
            yield f"| {name} | {in_flight} | {spread} | {cost / base:.2f}x | {pace:.0f} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=2000, help="a round and way (default 2000)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    said = parser.parse_args()
    sys.setswitchinterval(0.0005)  # as at Kapok's own start
    print(f"Python {platform.python_version()}, {said.messages} messages a round, {said.rounds} rounds\n")
    with sandbox() as url:
        for line in table(asyncio.run(measure(url, said.messages, said.rounds))):
            print(line)


if __name__ == "__main__":
    main()
