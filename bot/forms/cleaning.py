"""What of a message its language is told by: without links, names and what nobody sees; and its Latin words."""

import re
import unicodedata
from functools import lru_cache

_LATIN = r"A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_NOISE = re.compile(
    r"<[a-z/][^<>]*>|\{[^{}\s]*\}|&#?\w+;|https?://[!-~]+(?:(?<=/)[\u3400-\u9fff][!-~\u3400-\u9fff]*)?|\b(?:www\.|t\.me/)[!-~]+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[a-z]+"
    r"|(?<![\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|cn|hk|mo|pt|br|io|me)\b(?:/[!-~]*)?|@\w+|(?<![\w/])/[a-z0-9_]+",
    re.IGNORECASE | re.ASCII,
)
_TAG = re.compile(r"#\w+")
_HAS_NOISE = re.compile("[<{&:/@.#]")
"""What every kind of noise has in it: most messages have none, and are spared the long search."""
_SEEN = 16_384
"""Characters that are looked at after NFKC, which makes up to eighteen of one: four times the longest message."""
WORD = re.compile(rf"[{_LATIN}]+(?:['’][{_LATIN}]+)*")
"""A Latin word."""


@lru_cache(maxsize=32)
def cleaned(text: str) -> str:
    """The text in NFKC without links, @names, /commands, #tags, markup, and without characters nobody sees."""
    sound = text.encode("utf-8", "ignore").decode("utf-8")  # a lone surrogate is no character
    seen = unicodedata.normalize("NFKC", sound)[:_SEEN]
    if not seen.isprintable():
        unseen = (char for char in set(seen) if not char.isprintable())
        seen = seen.translate({ord(char): " " if char.isspace() else None for char in unseen})
    return _TAG.sub(" ", _NOISE.sub(" ", seen)) if _HAS_NOISE.search(seen) else seen


def words_of(lowered: str) -> list[str]:
    """The Latin words of a lower-cased text."""
    return WORD.findall(lowered)
