"""The one read at the start of a turn, on both databases, against what the nouns' own keepers say."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import time
from pathlib import Path

import asyncpg
import pytest

from bot.actions.meet import meet
from bot.people import Quiet, Speaker
from bot.store import Glance
from storage import Database, StorageFault
from tests.storage.conftest import NOW, Cast, person

KEY = "1:7:7:default"


async def test_somebody_unknown_is_nobody_and_stands_nowhere(store: Database) -> None:
    assert await store.glance(7, KEY) == Glance(None, None, None)


async def test_a_reader_is_seen_whole(store: Database) -> None:
    told = replace(
        person(7, "木棉 Ana"),
        hint="pt-br",
        zone="Europe/Lisbon",
        quiet=Quiet(time(22, 15), time(7, 45), on=False),
        stopped_at=NOW,
        gone_at=NOW,
        menu="a fingerprint",
    )
    async with store.write() as tx:
        kept = await tx.readers.meet(told)
    assert (await store.glance(7, KEY)).speaker == Speaker(kept)


async def test_a_newcomer_who_chose_nothing_is_seen_as_they_are(store: Database) -> None:
    async with store.write() as tx:
        kept = await tx.readers.meet(person(7, form=None))
    assert (await store.glance(7, KEY)).speaker == Speaker(kept)


async def test_roles_are_those_of_this_moment(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        other = await tx.partners.add(replace(cast.post_office, slug="another"))
        for partner_id in (cast.post_office.id, other.id):
            await tx.partners.join(partner_id, cast.ana.id, NOW)
        await tx.admins.ensure([cast.ana.address], NOW)
    seen = (await store.glance(cast.ana.address, KEY)).speaker
    assert seen == await meet(store, cast.ana.address, cast.ana.name, None, NOW)
    assert seen == Speaker(cast.ana, is_admin=True, partner_ids=frozenset({cast.post_office.id, other.id}))
    async with store.write() as tx:
        await tx.partners.leave(other.id, cast.ana.id)
    left = (await store.glance(cast.ana.address, KEY)).speaker
    assert left is not None
    assert left.partner_ids == {cast.post_office.id}


async def test_a_conversation_is_seen_with_and_without_its_reader(store: Database, cast: Cast) -> None:
    stands = ("Asking:place", '{"to": "里斯本"}')
    await store.keep(KEY, *stands)
    alone, both = await store.glance(7, KEY), await store.glance(cast.ana.address, KEY)
    assert (alone.speaker, alone.state, alone.data) == (None, *stands)
    assert (both.speaker, both.state, both.data) == (Speaker(cast.ana), *stands)


async def test_a_glance_sees_what_was_committed_just_now_and_nothing_else(store: Database, other: Database) -> None:
    async with other.write() as tx:
        await tx.readers.meet(person(7))
        assert (await store.glance(7, KEY)).speaker is None
    assert (await store.glance(7, KEY)).speaker is not None


async def test_many_glances_at_once_each_see_their_own(store: Database) -> None:
    async with store.write() as tx:
        for address in range(1, 41):
            await tx.readers.meet(person(address, f"R{address}"))
    seen = await asyncio.gather(*(store.glance(address, KEY) for address in range(1, 41)))
    assert [each.speaker and each.speaker.reader.name for each in seen] == [f"R{no}" for no in range(1, 41)]


async def test_a_glance_at_sqlite_keeps_no_moment_that_writers_would_pile_up_behind(tmp_path: Path) -> None:
    store = Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db")
    await store.open()
    await store.glance(7, KEY)
    async with store.write() as tx:
        await tx.programme.set_setting("a", "b")
    with sqlite3.connect(tmp_path / "kapok.db") as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    connection.close()
    await store.close()
    assert busy == 0


async def test_a_file_locked_as_a_whole_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "kapok.db"
    store = Database(f"sqlite+aiosqlite:///{path}")
    await store.open()
    await store.close()
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("INSERT INTO admin (address, at) VALUES (7, 0)")
    waiting = asyncio.create_task(store.glance(7, KEY))
    done, _ = await asyncio.wait({waiting}, timeout=0.2)
    assert not done
    holder.close()
    assert (await waiting).speaker is None
    await store.close()


async def test_connections_that_the_server_cut_cost_no_glance(postgres_url: str) -> None:
    store = Database(postgres_url)
    await store.open()
    async with store.write() as tx:
        kept = await tx.readers.meet(person(7))
    await asyncio.gather(*(store.glance(7, KEY) for _ in range(8)))
    place = postgres_url.replace("postgresql+asyncpg", "postgresql")
    knife = await asyncpg.connect(place)
    await knife.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        "where datname = current_database() and pid <> pg_backend_pid()"
    )
    await knife.close()
    assert (await store.glance(7, KEY)).speaker == Speaker(kept)
    await store.close()


async def test_trouble_of_the_database_is_a_fault_of_storage(store: Database, url: str) -> None:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.partition("///")[2]) as connection:
            connection.execute("DROP TABLE dialogue")
        connection.close()
    else:
        knife = await asyncpg.connect(url.replace("postgresql+asyncpg", "postgresql"))
        await knife.execute("drop table dialogue")
        await knife.close()
    with pytest.raises(StorageFault):
        await store.glance(7, KEY)
