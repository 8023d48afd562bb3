"""What the two models learn from: the sentences and their variants, shaped as the bot shapes a message."""

import random
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bot.forms.cleaning import cleaned, words_of
from bot.forms.ngrams import han_shape, latin_shape
from tools.detection import variants
from tools.detection.corpus import Sentence

_HAN = re.compile(r"[\u3400-\u9fff]")
_NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u20ff]")
_LONGEST_LATIN = 300


class Example(NamedTuple):
    """A shaped text, its class and how much it counts."""

    shape: str
    label: str
    weight: float


def han(sentences: Iterable[Sentence]) -> Iterator[Example]:
    """Cantonese (`yue`) over written Chinese (`zh`)."""
    chance = random.Random(2)  # noqa: S311 -- which sentences get a variant; no secret
    for sentence in sentences:
        if sentence.language in {"yue", "zh-Hans", "zh-Hant"} and _HAN.search(sentence.text):
            variants_of = _cantonese if sentence.language == "yue" else _chinese
            for text, label, share in variants_of(sentence.text, chance):
                yield Example(han_shape(cleaned(text)), label, sentence.weight * share)


# How often a sentence is also learnt in this way.
_KEYBOARD = 0.35
_IN_SIMPLIFIED = 0.1
_PUT_INTO_CANTONESE = 0.5
_SHORTENED = 0.3
_IN_PART = 0.25


def _cantonese(text: str, chance: random.Random) -> Iterator[tuple[str, str, float]]:
    yield text, "yue", 1.0
    if chance.random() < _KEYBOARD and (typed := variants.keyboard(text)) != text:
        yield typed, "yue", 0.7
    if chance.random() < _IN_SIMPLIFIED:
        yield variants.simplified(text), "yue", 0.5
    written = variants.written(text)
    if variants.is_written(written):
        yield written, "zh", 0.6


def _chinese(text: str, chance: random.Random) -> Iterator[tuple[str, str, float]]:
    yield text, "zh", 1.0
    if chance.random() < _PUT_INTO_CANTONESE and variants.is_spoken(spoken := variants.spoken(text)):
        yield spoken, "yue", 0.4


_OWN = {"en": "en", "pt": "pt", "gl": "gl", "es": "es"}
_BARE = {"pt": 0.45, "gl": 0.45, "es": 0.2, "ca": 0.15, "fr": 0.15, "it": 0.15, "vi": 0.15}
"""How often a sentence of a language is also learnt without its accents."""


def latin(sentences: Iterable[Sentence]) -> Iterator[Example]:
    """English, Portuguese, Galician, Spanish, and everything else together."""
    chance = random.Random(3)  # noqa: S311
    for sentence in sentences:
        if sentence.language in {"yue", "zh-Hans", "zh-Hant"} or _NOT_LATIN.search(sentence.text):
            continue
        for text, share in _typed(cleaned(sentence.text), sentence.language, chance):
            words = words_of(text.lower())
            if words:
                shape = latin_shape(words)[:_LONGEST_LATIN]
                yield Example(shape, _OWN.get(sentence.language, "other"), sentence.weight * share)


def _typed(text: str, language: str, chance: random.Random) -> Iterator[tuple[str, float]]:
    yield text, 1.0
    if chance.random() < _BARE.get(language, 0.0) and (bare := variants.bare(text)) != text:
        yield bare, 0.6
    if (
        language in {"pt", "en"}
        and chance.random() < _SHORTENED
        and (short := variants.shortened(text, language)) != text
    ):
        yield short, 0.5
    words, size = text.split(), chance.randint(1, 5)
    if chance.random() < _IN_PART and len(words) > size + 1:
        start = chance.randrange(len(words) - size)
        yield " ".join(words[start : start + size]), 0.3
