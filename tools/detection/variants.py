"""Other ways in which somebody could have typed a sentence (variants.toml)."""

import tomllib
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import opencc

from bot.forms.scripts import folded

_LONGEST = 4


@lru_cache(maxsize=1)
def _raw() -> Any:  # noqa: ANN401 -- TOML
    return tomllib.loads((Path(__file__).parent / "variants.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=8)
def _table(text: str) -> Mapping[str, str]:
    return dict(pair.split("=") for pair in text.split())


@lru_cache(maxsize=1)
def _whole() -> Mapping[str, str]:
    return {word: word for word in _raw()["whole"].split()}


@lru_cache(maxsize=1)
def _keys() -> dict[int, str]:
    return str.maketrans({pair[0]: pair[1] for pair in _raw()["keyboard"].split()})


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=4)
def _chars(name: str) -> frozenset[str]:
    return frozenset(_raw()[name])


def is_spoken(made: str) -> bool:
    """Whether a sentence that was put into Cantonese has any of it."""
    return not _chars("marks").isdisjoint(made)


def is_written(made: str) -> bool:
    """Whether a sentence that was put into written Chinese has no Cantonese left in it."""
    return (_chars("marks") | _chars("traces")).isdisjoint(made)


def keyboard(text: str) -> str:
    """Cantonese as Hong Kong keyboards write it for want of the characters."""
    return text.translate(_keys())


def simplified(text: str) -> str:
    """The text in Simplified characters."""
    return str(_converter().convert(text))


def bare(text: str) -> str:
    """The text without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def shortened(text: str, language: str) -> str:
    """The text with the abbreviations of chat."""
    table = _table(_raw()["short"][language])
    return " ".join(table.get(word, word) for word in text.lower().split())


def written(text: str) -> str:
    """Cantonese put into written Chinese, word by word."""
    return _replaced(folded(text), {**_table(_raw()["written"]), **_whole()})


def spoken(text: str) -> str:
    """Written Chinese put into Cantonese, word by word."""
    return _replaced(folded(text), {**_table(_raw()["spoken"]), **_whole()})


def _replaced(text: str, table: Mapping[str, str]) -> str:
    done, place = [], 0
    while place < len(text):
        sizes = (size for size in range(_LONGEST, 0, -1) if text[place : place + size] in table)
        size = next(sizes, 0)
        done.append(table[text[place : place + size]] if size else text[place])
        place += size or 1
    return "".join(done)
