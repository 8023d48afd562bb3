"""Plans come due once."""

import asyncio
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from bot.content import PostState
from storage import Database
from tests.storage.conftest import NOW, Cast
from tests.storage.deeds import WALL, planned


async def test_a_plan_comes_back_whole_and_is_replaced(store: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)
    later = replace(plan, wall=WALL + timedelta(hours=1), moment=NOW + timedelta(hours=1), zone="Europe/Lisbon")
    async with store.write() as tx:
        assert await tx.plans.of(plan.post_id) == plan
        await tx.plans.put(later)
        assert await tx.plans.of(plan.post_id) == later
        await tx.plans.remove(plan.post_id)
        assert await tx.plans.of(plan.post_id) is None


async def test_what_is_due_is_scheduled_and_comes_oldest_first(store: Database, cast: Cast) -> None:
    second = await planned(store, cast, NOW)
    first = await planned(store, cast, NOW - timedelta(hours=1))
    future = await planned(store, cast, NOW + timedelta(microseconds=1))
    await planned(store, cast, NOW - timedelta(hours=2), PostState.APPROVED)
    async with store.read() as tx:
        assert await tx.plans.due(NOW, 10) == [first, second]
        assert await tx.plans.due(NOW, 1) == [first]
        assert await tx.plans.due(future.moment, 10) == [first, second, future]
        assert await tx.plans.next() == first.moment


async def test_nothing_planned_means_no_next_moment(store: Database) -> None:
    async with store.read() as tx:
        assert await tx.plans.next() is None


async def test_a_moment_happens_once_however_many_clocks_tick(store: Database, other: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)

    async def tick(database: Database) -> bool:
        async with database.write() as tx:
            return await tx.plans.occur(plan.post_id, NOW, NOW)

    ticks = await asyncio.gather(*(tick(database) for database in (store, other) * 4))
    assert sorted(ticks) == [False] * 7 + [True]
    async with store.write() as tx:
        assert await tx.plans.occur(plan.post_id, NOW + timedelta(days=1), NOW)


async def test_a_wall_clock_with_an_offset_is_refused(store: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)
    with pytest.raises(StatementError, match="wall clock is naive"):
        async with store.write() as tx:
            await tx.plans.put(replace(plan, wall=WALL.replace(tzinfo=UTC)))


async def test_a_plan_is_taken_once_and_only_as_it_was_read(store: Database, cast: Cast) -> None:
    plan = await planned(store, cast, NOW)
    async with store.write() as tx:
        assert not await tx.plans.take(replace(plan, moment=NOW - timedelta(minutes=1)))
        assert await tx.plans.take(plan)
        assert not await tx.plans.take(plan)


async def test_a_prepared_statement_is_refused_as_any_other(store: Database) -> None:
    with pytest.raises(IntegrityError):
        async with store.write() as tx:
            await tx.plans.occur(404, NOW, NOW)
