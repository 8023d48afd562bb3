"""Take everything of the programme, or of one partner, along: every row is handed to a file as it is read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.exports import Row, Table
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store


class File(Protocol):
    """What rows are written into; it must not keep them."""

    async def add(self, table: Table, rows: Sequence[Row]) -> None: ...


async def begin_export(store: Store, speaker: Speaker, partner_id: int | None, now: datetime) -> None:
    """Note who takes it along. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`."""
    if not speaker.is_admin:
        raise Mistake(Why.NOT_ALLOWED)
    await note_export(store, speaker.reader.id, partner_id, now)


async def note_export(store: Store, person_id: int | None, partner_id: int | None, now: datetime) -> None:
    """One line of the audit; nobody is whoever works at the terminal. Raises `Mistake(NOT_FOUND)`."""
    async with store.write() as tx:
        if partner_id is not None and await tx.partners.get(partner_id) is None:
            raise Mistake(Why.NOT_FOUND)
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
