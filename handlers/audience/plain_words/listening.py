"""Who listens to a plain text that nobody awaits: one hearing of it, and those who may answer, in their order."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from bot.hearing.aliases import Alias, Wish, mentioned
from bot.hearing.meaning import COURTESY, ENDING, Meaning, meant
from bot.hearing.mistyped import without_slips
from bot.hearing.negation import beside_what_stays, ends_nothing
from bot.hearing.nods import Nod, lets_be, nod_of
from handlers.audience.at_hand.pronouns import by_name
from handlers.audience.home_screens import paragraphs
from handlers.audience.library.finding import OF_STORIES
from handlers.audience.personal_data.forget import taken_back
from handlers.audience.personal_data.forget_screens import as_it_is_screen
from handlers.audience.plain_words.circumstances import left_and_kept
from handlers.audience.plain_words.hearing import hear, listened_to
from handlers.audience.plain_words.listeners import (
    of_language,
    of_partners,
    of_stories,
    of_themselves,
    of_times,
    of_wishes,
)
from handlers.audience.plain_words.listeners.fitting import fitting
from handlers.audience.plain_words.listeners.last import at_last
from handlers.audience.plain_words.listeners.of_partners import PARTNERS_ANSWER
from handlers.audience.plain_words.listeners.said import Answer, Hearing, Listener
from handlers.audience.plain_words.plainly import (
    behind_second_thought,
    less_not_none,
    refuses_ads,
    said_anew,
    without_second_thought,
)
from handlers.audience.plain_words.several import OF_A_PARTNER
from handlers.audience.plain_words.suggesting_screens import or_else
from handlers.audience.plain_words.talk_screens import nodded_screen
from handlers.audience.plain_words.telling import asks
from handlers.audience.receiving.less_of_one import page_heard
from handlers.audience.receiving.stop_screens import promotions_screen
from handlers.audience.visit import Visit
from handlers.showing.directory import partner_named, partners_named
from handlers.showing.screen import Screen

_INSTEAD = {Wish.FEWER, Wish.PAUSE}
"""What somebody would have in place of an end."""
_NO_MORE = ENDING | COURTESY
"""What is heard beside an end that is not wanted, and is nothing else that they would have."""


async def answer_to(visit: Visit, text: str) -> Answer:
    """From the first who has one."""
    text = await by_name(visit, listened_to(text))
    if less_not_none(text):
        return Alias(Wish.FEWER, frozenset())
    nod = nod_of(text)
    beside = "" if nod else behind_second_thought(text)
    if beside and meant(beside).clear:
        return await _heard(visit, beside)
    if nod or (beside and not asks(beside) and not meant(text).sure):
        spared = ends_nothing(text)
        undone = await taken_back(visit) if spared or beside or lets_be(text) else None
        if spared and not undone:
            return await _as_it_is(visit, beside_what_stays(text))
        return undone or nodded_screen(visit.words, nod or Nod.AGREED)
    return await _heard(visit, text)


async def _as_it_is(visit: Visit, beside: str) -> Answer:
    """Nothing ends; what they ask, or would have instead, is answered below that."""
    stays, meaning = as_it_is_screen(visit.words), meant(beside)
    wished = not _INSTEAD.isdisjoint(meaning.wishes) or (meaning.sure and _NO_MORE.isdisjoint(meaning.wishes))
    if not (wished or asks(beside)):
        return stays
    if meaning.wishes == (Wish.PAUSE,):
        return Alias(Wish.PAUSE, frozenset())
    answer = await _heard(visit, beside)
    if isinstance(answer, Screen):
        return replace(answer, text=paragraphs(stays.text, answer.text), guess=False)
    await visit.show(stays)
    return answer


async def _heard(visit: Visit, text: str) -> Answer:
    """From the listeners, in their order."""
    text = without_slips(said_anew(text))
    text = text if meant(text).sure else without_second_thought(text)
    less, kept = left_and_kept(text)
    if less and (answer := await _without(visit, less, kept)):
        return answer
    meaning = fitting(text, meant(text), visit.reader)
    hearing = Hearing(visit, text, await hear(text, visit.reader), meaning)
    for listen in LISTENERS:
        others = not_about(listen, meaning)
        if others and meaning.clear:
            continue
        if answer := await listen(hearing):
            return _or_else(visit, answer, others)
    return await at_last(hearing)


def not_about(listen: Listener, meaning: Meaning) -> tuple[Wish, ...]:
    """What a message surely asks for, if that is none of what this listener is about."""
    own = ABOUT.get(listen)
    return () if own is None or not meaning.sure or meaning.wishes[0] in own else meaning.wishes


def _or_else(visit: Visit, answer: Answer, others: tuple[Wish, ...]) -> Answer:
    """An answer to the words, with a way to what the whole message may ask for."""
    if isinstance(answer, Screen):
        return or_else(visit.words, answer, others)
    return replace(answer, beside=others) if isinstance(answer, Alias) and others else answer


async def _without(visit: Visit, less: str, kept: str) -> Answer | None:
    """What they would have less of; below it, for whom nothing changes. None where neither is partner nor stories."""
    called = await visit.store.called()
    stays, theirs = partners_named(kept, called), partner_named(less, called)
    of_one = bool(stays or theirs)
    if (not of_one and _STORIES.isdisjoint(mentioned(kept))) or theirs in stays:
        return None
    if not of_one and refuses_ads(less):
        return promotions_screen(visit.words) if visit.reader.reachable else None
    answer = await page_heard(visit, theirs, less, leaves=True) if theirs else await _heard(visit, less)
    if not of_one or not isinstance(answer, Screen):
        return answer
    async with visit.store.read() as tx:
        partners = await tx.partners.those(stays)
    words = visit.words
    names = words.list([partner.name(words.form) for partner in partners.values()])
    same = words.say("Nothing changes for {partners}.", partners=names) if names else ""
    return replace(answer, text=paragraphs(answer.text, same or words.say("All others stay as they are.")))


_STORIES = frozenset({Wish.STORIES})
LISTENERS: tuple[Listener, ...] = (
    of_language.strange_language,
    of_wishes.work,
    of_stories.lost,
    of_language.for_others,
    of_language.another_language,
    of_language.why_this_language,
    of_times.as_it_stands,
    of_times.a_time,
    of_partners.all_but_some,
    of_partners.one_district,
    of_themselves.of_their_place,
    of_partners.one_topic,
    of_wishes.several_wishes,
    of_partners.one_partner,
    of_partners.another_city,
    of_wishes.no_pictures,
    of_wishes.a_voice,
    of_wishes.no_vote,
    of_stories.a_drawing,
    of_wishes.once_a_week,
    of_partners.one_trade,
    of_partners.no_partner,
    of_wishes.a_pause,
    of_language.as_it_is,
    of_language.this_post,
    of_partners.all_partners,
    of_stories.in_its_place,
    of_stories.a_search,
    of_stories.a_feast,
    of_themselves.a_complaint,
    of_themselves.of_themselves,
    of_themselves.praise,
    of_stories.to_eat,
    of_stories.of_what_stands,
    of_stories.what_nobody_here_knows,
    of_wishes.a_greeting,
    of_wishes.a_slip_of_the_finger,
    of_wishes.a_prize,
    of_wishes.a_page,
    of_wishes.a_wish,
    of_stories.stories,
    of_wishes.a_slip,
    of_themselves.their_place,
    of_wishes.a_jumble,
)
"""Of whom the language is comes first, then what is said in so many words, then what it may mean; stories last."""

_OF_SENDING = frozenset({Wish.TIMING, Wish.FEWER, Wish.SETTINGS, Wish.STOP, Wish.PAUSE, Wish.START})
_TO_SEE = OF_STORIES | {Wish.TODAY, Wish.RESEND, Wish.OFFERS}
ABOUT: Mapping[Listener, Collection[Wish]] = {
    of_stories.lost: _TO_SEE | {Wish.SILENCE, Wish.TROUBLE, Wish.KEEP},
    of_times.as_it_stands: _OF_SENDING | {Wish.FOLLOWING, Wish.SILENCE, Wish.MY_DATA},
    of_times.a_time: _OF_SENDING | {Wish.TERMS, Wish.RESEND},
    of_partners.all_but_some: OF_A_PARTNER,
    of_partners.one_district: _OF_SENDING | _TO_SEE | OF_A_PARTNER,
    of_themselves.of_their_place: _TO_SEE | {Wish.SETTINGS},
    of_partners.one_topic: _OF_SENDING | _TO_SEE | OF_A_PARTNER,
    of_partners.one_partner: PARTNERS_ANSWER | _TO_SEE | {Wish.WHO, Wish.PROGRAMME, Wish.TIMING, Wish.THANKS},
    of_partners.another_city: _OF_SENDING | _TO_SEE | OF_A_PARTNER,
    of_wishes.no_pictures: _OF_SENDING | {Wish.TROUBLE},
    of_wishes.no_vote: _OF_SENDING | {Wish.VOTE, Wish.REMIND},
    of_partners.no_partner: OF_A_PARTNER | {Wish.TROUBLE, Wish.RESEND},
    of_wishes.a_pause: _OF_SENDING - {Wish.TIMING} | {Wish.SILENCE, Wish.RESEND},
    of_language.as_it_is: {Wish.LANGUAGE},
    of_partners.all_partners: {Wish.PARTNERS, Wish.START},
    of_stories.a_search: _TO_SEE | {Wish.PARTNERS, Wish.KEEP, Wish.BEYOND},
    of_themselves.of_themselves: _TO_SEE | {Wish.SETTINGS, Wish.TIMING, Wish.PAUSE, Wish.SHARE, Wish.TELLING},
    of_themselves.praise: OF_STORIES | {Wish.THANKS, Wish.SHARE},
    of_stories.to_eat: _TO_SEE | {Wish.BEYOND},
}
"""What those are about who go by words: they are not asked where the whole message clearly asks for something else."""
