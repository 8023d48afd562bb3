"""A text as it is compared with what people type, whatever the way of typing; and words looked for inside one.

Width, case, accents, script, punctuation and what nobody sees make no difference, nor do the spellings of phones
(`[spelled]` of bot/data/aliases.toml).
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import filterfalse
from typing import Any, Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from bot.forms.cleaning import cleaned
from bot.forms.scripts import DATA, folded
from bot.languages import HAN, Form
from bot.texts import HAN_CHARACTER

T = TypeVar("T")
_NAME = re.compile(r"(?<![\w./@-])([a-z0-9-]+)\.(?:com|org|net|cn|hk|mo|pt)\b(?![/.])", re.IGNORECASE)
"""A partner that is called as its address is: “no more jd.com” is not “no more”."""
_PLAIN_WORDS = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_WORDS = re.compile(r"[\u3400-\u9fff]+|[^\W_\u3400-\u9fff]+(?:['’][^\W_\u3400-\u9fff]+)*")
_LONG_DRAWN, _DRAWN_OUT = re.compile(r"(\w)\1{2,}"), re.compile(r"(\w)\1\1")
"""The second only finds out whether there is such a one, at half the price."""
_EDGE_OF_HAN = re.compile(r"(?<=[\u3400-\u9fff])(?=[a-z0-9])|(?<=[a-z0-9])(?=[\u3400-\u9fff])")
_WE = re.compile("(?<=[我你佢])地(?![方址區點鐵理圖產盤板位下上面])")
"""我地 is how many type 我哋."""
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])")


@lru_cache(maxsize=1)
def typed() -> Mapping[str, Any]:
    """What people type, by section."""
    return tomllib.loads((DATA / "aliases.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _spelled() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[int, str]]:
    """How words are spelled on phones, alone and among Chinese, and what Hong Kong's keyboards write for characters."""
    spelled = typed()["spelled"]
    mixed = {word: folded(han) for word, han in spelled["mixed"].items()}
    return spelled["words"], spelled["words"] | mixed, str.maketrans(spelled["characters"])


_TYPED = re.compile(r"[\w/]+")
"""A word of a chat; “w/” is one."""
_BETWEEN = str.maketrans(dict.fromkeys(",.?!;:()…", " "))


def spelled_out(text: str, form: Form) -> str:
    """A text of a chat with its short words as they are written elsewhere, by the form that its writer reads.

    “n” is “and” to one reader, “não” to another. In Chinese it is what keyboards write for characters of Cantonese.
    """
    if form in HAN:
        return text if _KEYS.isdisjoint(text) or not HAN_CHARACTER.search(text) else _written(text)
    words = _words_of(form)
    if words.keys().isdisjoint(text.casefold().translate(_BETWEEN).split()):  # a third of what the pattern costs
        return text
    return _TYPED.sub(lambda word: _as_begun(word[0], words.get(word[0].casefold(), "")), text)


_KEYS = frozenset("左野黎俾比既ge果架ga吾5地系dD宜依加")
"""One of these is in whatever is written otherwise."""


def _written(text: str) -> str:
    keys, instead = _keyboards()
    return keys.sub(lambda found: instead[(found.lastindex or 1) - 1], text)


@cache
def _keyboards() -> tuple[re.Pattern[str], Sequence[str]]:
    told = typed()["spelled"]["han"]
    return re.compile("|".join(f"({pattern})" for pattern in told)), tuple(told.values())


def _as_begun(word: str, instead: str) -> str:
    """With a capital where it had one; itself where nothing stands for it."""
    return (instead[0].upper() + instead[1:] if word[0].isupper() else instead) if instead else word


@cache
def _words_of(form: Form) -> Mapping[str, str]:
    spelled = typed()["spelled"]
    own = spelled.get(form)
    return {} if own is None else spelled["words"] | own


@lru_cache(maxsize=256)
def shape(text: str) -> str:
    """A text as aliases are compared: what tells two ways of typing the same apart is gone."""
    words, mixed, characters = _spelled()
    plain = cleaned(_NAME.sub(r"\1", text) if "." in text else text).casefold()
    if plain.isascii():
        return _spelled_out(_PLAIN_WORDS.findall(_drawn_in(plain)), words)
    plain = folded(plain)
    words = mixed if HAN_CHARACTER.search(plain) else words
    plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFD", plain)))
    if "地" in plain:
        plain = _WE.sub("哋", plain)
    plain = _drawn_in(plain.translate(characters).replace("’", "'"))
    return _spelled_out(_WORDS.findall(plain), words)


def _spelled_out(said: list[str], words: Mapping[str, str]) -> str:
    """A word of letters may be Chinese: d is 啲."""
    spelled = " ".join([words.get(word, word) for word in said])
    return spelled if spelled.isascii() else _BETWEEN_HAN.sub("", spelled)


def _drawn_in(plain: str) -> str:
    return _LONG_DRAWN.sub(r"\1", plain) if _DRAWN_OUT.search(plain) else plain


def spaced(said: str) -> str:
    """A message in its shape, a space before and after each word of letters."""
    return f" {said if said.isascii() else _EDGE_OF_HAN.sub(' ', said)} "


def lengths(words: Iterable[tuple[str, str]]) -> Mapping[str, tuple[int, ...]]:
    """How long the words are that stand under each key, the longest first."""
    found: dict[str, set[int]] = {}
    for key, word in words:
        found.setdefault(key, set()).add(len(word))
    return {key: tuple(sorted(lengths, reverse=True)) for key, lengths in found.items()}


class Pieces(Generic[T]):
    """Words that are looked for inside a message, and what each is about: those of letters are whole."""

    def __init__(self, told: Iterable[tuple[str, T]]) -> None:
        """`told`: words in their shape, the first one first."""
        pieces = [
            (_EDGE_OF_HAN.sub(" ", key) if HAN_CHARACTER.search(key) else f" {key} ", meant) for key, meant in told
        ]
        self._meant = [meant for _, meant in pieces]
        self._finder = AhoCorasick([piece for piece, _ in pieces])

    def within(self, text: str) -> tuple[T, ...]:
        """What the words inside a message are about, each once, in the order in which the words were told."""
        found = self._finder.find_matches_as_indexes(spaced(shape(text)), overlapping=True)
        return tuple(dict.fromkeys(self._meant[rank] for rank in sorted({rank for rank, _, _ in found})))
