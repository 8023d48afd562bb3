"""Partners, places and months that somebody names when they look for stories: their shelves are what they mean."""

import re
from collections.abc import Iterable
from functools import cache

from bot.languages import Form
from bot.lookup import Called, plain
from bot.mistyped import put_right, vocabulary
from bot.months import spoken
from bot.places import Place
from bot.searching import Sought, told
from bot.store import Work
from bot.texts import visible
from bot.words import words_for
from handlers.audience.shelves import MONTHS, PARTNERS, PLACES, Here, Shelf, shelves_of

MOST = 3
NEWEST = 300
"""Stories whose titles are looked through for a word that was mistyped."""
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BEGINNING = 2
"""Characters of a Chinese name that are enough to name it: 小鵬 is 小鵬汽車."""


async def shelves_named(tx: Work, here: Here, text: str, called: Called) -> tuple[Shelf, ...]:
    """The shelves that a text names, in whichever form it does; what is on them is looked at only when it names any."""
    said = plain(text)
    named = {f"{PARTNERS}{partner_id}" for partner_id, names in called.near(said) if _is_said(names, said)}
    named |= {f"{PLACES}{place}" for place in Place if _is_said(_called(place), said)}
    months = {month for month in range(1, 13) if spoken(month).search(said)}
    found: list[Shelf] = []
    if named:
        found += [shelf for shelf in await shelves_of(tx, here, PARTNERS + PLACES) if shelf[0] in named]
    if months:
        found += [shelf for shelf in await shelves_of(tx, here, MONTHS) if int(shelf[0][-2:]) in months]
    return tuple(found[:MOST])


def partner_named(text: str, called: Called) -> int | None:
    """The one partner that a text names, in whichever form it does; none when it names none, or several."""
    said = plain(text)
    found = [partner_id for partner_id, names in called.near(said) if _is_said(names, said)]
    return found[0] if len(found) == 1 else None


def partner_alone(text: str, called: Called) -> int | None:
    """The one partner whose name is all that a message says, or the first characters of it."""
    said = plain(text).strip()
    found = [partner_id for partner_id, names in called.near(said) if any(_is_whole(name, said) for name in names)]
    return found[0] if len(found) == 1 else None


async def rather_sought(tx: Work, text: str, called: Called) -> str | None:
    """What they may have wanted to type, of the words of titles, partners and places; only if something has it."""
    partners = [name for names in called.names.values() for name in names]
    known = [*partners, *(name for place in Place for name in _called(place)), *await tx.stories.openings(NEWEST)]
    rather = put_right(told(text), vocabulary(map(visible, known)))
    if rather is None:
        return None
    named = any(_begins(name, plain(rather)) for name in partners)
    return rather if named or (await tx.stories.found(Sought(words=rather), 0, 1)).total else None


def _is_whole(name: str, said: str) -> bool:
    """A Chinese name may be left off after its third character, as people do: 小鵬汽車 of 小鵬汽車（樣例）."""
    known = plain(name)
    return said == known or (len(said) > _BEGINNING and bool(_HAN.fullmatch(said)) and known.startswith(said))


def _is_said(names: Iterable[str], said: str) -> bool:
    return any(_begins(name, said) for name in names)


@cache
def _called(place: Place) -> tuple[str, ...]:
    return tuple(words_for(form).place(place) for form in Form)


@cache
def _cities() -> frozenset[str]:
    return frozenset(plain(name) for place in Place for name in _called(place))


def _begins(name: str, said: str) -> bool:
    """Whether a name's first word, or its first two characters, are said; all of it when those are a city's name."""
    known = plain(name)
    if han := _HAN.match(known):
        beginning = han[0][:_BEGINNING]
        return (han[0] if beginning in _cities() else beginning) in said
    first = _WORD.search(known)
    if first is None:
        return False
    return known in said if first[0] in _cities() else first[0] in _WORD.findall(said)
