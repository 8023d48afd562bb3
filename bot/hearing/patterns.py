"""Patterns of what people type, of which a message can hold but few: one look at it tells which are worth a try.

Whatever a pattern finds holds one of its literals: of “stop the (?:car|food) ads”, “stop the car ads” or “stop the food
ads”. The literals of all patterns are looked for in one pass over a text (Aho and Corasick, by `ahocorasick_rs`), so
that a pattern costs nothing where none of its own is there.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from bot.hearing.literals import literals_of

_ALL: list["_Tried"] = []


class _Tried:
    """What is worth a try where one of its literals is; whoever has none always is."""

    __slots__ = ("_number", "literals")

    def __init__(self, literals: frozenset[str]) -> None:
        self.literals = literals
        """One of them, in small letters, is in whatever it finds."""
        self._number = len(_ALL)
        _ALL.append(self)
        for kept in (_finder, _worth_trying, _looked_at):
            kept.cache_clear()


class Pattern(_Tried):
    """A compiled regular expression with the methods of `re.Pattern`; made while its module is imported."""

    __slots__ = ("_tried",)

    def __init__(self, pattern: str, flags: int = 0) -> None:
        super().__init__(literals_of(pattern, flags))
        self._tried = re.compile(pattern, flags)

    @property
    def pattern(self) -> str:
        """As it is written."""
        return self._tried.pattern

    def search(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._tried.search(text) if _worth_trying(text)[self._number] else None

    def match(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        return self._tried.match(text) if _worth_trying(text)[self._number] else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """As `re.Pattern.fullmatch`."""
        return self._tried.fullmatch(text) if _worth_trying(text)[self._number] else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._tried.finditer(text) if _worth_trying(text)[self._number] else iter(())

    def sub(self, instead: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        return self._tried.sub(instead, text) if _worth_trying(text)[self._number] else text

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """As `re.Pattern.split`, of a pattern without groups."""
        return self._tried.split(text, maxsplit) if _worth_trying(text)[self._number] else [text]


class Several(_Tried):
    """Patterns of which one look tells whether any is worth a try."""

    __slots__ = ()

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        literals = [each.literals for each in patterns]
        super().__init__(frozenset().union(*literals) if all(literals) else frozenset())

    def may_be_in(self, text: str) -> bool:
        """Whether one of them may find something."""
        return bool(_worth_trying(text)[self._number])


def any_of(*patterns: str) -> Pattern:
    """A pattern that is found where one of these is, in capitals or not."""
    return Pattern("|".join(patterns), re.IGNORECASE)


@lru_cache(maxsize=64)
def _worth_trying(text: str) -> bytes:
    """A byte for each pattern, which is not 0 where it may find something in it."""
    return _looked_at(text.casefold())


@lru_cache(maxsize=64)
def _looked_at(text: str) -> bytes:
    """The same of small letters: a text is asked in more guises than one."""
    finder, whose, worth = _finder()
    said = text.encode("utf-8", "replace").decode()  # half a character, which is nobody's literal
    for found, _, _ in finder.find_matches_as_indexes(said, overlapping=True):
        worth |= whose[found]
    return worth.to_bytes(len(_ALL), "little")


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, list[int], int]:
    """Of the literals of all patterns: what finds them, whose each is, and the patterns that have none."""
    whose: dict[str, int] = {}
    for number, each in enumerate(_ALL):
        for literal in each.literals:
            whose[literal] = whose.get(literal, 0) | 1 << 8 * number
    always = sum(1 << 8 * number for number, each in enumerate(_ALL) if not each.literals)
    return AhoCorasick(list(whose)), list(whose.values()), always
