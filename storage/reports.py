"""What became of sendings, counted inside the database; and who pressed which button of a post."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Select, Table, Text, case, func, select

from bot.broadcast import BroadcastState, Errand
from bot.delivery import DeliveryState, Reason
from bot.languages import known
from bot.people import Purpose
from bot.places import Place
from bot.reports import Crowd, Pressed, Since
from storage.chats import CHANNEL, IS_CHANNEL, chats
from storage.content import posts
from storage.follows import covers, follows
from storage.ledger import broadcasts, deliveries, tallies
from storage.people import consents, readers
from storage.schema import AnyRow, Id, Keeper, Moment, metadata

presses = Table(
    "press",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("reader_id", Id, primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
passages = Table(
    "passage",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)


class Reports(Keeper):
    """Counts; no row of a single reader leaves the database."""

    async def crowds(self, broadcast_ids: Collection[int]) -> Sequence[Crowd]:
        these = select(broadcasts.c.id).where(broadcasts.c.id.in_(broadcast_ids))
        unfinished = await self._all(these.where(broadcasts.c.state != BroadcastState.FINISHED))
        going = {row.id for row in unfinished}
        counted = await self._all(_counted(going)) if going else ()
        # One that is finished meanwhile has been counted already.
        over = tallies.c.broadcast_id.in_(set(broadcast_ids) - going)
        kept = await self._all(select(tallies).where(over))
        return [_crowd(row) for row in (*counted, *kept)]

    async def since(self, broadcast_ids: Collection[int], partner_id: int, span: tuple[datetime, datetime]) -> Since:
        begin, end = span
        got = (deliveries.c.broadcast_id.in_(broadcast_ids)) & (deliveries.c.state == DeliveryState.SENT)
        lost = chats.join(deliveries, deliveries.c.recipient == chats.c.id)
        # A channel that the bot was taken out of is no reader who left.
        person = chats.c.kind != CHANNEL
        gone = person, chats.c.gone_at >= begin, chats.c.gone_at < end
        blocked = select(func.count()).select_from(lost).where(got, *gone)
        came = follows.c.partner_id == partner_id, covers(None), follows.c.at >= begin, follows.c.at < end
        followed = select(func.count()).select_from(follows).where(*came)
        left = select(func.count(consents.c.reader_id.distinct())).where(
            consents.c.partner_id == partner_id,
            consents.c.purpose == Purpose.FOLLOW,
            consents.c.given.is_(False),
            consents.c.at >= begin,
            consents.c.at < end,
        )
        return Since(*[int(await self._value(each)) for each in (blocked, followed, left)])

    async def usual(self, partner_id: int, before: datetime, number: int) -> Sequence[tuple[int, int, int]]:
        latest = _sendings(partner_id, before).limit(number).subquery()
        each = tallies.c.number
        sent = func.sum(case((tallies.c.state == DeliveryState.SENT, each), else_=0))
        blocked = func.sum(case((tallies.c.reason == Reason.BLOCKED, each), else_=0))
        joined = latest.join(tallies, tallies.c.broadcast_id == latest.c.id)
        rows = await self._all(select(func.sum(each), sent, blocked).select_from(joined).group_by(latest.c.id))
        return [(int(meant), int(got), int(lost)) for meant, got, lost in rows]

    async def pressed(self, post_id: int) -> Mapping[str, int]:
        counted = select(presses.c.name, func.count().label("number")).where(presses.c.post_id == post_id)
        return {row.name: row.number for row in await self._all(counted.group_by(presses.c.name))}

    async def press(self, pressed: Pressed, at: datetime) -> None:
        if not await self._delivered(pressed):
            return
        told = {"post_id": pressed.post_id, "name": pressed.name, "reader_id": pressed.reader_id}
        await self._add(presses, **told, at=at)

    async def passages(self, post_id: int) -> Mapping[int, int]:
        counted = select(passages.c.number, passages.c.count.label("presses")).where(passages.c.post_id == post_id)
        return {row.number: row.presses for row in await self._all(counted)}

    async def passed(self, counts: Mapping[tuple[int, int], int]) -> None:
        # In one order, so that two processes that write the same rows never wait for each other.
        rows = [{"post_id": post, "number": no, "count": n} for (post, no), n in sorted(counts.items())]
        more = self._insert(passages).values(rows)
        together = passages.c.count + more.excluded.count
        await self._do(more.on_conflict_do_update(index_elements=["post_id", "number"], set_={"count": together}))

    async def _delivered(self, pressed: Pressed) -> bool:
        """Whether the message is a copy of the post: by the key of `delivery`, once for each time that it went out."""
        sent = (deliveries.c.recipient == pressed.reader_id) & (deliveries.c.state == DeliveryState.SENT)
        joined = broadcasts.join(deliveries, (deliveries.c.broadcast_id == broadcasts.c.id) & sent)
        copies = select(deliveries.c.message_ids).select_from(joined).where(broadcasts.c.post_id == pressed.post_id)
        return any(pressed.message_id in (row.message_ids or ()) for row in await self._all(copies))


def _counted(broadcast_ids: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Outcomes of broadcasts that go on."""
    kinds = (
        deliveries.c.state,
        deliveries.c.reason,
        deliveries.c.form,
        readers.c.place,
        readers.c.zone,
        IS_CHANNEL.label("is_channel"),
    )
    joined = deliveries.join(chats, chats.c.id == deliveries.c.recipient)
    joined = joined.outerjoin(readers, readers.c.id == deliveries.c.recipient)
    mine = deliveries.c.broadcast_id.in_(broadcast_ids)
    return select(*kinds, func.count().label("number")).select_from(joined).where(mine).group_by(*kinds)


def _sendings(partner_id: int, before: datetime) -> Select[int]:
    """Finished first sendings of a partner's, the newest first."""
    theirs = select(broadcasts.c.id).join(posts, posts.c.id == broadcasts.c.post_id)
    over = (broadcasts.c.errand == Errand.SEND) & (broadcasts.c.state == BroadcastState.FINISHED)
    begun = theirs.where(posts.c.partner_id == partner_id, over, broadcasts.c.started_at < before)
    return begun.order_by(broadcasts.c.started_at.desc())


def _crowd(row: AnyRow) -> Crowd:
    return Crowd(
        state=DeliveryState(row.state),
        reason=row.reason,
        form=known(row.form),
        place=Place(row.place) if row.place else None,
        zone=row.zone,
        is_channel=row.is_channel,
        number=row.number,
    )
