"""Whoever starts thousands of things due together, each in a process of its own, with a heartbeat in its loop.

Part of lateness.py: `.venv/bin/python -m benchmarks.lateness --role kapok` prints one line of JSON.
"""

import asyncio
import contextlib
import gc
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import func, insert, select, update

from benchmarks import city
from benchmarks.senders import IN_FLIGHT, limited_bot, one_after_another
from bot.content import Post, PostState
from bot.running import Kapok
from bot.settings import Settings
from bot.wire import Wire
from storage import Database
from storage.awaited import AsyncConnection
from storage.content import posts, versions
from storage.ledger import broadcasts
from storage.recurrence import plans
from tests.proof.campaign import FIRST

TOKEN = "700000001:sandbox"  # noqa: S105 - the sandbox's
BEAT, LONG = 0.001, 0.025
PARTNERS = 20
FOLLOWERS = 100
WAIT = timedelta(seconds=4)
"""From the end of the preparations to the moment at which all is due."""
LOOK = 0.25


@dataclass
class Heart:
    """Beats once a millisecond in a loop. Seconds it came late; of these, in line for a core, and the loop's CPU."""

    gaps: list[tuple[float, float, float]] = field(default_factory=list)

    @contextlib.asynccontextmanager
    async def beating(self) -> AsyncIterator[None]:
        with open("/proc/thread-self/schedstat", "rb", buffering=0) as waits:  # noqa: ASYNC230, PTH123 - no real file
            beats = asyncio.create_task(self._beat(waits.fileno()))
            yield
            beats.cancel()

    async def _beat(self, waits: int) -> None:
        wall, cpu, waited = time.perf_counter(), time.thread_time(), _in_line(waits)
        while True:
            await asyncio.sleep(BEAT)
            was, wall = wall, time.perf_counter()
            spent, cpu = cpu, time.thread_time()
            before, waited = waited, _in_line(waits)
            self.gaps.append((wall - was - BEAT, waited - before, cpu - spent))


def _in_line(waits: int) -> float:
    """Seconds that this thread could have run and had no core (Linux)."""
    return int(os.pread(waits, 100, 0).split()[1]) / 1e9


@dataclass(frozen=True)
class Stalls:
    """Milliseconds: the longest, the longest without waiting for a core, the loop's own most CPU; and how many > 25."""

    longest: float
    ours: float
    own: float
    over: int
    ours_over: int


def stalls(gaps: list[tuple[float, float, float]]) -> Stalls:
    ours = [gap - waited for gap, waited, _ in gaps]
    longest, own = max(gap for gap, _, _ in gaps), max(cpu for _, _, cpu in gaps)
    over = sum(gap > LONG for gap, _, _ in gaps)
    return Stalls(longest * 1e3, max(ours) * 1e3, own * 1e3, over, sum(gap > LONG for gap in ours))


async def idle(url: str, count: int) -> None:
    """The whole bot with nothing due: what the machine itself does to a heartbeat."""
    async with _open() as store, Kapok(Settings(token=TOKEN, telegram_api=url), store).running():
        heart = Heart()
        async with heart.beating():
            await asyncio.sleep(count / 1000)
        _tell(count / 1000, heart)


async def kapok(url: str, count: int) -> None:
    """The whole bot, its clock, its conversations and its sending, when so many posts fall due."""
    async with _open() as store:
        await _schedule(store, url, count)
        async with Kapok(Settings(token=TOKEN, telegram_api=url), store).running():
            moment = city.now() + WAIT
            await _put_off(store, moment)
            heart = Heart()
            async with heart.beating():
                while await _left(store):  # noqa: ASYNC110 - the clock tells nobody
                    await asyncio.sleep(LOOK)
                ended = await _last_start(store)
            _tell((ended - moment).total_seconds(), heart)


async def job_store(_: str, count: int) -> None:
    """APScheduler's own jobs in its own SQL store, one a post; each starts its broadcast as ours does."""
    async with _open() as store:
        await _schedule(store, "", count)
        with tempfile.TemporaryDirectory() as folder:
            scheduler = AsyncIOScheduler(jobstores={"default": SQLAlchemyJobStore(f"sqlite:///{folder}/jobs.db")})
            scheduler.start(paused=True)
            moment = city.now() + timedelta(seconds=count * 0.03) + WAIT
            Fired.store, Fired.left = store, count
            async with store.read() as tx:
                ids = (await city.connection(tx).execute(select(plans.c.post_id))).scalars().all()
            for each in ids:
                scheduler.add_job("benchmarks.due:fire", "date", run_date=moment, args=[each], misfire_grace_time=None)
            gc.freeze()
            scheduler.resume()
            heart = Heart()
            async with heart.beating():
                await asyncio.sleep((moment - city.now()).total_seconds())
                while Fired.left:  # noqa: ASYNC110 - the jobs know nothing of us
                    await asyncio.sleep(LOOK)
            _tell((Fired.ended - moment).total_seconds(), heart)
            scheduler.shutdown(wait=False)


class Fired:
    """What the scheduler's jobs cannot be handed: they are pickled."""

    store: Database
    left: int
    ended: datetime


async def fire(post_id: int) -> None:
    async with Fired.store.read() as tx:
        post = await tx.posts.get(post_id)
    assert post
    await city.start(Fired.store, post)
    Fired.left, Fired.ended = Fired.left - 1, city.now()


async def send_all(url: str, count: int) -> None:
    """A job of its own kind: python-telegram-bot's sender of pace.py, one message for each reader."""
    readers, forever = iter(range(FIRST, FIRST + count)), float("inf")
    async with limited_bot(url) as bot:
        await asyncio.gather(*(one_after_another(bot, readers, forever) for _ in range(IN_FLIGHT)))


ROLES = {"idle": idle, "kapok": kapok, "jobs": job_store}


def play(role: str, url: str, count: int) -> None:
    """One of them."""
    asyncio.run(ROLES[role](url, count))


def _tell(seconds: float, heart: Heart) -> None:
    print(json.dumps({"seconds": seconds, **asdict(stalls(heart.gaps))}), flush=True)


@contextlib.asynccontextmanager
async def _open() -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite+aiosqlite:///{folder}/kapok.db")
        await store.open()
        yield store
        await store.close()


async def _schedule(store: Database, url: str, count: int) -> None:
    """So many approved posts of a few partners, planned for a far day."""
    wire = Wire(in_flight=1)
    for followers in range(FOLLOWERS, FOLLOWERS + PARTNERS):  # `settle` names a partner after their number
        post = await city.settle(store, followers)
        if url:
            await city.move_in(wire, url, post, followers)
        async with store.write() as tx:
            await _copy(city.connection(tx), post, count // PARTNERS)
    await wire.close()


async def _copy(tx: AsyncConnection, post: Post, count: int) -> None:
    """The same post again and again, but scheduled."""
    row = (await tx.execute(select(posts).where(posts.c.id == post.id))).mappings().one()
    last = (await tx.execute(select(func.max(posts.c.id)))).scalar_one()
    ids = range(last + 1, last + 1 + count)
    await tx.execute(insert(posts), [{**row, "id": one, "state": PostState.SCHEDULED} for one in ids])
    texts = [{"post_id": one, "form": form, "text": city.TEXT} for one in ids for form in city.FORMS]
    await tx.execute(insert(versions), texts)
    when = {"wall": datetime(2099, 1, 1), "zone": "UTC", "moment": city.now() + timedelta(days=9)}  # noqa: DTZ001 - a wall clock
    await tx.execute(insert(plans), [{"post_id": one, "planned_by": post.author_id, **when} for one in ids])


async def _put_off(store: Database, moment: datetime) -> None:
    async with store.write() as tx:
        await city.connection(tx).execute(update(plans).values(moment=moment))


async def _left(store: Database) -> bool:
    async with store.read() as tx:
        return (await tx.plans.next()) is not None


async def _last_start(store: Database) -> datetime:
    async with store.read() as tx:
        found: datetime = (await city.connection(tx).execute(select(func.max(broadcasts.c.started_at)))).scalar_one()
        return found
