"""Where an entity lies: Telegram counts UTF-16 units in texts and bytes in its complaints."""

from itertools import accumulate

from sandbox.shapes import Json, Refusal, bad, units


class Ruler:
    """Python's index -> UTF-16 offset, for one text."""

    def __init__(self, text: str) -> None:
        self._at: list[int] | None = None
        if not text.isascii() and max(text) > "\uffff":
            self._at = [0, *accumulate(2 if letter > "\uffff" else 1 for letter in text)]

    def __getitem__(self, index: int) -> int:
        return index if self._at is None else self._at[index]


def entity(kind: str, start: int, end: int, more: Json | None = None) -> Json:
    """A MessageEntity from start and end."""
    return {"type": kind, "offset": start, "length": end - start, **(more or {})}


def broken(words: str) -> Refusal:
    """The refusal of a text that cannot be parsed."""
    return bad(f"can't parse entities: {words}")


def byte_offset(text: str, index: int) -> int:
    """Where an index lies in UTF-8, as Telegram's complaints count."""
    return len(text[:index].encode("utf-8", "surrogatepass"))


def stripped(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without the white space around it, as Telegram sends it; entities move along, empty ones go."""
    bare = text.strip()
    lead = units(text[: len(text) - len(text.lstrip())])
    if not lead and len(bare) == len(text):
        return text, [each for each in entities if each["length"] > 0]
    end = units(bare)
    kept = []
    for each in entities:
        start = max(0, each["offset"] - lead)
        stop = min(end, each["offset"] + each["length"] - lead)
        if stop > start:
            kept.append(each | {"offset": start, "length": stop - start})
    return bare, kept


def by_place(entities: list[Json]) -> list[Json]:
    """In Telegram's order: by offset, the longer first."""
    return sorted(entities, key=lambda each: (each["offset"], -each["length"]))
