"""A newer Kapok's tables and an older one at work: the one waits for the other, which ends when it was too late."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from storage import Database, StorageFault, database
from storage.accounts import accounts
from storage.sole import of_a_file
from storage.standing import Standing, known_revisions, revision, standing
from storage.upgrade import upgrade
from tests.storage.conftest import NOW


@asynccontextmanager
async def a_worker_at(store: Database) -> AsyncIterator[None]:
    """What one of an older version holds."""
    async with AsyncExitStack() as stack:
        await store._place(stack, None)
        if store._seat is not None:
            await store._seat.work()
        else:
            stack.enter_context(of_a_file(Path(str(store._engines.path)), alone=False))
        yield


async def stands(store: Database) -> Standing:
    async with store._engines.read.connect() as connection:
        return await connection.run_sync(standing)


async def test_tables_are_not_changed_while_somebody_older_is_at_work_on_them(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = Database(empty_url), Database(empty_url)
    async with older._engines.write.begin() as connection:
        *_, before, _newest = known_revisions()
        await connection.run_sync(upgrade, before)
    try:
        monkeypatch.setattr(database, "ENDING", 0.2)
        async with a_worker_at(older):
            with pytest.raises(StorageFault, match="an older Kapok is still at work on it"):
                await newer.open()
            assert await stands(newer) is Standing.OLDER
            monkeypatch.setattr(database, "ENDING", 60.0)
            opening = asyncio.create_task(newer.open())
            await asyncio.sleep(0.2)
        await opening
        assert await stands(newer) is Standing.CURRENT
        async with older._engines.read.connect() as connection:
            assert await connection.run_sync(older._undisturbed), "who has changed them has let go of them"
    finally:
        await older.close()
        await newer.close()


@pytest.mark.parametrize("alone", [True, False])
async def test_whoever_serves_holds_the_tables_and_sees_that_they_are_changed_all_the_same(
    url: str, *, alone: bool
) -> None:
    mine, newer = Database(url), Database(url)
    try:
        async with mine.serving(1, alone=alone):
            async with newer._engines.read.connect() as connection:
                assert not await connection.run_sync(newer._undisturbed)
            assert not await mine.outgrown()
            async with newer._engines.write.begin() as connection:
                await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            assert await mine.outgrown()
        async with newer._engines.read.connect() as connection:
            assert await connection.run_sync(newer._undisturbed)
    finally:
        await mine.close()
        await newer.close()


async def test_of_tables_from_before_it_was_kept_the_one_bot_that_has_sent_is_the_one_they_serve(
    empty_url: str,
) -> None:
    store = Database(empty_url)
    try:
        async with store._engines.write.begin() as connection:
            await connection.run_sync(upgrade, "0032")
            await connection.execute(insert(accounts).values(id=77, next_slot=NOW, rate=30.0))
            assert await connection.run_sync(revision) == "0032"
        await store.open()
        assert await store.bot() == "77"
    finally:
        await store.close()
