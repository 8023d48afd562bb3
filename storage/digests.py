"""Readers' digests, and what was held back for them: read from the ledger, so that nothing is written at the send."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, bindparam, false, func, or_, select, update

from bot.broadcast import SENDS
from bot.content import PostKind
from bot.delivery import DeliveryState, Skip
from bot.digests import SUNDAY, Digest, Rhythm
from storage.content import posts
from storage.ledger import broadcasts, deliveries
from storage.people import readers
from storage.schema import AnyRow, Id, Keeper, Moment, metadata
from storage.stories import shown

digests = Table(
    "digest",
    metadata,
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, autoincrement=False),
    Column("every", Text),
    Column("hour", Integer, nullable=False),
    Column("minute", Integer, nullable=False, server_default="0"),
    Column("weekday", Integer, nullable=False, server_default=str(SUNDAY)),
    Column("only", Boolean, nullable=False, server_default=false()),
    Column("next_at", Moment, index=True),
    Column("upto", Moment),
)
_HELD_BACK = (Skip.OVER_CAP, Skip.OVER_WEEK, Skip.DIGEST)


def _digest(row: AnyRow) -> Digest:
    every, at = Rhythm(row.every) if row.every else None, time(row.hour, row.minute)
    return Digest(row.reader_id, every, at, row.weekday, row.only, row.next_at, row.upto)


class Digests(Keeper):
    """Keeps digests."""

    async def of(self, reader_id: int) -> Digest | None:
        one = select(digests).where(digests.c.reader_id == reader_id)
        row = await self._one(one.with_for_update() if self._writing else one)
        return _digest(row) if row else None

    async def put(self, digest: Digest) -> None:
        when = {"hour": digest.at.hour, "minute": digest.at.minute, "weekday": digest.weekday}
        told = {"every": digest.every, "only": digest.only, **when}
        await self._put(digests, reader_id=digest.reader_id, **told, next_at=digest.next_at, upto=digest.upto)

    async def due(self, now: datetime, limit: int) -> Sequence[Digest]:
        waiting = select(digests).where(digests.c.next_at <= now).order_by(digests.c.next_at).limit(limit)
        waiting = waiting.with_for_update(skip_locked=True) if self._writing else waiting
        return [_digest(row) for row in await self._all(waiting)]

    async def move_on(self, told: Sequence[Digest]) -> None:
        moved = update(digests).where(digests.c.reader_id == bindparam("whose"))
        moved = moved.values(next_at=bindparam("next"), upto=bindparam("told"))
        if told:
            lines = [{"whose": each.reader_id, "next": each.next_at, "told": each.upto} for each in told]
            await self._tx.execute(moved, lines)

    async def held_back(self, reader_ids: Collection[int], until: datetime) -> Mapping[int, Sequence[int]]:
        late = or_(broadcasts.c.finished_at.is_(None), broadcasts.c.finished_at > digests.c.upto)
        copy = (deliveries.c.broadcast_id == broadcasts.c.id) & (deliveries.c.recipient == digests.c.reader_id)
        joined = digests.join(broadcasts, late).join(posts, posts.c.id == broadcasts.c.post_id).join(deliveries, copy)
        joined = joined.join(readers, readers.c.id == digests.c.reader_id)
        wanted = select(digests.c.reader_id, posts.c.id, func.min(deliveries.c.at).label("at")).select_from(joined)
        wanted = wanted.where(digests.c.reader_id.in_(reader_ids), broadcasts.c.errand.in_(sorted(SENDS)), shown())
        wanted = wanted.where(deliveries.c.state == DeliveryState.SKIPPED, deliveries.c.reason.in_(_HELD_BACK))
        wanted = wanted.where(deliveries.c.at > digests.c.upto, deliveries.c.at <= until)
        unwanted = (posts.c.kind == PostKind.CAMPAIGN) & (
            readers.c.cap == 0
        )  # whoever takes no promotions, in no shape
        wanted = wanted.where(~func.coalesce(unwanted, false()))
        held: dict[int, list[int]] = {}
        wanted = wanted.group_by(digests.c.reader_id, posts.c.id).order_by(func.min(deliveries.c.at))
        for row in await self._all(wanted):
            held.setdefault(row.reader_id, []).append(row.id)
        return held
