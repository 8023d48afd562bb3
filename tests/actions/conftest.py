"""A newsroom: the sample programme in a real database, a real sandbox, and posts ready to go out."""

import contextlib
import os
import typing
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update

from bot.actions.compose import open_draft, put_version
from bot.actions.deliver import deliver
from bot.actions.desk import Desk
from bot.actions.meet import meet
from bot.actions.review import approve
from bot.actions.submit import submit
from bot.broadcast import Broadcast
from bot.content import Post, Version
from bot.languages import Form
from bot.pace import Pacer
from bot.people import Speaker
from bot.transports.telegram import Telegram
from sandbox.server import Sandbox, serving
from sandbox.world import World
from storage import Database
from storage.accounts import accounts
from tests import cast, warm
from tests.actions.said import BY_OTHERS
from tests.journeys.conftest import TOKEN
from tests.ledger import outcomes_of, recipients

FOUR = {
    Form.ZH_HANS: "周六江边见",
    Form.ZH_HANT: "週六江邊見",
    Form.YUE: "禮拜六江邊見啦",
    Form.EN: "See you by the river on Saturday",
    Form.PT: "Até sábado, junto ao rio",
}


BOTH = os.environ.get("KAPOK_DATABASES") == "both"
"""Whether every test is wanted on both databases (`make proof`)."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Nothing on PostgreSQL that others say to it (`said`), unless somebody names a file, or a test."""
    if BOTH or any(".py" in named for named in config.args):
        return
    by_others = {*BY_OTHERS.read_text(encoding="utf-8").splitlines()}
    spared = {item for item in items if item.nodeid.rpartition("tests/actions/")[2] in by_others}
    config.hook.pytest_deselected(items=[*spared])
    items[:] = [item for item in items if item not in spared]


@dataclass
class Newsroom:
    """Everything a delivery needs."""

    store: Database
    sandbox: Sandbox
    desk: Desk
    watch: cast.Wristwatch
    http: aiohttp.ClientSession

    def pacer(self) -> Pacer:
        """A process's own, by the same watch."""
        return Pacer(lambda: self.watch().timestamp())

    async def keep_to(self, rate: float) -> None:
        """So many a second on the account's row."""
        async with self.store.write() as tx:
            await tx.accounts.reserve(cast.BOT, 1, self.watch())
            await typing.cast("Any", tx).posts._tx.execute(update(accounts).values(rate=rate))

    async def speaker(self, address: int) -> Speaker:
        return await meet(self.store, address, "somebody", None, self.watch())

    async def approved(self, texts: dict[Form, str] | None = None) -> Post:
        """A post of XPeng's that an admin has approved."""
        author, admin = await self.speaker(cast.ZIQING), await self.speaker(cast.ZHIYUAN)
        post = await open_draft(self.store, author, next(iter(author.partner_ids)), self.watch())
        for form, text in (texts or FOUR).items():
            post = await put_version(self.store, author, post.id, Version(form, text))
        post = await submit(self.store, author, post.id, self.watch())
        return await approve(self.store, admin, post.id, post.hash(), self.watch())

    async def deliver_all(self) -> None:
        """Work until there is nothing left to do."""
        while await deliver(self.desk):
            pass

    async def broadcasts(self, post: Post) -> list[Broadcast]:
        async with self.store.read() as tx:
            return list(await tx.broadcasts.of_post(post.id))

    async def outcomes(self, post: Post) -> dict[int, tuple[str, str | None]]:
        """Network address -> (state, reason), of the newest broadcast."""
        async with self.store.read() as tx:
            broadcast = (await tx.broadcasts.of_post(post.id))[0]
            outcomes = await outcomes_of(tx, broadcast.id)
            rows = await recipients(tx, [outcome.recipient for outcome in outcomes], post.partner_id, self.watch())
        return {rows[each.recipient].address: (each.state.value, each.reason) for each in outcomes}

    async def received(self, address: int) -> list[str]:
        """The words on somebody's phone."""
        key = str(address) if address < 0 else f"{cast.BOT}:{address}"
        async with self.http.get(f"{self.sandbox.url}/sandbox/messages", params={"key": key}) as response:
            messages = (await response.json())["messages"]
        return [message.get("text") or message.get("caption") or "" for message in messages]

    async def moved_channel(self, new: int) -> None:
        """The chat on the network to which a channel has moved."""
        body = {"id": new, "type": "channel", "title": "moved", "admins": [cast.BOT], "members": []}
        async with self.http.post(f"{self.sandbox.url}/control/chats", json=body) as response:
            assert response.status == 200, await response.text()

    async def fault(self, **body: Any) -> None:
        async with self.http.post(
            f"{self.sandbox.url}/control/faults", json={"method": "sendMessage", "times": 1, **body}
        ) as response:
            assert response.status == 200, await response.text()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Of a database with the sample programme."""
    return str(request.getfixturevalue(f"{request.param}_sample"))


@contextlib.asynccontextmanager
async def a_newsroom(store: Database) -> AsyncIterator[Newsroom]:
    world, watch = World(cast.on_the_network(), None, flood=False), cast.Wristwatch()
    await store.open()
    async with serving(world) as sandbox, aiohttp.ClientSession() as http:
        telegram = Telegram(TOKEN, sandbox.url, timeout=4.0)
        await telegram.open()
        room = Newsroom(store, sandbox, Desk(store, telegram, "test", watch), watch, http)
        room.desk.pacer = room.pacer()
        yield room
        await telegram.close()
    await store.close()


@pytest.fixture
async def newsroom(url: str) -> AsyncIterator[Newsroom]:
    async with a_newsroom(warm.at_hand(url)) as room:
        yield room
