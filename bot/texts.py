"""A text as its reader sees it: without its tags, how long it is, and its beginning where all of it has no room."""

import html
import re
import unicodedata
from itertools import accumulate, filterfalse

from bot.mistakes import Mistake, Why

HAN_CHARACTER = re.compile(r"[\u3400-\u9fff]")
_TAG = re.compile(r"<[^>]*>")
_WIDE = frozenset({"W", "F"})
"""Widths, as Unicode names them, of characters that take two columns."""
_IN_WORD = re.compile(r"[^\W\d_\u2e80-\uffff]{2}")
"""Between two letters of one word; Han has no such place."""
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of a line, and so of what stands beside it."""
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


def visible(text: str) -> str:
    """The text a reader sees: Telegram HTML without its tags and entities."""
    return html.unescape(_TAG.sub("", text))


def writable(text: str) -> str:
    """Without what no database and no network takes: control characters but tab and newline, half characters."""
    return "".join(char for char in text if char in "\t\n" or unicodedata.category(char) not in {"Cc", "Cs"})


def straight(text: str) -> str:
    """Without characters that turn the direction of a line."""
    return "".join(char for char in text if char not in _TURNING)


def one_line(text: str) -> str:
    """It as a name or a label is kept: on one line, without needless blanks, straight."""
    return " ".join(straight(text).split())


def unaccented(text: str) -> str:
    """Small letters, half width, no accents: how names and moments are compared, each with more of its own."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    return plain if plain.isascii() else "".join(filterfalse(unicodedata.combining, plain))


def is_seen(text: str) -> bool:
    """Whether a plain text shows anything: spaces, joiners and the like do not."""
    return any(char not in _BLANK and unicodedata.category(char) not in _UNSEEN for char in text)


def within(text: str, limit: int, *, empty: Why, too_long: Why) -> str:
    """What somebody wrote, without the blanks around it.

    Raises `Mistake` of these: where it has neither letter nor digit, and where it has more than `limit` units.
    """
    text = text.strip()
    if not any(map(str.isalnum, text)):
        raise Mistake(empty)
    if (length := units(text)) > limit:
        raise Mistake(too_long, length=length, limit=limit)
    return text


def shortened(text: str, most: int) -> str:
    """Its beginning in at most so many units, wherever that ends."""
    if units(text) <= most:
        return text
    # A character is a unit or two, so no more than this many can fit.
    begun = text[: most - 1]
    while units(begun) >= most:
        begun = begun[:-1]
    return f"{begun}…"


def columns(text: str) -> int:
    """How wide it is: Han characters take two columns."""
    return len(text) + (0 if text.isascii() else sum(map(_WIDE.__contains__, map(unicodedata.east_asian_width, text))))


def _width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def clipped(text: str, most: int) -> str:
    """Its beginning in at most so many columns; no word of letters is cut unless it is most of them."""
    if columns(text) <= most:
        return text
    end = sum(width < most for width in accumulate(map(_width, text)))
    begun = text[:end]
    if _IN_WORD.fullmatch(text[end - 1 : end + 1]):
        whole = begun[: begun.rfind(" ") + 1].rstrip(" ,;:–-")
        begun = whole if len(whole) > most // 2 else begun
    return begun.rstrip(" ，、；：。．.") + "…"


def units(text: str) -> int:
    """The length of a plain text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
