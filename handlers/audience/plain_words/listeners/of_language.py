"""Listeners for the language of a text: one that nobody speaks here, one that is not theirs, another for a post."""

import re

from markupsafe import Markup

from bot.hearing.aliases import Wish, language_named
from bot.hearing.meaning import LONGEST, Meaning
from bot.hearing.patterns import Pattern, any_of
from bot.languages import Form
from bot.words import Words, words_for
from handlers.audience.at_hand.shown_screens import kept_as_is_screen
from handlers.audience.at_hand.this_one import this_one
from handlers.audience.plain_words.circumstances import read_by_others, received_by_others, two_languages
from handlers.audience.plain_words.circumstances_screens import (
    both_screen,
    others_screen,
    theirs_screen,
    why_language_screen,
)
from handlers.audience.plain_words.hearing import Heard, may_offer
from handlers.audience.plain_words.listeners.said import Answer, Hearing, likely
from handlers.audience.plain_words.of_language_screens import (
    foreign_line,
    foreign_screen,
    letters_line,
    offer_screen,
    unspoken_line,
)
from handlers.audience.plain_words.plainly import wonders_at_language
from handlers.audience.plain_words.telling import asks, speaks
from handlers.audience.plain_words.tongues import tongue_named

AKIN = frozenset({Form.ZH_HANT, Form.YUE})
"""Both are written by most who read one of them: what is understood is answered, in theirs."""
KEPT_TO_THEMSELVES = frozenset({Wish.SHARE, Wish.VOTE, Wish.OFFERS, Wish.PAUSE, Wish.JOIN, Wish.FORGET})
"""Wishes in which somebody else may be named, and no posts are for them."""
_BUSINESS = Pattern(
    r"\b(?:partner\w*|compan\w+|shop|store|business|brand|bakery|restaurant|parceir\w+|empresa|loja|neg[óo]cio|marca"
    r"|restaurante)\b|合[伙夥]|公司|企[业業]|品牌|店",
    re.IGNORECASE,
)
"""Of whom somebody says so, they would take part in the programme."""
_STAYS = any_of(r"\b(?:leave|keep|stay|stick|fine)\b", r"\b(?:deix[ae]m?|fica|fique|mant[ée]m|mantenha|continua)\b")
_IN_IT = Pattern(r"\b(?:in|em) \S+\W*$", re.IGNORECASE)
"""“Say it in German.”"""


async def strange_language(it: Hearing) -> Answer | None:
    """A language that nobody speaks here: they write in it, or ask for it."""
    strange = strange_line(it.words, it.heard) or _tongue(it.words, it.text, it.meaning)
    return foreign_screen(it.words, strange) if strange else None


async def for_others(it: Hearing) -> Answer | None:
    """Somebody else reads another language or would have posts, or they would have two: their own stays as it is."""
    of_language = Wish.LANGUAGE in it.meaning.wishes or language_named(it.text) is not None
    if of_language and read_by_others(it.text):
        return others_screen(it.words)
    kept = KEPT_TO_THEMSELVES if _BUSINESS.search(it.text) else KEPT_TO_THEMSELVES - {Wish.JOIN}
    if received_by_others(it.text) and kept.isdisjoint(it.meaning.wishes[:1]):
        return theirs_screen(it.words)
    return both_screen(it.words) if it.meaning.wishes[:1] == (Wish.LANGUAGE,) and two_languages(it.text) else None


async def another_language(it: Hearing) -> Answer | None:
    """It is not the one that they have chosen: that one is offered, once in a while; not of a text to be translated."""
    form, visit = it.heard.form, it.visit
    akin = {form, it.words.form} == AKIN and it.meaning.sure
    if Wish.LEARN in it.wishes or akin:
        return None
    if form and form is not it.words.form and await may_offer(visit.state, form, visit.now):
        return offer_screen(words_for(form), it.words.form, likely(it.meaning))
    return None


async def why_this_language(it: Hearing) -> Answer | None:
    """Something came in another language than theirs."""
    wonders = Wish.LANGUAGE in it.meaning.wishes and wonders_at_language(it.text)
    return why_language_screen(it.words) if wonders else None


async def as_it_is(it: Hearing) -> Answer | None:
    """It shall stay as it is: “nah, leave it in English”."""
    stays = language_named(it.text) is it.words.form and len(it.text) <= LONGEST and _STAYS.search(it.text)
    return kept_as_is_screen(it.words) if stays and not asks(it.text) else None


async def this_post(it: Hearing) -> Answer | None:
    """The last one, in another language."""
    otherwise = it.meaning.clear and Wish.LANGUAGE not in it.meaning.wishes
    return None if otherwise or len(it.text) > LONGEST else await this_one(it.visit, it.text)


def strange_line(words: Words, heard: Heard) -> Markup | None:
    """What is said of a language, or of letters, that nobody reads here."""
    name = words.locale.languages.get(heard.foreign) if heard.foreign else None
    if name:
        return foreign_line(words, name)
    return letters_line(words, heard.letters) if heard.letters else None


def _tongue(words: Words, text: str, meaning: Meaning) -> Markup | None:
    """What is said of a language that they ask for, and that nobody speaks here."""
    code = tongue_named(text) if speaks(text) or _IN_IT.search(text) or Wish.LANGUAGE in meaning.wishes else None
    return unspoken_line(words, words.locale.languages[code]) if code else None
