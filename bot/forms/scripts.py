"""Which Chinese script a character or a text is in, by tables taken from OpenCC (bot/data/scripts.toml).

The tables are data, not calls: OpenCC itself costs 60 MB and 0.2 s, too much for every message that comes in.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from bot.languages import Form

DATA = Path(__file__).resolve().parents[1] / "data"


class Counts(NamedTuple):
    """How many characters of a text only Simplified writes, only Traditional, and Simplified or else another word."""

    simplified: int
    traditional: int
    shared: int


class _Tables(NamedTuple):
    simplified: frozenset[str]
    traditional: frozenset[str]
    shared: frozenset[str]
    folding: dict[int, int]
    plain: dict[int, int]


@lru_cache(maxsize=1)
def _tables() -> _Tables:
    raw: dict[str, str] = tomllib.loads((DATA / "scripts.toml").read_text(encoding="utf-8"))
    return _Tables(
        frozenset(raw["simplified"]),
        frozenset(raw["traditional"]),
        frozenset(raw["shared"]),
        str.maketrans(raw["simplified"], raw["folded"]),
        str.maketrans(raw["traditional"], raw["plain"]),
    )


def counted(text: str) -> Counts:
    """How many characters tell the script, each counted once."""
    tables = _tables()
    simplified = sum(map(tables.simplified.__contains__, text))
    shared = sum(map(tables.shared.__contains__, text)) if simplified else 0
    return Counts(simplified - shared, sum(map(tables.traditional.__contains__, text)), shared)


def folded(text: str) -> str:
    """The text with every Simplified character in its commonest Traditional shape, to compare, not to show."""
    return text.translate(_tables().folding)


def plain(text: str) -> str:
    """The text with every Traditional character in its Simplified shape, in which more of them meet: for a search."""
    return text.translate(_tables().plain)


def script_of(text: str) -> Form | None:
    """The script that most telling characters are in; none when nothing tells, or both equally."""
    simplified, traditional, shared = counted(text)
    if simplified == traditional:
        return Form.ZH_HANS if shared and not traditional else None
    return Form.ZH_HANS if simplified > traditional else Form.ZH_HANT
