"""Plans: when posts shall go out, and which moments have happened."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Select,
    Table,
    Text,
    bindparam,
    delete,
    false,
    func,
    literal,
    select,
    text,
    tuple_,
    union,
    update,
)

from bot.broadcast import Begun, Errand
from bot.content import PostState
from bot.ports.page import Page
from bot.recurrence import Plan
from bot.repeating import Repeat, rule_of
from bot.searching import Picked
from storage.content import posts
from storage.ledger import broadcasts, recalled, waves
from storage.partners import partners
from storage.posts import are
from storage.prepared import Prepared
from storage.schema import AnyRow, Id, Keeper, Moment, WallClock, When, as_row, metadata

_HELD = "held_at IS NOT NULL"
plans = Table(
    "plan",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True, autoincrement=False),
    Column("wall", WallClock, nullable=False),
    Column("zone", Text, nullable=False),
    Column("moment", Moment, nullable=False, index=True),
    Column("planned_by", Id, nullable=False),
    Column("rule", Text),
    Column("begins", WallClock),
    Column("round", WallClock),
    Column("own_zone", Boolean, nullable=False, server_default=false()),
    Column("since", Moment),
    Column("wave_id", Id),
    Column("held_at", Moment),
    Column("held_until", Moment),
    Column("passed", Boolean, nullable=False, server_default=false()),
    # What is held is looked at again and again.
    Index("ix_plan_held", "moment", sqlite_where=text(_HELD), postgresql_where=text(_HELD)),
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
    repeat = Repeat(rule_of(row.rule), row.begins, row.round) if row.rule else None
    more = {"own_zone": row.own_zone, "since": row.since, "wave_id": row.wave_id}
    held = {"held_at": row.held_at, "held_until": row.held_until, "passed": row.passed}
    return Plan(row.post_id, row.wall, row.zone, row.moment, row.planned_by, repeat, **more, **held)


def _columns(plan: Plan) -> dict[str, object]:
    by, rule = plan.repeat, dict.fromkeys(("rule", "begins", "round"))
    return as_row(plans, plan, **({"rule": by.rule.text, "begins": by.begins, "round": by.round} if by else rule))


def _standing(statement: Select[*tuple[object, ...]]) -> Select[*tuple[object, ...]]:
    return statement.join(posts, posts.c.id == plans.c.post_id).where(posts.c.state == PostState.SCHEDULED)


LIVE = plans.c.held_at.is_(None)
"""Not held by anybody."""
_TAKEN = Prepared(delete(plans).where(plans.c.post_id == bindparam("post"), plans.c.moment == bindparam("then"), LIVE))
_OCCURRED = Prepared(lambda dialect: dialect.insert(occurrences).on_conflict_do_nothing())


def _free(statement: Select[*tuple[object, ...]]) -> Select[*tuple[object, ...]]:
    """Those that nobody holds, of partners that are not suspended."""
    joined = statement.join(partners, partners.c.id == posts.c.partner_id)
    return joined.where(partners.c.suspended_at.is_(None), LIVE)


def due(now: When) -> Select[*tuple[Any, ...]]:
    """Plans whose moment has come."""
    return _free(_standing(select(plans))).where(plans.c.moment <= now)


def held(now: When) -> Select[*tuple[Any, ...]]:
    """Plans whose hold is over, or whose moment passes while they are held."""
    passed = (plans.c.moment <= now) & ~plans.c.passed & plans.c.wave_id.is_(None)
    return _standing(select(plans)).where(plans.c.held_at.is_not(None), (plans.c.held_until <= now) | passed)


def _begun() -> Select[*tuple[Any, ...]]:
    named = (posts.c.partner_id, broadcasts.c.post_id, broadcasts.c.id, broadcasts.c.moment)
    sent = select(*named, recalled().label("recalled")).join(posts, posts.c.id == broadcasts.c.post_id)
    return sent.where(broadcasts.c.errand == Errand.SEND)


def _unsent() -> Select[*tuple[Any, ...]]:
    """Posts that were out when they were brought here: no sending of ours is kept of them."""
    ours = select(broadcasts.c.id).where(broadcasts.c.post_id == posts.c.id, broadcasts.c.errand == Errand.SEND)
    named = (posts.c.partner_id, posts.c.id, literal(0), posts.c.sent_at, false())
    return select(*named).where(posts.c.state == PostState.SENT, ~ours.exists())


class Plans(Keeper):
    """Keeps plans and their occurrences."""

    async def of(self, post_id: int) -> Plan | None:
        row = await self._one(select(plans).where(plans.c.post_id == post_id))
        return _plan(row) if row else None

    async def put(self, plan: Plan) -> None:
        await self._put(plans, **_columns(plan))

    async def hold(self, post_id: int, at: datetime | None, until: datetime | None = None) -> None:
        await self._do(update(plans).where(plans.c.post_id == post_id).values(held_at=at, held_until=until))

    async def held(self, now: datetime) -> Sequence[Plan]:
        return [_plan(row) for row in await self._all(held(now).order_by(plans.c.post_id))]

    async def remove(self, post_id: int) -> None:
        await self._do(delete(plans).where(plans.c.post_id == post_id))

    async def take(self, plan: Plan) -> bool:
        told = {"post": plan.post_id, "then": plan.moment}
        return await self._step(lambda runner: runner.do(_TAKEN, told)) == 1

    async def due(self, now: datetime, limit: int, after: Plan | None = None) -> Sequence[Plan]:
        found = due(now).order_by(plans.c.moment, plans.c.post_id)
        if after:
            behind = tuple_(literal(after.moment, plans.c.moment.type), after.post_id)
            found = found.where(tuple_(plans.c.moment, plans.c.post_id) > behind)
        return [_plan(row) for row in await self._all(found.limit(limit))]

    async def next(self) -> datetime | None:
        moment: datetime | None = await self._value(_free(_standing(select(func.min(plans.c.moment)))))
        return moment

    async def count(self, partner_id: int, span: tuple[datetime, datetime], but: int) -> int:
        begin, end = span
        # The rest of a wave is of the post that its first group has counted as.
        fresh = plans.c.wave_id.is_(None) & (plans.c.post_id != but)
        planned = _standing(select(plans.c.post_id, plans.c.moment)).where(fresh)
        happened = select(occurrences.c.post_id, occurrences.c.moment).join(posts, posts.c.id == occurrences.c.post_id)
        moments = [
            each.where(posts.c.partner_id == partner_id, moment >= begin, moment < end)
            for each, moment in ((planned, plans.c.moment), (happened, occurrences.c.moment))
        ]
        return int(await self._value(select(func.count()).select_from(union(*moments).subquery())))

    async def standing(
        self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()
    ) -> Sequence[tuple[int, Plan, bool]]:
        begin, end = span
        later = plans.c.rule.is_not(None) | (plans.c.moment >= begin)
        suspended = partners.c.suspended_at.is_not(None).label("suspended")
        wanted = _standing(select(plans, posts.c.partner_id, suspended)).where(plans.c.moment < end, later)
        wanted = wanted.join(partners, partners.c.id == posts.c.partner_id)
        if partner_ids:
            wanted = wanted.where(posts.c.partner_id.in_(partner_ids))
        rows = await self._all(wanted.order_by(plans.c.moment, plans.c.post_id))
        return [(row.partner_id, _plan(row), bool(row.suspended)) for row in rows]

    async def begun(self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()) -> Sequence[Begun]:
        begin, end = span
        sent = _begun().where(broadcasts.c.moment >= begin, broadcasts.c.moment < end)
        before = _unsent().where(posts.c.sent_at >= begin, posts.c.sent_at < end)
        if partner_ids:
            sent, before = (each.where(posts.c.partner_id.in_(partner_ids)) for each in (sent, before))
        rows = [*await self._all(sent), *await self._all(before)]
        return sorted((Begun(*row) for row in rows), key=lambda begun: (begun.moment, begun.post_id))

    async def sendings(
        self, partner_ids: Collection[int], offset: int, limit: int, picked: Picked | None = None
    ) -> Page[Begun]:
        later = select(waves.c.broadcast_id).where(
            waves.c.broadcast_id == broadcasts.c.id, waves.c.first_id != broadcasts.c.id
        )
        found = _begun().where(~later.exists(), are(picked))
        if partner_ids:
            found = found.where(posts.c.partner_id.in_(partner_ids))
        rows = await self._all(found.order_by(broadcasts.c.id.desc()).offset(offset).limit(limit))
        return Page([Begun(*row) for row in rows], await self._total(found))

    async def occur(self, post_id: int, moment: datetime, at: datetime) -> bool:
        told = {"post_id": post_id, "moment": moment, "at": at}
        return await self._step(lambda runner: runner.do(_OCCURRED, told)) == 1
