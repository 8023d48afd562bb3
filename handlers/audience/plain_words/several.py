"""Several wishes in one message: each part is heard for itself, and each gets its page or button; none is done."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from aiogram.types import Message

from bot.hearing.aliases import Alias, Wish, alias_of, beyond, mentioned
from bot.hearing.meaning import COURTESY, LONGEST, meant
from bot.hearing.nods import lets_be
from bot.hearing.patterns import Pattern
from bot.languages import Form
from bot.lookup import Called
from bot.words import words_for
from handlers.audience.answering.answers import ANSWERED
from handlers.audience.answering.answers_screens import ANSWERS
from handlers.audience.answering.beyond_screens import beyond_screen
from handlers.audience.arriving.language import in_their_script
from handlers.audience.arriving.start_screens import language_screen
from handlers.audience.library.finding import OF_STORIES
from handlers.audience.library.in_passing import Asked, heard_screen
from handlers.audience.plain_words.of_language_screens import offer_screen
from handlers.audience.plain_words.suggesting_screens import PRESSES, suggesting_screen
from handlers.audience.plain_words.telling import asks, language_wanted, says_hello, tells_a_tale, tells_at_length
from handlers.audience.plain_words.whereabouts import has_left, lives_at, moved_to
from handlers.audience.plain_words.wishes import granted
from handlers.audience.receiving.less_of_one import page_heard
from handlers.audience.receiving.places_screens import moved_screen
from handlers.audience.visit import Visit
from handlers.showing.directory import partner_named, partners_named
from handlers.showing.screen import Screen, show

FEWEST, MOST = 2, 4
"""Wishes that make several, and those that are answered."""
OF_A_PARTNER = frozenset({Wish.FEWER, Wish.STOP, Wish.START, Wish.PARTNERS, Wish.FOLLOWING, Wish.SILENCE, Wish.PAUSE})
"""What a partner's page is for, when it is said of one."""
SHOWS = frozenset(
    {
        *(Wish.LANGUAGE, Wish.SETTINGS, Wish.FEWER, Wish.FOLLOWING, Wish.SILENCE, Wish.PAUSE),
        *(Wish.PARTNERS, Wish.VOTE, Wish.TODAY, Wish.HELP),
    }
)
"""What a page answers, which changes nothing by being opened."""
PAGES = SHOWS | ANSWERED | {Wish.STORIES, Wish.BEYOND}
"""Wishes that are granted by showing something."""
GREETED = 2
"""Words of a hello and whom it is for."""
SHORT = 3
"""Words beside which a partner's name says all: “and XPeng”."""
SAID_BY: Mapping[Wish, Collection[Wish]] = {
    Wish.HELP: {Wish.HUMAN, Wish.JOIN, Wish.TROUBLE, Wish.WHO},
    Wish.HUMAN: {Wish.JOIN},
    Wish.FEWER: {Wish.TIMING},
    Wish.SETTINGS: {Wish.TIMING},
    Wish.TROUBLE: {Wish.OWN},
}
"""Wishes beside which one needs no answer of its own."""
_BETWEEN = Pattern(
    r"[,.;:!?](?=\s|$)|[，、；：。！？\n]"
    r"|\b(?:and|then|also|but|plus|first|second|third|e|mas|depois|também|primeiro|segundo|terceiro)\b"
    "|同埋|然后|然後|跟住|跟着|跟著|接着|接著|并且|並且|还有|還有|仲有|而且|另外|顺便|順便|同时|同時|(?:并|並)(?![不没沒非])",
    re.IGNORECASE,
)
"""What stands between two wishes."""
_SIGH = Pattern(
    r"(?:(?:it['’]?s|this is|that['’]?s|is|so|very|really|too|how|quite) )*(?:annoying|annoyed|irritating"
    r"|frustrating)\W*"
    r"|(?:(?:é|que|muito|tão|mesmo|isto|já|está) )*(?:irritante|chato|frustrante|aborrecido)\W*"
    r"|(?:真[係是的]?|好|很|太|非常|超|都)*[煩烦](?:[人死到嬲]|死人)?[了啦喇呀啊㗎]*\W*",
    re.IGNORECASE,
)
_LIKES = Pattern(
    r"(?:i |we |eu )?(?:really |still |do |also |muito |também )*"
    r"(?:like|love|enjoy|gosto|gostamos|adoro)\b(?! to\b| de \w+r\b)",
    re.IGNORECASE,
)
"""What somebody likes stays as it is: “but I like the post office ones”."""
_ONLY = Pattern(
    r"\b(?:only|just|nothing but|keep|still|só|apenas|somente|manter|continuar)\b|[只净淨剩]|保留|[繼继][續续]",
    re.IGNORECASE,
)
"""Who wants stories only, or still, has not asked for one now."""


@dataclass(frozen=True, slots=True)
class Part:
    """One wish of several, in its own words; `firm`: known by them, or nothing else can be meant."""

    wish: Wish
    text: str
    firm: bool
    partner: int | None = None
    """The number of the partner."""
    form: Form | None = None

    @property
    def about(self) -> tuple[object, ...]:
        """What two parts have in common that ask for the same."""
        return (self.partner,) if self.partner else (self.wish, self.form, bool(lives_at(self.text)))


async def several(visit: Visit, text: str) -> tuple[Part, ...]:
    """What a message asks for one after the other; nothing when it is hardly more than one thing.

    “Fewer of XPeng, say one a week” is one: what is said beside a partner is said of it.
    """
    if len(text) > LONGEST or tells_a_tale(text):
        return ()
    if not _BETWEEN.search(text):
        return await _of_each(visit, text)
    pieces = [piece for each in _BETWEEN.split(text) if (piece := each.strip()) and not _says_little(piece)]
    if len(pieces) < FEWEST:
        return ()
    called, parts = await visit.store.called(), list[Part]()
    for piece in pieces:
        part = _heard(piece, called)
        if part and not (part.wish in OF_A_PARTNER and parts and parts[-1].partner and not part.partner):
            parts.append(part)
    parts = [part for part in parts if part.form is not visit.words.form or alias_of(part.text)]  # named, not asked for
    named = any(part.form for part in parts)
    parts = [part for part in parts if part.form or not (named and part.wish is Wish.LANGUAGE)]
    if any(part.wish is Wish.PAUSE for part in parts):  # what they say beside it is why, or the same again
        parts = [part for part in parts if part.wish not in {Wish.STORIES, Wish.SILENCE, Wish.STOP}]
    found = tuple({part.about: part for part in reversed(parts)}.values())[::-1]
    told = tuple(part for part in found if not _within_another(part, found))
    if len(told) == 1 < len(found):
        return told
    found = told
    whole = meant(text)
    if whole.sure and Wish.BEYOND not in whole.wishes:
        found = tuple(part for part in found if part.firm or part.wish in whole.wishes)
    firm = sum(part.firm for part in found)
    asked_too = any(part.wish is Wish.BEYOND for part in found)
    if asked_too and any(part.wish in ANSWERS for part in found):
        return ()  # a question in two halves, of which words alone would answer one
    enough = firm >= FEWEST or (firm and (asked_too or not whole.clear) and not tells_at_length(text))
    return found[:MOST] if len(found) >= FEWEST and enough else ()


def _within_another(part: Part, parts: Collection[Part]) -> bool:
    """Whether the answer to another part says all that would be said to this one."""
    others = {each.wish for each in parts if each is not part}
    return not lives_at(part.text) and not others.isdisjoint(SAID_BY.get(part.wish, ()))


async def _of_each(visit: Visit, text: str) -> tuple[Part, ...]:
    """Each of the partners of whom something is wanted in one breath: “more XPeng less JD”."""
    meaning = meant(text)
    if not meaning.sure or not OF_A_PARTNER.issuperset(meaning.wishes):
        return ()
    found = partners_named(text, await visit.store.called())
    parts = tuple(Part(Wish.PARTNERS, text, firm=True, partner=each) for each in found[:MOST])
    return parts if len(parts) >= FEWEST else ()


async def granted_each(message: Message, parts: tuple[Part, ...], visit: Visit) -> None:
    """Buttons, first, for what is more than a page; a page for each of the others."""
    pages = [part for part in parts if part.form or part.partner or part.wish in PAGES]
    if offered := [part.wish for part in parts if part not in pages]:
        await show(message, suggesting_screen(visit.words, offered))
    for part in pages:
        if screen := await _screen(visit, part):
            await show(message, screen)
        else:
            await granted(message, Alias(part.wish, frozenset()), visit)


def _says_little(piece: str) -> bool:
    """Whether a part is a hello, to somebody perhaps, thanks, a second thought, or a sigh at what is told beside it."""
    if _SIGH.fullmatch(piece) or _LIKES.match(piece):
        return True
    if alias := alias_of(piece):
        return alias.wish in COURTESY
    if lets_be(piece):
        return True
    return len(piece.split()) <= GREETED and says_hello(piece)


def _heard(piece: str, called: Called) -> Part | None:
    """What one part asks for; what is only likely among others is no wish of several."""
    alias, meaning = alias_of(piece), meant(piece)
    one = len(meaning.wishes) == 1 or OF_STORIES.issuperset(meaning.wishes)
    alone = meaning.wishes[0] if meaning.sure and one else None
    wish = alias.wish if alias else alone
    if partner := _partner(piece, {wish, *meaning.wishes}, called):
        return Part(Wish.PARTNERS, piece, firm=True, partner=partner)
    if lives_at(piece):
        return Part(Wish.SETTINGS, piece, firm=True)
    if (wish is Wish.BEYOND or not meaning.sure) and asks(piece) and beyond(piece):
        return Part(Wish.BEYOND, piece, firm=True)
    said_only = (wish is Wish.SETTINGS and has_left(piece)) or (wish is Wish.ME and not (alias or asks(piece)))
    if wish is None or wish not in PRESSES or said_only:
        return None
    if wish is Wish.STORIES and (_ONLY.search(piece) or not (alias or meaning.clear or asks(piece))):
        return None
    named = ((alias.named if alias else None) or language_wanted(piece)) if wish is Wish.LANGUAGE else None
    return Part(wish, piece, firm=bool(alias or named or meaning.clear or wish in mentioned(piece)), form=named)


def _partner(piece: str, wishes: Collection[Wish | None], called: Called) -> int | None:
    """The partner of whom something is wanted, or who is only named."""
    if OF_A_PARTNER.isdisjoint(wishes) and len(piece.split()) > SHORT:
        return None
    return partner_named(piece, called)


async def _screen(visit: Visit, part: Part) -> Screen | None:
    """What answers a part that says more than its wish: whose, in which language, where, about what."""
    words = visit.words
    if part.partner:
        return await page_heard(visit, part.partner, part.text)
    if part.form:
        form = in_their_script(part.form, part.text, words.form)
        same = form is words.form
        return language_screen(words, asked=True) if same else offer_screen(words_for(form), words.form, asked=True)
    if part.wish is Wish.BEYOND:
        return beyond_screen(words, part.text)
    if part.wish is Wish.SETTINGS and (spots := lives_at(part.text) or moved_to(part.text)):
        return moved_screen(words, spots)
    if part.wish in {Wish.STORIES, Wish.EVENTS}:
        otherwise = suggesting_screen(words, (Wish.STORIES,))
        return await heard_screen(visit, part.text, otherwise, Asked.EVENTS if part.wish is Wish.EVENTS else Asked.ANY)
    return None
