"""Which words a regular expression needs: whatever it finds holds one of them.

As RE2's prefilters and code searches do it: alternatives are joined, what follows one another is multiplied while it
stays few, and of all that is needed the most telling is taken. Python's own parser reads the expression; what is not
known here (a class, a reference back) needs nothing, so that a pattern is tried once too often, never too seldom.
"""

import re._constants as op  # type: ignore[import-not-found]  # private, and what `re` itself is made of
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

_MOST = 300
"""Literals of a piece; more are not multiplied with what follows."""
_WIDEST = 40
"""Characters of a class that is taken as alternatives; of a range in it a third."""
_TELLING = 4
"""Letters from which on a longer literal is no more telling; a Chinese character counts as three."""


class _Needs(NamedTuple):
    """What a piece of an expression needs."""

    whole: frozenset[str] | None = frozenset({""})
    """All that it can find, where these are few."""
    within: tuple[frozenset[str], ...] = ()
    """Sets, of each of which one is in whatever it finds."""

    @property
    def best(self) -> frozenset[str]:
        """The most telling of all; nothing where none tells anything."""
        return max((*self.within, self.whole or frozenset()), key=_weight)


_ANYTHING = _Needs(None)


def literals_of(pattern: str, flags: int = 0) -> frozenset[str]:
    """Literals in small letters (`str.casefold`) of which one is in all that the pattern finds; none: nobody knows."""
    best = _in_turn(parser.parse(pattern, flags)).best
    return _shortest(best) if _weight(best) > 0 else frozenset()


def _weight(literals: frozenset[str]) -> int:
    """How much it tells that one of these is needed: 0 for what any text has, else the longer and fewer the more."""
    least = min((sum(3 if char >= "\u3400" else 1 for char in each) for each in literals), default=0)
    if not least or any(len(each) == 1 and each.isascii() and each.isalpha() for each in literals):
        return 0
    return min(least, _TELLING) * 100_000 - len(literals)


def _shortest(literals: frozenset[str]) -> frozenset[str]:
    """Without those that hold another one."""
    return frozenset(each for each in literals if not any(other in each for other in literals if other != each))


def _in_turn(pieces: Iterable[tuple[Any, Any]]) -> _Needs:
    run, whole, within = frozenset({""}), True, list[frozenset[str]]()
    for kind, told in pieces:
        needs = _BY_KIND.get(kind, _unknown)(told)
        within += needs.within
        if needs.whole is not None and len(run) * len(needs.whole) <= _MOST:
            run = frozenset(begun + more for begun in run for more in needs.whole)
            continue
        within.append(run)
        run, whole = needs.whole or frozenset({""}), False
    return _Needs(run, tuple(within)) if whole else _Needs(None, (*within, run))


def _unknown(_: object) -> _Needs:
    return _ANYTHING


def _nothing(_: object) -> _Needs:
    """An edge, or a look around: it finds nothing itself."""
    return _Needs()


def _one(char: int) -> _Needs:
    return _Needs(frozenset({chr(char).casefold()}))


def _of_a_class(told: Iterable[tuple[Any, Any]]) -> _Needs:
    chars = set[str]()
    for kind, which in told:
        first, last = which if kind is op.RANGE else (which, which)
        if kind not in {op.LITERAL, op.RANGE} or last - first > _WIDEST // 3:
            return _ANYTHING
        chars |= {chr(char).casefold() for char in range(first, last + 1)}
    return _Needs(frozenset(chars)) if len(chars) <= _WIDEST else _ANYTHING


def _either(told: tuple[Any, Iterable[Any]]) -> _Needs:
    ways = [_in_turn(way) for way in told[1]]
    wholes = [way.whole for way in ways if way.whole is not None]
    if len(wholes) == len(ways) and sum(map(len, wholes)) <= _MOST:
        return _Needs(frozenset().union(*wholes))
    best = [way.best for way in ways]
    return _Needs(None, (frozenset().union(*best),)) if all(map(_weight, best)) else _ANYTHING


def _again(told: tuple[int, int, Any]) -> _Needs:
    least, most, piece = told
    needs = _in_turn(piece)
    if least == most == 1:
        return needs
    if least:
        return _Needs(None, (*needs.within, needs.whole or frozenset()))
    return _Needs(needs.whole | {""}) if most == 1 and needs.whole is not None else _ANYTHING


_BY_KIND: Mapping[Any, Callable[[Any], _Needs]] = {
    op.LITERAL: _one,
    op.IN: _of_a_class,
    op.BRANCH: _either,
    op.SUBPATTERN: lambda told: _in_turn(told[3]),
    op.ATOMIC_GROUP: _in_turn,
    op.MAX_REPEAT: _again,
    op.MIN_REPEAT: _again,
    op.POSSESSIVE_REPEAT: _again,
    op.AT: _nothing,
    op.ASSERT: _nothing,
    op.ASSERT_NOT: _nothing,
}
