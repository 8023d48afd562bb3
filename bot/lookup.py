"""Whether a name is meant by what somebody typed: in either script, whatever the case, the accents and the width."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import pairwise

from bot.forms.scripts import folded
from bot.texts import unaccented

_RUN = re.compile(r"([\u3400-\u9fff]+)|[^\W_\u3400-\u9fff]+")


@lru_cache(maxsize=1024)
def name_shape(text: str) -> str:
    """A text as names are compared: small letters, half width, no accents, one script."""
    plain = unaccented(text)
    return plain if plain.isascii() else folded(plain)


def is_meant(typed: str, names: Iterable[str]) -> bool:
    """Whether one of the names holds every word that was typed; nothing typed means every name."""
    sought = name_shape(typed).split()
    return any(all(word in name for word in sought) for name in map(name_shape, names)) or not sought


class Called:
    """What all partners are called, in whichever form, in the order they joined."""

    def __init__(self, names: Mapping[int, tuple[str, ...]]) -> None:
        self.names = names

    def near(self, said: str) -> list[tuple[int, tuple[str, ...]]]:
        """Those whose names have a word, or two characters of Chinese, in common with a text in its plain form.

        So of a hundred partners few are looked at closely; of a Chinese name of one character that one is enough.
        """
        pieces = (*_pieces(said), *(char for run in _RUN.findall(said) for char in run))
        found = set[int]().union(*(self._by_piece.get(piece, ()) for piece in pieces))
        return [(partner_id, self.names[partner_id]) for partner_id in sorted(found)]

    @cached_property
    def _by_piece(self) -> Mapping[str, set[int]]:
        found: dict[str, set[int]] = {}
        for partner_id, names in self.names.items():
            for piece in {piece for name in names for piece in _pieces(name_shape(name))}:
                found.setdefault(piece, set()).add(partner_id)
        return found


def _pieces(said: str) -> Iterator[str]:
    """Words of letters and digits; of Chinese the neighbours, or a character that has none."""
    for run in _RUN.finditer(said):
        if run[1] and len(run[1]) > 1:
            yield from map("".join, pairwise(run[1]))
        else:
            yield run[0]
