"""A sandbox of one's own for each test: real HTTP on a free port, in this process."""

import io
import struct
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from sandbox import cast
from sandbox.server import serving
from sandbox.world import World

BOT, SECOND = 700000001, 700000002
MEI, JOAO, OWNER, STRANGER, GHOST = 1001, 1002, 1006, 1009, 1010
CHANNEL, GROUP, FOREIGN = -1002000000001, -1002000000002, -1002000000003
KEY = f"{BOT}:{MEI}"

CAST = {
    "bots": [
        {"id": BOT, "token": f"{BOT}:sandbox", "username": "kapok_city_bot", "first_name": "Kapok"},
        {"id": SECOND, "token": f"{SECOND}:second", "username": "second_bot", "first_name": "Second"},
    ],
    "users": [
        {"id": MEI, "first_name": "美玲", "username": "meiling", "language_code": "zh-hans", "started": True},
        {"id": JOAO, "first_name": "João", "language_code": "pt-br", "started": True},
        {"id": OWNER, "first_name": "Owner", "language_code": "en"},
        {"id": STRANGER, "first_name": "Stranger"},
        {"id": GHOST, "first_name": "Ghost", "deactivated": True, "started": True},
    ],
    "chats": [
        {"id": CHANNEL, "type": "channel", "title": "News", "username": "city_news", "admins": [BOT],
         "owner": OWNER, "members": [MEI]},
        {"id": GROUP, "type": "supergroup", "title": "Circle", "members": [BOT, MEI], "owner": OWNER},
        {"id": FOREIGN, "type": "channel", "title": "Elsewhere", "owner": OWNER},
    ],
    "phones": [{"user": MEI, "label": "广州"}, {"chat": CHANNEL, "label": "Channel"}],
}  # fmt: skip


def png(width: int = 3, height: int = 2, shade: int = 0) -> bytes:
    """A real grey PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([shade]) * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


@dataclass
class Room:
    """A running sandbox and a client to it."""

    world: World
    url: str
    http: aiohttp.ClientSession

    async def api(self, method: str, bot: int = BOT, **values: Any) -> Any:
        """A method of the Bot API: the whole answer, refusals too."""
        token = self.world.bots[bot].token
        async with self.http.post(f"{self.url}/bot{token}/{method}", json=values) as answer:
            return await answer.json()

    async def ok(self, method: str, bot: int = BOT, **values: Any) -> Any:
        answer = await self.api(method, bot, **values)
        assert answer["ok"], answer
        return answer["result"]

    async def get(self, path: str) -> Any:
        async with self.http.get(self.url + path) as answer:
            return await answer.json()

    async def post(self, path: str, said: Any) -> Any:
        async with self.http.post(self.url + path, json=said) as answer:
            return await answer.json()

    async def updates(self, bot: int = BOT, **values: Any) -> Any:
        return await self.ok("getUpdates", bot, **values)

    async def says(self, text: str, user: int = MEI, key: str = KEY) -> Any:
        return (await self.post("/sandbox/send", {"user": user, "key": key, "text": text}))["message"]

    async def form(self, path: str, **parts: Any) -> Any:
        """multipart: bytes become files named after their part."""
        data = aiohttp.FormData(quote_fields=False)
        for name, value in parts.items():
            if isinstance(value, bytes):
                data.add_field(name, io.BytesIO(value), filename=f"{name}.png", content_type="image/png")
            else:
                data.add_field(name, str(value))
        async with self.http.post(self.url + path, data=data) as answer:
            return await answer.json()

    async def polling(self, bot: int = BOT) -> None:
        """Returns when a long poll of this bot is under way."""
        while self.world.bots[bot].updates._turn is None:
            await self.get("/sandbox/world")

    def method(self, name: str, bot: int = BOT) -> str:
        return f"/bot{self.world.bots[bot].token}/{name}"


@pytest.fixture
async def room() -> AsyncIterator[Room]:
    world = World(cast.parse(CAST), flood=False)
    async with serving(world) as sandbox, aiohttp.ClientSession() as http:
        yield Room(world, sandbox.url, http)
