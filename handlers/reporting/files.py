"""A report as a file: CSV and XLSX, in which no text of a person's is ever a formula."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

from handlers.reporting.words import Row

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, in full width too."""


def harmless(text: str) -> str:
    """A text that a spreadsheet shows as it is: an apostrophe keeps it from being a formula."""
    return f"'{text}" if text.lstrip(" \n\x00\u00a0\u3000").startswith(FORMULA) else text


def as_csv(head: Row, rows: Sequence[Row]) -> bytes:
    """With the mark that lets spreadsheets read it as UTF-8."""
    kept = StringIO()
    writer = csv.writer(kept)
    for row in (head, *rows):
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return ("\ufeff" + kept.getvalue()).encode()


def as_xlsx(head: Row, rows: Sequence[Row]) -> bytes:
    """Texts are written as texts, which no program evaluates."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only whoever asks for a file needs it

    kept = BytesIO()
    book = Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for no, row in enumerate((head, *rows)):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(no, column, cell, bold if no == 0 else None)
            else:
                sheet.write_number(no, column, cell)
    sheet.set_column(0, 1, 32)
    sheet.set_column(2, 2, 24)
    sheet.freeze_panes(1, 0)
    book.close()
    return kept.getvalue()
