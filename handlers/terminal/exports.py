"""An export at the terminal: everything of the programme or of one partner, of whatever size."""

import argparse
from datetime import datetime

from bot.actions.export import export, note_export
from bot.languages import Form
from bot.people import HOME_ZONE
from bot.store import Store
from bot.words import words_for
from handlers.admin.exports.export_cells import Naming
from handlers.admin.exports.export_files import JsonFile, Workbook


class WrongExport(ValueError):  # noqa: N818 - a message for the operator
    """What was asked for cannot be done; its text is one line for the terminal."""


async def write_export(store: Store, said: argparse.Namespace, now: datetime) -> int:
    """Write the file; how many rows it has. Raises `WrongExport`."""
    words = words_for(Form(said.form))
    async with store.read() as tx:
        partners = await tx.partners.all()
    one = next((partner for partner in partners if partner.slug == said.partner), None)
    if said.partner is not None and one is None:
        known = ", ".join(sorted(partner.slug for partner in partners))
        raise WrongExport(f"{said.partner}: no partner of that short name (there are: {known})")
    names = {partner.id: partner.name(words.form) for partner in partners}
    try:
        file = _file(said, Naming(words, HOME_ZONE, names), now)
        await note_export(store, None, one.id if one else None, now)
        number = await export(store, one.id if one else None, file, lambda _number: None)
        file.close()
    except OSError as fault:
        raise WrongExport(f"{said.file}: cannot be written: {fault.strerror}") from None
    return number


def _file(said: argparse.Namespace, naming: Naming, now: datetime) -> Workbook | JsonFile:
    if said.file.suffix not in {".xlsx", ".zip"}:
        raise WrongExport(f"{said.file}: neither .xlsx nor .zip")
    said.file.touch()  # before hours of reading, not after them
    if said.file.suffix == ".xlsx":
        return Workbook(said.file, naming)
    return JsonFile(said.file, said.file.stem.removesuffix(".json"), now)
