"""Partners, places and months that somebody names when they look for stories: their shelves are what they mean."""

import re
from collections.abc import Iterator
from datetime import date

from bot.languages import Form
from bot.lookup import plain
from bot.places import Place
from bot.store import Work
from bot.words import words_for
from handlers.audience.shelves import MONTHS, PARTNERS, PLACES, Here, Shelf, shelves_of

MOST = 3
_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BEGINNING = 2
"""Characters of a Chinese name that are enough to name it: 小鵬 is 小鵬汽車."""
_NUMERALS = ("", *"一二三四五六七八九十", "十一", "十二")


async def shelves_named(tx: Work, here: Here, text: str) -> tuple[Shelf, ...]:
    """The shelves that a text names, in whichever form it does."""
    said = plain(text)
    found = [shelf for shelf in await shelves_of(tx, here, PARTNERS + PLACES) if await _is_named(tx, shelf, said)]
    found += [shelf for shelf in await shelves_of(tx, here, MONTHS) if _is_month(shelf, said)]
    return tuple(found[:MOST])


async def _is_named(tx: Work, shelf: Shelf, said: str) -> bool:
    kind, which = shelf[0][:1], shelf[0][1:]
    if kind == PLACES:
        return any(_begins(words_for(form).place(Place(which)), said) for form in Form)
    partner = await tx.partners.get(int(which))
    return partner is not None and any(_begins(name, said) for name in partner.names.values())


def _begins(name: str, said: str) -> bool:
    """Whether a name's first word, or its first two characters, are said."""
    known = plain(name)
    if han := _HAN.match(known):
        return han[0][:_BEGINNING] in said
    first = _WORD.search(known)
    return first is not None and first[0] in _WORD.findall(said)


def _is_month(shelf: Shelf, said: str) -> bool:
    first = date(int(shelf[0][1:5]), int(shelf[0][5:7]), 1)
    return any(re.search(rf"(?<![\da-z十]){name}(?![a-z])", said) for name in _called(first))


def _called(first: date) -> Iterator[str]:
    """A month as people say it: 10月, 十月, October, outubro."""
    yield f"{first.month}月"
    yield f"{_NUMERALS[first.month]}月"
    for form in (Form.EN, Form.PT):
        yield _WORD.findall(plain(words_for(form).day_as(first, "yMMMM")))[0]
