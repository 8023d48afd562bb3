"""A campaign of 20 posts for 30,000 readers: what every phone has, and whether ledger, campaign and reports agree.

Run: `.venv/bin/python -m benchmarks.campaign` (the whole of it needs a quarter of an hour; `--readers 1000` two
minutes). Kapok's verbs and delivery on SQLite, unpaced, against the sandbox over HTTP, both in this process; clocks are
moved from hour to hour. It fails when one reader lacks a post or has it twice. Then the same campaign with a ledger of
`--ledger` readers is filled in at once, and its reports, its calendar's week and its export are opened.
"""

import argparse
import asyncio
import platform
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from benchmarks import city
from bot.actions.account_for import account_for
from bot.actions.agenda import agenda
from bot.actions.export import export
from bot.broadcast import Broadcast
from bot.content import PostState
from bot.delivery import DeliveryState, Reason
from bot.languages import Form
from bot.people import Speaker
from bot.words import words_for
from handlers.admin.exports.export_cells import Naming
from handlers.admin.exports.export_files import JsonFile, Workbook
from storage import Database
from storage.content import posts as post_table
from storage.ledger import DONE, broadcasts, deliveries, segments
from tests import fresh
from tests.actions.conftest import a_newsroom
from tests.proof.walk import check, walk

EVERY = 40
"""One reader in so many has blocked the bot."""


async def walked(folder: Path, posts: int, readers: int) -> None:
    """The campaign itself."""
    async with a_newsroom(Database(await fresh.sqlite(folder, fresh.Ready.SAMPLE))) as room:
        found = await walk(room, posts, readers)
    check(found, readers)
    copies, doubt = posts * readers, sum(each.of(DeliveryState.UNKNOWN) for each in found.sums)
    print(f"{posts} posts for {readers:,} readers: {copies:,} copies in {found.seconds:,.0f} s, ", end="")
    print(f"{copies / found.seconds:,.0f} a second; each once, in its form; all numbers agree; in doubt: {doubt}")
    print(f"slowest report {found.slowest_report * 1000:,.0f} ms")


async def filled(folder: Path, posts: int, readers: int) -> None:
    """A ledger of as many copies, and how long it takes to open what is read from it."""
    store = Database(f"sqlite+aiosqlite:///{folder}/ledger.db")
    await store.open()
    post = await city.settle(store, readers)
    first = city.FIRST * post.partner_id + 1
    sent = []
    for number in range(posts):
        moment = datetime.now(UTC) - timedelta(hours=number + 1)
        async with store.write() as tx:
            each = await tx.posts.add(post)
            begun = await tx.broadcasts.start(Broadcast(0, each.id, moment, "x", moment), each.whom)
        async with store.write() as tx:
            rows = [_line(begun.id, one, moment) for one in range(first, first + readers)]
            await city.connection(tx).execute(insert(deliveries), rows)
            mine = broadcasts.c.id == begun.id
            await city.connection(tx).execute(broadcasts.update().where(mine).values(meant=readers))
            await city.connection(tx).execute(segments.update().values(state=DONE))
            assert await tx.broadcasts.finish(begun.id, moment, await tx.reports.crowds([begun.id]))
            gone = post_table.update().where(post_table.c.id == each.id)
            await city.connection(tx).execute(gone.values(state=PostState.SENT, sent_at=moment))
        sent.append(begun.id)
    await _open(store, folder, sent, posts * readers)
    await store.close()


def _line(broadcast_id: int, one: int, moment: datetime) -> dict[str, object]:
    blocked = one % EVERY == 0
    state, reason = (DeliveryState.REFUSED, Reason.BLOCKED) if blocked else (DeliveryState.SENT, None)
    form = None if blocked else city.FORMS[one % len(city.FORMS)]
    return {
        "broadcast_id": broadcast_id,
        "recipient": one,
        "state": state,
        "reason": reason,
        "at": moment,
        "form": form,
    }


async def _open(store: Database, folder: Path, sent: list[int], copies: int) -> None:
    async with store.read() as tx:
        reader = await tx.readers.get(city.FIRST + 1)
        assert reader is not None
        admin = Speaker(reader, is_admin=True)
        now, took = datetime.now(UTC), []
        for broadcast_id in sent:
            begun = time.perf_counter()
            account = await account_for(tx, admin, broadcast_id, now)
            took.append(time.perf_counter() - begun)
            assert sum(account.report.states.values()) == account.report.meant
        begun = time.perf_counter()
        assert len(await agenda(tx, (now - timedelta(days=7), now))) == len(sent)
        week = time.perf_counter() - begun
    print(f"with {copies:,} deliveries: a report opens in {min(took):.2f} to {max(took):.2f} s, a week in {week:.2f} s")
    for kind in ("xlsx", "zip"):
        begun, path = time.perf_counter(), folder / f"all.{kind}"
        naming = Naming(words_for(Form.EN), "Asia/Macau", {})
        file = Workbook(path, naming) if kind == "xlsx" else JsonFile(path, "all", now)
        rows = await export(store, None, file, lambda _: None)
        file.close()
        print(f"export as {kind}: {rows} rows in {time.perf_counter() - begun:.1f} s")


def main() -> None:
    """Both, one after the other."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--posts", type=int, default=20)
    given.add_argument("--readers", type=int, default=30_000, help="of the campaign that is sent")
    given.add_argument("--ledger", type=int, default=30_000, help="of the one that is filled in; 0 leaves it out")
    said = given.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}")
    with tempfile.TemporaryDirectory() as folder:
        if said.ledger:
            asyncio.run(filled(Path(folder), said.posts, said.ledger))
        if said.readers:
            asyncio.run(walked(Path(folder), said.posts, said.readers))


if __name__ == "__main__":
    main()
