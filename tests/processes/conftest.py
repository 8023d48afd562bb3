"""Kapok as its operator starts it: real processes, a real sandbox beside them."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.actions.load_sample import load_sample
from handlers.terminal import cli
from storage import Database
from tests import cast
from tests.processes.forked import Forked, called, forked

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "700000001:sandbox"
PATIENCE = 300.0
"""Seconds after which something hangs: no measure of how fast it should be, on however busy a machine."""
Started = Process | Forked


@dataclass
class Town:
    """A folder, a sandbox process, and Kapok processes started and ended at will."""

    folder: Path
    url: str
    http: aiohttp.ClientSession
    started: list[Started] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        return f"sqlite+aiosqlite:///{self.folder / 'kapok.db'}"

    def environment(self, **more: str) -> dict[str, str]:
        mine = {
            "KAPOK_BOT_TOKEN": TOKEN,
            "KAPOK_TELEGRAM_API": self.url,
            "KAPOK_DATABASE_URL": self.database_url,
            "KAPOK_ADMINS": str(cast.ZHIYUAN),
        }
        return clean(**{**mine, **more})

    async def kapok(self) -> Started:
        """Begin `bot run` and wait until it says that it is ready."""
        process = await forked(self.folder, self.environment(), "bot", "run")
        self.started.append(process)
        await says(process, "ready")
        return process

    @contextlib.asynccontextmanager
    async def store(self) -> AsyncIterator[Database]:
        database = Database(self.database_url)
        await database.open()
        yield database
        await database.close()

    async def load(self) -> None:
        async with self.store() as store:
            await load_sample(store, cli.read_sample(), cast.real_now())

    async def post(self, path: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/{path}", json=body) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def waits_for(self, address: int, fragment: str) -> list[str]:
        """Wait until somebody has received these words; everything they received."""
        key, since, texts = f"{cast.BOT}:{address}", 0, list[str]()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            texts = await self.received(address)
            if any(fragment in text for text in texts):
                return texts
            query = {"since": str(since), "key": key, "wait": "20"}
            async with self.http.get(f"{self.url}/sandbox/events", params=query) as response:
                since = (await response.json())["event"]
        pytest.fail(f"{address} waited for {fragment!r} and has: {texts}")

    async def messages(self, address: int) -> list[dict[str, Any]]:
        query = {"key": f"{cast.BOT}:{address}", "limit": "500"}
        async with self.http.get(f"{self.url}/sandbox/messages", params=query) as response:
            return list((await response.json())["messages"])

    async def received(self, address: int) -> list[str]:
        return [each.get("text") or each.get("caption") or "" for each in await self.messages(address)]


def clean(**more: str) -> dict[str, str]:
    """An environment without any setting of Kapok's but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KAPOK_")}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def kapok(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command at the terminal."""
    return called(folder, clean(**settings), "bot", *words)


async def start(folder: Path, environment: dict[str, str], *words: str) -> Process:
    """A Python process of ours in a folder."""
    return await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=folder, env=environment, stdout=PIPE, stderr=asyncio.subprocess.STDOUT
    )


async def says(process: Started, fragment: str) -> str:
    """Read what a process prints until a line holds these words; all that it printed."""
    assert process.stdout is not None
    said = ""
    async with asyncio.timeout(PATIENCE):
        while fragment not in said:
            line = await process.stdout.readline()
            assert line, f"it ended and said: {said}"
            said += line.decode()
    return said


async def ends(process: Started, with_signal: signal.Signals | None = None) -> tuple[int, str]:
    """Send a signal, and wait for the end: exit code and the rest of what it printed."""
    if with_signal is not None:
        process.send_signal(with_signal)
    async with asyncio.timeout(PATIENCE):
        said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A sandbox of its own; whatever was started is ended."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = ("--port", "0", "--no-flood", "--cast", str(ROOT / "sample" / "cast.toml"))
    sandbox = await forked(tmp_path, environment, "sandbox", *told)
    url = (await says(sandbox, "http://")).split()[-1]
    async with aiohttp.ClientSession() as http:
        place = Town(tmp_path, url, http)
        yield place
        for process in place.started:
            if process.returncode is None:
                process.kill()
                await process.communicate()
    await ends(sandbox, signal.SIGTERM)
