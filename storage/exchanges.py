"""That a reader and a partner write to each other; what they write passes through the outbox and is not kept."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, func, insert, select, update

from bot.content import Post
from bot.delivery import DeliveryState
from bot.exchanges import Exchange
from storage.ledger import broadcasts, deliveries
from storage.posts import Posts
from storage.schema import AnyRow, Id, Json, Keeper, Moment, metadata

exchanges = Table(
    "exchange",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), nullable=False),
    Column("partner_id", Id, ForeignKey("partner.id"), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("heard", Json),
    Index(None, "reader_id", "partner_id", unique=True),
)
LOOKED_AT = 500
"""Copies of a reader's, the newest, among which the one they answer is looked for."""


def _exchange(row: AnyRow) -> Exchange:
    return Exchange(
        row.id, row.reader_id, row.partner_id, row.asked_at, row.asked, row.answered, tuple(row.heard or ())
    )


class Exchanges(Keeper):
    """Keeps exchanges."""

    async def get(self, exchange_id: int) -> Exchange | None:
        row = await self._one(select(exchanges).where(exchanges.c.id == exchange_id))
        return _exchange(row) if row else None

    async def between(self, reader_id: int, partner_id: int) -> Exchange | None:
        both = (exchanges.c.reader_id == reader_id) & (exchanges.c.partner_id == partner_id)
        row = await self._one(select(exchanges).where(both))
        return _exchange(row) if row else None

    async def asked_since(self, reader_id: int, since: datetime) -> int:
        late = (exchanges.c.reader_id == reader_id) & (exchanges.c.asked_at > since)
        return int(await self._value(select(func.coalesce(func.sum(exchanges.c.asked), 0)).where(late)))

    async def keep(self, exchange: Exchange) -> Exchange:
        told = {"asked_at": exchange.asked_at, "asked": exchange.asked, "answered": exchange.answered}
        told["heard"] = list(exchange.heard) or None
        if exchange.id:
            await self._do(update(exchanges).where(exchanges.c.id == exchange.id).values(told))
            return exchange
        both = {"reader_id": exchange.reader_id, "partner_id": exchange.partner_id}
        return replace(
            exchange, id=await self._value(insert(exchanges).values(**both, **told).returning(exchanges.c.id))
        )

    async def post_of(self, reader_id: int, message_id: int) -> Post | None:
        mine = (deliveries.c.recipient == reader_id) & (deliveries.c.state == DeliveryState.SENT)
        joined = select(broadcasts.c.post_id, deliveries.c.message_ids).join(
            deliveries, deliveries.c.broadcast_id == broadcasts.c.id
        )
        rows = await self._all(joined.where(mine).order_by(broadcasts.c.id.desc()).limit(LOOKED_AT))
        found = next((row.post_id for row in rows if message_id in (row.message_ids or ())), None)
        return await Posts(self._tx).get(found) if found is not None else None
