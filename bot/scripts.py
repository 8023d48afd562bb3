"""Which Chinese script a character or a text is in, by tables taken from OpenCC (bot/data/scripts.toml).

The tables are data, not calls: OpenCC itself costs 60 MB and 0.2 s, too much for every message that comes in.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from bot.languages import Form

DATA = Path(__file__).resolve().parent / "data"


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, str], frozenset[str], frozenset[str]]:
    raw = tomllib.loads((DATA / "scripts.toml").read_text(encoding="utf-8"))
    simplified: str = raw["simplified"]
    folding = str.maketrans(simplified, raw["folded"])
    return {key: chr(value) for key, value in folding.items()}, frozenset(simplified), frozenset(raw["traditional"])


def is_simplified_only(char: str) -> bool:
    """Whether only Simplified Chinese writes this character: OpenCC's s2t, s2tw and s2hk all rewrite it."""
    return char in _tables()[1]


def is_traditional_only(char: str) -> bool:
    """Whether only Traditional Chinese writes this character: OpenCC's t2s rewrites it, and it is not Simplified."""
    return char in _tables()[2]


def counted(text: str) -> tuple[int, int]:
    """How many characters are Simplified only, and how many Traditional only."""
    _, simplified, traditional = _tables()
    return sum(char in simplified for char in text), sum(char in traditional for char in text)


def folded(text: str) -> str:
    """The text with every Simplified-only character in its commonest Traditional shape, to compare, not to show."""
    return text.translate(_tables()[0])


def script_of(text: str) -> Form | None:
    """The script that most telling characters are in; none when nothing tells, or both equally."""
    simplified, traditional = counted(text)
    if simplified == traditional:
        return None
    return Form.ZH_HANS if simplified > traditional else Form.ZH_HANT
