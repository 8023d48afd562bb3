"""Corrections that communicators proposed, and what became of them."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Column, ForeignKey, Integer, Select, Table, Text, func, insert, select, update

from bot.content import Media, MediaKind, Version
from bot.corrections import Correction, CorrectionState, Picture, Replacement
from bot.languages import OTHER_SCRIPT, Form
from bot.ways import ways_from
from storage.content import media
from storage.ledger import broadcasts
from storage.schema import AnyRow, Id, Json, Keeper, Moment, metadata

corrections = Table(
    "correction",
    metadata,
    Column("id", Id, primary_key=True),
    Column("broadcast_id", Id, ForeignKey("broadcast.id"), nullable=False),
    Column("form", Text, nullable=False),  # neither it nor a text, where no text is corrected
    Column("text", Text, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("proposed_by", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("state", Text, nullable=False),
    Column("decided_by", Id),
    Column("beside", Text),
    Column("ways", Json),
    Column("media_no", Integer),
    Column("media_id", Id),  # no foreign key: SQLite cannot add one to a table that is there
)


def _correction(row: AnyRow) -> Correction:
    what = Replacement(_texts(row), None if row.ways is None else ways_from(row.ways), _picture(row))
    state = CorrectionState(row.state)
    return Correction(row.id, row.broadcast_id, what, row.content_hash, row.proposed_by, row.at, state)


def _texts(row: AnyRow) -> tuple[Version, ...]:
    if not row.form:
        return ()
    version = Version(Form(row.form), row.text)
    if row.beside is None:
        return (version,)
    return version, Version(OTHER_SCRIPT[version.form], row.beside, derived_from=version.form)


def _picture(row: AnyRow) -> Picture | None:
    if row.media_id is None:
        return None
    return Picture(row.media_no, Media(row.media_id, MediaKind(row.media_kind), row.media_path))


def _kept() -> Select[*tuple[Any, ...]]:
    """Corrections with their pictures."""
    shown = media.c.kind.label("media_kind"), media.c.path.label("media_path")
    return select(corrections, *shown).select_from(corrections.outerjoin(media, media.c.id == corrections.c.media_id))


class Corrections(Keeper):
    """Keeps corrections."""

    async def add(self, correction: Correction) -> Correction:
        what = correction.what
        version, beside = (*what.texts, None, None)[:2]
        line = {
            "broadcast_id": correction.broadcast_id,
            "form": version.form if version else "",
            "text": version.text if version else "",
            "content_hash": correction.content_hash,
            "proposed_by": correction.proposed_by,
            "at": correction.at,
            "state": correction.state,
            "beside": beside.text if beside else None,
            "ways": None if what.ways is None else [asdict(way) for way in what.ways],
            "media_no": what.picture.no if what.picture else None,
            "media_id": what.media_id,
        }
        kept = await self._just_one(insert(corrections).values(line).returning(corrections.c.id))
        return replace(correction, id=kept.id)

    async def get(self, correction_id: int) -> Correction | None:
        row = await self._one(_kept().where(corrections.c.id == correction_id))
        return _correction(row) if row else None

    async def waiting(self, post_id: int | None = None) -> Sequence[Correction]:
        asked = _kept().where(corrections.c.state == CorrectionState.OPEN).order_by(corrections.c.id)
        if post_id is not None:
            sendings = select(broadcasts.c.id).where(broadcasts.c.post_id == post_id)
            asked = asked.where(corrections.c.broadcast_id.in_(sendings))
        return [_correction(row) for row in await self._all(asked)]

    async def count(self) -> int:
        waiting = select(func.count()).select_from(corrections).where(corrections.c.state == CorrectionState.OPEN)
        return int(await self._value(waiting))

    async def decide(self, correction_id: int, state: CorrectionState, decided_by: int) -> bool:
        open_still = (corrections.c.id == correction_id) & (corrections.c.state == CorrectionState.OPEN)
        return await self._do(update(corrections).where(open_still).values(state=state, decided_by=decided_by)) == 1
