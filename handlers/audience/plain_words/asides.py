"""Said while a question is open whose answer is for others (a story, a letter to a partner), and likely for the bot."""

import re

from bot.hearing.aliases import LONGEST, Alias, Wish, alias_of, of_the_story
from bot.hearing.meaning import meant
from bot.hearing.nods import nod_of
from bot.hearing.orders import order_of
from bot.hearing.patterns import Pattern

FIRM = frozenset({Wish.FORGET, Wish.MY_DATA, Wish.STOP, Wish.FEWER})
"""Wishes about the bot alone: stories and letters tell of languages, nights, companies and thanks as well."""
_QUESTION_MARKS = ("?", "？")
_ORDER = Pattern(
    r"(?:please |pls |now |ok |唔該|麻煩|请|請|por favor,? |agora )?"
    r"(?:(?:show|send|give) me|let me see|take me to|open|find|search|look for"
    r"|[俾畀給给]我[睇看]|我[想要][睇看]|[睇看][睇看吓下]|打[開开]|搵|找|搜|mostr[ae]|quero ver|abr[ea]|procur[ae])",
    re.IGNORECASE,
)
"""How somebody begins who tells the bot to show something."""


def firm_wishes(text: str) -> tuple[Wish, ...]:
    """What it asks of the bot, and hardly of anybody else; nothing when it may as well be a sentence of theirs."""
    if alias := alias_of(text):
        return (alias.wish,) if alias.wish in FIRM else ()
    meaning = meant(text) if len(text) <= LONGEST else None
    if meaning is None or not meaning.sure or meaning.wishes[0] not in FIRM:
        return ()
    if meaning.wishes[0] is Wish.FEWER and not meaning.clear:  # “And on Sundays?” is for the partner
        return ()
    return tuple(wish for wish in meaning.wishes if wish in FIRM)


def named(alias: Alias) -> tuple[Wish, ...]:
    """What can be offered of a whole message that is a wish; nothing for a hello, thanks, or the story itself."""
    return () if alias.wish in {Wish.HOME, Wish.THANKS, Wish.SHARE} else (alias.wish,)


def beside_a_story(text: str) -> tuple[Wish, ...] | None:
    """What a short text may ask for that is likely no part of a story; nothing in particular for an “ok” or “done”."""
    if len(text) > LONGEST or "\n" in text.strip() or not any(map(str.isalnum, text)):
        return None
    if alias := alias_of(text):
        return named(alias)
    if of_the_story(text) or order_of(text) or nod_of(text):
        return ()
    if wishes := firm_wishes(text):
        return wishes
    asks, meaning = text.rstrip().endswith(_QUESTION_MARKS), meant(text)
    if not asks and not (meaning.clear and _ORDER.match(text)):
        return None
    return tuple(wish for wish in meaning.wishes if wish is not Wish.SHARE) if meaning.sure else (Wish.HELP,)
