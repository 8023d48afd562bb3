"""Two deeds at one moment on PostgreSQL: one stops before a statement, the other is done, as far as it can be.

What comes of it, also once everything is carried out, must be what one after the other would have made, in one order
or in the other.
"""

import asyncio
import contextlib
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

import asyncpg
import sqlalchemy
from sqlalchemy import Engine, event
from sqlalchemy.util import await_only

from bot.actions.deliver import deliver
from bot.actions.desk import Desk
from bot.actions.plan import plan_due
from bot.delivery import Receipt
from bot.mistakes import Mistake
from bot.store import Store
from bot.transport import Parcel, Transport
from storage import Database
from storage.prepared_postgresql import OnPostgreSQL
from storage.schema import metadata
from tests import cast as people
from tests.openings import Openings

NOW = people.NOON + timedelta(minutes=5)
TOOK = {
    "broadcast": ("errand", "state", "policy", "paid", "meant", "media_id", "content_hash"),
    "post": ("state", "urgent", "paid", "approved_hash", "ways"),
    "post_media": ("no", "media_id"),
    "plan": ("moment", "held_at", "held_until"),
    "delivery": ("recipient", "state", "reason"),
    "correction": ("state", "decided_by"),
    "notice": ("person_id", "kind"),
    "audit": ("person_id", "verb", "before", "after"),
    "partner": ("suspended_at", "retired_at"),
    "version": ("form", "text"),
}
"""Of what the database holds: what says whether two ways came to the same."""
State = tuple[Any, ...]
_stop: ContextVar["Stop | None"] = ContextVar("stop", default=None)


class Stop:
    """Before which of its statements somebody stops, and until when."""

    def __init__(self, before: int) -> None:
        self._left = before
        self.reached, self.over = asyncio.Event(), asyncio.Event()

    async def step(self) -> None:
        self._left -= 1
        if self._left == -1:
            self.reached.set()
            await self.over.wait()


def _step(*_: Any) -> None:
    if stop := _stop.get():
        await_only(stop.step())


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Every statement and every commit of whoever has a `Stop` is a step."""
    really = {name: getattr(OnPostgreSQL, name) for name in ("rows", "do", "many")}

    def watched(name: str) -> Callable[..., Any]:
        def statement(self: OnPostgreSQL, *told: Any) -> Any:
            _step()
            return really[name](self, *told)

        return statement

    for name in really:
        setattr(OnPostgreSQL, name, watched(name))
    for moment in ("before_cursor_execute", "commit"):
        event.listen(Engine, moment, _step)
    try:
        yield
    finally:
        for name, method in really.items():
            setattr(OnPostgreSQL, name, method)
        for moment in ("before_cursor_execute", "commit"):
            event.remove(Engine, moment, _step)


class Willing(Openings):
    """A network that takes everything."""

    account_id = people.BOT

    def __init__(self) -> None:
        self.sent = Counter[int]()
        self._numbers = itertools.count(1)

    def ready(self) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    def ready_for_more(self) -> contextlib.AbstractAsyncContextManager[None]:
        return contextlib.nullcontext()

    async def send(self, parcel: Parcel) -> Receipt:
        self.sent[parcel.address] += 1
        return Receipt((next(self._numbers),))

    async def edit(self, _: Parcel, message_ids: tuple[int, ...]) -> Receipt:
        return Receipt(message_ids)

    async def replace_picture(self, _: Parcel, message_ids: tuple[int, ...], __: int) -> Receipt:
        return Receipt(message_ids)

    async def recall(self, _: int, message_ids: tuple[int, ...]) -> Receipt:
        return Receipt(message_ids)

    async def pin(self, _: int, message_id: int, *, on: bool) -> Receipt:  # noqa: ARG002 - as the port says
        return Receipt((message_id,))


@dataclass
class World:
    """One database, as two people at work on it see it, each over connections of their own."""

    stores: tuple[Database, Database]
    network: Willing = field(default_factory=Willing)
    now: datetime = NOW

    def desk(self, store: Database) -> Desk:
        return Desk(cast("Store", store), cast("Transport", self.network), "worker", lambda: self.now)


Deed = Callable[[World, Database], Awaitable[object]]


@contextlib.asynccontextmanager
async def a_world(url: str) -> AsyncIterator[World]:
    stores = Database(url), Database(url)
    try:
        yield World(stores)
    finally:
        for store in stores:
            await store.close()


async def done(world: World, store: Database, deed: Deed) -> str:
    """How it went for whoever did it."""
    try:
        await deed(world, store)
    except Mistake as no:
        return no.why.value
    return "done"


async def settled(world: World) -> None:
    """Everything that is to be carried out is."""
    desk = world.desk(world.stores[0])
    while await plan_due(desk.store, world.now) or await deliver(desk):
        pass
    world.now += timedelta(minutes=2)  # a canary's wait, a lease
    while await plan_due(desk.store, world.now) or await deliver(desk):
        pass


async def state_of(store: Database) -> State:
    """What is kept, without what differs however it came: numbers and moments of rows."""
    kept = []
    async with store.read() as tx:
        for name, columns in TOOK.items():
            table = metadata.tables[name]
            rows = await cast("Any", tx).posts._tx.execute(sqlalchemy.select(*(table.c[each] for each in columns)))
            kept.append((name, *sorted(map(repr, rows))))
    return tuple(kept)


async def one_after_the_other(url: str, first: Deed, second: Deed) -> tuple[str, str, State]:
    async with a_world(url) as world:
        said = await done(world, world.stores[0], first), await done(world, world.stores[1], second)
        await settled(world)
        return *said, await state_of(world.stores[0])


async def at_one_moment(
    url: str, watching: asyncpg.Pool, first: Deed, second: Deed, before: int
) -> tuple[str, str, State] | None:
    """What becomes of both when the first stops before a statement; none when it has no such statement."""
    async with a_world(url) as world:
        stop = Stop(before)
        _stop.set(stop)
        one = asyncio.create_task(done(world, world.stores[0], first))
        _stop.set(None)
        reached = asyncio.create_task(stop.reached.wait())
        await asyncio.wait((one, reached), return_when=asyncio.FIRST_COMPLETED)
        if not stop.reached.is_set():
            reached.cancel()
            await one
            return None
        other = asyncio.create_task(done(world, world.stores[1], second))
        await _as_far_as_it_can(watching, sqlalchemy.make_url(url).database, other)
        stop.over.set()
        said = await asyncio.gather(one, other)
        await settled(world)
        return *said, await state_of(world.stores[0])


async def _as_far_as_it_can(watching: asyncpg.Pool, database: str | None, task: "asyncio.Task[str]") -> None:
    """It is done, or waits for a lock of the other."""
    waits = "select count(*) from pg_stat_activity where datname = $1 and wait_event_type = 'Lock'"
    while not task.done():
        if await watching.fetchval(waits, database):
            return
        await asyncio.wait((task,), timeout=0.005)
