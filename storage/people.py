"""Readers, what they agreed to, and who of them are admins."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    Time,
    delete,
    func,
    insert,
    select,
    text,
    update,
)

from bot.delivery import Reason
from bot.languages import DEFAULT, Form, hinted, known
from bot.people import Consent, Purpose, Quiet, Reader
from bot.places import Place
from storage.channels import Channels
from storage.chats import READER, Chats, chats
from storage.schema import AnyRow, Id, Keeper, Moment, When, as_row, metadata

_PAUSED = "paused_until IS NOT NULL"
readers = Table(
    "reader",
    metadata,
    Column("id", Id, ForeignKey("chat.id"), primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("met_at", Moment, nullable=False),
    Column("form", Text),
    Column("hint", Text),
    Column("zone", Text, nullable=False),
    Column("quiet_begin", Time, nullable=False),
    Column("quiet_end", Time, nullable=False),
    Column("quiet_on", Boolean, nullable=False),
    Column("stopped_at", Moment),
    Column("menu", Text),
    Column("place", Text),
    Column("cap", Integer),
    Column("came_by", Text, index=True),
    Column("welcomed_at", Moment),
    Column("paused_until", Moment),
    Index("ix_reader_paused", "paused_until", sqlite_where=text(_PAUSED), postgresql_where=text(_PAUSED)),
)
consents = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), nullable=False, index=True),
    Column("purpose", Text, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("form", Text, nullable=False),
    Column("partner_id", Id, ForeignKey("partner.id")),
    Column("text_version", Text, nullable=False),
    Column("campaign_id", Id),
    Index(None, "partner_id", "reader_id"),
)
admins = Table(
    "admin",
    metadata,
    Column("address", Id, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)
REACHABLE = readers.c.stopped_at.is_(None) & chats.c.gone_at.is_(None)


def awake(at: When) -> ColumnElement[bool]:
    """Of readers: those who have not paused everything beyond this moment."""
    return readers.c.paused_until.is_(None) | (readers.c.paused_until <= at)


def select_readers() -> Select[*tuple[object, ...]]:
    """Every reader with their chat; narrow it with `where` and `join`."""
    return select(readers, chats.c.address, chats.c.gone_at).join(chats, chats.c.id == readers.c.id)


def reader_of(row: AnyRow) -> Reader:
    """The noun of one row of `select_readers`."""
    return Reader(
        id=row.id,
        address=row.address,
        name=row.name,
        met_at=row.met_at,
        form=known(row.form),
        hint=row.hint,
        zone=row.zone,
        quiet=quiet_of(row),
        stopped_at=row.stopped_at,
        gone_at=row.gone_at,
        menu=row.menu,
        place=Place(row.place) if row.place else None,
        cap=row.cap,
        came_by=row.came_by,
        welcomed_at=row.welcomed_at,
        paused_until=row.paused_until,
    )


def quiet_of(row: AnyRow) -> Quiet:
    """The quiet hours of a reader's row."""
    return _quiet(row.quiet_begin, row.quiet_end, row.quiet_on)


_quiet = lru_cache(1024)(Quiet)


def count_by_form() -> Select[*tuple[object, ...]]:
    """Reachable readers, counted by what decides their form; for `by_form`."""
    counted = select(readers.c.form, readers.c.hint, func.count()).join(chats, chats.c.id == readers.c.id)
    return counted.where(REACHABLE).group_by(readers.c.form, readers.c.hint)


def by_form(rows: Sequence[AnyRow]) -> Mapping[Form, int]:
    """Rows of `count_by_form`, added up by the form people are spoken to in."""
    counts: Counter[Form] = Counter()
    for form, hint, number in rows:
        counts[known(form) or hinted(hint)] += number
    return counts


def _columns(reader: Reader) -> dict[str, object]:
    quiet = reader.quiet
    return as_row(readers, reader, quiet_begin=quiet.begin, quiet_end=quiet.end, quiet_on=quiet.on)


_FEW = 5


def _consent(row: AnyRow) -> Consent:
    purpose, form = Purpose(row.purpose), known(row.form) or DEFAULT
    return Consent(row.reader_id, purpose, row.given, row.at, form, row.partner_id, row.text_version, row.campaign_id)


class Readers(Keeper):
    """Keeps readers."""

    async def strange_tags(self) -> Sequence[str]:
        of_none = select(readers.c.form).where(readers.c.form.not_in([form.value for form in Form])).distinct()
        return [row.form for row in await self._all(of_none.order_by(readers.c.form).limit(_FEW))]

    async def get(self, reader_id: int) -> Reader | None:
        row = await self._one(select_readers().where(readers.c.id == reader_id))
        return reader_of(row) if row else None

    async def those(self, reader_ids: Collection[int]) -> Mapping[int, Reader]:
        rows = await self._all(select_readers().where(readers.c.id.in_(reader_ids)))
        return {row.id: reader_of(row) for row in rows}

    async def by_address(self, address: int) -> Reader | None:
        row = await self._one(select_readers().where(chats.c.address == address))
        return reader_of(row) if row else None

    async def meet(self, reader: Reader) -> Reader:
        chat_id = await Chats(self._tx).at(reader.address, READER)
        if await self._add(readers, id=chat_id, **_columns(reader)) is not None:
            await Chats(self._tx).mark(chat_id, reader.gone_at)
            return replace(reader, id=chat_id)
        return reader_of(await self._just_one(select_readers().where(readers.c.id == chat_id)))

    async def save(self, reader: Reader) -> None:
        """All but the address, which only `moved` changes, so that a noun read before a move cannot undo it."""
        await self._do(update(readers).where(readers.c.id == reader.id).values(_columns(reader)))
        await Chats(self._tx).mark(reader.id, reader.gone_at)

    async def rename(self, reader_id: int, name: str) -> None:
        await self._do(update(readers).where(readers.c.id == reader_id).values(name=name))

    async def paused(self, until: datetime) -> bool:
        return await self._one(select(readers.c.id).where(readers.c.paused_until <= until).limit(1)) is not None

    async def resume(self, until: datetime, most: int) -> Sequence[int]:
        over = readers.c.paused_until <= until
        some = select(readers.c.id).where(over).order_by(readers.c.paused_until).limit(most)
        ended = update(readers).where(readers.c.id.in_(some), over).values(paused_until=None)
        return sorted(row.id for row in await self._all(ended.returning(readers.c.id)))

    async def gone(self, recipient_id: int, reason: Reason, at: datetime) -> None:
        await Chats(self._tx).mark(recipient_id, at, reason)

    async def moved(self, recipient_id: int, address: int, at: datetime) -> bool:
        return await Channels(self._tx).moved(recipient_id, address, at)

    async def counts(self) -> Mapping[Form, int]:
        return by_form(await self._all(count_by_form()))

    async def came_by(self, signpost: str) -> int:
        return await self._total(select(readers.c.id).where(readers.c.came_by == signpost))

    async def consents(self, reader_id: int) -> Sequence[Consent]:
        mine = select(consents).where(consents.c.reader_id == reader_id).order_by(consents.c.id)
        return [_consent(row) for row in await self._all(mine)]

    async def consent(self, consent: Consent) -> None:
        line = {
            "reader_id": consent.reader_id,
            "purpose": consent.purpose,
            "given": consent.given,
            "at": consent.at,
            "form": consent.form,
            "partner_id": consent.partner_id,
            "text_version": consent.text_version,
            "campaign_id": consent.campaign_id,
        }
        await self._do(insert(consents).values(line))


class Admins(Keeper):
    """Keeps who are admins, by network id: they may be named before the bot meets them."""

    async def all(self) -> Sequence[Reader]:
        rows = await self._all(
            select_readers().join(admins, admins.c.address == chats.c.address).order_by(readers.c.id)
        )
        return [reader_of(row) for row in rows]

    async def addresses(self) -> frozenset[int]:
        return frozenset(row.address for row in await self._all(select(admins.c.address)))

    async def ensure(self, addresses: Collection[int], at: datetime) -> None:
        for address in sorted(addresses):
            await self._add(admins, address=address, at=at)

    async def remove(self, address: int) -> None:
        await self._do(delete(admins).where(admins.c.address == address))
