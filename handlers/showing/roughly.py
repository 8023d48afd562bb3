"""How many readers there are of some kind, said so that nobody in a small group can be made out."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.reports import LEAST
from bot.words import Words


def rounded(n: int) -> int:
    """The nearest number that is told; a group too small to be told stays what it is."""
    return n if n < LEAST else (n + LEAST // 2) // LEAST * LEAST


def together(groups: Iterable[int]) -> int:
    """Groups as one. Made of what is told of each alone, so that no two choices tell more by their difference."""
    there = [n for n in groups if n]
    small = sum(n < LEAST for n in there)
    large = sum(rounded(n) for n in there if n >= LEAST)
    return large + small // 2 * LEAST or min(small, 1)


def shown(words: Words, n: int) -> str:
    """A number on a button."""
    if n >= LEAST:
        return f"≈ {words.number(rounded(n))}"
    return f"< {words.number(LEAST)}" if n else words.number(n)


def roughly(words: Words, one: str, many: str, n: int, **values: object) -> Markup:
    """The sentence for about so many readers, or for fewer than are told. `one` and `many` are marked."""
    if not n:
        return words.plural(one, many, n, shown=None, **values)
    few = words.say("fewer than {n}", n=words.number(LEAST))
    number = few if n < LEAST else words.say("about {n}", n=words.number(rounded(n)))
    said = words.plural(one, many, max(n, LEAST), shown=number, **values)
    return said[:1].upper() + said[1:]
