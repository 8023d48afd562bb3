"""A text as its reader sees it: without its tags, how long it is, and its beginning where all of it has no room."""

import html
import re
import unicodedata
from itertools import accumulate

_TAG = re.compile(r"<[^>]*>")
_IN_WORD = re.compile(r"[^\W\d_\u2e80-\uffff]{2}")
"""Between two letters of one word; Han has no such place."""


def visible(text: str) -> str:
    """The text a reader sees: Telegram HTML without its tags and entities."""
    return html.unescape(_TAG.sub("", text))


def shortened(text: str, most: int) -> str:
    """Its beginning in at most so many characters, wherever that ends."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def columns(text: str) -> int:
    """How wide it is: Han characters take two columns."""
    return sum(map(_width, text))


def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clipped(text: str, most: int) -> str:
    """Its beginning in at most so many columns; no word of letters is cut unless it is most of them."""
    if columns(text) <= most:
        return text
    end = sum(width < most for width in accumulate(map(_width, text)))
    begun = text[:end]
    if _IN_WORD.fullmatch(text[end - 1 : end + 1]):
        whole = begun[: begun.rfind(" ") + 1].rstrip(" ,;:–-")
        begun = whole if len(whole) > most // 2 else begun
    return begun.rstrip(" ，、；：") + "…"


def units(text: str) -> int:
    """The length of a plain text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
