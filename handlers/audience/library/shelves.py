"""Shelves of stories, each by a short name that a button carries: a letter for its kind, and which one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from bot.content import PostKind
from bot.mistakes import Mistake, Why, existing
from bot.people import HOME_ZONE
from bot.places import Place
from bot.recurrence import city_day, days_in, same_day_before
from bot.searching import Sought
from bot.store import Work
from bot.words import Words, marked

PARTNERS, CAMPAIGNS, KINDS, PLACES, MONTHS, TODAY, SEARCH, CAME = "p", "c", "k", "l", "m", "t", "q", "r"
"""What a shelf's name begins with."""
THEMES = KINDS + CAMPAIGNS
MOST = 48
"""Shelves shown at once; Telegram takes a hundred buttons."""
LABELS: Mapping[PostKind, str] = {
    PostKind.STORY: marked("Stories of the city"),
    PostKind.CAMPAIGN: marked("Offers and promotions"),
}
Shelf = tuple[str, str, int]
"""Its short name, what people call it, and how many stories stand there."""


@dataclass(frozen=True, slots=True)
class Here:
    """Whose language and moment decide. Days are the city's, as those of a newspaper: a story came out there."""

    words: Words
    now: datetime


async def sought_on(tx: Work, here: Here, by: str) -> Sought:
    """What a shelf holds. Raises `Mistake(NOT_FOUND)` for a name that somebody made up."""
    kind, which = by[:1], by[1:]
    try:
        match kind:
            case "p":
                return Sought(partner_id=_number(which))
            case "c":
                return Sought(campaign_id=_number(which))
            case "k":
                return Sought(kind=PostKind(which))
            case "l":
                return Sought(place=Place(which))
            case "m":
                return Sought(spans=(_month(which),))
            case "t":
                oldest = await tx.stories.oldest()
                return Sought(spans=same_day_before(here.now, HOME_ZONE, oldest) if oldest else ())
    except (ValueError, OverflowError):
        pass
    raise Mistake(Why.NOT_FOUND)


async def name_of(tx: Work, here: Here, by: str) -> str:
    """What people call a shelf. Raises `Mistake(NOT_FOUND)` for a partner or campaign that is not there."""
    kind, which, words = by[:1], by[1:], here.words
    if kind == PARTNERS:
        return existing(await tx.partners.get(_number(which))).name(words.form)
    if kind == CAMPAIGNS:
        return existing(await tx.campaigns.get(_number(which))).name(words.form)
    if kind == KINDS:
        return words.bare(LABELS[PostKind(which)])
    return words.place(Place(which)) if kind == PLACES else words.day_as(_first(which), "yMMMM")


async def kinds_shown(tx: Work) -> Sequence[str]:
    """The kinds of shelf of which any holds a story; every story has a partner, a theme and a month."""
    told = await tx.stories.shelves()
    held = {PARTNERS: told.partners, PLACES: told.places, THEMES: told.kinds, MONTHS: told.kinds}
    return [of for of, shelves in held.items() if shelves]


async def shelves_of(tx: Work, here: Here, of: str) -> Sequence[Shelf]:
    """The shelves of some kinds that hold anything: the fullest first, months the latest first."""
    if of == MONTHS:
        months = Counter(f"{city_day(moment):%Y%m}" for moment in await tx.stories.moments())
        latest = islice(months.items(), MOST)  # in the order in which they were met
        return [(MONTHS + key, here.words.day_as(_first(key), "yMMMM"), n) for key, n in latest]
    told = await tx.stories.shelves()
    by_kind: Mapping[str, Mapping[Any, int]] = {
        PARTNERS: told.partners,
        KINDS: told.kinds,
        CAMPAIGNS: told.campaigns,
        PLACES: told.places,
    }
    found: list[Shelf] = []
    for kind in of:
        fullest = sorted(by_kind.get(kind, {}).items(), key=lambda pair: -pair[1])[: MOST - len(found)]
        names = await _names(tx, here, kind, [key for key, _ in fullest])
        found += [(f"{kind}{key}", names.get(key, ""), n) for key, n in fullest]
    return found


async def _names(tx: Work, here: Here, kind: str, keys: Sequence[Any]) -> Mapping[Any, str]:
    """What people call several shelves of one kind."""
    if kind in PARTNERS + CAMPAIGNS:
        those = await (tx.partners.those(keys) if kind == PARTNERS else tx.campaigns.those(keys))
        return {key: one.name(here.words.form) for key, one in those.items()}
    return {key: await name_of(tx, here, f"{kind}{key}") for key in keys}  # these are read nowhere


def _number(which: str) -> int:
    if not (which.isascii() and which.isdecimal() and len(which) <= LONGEST):
        raise ValueError(which)
    return int(which)


def came(days: tuple[date, date] | None) -> str:
    """The shelf of what came to the reader: lately, or on these days, the second one excluded."""
    return CAME + ("{:%Y%m%d}{:%Y%m%d}".format(*days) if days else "")


def days_of(by: str) -> tuple[date, date] | None:
    """The days of such a shelf. Raises `Mistake(NOT_FOUND)` for a name that somebody made up."""
    if not by[1:]:
        return None
    try:
        begin, end = date.fromisoformat(by[1:9]), date.fromisoformat(by[9:])
    except ValueError:
        raise Mistake(Why.NOT_FOUND) from None
    if not FIRST_YEAR <= begin.year <= end.year <= LAST_YEAR:
        raise Mistake(Why.NOT_FOUND)
    return begin, end


FIRST_YEAR, LAST_YEAR = 2000, 2999
"""Years whose days are moments in every zone."""
LONGEST = 15
"""Digits of an id that surely fits into a button and into a database."""


def _first(which: str) -> date:
    if len(which) != len("202611"):
        raise ValueError(which)
    return date(_number(which[:4]), _number(which[4:]), 1)


def _month(which: str) -> tuple[datetime, datetime]:
    first = _first(which)
    return days_in(HOME_ZONE, first, (first + timedelta(days=32)).replace(day=1))
