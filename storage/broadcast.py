"""Broadcasts: started with a frozen audience, finished when everyone meant has an outcome."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, insert, select, update

from bot.broadcast import CLAIMED, UNFINISHED, Broadcast, BroadcastState, Errand, Group, Policy, canary_size
from bot.delivery import CHOOSABLE, DeliveryState
from bot.languages import Form
from bot.places import Place
from storage.delivery import Deliveries
from storage.ledger import OPEN, broadcasts, deliveries, segments, waves
from storage.schema import AnyRow
from storage.segments import Audience, audience, copies, not_again
from storage.waves import group_audience


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
        errand=Errand(row.errand),
        origin_id=row.origin_id,
        wide_from=row.wide_from,
        paid=row.paid,
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
        "errand": broadcast.errand,
        "origin_id": broadcast.origin_id,
        "wide_from": broadcast.wide_from,
        "paid": broadcast.paid,
    }


class Broadcasts(Deliveries):
    """Keeps broadcasts, with their segments and deliveries."""

    async def start(self, broadcast: Broadcast, partner_id: int, places: Collection[Place] = ()) -> Broadcast:
        return await self._start(broadcast, audience(partner_id, broadcast.started_at, places))

    async def start_errand(
        self, broadcast: Broadcast, states: Collection[DeliveryState], form: Form | None = None
    ) -> Broadcast:
        return await self._start(broadcast, copies(broadcast.origin_id or 0, states, broadcast.errand, form))

    async def choosable(self, broadcast_id: int) -> Mapping[DeliveryState, int]:
        left = (deliveries.c.broadcast_id == broadcast_id) & not_again(broadcast_id)
        counted = select(deliveries.c.state, func.count().label("number")).where(left).group_by(deliveries.c.state)
        found = {DeliveryState(row.state): row.number for row in await self._all(counted)}
        return {state: number for state, number in found.items() if state in CHOOSABLE}

    async def start_group(
        self, broadcast: Broadcast, partner_id: int, places: Collection[Place], group: Group
    ) -> Broadcast:
        sqlite = self._tx.dialect.name == "sqlite"
        begun = await self._start(
            broadcast, group_audience(partner_id, broadcast.started_at, places, group, sqlite=sqlite)
        )
        await self._do(insert(waves).values(broadcast_id=begun.id, first_id=group.wave_id or begun.id))
        return begun

    async def wave(self, broadcast_id: int) -> Sequence[Broadcast]:
        mine = select(waves.c.first_id).where(waves.c.broadcast_id == broadcast_id).scalar_subquery()
        one = (waves.c.first_id == mine) | (broadcasts.c.id == broadcast_id)
        joined = broadcasts.outerjoin(waves, waves.c.broadcast_id == broadcasts.c.id)
        rows = await self._all(select(broadcasts).select_from(joined).where(one).order_by(broadcasts.c.id))
        return [_broadcast(row) for row in rows]

    async def _start(self, broadcast: Broadcast, meant: Audience) -> Broadcast:
        new_id = await self._value(insert(broadcasts).values(_columns(broadcast)).returning(broadcasts.c.id))
        number = int(await self._value(select(func.count()).select_from(meant.subquery())))
        canary = canary_size(number) if broadcast.errand is Errand.SEND else 0
        await self._freeze(new_id, meant, canary)
        wide_from = None if canary else broadcast.started_at
        changes = {"meant": number, "wide_from": wide_from}
        await self._do(update(broadcasts).where(broadcasts.c.id == new_id).values(changes))
        return replace(broadcast, id=new_id, meant=number, wide_from=wide_from)

    async def get(self, broadcast_id: int) -> Broadcast | None:
        row = await self._one(select(broadcasts).where(broadcasts.c.id == broadcast_id))
        return _broadcast(row) if row else None

    async def of_post(self, post_id: int) -> Sequence[Broadcast]:
        mine = select(broadcasts).where(broadcasts.c.post_id == post_id)
        return [_broadcast(row) for row in await self._all(mine.order_by(broadcasts.c.id.desc()))]

    async def unfinished(self) -> Sequence[Broadcast]:
        going = select(broadcasts).where(broadcasts.c.state.in_(UNFINISHED))
        return [_broadcast(row) for row in await self._all(going.order_by(broadcasts.c.id))]

    async def busy(self) -> bool:
        any_left = select(broadcasts.c.id).where(broadcasts.c.state.in_(CLAIMED)).limit(1)
        return await self._value(any_left) is not None

    async def complete(self) -> Sequence[Broadcast]:
        left = select(segments.c.no).where(segments.c.broadcast_id == broadcasts.c.id, segments.c.state == OPEN)
        done = select(broadcasts).where(broadcasts.c.state.in_(UNFINISHED), ~left.exists())
        return [_broadcast(row) for row in await self._all(done.order_by(broadcasts.c.id))]

    async def canaries(self) -> Sequence[Broadcast]:
        left = select(segments.c.no).where(segments.c.broadcast_id == broadcasts.c.id, segments.c.state == OPEN)
        first = left.where(segments.c.no == 0)
        narrow = (broadcasts.c.state == BroadcastState.SENDING) & broadcasts.c.wide_from.is_(None)
        rows = await self._all(select(broadcasts).where(narrow, ~first.exists()).order_by(broadcasts.c.id))
        return [_broadcast(row) for row in rows]

    async def widen(self, broadcast_id: int, at: datetime) -> None:
        await self._do(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(wide_from=at))

    async def advance(self, broadcast_id: int, was: BroadcastState, state: BroadcastState) -> bool:
        one = (broadcasts.c.id == broadcast_id) & (broadcasts.c.state == was)
        return await self._do(update(broadcasts).where(one).values(state=state)) == 1

    async def set_policy(self, broadcast_id: int, policy: Policy) -> None:
        await self._do(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(policy=policy))

    async def set_paid(self, broadcast_id: int, *, paid: bool = True) -> None:
        await self._do(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(paid=paid))

    async def progress_message(self, broadcast_id: int) -> int | None:
        found: int | None = await self._value(
            select(broadcasts.c.progress_message).where(broadcasts.c.id == broadcast_id)
        )
        return found

    async def done(self, broadcast_id: int) -> int:
        mine = select(func.sum(segments.c.done)).where(segments.c.broadcast_id == broadcast_id)
        return int(await self._value(mine) or 0)

    async def watched(self, least: int, after: int, limit: int) -> Sequence[Broadcast]:
        shown = broadcasts.c.state.in_(UNFINISHED) | broadcasts.c.progress_message.is_not(None)
        next_ones = select(broadcasts).where(shown, broadcasts.c.meant >= least, broadcasts.c.id > after)
        return [_broadcast(row) for row in await self._all(next_ones.order_by(broadcasts.c.id).limit(limit))]

    async def begin_progress(self, broadcast_id: int) -> bool:
        one = (broadcasts.c.id == broadcast_id) & broadcasts.c.progress_message.is_(None)
        return await self._do(update(broadcasts).where(one).values(progress_message=0)) == 1

    async def keep_progress_message(self, broadcast_id: int, message_id: int | None) -> None:
        one = broadcasts.c.id == broadcast_id
        await self._do(update(broadcasts).where(one).values(progress_message=message_id))

    async def finish(self, broadcast_id: int, at: datetime) -> bool:
        """Also false while the outcomes do not add up to those meant: nobody may be lost in silence."""
        left = select(segments.c.no).where(segments.c.broadcast_id == broadcast_id, segments.c.state == OPEN)
        if await self._value(left.limit(1)) is not None:
            return False
        known = select(func.count()).where(deliveries.c.broadcast_id == broadcast_id).scalar_subquery()
        complete = (broadcasts.c.id == broadcast_id) & (broadcasts.c.meant == known)
        ready = complete & broadcasts.c.state.in_(UNFINISHED)
        changes = {"state": BroadcastState.FINISHED, "finished_at": at}
        return await self._do(update(broadcasts).where(ready).values(changes)) == 1
