"""Segments: freezing an audience inside the database, and holding a segment under a lease and a fence."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, Update, func, insert, literal, select, union, update

from bot.broadcast import LEASE, SEGMENT_SIZE, BroadcastState, Segment
from storage.channels import channels
from storage.chats import chats
from storage.follows import follows
from storage.ledger import DONE, OPEN, broadcasts, segments
from storage.people import REACHABLE, readers
from storage.programme import HALTED
from storage.schema import Keeper


class Segments(Keeper):
    """The part of a broadcast's keeping that workers share."""

    async def claim(self, owner: str, now: datetime) -> Segment | None:
        """By number first, so that a small broadcast does not wait behind a large one."""
        row = await self._one(_free(now))
        if row is None:
            return None
        lease = {"owner": owner, "fence": row.fence + 1, "lease_until": now + LEASE}
        one = (segments.c.broadcast_id == row.broadcast_id) & (segments.c.no == row.no)
        await self._do(update(segments).where(one).values(lease))
        members = tuple(row.members)
        return Segment(row.broadcast_id, row.no, members, done=row.done, intent=row.intent, **lease)

    async def intend(self, segment: Segment, intent: int, now: datetime) -> bool:
        return await self._do(_held(segment).values(intent=intent, lease_until=now + LEASE)) == 1

    async def release(self, segment: Segment) -> None:
        await self._do(_held(segment).values(owner=None, lease_until=None, intent=segments.c.done))

    async def _progress(self, segment: Segment, done: int) -> bool:
        """Move on to `done`; the last step closes the segment. False when the lease was lost."""
        changes: dict[str, Any] = {"done": done}
        if done >= len(segment.members):
            changes |= {"state": DONE, "owner": None, "lease_until": None}
        return await self._do(_held(segment).values(changes)) == 1

    async def _freeze(self, broadcast_id: int, partner_id: int) -> int:
        """Write the audience into segments by one statement; how many are meant."""
        meant = _audience(partner_id).subquery()
        place = func.row_number().over(order_by=(meant.c.kind, meant.c.id)) - 1
        placed = select(meant.c.id, (place // SEGMENT_SIZE).label("no"), place.label("place")).subquery()
        ordered = select(placed).order_by(placed.c.place).subquery()
        filled = select(literal(broadcast_id), ordered.c.no, func.count(), self._array(ordered.c.id), *_FRESH)
        names = ["broadcast_id", "no", "size", "members", "state", "fence", "done", "intent"]
        await self._do(insert(segments).from_select(names, filled.group_by(ordered.c.no)))
        sizes = select(func.coalesce(func.sum(segments.c.size), 0)).where(segments.c.broadcast_id == broadcast_id)
        return int(await self._value(sizes))

    def _array(self, ids: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.json_group_array(ids) if self._tx.dialect.name == "sqlite" else func.json_agg(ids)


_FRESH = (literal(OPEN), literal(0), literal(0), literal(0))


def _audience(partner_id: int) -> CompoundSelect[int, str]:
    """Ids and kinds of reachable followers and channels, each once; channels sort before readers."""
    linked = select(chats.c.id, chats.c.kind).join(channels, channels.c.id == chats.c.id)
    following = select(chats.c.id, chats.c.kind).join(readers, readers.c.id == chats.c.id)
    following = following.join(follows, follows.c.reader_id == readers.c.id)
    return union(
        linked.where(channels.c.partner_id == partner_id, chats.c.gone_at.is_(None)),
        following.where(follows.c.partner_id == partner_id, REACHABLE),
    )


def _free(now: datetime) -> Select[*tuple[Any, ...]]:
    """One segment that nobody holds; its row stays locked until the claim is committed, and others skip it."""
    expired = segments.c.lease_until.is_(None) | (segments.c.lease_until <= now)
    sending = (segments.c.broadcast_id == broadcasts.c.id) & (broadcasts.c.state == BroadcastState.SENDING)
    wanted = select(segments).join(broadcasts, sending).where(segments.c.state == OPEN, expired, ~HALTED)
    first = wanted.order_by(segments.c.no, segments.c.broadcast_id).limit(1)
    return first.with_for_update(of=segments, skip_locked=True)


def _held(segment: Segment) -> Update:
    """A change of this segment for its holder only: whoever claimed it since has raised the fence."""
    return update(segments).where(
        segments.c.broadcast_id == segment.broadcast_id,
        segments.c.no == segment.no,
        segments.c.owner == segment.owner,
        segments.c.fence == segment.fence,
        segments.c.state == OPEN,
    )
