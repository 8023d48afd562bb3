"""Chats: one row for everything with an address, so that one ledger serves readers and channels and a move heals once.

Chat rows are never deleted: the ledger names them for good.
"""

from datetime import datetime

from sqlalchemy import Column, Table, Text, UniqueConstraint, literal, text, update

from bot.delivery import Reason
from storage.schema import Id, Keeper, Moment, metadata

READER = "reader"
CHANNEL = "channel"
WHOLE = 0
"""The topic of a chat that is none: nothing would equal nothing in a constraint, so two would be at one address."""
chats = Table(
    "chat",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address", Id, nullable=False),
    Column("topic", Id, nullable=False, server_default=text(str(WHOLE))),
    Column("kind", Text, nullable=False),
    Column("gone_at", Moment),
    Column("gone_reason", Text),
    Column("moved_at", Moment),
    UniqueConstraint("address", "topic"),
)

IS_CHANNEL = chats.c.kind == literal(CHANNEL, literal_execute=True)
"""Worded out, so that a statement can group by it."""


class Chats(Keeper):
    """The side of a reader or a channel that the network knows."""

    async def at(self, address: int, kind: str, topic: int | None = None) -> int:
        """The id of the chat at this address, kept now if it is new; until the end of the work nobody else has it."""
        new = self._insert(chats).values(address=address, kind=kind, topic=topic or WHOLE)
        statement = new.on_conflict_do_update(index_elements=["address", "topic"], set_={"address": address})
        return int(await self._value(statement.returning(chats.c.id)))

    async def mark(self, chat_id: int, gone_at: datetime | None, reason: Reason | None = None) -> None:
        """Gone since then, or there again (no moment); saving the same moment again keeps its reason."""
        changed = chats.c.gone_at.is_distinct_from(gone_at)
        await self._do(update(chats).where(chats.c.id == chat_id, changed).values(gone_at=gone_at, gone_reason=reason))
