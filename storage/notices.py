"""Notices that wait to be told."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Integer, Select, Table, Text, delete, insert, select, update

from bot.notices import Notice, NoticeKind
from storage.schema import AnyRow, Id, Json, Keeper, Moment, metadata

TELLING = timedelta(minutes=1)
"""How long somebody may take to tell a notice before another tries."""
WAIT = timedelta(seconds=30)
"""How long a notice rests after it was tried in vain, times the tries."""
LONGEST = timedelta(minutes=10)
"""But no longer than that."""
notices = Table(
    "notice",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Column("at", Moment),
    Column("tries", Integer, nullable=False),
    Column("rests_until", Moment),
    sqlite_autoincrement=True,
)


def _notice(row: AnyRow) -> Notice:
    return Notice(row.person_id, NoticeKind(row.kind), row.facts, id=row.id, at=row.at, tries=row.tries)


def _rested(now: datetime) -> Select[*tuple[Any, ...]]:
    # Farther ahead than any rest is only what was written by a clock that has been set back since.
    strange = notices.c.rests_until > now + LONGEST
    rested = notices.c.rests_until.is_(None) | (notices.c.rests_until <= now) | strange
    return select(notices).where(rested).order_by(notices.c.id)


class Notices(Keeper):
    """Keeps notices until they are told."""

    async def add(self, notice: Notice) -> None:
        line = {
            "person_id": notice.person_id,
            "kind": notice.kind,
            "facts": dict(notice.facts),
            "at": notice.at,
            "tries": notice.tries,
        }
        await self._do(insert(notices).values(line))

    async def waiting(self, now: datetime, limit: int) -> Sequence[Notice]:
        return [_notice(row) for row in await self._all(_rested(now).limit(limit))]

    async def take(self, now: datetime) -> Notice | None:
        row = await self._one(_rested(now).limit(1).with_for_update(skip_locked=True))
        if row is None:
            return None
        await self._do(update(notices).where(notices.c.id == row.id).values(rests_until=now + TELLING))
        return _notice(row)

    async def told(self, notice_id: int) -> None:
        await self._do(delete(notices).where(notices.c.id == notice_id))

    async def tried(self, notice_id: int, at: datetime) -> None:
        one = notices.c.id == notice_id
        tries = await self._value(select(notices.c.tries).where(one).with_for_update())
        if tries is not None:
            changes = {"tries": tries + 1, "rests_until": at + min(LONGEST, WAIT * (tries + 1))}
            await self._do(update(notices).where(one).values(changes))
