"""Broadcasts: started with a frozen audience, finished when everyone meant has an outcome."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, exists, false, func, insert, or_, select, true, update

from bot.broadcast import SENDS, UNFINISHED, Broadcast, BroadcastState, Errand, Policy, Saying
from bot.delivery import CHOOSABLE, DeliveryState, Reason, Skip
from bot.reports import Crowd
from storage.chats import chats
from storage.content import posts
from storage.freezing import Freezing
from storage.ledger import DONE, FREEZING, broadcasts, deliveries, recalled, received, segments, tallies, waves
from storage.schema import When, one_of
from storage.segments import NOT_FOUND, may_come_again, says
from storage.starting import broadcast_of


def _one_correction(broadcast: Broadcast) -> ColumnElement[bool]:
    """A correction begins all its errands at one moment."""
    same = (broadcasts.c.post_id == broadcast.post_id) & (broadcasts.c.errand == broadcast.errand)
    return same & (broadcasts.c.started_at == broadcast.started_at)


def _segment(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a broadcast has such a segment."""
    return exists(select(segments.c.no).where(segments.c.broadcast_id == broadcasts.c.id, *which))


def rested(now: When) -> Select[int]:
    """Those whose pause is over."""
    over = (broadcasts.c.state == BroadcastState.PAUSED) & (broadcasts.c.paused_until <= now)
    return select(broadcasts.c.id).where(over)


COMPLETE = (
    select(broadcasts)
    .where(one_of(broadcasts.c.state, UNFINISHED), ~_segment(segments.c.state != DONE))
    .order_by(broadcasts.c.id)
)
"""Unfinished, and every segment is done."""
CANARIES = (
    select(broadcasts)
    .where(
        broadcasts.c.state == BroadcastState.SENDING,
        broadcasts.c.wide_from.is_(None),
        ~_segment(segments.c.state != DONE, segments.c.no == 0),
        ~_segment(segments.c.state == FREEZING),
    )
    .order_by(broadcasts.c.id)
)
"""Frozen, their canary done, and nobody has looked at it yet."""


class Broadcasts(Freezing):
    """Keeps broadcasts, with their segments and deliveries."""

    async def messages_within(self, broadcast_id: int, spans: Sequence[tuple[datetime, datetime | None]]) -> int:
        within = or_(
            false(),
            *((deliveries.c.at >= begin) & ((deliveries.c.at < end) if end else true()) for begin, end in spans),
        )
        sent = (deliveries.c.broadcast_id == broadcast_id) & (deliveries.c.state == DeliveryState.SENT)
        number = func.sum(func.json_array_length(deliveries.c.message_ids))
        return int(await self._value(select(number).where(sent, within)) or 0)

    async def choosable(self, broadcast_id: int) -> Mapping[DeliveryState, int]:
        mine = (deliveries.c.broadcast_id == broadcast_id) & deliveries.c.state.in_(CHOOSABLE)
        counted = select(deliveries.c.state, func.count().label("number")).where(mine, may_come_again(broadcast_id))
        joined = deliveries.join(chats, chats.c.id == deliveries.c.recipient)
        rows = await self._all(counted.select_from(joined).group_by(deliveries.c.state))
        return {DeliveryState(row.state): row.number for row in rows}

    async def missed(self, channel_id: int, since: datetime) -> Sequence[Broadcast]:
        # What was refused may have been answered just before the channel was noted as lost.
        theirs = received(channel_id) & (deliveries.c.at > since - timedelta(minutes=1))
        lost = theirs & deliveries.c.reason.in_({Skip.LOST, Reason.KICKED, Reason.NO_RIGHTS, Reason.CHAT_NOT_FOUND})
        joined = select(broadcasts).join(deliveries, deliveries.c.broadcast_id == broadcasts.c.id)
        found = joined.where(lost, broadcasts.c.errand.in_(SENDS), ~recalled()).order_by(broadcasts.c.id)
        by_post = {row.post_id: broadcast_of(row) for row in await self._all(found)}
        return sorted(by_post.values(), key=lambda each: -each.id)

    async def look_again(self, broadcast_id: int) -> None:
        mine = (deliveries.c.broadcast_id == broadcast_id) & (deliveries.c.state == DeliveryState.REFUSED)
        theirs = chats.c.id.in_(select(deliveries.c.recipient).where(mine))
        await self._do(update(chats).where(NOT_FOUND, theirs).values(gone_at=None, gone_reason=None))

    async def wave(self, broadcast_id: int) -> Sequence[Broadcast]:
        mine = select(waves.c.first_id).where(waves.c.broadcast_id == broadcast_id).scalar_subquery()
        one = (waves.c.first_id == mine) | (broadcasts.c.id == broadcast_id)
        joined = broadcasts.outerjoin(waves, waves.c.broadcast_id == broadcasts.c.id)
        rows = await self._all(select(broadcasts).select_from(joined).where(one).order_by(broadcasts.c.id))
        return [broadcast_of(row) for row in rows]

    async def get(self, broadcast_id: int) -> Broadcast | None:
        row = await self._one(select(broadcasts).where(broadcasts.c.id == broadcast_id))
        return broadcast_of(row) if row else None

    async def hold(self, broadcast_id: int) -> Broadcast | None:
        one = select(broadcasts).where(broadcasts.c.id == broadcast_id)
        row = await self._one(one.with_for_update(key_share=True) if self._writing else one)
        return broadcast_of(row) if row else None

    async def of_post(self, post_id: int) -> Sequence[Broadcast]:
        mine = select(broadcasts).where(broadcasts.c.post_id == post_id)
        return [broadcast_of(row) for row in await self._all(mine.order_by(broadcasts.c.id.desc()))]

    async def rounds(self, post_id: int) -> Sequence[int]:
        follows = select(waves.c.broadcast_id).where(
            waves.c.broadcast_id == broadcasts.c.id, waves.c.first_id != broadcasts.c.id
        )
        first = (broadcasts.c.post_id == post_id) & (broadcasts.c.errand == Errand.SEND) & ~follows.exists()
        return [row.id for row in await self._all(select(broadcasts.c.id).where(first).order_by(broadcasts.c.id))]

    async def with_copies(self, post_id: int) -> Sequence[Broadcast]:
        got = select(deliveries.c.broadcast_id).where(
            deliveries.c.broadcast_id == broadcasts.c.id, deliveries.c.state == DeliveryState.SENT
        )
        over = select(broadcasts).where(
            broadcasts.c.post_id == post_id,
            broadcasts.c.errand.in_(SENDS),
            broadcasts.c.state == BroadcastState.FINISHED,
            got.exists(),
            ~recalled(),
        )
        return [broadcast_of(row) for row in await self._all(over.order_by(broadcasts.c.id.desc()))]

    async def chats_saying(self, broadcast_ids: Collection[int], saying: Saying) -> int:
        sent = deliveries.c.broadcast_id.in_(broadcast_ids) & (deliveries.c.state == DeliveryState.SENT)
        return int(await self._value(select(func.count(deliveries.c.recipient.distinct())).where(sent, says(saying))))

    async def one_correction(self, broadcast: Broadcast) -> Sequence[Broadcast]:
        if broadcast.errand is not Errand.CORRECT:
            return [broadcast]
        beside = select(broadcasts).where(_one_correction(broadcast)).order_by(broadcasts.c.id)
        return [broadcast_of(row) for row in await self._all(beside)]

    async def last_of_correction(self, broadcast: Broadcast) -> int:
        if broadcast.errand is not Errand.CORRECT:
            return broadcast.id
        return int(await self._value(select(func.max(broadcasts.c.id)).where(_one_correction(broadcast))))

    async def unfinished(self, partner_id: int | None = None) -> Sequence[Broadcast]:
        going = select(broadcasts).where(broadcasts.c.state.in_(UNFINISHED))
        if partner_id is not None:
            going = going.join(posts, posts.c.id == broadcasts.c.post_id).where(posts.c.partner_id == partner_id)
        return [broadcast_of(row) for row in await self._all(going.order_by(broadcasts.c.id))]

    async def complete(self) -> Sequence[Broadcast]:
        return [broadcast_of(row) for row in await self._all(COMPLETE)]

    async def canaries(self) -> Sequence[Broadcast]:
        return [broadcast_of(row) for row in await self._all(CANARIES)]

    async def widen(self, broadcast_id: int, at: datetime) -> None:
        await self._do(update(broadcasts).where(broadcasts.c.id == broadcast_id).values(wide_from=at))

    async def advance(
        self, broadcast_id: int, was: BroadcastState, state: BroadcastState, until: datetime | None = None
    ) -> bool:
        one = (broadcasts.c.id == broadcast_id) & (broadcasts.c.state == was)
        return await self._do(update(broadcasts).where(one).values(state=state, paused_until=until)) == 1

    async def rested(self, now: datetime) -> Sequence[int]:
        return [row.id for row in await self._all(rested(now).order_by(broadcasts.c.id))]

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

    async def leaving(self) -> int:
        number = func.sum(segments.c.intent - segments.c.done)
        return int(await self._value(select(number).where(segments.c.owner.is_not(None))) or 0)

    async def watched(self, least: int, after: int, limit: int) -> Sequence[Broadcast]:
        shown = broadcasts.c.state.in_(UNFINISHED) | broadcasts.c.progress_message.is_not(None)
        next_ones = select(broadcasts).where(shown, broadcasts.c.meant >= least, broadcasts.c.id > after)
        return [broadcast_of(row) for row in await self._all(next_ones.order_by(broadcasts.c.id).limit(limit))]

    async def begin_progress(self, broadcast_id: int) -> bool:
        one = (broadcasts.c.id == broadcast_id) & broadcasts.c.progress_message.is_(None)
        return await self._do(update(broadcasts).where(one).values(progress_message=0)) == 1

    async def keep_progress_message(self, broadcast_id: int, message_id: int | None) -> None:
        one = broadcasts.c.id == broadcast_id
        await self._do(update(broadcasts).where(one).values(progress_message=message_id))

    async def finish(self, broadcast_id: int, at: datetime, crowds: Sequence[Crowd]) -> bool:
        """Also false while the outcomes do not add up to those meant: nobody may be lost in silence."""
        one = (broadcasts.c.id == broadcast_id) & broadcasts.c.state.in_(UNFINISHED)
        left = _segment(segments.c.state != DONE)
        complete = one & (broadcasts.c.meant == sum(crowd.number for crowd in crowds)) & ~left
        changes = {"state": BroadcastState.FINISHED, "finished_at": at}
        if await self._do(update(broadcasts).where(complete).values(changes)) != 1:
            return False
        if crowds:  # line by line: all their values as one statement would be more than PostgreSQL takes
            await self._tx.execute(insert(tallies), [{"broadcast_id": broadcast_id, **asdict(each)} for each in crowds])
        return True
