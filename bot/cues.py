"""What single words say about a text's language: weights read from bot/data/han.toml and latin.toml, summed.

Units are made-up points, about those of eldc's evidence per word; positive Han points mean Cantonese, negative written
Chinese. Nothing here was counted on a corpus: the tables are what people know of these languages.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bot.scripts import DATA

_POINTS: Mapping[str, float] = {
    "only": 4.5,
    "sure": 3.0,
    "clear": 2.2,
    "likely": 1.2,
    "hint": 0.4,
    "neither": 0.0,
}
_WRITTEN: Mapping[str, float] = {"sure": -2.5, "likely": -1.1, "hint": -0.3}
_LONGEST = 4
_BOTH_AND = re.compile("既(?=[^，。！？]{1,8}[又也且])")  # written Chinese "both … and", no keyboard 嘅


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def _han_entries(raw: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    for pair in raw["pairs"]:
        for first in pair["first"].split():
            for then in pair["then"].split():
                yield (first + then).lower(), _POINTS[pair["weight"]]
    for grade, words in raw["zh"].items():
        for word in words.split():
            yield word, _WRITTEN[grade]
    for grade in ("hint", "likely", "clear", "sure", "only"):
        for word in raw["yue"][grade].split():
            yield word, _POINTS[grade]
    for word in raw["neither"]["words"].split():
        yield word, 0.0


@lru_cache(maxsize=1)
def _han() -> dict[str, float]:
    return dict(_han_entries(_read("han.toml")))


@lru_cache(maxsize=1)
def _japanese() -> frozenset[str]:
    return frozenset(_read("han.toml")["japanese"]["chars"])


def spoken(text: str) -> float:
    """Points for Cantonese over written Chinese in Han text that is folded and lower-cased."""
    text = _BOTH_AND.sub("又", text)
    table, points, place, end = _han(), 0.0, 0, len(text)
    while place < end:
        for length in range(_LONGEST, 0, -1):
            found = table.get(text[place : place + length])
            if found is not None:
                points += found
                place += length
                break
        else:
            place += 1
    return points


def japanese(text: str) -> int:
    """How many characters have a shape that only Japan writes."""
    return sum(char in _japanese() for char in text)


@lru_cache(maxsize=1)
def _latin() -> dict[str, dict[str, float]]:
    """For every word the points it gives each language: the more languages have it, the fewer."""
    raw = _read("latin.toml")
    owners: dict[str, set[str]] = {}
    for language, table in raw.items():
        for word in table.get("words", "").split() if language != "endings" else ():
            owners.setdefault(word, set()).add(language)
    return {word: dict.fromkeys(languages, 3.0 / len(languages)) for word, languages in owners.items()}


@lru_cache(maxsize=1)
def _endings() -> dict[str, dict[str, float]]:
    owners: dict[str, set[str]] = {}
    for language, endings in _read("latin.toml")["endings"].items():
        for ending in endings.split():
            owners.setdefault(ending, set()).add(language)
    return {ending: dict.fromkeys(languages, 1.0 / len(languages)) for ending, languages in owners.items()}


def latin(words: list[str]) -> dict[str, float]:
    """Points per language for lower-case Latin words."""
    points: dict[str, float] = {}
    for word in words:
        found = _latin().get(word)
        if found is None:
            found = next((hit for size in (4, 3, 2) if (hit := _ending(word, size))), {})
        for language, point in found.items():
            points[language] = points.get(language, 0.0) + point
    return points


def _ending(word: str, size: int) -> dict[str, float] | None:
    return _endings().get(word[-size:]) if len(word) > size + 1 else None
