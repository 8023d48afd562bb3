"""A due moment: made up once after a downtime, within the limit; said to be missed beyond it; never twice."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.actions import plan
from bot.actions.plan import Queue, plan_due
from bot.broadcast import LATE_LIMIT
from bot.content import PostKind, PostState
from bot.notices import NoticeKind
from bot.recurrence import Plan, local
from storage import Database
from storage.content import posts as post_rows
from tests import cast
from tests.proof.campaign import execute
from tests.proof.shelf import broadcasts_of, planned, state_of

SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
AT_ONCE, MANY = 10, 40
"""Plans that are looked at together, and several times as many."""
AFTERWARDS = (0, 1, 2, 11, 12, 13, 24, 29)
"""Hours after a moment was looked at."""


@pytest.fixture(autouse=True)
def _fewer_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "AT_ONCE", AT_ONCE)


@pytest.fixture
async def stores(url: str) -> AsyncIterator[list[Database]]:
    """Two on one database, as two processes would have them."""
    async with contextlib.AsyncExitStack() as stack:
        both = [Database(url), Database(url)]
        for store in both:
            await store.open()
            stack.push_async_callback(store.close)
        yield both


async def missed_told(store: Database) -> dict[int, int]:
    """Person -> how many notices of a missed moment wait for them."""
    told: dict[int, int] = {}
    async with store.read() as tx:
        for notice in await tx.notices.waiting(cast.NOON + timedelta(days=400), 10_000):
            if notice.kind is NoticeKind.MISSED:
                told[notice.person_id] = told.get(notice.person_id, 0) + 1
    return told


@pytest.mark.parametrize(
    ("late", "state"),
    [
        (timedelta(0), PostState.SENDING),
        (HOUR, PostState.SENDING),
        (LATE_LIMIT - SECOND, PostState.SENDING),
        (LATE_LIMIT, PostState.SENDING),
        (LATE_LIMIT + SECOND, PostState.APPROVED),
        (timedelta(days=1), PostState.APPROVED),
    ],
)
async def test_a_moment_that_passed_while_nothing_ran_is_made_up_once_or_said_to_be_missed(
    stores: list[Database], late: timedelta, state: PostState
) -> None:
    (post,) = await planned(stores[0], [cast.NOON])
    now = cast.NOON + late
    assert await plan_due(stores[0], cast.NOON - SECOND) == 0
    assert await plan_due(stores[0], now) == 1
    assert not any([await plan_due(store, now + later * HOUR) for store in stores for later in AFTERWARDS])
    assert await state_of(stores[0], post) is state
    started = state is PostState.SENDING
    assert await broadcasts_of(stores[0], post) == started
    told = await missed_told(stores[0])
    assert set(told.values()) == (set() if started else {1})
    assert len(told) == (0 if started else 2), "its author and the admin"


async def test_two_schedulers_start_each_of_many_due_moments_once(stores: list[Database]) -> None:
    posts = await planned(stores[0], [cast.NOON - no * SECOND for no in range(MANY)])
    taken = 0
    while now := sum(await asyncio.gather(*(plan_due(store, cast.NOON) for store in stores))):
        taken += now
    assert taken == MANY
    assert [await broadcasts_of(stores[1], post) for post in posts] == [1] * MANY


async def test_as_many_plans_that_always_fail_as_are_looked_at_together_hold_up_no_other(
    stores: list[Database],
) -> None:
    broken = await planned(stores[0], [cast.NOON - HOUR] * (2 * AT_ONCE))
    posts = await planned(stores[0], [cast.NOON] * 3)
    theirs = update(post_rows).where(post_rows.c.id.in_([post.id for post in broken]))
    await execute(stores[0], theirs.values(kind="of a newer Kapok"))
    queue = Queue()
    assert [await plan_due(stores[0], cast.NOON, queue) for _ in range(4)] == [0, 0, 3, 0]
    assert [await broadcasts_of(stores[0], post) for post in posts] == [1] * 3
    await execute(stores[0], theirs.values(kind=PostKind.CAMPAIGN))
    assert sum([await plan_due(stores[0], cast.NOON, queue) for _ in range(3)]) == len(broken)


async def test_two_schedulers_say_once_that_a_moment_was_missed(stores: list[Database]) -> None:
    await planned(stores[0], [cast.NOON] * 20)
    late = cast.NOON + LATE_LIMIT + SECOND
    while sum(await asyncio.gather(*(plan_due(store, late) for store in stores))):
        pass
    assert list((await missed_told(stores[0])).values()) == [20, 20]


async def test_round_after_round_two_schedulers_race_for_one_moment_and_one_of_them_has_it(
    stores: list[Database],
) -> None:
    for no in range(30):
        moment = cast.NOON + no * SECOND
        (post,) = await planned(stores[0], [moment])
        assert sum(await asyncio.gather(*(plan_due(store, moment) for store in stores))) == 1
        assert await broadcasts_of(stores[0], post) == 1


async def test_schedulers_whose_clocks_are_a_minute_apart_start_a_moment_once(stores: list[Database]) -> None:
    posts = await planned(stores[0], [cast.NOON + no * SECOND for no in range(90)])
    for no in range(0, 120, 7):
        now = cast.NOON + no * SECOND
        await asyncio.gather(plan_due(stores[0], now), plan_due(stores[1], now + timedelta(seconds=61)))
    while sum([await plan_due(store, cast.NOON + timedelta(minutes=3)) for store in stores]):
        pass
    assert [await broadcasts_of(stores[0], post) for post in posts] == [1] * len(posts)


async def test_a_clock_set_back_over_a_moment_that_has_happened_does_not_bring_it_again(
    stores: list[Database],
) -> None:
    (post,) = await planned(stores[0], [cast.NOON])
    assert await plan_due(stores[0], cast.NOON) == 1
    for minutes in range(-60, 61):
        assert await plan_due(stores[minutes % 2], cast.NOON + timedelta(minutes=minutes)) == 0
    assert await broadcasts_of(stores[0], post) == 1


async def test_a_moment_missed_by_a_wrong_clock_can_be_planned_for_again_and_happens_once(
    stores: list[Database],
) -> None:
    store = stores[0]
    (post,) = await planned(store, [cast.NOON])
    await plan_due(store, cast.NOON + timedelta(days=1))  # the clock is a day ahead
    assert await state_of(store, post) is PostState.APPROVED
    zone = "Asia/Shanghai"  # somebody sets it right, and the author plans for the same minute once more
    async with store.write() as tx:
        again = await tx.posts.get(post.id)
        assert again is not None
        await tx.plans.put(Plan(post.id, local(cast.NOON, zone).replace(tzinfo=None), zone, cast.NOON, post.author_id))
        assert await tx.posts.advance(post, PostState.APPROVED)
    assert sum(await asyncio.gather(*(plan_due(each, cast.NOON) for each in stores))) == 1
    assert await state_of(store, post) is PostState.SENDING
    assert await broadcasts_of(store, post) == 1


async def test_a_moment_that_has_happened_does_not_happen_again_though_somebody_plans_for_it_again(
    stores: list[Database],
) -> None:
    store = stores[0]
    (post,) = await planned(store, [cast.NOON])
    async with store.read() as tx:
        plan = await tx.plans.of(post.id)
    assert plan is not None
    assert await plan_due(store, cast.NOON) == 1
    async with store.write() as tx:
        await tx.plans.put(plan)
        assert await tx.posts.advance(post, PostState.SENDING)
    await plan_due(store, cast.NOON)
    assert await broadcasts_of(store, post) == 1


async def test_a_missed_moment_uses_up_no_post_of_the_month(stores: list[Database]) -> None:
    store = stores[0]
    (post,) = await planned(store, [cast.NOON])
    await plan_due(store, cast.NOON + timedelta(days=1))
    span = (cast.NOON - timedelta(days=9), cast.NOON + timedelta(days=9))
    async with store.read() as tx:
        assert await tx.plans.count(post.partner_id, span, but=0) == 0
