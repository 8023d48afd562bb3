"""Digests of thousands that fall due at one moment: seconds until they are in the outbox, and until they are told.

Run: `.venv/bin/python -m benchmarks.digests` (a minute; `--readers 10000` for more).

A fresh SQLite database; each reader was held back from the same few stories today. `outbox` is the ratio to the
baseline: the same notices put into a table like it by one `INSERT` in one transaction, in turns in the same run. `told`
is through a double that answers after a fifth of a second, as the network does, side by side as the clock tells them,
against one after the other (measured on a few and multiplied).
"""

import argparse
import asyncio
import contextlib
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable
from datetime import timedelta
from typing import Any, cast

from sqlalchemy import delete, insert

from benchmarks import city
from bot.actions.desk import Desk
from bot.actions.digest import tell_digests
from bot.actions.notify import notify
from bot.broadcast import BroadcastState
from bot.content import Post, PostKind, PostState, Version
from bot.delivery import DeliveryState, Receipt, Skip
from bot.languages import Form
from bot.notices import MANY
from bot.transport import Parcel, Transport
from scheduler.clock import NOTICE_LINES
from storage import Database
from storage.digests import digests
from storage.ledger import broadcasts, deliveries
from storage.notices import notices

READERS, STORIES, ALONE = 5_000, 5, 30
ANSWER = 0.2
ACCOUNT = 700000001


class Slow:
    """A network that answers after a while and says yes."""

    account_id = ACCOUNT

    @contextlib.asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        yield

    async def send(self, _parcel: Parcel) -> Receipt:
        await asyncio.sleep(ANSWER)
        return Receipt((1,))


async def held_back(store: Database, first: Post, number: int) -> None:
    """Stories of an hour ago that nobody got, and a digest for everybody that is due."""
    then = city.now() - timedelta(hours=1)
    ids = range(first.author_id, first.author_id + number)
    async with store.write() as tx:
        held = {"state": DeliveryState.SKIPPED, "reason": Skip.DIGEST, "at": then}
        for _ in range(STORIES):
            versions = {form: Version(form, city.TEXT) for form in Form}
            story = Post(0, first.partner_id, first.author_id, PostKind.STORY, PostState.SENT, then, versions)
            post = await tx.posts.add(story)
            done = {"state": BroadcastState.FINISHED, "policy": "careful", "finished_at": then, "meant": number}
            made = {"post_id": post.id, "moment": then, "content_hash": "", "started_at": then, **done}
            key = (
                await city.connection(tx).execute(insert(broadcasts).values(made).returning(broadcasts.c.id))
            ).scalar()
            lines = [{"broadcast_id": key, "recipient": one, **held} for one in ids]
            await city.connection(tx).execute(insert(deliveries), lines)
        due = {"every": "day", "next_at": then + timedelta(minutes=30), "upto": then - timedelta(hours=20)}
        hour = (then + timedelta(minutes=30, hours=8)).hour
        await city.connection(tx).execute(insert(digests), [{"reader_id": one, "hour": hour, **due} for one in ids])


async def timed(work: Awaitable[Any]) -> float:
    begun = time.perf_counter()
    await work
    return time.perf_counter() - begun


async def at_once(store: Database, number: int) -> None:
    """The baseline: as many lines by one statement."""
    facts = {"posts": "1 2 3 4 5"}
    line = {"kind": "digest", "facts": facts, "at": city.now(), "tries": 0}
    async with store.write() as tx:
        await city.connection(tx).execute(insert(notices), [{"person_id": one, **line} for one in range(number)])


async def into_outbox(store: Database) -> None:
    while await tell_digests(store, city.now()):
        pass


async def told_side_by_side(desk: Desk, lines: int, most: int) -> None:
    left = most

    async def line() -> None:
        nonlocal left
        while left > 0 and await notify(desk, MANY):
            left -= 1

    await asyncio.gather(*(line() for _ in range(lines)))


async def measure(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Database(f"sqlite+aiosqlite:///{folder}/kapok.db")
        await store.open()
        post = await city.settle(store, number)
        await held_back(store, post, number)
        bare = await timed(at_once(store, number))
        async with store.write() as tx:
            await city.connection(tx).execute(delete(notices))
        outbox = await timed(into_outbox(store))
        print(f"{number} digests: outbox {outbox:.2f} s, {outbox / bare:.1f} x one INSERT ({bare:.2f} s)")
        desk = Desk(store, cast("Transport", Slow()), "bench", city.now)
        await city.keep_to(store, ACCOUNT, 1e6)
        alone = await timed(told_side_by_side(desk, 1, ALONE)) / ALONE
        few = min(number - ALONE, 20 * ALONE)
        beside = await timed(told_side_by_side(desk, NOTICE_LINES, few)) / few
        print(f"told: {1 / beside:.1f} a second, {alone / beside:.1f} x one after the other ({1 / alone:.1f} a second)")
        await store.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=READERS)
    asyncio.run(measure(parser.parse_args().readers))
