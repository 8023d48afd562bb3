"""Freezing an audience and delivering to it: seconds, bytes a recipient, stalls and memory at growing sizes.

Run: `.venv/bin/python -m benchmarks.freeze` (a quarter of an hour; `--sizes 10000 --on SQLite` for a quick look).

Each size has a fresh database, and each of the three steps (people move in, freezing, delivering) a process of its own,
so that one's memory is not another's. SQLite as Kapok sets it, with an fsync a commit; PostgreSQL is a server of its
own on the same machine with its defaults. Freezing is the ratio to the same `SELECT` put into a plain table of ids by
one `INSERT`, in turns in the same run; `one by one` is an `INSERT` for each id by SQLAlchemy, all in one transaction,
measured on a few and multiplied. While it freezes, a reply's write (a slot on the account's row) is tried again and
again. The transport is `AtOnce`, a double that says yes at once: what is measured is Kapok's own memory, not the
network. K is that of a paid broadcast. `idle`: the same measure while nothing is frozen; it is the machine's own. A
turn's CPU is the loop's thread alone, so others' work does not show in it as it does in everything else.
"""

import argparse
import asyncio
import contextlib
import gc
import multiprocessing
import platform
import statistics
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from typing import Any, cast

import asyncpg
from sqlalchemy import Column, Table, insert, text

from benchmarks import city
from benchmarks.memory import Watch, watching
from bot.accounts import PAID_RATE, in_doubt
from bot.actions.desk import Desk
from bot.broadcast import Broadcast
from bot.content import Post
from bot.delivery import DeliveryState, Receipt
from bot.transport import Parcel, Told, Transport
from storage import Database
from storage.awaited import AsyncConnection
from storage.schema import Id, metadata
from storage.segments import readers_meant, with_channels
from tools.postgresql import a_server, socket_of

SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 3
ONE_BY_ONE = 2_000
ACCOUNT = 700000001
UNPACED = 1e7
REPLIES_EVERY = 0.02
IDLE_SECONDS = 2.0
BOTH = SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
bare = Table("bare", metadata, Column("id", Id, primary_key=True, autoincrement=False))


class AtOnce:
    """A network that takes everything at once, and remembers nothing."""

    account_id = ACCOUNT

    def __init__(self) -> None:
        self._ids = count(1)

    def at_hand(self) -> "AtOnce":
        """Always open."""
        return self

    def give_back(self) -> None:
        """Nothing is held."""

    def ready(self) -> contextlib.AbstractAsyncContextManager[None]:
        """Nothing is to be made ready."""
        return contextlib.nullcontext()

    def send(self, _parcel: Parcel, told: Told) -> None:
        """Yes, a moment later: as any network, it lets others go on."""
        asyncio.get_running_loop().call_soon(told, Receipt((next(self._ids),)))


@dataclass
class Frozen:
    """What freezing took: seconds, the bare statement's, those of rows one by one; and who had to wait meanwhile."""

    seconds: float
    bare: float
    one_by_one: float
    stall: float
    idle_stall: float
    own: float
    reply: float
    idle_reply: float
    bytes: int


@dataclass
class Delivered:
    """What delivering took; bytes of both tables after it."""

    seconds: float
    seen: Watch
    segments: int
    deliveries: int


async def move_in(url: str, size: int) -> Post:
    """The people."""
    async with opened(url) as store:
        post = await city.settle(store, size)
        await city.keep_to(store, ACCOUNT, UNPACED)
        async with store.write() as tx:
            await city.connection(tx).run_sync(bare.create)
        async with store.write() as tx:
            await city.connection(tx).execute(text("ANALYZE"))
    return post


async def freeze(url: str, post: Post) -> Frozen:
    """In turns: Kapok's, the bare one; the last frozen audience stays, the others are forgotten."""
    async with opened(url) as store:
        ours, plain, seen, replies = list[float](), list[float](), list[Watch](), list[float]()
        async with watching() as still:
            idle = await _longest_reply(store, asyncio.create_task(asyncio.sleep(IDLE_SECONDS)))
        for _ in range(ROUNDS):
            plain.append(await _timed(_freeze_bare(store, post)))
            await _forget(store)
            async with watching() as watched:
                freezing = asyncio.create_task(_timed(city.start(store, post)))
                replies.append(await _longest_reply(store, freezing))
                ours.append(await freezing)
            seen.append(watched)
        each = await _timed(_one_by_one(store)) / ONE_BY_ONE
        size = (await bytes_of(store))["segment"]
        meant = await _meant(store)
    return Frozen(
        statistics.median(ours),
        statistics.median(plain),
        each * meant,
        max(watched.stall for watched in seen),
        still.stall,
        max(watched.own for watched in seen),
        max(replies),
        idle,
        size,
    )


@contextlib.asynccontextmanager
async def ready(url: str) -> AsyncIterator[tuple[Database, Desk, Broadcast]]:
    """A worker as it is after its start, and the broadcast that stands frozen."""
    async with opened(url) as store:
        async with store.read() as tx:
            (broadcast,) = await tx.broadcasts.unfinished()
        desk = Desk(store, cast("Transport", AtOnce()), "benchmark", city.now, in_doubt=in_doubt(PAID_RATE))
        gc.collect()
        gc.freeze()
        yield store, desk, broadcast


async def deliver(url: str, size: int) -> Delivered:
    """The frozen broadcast, as a worker does it."""
    async with ready(url) as (store, desk, broadcast):
        begun = time.perf_counter()
        async with watching() as seen:
            await city.over(desk, broadcast)
        seconds = time.perf_counter() - begun
        async with store.read() as tx:
            sums = await tx.broadcasts.sums(broadcast.id)
        assert sums.meant == sums.of(DeliveryState.SENT) == size, sums
        sizes = await bytes_of(store)
    return Delivered(seconds, seen, sizes["segment"], sizes["delivery"])


async def _freeze_bare(store: Database, post: Post) -> None:
    async with store.write() as tx:
        meant = with_channels(readers_meant(post.whom, city.now()), post.whom).subquery()
        await city.connection(tx).execute(insert(bare).from_select(["id"], _ids(meant)))


def _ids(meant: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's
    return meant.select().with_only_columns(meant.c.id)


async def _forget(store: Database) -> None:
    """As if nothing had been frozen yet."""
    async with store.write() as tx:
        for table in ("bare", "segment", "broadcast"):
            await city.connection(tx).execute(text(f"DELETE FROM {table}"))  # noqa: S608 - ours
    if not is_sqlite(store):
        await _alone(store, "VACUUM FULL segment")


async def _one_by_one(store: Database) -> None:
    """Ids alone, each by a statement of its own, as a loop would write them; taken back."""
    with contextlib.suppress(_Back):
        async with store.write() as tx:
            for recipient in range(-ONE_BY_ONE, 0):  # below everybody's id: the table is not empty
                await city.connection(tx).execute(insert(bare), {"id": recipient})
            raise _Back


class _Back(Exception):  # noqa: N818 - a signal
    """The transaction is taken back."""


async def _meant(store: Database) -> int:
    async with store.read() as tx:
        (broadcast,) = await tx.broadcasts.unfinished()
    return broadcast.meant


async def _longest_reply(store: Database, until: "asyncio.Task[Any]") -> float:
    """The longest that a reply's write took while something else went on."""
    longest = 0.0
    while not until.done():
        longest = max(longest, await _timed(_reply(store)))
        await asyncio.sleep(REPLIES_EVERY)
    return longest


async def _reply(store: Database) -> None:
    async with store.write() as tx:
        await tx.accounts.reserve(ACCOUNT, 1, city.now())


async def _timed(work: Awaitable[object]) -> float:
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


# Databases.


@contextlib.asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    store = Database(url)
    await store.open()
    yield store
    await store.close()


def is_sqlite(store: Database) -> bool:
    return bool(cast("Any", store)._engines.is_sqlite)  # noqa: SLF001 - a benchmark looks behind the port


async def bytes_of(store: Database) -> dict[str, int]:
    """Bytes on disk of the ledger's large tables, with their indexes."""
    asked = (
        "SELECT m.tbl_name, sum(d.pgsize) FROM dbstat d JOIN sqlite_master m ON m.name = d.name GROUP BY 1"
        if is_sqlite(store)
        else "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relname IN ('segment', 'delivery')"
    )
    async with store.read() as tx:
        rows = (await city.connection(tx).execute(text(asked))).all()
    return {name: int(size) for name, size in rows}


async def _alone(store: Database, statement: str) -> None:
    """Outside any transaction."""
    engine = cast("Any", store)._engines.write  # noqa: SLF001 - see above
    connection: AsyncConnection
    async with engine.connect() as begun:
        connection = await begun.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(text(statement))


@contextlib.contextmanager
def databases(on: str) -> Iterator[Callable[[], str]]:
    """Makes fresh, empty databases."""
    if on == SQLITE:
        with tempfile.TemporaryDirectory() as folder:
            yield lambda: f"sqlite+aiosqlite:///{folder}/{uuid.uuid4().hex}.db"
        return
    with a_server() as server:
        yield lambda: asyncio.run(_new(socket_of(server)))


async def _new(socket: str) -> str:
    name = f"kapok_{uuid.uuid4().hex}"
    connection = await asyncpg.connect(host=socket, user="postgres", database="postgres")
    await connection.execute(f"create database {name}")
    await connection.close()
    return f"postgresql+asyncpg://postgres@/{name}?host={socket}"


# The run.


def _in_loop(step: Callable[..., Awaitable[Any]], *told: object) -> Any:  # noqa: ANN401 - whatever the step finds
    async def stepping() -> Any:  # noqa: ANN401 - see above
        return await step(*told)

    return asyncio.run(stepping())


def alone(step: Callable[..., Awaitable[Any]], *told: object) -> Any:  # noqa: ANN401 - see above
    """A step in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_in_loop, step, *told).result()


FROZEN = (
    "| database | readers | freezing, s | to the bare statement | one by one, s (multiplied) | to one by one "
    "| longest stall of the loop, ms (idle) | its longest turn, ms of CPU | longest wait of a reply's write, ms (idle) "
    "| bytes a recipient |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)
DELIVERED = (
    "| database | readers | messages a second | memory before, MB | peak | growth at the end | longest stall, ms "
    "| longest turn, ms of CPU | bytes a recipient: segments | deliveries |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)


def frozen_row(on: str, size: int, found: Frozen) -> str:
    ratios = f"{found.seconds / found.bare:.2f}x | {found.one_by_one:.1f} | {found.seconds / found.one_by_one:.4f}x"
    stalls = f"{found.stall * 1e3:.0f} ({found.idle_stall * 1e3:.0f}) | {found.own * 1e3:.0f}"
    waits = f"{stalls} | {found.reply * 1e3:.0f} ({found.idle_reply * 1e3:.0f})"
    return f"| {on} | {size:,} | {found.seconds:.2f} | {ratios} | {waits} | {found.bytes / size:.1f} |"


def delivered_row(on: str, size: int, found: Delivered) -> str:
    seen = found.seen
    memory = f"{seen.before:.1f} | {seen.peak:.1f} | {seen.after - seen.before:+.1f}"
    sizes = f"{found.segments / size:.1f} | {found.deliveries / size:.1f}"
    stalls = f"{seen.stall * 1e3:.0f} | {seen.own * 1e3:.0f}"
    return f"| {on} | {size:,} | {size / found.seconds:.0f} | {memory} | {stalls} | {sizes} |"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many readers, with commas between")
    parser.add_argument("--on", nargs="+", choices=BOTH, default=BOTH, help="which databases")
    parser.add_argument("--deliver", type=int, default=max(SIZES), help="no larger audience than this is delivered to")
    said = parser.parse_args()
    print(f"Python {platform.python_version()}, freezing: the median of {ROUNDS} rounds\n\n{FROZEN}", flush=True)
    rows = []
    for on in said.on:
        with databases(on) as fresh:
            for size in map(int, said.sizes.split(",")):
                url = fresh()
                post = alone(move_in, url, size)
                print(frozen_row(on, size, alone(freeze, url, post)), flush=True)
                if size <= said.deliver:
                    rows.append(delivered_row(on, size, alone(deliver, url, size)))
    print(f"\n{DELIVERED}", *rows, sep="\n")


if __name__ == "__main__":
    main()
