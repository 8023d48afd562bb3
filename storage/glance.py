"""The one read at the start of a turn: who speaks and where their conversation stands, in one round trip.

The statement is made and worded by SQLAlchemy, once, and then said to the driver itself: on the way through its
greenlets and aiosqlite's thread the same row costs a hundred times as much.
"""

from typing import Any, Protocol

from sqlalchemy import BigInteger, Select, Text, bindparam, exists, func, literal_column, select
from sqlalchemy import cast as typed

from bot.people import Speaker
from bot.store import Glance
from storage.chats import chats
from storage.dialogues import dialogues
from storage.partners import members
from storage.people import admins, reader_of, readers
from storage.prepared import Prepared, Values
from storage.schema import AnyRow

_COMMA: Any = literal_column("','")
"""Part of the text: a value of its own would be filled in only when SQLAlchemy itself says the statement."""


class Glances(Protocol):
    """Where single rows are looked at, each at a moment of its own."""

    trouble: tuple[type[Exception], ...]
    """What the driver raises when something is the matter with the database."""

    async def row(self, asked: Prepared, values: Values) -> Any:  # noqa: ANN401 - a named tuple of its columns
        """The one row of a statement that always has one."""

    async def close(self) -> None: ...


def _statement() -> Select[*tuple[Any, ...]]:
    """One row whatever is known: no reader leaves its columns empty, no conversation its own."""
    asked = select(
        bindparam("address", type_=BigInteger).label("address"), bindparam("dialogue", type_=Text).label("dialogue")
    ).subquery("asked")
    writes_for = (
        select(func.aggregate_strings(typed(members.c.partner_id, Text), _COMMA))
        .where(members.c.reader_id == readers.c.id)
        .scalar_subquery()
    )
    found = (
        asked.outerjoin(chats, chats.c.address == asked.c.address)
        .outerjoin(readers, readers.c.id == chats.c.id)
        .outerjoin(dialogues, dialogues.c.key == asked.c.dialogue)
    )
    return select(
        *(column for column in readers.c),
        chats.c.address,
        chats.c.gone_at,
        exists(select(admins.c.address).where(admins.c.address == asked.c.address)).label("is_admin"),
        writes_for.label("writes_for"),
        dialogues.c.state,
        dialogues.c.data,
    ).select_from(found)


GLANCE = Prepared(_statement())


def seen(row: AnyRow) -> Glance:
    """What a row of `GLANCE` says."""
    if row.id is None:
        return Glance(None, row.state, row.data)
    partner_ids = frozenset(map(int, row.writes_for.split(","))) if row.writes_for else frozenset()
    return Glance(Speaker(reader_of(row), bool(row.is_admin), partner_ids), row.state, row.data)
