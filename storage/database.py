"""The database behind the port: opened once, then units of work. SQLite for one process, PostgreSQL for many."""

import asyncio
import logging
import os
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot import store
from bot.lookup import Called
from bot.ports.strides import Ahead, Claim, Stride
from bot.searching import Sought
from storage.awaited import AsyncEngine
from storage.claims import claim
from storage.dialogues import keeping
from storage.due import DUE, OVERDUE, RIPE, overdue_by, told
from storage.engines import WAIT, Engines, address, engines, unchanging
from storage.fault import StorageFault
from storage.glance import GLANCE, Glances, seen
from storage.home import HOME
from storage.partners import CALLED, called
from storage.prepared import Runner
from storage.programme import bot_served
from storage.sole import Seat, Taken, nobody_at_work, nobody_has, of_a_file
from storage.standing import Standing, bring_up_to_date, known_revisions, revision, standing
from storage.stories import OPENINGS, titles
from storage.strides import Group, perform
from storage.terms import HELD, KNOWN, spans
from storage.tongues import strange_tongues
from storage.work import Work

T = TypeVar("T")
ENDING = 15.0
"""Seconds that an older Kapok may take to end before a newer one that waits for its tables gives up."""
_AGAIN = 0.5
_log = logging.getLogger(__name__)
_OURS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)
"""Our own oversights, which come out as they are; everything else is trouble of the database."""


class Database:
    """The store. Trouble of the database itself comes out as `StorageFault`, one line without secrets."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._engines = engines(url)
        self._glances = _glances(url, self._engines)
        # SQLite has one writer anyway: here those who wait stand in line, where its own lock would make them poll.
        self._turn = asyncio.Lock()
        self._writing: asyncio.Task[object] | None = None
        self._alone = False
        """Whether nobody else may serve from SQLite's file."""
        self._seat: Seat | None = None
        """The place of whoever serves from PostgreSQL."""
        self._newest = ""
        """The last step of the tables that this program knew when it opened them: its files may have changed since."""
        self._group = Group(self._engines.strides) if self._engines.strides else None

    async def open(self) -> None:
        """Bring the tables up to date, once however many processes start together. Raises `StorageFault`."""
        self._newest = known_revisions()[-1]
        await self._upgrade()
        with self._faults(OSError):
            async with self._engines.read.connect() as connection:
                self._refuse(await connection.run_sync(strange_tongues))
        async with self.write() as tx:
            await tx.stories.keep_up()

    async def _upgrade(self) -> None:
        """Bring the tables up to date; whoever is at work on older ones may be about to end."""
        state, until = await self._brought_up_to_date(), time.monotonic() + ENDING
        if state is Standing.HELD:
            _log.warning("%s: an older Kapok is still at work on it, waiting for its end", self._engines.place)
        while state is Standing.HELD and time.monotonic() < until:
            await asyncio.sleep(_AGAIN)
            state = await self._brought_up_to_date()
        if state in {Standing.HELD, Standing.NEWER}:
            raise StorageFault(f"{self._engines.place}: {state.value}")

    async def _brought_up_to_date(self) -> Standing:
        with self._faults(OSError):
            if self._engines.path is not None:
                self._engines.path.parent.mkdir(parents=True, exist_ok=True)
            async with self._engines.write.begin() as connection:
                return await connection.run_sync(bring_up_to_date, self._undisturbed)

    def _undisturbed(self, connection: Connection) -> bool:
        """Whether nobody else serves from here."""
        if not self._engines.is_sqlite:
            return nobody_at_work(connection)
        return self._alone or self._engines.path is None or nobody_has(self._engines.path)

    async def outgrown(self) -> bool:
        """Whether its tables have been changed for a newer Kapok than this one."""
        with self._faults(OSError):
            async with self._engines.read.connect() as connection:
                return await connection.run_sync(revision) != self._newest

    async def ousted(self) -> str | None:
        """Why whoever serves has to end, if so: a line. A place that a restarted PostgreSQL forgot is taken again."""
        try:
            with self._faults(OSError):
                if self._seat is not None:
                    await self._seat.keep()
        except Taken:
            return f"{self._engines.place}: another `run` of this bot has begun on it while it was away: this one ends"
        if await self.outgrown():
            return "a newer Kapok has changed the tables: this one ends, start the newer one in its place"
        return None

    async def check(self) -> list[str]:
        """What `open` would find and do, a line each; changes nothing. Raises `StorageFault` when it would fail."""
        path, place = self._engines.path, self._engines.place
        if path is not None and not path.exists():
            home = next(folder for folder in path.absolute().parents if folder.exists())
            if not home.is_dir() or not os.access(home, os.W_OK):
                raise StorageFault(f"{place}: cannot be made in {home}")
            return [f"{place}: {Standing.EMPTY.value}"]
        with self._faults(OSError):
            state = await self._look(standing)
        if state is Standing.NEWER:
            raise StorageFault(f"{place}: {state.value}")
        if path is not None and not os.access(path, os.W_OK):
            raise StorageFault(f"{place}: cannot be written to")
        if state is Standing.CURRENT:
            with self._faults(OSError):
                async with self._engines.read.connect() as connection:
                    self._refuse(await connection.run_sync(strange_tongues))
        return [f"{place}: {state.value}"]

    async def bot(self) -> str | None:
        """The id of the bot that it serves, if it has served one; changes nothing."""
        if self._engines.path is not None and not self._engines.path.exists():
            return None
        with self._faults(OSError):
            return None if await self._look(standing) is Standing.EMPTY else await self._look(bot_served)

    def _refuse(self, strange: list[str]) -> None:
        if strange:
            tags = ", ".join(strange)
            raise StorageFault(
                f"{self._engines.place}: it holds texts in a language that this Kapok does not know ({tags}): "
                "start the Kapok that wrote them, or restore a backup"
            )

    @asynccontextmanager
    async def serving(self, account: int, *, alone: bool) -> AsyncIterator[None]:
        """Open, and serve in the block: alone (`run`) or beside others (a worker).

        Raises `StorageFault` if somebody is in the way.
        """
        async with AsyncExitStack() as stack:
            await self._place(stack, account if alone else None)
            await self.open()
            with self._faults(OSError):
                if self._seat is not None:
                    await self._seat.work()
                elif self._engines.path is not None and not alone:
                    stack.enter_context(of_a_file(self._engines.path, alone=False))
            if await self.outgrown():  # between the two
                raise StorageFault(f"{self._engines.place}: {Standing.NEWER.value}")
            yield

    async def _place(self, stack: AsyncExitStack, account: int | None) -> None:
        """The place of an account's `run`, or of a worker. Who is refused must not have changed any table."""
        path = self._engines.path
        with self._faults(OSError):  # of the lock only: what the block runs into is its own
            if path is not None and account is None:
                with of_a_file(path, alone=False):
                    pass
            elif path is not None:
                stack.enter_context(of_a_file(path, alone=True))
                self._alone = True
            elif not self._engines.is_sqlite:
                self._seat = Seat(self._engines.write, self._engines.place, account)
                await self._seat.take()
                stack.push_async_callback(self._seat.leave)

    async def close(self) -> None:
        """Close every connection."""
        if self._group:
            group, self._group = self._group, None
            group.close()
        await self._glances.close()
        await self._engines.close()

    async def glance(self, address: int, dialogue: str) -> store.Glance:
        """Who speaks from this address, and where this conversation stands."""
        with self._faults(OSError, *self._glances.trouble):
            return seen(await self._glances.row(GLANCE, {"address": address, "dialogue": dialogue}))

    async def keep(self, dialogue: str, state: str | None, data: str | None) -> None:
        """Where this conversation stands from now on."""
        await self._step(keeping(dialogue, state, data))

    async def heard_of(self, sought: Sought, least: float | None = None) -> bool:
        """Whether each of the words, or at least so many of them, stand in some story."""
        wanted = sought.wanted
        if not wanted or (least or 0) > len(wanted):
            return False
        asked = KNOWN if least is None else HELD
        with self._faults(OSError, *self._glances.trouble):
            (told,) = await self._glances.row(asked, {"wanted": spans(wanted)})
        return bool(told) if least is None else told >= least

    async def called(self) -> Called:
        """What the partners are called."""
        with self._faults(OSError, *self._glances.trouble):
            return called((await self._glances.row(CALLED, {})).told)

    async def at_home(self, reader_id: int, today: date) -> store.AtHome:
        """What a reader's home screen counts."""
        with self._faults(OSError, *self._glances.trouble):
            found = await self._glances.row(HOME, {"reader": reader_id, "today": today})
        return store.AtHome(found.follows, found.campaigns, bool(found.begun))

    async def titles(self, most: int) -> tuple[str, ...]:
        """How the newest stories begin."""
        with self._faults(OSError, *self._glances.trouble):
            return titles((await self._glances.row(OPENINGS, {"most": most})).told)

    async def due(self, now: datetime) -> store.Due:
        """What there is to do."""
        with self._faults(OSError, *self._glances.trouble):
            return store.Due(*map(bool, await self._glances.row(DUE, told(now))))

    async def overdue(self, now: datetime) -> store.Overdue:
        """What else there is to do."""
        with self._faults(OSError, *self._glances.trouble):
            return store.Overdue(*map(bool, await self._glances.row(OVERDUE, overdue_by(now))))

    async def ripe(self) -> bool:
        """Whether a broadcast can be finished or widened."""
        with self._faults(OSError, *self._glances.trouble):
            return bool((await self._glances.row(RIPE, {})).any)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[store.Work]:
        """See one consistent moment."""
        async with self._begin(self._engines.read) as work:
            yield work

    @asynccontextmanager
    async def write(self) -> AsyncIterator[store.Work]:
        """Change something, all or nothing."""
        if not self._engines.is_sqlite:
            async with self._begin(self._engines.write) as work:
                yield work
            return
        if self._writing is asyncio.current_task():
            raise RuntimeError("a unit of work inside a unit of work would wait for itself")
        async with self._turn:
            self._writing = asyncio.current_task()
            try:
                async with self._begin(self._engines.write) as work:
                    yield work
            finally:
                self._writing = None

    async def clock(self) -> datetime | None:
        """PostgreSQL's clock; none on SQLite, which is on this machine."""
        if self._engines.is_sqlite:
            return None
        with self._faults(OSError):
            async with self._engines.read.connect() as connection:
                moment: datetime = (await connection.execute(select(func.clock_timestamp()))).scalar_one()
                return moment.astimezone(UTC)

    async def stride(self, stride: Stride) -> Ahead | None:
        """One stride of a line."""
        return await self._step(lambda runner: perform(runner, stride))

    async def claim(self, owner: str, account_id: int, now: datetime) -> Claim | datetime | None:
        """Lease a segment that nobody holds, if there is one and the account is not paused."""
        return await self._step(lambda runner: claim(runner, owner, account_id, now))

    async def _step(self, step: Callable[[Runner], T]) -> T:
        """On the hot path: a transaction of its own, or of a group."""
        with self._faults(OSError, *self._glances.trouble):
            if self._group:
                return await self._group.take(step, self._turn)
            from storage.prepared_postgresql import OnPostgreSQL  # noqa: PLC0415 - a driver that SQLite needs not

            async with self._engines.write.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                async with driver.transaction():  # SQLAlchemy would begin at the first statement that it says itself
                    return await connection.run_sync(lambda _: step(OnPostgreSQL(driver)))

    @asynccontextmanager
    async def _begin(self, engine: AsyncEngine) -> AsyncIterator[store.Work]:
        with self._faults():
            async with AsyncExitStack() as stack:
                with self._faults(OSError):  # of the connection only: within the work it would be the caller's own
                    connection = await stack.enter_async_context(engine.begin())
                yield Work(connection)

    async def _look(self, at: Callable[[Connection], T]) -> T:
        """Without making even a file."""
        if not self._engines.is_sqlite:
            async with self._engines.read.connect() as connection:
                return await connection.run_sync(at)
        engine = unchanging(self._url)
        try:
            async with engine.connect() as connection:
                return await connection.run_sync(at)
        finally:
            await engine.dispose()

    @contextmanager
    def _faults(self, *more: type[Exception]) -> Iterator[None]:
        trouble: tuple[type[Exception], ...] = (DBAPIError, PoolTimeout, *more)
        try:
            yield
        except _OURS:
            raise
        except trouble as error:
            raise StorageFault(f"{self._engines.place}: {_line(error)}") from error


def _glances(url: str, engines: Engines) -> Glances:
    """Each database's own way; the other's driver is not even imported."""
    if engines.is_sqlite:
        from storage.glance_sqlite import NearGlances  # noqa: PLC0415 - as said above

        return NearGlances(engines.read.dialect, address(url), WAIT)
    from storage.glance_postgresql import FarGlances  # noqa: PLC0415 - as said above

    return FarGlances(engines.read.dialect, address(url), WAIT)


def _line(error: Exception) -> str:
    """The driver's own words, one line of them."""
    inner = getattr(error, "orig", None) or error
    words = str(inner.__cause__ or inner).strip() or type(inner).__name__
    return words.splitlines()[0]
