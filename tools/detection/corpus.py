"""The sentences of all sources, each once for its language, without those that the measure is kept from."""

import hashlib
import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tools.detection.readers import READERS, sentences
from tools.detection.sources import Source, sources

_OF_OTHERS = 0.35
"""Of a language that is neither ours nor near to one of ours, this share of a source's most is enough."""

_NEAR = re.compile("zh-Han[st]|yue|en|pt|gl|es|ca|fr|it|de|nl|ro|id|ms|vi|tl")


class Sentence(NamedTuple):
    """One sentence, the language it is in and how much it counts."""

    language: str
    source: str
    text: str
    weight: float


def key(text: str) -> str:
    """What two texts share that differ only in case, punctuation and digits."""
    return "".join(
        char for char in unicodedata.normalize("NFKC", text).lower() if unicodedata.category(char)[0] in "LM"
    )


class Apart:
    """The texts that measure the detector: whoever trains on them measures nothing."""

    def __init__(self, folder: Path) -> None:
        self._hashes = frozenset((folder / "apart_sha1.txt").read_text(encoding="utf-8").split())
        lines = (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines()
        self._keys = frozenset(key(json.loads(line)["text"]) for line in lines)

    def holds(self, text_key: str) -> bool:
        """Whether a text with this key is kept apart."""
        return (
            text_key in self._keys or hashlib.sha1(text_key.encode(), usedforsecurity=False).hexdigest() in self._hashes
        )


def corpus(folder: Path, apart: Apart) -> list[Sentence]:
    """Every sentence that may be trained on, shuffled the same way each time."""
    found = [sentence for source in sources() for sentence in _limited(source, folder)]
    seen: set[tuple[str, str]] = set()
    kept = []
    for sentence in found:
        name = (sentence.language, key(sentence.text))
        if name[1] and name not in seen and not apart.holds(name[1]):
            seen.add(name)
            kept.append(sentence)
    random.Random(1).shuffle(kept)  # noqa: S311 -- an order, no secret
    return kept


def _limited(source: Source, folder: Path) -> Iterator[Sentence]:
    """At most so many sentences of a source in each language, taken evenly from all its files."""
    everything = list(_read(source, folder))
    if source.reader != "frequencies":  # the commonest words come first there
        random.Random(source.name).shuffle(everything)  # noqa: S311 -- an order, no secret
    count: Counter[str] = Counter()
    for sentence in everything:
        count[sentence.language] += 1
        share = 1.0 if _NEAR.fullmatch(sentence.language) else _OF_OTHERS
        if count[sentence.language] <= source.most * share:
            yield sentence


def _read(source: Source, folder: Path) -> Iterator[Sentence]:
    paths = source.paths(folder)
    if not paths:
        raise FileNotFoundError(source.package)
    whole = source.reader == "frequencies"
    for path in paths:
        for code, text, weight in READERS[source.reader](path, source.form):
            for said in [text] if whole else sentences(text):
                if code:
                    yield Sentence(code, source.name, said, weight * source.weight)
