"""What is answered when nobody else has an answer: the nearest stories, a guess, or that nothing was understood."""

from bot.hearing.aliases import Wish, mentioned
from bot.hearing.meaning import Meaning
from bot.words import Words
from handlers.audience.library.in_passing import Asked, asking_screen, headed_screen, heard_screen, near_screen
from handlers.audience.plain_words.circumstances import said_to_kin
from handlers.audience.plain_words.circumstances_screens import for_kin_screen
from handlers.audience.plain_words.listeners.of_partners import page_of
from handlers.audience.plain_words.listeners.said import Hearing
from handlers.audience.plain_words.several import OF_A_PARTNER
from handlers.audience.plain_words.suggesting_screens import PRESSES, suggesting_screen, unasked_screen
from handlers.audience.plain_words.talk_screens import noted_screen, thanked_screen
from handlers.audience.plain_words.telling import ASKS, asks, recalls_one, tells_at_length, wants_more_than_to_thank
from handlers.audience.plain_words.topics import one_word
from handlers.audience.receiving.places import places_like
from handlers.audience.receiving.places_screens import here_screen
from handlers.showing.directory import partner_named
from handlers.showing.screen import Screen


async def at_last(it: Hearing) -> Screen:
    """A way to the stories that are nearest, where looking is worth it; else whatever can be said."""
    if not it.meaning.sure and said_to_kin(it.text):
        return for_kin_screen(it.words)
    if not it.meaning.sure and (headed := await headed_screen(it.visit, it.text)):
        return headed
    otherwise = await partner_or_else(it)
    named = it.named and {Wish.STORIES}.issuperset(it.meaning.wishes) and one_word(it.text)
    if named or (recalls_one(it.text) and not it.meaning.sure):
        otherwise = await heard_screen(it.visit, it.text, otherwise, Asked.SOME)
    closest = near_screen if it.named else asking_screen
    worth_it = it.named or (asks(it.text) and not it.meaning.sure)
    return await closest(it.visit, it.text, otherwise) if worth_it else otherwise


async def partner_or_else(it: Hearing) -> Screen:
    """The page of the partner of whom something is asked that the bot cannot answer: they can be written to there."""
    wished = it.meaning.wishes
    of_one = not it.meaning.sure and (asks(it.text) or (wished and OF_A_PARTNER.issuperset(wished)))
    if of_one and (partner := partner_named(it.text, await it.visit.store.called())):
        return await page_of(it, partner)
    return _otherwise(it)


def _otherwise(it: Hearing) -> Screen:
    """What is said when no story has their words."""
    words, text, meaning = it.words, it.text, it.meaning
    if not any(map(str.isalnum, text)) and not ASKS.search(text):
        return noted_screen(words)
    if it.is_place:
        return here_screen(words, places_like(text))
    if not meaning.sure:
        return _guessed(words, text, meaning)
    if any(wish in PRESSES for wish in meaning.wishes):
        return suggesting_screen(words, meaning.wishes)
    if Wish.THANKS not in meaning.wishes or wants_more_than_to_thank(text):
        return unasked_screen(words, asked=asks(text))
    return thanked_screen(words) if Wish.THANKS in mentioned(text) else noted_screen(words)


def _guessed(words: Words, text: str, meaning: Meaning) -> Screen:
    """Of what is not sure: praise, stories when words and model agree on them, perhaps a tale, or a guess."""
    if mentioned(text) == (Wish.THANKS,) and not (asks(text) or wants_more_than_to_thank(text)):
        return thanked_screen(words)
    if meaning.wishes == mentioned(text) == (Wish.STORIES,):
        return suggesting_screen(words, meaning.wishes)
    tale = (Wish.SHARE,) if tells_at_length(text) else ()
    return unasked_screen(words, guesses=tuple(dict.fromkeys((*tale, *meaning.wishes))), asked=asks(text))
