"""Who follows whom."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Table,
    delete,
    false,
    func,
    literal,
    null,
    select,
    update,
)

from bot.languages import Form
from bot.partners import PROGRAMME
from bot.people import Purpose
from bot.places import Place
from storage.chats import chats
from storage.partners import partners
from storage.people import REACHABLE, by_form, consents, count_by_form, readers
from storage.schema import AnyRow, Id, Keeper, Moment, metadata

follows = Table(
    "follow",
    metadata,
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("muted_until", Moment),
    Index(None, "partner_id", "reader_id"),
    sqlite_with_rowid=False,
)


def wanted(partner_id: int, at: datetime) -> ColumnElement[bool]:
    """Of follows joined with readers and chats: those of a partner by which its posts come at this moment."""
    loud = follows.c.muted_until.is_(None) | (follows.c.muted_until <= at)
    return (follows.c.partner_id == partner_id) & REACHABLE & loud


def everybody(partner_id: int, at: datetime) -> ColumnElement[bool]:
    """Of readers joined with chats: those who take posts of anybody and have neither muted nor left this partner.

    The programme itself speaks to those too who follow nobody yet.
    """
    takes = select(follows.c.partner_id).where(follows.c.reader_id == readers.c.id).correlate(readers).exists()
    muted = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == partner_id) & (follows.c.muted_until > at)
    ours = select(partners.c.id).where(partners.c.id == partner_id, partners.c.slug == PROGRAMME).exists()
    follow = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == partner_id)
    here = select(follows.c.partner_id).where(follow).correlate(readers).exists()
    left = readers.c.id.in_(withdrawn(consents.c.partner_id == partner_id)) & ~here
    silent = select(follows.c.partner_id).where(muted).correlate(readers).exists()
    return REACHABLE & (takes | ours) & ~silent & ~left


def withdrawn(about: ColumnElement[bool]) -> Select[int]:
    """Readers whose ledger has a no to a partner; whoever does not follow it either has left it."""
    lines = select(consents.c.reader_id).where(about)
    return lines.where(consents.c.purpose == Purpose.FOLLOW, consents.c.given.is_(false()))


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

    async def let_go(self, partner_id: int) -> None:
        await self._do(delete(follows).where(follows.c.partner_id == partner_id))

    async def restore(self, partner_id: int, at: datetime) -> None:
        about = (consents.c.partner_id == partner_id) & (consents.c.purpose == Purpose.FOLLOW)
        last = select(func.max(consents.c.id)).where(about).group_by(consents.c.reader_id)
        willing = select(consents.c.reader_id, consents.c.partner_id, literal(at, Moment()), null())
        willing = willing.where(consents.c.id.in_(last), consents.c.given)
        columns = [column.name for column in follows.c]
        await self._do(self._insert(follows).from_select(columns, willing).on_conflict_do_nothing())

    async def counts(self, partner_id: int) -> Mapping[Form, int]:
        of_partner = (follows.c.reader_id == readers.c.id) & (follows.c.partner_id == partner_id)
        return by_form(await self._all(count_by_form().join(follows, of_partner)))

    async def places(self, partner_id: int, at: datetime, *, of_everybody: bool = False) -> Mapping[Place | None, int]:
        if of_everybody:
            met = readers.join(chats, chats.c.id == readers.c.id)
            counted = select(readers.c.place, func.count().label("number")).select_from(met)
            return _by_place(await self._all(counted.where(everybody(partner_id, at)).group_by(readers.c.place)))
        joined = follows.join(readers, readers.c.id == follows.c.reader_id).join(chats, chats.c.id == readers.c.id)
        counted = select(readers.c.place, func.count().label("number")).select_from(joined)
        return _by_place(await self._all(counted.where(wanted(partner_id, at)).group_by(readers.c.place)))

    async def mute(self, reader_id: int, partner_id: int, until: datetime | None) -> bool:
        one = (follows.c.reader_id == reader_id) & (follows.c.partner_id == partner_id)
        return await self._do(update(follows).where(one).values(muted_until=until)) == 1

    async def mutes(self, reader_id: int) -> Mapping[int, datetime]:
        muted = (follows.c.reader_id == reader_id) & follows.c.muted_until.is_not(None)
        return {row.partner_id: row.muted_until for row in await self._all(select(follows).where(muted))}


def _by_place(rows: Iterable[AnyRow]) -> Mapping[Place | None, int]:
    return {Place(row.place) if row.place else None: row.number for row in rows}
