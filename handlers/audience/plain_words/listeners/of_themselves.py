"""Listeners for what people tell of themselves: hours, places, tales, praise and complaints."""

from datetime import time

from bot.hearing.aliases import Wish, alias_of, mentioned
from bot.hearing.meaning import ENDING, asks_for_quiet, meant, shall_not_sound, was_woken
from bot.hearing.negation import ends_nothing
from bot.hearing.patterns import Pattern
from bot.places import Place, Spot
from handlers.audience.arriving.door import unknown_place
from handlers.audience.library.in_passing import wherever
from handlers.audience.plain_words.circumstances_screens import silent_already_screen
from handlers.audience.plain_words.listeners.of_times import set_hours
from handlers.audience.plain_words.listeners.said import Answer, Hearing
from handlers.audience.plain_words.suggesting_screens import one_press_screen
from handlers.audience.plain_words.talk_screens import complaint_screen, praised_screen
from handlers.audience.plain_words.telling import ASKS, asks, complains, praises, tells_a_tale
from handlers.audience.plain_words.timed import Timed
from handlers.audience.plain_words.whereabouts import asks_of_there, lives_at, lives_beside, moved_to
from handlers.audience.receiving.hours import bounds_told, hour_told, hours_alone, speaks_of_quiet, would_sleep
from handlers.audience.receiving.places_screens import moved_screen
from handlers.audience.receiving.settings_screens import hours_offer_screen, minutes
from handlers.showing.screen import Screen
from handlers.turns.last_screen import spoken_of

_DEAD_OF_NIGHT = time(3)
KEPT_AT_A_COMPLAINT = frozenset(
    {Wish.HELP, Wish.SHARE, Wish.PARTNERS, Wish.WHO, Wish.TROUBLE, Wish.HUMAN, Wish.VOTE, Wish.ME}
)
"""Wishes that a complaint is easily taken for."""
_CLAUSE = Pattern(r"[,，.。;；!！?？\n]\s*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")


async def a_complaint(it: Hearing) -> Answer | None:
    """Partners can do something about it; who asks for an end in the same breath is offered it."""
    if not complains(it.text):
        return None
    if ended := _ended_beside(it.text):
        return one_press_screen(it.words, ended)
    ends = ENDING.difference(mentioned(it.text))  # a complaint sounds like an end, whether it asks for one or not
    trouble = it.meaning.clear and it.meaning.wishes[:1] == (Wish.TROUBLE,)
    complained = not trouble and KEPT_AT_A_COMPLAINT.issuperset(set(it.wishes) - ends)
    return complaint_screen(it.words) if complained else None


def _ended_beside(text: str) -> Wish | None:
    """What another clause than the complaint would end, in so many words or surely."""
    for clause in _CLAUSE.split(text):
        alias, meaning = alias_of(clause), meant(clause)
        wish = alias.wish if alias else meaning.wishes[0] if meaning.sure else None
        if wish in ENDING and not complains(clause) and not ends_nothing(clause):
            return wish
    return None


async def of_their_place(it: Hearing) -> Answer | None:
    """They say where they live, and ask what that changes or what there is of it."""
    spots = asks_of_there(it.text)
    return await wherever(it.visit, spots) if spots else None


async def of_themselves(it: Hearing) -> Answer | None:
    """Their quiet hours, or where they live now, to be set by one press; a tale of theirs, to be told to all."""
    if hours := hours_alone(it.text):
        return await _hours_said(it, *hours)
    if silent := _silent_already(it) or _silent_by_night(it):
        return silent
    if other := await _other_hours(it):
        return other
    if tells_a_tale(it.text):
        return one_press_screen(it.words, Wish.SHARE)
    wished = it.meaning.wishes
    lives = Wish.SETTINGS in wished and (it.meaning.sure or {Wish.SETTINGS}.issuperset(mentioned(it.text)))
    spots = lives_at(it.text) or ((moved_to(it.text) or lives_beside(it.text)) if lives else ())
    if spots == (Spot(it.visit.reader.zone, it.visit.reader.place or Place.ABROAD),):
        return await wherever(it.visit, spots)
    return moved_screen(it.words, spots) if spots else None


def _silent_already(it: Hearing) -> Screen | None:
    """Said of an hour that is quiet as it is."""
    hour, quiet = hour_told(it.text) if asks_for_quiet(it.text) else None, it.visit.reader.quiet
    if hour is None or not quiet.covers(hour):
        return None
    return silent_already_screen(it.words, quiet, sorry=was_woken(it.text))


def _silent_by_night(it: Hearing) -> Screen | None:
    """Who would sleep undisturbed, and is not disturbed then as it is."""
    asleep = (
        it.wishes[:1] == (Wish.SETTINGS,)
        and would_sleep(it.text)
        and (shall_not_sound(it.text) or speaks_of_quiet(it.text))
    )
    quiet = it.visit.reader.quiet
    return silent_already_screen(it.words, quiet, sorry=False) if asleep and quiet.covers(_DEAD_OF_NIGHT) else None


async def _other_hours(it: Hearing) -> Screen | None:
    """Their quiet hours, with the one end that they tell: “nothing after 9pm”."""
    begin, end = bounds_told(it.text) if asks_for_quiet(it.text) else (None, None)
    told, quiet = begin or end, it.visit.reader.quiet
    if told is None:
        return None
    if quiet.covers(told):
        return silent_already_screen(it.words, quiet, sorry=False)
    return await _hours_said(it, begin or quiet.begin, end or quiet.end)


async def _hours_said(it: Hearing, begin: time, end: time) -> Screen:
    """Offered; typed once more, or where they stand open, they are set."""
    spoken = spoken_of(it.visit.reader.address)
    if spoken and spoken.of is Timed.QUIET and spoken.offered in {None, (minutes(begin), minutes(end))}:
        return await set_hours(it.visit, begin, end)
    return hours_offer_screen(it.words, begin, end)


async def praise(it: Hearing) -> Answer | None:
    """How good something was, and nothing else."""
    praised = {Wish.THANKS, Wish.STORIES, Wish.SHARE}
    alone = praises(it.text) and not ASKS.search(it.text) and praised.issuperset(mentioned(it.text))
    return praised_screen(it.words) if alone else None


async def their_place(it: Hearing) -> Answer | None:
    """At the door: the name of a place that is not known."""
    visit = it.visit
    if it.meaning.sure or asks(it.text):
        return None
    return await unknown_place(visit.store, visit.state, visit.reader, it.text)
