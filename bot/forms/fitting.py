"""Whether labels fit side by side on a phone: it cuts a label that is too wide, so the row is broken instead."""

from collections.abc import Sequence
from functools import lru_cache

from bot.texts import columns
from bot.transport import Button, Rows

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


def side_by_side(buttons: Sequence[Button], most: int) -> int:
    """How many of these share a row, `most` at best, if every row of them has as many."""
    widest = max((_room(button.label) for button in buttons), default=0)
    while most > 1 and widest > WIDE // most - EDGES:
        most -= 1
    return most


def _lines(row: tuple[Button, ...]) -> Rows:
    """As few lines as it needs, and as even as they can be: four that are too wide become two and two."""
    many = side_by_side(row, len(row))
    rows = -(-len(row) // (many or 1))
    even = -(-len(row) // (rows or 1))
    return tuple(row[at : at + even] for at in range(0, len(row), even or 1))
