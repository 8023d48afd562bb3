"""A whole Kapok for each journey: real storage, real HTTP to the real sandbox; people who type, press and see.

Those people are at the sandbox themselves: their own HTTP (`/sandbox/…`) is shown in the sandbox's tests and the
browser's, and would be most of a journey's time.
"""

import asyncio
import contextlib
import itertools
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Router
from markupsafe import Markup

from bot import catalogs, pace, running
from bot.running import Kapok
from bot.settings import Links, Machine, Settings, Webhook
from bot.texts import visible
from handlers.turns import switchboard
from handlers.turns.conversations import ROOMS
from handlers.turns.middlewares import InOrder
from handlers.turns.switchboard import Board
from sandbox import deeds
from sandbox.server import serving
from sandbox.world import World
from scheduler import clock
from storage import Database
from tests import cast, fresh, warm
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "700000001:sandbox"
GLANCE = 0.001
"""Seconds between two looks at whether it has taken them."""
NUMBERS = itertools.count(100_000_001, 10_000)
"""Of the first update in each city."""
TICKS = {"LOOK_EVERY": 0.1, "CITIZENS_EVERY": 1.0, "REPLIES_EVERY": 2.0}
"""A journey mostly waits for the clock, whose looks cost next to nothing; no other process waits for its replies."""
STARTED = ("tell_of_catalogs", "keep_to_wall_clocks", "say_what_stopped")
"""What a start looks after, and finds nothing to do for in a city that was never here before."""


@dataclass
class Person:
    """Somebody with a phone: types, presses, and sees what a chat app shows."""

    id: int
    key: str
    url: str
    http: aiohttp.ClientSession
    world: World
    order: InOrder
    seen: int = 0
    """Up to which event this person has looked."""
    typed: bool = False
    """Whether the last deed was a message, and not a press."""
    answers: list[str] = field(default_factory=list)

    async def says(self, text: str, **more: Any) -> dict[str, Any]:
        """Type a message (**bold** and the like become formatting, as in the apps)."""
        await self._mark(typed=True)
        return {"message": deeds.write(self.world, self.id, self.key, {"text": text, **more})}

    async def sends(
        self, *files: tuple[str, bytes], caption: str = "", kind: str = "photo", reply_to: int = 0, force: bool = False
    ) -> Any:
        """Send pictures, films or documents; several become an album."""
        await self._mark(typed=True)
        form = aiohttp.FormData()
        told = {"user": self.id, "key": self.key, "caption": caption, "kind": kind, "reply_to": reply_to}
        for name, value in told.items():
            form.add_field(name, str(value))
        for name, content in files:
            form.add_field("file", content, filename=name)
        query = "?force=1" if force else ""
        async with self.http.post(f"{self.url}/sandbox/upload{query}", data=form) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def presses(self, label: str) -> dict[str, Any]:
        """Press the newest button with this label (or containing it); the toast that answers."""
        message, data = await self._button(label)
        return await self.presses_data(message, data)

    async def presses_data(self, message_id: int, data: str, *, at_once: bool = False) -> dict[str, Any]:
        """Press a button by its data, even one that is no longer shown; `at_once`, as the second of two quick taps."""
        if not at_once:
            await self._mark()
        toast = await deeds.press(self.world, self.id, self.key, (message_id, data)).wait(PATIENCE)
        if toast is None:
            pytest.fail(f"{self.id} pressed {data!r} and sees it wait: nobody answers the press")
        return dict(toast)

    async def sees(self, *fragments: str) -> dict[str, Any]:
        """Wait until one new or edited message since the last deed holds all these words; that message.

        With no words after typing, a new one: an older card may lose its buttons after the answer has come.
        """
        seen: list[str] = []
        kinds = {"message"} if self.typed and not any(fragments) else {"message", "edit"}
        since = self.seen
        for _ in range(200):
            events = await self.world.events.wait(since, self.key, PATIENCE)
            if not events:
                break
            since = events[-1]["n"]
            for event in events:
                message = event.get("message") if event["kind"] in kinds else None
                if message is None or message.get("from", {}).get("id") == self.id:
                    continue
                text = words_of(message)
                seen.append(text)
                if all(fragment in text for fragment in fragments):
                    return dict(message)
        pytest.fail(f"{self.id} waited for {fragments} and saw: {json.dumps(seen, ensure_ascii=False, indent=1)}")

    async def messages(self) -> list[dict[str, Any]]:
        """Everything in the chat now."""
        await self.settles()
        return self.world.chat_by_key(self.key).page(200)

    async def last(self) -> dict[str, Any]:
        """The newest message that is not one's own."""
        return next(message for message in reversed(await self.messages()) if message["from"]["id"] != self.id)

    async def does(self, deed: str, **more: Any) -> Any:
        """Block, unblock, join, leave …"""
        await self._mark()
        return await self._post(deed, user=self.id, key=self.key, **more)

    async def _button(self, label: str) -> tuple[int, str]:
        """The newest button that says just this, or else begins with or contains it; waits for it to appear."""
        end = time.monotonic() + PATIENCE
        while (left := end - time.monotonic()) > 0:
            shown, since = await self._buttons(), self.world.events.n
            for fits in (str.__eq__, str.startswith, str.__contains__):
                for message_id, text, data in shown:
                    if fits(text, label):
                        return message_id, data
            await self.world.events.wait(since, self.key, left)
        pytest.fail(f"{self.id} finds no button {label!r} among {[text for _, text, _ in shown]}")

    async def _buttons(self) -> list[tuple[int, str, str]]:
        return [
            (message["message_id"], key["text"], key.get("callback_data", ""))
            for message in reversed(await self.messages())
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", [])
            for key in row
        ]

    async def _mark(self, *, typed: bool = False) -> None:
        await self.settles()
        self.typed = typed
        self.seen = self.world.events.n

    async def settles(self) -> None:
        """Until the bot has taken and dealt with all that was done: people are slower than it is."""
        async with asyncio.timeout(PATIENCE):
            while self.world.bots[cast.BOT].updates.waiting:  # noqa: ASYNC110 - the sandbox tells nobody
                await asyncio.sleep(GLANCE)
            await self.order.idle()

    async def _post(self, deed: str, **body: Any) -> dict[str, Any]:
        async with self.http.post(f"{self.url}/sandbox/{deed}", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return dict(answer)


def words_of(message: dict[str, Any]) -> str:
    """All the words a message shows: text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def labels_of(message: dict[str, Any]) -> list[str]:
    """The labels of a message's buttons."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [key["text"] for row in rows for key in row]


def link_in(message: dict[str, Any]) -> str:
    """The payload of the first deep link in a message."""
    found = re.search(r"\?start=([A-Za-z0-9_-]+)", words_of(message) + json.dumps(message.get("entities", [])))
    assert found, words_of(message)
    return found.group(1)


@dataclass
class City:
    """The running whole."""

    kapok: Kapok
    store: Database
    world: World
    watch: cast.Wristwatch
    url: str
    http: aiohttp.ClientSession

    def person(self, user: int) -> Person:
        """Somebody of the cast, their phone open at the chat with the bot."""
        return Person(user, f"{cast.BOT}:{user}", self.url, self.http, self.world, self._order())

    def channel(self) -> Person:
        """The partner's channel, as one of its members sees it."""
        return Person(0, str(cast.CHANNEL), self.url, self.http, self.world, self._order())

    def _order(self) -> InOrder:
        return next(each for each in self.kapok._conversations.update.outer_middleware if isinstance(each, InOrder))

    async def control(self, path: str, method: str = "POST", **body: Any) -> Any:
        """The sandbox's control: faults, flood, calls, age …"""
        async with self.http.request(method, f"{self.url}/control/{path}", json=body or None) as response:
            assert response.status == 200, await response.text()
            return await response.json()


def _hurry(patch: pytest.MonkeyPatch) -> None:
    """What is alike in all cities of this process is made once, and nobody waits for longer than they must."""
    patch.setattr(running, "gc", Heap)
    patch.setattr(running, "faults", _faults)
    patch.setattr(switchboard, "Board", _board)
    for room, router in LENT.items():
        patch.setattr(room, "router", router)
    for name, seconds in TICKS.items():
        patch.setattr(clock, name, seconds)
    # People of journeys are faster than anybody.
    patch.setattr(pace.Window, "free_at", lambda _window, now: now)
    patch.setattr(pace.Chats, "free_at", lambda _chats, _address, now: now)


@contextlib.asynccontextmanager
async def a_city(
    database: Path | str,
    *,
    webhook: Webhook | None = None,
    machine: Machine | None = None,
    links: Links | None = None,
    new: bool = False,
) -> AsyncIterator[City]:
    """Start everything in this process, on a free port; its database is a file in a folder, or already at a URL.

    A new one tells the network its name, descriptions and commands; others have done so before. Of the copy of a file
    that was just made, with nothing in it that a stop or an older Kapok has left, a start has nothing to look after.
    """
    world = World(cast.on_the_network(), None, flood=False)
    # aiogram remembers updates by their numbers: those of another city are compared with every one of the same number.
    world.bots[cast.BOT].updates.next_id = next(NUMBERS)
    anew = new or isinstance(database, str)
    url = database if isinstance(database, str) else await fresh.sqlite(database, fresh.Ready.SAMPLE)
    store = warm.at_hand(url)
    if anew:
        await store.open()
    watch = cast.Wristwatch()
    async with store.write() as tx:
        await tx.admins.ensure({cast.ZHIYUAN}, watch())
    async with serving(world) as server, aiohttp.ClientSession() as http:
        with pytest.MonkeyPatch.context() as patch:
            _hurry(patch)
            for name in () if new else ("show_front",) if anew else ("show_front", *STARTED):
                patch.setattr(running, name, _done_before)
            settings = Settings(token=TOKEN, telegram_api=server.url, webhook=webhook, machine=machine, links=links)
            kapok = Kapok(settings, store, watch)
            async with kapok.running():
                yield City(kapok, store, world, watch, server.url, http)
    await store.close()


class Heap:
    """The heap of a process with many cities in turn: frozen once (`tests.warm`), and no city thaws it at its end."""

    asked = 0
    """How often somebody wanted to freeze it."""

    @classmethod
    def freeze(cls) -> None:
        cls.asked += 1

    @staticmethod
    def unfreeze() -> None: ...


def _lent(make: Callable[[], Router]) -> Callable[[], Router]:
    """A room's router knows no city: the first one serves each in turn; to make it costs half a city."""
    made = cache(make)

    def router() -> Router:
        made()._parent_router = None
        return made()

    return router


async def _done_before(*_told: object) -> None:
    """As it would end when nothing has changed since the last start."""


LENT = {room: _lent(room.router) for room in ROOMS}
_faults = cache(catalogs.faults)
_BOARDS: dict[str, Board] = {}


def _board(event: str, root: Router) -> Board:
    """All handlers are the rooms', so their board is the same in every city."""
    if event not in _BOARDS:
        _BOARDS[event] = Board(event, root)
    return _BOARDS[event]


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """A city with the sample programme."""
    async with a_city(tmp_path) as whole:
        yield whole


@pytest.fixture
def png() -> bytes:
    """A real picture."""
    return (ROOT / "sample" / "pictures" / "kapok.png").read_bytes()


def plain(sentence: Markup | str) -> str:
    """A sentence as it appears on the phone."""
    return visible(str(sentence))
