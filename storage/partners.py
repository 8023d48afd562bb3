"""Partners, who writes for them, and the invitations to do so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    ForeignKey,
    Table,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from bot.languages import known
from bot.lookup import Called
from bot.mistakes import Mistake, Why
from bot.partners import CHOICES, Benefit, Invitation, Kind, Partner, Value
from bot.people import Reader
from bot.ports.page import Page
from storage.people import reader_of, readers, select_readers
from storage.prepared import Prepared
from storage.schema import AnyRow, Id, Json, Keeper, Moment, as_row, metadata

partners = Table(
    "partner",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slug", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("names", Json, nullable=False),
    Column("about", Json, nullable=False),
    Column("own", Json),
    Column("suspended_at", Moment),
    Column("retired_at", Moment),
)
PARTNER = Prepared(select(partners).where(partners.c.id == bindparam("partner")))
_OPENS, _COMMA, _CLOSES = (literal_column(f"'{sign}'", Text) for sign in "[,]")
_BETWEEN: Any = _COMMA
_ONE: Any = _OPENS + cast(partners.c.id, Text) + _COMMA + cast(partners.c.names, Text) + _CLOSES
CALLED = Prepared(select(func.aggregate_strings(_ONE, _BETWEEN).label("told")))
"""Every partner's number and names as one value, so that who asks again can tell that nothing has changed."""
members = Table(
    "member",
    metadata,
    Column("partner_id", Id, ForeignKey("partner.id"), primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, index=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
invitations = Table(
    "invitation",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), nullable=False),
    Column("made_by", Id, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", Id),
    Column("used_at", Moment),
)


def partner_of(row: AnyRow) -> Partner:
    """The noun of a row."""
    names, about = (
        {form: text for tag, text in texts.items() if (form := known(tag))} for texts in (row.names, row.about)
    )
    own = _own(row.own or {})
    return Partner(row.id, row.slug, Kind(row.kind), names, about, own, row.suspended_at, row.retired_at)


@lru_cache(maxsize=4)
def called(told: str | None) -> Called:
    """What `CALLED` tells; nothing while there is no partner."""
    rows = sorted(orjson.loads(f"[{told or ''}]"), key=itemgetter(0))
    return Called({number: tuple(name for tag, name in names.items() if known(tag)) for number, names in rows})


def _own(kept: Mapping[str, object]) -> Mapping[Benefit, Value]:
    """As values of their kinds again; one that is offered no longer counts no longer."""
    found = {Benefit(name): value for name, value in kept.items()}
    return {benefit: choice for benefit, value in found.items() for choice in CHOICES[benefit] if choice == value}


def _columns(partner: Partner) -> dict[str, object]:
    told = {name: dict(getattr(partner, name)) for name in ("names", "about", "own")}
    return as_row(partners, partner, **told)


class Partners(Keeper):
    """Keeps partners, their communicators and invitations."""

    async def add(self, partner: Partner) -> Partner:
        partner_id = await self._add(partners, **_columns(partner))
        if partner_id is None:
            raise Mistake(Why.SLUG_TAKEN, slug=partner.slug)
        return replace(partner, id=partner_id)

    async def get(self, partner_id: int) -> Partner | None:
        row = await self._step(lambda runner: runner.row(PARTNER, {"partner": partner_id}))
        return partner_of(row) if row else None

    async def those(self, partner_ids: Collection[int]) -> Mapping[int, Partner]:
        rows = await self._all(select(partners).where(partners.c.id.in_(partner_ids))) if partner_ids else ()
        return {row.id: partner_of(row) for row in rows}

    async def hold(self, partner_id: int) -> Partner | None:
        row = await self._one(select(partners).where(partners.c.id == partner_id).with_for_update(key_share=True))
        return partner_of(row) if row else None

    async def by_slug(self, slug: str) -> Partner | None:
        row = await self._one(select(partners).where(partners.c.slug == slug))
        return partner_of(row) if row else None

    async def save(self, partner: Partner) -> None:
        """Raises `Mistake(SLUG_TAKEN)`."""
        try:
            await self._do(update(partners).where(partners.c.id == partner.id).values(_columns(partner)))
        except IntegrityError:
            raise Mistake(Why.SLUG_TAKEN, slug=partner.slug) from None

    async def all(self) -> Sequence[Partner]:
        return [partner_of(row) for row in await self._all(select(partners).order_by(partners.c.id))]

    async def page(self, offset: int, limit: int) -> Page[Partner]:
        rows = await self._all(select(partners).order_by(partners.c.id).offset(offset).limit(limit))
        return Page([partner_of(row) for row in rows], await self._total(select(partners.c.id)))

    async def members(self, partner_id: int) -> Sequence[Reader]:
        joined = select_readers().join(members, members.c.reader_id == readers.c.id)
        rows = await self._all(joined.where(members.c.partner_id == partner_id).order_by(members.c.at, readers.c.id))
        return [reader_of(row) for row in rows]

    async def of_member(self, reader_id: int) -> Sequence[Partner]:
        joined = select(partners).join(members, members.c.partner_id == partners.c.id)
        rows = await self._all(joined.where(members.c.reader_id == reader_id).order_by(partners.c.id))
        return [partner_of(row) for row in rows]

    async def join(self, partner_id: int, reader_id: int, at: datetime) -> bool:
        return await self._add(members, partner_id=partner_id, reader_id=reader_id, at=at) is not None

    async def leave(self, partner_id: int, reader_id: int) -> None:
        one = (members.c.partner_id == partner_id) & (members.c.reader_id == reader_id)
        await self._do(delete(members).where(one))

    async def invite(self, invitation: Invitation) -> None:
        line = {
            "token_hash": invitation.token_hash,
            "partner_id": invitation.partner_id,
            "made_by": invitation.made_by,
            "expires_at": invitation.expires_at,
            "used_by": invitation.used_by,
            "used_at": invitation.used_at,
        }
        await self._do(insert(invitations).values(line))

    async def invitation(self, token_hash: str) -> Invitation | None:
        row = await self._one(select(invitations).where(invitations.c.token_hash == token_hash))
        if row is None:
            return None
        return Invitation(row.token_hash, row.partner_id, row.made_by, row.expires_at, row.used_by, row.used_at)

    async def void(self, partner_id: int) -> None:
        await self._do(
            delete(invitations).where(invitations.c.partner_id == partner_id, invitations.c.used_at.is_(None))
        )

    async def take(self, token_hash: str, reader_id: int, at: datetime) -> bool:
        unused = (invitations.c.token_hash == token_hash) & invitations.c.used_at.is_(None)
        return await self._do(update(invitations).where(unused).values(used_by=reader_id, used_at=at)) == 1
