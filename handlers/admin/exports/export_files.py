"""An export as a file: JSON in a zip, as it is kept; or a workbook to read, in which no text is ever a formula.

Both are written row by row to the disk: nothing of a large programme is held in memory.
"""

import asyncio
import json
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bot.exports import COLUMNS, Cell, Row, Table
from handlers.admin.exports.export_cells import Naming

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""Of one sheet, its head included; what is more goes on on another."""
LONGEST_CELL = 32_767
"""Characters of one cell: a longer text would be left out without a word."""


class Kind(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    JSON = "json"


class JsonFile:
    """One object with a list for each table, as `name.json` in a zip; moments are UTC."""

    def __init__(self, path: Path, name: str, made_at: datetime) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self._out: IO[bytes] = self._zip.open(f"{name}.json", "w", force_zip64=True)
        self._out.write(f'{{"made_at": "{made_at.isoformat()}"'.encode())
        self._table: Table | None = None
        self._coming = list(Table)
        self._comma = ""

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Write some rows of a table."""
        await asyncio.to_thread(self._add, table, rows)

    def _add(self, table: Table, rows: Sequence[Row]) -> None:
        self._begin(table)
        for row in rows:
            self._out.write(f"{self._comma}\n{json.dumps(row, ensure_ascii=False, default=_plain)}".encode())
            self._comma = ","

    def _begin(self, table: Table) -> None:
        """Go on to a table; those between have no rows."""
        while self._table is not table:
            self._out.write(f'{"" if self._table is None else "]"},\n"{self._coming[0]}": ['.encode())
            self._table, self._comma = self._coming.pop(0), ""

    def close(self) -> None:
        """Finish it."""
        self._begin(list(Table)[-1])
        self._out.write(b"]}\n")
        self._out.close()
        self._zip.close()


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


class Workbook:
    """A sheet for each table, in an admin's words and on their clock."""

    def __init__(self, path: Path, naming: Naming) -> None:
        from xlsxwriter import Workbook as Book  # noqa: PLC0415 - only whoever asks for a file needs it

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Book(str(path), {**options, "default_date_format": "yyyy-mm-dd hh:mm"})
        self._bold = self._book.add_format({"bold": True})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self._naming = naming
        self._sheets: dict[Table, tuple[Worksheet, int, int]] = {}
        """The sheet that is written, its number of that table, and its next row."""
        for table in Table:
            self._turn_over(table, 1)

    async def add(self, table: Table, rows: Sequence[Row]) -> None:
        """Write some rows of a table."""
        await asyncio.to_thread(self._add, table, rows)

    def _add(self, table: Table, rows: Sequence[Row]) -> None:
        for row in rows:
            sheet, number, no = self._sheets[table]
            if no == MOST_ROWS:
                self._turn_over(table, number + 1)
                sheet, number, no = self._sheets[table]
            for column, cell in enumerate(self._naming.cells(table, row)):
                self._write(sheet, (no, column), cell)
            self._sheets[table] = sheet, number, no + 1

    def _turn_over(self, table: Table, number: int) -> None:
        title = self._naming.sheet(table)
        sheet: Worksheet = self._book.add_worksheet(title if number == 1 else f"{title[:25]} {number}")
        sheet.set_column(0, len(COLUMNS[table]), 18)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(self._naming.heads(table)):
            sheet.write_string(0, column, head, self._bold)
        self._sheets[table] = sheet, number, 1

    def _write(self, sheet: "Worksheet", at: tuple[int, int], cell: Cell) -> None:
        if isinstance(cell, str):
            sheet.write_string(*at, cell[:LONGEST_CELL])
        elif isinstance(cell, datetime):
            sheet.write_datetime(*at, cell)
        elif isinstance(cell, date):
            sheet.write_datetime(*at, cell, self._day)
        elif cell is not None:
            sheet.write_number(*at, cell)

    def close(self) -> None:
        """Finish it."""
        self._book.close()
