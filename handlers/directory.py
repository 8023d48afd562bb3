"""Partners in the order of a reader's own alphabet, a page at a time; and which one a message names."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from bot.languages import Form
from bot.lookup import Called, is_meant, plain
from bot.partners import Partner
from bot.places import Place
from bot.ports.page import Page
from bot.store import Work
from bot.words import Words, words_for
from handlers.screen import PAGE

_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BEGINNING = 2
"""Characters of a Chinese name that are enough to name it: 小鵬 is 小鵬汽車."""
_COUNTRY = "china"
"""Who says it has not named China Post, unless they say another word of its name."""
_OF_THE_COUNTRY = re.compile(r"^中國(?=[\u3400-\u9fff]{2})")
"""What many names begin with and nobody says: 中國郵政 is 郵政."""


def is_here(partner: Partner) -> bool:
    """Whether it has not left the programme."""
    return partner.retired_at is None


def is_called(partner: Partner, typed: str) -> bool:
    """Whether one of its names holds what was typed; it does when nothing was."""
    return is_meant(typed, (*partner.names.values(), partner.slug))


async def directory(
    tx: Work, words: Words, no: int, wanted: Callable[[Partner], bool] = is_here
) -> tuple[Page[Partner], int]:
    """A page of those wanted and its number; the last one when there are fewer. There are hundreds, not millions."""
    partners = [partner for partner in await tx.partners.all() if wanted(partner)]
    found = words.ordered(partners, lambda partner: partner.name(words.form))
    no = max(0, min(no, (len(found) - 1) // PAGE))
    return Page(found[no * PAGE : (no + 1) * PAGE], len(found)), no


def partner_named(text: str, called: Called) -> int | None:
    """The one partner that a text names, in whichever form it does; none when it names none, or several."""
    found = partners_named(text, called)
    return found[0] if len(found) == 1 else None


def partners_named(text: str, called: Called) -> list[int]:
    """All partners that a text names."""
    said = plain(text)
    return [partner_id for partner_id, names in called.near(said) if is_said(names, said)]


def partner_alone(text: str, called: Called) -> int | None:
    """The one partner whose name is all that a message says, or the first characters of it."""
    said = plain(text).strip()
    found = [partner_id for partner_id, names in called.near(said) if any(_is_whole(name, said) for name in names)]
    return found[0] if len(found) == 1 else None


def _is_whole(name: str, said: str) -> bool:
    """A Chinese name may be left off after its third character, as people do: 小鵬汽車 of 小鵬汽車（樣例）."""
    known = _OF_THE_COUNTRY.sub("", plain(name))
    said = _OF_THE_COUNTRY.sub("", said)
    return said == known or (len(said) > _BEGINNING and bool(_HAN.fullmatch(said)) and known.startswith(said))


def is_said(names: Iterable[str], said: str) -> bool:
    """Whether one of the names, or its beginning, is said."""
    return any(begins(name, said) for name in names)


@cache
def names_of(place: Place) -> tuple[str, ...]:
    """The names of a place, in every form."""
    return tuple(words_for(form).place(place) for form in Form)


@cache
def _cities() -> frozenset[str]:
    return frozenset(plain(name) for place in Place for name in names_of(place))


def begins(name: str, said: str) -> bool:
    """Whether a name's first word, or its first two characters, are said; all of it when those are a city's name."""
    known = _OF_THE_COUNTRY.sub("", plain(name))
    if han := _HAN.match(known):
        beginning = han[0][:_BEGINNING]
        further = (run[_BEGINNING:] for run in _HAN.findall(known)[1:] if run[:_BEGINNING] in _cities())
        return (han[0] if beginning in _cities() else beginning) in said or any(
            len(name) > _BEGINNING and name in said for name in further
        )
    words = _WORD.findall(known)
    if not words:
        return False
    spoken_of = set(_WORD.findall(said))
    if words[0] == _COUNTRY:
        others = {word for word in words[1:] if len(word) > _BEGINNING}
        return _COUNTRY in spoken_of and not others.isdisjoint(spoken_of)
    return known in said if words[0] in _cities() else words[0] in spoken_of
