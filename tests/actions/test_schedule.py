"""Plans: what a kind of partnership allows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions.plan import plan_due
from bot.actions.schedule import keep_to_wall_clocks, schedule, unschedule
from bot.audit import Wanted
from bot.mistakes import Mistake, Why
from bot.partners import BENEFITS, Kind
from bot.recurrence import local, month_of
from tests import cast
from tests.actions.conftest import Newsroom


async def test_a_month_holds_as_many_posts_as_the_kind_allows_and_the_refusal_says_when_it_renews(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with newsroom.store.read() as tx:
        xpeng = await tx.partners.by_slug("xpeng")
    assert xpeng is not None
    monkeypatch.setitem(BENEFITS, xpeng.kind, replace(BENEFITS[xpeng.kind], posts_a_month=2))
    author, now = await newsroom.speaker(cast.ZIQING), newsroom.watch()
    first, second, third = [await newsroom.approved() for _ in range(3)]

    async def plan(post_id: int, ahead: timedelta) -> None:
        wall = local(now + ahead, author.reader.zone).replace(tzinfo=None)
        await schedule(newsroom.store, author, post_id, wall, now)

    await plan(first.id, timedelta(minutes=1))
    newsroom.watch.forward(timedelta(minutes=2))
    await plan_due(newsroom.store, newsroom.watch())
    await plan(second.id, timedelta(days=1))
    await plan(second.id, timedelta(days=2))
    with pytest.raises(Mistake) as refused:
        await plan(third.id, timedelta(days=3))
    assert refused.value.why is Why.POSTS_USED_UP
    assert refused.value.facts["renews"] == datetime(2027, 3, 31, 16, tzinfo=UTC)
    await plan(third.id, timedelta(days=40))
    await unschedule(newsroom.store, author, second.id, now)
    await plan(third.id, timedelta(days=3))


async def test_a_plan_means_its_wall_clock_also_after_its_country_has_changed_its_clocks(newsroom: Newsroom) -> None:
    author, now, hour = await newsroom.speaker(cast.ZIQING), newsroom.watch(), timedelta(hours=1)
    right, earlier, later, held, own = [await newsroom.approved() for _ in range(5)]
    wall = local(now + timedelta(days=1), author.reader.zone).replace(tzinfo=None)
    made = {
        post.id: await schedule(newsroom.store, author, post.id, wall, now)
        for post in (right, earlier, later, held, own)
    }
    async with newsroom.store.write() as tx:  # as the clocks were when it was planned
        await tx.plans.put(replace(made[earlier.id], moment=made[earlier.id].moment - hour))
        await tx.plans.put(replace(made[later.id], moment=made[later.id].moment + hour))
        await tx.plans.hold(held.id, now)
        groups = replace(made[own.id], own_zone=True, moment=made[own.id].moment - 8 * hour)
        await tx.plans.put(groups)
    await keep_to_wall_clocks(newsroom.store, now)
    async with newsroom.store.read() as tx:
        assert [await tx.plans.of(post.id) for post in (right, earlier, later)] == list(made.values())[:3]
        assert await tx.plans.of(held.id) == replace(made[held.id], held_at=now)
        assert await tx.plans.of(own.id) == groups
        lines = (await tx.audit.page(Wanted(), 0, 50)).items
    assert sum(line.verb == "move" for line in lines) == len((earlier, later))


def test_every_kind_has_its_benefits() -> None:
    assert set(BENEFITS) == set(Kind)


@pytest.mark.parametrize(
    ("moment", "begin", "end"),
    [
        ("2027-03-31T16:00", "2027-03-31T16:00", "2027-04-30T16:00"),
        ("2027-03-31T15:59", "2027-02-28T16:00", "2027-03-31T16:00"),
        ("2027-12-31T10:00", "2027-11-30T16:00", "2027-12-31T16:00"),
    ],
)
def test_a_month_is_the_citys_month(moment: str, begin: str, end: str) -> None:
    utc = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (moment, begin, end)]
    assert month_of(utc[0]) == (utc[1], utc[2])
