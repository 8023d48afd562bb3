"""Entities Telegram finds by itself: addresses, @names, #tags, $TAGS, /commands, e-mail."""

import re

from sandbox.markup.positions import Ruler, entity
from sandbox.shapes import Json

_TLD = "com|org|net|me|io|dev|app|info|edu|gov|cn|hk|tw|br|pt|uk|de|eu|ru|fr|es|jp|co|tv|cc|ai|xyz|site|online"
_STOPS = r"\s<>\"，。；：！？、（）「」『』【】《》“”"
_FINDERS = [
    ("url", re.compile(rf"(?:https?|tg|ftp)://[^{_STOPS}]+", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)),
    ("url", re.compile(rf"(?<![\w@./-])(?:[\w-]+\.)+(?:{_TLD})(?:/[^{_STOPS}]*)?(?![\w-])", re.IGNORECASE)),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{2,31}", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#])#\w*[^\W\d_]\w*")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{3,8}(?![\w$])")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])", re.ASCII)),
]
_HINTS = re.compile(r"[@#/$.]")
_CLOSED = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def entities(text: str, marked: list[Json]) -> list[Json]:
    """Nothing is found inside code or links, or across what was already found."""
    if not _HINTS.search(text):
        return []
    ruler = Ruler(text)
    taken = [(each["offset"], each["offset"] + each["length"]) for each in marked if _closed(each)]
    found: list[Json] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            start, end = ruler[match.start()], ruler[match.start() + len(_trimmed(kind, match[0]))]
            if all(end <= left or start >= right for left, right in taken):
                taken.append((start, end))
                found.append(entity(kind, start, end))
    return found


def _closed(each: Json) -> bool:
    return each["type"] in _CLOSED


def _trimmed(kind: str, piece: str) -> str:
    """An address does not end in punctuation, or in a bracket opened before it."""
    if kind != "url":
        return piece
    piece = piece.rstrip(".,;:!?'»")
    if piece.endswith(")") and piece.count("(") < piece.count(")"):
        piece = piece[:-1]
    return piece
