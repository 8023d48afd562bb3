"""Looking lines of the audit up. Nothing here, nor in the database, changes or deletes one."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from bot.audit import THINGS, Line, Wanted
from bot.store import Page
from storage.programme import audit
from storage.schema import AnyRow, Keeper


def _line(row: AnyRow) -> Line:
    return Line(row.id, row.at, row.person_id, row.verb, row.subject, row.partner_id, row.before, row.after)


class Audit(Keeper):
    """Looks lines up."""

    async def page(self, wanted: Wanted, offset: int, limit: int) -> Page[Line]:
        found = select(audit)
        if wanted.person_id is not None:
            found = found.where(audit.c.person_id == wanted.person_id)
        if wanted.partner_id is not None:
            found = found.where(audit.c.partner_id == wanted.partner_id)
        if wanted.field is not None:
            things = THINGS[wanted.field]
            found = found.where(or_(*(audit.c.subject.startswith(thing, autoescape=True) for thing in things)))
        total = await self._total(found)
        rows = await self._all(found.order_by(audit.c.id.desc()).offset(offset).limit(limit))
        return Page([_line(row) for row in rows], total)

    async def people(self) -> Sequence[int]:
        found = select(audit.c.person_id).where(audit.c.person_id.is_not(None)).distinct()
        return [row.person_id for row in await self._all(found.order_by(audit.c.person_id))]
