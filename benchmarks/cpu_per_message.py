"""CPU per delivered message with every record, against bare loops of the same run, 32 and 100 in flight.

Run: `.venv/bin/python -m benchmarks.cpu_per_message` (two minutes; `--messages 500 --rounds 1` for a quick look);
with `--at-pace`, as a city sends (three minutes).

All say the same message: a text, its footer, the row of languages. `Kapok, every record` is a whole broadcast from the
frozen audience to its report: claims, intents, slots, the reader's choices read at the send, outcomes, on SQLite with
an fsync a step. `Kapok, the sends alone` is the same transport without a ledger. Ratios are to aiogram's bare
`send_message`; `the text alone` is that without footer and buttons. The sandbox is a process of its own; CPU is this
process's, threads included. Other work on the machine shows.

Without a pace nothing is in flight that K does not allow, so K is set to 32 and 100, and a stride comes each half of
it. `--at-pace` leaves Kapok as it comes: a paid broadcast at its own pace and K, and answers so late that 32 and 100
requests are in flight at that pace, for the bare loops too.
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
from http import HTTPStatus

from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from benchmarks import city, cpu_per_send
from benchmarks.cpu_per_send import BASELINE, IN_FLIGHT, TOKEN, Send, Way, sandbox
from bot.accounts import DEFAULT_RATE, PAID_RATE, in_doubt
from bot.actions.desk import Desk
from bot.delivery import DeliveryState
from bot.transport import Letter
from bot.transports.telegram import Telegram
from bot.wire import Wire, as_json
from storage import Database

UNPACED = 1e5
KAPOK = "Kapok, every record"
ALONE = "Kapok, the sends alone"
LIMITED = "python-telegram-bot with AIORateLimiter"
Round = Callable[[int, int], Awaitable[None]]
"""Delivers so many messages, so many in flight."""


@dataclass
class Kapok:
    """Delivery as a worker does it, without the pace unless it is asked for: nothing else waits."""

    store: Database
    telegram: Telegram
    at_pace: bool

    async def go(self, messages: int, in_flight: int) -> None:
        k = None if self.at_pace else in_flight
        desk = Desk(self.store, self.telegram, "benchmark", city.now, in_doubt=k)
        broadcast = await city.start(self.store, self.posts[messages], paid=self.at_pace)
        await city.over(desk, broadcast)
        async with self.store.read() as tx:
            sums = await tx.broadcasts.sums(broadcast.id)
        assert sums.meant == sums.of(DeliveryState.SENT) == messages, sums

    async def furnish(self, *sizes: int) -> None:
        self.posts = {size: await city.settle(self.store, size) for size in set(sizes)}
        await city.keep_to(self.store, self.telegram.account_id, DEFAULT_RATE if self.at_pace else UNPACED)


@contextlib.asynccontextmanager
async def kapok(url: str, *sizes: int, at_pace: bool) -> AsyncIterator[Round]:
    with tempfile.TemporaryDirectory() as folder:
        in_flight = in_doubt(PAID_RATE) if at_pace else max(IN_FLIGHT)
        store, wire = Database(f"sqlite+aiosqlite:///{folder}/kapok.db"), Wire(in_flight=in_flight)
        await store.open()
        whole = Kapok(store, Telegram(TOKEN, url, wire=wire), at_pace)
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


async def answers_after(url: str, milliseconds: float) -> None:
    """How late the sandbox answers from now on."""
    async with Wire() as wire:
        told = as_json({"low": milliseconds, "high": milliseconds})
        answer = await wire.post(f"{url}/control/latency", told)
    assert answer.status == HTTPStatus.OK, answer


async def measure(
    url: str, messages: int, rounds: int, *, at_pace: bool
) -> dict[tuple[str, int], list[tuple[float, float]]]:
    """Every way, every round, in turns: microseconds of CPU a message, messages a second."""
    found: dict[tuple[str, int], list[tuple[float, float]]] = {}
    letter = city.letter()
    async with contextlib.AsyncExitStack() as opened:
        whole = kapok(url, messages, max(IN_FLIGHT), at_pace=at_pace)
        ways: dict[str, Round] = {KAPOK: await opened.enter_async_context(whole)}
        for name, way in LOOPS.items():
            if not (at_pace and name == LIMITED):  # it has no other pace than its own
                ways[name] = looped(await opened.enter_async_context(way(url, letter)))
        for go in ways.values():
            await go(max(IN_FLIGHT), max(IN_FLIGHT))
        gc.freeze()
        for _ in range(rounds):
            for in_flight in IN_FLIGHT:
                if at_pace:
                    await answers_after(url, in_flight / PAID_RATE * 1000)
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
    yield "| way | in flight | CPU µs a message (lowest–highest) | to the baseline | messages a second | of a core |"
    yield "|---|---:|---:|---:|---:|---:|"
    for in_flight in IN_FLIGHT:
        base = statistics.median(cpu for cpu, _ in found[BASELINE, in_flight])
        for name in dict.fromkeys(way for way, _ in found):
            costs = [cpu for cpu, _ in found[name, in_flight]]
            cost, pace = statistics.median(costs), statistics.median(pace for _, pace in found[name, in_flight])
            spread = f"{cost:.0f} ({min(costs):.0f}–{max(costs):.0f})"
            yield f"| {name} | {in_flight} | {spread} | {cost / base:.2f}x | {pace:.0f} | {cost * pace / 1e6:.2f} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=2000, help="a round and way (default 2000)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    parser.add_argument("--at-pace", action="store_true", help="a paid broadcast at its own pace and K")
    said = parser.parse_args()
    sys.setswitchinterval(0.0005)  # as at Kapok's own start
    print(f"Python {platform.python_version()}, {said.messages} messages a round, {said.rounds} rounds\n")
    with sandbox() as url:
        for line in table(asyncio.run(measure(url, said.messages, said.rounds, at_pace=said.at_pace))):
            print(line)


if __name__ == "__main__":
    main()
