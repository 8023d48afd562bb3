"""Whether labels fit side by side on a phone: it cuts a label that is too wide, so the row is broken instead."""

from functools import lru_cache

from bot.texts import columns
from bot.transport import Button

Rows = tuple[tuple[Button, ...], ...]
WIDE = 40
"""Columns that a button as wide as a message shows on a phone of 390 points."""
EDGES = 2
"""Columns that go to the edges of each button when several share a row."""
LETTER = 1.25
"""Columns that a bold letter takes of a button, where a Han character takes two."""


def _room(label: str) -> float:
    """How much of a row's columns it needs."""
    han = columns(label) - len(label)
    return 2 * han + LETTER * (len(label) - han)


@lru_cache(maxsize=1024)
def fitted(rows: Rows) -> Rows:
    """The same buttons in the same order, fewer to a row where a label would be cut off."""
    return tuple(line for row in rows for line in _lines(row))


def _lines(row: tuple[Button, ...]) -> Rows:
    widest = max((_room(button.label) for button in row), default=0)
    many = len(row)
    while many > 1 and widest > WIDE // many - EDGES:
        many -= 1
    return tuple(row[at : at + many] for at in range(0, len(row), many or 1))
