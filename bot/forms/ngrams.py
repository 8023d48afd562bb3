"""Small linear models over character n-grams, read from bot/data/*.ngrams and summed in plain Python.

tools/detection trains and writes them (docs/detection.md). A file is a line of JSON, then zlib: the n-grams, one a
line, a NUL, and a signed byte for each class and n-gram, class after class. All classes of an n-gram share one integer,
so a text costs one look-up and one addition an n-gram.
"""

import json
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from pathlib import Path
from struct import unpack
from typing import NamedTuple

from bot.forms.scripts import DATA, folded

LONGEST_READ = 1000
"""Characters of a text that are looked at: more cannot change the answer, but would cost."""

_SHORT = 80
"""Up to this length the cuts are kept, 20 KB for a length."""

_FIELD = 24
_BYTES, _WIDE = _FIELD // 8, 4
"""Of a field, packed and as a machine reads it."""
_ZERO = 128

_FOREIGN = re.compile(
    r"(?<![a-z])(?!(?:la|ga|ge|lo|ar|ah|wor|gwa|tim|lor|jor|je|leh|ma|me|geh|lah|d|o|ja)(?![a-z]))[a-z]+"
)
_DIGITS = re.compile(r"[0-9]+")
_BREAKS = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffffa-zA0]+")


class Model(NamedTuple):
    """What `scores` needs: points are `bias + step * sum of bytes` for each class."""

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    step: float
    longest: int
    table: Mapping[str, int]

    def scores(self, shape: str) -> list[float]:
        """The points of each class for a shaped text (`han_shape`, `latin_shape`)."""
        return self.sums(grams(shape, self.longest))

    def sums(self, parts: Iterable[str]) -> list[float]:
        """The points of each class for a text that was cut up elsewhere."""
        found = list(filter(None, map(self.table.get, parts)))  # no n-gram's integer is 0
        zero, step = _ZERO * len(found), self.step
        fields = _unpacked(sum(found), len(self.bias))
        return [bias + step * (field - zero) for bias, field in zip(self.bias, fields, strict=True)]


def _unpacked(total: int, count: int) -> tuple[int, ...]:
    """The fields of a packed integer: each byte of all of them at once, which costs less than a shift for each."""
    packed, wide = total.to_bytes(count * _BYTES, "little"), bytearray(count * _WIDE)
    for place in range(_BYTES):
        wide[place::_WIDE] = packed[place::_BYTES]
    return unpack(f"<{count}I", wide)


def grams(shape: str, longest: int) -> set[str]:
    """Every run of one to `longest` characters, once."""
    if 1 < len(shape) <= _SHORT:
        return set(_cutter(len(shape), longest)(shape))
    shape = shape[:LONGEST_READ]
    return {shape[at : at + size] for size in range(1, longest + 1) for at in range(len(shape) - size + 1)}


@lru_cache(maxsize=2 * _SHORT)
def _cutter(length: int, longest: int) -> Callable[[str], Iterable[str]]:
    """Cuts every text of a length at the same places: a quarter less to pay than a slice at a time."""
    places = [slice(at, at + size) for size in range(1, longest + 1) for at in range(length - size + 1)]
    return itemgetter(*places)


def han_shape(seen: str) -> str:
    """A Chinese text as its model reads it: Traditional shapes, English words as A, numbers as 0, breaks as a blank."""
    text = _FOREIGN.sub("A", folded(seen).lower())
    return f" {_BREAKS.sub(' ', _DIGITS.sub('0', text)).strip()} "


def latin_shape(words: Iterable[str]) -> str:
    """Lower-case words as their model reads them."""
    joined = " ".join(words).replace("’", "'")
    return f" {joined} "


def packed(columns: Sequence[Sequence[int]]) -> list[int]:
    """One integer for each n-gram from a column of signed bytes for each class."""
    rows = [value + _ZERO for value in columns[0]]
    for place, column in enumerate(columns[1:], 1):
        shift = place * _FIELD
        rows = [row | (value + _ZERO) << shift for row, value in zip(rows, column, strict=True)]
    return rows


def read(path: Path) -> Model:
    """The model of a file."""
    head, _, body = path.read_bytes().partition(b"\n")
    facts = json.loads(head)
    names, _, weights = zlib.decompress(body).partition(b"\0")
    keys, signed = names.decode().split("\n"), memoryview(weights).cast("b")
    columns = [signed[at : at + len(keys)] for at in range(0, len(signed), len(keys))]
    table = dict(zip(keys, packed(columns), strict=True))
    return Model(tuple(facts["classes"]), tuple(facts["bias"]), facts["step"], facts["longest"], table)


@lru_cache(maxsize=3)
def model(name: str) -> Model:
    """The model of that name, read once: `han` (Cantonese over written Chinese), `latin`, or `wishes`."""
    return read(DATA / f"{name}.ngrams")
