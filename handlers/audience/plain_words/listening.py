"""Who listens to a plain text that nobody awaits: one hearing of it, and those who may answer, in their order."""

from dataclasses import replace

from bot.aliases import Alias, Wish, mentioned
from bot.meaning import COURTESY, ENDING, meant
from bot.mistyped import without_slips
from bot.negation import beside_what_stays, ends_nothing
from bot.nods import Nod, lets_be, nod_of
from handlers.audience.home_screens import paragraphs
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
from handlers.audience.plain_words.listeners.said import Answer, Hearing, Listener
from handlers.audience.plain_words.plainly import (
    behind_second_thought,
    less_not_none,
    refuses_ads,
    said_anew,
    without_second_thought,
)
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
    text = listened_to(text)
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
        if answer := await listen(hearing):
            return answer
    return await at_last(hearing)


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
