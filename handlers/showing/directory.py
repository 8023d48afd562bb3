"""Partners in the order of a reader's own alphabet, a page at a time; and which one a message names."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache

from bot.hearing.aliases import speaks_of_one
from bot.languages import Form
from bot.lookup import Called, is_meant, name_shape
from bot.partners import Partner
from bot.places import DISTRICTS, Place
from bot.ports.page import Page
from bot.store import Work
from bot.terms import Wanted, is_told, terms_of
from bot.words import Words, words_for
from handlers.showing.paging import page_of

_WORD = re.compile(r"[^\W_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_BEGINNING = 2
"""Characters of a Chinese name that are enough to name it: 小鵬 is 小鵬汽車."""
_COUNTRY = "china"
"""Who says it has not named China Post, unless they say another word of its name."""
_KIND = re.compile(
    r"机构|公司|企业|品牌|学校|机关|团体|组织|institu\w*|compan\w*|organi[sz]\w*|business\w*|brand\w*|empresa\w*|marca\w*|city"
    r"|cidade\w*|城市"
)
"""What most partners are: it tells none of them apart."""
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
) -> tuple[int, Page[Partner]]:
    """The number of a page of those wanted, and the page; the last one when there are fewer. There are hundreds."""
    partners = [partner for partner in await tx.partners.all() if wanted(partner)]
    found = words.ordered(partners, lambda partner: partner.name(words.form))
    return page_of(found, no)


def partner_named(text: str, called: Called) -> int | None:
    """The one partner that a text names, in whichever form it does; none when it names none, or several."""
    found = partners_named(text, called)
    return found[0] if len(found) == 1 else None


def partners_named(text: str, called: Called) -> Sequence[int]:
    """All that it names; when it names none, those who are spoken of by what they are: “the post office”."""
    said = name_shape(text)
    near = called.near(said)
    named = [partner_id for partner_id, names in near if is_said(names, said)]
    return named or [partner_id for partner_id, names in near if speaks_of_one(text, names)]


def partner_alone(text: str, called: Called) -> int | None:
    """The one partner whose name, the first characters of it, or trade is all that a message says."""
    said = name_shape(text).strip()
    near = called.near(said)
    found = [partner_id for partner_id, names in near if any(_is_whole(name, said) for name in names)]
    found = found or [partner_id for partner_id, names in near if speaks_of_one(text, names)]
    return found[0] if len(found) == 1 else None


def of_trade(partners: Iterable[Partner], wanted: Wanted) -> Sequence[Partner]:
    """All whose names or page tell of everything that is looked for: those who make cars."""
    told = ((partner, _terms(*partner.about.items(), *partner.names.items())) for partner in filter(is_here, partners))
    return [partner for partner, terms in told if wanted and all(is_told(terms, each) for each in wanted)]


@lru_cache(maxsize=1024)
def _terms(*texts: tuple[Form, str]) -> frozenset[str]:
    """Of all of them; pages of partners hardly ever change."""
    return frozenset(term for form, text in texts for term in terms_of(text, form))


def known_for(partners: Iterable[Partner], wanted: Wanted) -> Partner | None:
    """The one whose page, and nobody else's, tells of what is looked for: “who sells paint”."""
    wanted = tuple(each for each in wanted if not any(_KIND.fullmatch(term.text) for term in each))
    here = list(filter(is_here, partners))
    pages = [_terms(*each.about.items()) for each in here]
    holders = ([partner for partner, told in zip(here, pages, strict=True) if is_told(told, each)] for each in wanted)
    alone = {holding[0].id: holding[0] for holding in holders if len(holding) == 1}
    return next(iter(alone.values())) if len(alone) == 1 else None


def _is_whole(name: str, said: str) -> bool:
    """A Chinese name may be left off after its third character, as people do: 小鵬汽車 of 小鵬汽車（樣例）."""
    known = _OF_THE_COUNTRY.sub("", name_shape(name))
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
    return frozenset(name_shape(name) for place in Place for name in names_of(place))


@cache
def _parts_of_town() -> frozenset[str]:
    """西關, with which a school's name begins, is one."""
    return frozenset(name_shape(name) for told in DISTRICTS.values() for name in re.split(r"[ |]", told))


def begins(name: str, said: str) -> bool:
    """Whether a name's first word, or its first two characters, are said; all of it when those are a city's name."""
    known = _OF_THE_COUNTRY.sub("", name_shape(name))
    if han := _HAN.match(known):
        beginning = han[0][:_BEGINNING]
        further = (run[_BEGINNING:] for run in _HAN.findall(known)[1:] if run[:_BEGINNING] in _cities())
        beginning = han[0][: _BEGINNING + 1] if beginning in _parts_of_town() else beginning
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
