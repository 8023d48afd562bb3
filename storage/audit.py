"""Looking lines of the audit up. Nothing here, nor in the database, changes or deletes one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from bot.audit import THINGS, Line, Wanted
from bot.ports.page import Page
from storage.corrections import corrections
from storage.ledger import broadcasts
from storage.programme import audit
from storage.schema import AnyRow, Keeper


def _line(row: AnyRow) -> Line:
    return Line(row.id, row.at, row.person_id, row.verb, row.subject, row.partner_id, row.before, row.after)


def _about(thing: str) -> ColumnElement[bool]:
    return audit.c.subject.startswith(thing, autoescape=True)


def _names(thing: str) -> ColumnElement[bool]:
    """Whether a subject begins with this very thing, and not with one whose number only begins like it."""
    return or_(audit.c.subject == thing, _about(f"{thing} "), _about(f"{thing}:"))


def _told(partner_id: int, deeds: Sequence[tuple[str, str]]) -> Select[*tuple[Any, ...]]:
    told = or_(*((audit.c.verb == verb) & (audit.c.subject == subject) for verb, subject in deeds))
    return select(audit).where(audit.c.partner_id == partner_id, told)


class Audit(Keeper):
    """Looks lines up."""

    async def page(self, wanted: Wanted, offset: int, limit: int) -> Page[Line]:
        found = select(audit)
        if wanted.person_id is not None:
            found = found.where(audit.c.person_id == wanted.person_id)
        if wanted.partner_id is not None:
            found = found.where(audit.c.partner_id == wanted.partner_id)
        if wanted.field is not None:
            found = found.where(or_(*map(_about, THINGS[wanted.field])))
        if wanted.deed is not None:
            verb, thing = wanted.deed
            found = found.where(audit.c.verb == verb, _about(thing))
        if wanted.span is not None:
            found = found.where(audit.c.at >= wanted.span[0], audit.c.at < wanted.span[1])
        if wanted.post_id is not None:
            things = await self._things(wanted.post_id)
            found = found.where(or_(_names(f"post {wanted.post_id}"), audit.c.subject.in_(things)))
        total = await self._total(found)
        rows = await self._all(found.order_by(audit.c.id.desc()).offset(offset).limit(limit))
        return Page([_line(row) for row in rows], total)

    async def _things(self, post_id: int) -> list[str]:
        """What is kept of a post elsewhere, in all the ways that subjects name it: of a long series, thousands."""
        sent = select(broadcasts.c.id, broadcasts.c.origin_id).where(broadcasts.c.post_id == post_id)
        sendings = await self._all(sent)
        proposed = select(corrections.c.id).where(corrections.c.broadcast_id.in_([row.id for row in sendings]))
        corrected = [f"correction {row.id}" for row in await self._all(proposed)]
        going = [f"broadcast {row.id}{rest}" for row in sendings for rest in ("", ": refusals", f" of {row.origin_id}")]
        return [*going, *corrected, *(f"{each} of post {post_id}" for each in corrected)]

    async def last(self, partner_id: int, deeds: Sequence[tuple[str, str]]) -> Line | None:
        row = await self._one(_told(partner_id, deeds).order_by(audit.c.id.desc()).limit(1))
        return _line(row) if row else None

    async def lines(self, partner_id: int, deeds: Sequence[tuple[str, str]]) -> Sequence[Line]:
        return [_line(row) for row in await self._all(_told(partner_id, deeds).order_by(audit.c.id))]

    async def people(self) -> Sequence[int]:
        found = select(audit.c.person_id).where(audit.c.person_id.is_not(None)).distinct()
        return [row.person_id for row in await self._all(found.order_by(audit.c.person_id))]
