"""Who follows whom."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Table, delete, select

from bot.languages import Form
from storage.people import by_form, count_by_form, readers
from storage.schema import Id, Keeper, Moment, metadata

follows = Table(
    "follow",
    metadata,
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Index(None, "partner_id", "reader_id"),
    sqlite_with_rowid=False,
)


class Follows(Keeper):
    """Keeps who follows whom."""

    async def of(self, reader_id: int) -> frozenset[int]:
        rows = await self._all(select(follows.c.partner_id).where(follows.c.reader_id == reader_id))
        return frozenset(row.partner_id for row in rows)

    async def follow(self, reader_id: int, partner_id: int, at: datetime) -> None:
        await self._add(follows, reader_id=reader_id, partner_id=partner_id, at=at)

    async def unfollow(self, reader_id: int, partner_id: int) -> None:
        one = (follows.c.reader_id == reader_id) & (follows.c.partner_id == partner_id)
        await self._do(delete(follows).where(one))

    async def counts(self, partner_id: int) -> Mapping[Form, int]:
        of_partner = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == partner_id)
        return by_form(await self._all(count_by_form().join(follows, of_partner)))
