"""When a partner's readers are awake, and how much they want in a day: what the planner counts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, union_all

from bot.broadcast import SENDS
from bot.content import PostKind, PostState, Whom
from bot.places import Place
from bot.planner import HourGroup
from storage.content import posts
from storage.follows import covers, follows
from storage.ledger import broadcasts
from storage.people import quiet_of, readers
from storage.recurrence import plans
from storage.schema import Keeper
from storage.segments import readers_meant
from storage.waves import not_meant


class Hours(Keeper):
    """Counts readers by their clocks and limits."""

    async def of(self, whom: Whom, at: datetime, wave_id: int | None = None) -> Sequence[HourGroup]:
        kinds = [readers.c[name] for name in ("place", "zone", "quiet_begin", "quiet_end", "quiet_on")]
        counted = _counted(whom, at, *kinds).group_by(*kinds)
        if wave_id is not None:
            counted = counted.where(not_meant(wave_id, sqlite=self._tx.dialect.name == "sqlite"))
        rows = await self._all(counted)
        return [HourGroup(Place(row.place) if row.place else None, row.zone, quiet_of(row), row.number) for row in rows]

    async def full(self, whom: Whom, span: tuple[datetime, datetime]) -> int:
        theirs, coming = follows.alias(), _promotions(span).subquery()
        by = (coming.c.partner_id == theirs.c.partner_id) & covers(coming.c.campaign_id, theirs)
        heard = select(func.count()).select_from(theirs.join(coming, by))
        heard = heard.where(theirs.c.reader_id == readers.c.id).correlate(readers)
        full = readers.c.cap.is_not(None) & (heard.scalar_subquery() >= readers.c.cap)
        return int(await self._value(_counted(whom, span[1]).where(full)))


def _counted(whom: Whom, at: datetime, *columns: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """How many readers are meant, with these columns of theirs before."""
    number = func.count().label("number")
    return readers_meant(whom, at).with_only_columns(*columns, number, maintain_column_froms=True)


def _promotions(span: tuple[datetime, datetime]) -> Select[int, int | None]:
    """Partner and campaign of each promotion of a span, planned or sent. What is for some places counts as for all."""
    (begin, end), of = span, (posts.c.partner_id, posts.c.campaign_id)
    planned = select(*of).join(plans, plans.c.post_id == posts.c.id)
    planned = planned.where(plans.c.moment >= begin, plans.c.moment < end, posts.c.state == PostState.SCHEDULED)
    sent = select(*of).join(broadcasts, broadcasts.c.post_id == posts.c.id)
    sent = sent.where(broadcasts.c.started_at >= begin, broadcasts.c.started_at < end, broadcasts.c.errand.in_(SENDS))
    both = [each.where(posts.c.kind == PostKind.CAMPAIGN) for each in (planned, sent)]
    return select(union_all(*both).subquery())
