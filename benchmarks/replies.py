"""How long somebody waits for the bot's reply while a broadcast goes out at full speed, against an idle bot.

Run: `.venv/bin/python -m benchmarks.replies` (about seven minutes; `--rounds 1 --readers 300` for a quick look).

The real `python -m bot run`, polling, on SQLite; the sandbox with its strict window is a process of its own. One of a
few people writes /help or presses a button of the last one every 0.3 to 1 s, by a seed. Counted is from just before the
sandbox is told of it to the reply's arrival there. Each round: idle for a while, then one broadcast. Share: of what was
permitted between the first and the last copy, replies counted with them. For comparison: python-telegram-bot with its
AIORateLimiter, where a reply is sent while 300 messages of a broadcast are always in line.
"""

import argparse
import asyncio
import contextlib
import platform
import signal
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle
from math import inf
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from sqlalchemy import update
from telegram.error import TelegramError

from benchmarks.lateness import RATE, WORDS
from benchmarks.pace import sandbox
from benchmarks.senders import arrivals, fresh, limited_bot, past_the_canary
from bot.accounts import DEFAULT_RATE
from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from storage.accounts import accounts
from tests import cast
from tests.processes.conftest import Town, ends
from tests.proof.campaign import FIRST, Siege, execute

ASKERS = range(60_000, 60_012)
PAUSE = (0.3, 1.0)
IDLE_SECONDS = 30.0
SETTLED = 3.0
"""Seconds for the last replies to arrive."""
COUNTED = frozenset({"sendmessage", "editmessagetext"})
DOORS = ("a_set", "a_lang", "a_partners")
"""Buttons of /help whose press changes the message."""
IN_LINE = 300
BASELINE = "idle"
BROADCAST = "during a broadcast"
LIMITED = "python-telegram-bot, AIORateLimiter, behind 300"


@dataclass
class Askers:
    """People who talk to the bot now and then: who did so and when."""

    town: Town
    rng: Random
    asked: list[tuple[int, float]] = field(default_factory=list)
    _turn: Iterator[int] = field(default_factory=lambda: cycle(ASKERS))

    @contextlib.asynccontextmanager
    async def talking(self) -> AsyncIterator[None]:
        """Until the block ends."""
        over = asyncio.Event()
        talking = asyncio.create_task(self._talk(over))
        yield
        over.set()
        await talking

    async def _talk(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.ask(next(self._turn))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.rng.uniform(*PAUSE)):
                    await over.wait()

    async def ask(self, asker: int) -> None:
        """One deed of one person: a press of the /help before it, or a new one."""
        told = {"user": asker, "key": f"{cast.BOT}:{asker}"}
        button = await self._button(told["key"])
        self.asked.append((asker, time.time()))
        if button:
            await self.town.post("sandbox/press", **told, **button)
        else:
            await self.town.post("sandbox/send", **told, text="/help")

    async def _button(self, key: object) -> dict[str, Any] | None:
        query = {"key": str(key), "limit": "1"}
        async with self.town.http.get(f"{self.town.url}/sandbox/messages", params=query) as answer:
            messages = (await answer.json())["messages"]
        rows = messages[-1].get("reply_markup", {}).get("inline_keyboard", []) if messages else []
        doors = [each["callback_data"] for row in rows for each in row if _is_door(each.get("callback_data", ""))]
        if len(doors) < len(DOORS):
            return None
        return {"message_id": messages[-1]["message_id"], "data": self.rng.choice(doors)}

    async def waits(self) -> list[float]:
        """How long each waited for the bot's next message or change; those without any, forever."""
        spoken = {asker: await self._spoken(asker) for asker in ASKERS}
        return [next((at - began for at in spoken[asker] if at >= began), inf) for asker, began in self.asked]

    async def _spoken(self, asker: int) -> list[float]:
        """When the bot said something in their chat, by the sandbox's clock, which is ours."""
        query = {"key": f"{cast.BOT}:{asker}", "since": "0"}
        async with self.town.http.get(f"{self.town.url}/sandbox/events", params=query) as answer:
            events = (await answer.json())["events"]
        return [each["at"] for each in events if each.get("message", {}).get("from", {}).get("id") == cast.BOT]


def _is_door(data: str) -> bool:
    return data.split(":", maxsplit=1)[0] in DOORS


@dataclass
class Case:
    """What was found of one: seconds waited, shares of the permitted rate, flood answers."""

    waits: list[float] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    floods: int = 0


async def kapok(url: str, readers: int, rounds: int, seed: int) -> dict[str, Case]:
    """The whole bot: idle and under a broadcast in turns."""
    cases = {BASELINE: Case(), BROADCAST: Case()}
    with tempfile.TemporaryDirectory() as folder:
        async with aiohttp.ClientSession() as http:
            town = Town(Path(folder), url, http)
            siege = Siege(town, town.database_url, seed, readers)
            await town.post("control/users", **{"count": len(ASKERS), "from": ASKERS[0], "started": True})
            async with town.store() as store:
                await load_sample(store, cli.read_sample(), cast.real_now())
                await siege.furnish(store)
                await execute(store, update(accounts).values(rate=DEFAULT_RATE))
                async with running(town):
                    for number in range(rounds):
                        askers = Askers(town, Random(seed + number))  # noqa: S311 - it can be replayed
                        await _idle(askers, cases[BASELINE])
                        await _busy(askers, siege, store, cases[BROADCAST])
    return cases


@contextlib.asynccontextmanager
async def running(town: Town) -> AsyncIterator[None]:
    """The front door; what it prints is not read on, so that it must say little."""
    process = await town.kapok()
    try:
        yield
    finally:
        await ends(process, signal.SIGTERM)


async def _idle(askers: Askers, case: Case) -> None:
    await fresh(askers.town.url)
    async with askers.talking():
        await asyncio.sleep(IDLE_SECONDS)
    await _keep(askers, case)


async def _busy(askers: Askers, siege: Siege, store: Database, case: Case) -> None:
    """From the first copy to the last."""
    await fresh(siege.town.url)
    post_id = await siege.plan(store, WORDS)
    await past_the_canary(store, post_id)
    async with askers.talking():
        await siege.over(store, post_id)
    case.shares.append(await _share(siege.town))
    await _keep(askers, case)


async def _keep(askers: Askers, case: Case) -> None:
    await asyncio.sleep(SETTLED)
    case.waits += await askers.waits()
    askers.asked.clear()
    found: Any = await arrivals(askers.town.url)
    case.floods += found["flood"]


async def _share(town: Town) -> float:
    async with town.http.get(f"{town.url}/control/calls") as answer:
        calls = [each for each in (await answer.json())["calls"] if each["ok"]]
    copies = [each["at"] for each in calls if WORDS in str(each["params"].get("text", ""))]
    first, last = min(copies), max(copies)
    counted: int = sum(first <= each["at"] <= last and each["method"].lower() in COUNTED for each in calls)
    return (counted - 1) / (float(last - first) * RATE)


async def limited(url: str, seconds: float, seed: int) -> Case:
    """Its line always holds so many of a broadcast; a reply waits behind them."""
    rng, case, readers = Random(seed), Case(), count(FIRST)  # noqa: S311 - as above
    async with aiohttp.ClientSession() as http:
        for many, first in ((int(RATE * seconds * 2) + IN_LINE, FIRST), (len(ASKERS), ASKERS[0])):
            crowd = {"count": many, "from": first, "started": True}
            async with http.post(f"{url}/control/users", json=crowd) as answer:
                assert answer.status == 200
    async with limited_bot(url, RATE) as bot:
        await fresh(url)

        async def say(address: int, words: str) -> float:
            began = time.monotonic()
            with contextlib.suppress(TelegramError):
                await bot.send_message(address, words)
                return time.monotonic() - began
            return inf

        async def broadcast() -> None:
            while True:
                await say(next(readers), WORDS)

        sending = [asyncio.create_task(broadcast()) for _ in range(IN_LINE)]
        replies, end = [], time.monotonic() + seconds
        for asker in cycle(ASKERS):
            if time.monotonic() > end:
                break
            await asyncio.sleep(rng.uniform(*PAUSE))
            replies.append(asyncio.create_task(say(asker, "Here is what I can do.")))
        case.waits = list(await asyncio.gather(*replies))
        for each in sending:
            each.cancel()
        await asyncio.gather(*sending, return_exceptions=True)
        found: Any = await arrivals(url, "0")
    case.floods = found["flood"]
    case.shares = [(len(found["times"]) - 1) / ((found["times"][-1] - found["times"][0]) * RATE)]
    return case


def table(found: dict[str, Case]) -> Iterator[str]:
    """Markdown."""
    yield "| who replies | replies | p50, ms | to the baseline | p99, ms | longest | no reply | share | flood answers |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    base = statistics.median(found[f"Kapok, {BASELINE}"].waits)
    for name, case in found.items():
        came = sorted(wait for wait in case.waits if wait < inf)
        middle, late = statistics.median(came), came[min(len(came) - 1, int(len(came) * 0.99))]
        times = f"{middle * 1e3:.0f} | {middle / base:.2f}x | {late * 1e3:.0f} | {came[-1] * 1e3:.0f}"
        share = f"{statistics.median(case.shares):.1%}" if case.shares else "–"
        yield f"| {name} | {len(case.waits)} | {times} | {len(case.waits) - len(came)} | {share} | {case.floods} |"


async def run(said: argparse.Namespace) -> None:
    print(f"Python {platform.python_version()}, {said.rounds} rounds, broadcasts to {said.readers} readers\n")
    async with sandbox(RATE, "") as url:
        ours = await kapok(url, said.readers, said.rounds, said.seed)
    found = {f"Kapok, {name}": case for name, case in ours.items()}
    if not said.alone:
        async with sandbox(RATE, "") as url:
            found[LIMITED] = await limited(url, IDLE_SECONDS, said.seed)
    for each in table(found):
        print(each)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="idle and under a broadcast (default 3)")
    parser.add_argument("--readers", type=int, default=1000, help="of each broadcast (default 1000)")
    parser.add_argument("--alone", action="store_true", help="without python-telegram-bot beside it")
    parser.add_argument("--seed", type=int, default=1)
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
