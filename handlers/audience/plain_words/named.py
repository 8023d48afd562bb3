"""Partners, places and months that somebody names when they look for stories: their shelves are what they mean."""

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.hearing.mistyped import put_right, vocabulary
from bot.hearing.months import spoken
from bot.lookup import Called, name_shape
from bot.places import BAY, DISTRICTS, Place, without_namesakes
from bot.searching import Sought
from bot.store import Glancing, Work
from bot.texts import visible
from handlers.audience.library.shelves import MONTHS, PARTNERS, PLACES, Here, Shelf, shelves_of
from handlers.showing.directory import begins, is_said, names_of

MOST = 3
NEWEST = 300
"""Stories whose titles are looked through for a word that was mistyped."""


def city_named(text: str) -> Place | None:
    """The one city of the Bay Area that a text names, in whichever form it does."""
    said = name_shape(without_namesakes(text))
    found = [place for place in BAY if any(name_shape(name) in said for name in names_of(place))]
    return found[0] if len(found) == 1 else None


def district_named(text: str) -> str:
    """The first part of a town that a text names, as it is written there; else nothing."""
    found = _districts().search(name_shape(text))
    return text[found.start() : found.end()] if found else ""


@lru_cache(maxsize=1)
def _districts() -> re.Pattern[str]:
    names = {name_shape(name.replace("_", " ")) for told in DISTRICTS.values() for name in re.split(r"[ |]", told)}
    told = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"\b{name}\b" if name.isascii() else name for name in told))


async def shelves_named(tx: Work, here: Here, text: str, called: Called) -> tuple[Shelf, ...]:
    """The shelves that a text names, in whichever form it does; what is on them is looked at only when it names any."""
    said = name_shape(text)
    named = {f"{PARTNERS}{partner_id}" for partner_id, names in called.near(said) if is_said(names, said)}
    there = name_shape(without_namesakes(text))
    named |= {f"{PLACES}{place}" for place in Place if is_said(names_of(place), there)}
    months = {month for month in range(1, 13) if spoken(month).search(said)}
    found: list[Shelf] = []
    if named:
        found += [shelf for shelf in await shelves_of(tx, here, PARTNERS + PLACES) if shelf[0] in named]
    if months:
        found += [shelf for shelf in await shelves_of(tx, here, MONTHS) if int(shelf[0][-2:]) in months]
    return tuple(found[:MOST])


async def rather_typed(store: Glancing, typed: str) -> str | None:
    """What they may have wanted to type instead of these words, of those of partners, places and titles."""
    called, titles = await store.called(), await store.titles(NEWEST)
    return put_right(typed, _known_words(_names(called), titles))


async def has(tx: Work, rather: str, called: Called) -> bool:
    """Whether anything has these words: a partner's name, or a story."""
    named = any(begins(name, name_shape(rather)) for name in _names(called))
    return named or bool((await tx.stories.found(Sought(words=rather), 0, 1)).total)


def _names(called: Called) -> tuple[str, ...]:
    return tuple(name for names in called.names.values() for name in names)


@lru_cache(maxsize=1)
def _known_words(partners: tuple[str, ...], titles: tuple[str, ...]) -> Mapping[str, str]:
    """Made anew when somebody is called otherwise, or there is a new story."""
    return vocabulary(map(visible, (*partners, *(name for place in Place for name in names_of(place)), *titles)))
