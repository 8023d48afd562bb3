"""From what was written to (text, entities): HTML, given entities, entities found by themselves."""

from functools import lru_cache

from sandbox.markup import found, given, html
from sandbox.markup.positions import by_place, stripped
from sandbox.shapes import Json, bad

LONGEST_KEPT = 8192
MOST_KEPT = 256


def read(text: str, mode: str, entities: object = None) -> tuple[str, list[Json]]:
    """What Telegram makes of a text, not to be changed. Raises `can't parse entities: …`, `unsupported parse_mode`."""
    if not entities and len(text) <= LONGEST_KEPT:
        return _again(text, mode)
    return _read(text, mode, entities)


@lru_cache(maxsize=MOST_KEPT)
def _again(text: str, mode: str) -> tuple[str, list[Json]]:
    """A broadcast says the same to thousands: it is parsed once, and its words and entities are kept once."""
    return _read(text, mode, None)


def _read(text: str, mode: str, entities: object) -> tuple[str, list[Json]]:
    if mode and mode.lower() != "none":
        if mode.lower() != "html":  # Kapok speaks no other
            raise bad("unsupported parse_mode")
        text, marked = html.parse(text)
    else:
        marked = given.entities(text, entities)
    text, marked = stripped(text, marked)
    return text, by_place(marked + found.entities(text, marked))
