"""The house's rule for Chinese and Cantonese: one space where Latin letters or digits meet Han, none between Han.

Gaps are filled with names and numbers that nobody knows beforehand: “{partner}的频道” becomes 小鹏汽车的频道 or JD.com
的频道. So translators need not think of spaces beside gaps; here they are put, through tags too. What stands inside a
value is left as its author wrote it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff]"
_TAGS = r"(?:</?[a-z]+[^<>]*>)*"
_GAP = re.compile(
    rf"(?P<before>{_HAN} ?)?(?P<head>{_TAGS})\{{(?P<name>[a-z_]+)\}}(?P<tail>{_TAGS})(?P<after> ?{_HAN})?"
)
_FIRST = re.compile(rf"{_TAGS}(.)")
_LAST = re.compile(rf"(.){_TAGS}\Z")
_IS_HAN = re.compile(_HAN)
_SIGNS = "@#/$%"


class _Gap(NamedTuple):
    """A place for a value, with the text before it; `left`, `right`: Han stands there."""

    text: str
    head: str
    name: str
    tail: str
    left: bool
    right: bool


@lru_cache(maxsize=4096)
def _parsed(sentence: str) -> tuple[tuple[_Gap, ...], str]:
    """The sentence's gaps in order, and what stands after the last."""
    gaps, at = [], 0
    while found := _GAP.search(sentence, at):
        text = sentence[at : found.start()] + (found["before"] or "").rstrip()
        sides = bool(found["before"]), bool(found["after"])
        gaps.append(_Gap(text, found["head"], found["name"], found["tail"], *sides))
        at = found.end()
        if found["after"]:  # it may stand before the next gap
            at -= 1
    return tuple(gaps), sentence[at:]


def filled(sentence: str, values: Mapping[str, object]) -> Markup:
    """A Han sentence with its gaps filled: values escaped unless they are mark-up, spaces where the rule wants them."""
    gaps, rest = _parsed(sentence)
    said = []
    for gap in gaps:
        value = str(escape(values[gap.name]))
        space_before = " " if gap.left and _is_latin(_FIRST.match(value)) else ""
        space_after = " " if gap.right and _is_latin(_LAST.search(value)) else ""
        said += [gap.text, space_before, gap.head, value, gap.tail, space_after]
    return Markup("".join([*said, rest]))  # noqa: S704 - values are escaped, sentences are ours


def _is_latin(found: re.Match[str] | None) -> bool:
    """Whether an edge of a value is a letter or digit of no Han script, or a sign that belongs to such."""
    if found is None:
        return False
    char = found[1]
    return char in _SIGNS or (char.isalnum() and char < "\u2e80")


def joined(pieces: Iterable[str]) -> str:
    """Pieces one after the other, a space where Latin and Han meet."""
    said = ""
    for piece in pieces:
        said += " " if said and piece and _meet(said, piece) else ""
        said += piece
    return said


def _meet(left: str, right: str) -> bool:
    end, begin = _LAST.search(left), _FIRST.match(right)
    if end is None or begin is None:
        return False
    return bool((_is_latin(end) and _IS_HAN.match(begin[1])) or (_IS_HAN.match(end[1]) and _is_latin(begin)))
