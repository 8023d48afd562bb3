"""What is held on one person is found without reading what is held on everybody else."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.dialects import sqlite

from storage import Database
from storage.dialogues import dialogues
from storage.standing import known_revisions
from storage.traces import TRACES, Trace
from storage.upgrade import upgrade
from tests import cast
from tests.storage.conftest import NOW

FEW = frozenset({"post", "version", "plan", "correction", "invitation", "notice", "asked"})
"""Tables that grow with what partners do, not with the readers; and the outbox, whose rows go when they are told."""
GROWING = [trace for trace in TRACES if trace.table.name not in FEW]


@pytest.mark.parametrize("trace", GROWING, ids=[trace.table.name for trace in GROWING])
async def test_nothing_that_grows_with_the_readers_is_read_through_for_one_of_them(
    sqlite_tables: str, trace: Trace
) -> None:
    asked = select(trace.table).where(trace.mine(cast.reader(cast.EMMA, NOW)))
    said = str(asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    database = Database(sqlite_tables)
    async with database._engines.read.connect() as connection:
        steps = [row.detail for row in await connection.execute(text(f"EXPLAIN QUERY PLAN {said}"))]
    await database.close()
    assert steps
    assert not [step for step in steps if step.startswith(f"SCAN {trace.table.name}")]


async def test_conversations_of_before_belong_to_their_person_after_the_step_that_says_whose_they_are(
    empty_url: str,
) -> None:
    database = Database(empty_url)
    before = known_revisions()[known_revisions().index("0015") - 1]
    async with database._engines.write.begin() as connection:
        await connection.run_sync(upgrade, before)
        for key in ("700000001:1004:1004:default", "7:-1002000000001:5000000000:default"):
            await connection.execute(
                text("INSERT INTO dialogue (key, state) VALUES (:key, 'Asking:place')"), {"key": key}
            )
        await connection.run_sync(upgrade, "0015")
        rows = await connection.execute(select(dialogues.c.address).order_by(dialogues.c.address))
        assert [row.address for row in rows] == [1004, 5000000000]
    await database.close()
