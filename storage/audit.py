"""Looking lines of the audit up. Nothing here, nor in the database, changes or deletes one."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from bot.audit import THINGS, Line, Wanted
from bot.store import Page
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
            found = found.where(or_(*[_names(each) for each in await self._things(wanted.post_id)]))
        total = await self._total(found)
        rows = await self._all(found.order_by(audit.c.id.desc()).offset(offset).limit(limit))
        return Page([_line(row) for row in rows], total)

    async def _things(self, post_id: int) -> list[str]:
        """A post and what is kept of it elsewhere, as subjects name them."""
        sent = select(broadcasts.c.id).where(broadcasts.c.post_id == post_id)
        sendings = [row.id for row in await self._all(sent)]
        proposed = select(corrections.c.id).where(corrections.c.broadcast_id.in_(sendings))
        corrected = [f"correction {row.id}" for row in await self._all(proposed)]
        return [f"post {post_id}", *(f"broadcast {each}" for each in sendings), *corrected]

    async def people(self) -> Sequence[int]:
        found = select(audit.c.person_id).where(audit.c.person_id.is_not(None)).distinct()
        return [row.person_id for row in await self._all(found.order_by(audit.c.person_id))]
