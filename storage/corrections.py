"""Corrections that communicators proposed, and what became of them."""

from sqlalchemy import Column, ForeignKey, Table, Text, insert, select, update

from bot.content import Correction, CorrectionState, Version
from bot.languages import OTHER_SCRIPT, Form
from storage.schema import AnyRow, Id, Keeper, Moment, metadata

corrections = Table(
    "correction",
    metadata,
    Column("id", Id, primary_key=True),
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), nullable=False),
    Column("form", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("proposed_by", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Id),
    Column("beside", Text),
)


def _correction(row: AnyRow) -> Correction:
    version = Version(Form(row.form), row.text)
    state = CorrectionState(row.state)
    beside = None
    if row.beside is not None:
        beside = Version(OTHER_SCRIPT[version.form], row.beside, derived_from=version.form)
    return Correction(row.id, row.broadcast_id, version, row.content_hash, row.proposed_by, row.at, state, beside)


class Corrections(Keeper):
    """Keeps corrections."""

    async def add(self, correction: Correction) -> Correction:
        line = {
            "broadcast_id": correction.broadcast_id,
            "form": correction.version.form,
            "text": correction.version.text,
            "content_hash": correction.content_hash,
            "proposed_by": correction.proposed_by,
            "at": correction.at,
            "state": correction.state,
            "beside": correction.beside.text if correction.beside else None,
        }
        return _correction(await self._just_one(insert(corrections).values(line).returning(*corrections.c)))

    async def get(self, correction_id: int) -> Correction | None:
        row = await self._one(select(corrections).where(corrections.c.id == correction_id))
        return _correction(row) if row else None

    async def decide(self, correction_id: int, state: CorrectionState, decided_by: int) -> bool:
        open_still = (corrections.c.id == correction_id) & (corrections.c.state == CorrectionState.OPEN)
        return await self._do(update(corrections).where(open_still).values(state=state, decided_by=decided_by)) == 1
