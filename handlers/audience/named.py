"""Partners, places and months that somebody names when they look for stories: their shelves are what they mean."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Generic, TypeVar

from bot.languages import Form
from bot.lookup import plain
from bot.mistyped import put_right, vocabulary
from bot.months import spoken
from bot.partners import Called
from bot.places import Place
from bot.searching import Sought, told
from bot.store import Work
from bot.texts import visible
from bot.words import words_for
from handlers.audience.shelves import MONTHS, PARTNERS, PLACES, Here, Shelf, shelves_of

K = TypeVar("K")
MOST = 3
NEWEST = 300
"""Stories whose titles are looked through for a word that was mistyped."""
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BEGINNING = 2
"""Characters of a Chinese name that are enough to name it in a sentence: 小鵬 is 小鵬汽車."""


async def shelves_named(tx: Work, here: Here, text: str, called: Called) -> tuple[Shelf, ...]:
    """The shelves that a text names, in whichever form it does; what is on them is looked at only when it names any."""
    said = plain(text)
    named = {f"{PARTNERS}{partner_id}" for partner_id in _partners(called).said_in(said)}
    named |= {f"{PLACES}{place}" for place in _places().said_in(said)}
    months = {month for month in range(1, 13) if spoken(month).search(said)}
    found: list[Shelf] = []
    if named:
        found += [shelf for shelf in await shelves_of(tx, here, PARTNERS + PLACES) if shelf[0] in named]
    if months:
        found += [shelf for shelf in await shelves_of(tx, here, MONTHS) if int(shelf[0][-2:]) in months]
    return tuple(found[:MOST])


def partner_named(text: str, called: Called) -> int | None:
    """The one partner that a text names, in whichever form it does; none when it names none, or several."""
    return _only(_partners(called).said_in(plain(text)))


def partner_alone(text: str, called: Called) -> int | None:
    """The one partner whose name is all that a message says, or the first characters of it."""
    return _only(_partners(called).meant_by(plain(text).strip()))


async def rather_sought(tx: Work, text: str, called: Called) -> str | None:
    """What they may have wanted to type, of the words of titles, partners and places; only if something has it."""
    partners = (name for names in called.names.values() for name in names)
    known = [*partners, *(name for place in Place for name in _called(place)), *await tx.stories.openings(NEWEST)]
    rather = put_right(told(text), vocabulary(map(visible, known)))
    if rather is None:
        return None
    named = _partners(called).said_in(plain(rather))
    return rather if named or (await tx.stories.found(Sought(words=rather), 0, 1)).total else None


def _only(found: set[int]) -> int | None:
    return found.pop() if len(found) == 1 else None


class _Names(Generic[K]):
    """The names of many things, in all forms, each taken apart once.

    A name is said where its first word, or its first two characters, are; all of it when those are a city's name.
    """

    def __init__(self, called: Mapping[K, Iterable[str]]) -> None:
        self._words: dict[str, set[K]] = {}
        self._pieces: dict[str, set[K]] = {}
        self._whole: dict[str, set[K]] = {}
        for key, known in ((key, plain(name)) for key, names in called.items() for name in names):
            self._whole.setdefault(known, set()).add(key)
            if han := _HAN.match(known):
                beginning = han[0][:_BEGINNING]
                self._pieces.setdefault(han[0] if beginning in _cities() else beginning, set()).add(key)
            elif first := _WORD.search(known):
                within, piece = (self._pieces, known) if first[0] in _cities() else (self._words, first[0])
                within.setdefault(piece, set()).add(key)

    def said_in(self, said: str) -> set[K]:
        """Whose names a text in its plain form says."""
        words = (self._words.get(word, ()) for word in _WORD.findall(said))
        pieces = (keys for piece, keys in self._pieces.items() if piece in said)
        return set[K]().union(*words, *pieces)

    def meant_by(self, said: str) -> set[K]:
        """Whose name is all of it; a Chinese one may be left off after its third character, as people do."""
        if len(said) <= _BEGINNING or not _HAN.fullmatch(said):
            return {*self._whole.get(said, ())}
        return set[K]().union(*(keys for name, keys in self._whole.items() if name.startswith(said)))


@lru_cache(maxsize=4)
def _partners(called: Called) -> _Names[int]:
    return _Names(called.names)


@cache
def _places() -> _Names[Place]:
    return _Names({place: _called(place) for place in Place})


@cache
def _called(place: Place) -> tuple[str, ...]:
    return tuple(words_for(form).place(place) for form in Form)


@cache
def _cities() -> frozenset[str]:
    return frozenset(plain(name) for place in Place for name in _called(place))
