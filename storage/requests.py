"""Requests about one's data, and the stubs of those who were forgotten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Select, Table, Text, delete, insert, select, update

from bot.ports.page import Page
from bot.requests import Request, RequestKind, Stub
from storage.schema import AnyRow, Id, Keeper, Moment, When, metadata

requests = Table(
    "request",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("text", Text),
    Column("answer", Text),
    Column("done_at", Moment),
)
stubs = Table(
    "stub",
    metadata,
    Column("id", Id, primary_key=True),
    Column("mark", Text, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("form", Text, nullable=False),
    Column("text_version", Text, nullable=False),
    Column("until", Moment, nullable=False),
)
_OPEN = requests.c.done_at.is_(None)


def due(kind: RequestKind, now: When) -> Select[*tuple[Any, ...]]:
    """Whose time is over."""
    return select(requests).where(_OPEN, requests.c.kind == kind, requests.c.due_at <= now)


def _request(row: AnyRow) -> Request:
    kind = RequestKind(row.kind)
    return Request(row.id, row.reader_id, kind, row.at, row.due_at, row.text, row.answer, row.done_at)


class Requests(Keeper):
    """Keeps requests and stubs."""

    async def add(self, request: Request) -> Request:
        line = {
            "reader_id": request.reader_id,
            "kind": request.kind,
            "at": request.at,
            "due_at": request.due_at,
            "text": request.text,
        }
        return replace(request, id=await self._value(insert(requests).values(line).returning(requests.c.id)))

    async def get(self, request_id: int) -> Request | None:
        row = await self._one(select(requests).where(requests.c.id == request_id))
        return _request(row) if row else None

    async def open_of(self, reader_id: int, kind: RequestKind) -> Request | None:
        mine = select(requests).where(_OPEN, requests.c.reader_id == reader_id, requests.c.kind == kind)
        row = await self._one(mine.order_by(requests.c.id.desc()).limit(1))
        return _request(row) if row else None

    async def close(self, request_id: int, at: datetime, answer: str | None = None) -> bool:
        one = update(requests).where(requests.c.id == request_id, _OPEN)
        return await self._do(one.values(done_at=at, answer=answer)) == 1

    async def waiting(self, offset: int, limit: int) -> Page[Request]:
        wanted = select(requests).where(_OPEN)
        rows = await self._all(wanted.order_by(requests.c.due_at, requests.c.id).offset(offset).limit(limit))
        return Page([_request(row) for row in rows], await self._total(wanted))

    async def due(self, kind: RequestKind, now: datetime, limit: int, *, after: int) -> Sequence[Request]:
        wanted = due(kind, now).where(requests.c.id > after).order_by(requests.c.id).limit(limit)
        return [_request(row) for row in await self._all(wanted)]

    async def keep_stub(self, stub: Stub) -> None:
        line = {
            "mark": stub.mark,
            "at": stub.at,
            "form": stub.form,
            "text_version": stub.text_version,
            "until": stub.until,
        }
        await self._do(insert(stubs).values(line))

    async def stubs_due(self, now: datetime) -> bool:
        return await self._value(select(stubs.c.mark).where(stubs.c.until <= now).limit(1)) is not None

    async def drop_stubs(self, now: datetime) -> int:
        return await self._do(delete(stubs).where(stubs.c.until <= now))
