"""Listeners for stories: what came and is gone, what is looked for, a day of a feast, what only a story may tell."""

from bot.hearing.aliases import Alias, Wish, beyond, mentioned
from bot.recurrence import city_day
from bot.searching import Sought, searched_for
from bot.texts import columns
from handlers.audience.answering.beyond_screens import (
    beyond_screen,
    diet_screen,
    feast_screen,
    of_the_world,
    speaks_of_a_diet,
)
from handlers.audience.at_hand.shown import untold
from handlers.audience.library.finding import OF_STORIES, found_screen
from handlers.audience.library.in_passing import Asked, asking_screen, heard_screen, may_be_sought, rings, topic_screen
from handlers.audience.library.leaves import leaf_of, look_for, newest_screen
from handlers.audience.plain_words.circumstances import lost_messages
from handlers.audience.plain_words.days_named import feast_asked, is_a_day
from handlers.audience.plain_words.listeners.last import partner_or_else
from handlers.audience.plain_words.listeners.of_partners import page_of
from handlers.audience.plain_words.listeners.of_wishes import answered
from handlers.audience.plain_words.listeners.said import Answer, Hearing
from handlers.audience.plain_words.named import city_named
from handlers.audience.plain_words.suggesting_screens import or_else, unasked_screen
from handlers.audience.plain_words.talk_screens import drawn_screen, shows_a_drawing
from handlers.audience.plain_words.telling import asks, goes_on_with, goes_onward
from handlers.showing.directory import partner_named

LONGEST_BELOW = 32
"""Columns of a question that is about what stands above it, and does not name it."""
OF_A_DAY = OF_STORIES | {Wish.TODAY, Wish.BEYOND}
"""Wishes that a question about the day of a feast is taken for."""


async def lost(it: Hearing) -> Answer | None:
    """What came to them is no longer in their chat: it is shown again."""
    return Alias(Wish.RESEND, frozenset()) if lost_messages(it.text) else None


async def in_its_place(it: Hearing) -> Answer | None:
    """A day, “more”, or “and in Macau?”: what they would have in place of what was just shown."""
    if goes_onward(it.text):
        return await newest_screen(it.visit)
    if is_a_day(it.text):
        return await newest_screen(it.visit, of_a_day=True)
    more = goes_on_with(it.text)
    if not more or beyond(it.text) or not may_be_sought(more, Sought(words=more, overheard=True)):
        return None
    return await heard_screen(it.visit, more, unasked_screen(it.words), Asked.ANY)


async def a_search(it: Hearing) -> Answer | None:
    """What they tell the bot to look for; a mere 找 or “find” may be about anything, unless a story has the words."""
    sought = searched_for(it.text)
    if sought is None:
        return None
    if sought.surely or await rings(it.visit.store, sought.words):
        return await found_screen(it.visit, sought.words)
    if not sought.likely or mentioned(it.text):
        return None
    return await heard_screen(it.visit, sought.words, unasked_screen(it.words), Asked.ANY)


async def a_feast(it: Hearing) -> Answer | None:
    """They ask on which day it is."""
    if not OF_A_DAY.issuperset(it.asked[:1]):
        return None
    day = feast_asked(it.text, city_day(it.visit.now))
    return feast_screen(it.words, day) if day else None


async def of_what_stands(it: Hearing) -> Answer | None:
    """A short question right below a story or a partner, which names nothing else and nobody else answers."""
    unknown = it.meaning.wishes[:1] == (Wish.BEYOND,) or not it.meaning.sure
    if not unknown or columns(it.text) > LONGEST_BELOW or not asks(it.text) or mentioned(it.text):
        return None
    if of_the_world(it.text) or city_named(it.text) or partner_named(it.text, await it.visit.store.called()):
        return None
    told = None if await it.rings() else await untold(it.visit)
    return or_else(it.words, told, it.others) if told else None


async def what_nobody_here_knows(it: Hearing) -> Answer | None:
    """Only somebody who is there can tell; a story may."""
    may_ask = it.named or asks(it.text) or Wish.BEYOND in it.meaning.wishes
    unknown = it.beyond and may_ask and not it.meaning.clear and answered(it.wishes) is None
    only_there = it.meaning.wishes[:1] == (Wish.BEYOND,) and (it.meaning.sure or asks(it.text))
    if not unknown and not only_there:
        return None
    if partner := partner_named(it.text, await it.visit.store.called()):
        return await page_of(it, partner)
    if of_the_world(it.text):
        return beyond_screen(it.words, it.text)
    look = asking_screen if it.beyond or not await it.rings() else heard_screen
    otherwise = beyond_screen(it.words, it.text)
    shown = await look(it.visit, it.text, otherwise)
    shown = shown if shown != otherwise else await topic_screen(it.visit, it.text, otherwise)
    return or_else(it.words, shown, it.others)


async def to_eat(it: Hearing) -> Answer | None:
    """They eat not everything: stories that speak of it; else no list of places, but stories about food."""
    if not speaks_of_a_diet(it.text):
        return None
    food = it.words.say("food")
    async with it.visit.store.read() as tx:
        leaf = await leaf_of(tx, Sought(words=food), 0)
    by = await look_for(it.visit.state, food) if leaf.stories.total else ""
    return await heard_screen(it.visit, it.text, diet_screen(it.words, by))


async def a_drawing(it: Hearing) -> Answer | None:
    """Somebody has drawn or made something for it: thanks, and how others can see it."""
    return drawn_screen(it.words) if shows_a_drawing(it.text) and not asks(it.text) else None


async def stories(it: Hearing) -> Answer | None:
    """Those that they ask for, or that have their words."""
    if not it.for_stories and not await it.rings():
        return None
    asked = Asked.SOME if it.for_stories or it.named else Asked.NOT
    if it.for_stories and (it.meaning.clear or OF_STORIES.issuperset(it.meaning.wishes)):
        asked = Asked.EVENTS if Wish.EVENTS in it.wishes else Asked.ANY
    shown = await heard_screen(it.visit, it.text, await partner_or_else(it), asked)
    others = [wish for wish in it.others if wish not in OF_STORIES]
    return or_else(it.words, shown, others) if it.for_stories else shown
