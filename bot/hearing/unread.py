"""Letters that the bot reads in no language: which they are, where several languages share them; pure."""

import unicodedata
from collections import Counter
from enum import StrEnum

from bot.forms.cleaning import cleaned

READ = 1000
"""Characters of a text that are looked at; the first of them tell."""
FEWEST = 2
"""Letters that are no slip, no smiley and no sign of mathematics."""
_READ = frozenset({"LATIN", "CJK", "MODIFIER", "FEMININE", "MASCULINE", "MICRO", "IDEOGRAPHIC", "KANGXI", "BOPOMOFO"})
"""First words of the names of letters that are nobody's foreign script."""


class Letters(StrEnum):
    """A script of several languages, by the first word of its letters' names in Unicode."""

    CYRILLIC = "CYRILLIC"
    ARABIC = "ARABIC"
    DEVANAGARI = "DEVANAGARI"
    OTHER = "OTHER"


def unread(text: str) -> Letters | None:
    """The letters that most of a text is written in, when they are none of ours; none otherwise."""
    kinds = [_kind(char) for char in cleaned(text)[:READ] if unicodedata.category(char) in {"Lu", "Ll", "Lo"}]
    strange = [kind for kind in kinds if kind not in _READ]
    if len(strange) < FEWEST or len(strange) * 2 < len(kinds):
        return None
    ((most, _),) = Counter(strange).most_common(1)
    return Letters(most) if most in set(Letters) else Letters.OTHER


def _kind(char: str) -> str:
    return unicodedata.name(char, "").partition(" ")[0]
