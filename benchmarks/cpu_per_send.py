"""CPU per sent message, in microseconds of this process, 32 and 100 in flight. The sandbox is a process of its own.

Run: `.venv/bin/python -m benchmarks.cpu_per_send` (about a minute; `--messages 500` for a quick look).

Everybody says the same to the same sandbox, in turns; the median of a few rounds counts, the spread is shown. Ratios
are to `aiogram default`. It measures the client's side only: no ledger, no pace, no TLS, no network. Other work on the
machine shows in it, in the wall clock more than in the CPU.
"""

import argparse
import asyncio
import contextlib
import gc
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import telegram
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions
from telegram import Bot as BareBot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.delivery import Receipt
from bot.transport import Letter, Parcel
from bot.transports.telegram import Telegram
from bot.transports.telegram_wording import wording
from bot.wire import Wire, as_json
from handlers.network.session import WireSession

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "700000001:sandbox"  # noqa: S105 - the sandbox's
CHAT = 1001
BARE = Letter(
    "<b>Kapok</b>\nTomorrow at seven the garden by the river opens its gates; bring a lamp and somebody you like."
)
IN_FLIGHT = (32, 100)
BASELINE = "aiogram default"
Send = Callable[[], Awaitable[object]]
Way = Callable[[str, Letter], AbstractAsyncContextManager[Send]]
"""Where the sandbox is, and what is said."""


def said(letter: Letter) -> dict[str, Any]:
    """A letter without media as a request of the Bot API."""
    fields: dict[str, Any] = json.loads(wording(letter, (), paid=False).to(CHAT))
    return fields


def for_aiogram(letter: Letter) -> dict[str, Any]:
    """What its `send_message` is told: a text alone needs no more than itself."""
    if not letter.rows:
        return {"text": letter.text}
    fields = said(letter)
    keyboard = InlineKeyboardMarkup.model_validate(fields["reply_markup"])
    return {"text": letter.text, "reply_markup": keyboard, "link_preview_options": LinkPreviewOptions(is_disabled=True)}


def for_python_telegram_bot(letter: Letter) -> dict[str, Any]:
    """What its `send_message` is told, as above."""
    told: dict[str, Any] = {"text": letter.text, "parse_mode": "HTML"}
    if letter.rows:
        told["reply_markup"] = telegram.InlineKeyboardMarkup.de_json(said(letter)["reply_markup"], None)
        told["link_preview_options"] = telegram.LinkPreviewOptions(is_disabled=True)
    return told


class Line(asyncio.Protocol):
    """The least that can be done: one request, one answer with a length."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def ask(self, request: bytes) -> asyncio.Future[bytes]:
        self.heard = b""
        self.answer: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self.transport.write(request)  # type: ignore[attr-defined]
        return self.answer

    def data_received(self, data: bytes) -> None:
        self.heard += data
        head, found, body = self.heard.partition(b"\r\n\r\n")
        if found and len(body) >= int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]):
            self.answer.set_result(body)


@contextlib.asynccontextmanager
async def raw(url: str, letter: Letter) -> AsyncIterator[Send]:
    fields = said(letter)
    idle: list[Line] = []
    lines: list[Line] = []
    place = urlsplit(url)
    loop = asyncio.get_running_loop()

    async def send() -> None:
        if idle:
            line = idle.pop()
        else:
            _, line = await loop.create_connection(Line, place.hostname or "", place.port or 80)
            lines.append(line)
        body = json.dumps(fields).encode()
        head = (
            f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: sandbox\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        assert json.loads(await line.ask(head.encode() + body))["ok"]
        idle.append(line)

    yield send
    for line in lines:
        line.transport.close()


@contextlib.asynccontextmanager
async def wire_alone(url: str, letter: Letter) -> AsyncIterator[Send]:
    fields = said(letter)
    async with Wire() as wire:
        address = f"{url}/bot{TOKEN}/sendMessage"

        async def send() -> None:
            answer = await wire.post(address, as_json(fields))
            assert json.loads(answer.body)["ok"]

        yield send


@contextlib.asynccontextmanager
async def our_transport(url: str, letter: Letter) -> AsyncIterator[Send]:
    transport = Telegram(TOKEN, url)
    await transport.open()
    parcel = Parcel(CHAT, letter)

    async def send() -> None:
        assert isinstance(await transport.send(parcel), Receipt)

    yield send
    await transport.close()


@contextlib.asynccontextmanager
async def aiogram_on_wire(url: str, letter: Letter) -> AsyncIterator[Send]:
    async with Wire() as wire:
        bot = Bot(TOKEN, WireSession(wire=wire, api=TelegramAPIServer.from_base(url)), _html())
        told = for_aiogram(letter)
        yield lambda: bot.send_message(CHAT, **told)


@contextlib.asynccontextmanager
async def aiogram_default(url: str, letter: Letter) -> AsyncIterator[Send]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(TOKEN, session, _html())
    told = for_aiogram(letter)
    yield lambda: bot.send_message(CHAT, **told)
    await session.close()


def _html() -> DefaultBotProperties:
    return DefaultBotProperties(parse_mode=ParseMode.HTML)


@contextlib.asynccontextmanager
async def python_telegram_bot_default(url: str, letter: Letter) -> AsyncIterator[Send]:
    """As its documentation says for many at once: a pool as large as what is in flight, and patience with it."""
    request = HTTPXRequest(connection_pool_size=max(IN_FLIGHT), pool_timeout=60.0, read_timeout=60.0)
    bot = BareBot(TOKEN, f"{url}/bot", request=request, get_updates_request=request)
    await request.initialize()
    told = for_python_telegram_bot(letter)
    yield lambda: bot.send_message(CHAT, **told)
    await request.shutdown()


WAYS: dict[str, Way] = {
    "raw asyncio, no library": raw,
    "wire alone": wire_alone,
    "our transport (python-telegram-bot on wire)": our_transport,
    "aiogram on wire": aiogram_on_wire,
    BASELINE: aiogram_default,
    "python-telegram-bot default": python_telegram_bot_default,
}
SLOW = {"python-telegram-bot default": 8}
"""Sends a fraction of the messages: each costs milliseconds."""


async def spent(send: Send, messages: int, in_flight: int) -> tuple[float, float, int]:
    """Microseconds of CPU a message, messages a second, failures."""
    left = iter(range(messages))
    failed = 0

    async def one_after_another() -> None:
        nonlocal failed
        for _ in left:
            try:
                await send()
            except TelegramError:
                failed += 1

    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    await asyncio.gather(*(one_after_another() for _ in range(in_flight)))
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return cpu / messages * 1e6, messages / wall, failed


async def measure(url: str, messages: int, rounds: int) -> dict[tuple[str, int], list[tuple[float, float, int]]]:
    """Every way, every round, interleaved, so that a noisy minute meets them all."""
    found: dict[tuple[str, int], list[tuple[float, float, int]]] = {}
    async with contextlib.AsyncExitStack() as opened:
        sends = {name: await opened.enter_async_context(way(url, BARE)) for name, way in WAYS.items()}
        for name, send in sends.items():  # connections open, caches warm
            await spent(send, max(IN_FLIGHT) if name in SLOW else messages // 4, max(IN_FLIGHT))
        gc.freeze()
        for _ in range(rounds):
            for in_flight in IN_FLIGHT:
                for name, send in sends.items():
                    count = max(messages // SLOW.get(name, 1), in_flight)
                    found.setdefault((name, in_flight), []).append(await spent(send, count, in_flight))
    return found


def table(found: dict[tuple[str, int], list[tuple[float, float, int]]]) -> Iterator[str]:
    """Markdown."""
    yield "| way | in flight | CPU µs a send (lowest–highest) | to the baseline | sends a second | failed |"
    yield "|---|---:|---:|---:|---:|---:|"
    for in_flight in IN_FLIGHT:
        base = statistics.median(cpu for cpu, _, _ in found[BASELINE, in_flight])
        for name in WAYS:
            rows = found[name, in_flight]
            costs = [cpu for cpu, _, _ in rows]
            cost = statistics.median(costs)
            pace = statistics.median(pace for _, pace, _ in rows)
            yield (
                f"| {name} | {in_flight} | {cost:.0f} ({min(costs):.0f}–{max(costs):.0f}) | {cost / base:.2f}x "
                f"| {pace:.0f} | {sum(failed for _, _, failed in rows)} |"
            )


@contextlib.contextmanager
def sandbox() -> Iterator[str]:
    """A sandbox in a process of its own; its address."""
    told = ["-m", "sandbox", "--port", "0", "--no-flood", "--cast", str(ROOT / "sample" / "cast.toml")]
    process = subprocess.Popen([sys.executable, *told], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    try:
        assert process.stdout is not None
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.communicate()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=2000, help="a round and way (default 2000)")
    parser.add_argument("--rounds", type=int, default=5, help="default 5")
    said = parser.parse_args()
    print(f"Python {platform.python_version()}, {said.messages} messages a round, {said.rounds} rounds\n")
    with sandbox() as url:
        for line in table(asyncio.run(measure(url, said.messages, said.rounds))):
            print(line)


if __name__ == "__main__":
    main()
