"""Notices that wait to be told."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, Integer, Select, Table, Text, delete, insert, select, update

from bot.notices import EACH, LEFT, LETTERS, Asked, Notice, NoticeKind
from storage.schema import AnyRow, Id, Json, Keeper, Moment, When, metadata

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
asked = Table(
    "asked",
    metadata,
    Column("id", Id, primary_key=True),
    Column("matter", Text, nullable=False, index=True),
    Column("person_id", Id, nullable=False),
    Column("message_id", BigInteger, nullable=False),
)


def _notice(row: AnyRow) -> Notice:
    return Notice(row.person_id, NoticeKind(row.kind), row.facts, row.id, row.at, row.tries, row.rests_until)


def _line(notice: Notice) -> dict[str, object]:
    told = {"person_id": notice.person_id, "kind": notice.kind, "facts": dict(notice.facts)}
    return {**told, "at": notice.at, "tries": notice.tries, "rests_until": notice.rests_until}


def awake(now: When, longest: When) -> ColumnElement[bool]:
    """Which do not rest now; `longest`: when the longest rest that begins now ends."""
    # Farther ahead than any rest is only what was written by a clock that has been set back since.
    strange = notices.c.rests_until > longest
    return notices.c.rests_until.is_(None) | (notices.c.rests_until <= now) | strange


def _rested(now: datetime, kinds: Collection[NoticeKind]) -> Select[*tuple[Any, ...]]:
    asked = select(notices).where(awake(now, now + LONGEST)).order_by(notices.c.id)
    return asked if kinds == EACH else asked.where(notices.c.kind.in_(sorted(kinds)))


def _held_as(notice: Notice) -> ColumnElement[bool]:
    """Whether nobody else has taken it since."""
    return (notices.c.id == notice.id) & notices.c.rests_until.is_not_distinct_from(notice.rests_until)


class Notices(Keeper):
    """Keeps notices until they are told."""

    async def add(self, notice: Notice) -> None:
        await self.add_all([notice])

    async def add_all(self, fresh: Sequence[Notice]) -> None:
        if fresh:
            await self._tx.execute(insert(notices), [_line(notice) for notice in fresh])

    async def waiting(self, now: datetime, limit: int, kinds: Collection[NoticeKind] = EACH) -> Sequence[Notice]:
        return [_notice(row) for row in await self._all(_rested(now, kinds).limit(limit))]

    async def untold(self, person_id: int, kind: NoticeKind) -> Sequence[Notice]:
        asked = select(notices).where(notices.c.person_id == person_id, notices.c.kind == kind)
        return [_notice(row) for row in await self._all(asked.order_by(notices.c.id).with_for_update())]

    async def take(
        self, now: datetime, kinds: Collection[NoticeKind] = EACH, besides: Collection[int] = ()
    ) -> Notice | None:
        asked = _rested(now, kinds)
        asked = asked.where(notices.c.id.not_in(sorted(besides))) if besides else asked
        row = await self._one(asked.limit(1).with_for_update(skip_locked=True))
        if row is None:
            return None
        return await self.keep(_notice(row), now)

    async def keep(self, notice: Notice, now: datetime) -> Notice | None:
        changes: dict[str, object] = {"rests_until": now + TELLING}
        if notice.kind in LETTERS:
            changes["facts"] = {**notice.facts, LEFT: 1}
        kept = await self._do(update(notices).where(_held_as(notice)).values(changes))
        return replace(notice, rests_until=now + TELLING) if kept else None

    async def never_left(self, notice: Notice) -> None:
        await self._do(update(notices).where(_held_as(notice)).values(facts=dict(notice.facts)))

    async def told(self, notice_id: int) -> None:
        await self._do(delete(notices).where(notices.c.id == notice_id))

    async def tried(self, notice_id: int, at: datetime) -> None:
        one = notices.c.id == notice_id
        tries = await self._value(select(notices.c.tries).where(one).with_for_update())
        if tries is not None:
            changes = {"tries": tries + 1, "rests_until": at + min(LONGEST, WAIT * (tries + 1))}
            await self._do(update(notices).where(one).values(changes))

    async def keep_asked(self, notice: Notice, message_id: int) -> None:
        line = {"matter": notice.matter, "person_id": notice.person_id, "message_id": message_id}
        await self._do(insert(asked).values(line))

    async def asked(self, matter: str) -> Sequence[Asked]:
        rows = await self._all(select(asked).where(asked.c.matter == matter).order_by(asked.c.id))
        return [Asked(row.person_id, row.message_id) for row in rows]

    async def answered(self, person_id: int, message_id: int) -> None:
        theirs = (asked.c.person_id == person_id) & (asked.c.message_id == message_id)
        await self._do(delete(asked).where(theirs))
