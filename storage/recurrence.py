"""Plans: when posts shall go out, and which moments have happened."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Select, Table, Text, delete, func, literal, select, tuple_, union

from bot.content import PostState
from bot.recurrence import Plan
from storage.content import posts
from storage.partners import partners
from storage.schema import AnyRow, Id, Keeper, Moment, WallClock, metadata

plans = Table(
    "plan",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True, autoincrement=False),
    Column("wall", WallClock, nullable=False),
    Column("zone", Text, nullable=False),
    Column("moment", Moment, nullable=False, index=True),
    Column("planned_by", Id, nullable=False),
)
occurrences = Table(
    "occurrence",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True),
    Column("moment", Moment, primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)


def _plan(row: AnyRow) -> Plan:
    return Plan(row.post_id, row.wall, row.zone, row.moment, row.planned_by)


def _standing(statement: Select[*tuple[object, ...]]) -> Select[*tuple[object, ...]]:
    return statement.join(posts, posts.c.id == plans.c.post_id).where(posts.c.state == PostState.SCHEDULED)


class Plans(Keeper):
    """Keeps plans and their occurrences."""

    async def of(self, post_id: int) -> Plan | None:
        row = await self._one(select(plans).where(plans.c.post_id == post_id))
        return _plan(row) if row else None

    async def put(self, plan: Plan) -> None:
        rest = {"wall": plan.wall, "zone": plan.zone, "moment": plan.moment, "planned_by": plan.planned_by}
        await self._put(plans, post_id=plan.post_id, **rest)

    async def remove(self, post_id: int) -> None:
        await self._do(delete(plans).where(plans.c.post_id == post_id))

    async def take(self, plan: Plan) -> bool:
        same = (plans.c.post_id == plan.post_id) & (plans.c.moment == plan.moment)
        return await self._do(delete(plans).where(same)) == 1

    async def due(self, now: datetime, limit: int, after: Plan | None = None) -> Sequence[Plan]:
        active = _standing(select(plans)).join(partners, partners.c.id == posts.c.partner_id)
        due = active.where(partners.c.suspended_at.is_(None), plans.c.moment <= now)
        due = due.order_by(plans.c.moment, plans.c.post_id)
        if after:
            behind = tuple_(literal(after.moment, plans.c.moment.type), after.post_id)
            due = due.where(tuple_(plans.c.moment, plans.c.post_id) > behind)
        return [_plan(row) for row in await self._all(due.limit(limit))]

    async def next(self) -> datetime | None:
        moment: datetime | None = await self._value(_standing(select(func.min(plans.c.moment))))
        return moment

    async def count(self, partner_id: int, span: tuple[datetime, datetime], but: int) -> int:
        begin, end = span
        planned = _standing(select(plans.c.post_id, plans.c.moment))
        happened = select(occurrences.c.post_id, occurrences.c.moment).join(posts, posts.c.id == occurrences.c.post_id)
        moments = [
            each.where(posts.c.partner_id == partner_id, posts.c.id != but, moment >= begin, moment < end)
            for each, moment in ((planned, plans.c.moment), (happened, occurrences.c.moment))
        ]
        return int(await self._value(select(func.count()).select_from(union(*moments).subquery())))

    async def occur(self, post_id: int, moment: datetime, at: datetime) -> bool:
        return await self._add(occurrences, post_id=post_id, moment=moment, at=at) is not None
