"""aiosqlite with one hop to its thread for a statement."""

import sqlite3
from collections.abc import AsyncIterator
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.awaited import AsyncConnection
from storage.engines import engines
from storage.hop import FIRST

COUNTED = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n")


@pytest.fixture
async def connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[AsyncConnection]:
    monkeypatch.setattr("storage.hop.FIRST", 3)
    both = engines(f"sqlite+aiosqlite:///{tmp_path}/hop.db")
    async with both.write.begin() as begun:
        await begun.execute(text("CREATE TABLE one (i INTEGER PRIMARY KEY)"))
        yield begun
    await both.close()


async def test_an_answer_longer_than_what_comes_at_once_is_whole(connection: AsyncConnection) -> None:
    assert (await connection.execute(COUNTED)).scalars().all() == list(range(1, 11))


@pytest.mark.parametrize("size", [1, 3, 4, 50])
async def test_an_answer_read_in_parts_is_whole(connection: AsyncConnection, size: int) -> None:
    parts = [[row.i for row in part] async for part in connection.parts(COUNTED, size)]
    assert [one for part in parts for one in part] == list(range(1, 11))
    assert all(len(part) <= size for part in parts)


async def test_whoever_stops_reading_holds_nothing(connection: AsyncConnection) -> None:
    driver: Any = (await connection.get_raw_connection()).driver_connection
    await connection.execute(text("INSERT INTO one VALUES (1), (2), (3), (4), (5)"))
    reading = await driver.cursor().execute("SELECT i FROM one")
    with pytest.raises(OperationalError, match="locked"):
        await connection.execute(text("DROP TABLE one"))
    await reading.close()
    await connection.execute(text("DROP TABLE one"))


async def test_many_lines_are_written_and_counted(connection: AsyncConnection) -> None:
    lines = [{"i": one} for one in range(5)]
    await connection.execute(text("INSERT INTO one VALUES (:i)"), lines)
    assert (await connection.execute(text("DELETE FROM one WHERE i > 1"))).rowcount == 3
    with pytest.raises(IntegrityError):
        await connection.execute(text("INSERT INTO one VALUES (0)"))


def test_the_driver_still_has_the_private_parts_that_the_hop_stands_on() -> None:
    parts = dir(aiosqlite.Connection(partial(sqlite3.connect, ":memory:"), FIRST))
    gone = [part for part in ("_thread", "_execute", "_conn") if part not in parts]
    assert not gone, f"aiosqlite {version('aiosqlite')} has no {', '.join(gone)}: see storage/hop.py"


@pytest.mark.parametrize("ended", [True, False])
async def test_a_connection_goes_back_without_a_hop_unless_its_unit_of_work_was_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, ended: bool
) -> None:
    rolled_back: list[bool] = []
    roll_back = aiosqlite.Connection.rollback

    async def noted(self: aiosqlite.Connection) -> None:
        rolled_back.append(True)
        await roll_back(self)

    monkeypatch.setattr(aiosqlite.Connection, "rollback", noted)
    both = engines(f"sqlite+aiosqlite:///{tmp_path}/hop.db")
    lent: Any = await both.write.connect().start()
    driver: Any = (await lent.get_raw_connection()).driver_connection
    rolled_back.clear()  # when it was opened
    await lent.exec_driver_sql("PRAGMA user_version = 1")
    if ended:
        await lent.commit()
    else:
        lent.sync_connection._transaction = None  # nobody ends it
    await lent.close()
    assert (len(rolled_back), driver.in_transaction) == (0 if ended else 1, False)
    await both.close()
