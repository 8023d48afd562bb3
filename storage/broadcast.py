"""Broadcasts: started with a frozen audience, finished when everyone meant has an outcome."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.broadcast import Broadcast, BroadcastState, Policy
from storage.delivery import Deliveries
from storage.ledger import OPEN, broadcasts, deliveries, segments
from storage.schema import AnyRow


def _broadcast(row: AnyRow) -> Broadcast:
    return Broadcast(
        id=row.id,
        post_id=row.post_id,
        moment=row.moment,
        content_hash=row.content_hash,
        started_at=row.started_at,
        meant=row.meant,
        state=BroadcastState(row.state),
        policy=Policy(row.policy),
        finished_at=row.finished_at,
    )


def _columns(broadcast: Broadcast) -> dict[str, object]:
    return {
        "post_id": broadcast.post_id,
        "moment": broadcast.moment,
        "content_hash": broadcast.content_hash,
        "started_at": broadcast.started_at,
        "meant": broadcast.meant,
        "state": broadcast.state,
        "policy": broadcast.policy,
        "finished_at": broadcast.finished_at,
    }


class Broadcasts(Deliveries):
    """Keeps broadcasts, with their segments and deliveries."""

    async def start(self, broadcast: Broadcast, partner_id: int) -> Broadcast:
        new_id = await self._value(insert(broadcasts).values(_columns(broadcast)).returning(broadcasts.c.id))
        meant = await self._freeze(new_id, partner_id)
        await self._do(update(broadcasts).where(broadcasts.c.id == new_id).values(meant=meant))
        return replace(broadcast, id=new_id, meant=meant)

    async def get(self, broadcast_id: int) -> Broadcast | None:
        row = await self._one(select(broadcasts).where(broadcasts.c.id == broadcast_id))
        return _broadcast(row) if row else None

    async def of_post(self, post_id: int) -> Sequence[Broadcast]:
        mine = select(broadcasts).where(broadcasts.c.post_id == post_id)
        return [_broadcast(row) for row in await self._all(mine.order_by(broadcasts.c.id.desc()))]

    async def unfinished(self) -> Sequence[Broadcast]:
        sending = select(broadcasts).where(broadcasts.c.state == BroadcastState.SENDING)
        return [_broadcast(row) for row in await self._all(sending.order_by(broadcasts.c.id))]

    async def busy(self) -> bool:
        any_left = select(broadcasts.c.id).where(broadcasts.c.state == BroadcastState.SENDING).limit(1)
        return await self._value(any_left) is not None

    async def complete(self) -> Sequence[Broadcast]:
        left = select(segments.c.no).where(segments.c.broadcast_id == broadcasts.c.id, segments.c.state == OPEN)
        done = select(broadcasts).where(broadcasts.c.state == BroadcastState.SENDING, ~left.exists())
        return [_broadcast(row) for row in await self._all(done.order_by(broadcasts.c.id))]

    async def finish(self, broadcast_id: int, at: datetime) -> bool:
        """Also false while the outcomes do not add up to those meant: nobody may be lost in silence."""
        left = select(segments.c.no).where(segments.c.broadcast_id == broadcast_id, segments.c.state == OPEN)
        if await self._value(left.limit(1)) is not None:
            return False
        known = select(func.count()).where(deliveries.c.broadcast_id == broadcast_id).scalar_subquery()
        complete = (broadcasts.c.id == broadcast_id) & (broadcasts.c.meant == known)
        ready = complete & (broadcasts.c.state == BroadcastState.SENDING)
        changes = {"state": BroadcastState.FINISHED, "finished_at": at}
        return await self._do(update(broadcasts).where(ready).values(changes)) == 1
