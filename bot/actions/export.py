"""Take everything of the programme, or of one partner, along: every row is handed to a file as it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.exports import Row, Table
from bot.mistakes import existing
from bot.people import Reader, Speaker
from bot.store import Store


class File(Protocol):
    """What rows are written into; it must not keep them."""

    async def add(self, table: Table, rows: Sequence[Row]) -> None: ...


UNDER_WAY = "export {person_id}"
"""The setting that tells of an admin's export while it is written: a dead process leaves it behind."""


@dataclass(frozen=True, slots=True)
class Told:
    """The message that tells an admin of their export, and what they asked for, as their button carries it."""

    message_id: int
    partner_id: int | None
    kind: str


async def begin_export(store: Store, speaker: Speaker, partner_id: int | None, now: datetime) -> None:
    """Note who takes it along. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`."""
    speaker.must_be_admin()
    await note_export(store, speaker.reader.id, partner_id, now)


async def tell_of(store: Store, person_id: int, told: Told | None) -> None:
    """Remember which message says that a file is being written; none: it is there, or could not be made."""
    value = f"{told.message_id} {told.partner_id or 0} {told.kind}" if told else ""
    async with store.write() as tx:
        await tx.programme.set_setting(UNDER_WAY.format(person_id=person_id), value)


async def left_behind(store: Store) -> Sequence[tuple[Reader, Told]]:
    """Exports that a process began and did not end."""
    async with store.read() as tx:
        kept = [
            (each, await tx.programme.setting(UNDER_WAY.format(person_id=each.id))) for each in await tx.admins.all()
        ]
    return [(admin, _told(value)) for admin, value in kept if value]


def _told(value: str) -> Told:
    message_id, partner_id, kind = value.split()
    return Told(int(message_id), int(partner_id) or None, kind)


async def note_export(store: Store, person_id: int | None, partner_id: int | None, now: datetime) -> None:
    """One line of the audit; nobody is whoever works at the terminal. Raises `Mistake(NOT_FOUND)`."""
    async with store.write() as tx:
        if partner_id is not None:
            existing(await tx.partners.get(partner_id))
        subject = "programme" if partner_id is None else f"partner {partner_id}"
        await tx.programme.note(now, person_id, "export", subject)


async def export(store: Store, partner_id: int | None, file: File, told: Callable[[int], None]) -> int:
    """Write every table as it stands at one moment; `told` hears how many rows there are so far. How many there were.

    A file on this machine is all that is waited for inside the unit of work.
    """
    number = 0
    async with store.read() as tx:
        for table in Table:
            async for rows in tx.exports.rows(table, partner_id):
                await file.add(table, rows)
                number += len(rows)
                told(number)
    return number
