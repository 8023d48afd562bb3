"""When a partner's readers are awake, and how much they want in a day: what the planner counts."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Select, func, select, union_all

from bot.broadcast import SENDS
from bot.content import PostKind, PostState
from bot.places import Place
from bot.planner import HourGroup
from storage.chats import chats
from storage.content import posts
from storage.follows import follows, wanted
from storage.ledger import broadcasts
from storage.people import quiet_of, readers
from storage.recurrence import plans
from storage.schema import Keeper
from storage.waves import not_meant

_MEANT = follows.join(readers, readers.c.id == follows.c.reader_id).join(chats, chats.c.id == readers.c.id)


class Hours(Keeper):
    """Counts readers by their clocks and limits."""

    async def of(
        self, partner_id: int, at: datetime, places: Collection[Place] = (), wave_id: int | None = None
    ) -> Sequence[HourGroup]:
        kinds = [readers.c[name] for name in ("place", "zone", "quiet_begin", "quiet_end", "quiet_on")]
        counted = select(*kinds, func.count().label("number")).select_from(_MEANT).where(wanted(partner_id, at))
        if places:
            counted = counted.where(readers.c.place.in_(places))
        if wave_id is not None:
            counted = counted.where(not_meant(wave_id, sqlite=self._tx.dialect.name == "sqlite"))
        rows = await self._all(counted.group_by(*kinds))
        return [HourGroup(Place(row.place) if row.place else None, row.zone, quiet_of(row), row.number) for row in rows]

    async def full(self, partner_id: int, span: tuple[datetime, datetime], places: Collection[Place] = ()) -> int:
        theirs, coming = follows.alias(), _promotions(span).subquery()
        heard = select(func.count()).select_from(theirs.join(coming, coming.c.partner_id == theirs.c.partner_id))
        heard = heard.where(theirs.c.reader_id == readers.c.id).correlate(readers)
        limited = wanted(partner_id, span[1]) & readers.c.cap.is_not(None)
        counted = select(func.count()).select_from(_MEANT).where(limited, heard.scalar_subquery() >= readers.c.cap)
        if places:
            counted = counted.where(readers.c.place.in_(places))
        return int(await self._value(counted))


def _promotions(span: tuple[datetime, datetime]) -> Select[int]:
    """The partner of each promotion of a span, planned or sent. What is for some places counts as if for all."""
    begin, end = span
    planned = select(posts.c.partner_id).join(plans, plans.c.post_id == posts.c.id)
    planned = planned.where(plans.c.moment >= begin, plans.c.moment < end, posts.c.state == PostState.SCHEDULED)
    sent = select(posts.c.partner_id).join(broadcasts, broadcasts.c.post_id == posts.c.id)
    sent = sent.where(broadcasts.c.started_at >= begin, broadcasts.c.started_at < end, broadcasts.c.errand.in_(SENDS))
    both = [each.where(posts.c.kind == PostKind.CAMPAIGN) for each in (planned, sent)]
    return select(union_all(*both).subquery())
