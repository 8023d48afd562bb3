"""Long polling against the real sandbox: confirmed when handled, nobody held up, no questions in a circle."""

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Message

from bot.actions.meet import meet
from bot.actions.polled import keep_handled_ahead
from bot.actions.rivals import tell_of_rival
from bot.notices import NoticeKind
from bot.store import Store
from bot.wire import Wire
from handlers.network import polling
from handlers.network.opening import Session
from handlers.network.polling import Polling
from handlers.network.updates import OnlyKnown
from handlers.turns.middlewares import InOrder
from sandbox.pending import Pending
from sandbox.server import serving
from sandbox.world import World
from storage import Database, StorageFault
from tests import cast, fresh, warm
from tests.journeys.conftest import TOKEN

PATIENCE = 30.0


@dataclass
class Asking(BaseRequestMiddleware):
    """Counts the questions."""

    offsets: list[int | None] = field(default_factory=list)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        if isinstance(method, GetUpdates):
            self.offsets.append(method.offset)
        return await make_request(bot, method)


@dataclass
class Place:
    """A bot that hears, and what waits for it at the network."""

    bot: Bot
    store: Database
    world: World
    asking: Asking
    handled: list[str] = field(default_factory=list)
    doing: Callable[[Message], Awaitable[None]] | None = None

    @property
    def updates(self) -> Pending:
        return self.world.bots[cast.BOT].updates

    def polling(self) -> Polling:
        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.update.outer_middleware(OnlyKnown())
        dispatcher.update.outer_middleware(InOrder())
        dispatcher.message.register(self.hear)
        return Polling(dispatcher, self.bot, self.store, cast.real_now)

    async def hear(self, message: Message) -> None:
        if self.doing:
            await self.doing(message)
        self.handled.append(message.text or "")

    @contextlib.asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        """It asks for updates; a test that fails lets go of whoever is stuck, for an end waits for them."""
        async with self.polling().serving():
            try:
                yield
            except BaseException:
                if isinstance(self.doing, Stuck):
                    self.doing.go.set()
                raise

    def come(self, text: str, chat: int = 1) -> None:
        someone = {"id": chat, "is_bot": False, "first_name": "Emma"}
        said = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": someone, "text": text}
        self.updates.add("message", said)

    async def until(self, so: Callable[[], Any]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not so():  # noqa: ASYNC110 - the network's side cannot call us
                await asyncio.sleep(0.005)

    async def until_no_more_is_asked(self) -> None:
        async with asyncio.timeout(PATIENCE):
            asked = -1
            while asked != len(self.asking.offsets):
                asked = len(self.asking.offsets)
                await asyncio.sleep(10 * polling.REST)

    async def told(self) -> list[bool]:
        """What admins are told of a rival."""
        async with self.store.read() as tx:
            waiting = await tx.notices.waiting(cast.real_now(), 10, {NoticeKind.RIVAL})
        return [bool(notice.facts["there"]) for notice in waiting]


@pytest.fixture
async def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    monkeypatch.setattr(polling, "REST", 0.02)
    monkeypatch.setattr(polling, "LONGEST_WAIT", 0.02)
    store = warm.at_hand(await fresh.sqlite(tmp_path))
    world = World(cast.on_the_network(), None, flood=False)
    async with serving(world) as sandbox, Wire() as wire:
        session = Session(wire=wire, api=TelegramAPIServer.from_base(sandbox.url))
        asking = Asking()
        session.middleware(asking)
        yield Place(Bot(TOKEN, session), store, world, asking)
    await store.close()


class Stuck:
    """Handling of what one chat says stands still until it is let go."""

    def __init__(self, place: Place, chat: int = 1) -> None:
        self.began, self.go, self._chat = asyncio.Event(), asyncio.Event(), chat
        place.doing = self

    async def __call__(self, message: Message) -> None:
        if message.chat.id == self._chat:
            self.began.set()
            async with asyncio.timeout(PATIENCE):  # what fails must not wait for it for ever
                await self.go.wait()


async def test_an_update_is_confirmed_once_it_is_handled_and_holds_up_nobody(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "SLOW", 0.0)  # where there is room for others it may take as long as it likes
    stuck = Stuck(place)
    async with place.serving():
        place.come("slow")
        await stuck.began.wait()
        place.come("quick", chat=2)
        await place.until(lambda: place.handled == ["quick"])
        asked = len(place.asking.offsets)
        await place.until(lambda: len(place.asking.offsets) > asked + 1)
        assert len(place.updates.waiting) == 2, "a crash now would lose one"
        stuck.go.set()
        await place.until(lambda: not place.updates.waiting)
        assert place.handled == ["quick", "slow"]


async def test_while_one_is_at_work_the_network_is_not_asked_in_a_circle(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "REST", 0.1)
    stuck = Stuck(place)
    async with place.serving():
        place.come("slow")
        await stuck.began.wait()
        asked, since = len(place.asking.offsets), time.monotonic()
        await asyncio.sleep(1.0)
        assert 1 <= len(place.asking.offsets) - asked <= (time.monotonic() - since) / 0.1 + 1
        stuck.go.set()


async def test_behind_one_that_is_slow_a_hundred_are_answered_and_then_it_is_let_go(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "SLOW", PATIENCE)
    stuck = Stuck(place)
    for number in range(150):
        place.come(str(number), chat=1 + number)
    async with place.serving():
        await place.until(lambda: len(place.handled) == 99)
        await place.until_no_more_is_asked()
        assert len(place.handled) == 99, "there is no room for more"
        monkeypatch.setattr(polling, "SLOW", 0.1)
        await place.until(lambda: len(place.handled) == 149)
        await place.until(lambda: not place.updates.waiting)
        stuck.go.set()
    assert place.handled[-1] == "0"


async def test_an_end_finishes_what_is_at_work_and_confirms_it(place: Place) -> None:
    stuck = Stuck(place)
    async with place.serving():
        place.come("slow")
        await stuck.began.wait()
        asyncio.get_running_loop().call_later(0.1, stuck.go.set)
    assert place.handled == ["slow"]
    assert not place.updates.waiting


async def test_an_end_before_anything_was_asked_for_ends(place: Place) -> None:
    async with asyncio.timeout(PATIENCE), place.serving():
        pass


async def test_what_was_handled_and_could_not_be_confirmed_is_not_handled_again(place: Place) -> None:
    stuck = Stuck(place)
    async with place.serving():
        place.come("once")
        await stuck.began.wait()
        place.world.faults.add({"method": "getUpdates", "error": [500, "Internal Server Error"], "times": None})
        stuck.go.set()
    assert len(place.updates.waiting) == 1
    place.world.faults.planned.clear()
    for text in ("again", "and again"):
        place.come(text)
        async with place.serving():
            await place.until(lambda: not place.updates.waiting)
    assert place.handled == ["once", "again", "and again"]


async def test_when_the_database_was_away_updates_are_asked_for_again(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    troubles = [StorageFault("away")]

    async def keep(store: Store, numbers: Collection[int]) -> None:
        if troubles:
            raise troubles.pop()
        await keep_handled_ahead(store, numbers)

    monkeypatch.setattr(polling, "keep_handled_ahead", keep)
    stuck = Stuck(place)
    async with place.polling().serving():
        place.come("slow")
        await stuck.began.wait()
        place.come("quick", chat=2)
        await place.until(lambda: not troubles)
        stuck.go.set()
        place.come("after", chat=3)
        await place.until(lambda: not place.updates.waiting)
    assert sorted(place.handled) == ["after", "quick", "slow"]


async def test_a_handler_that_breaks_is_logged_and_its_update_confirmed(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_down(_: Message) -> None:
        raise RuntimeError("broken")

    place.doing = break_down
    async with place.serving():
        number = place.updates.next_id
        place.come("hello")
        await place.until(lambda: f"update {number} could not be handled" in caplog.text)
        await place.until(lambda: not place.updates.waiting)


async def test_a_network_that_is_away_is_one_line_in_the_log_and_then_updates_come_again(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "handlers.network.polling"):
        place.world.faults.add({"method": "getUpdates", "error": [502, "Bad Gateway"], "times": 5})
        async with place.serving():
            place.come("at last")
            await place.until(lambda: place.handled == ["at last"])
    assert [record.getMessage().partition(",")[0] for record in caplog.records] == [
        "updates cannot be fetched",
        "updates can be fetched again",
    ]


async def test_somebody_else_who_asks_is_one_line_in_the_log_and_told_admins_once_until_it_is_over(
    place: Place, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflict = {"method": "getUpdates", "error": [409, "Conflict: terminated by other getUpdates request"]}
    await tell_of_rival(place.store, cast.NOON, there=True)  # there is nobody to tell yet
    await meet(place.store, cast.ZHIYUAN, "梁志远", None, cast.NOON)
    async with place.store.write() as tx:
        await tx.admins.ensure({cast.ZHIYUAN}, cast.NOON)
    with caplog.at_level(logging.INFO, "handlers.network.polling"):
        place.world.faults.add({**conflict, "times": 1})
        async with place.serving():
            place.come("1")
            await place.until(lambda: place.handled == ["1"])
            assert await place.told() == [], "once may be chance"
        place.world.faults.add({**conflict, "times": 5})
        async with place.serving():
            place.come("2")
            await place.until(lambda: place.handled == ["1", "2"])
        assert await place.told() == [True]
        monkeypatch.setattr(polling, "CALM", 0.1)
        async with place.serving():  # of before its start, too
            for text in "345":
                place.come(text)
                await asyncio.sleep(0.1)
                await place.until(lambda: place.handled[-1] == text)  # noqa: B023 - asked at once
        assert await place.told() == [True, False]
    lines = [record.getMessage().partition(":")[0] for record in caplog.records]
    assert lines == ["somebody else asks for this bot's updates, too"] * 2, "one for each start"
