"""Stories for words said in passing: those that hold them, a way to the nearest, or what may have been meant."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum

from bot.content import Post
from bot.hearing.mistyped import may_be_put_right
from bot.hearing.topics import nouns_of, parts_of, things_in
from bot.places import BAY, Place, Spot
from bot.ports.page import Page
from bot.searching import Sought, least_near, without_asking
from bot.store import Glancing, Work
from bot.terms import held_of, in_headline
from bot.texts import HAN_CHARACTER
from bot.transport import Button
from handlers.audience.home_screens import StoriesPage, paragraphs
from handlers.audience.library.finding_screens import calendar_note, closest_note, found_button, found_head
from handlers.audience.library.leaves import leaf_of, look_for, newest_screen, seen, shelf_of
from handlers.audience.library.stories_screens import Leaf, shelf_rows, stories_screen
from handlers.audience.plain_words.days_named import names_a_day, names_a_time, without_a_day
from handlers.audience.plain_words.named import city_named, has, rather_typed, shelves_named
from handlers.audience.plain_words.telling import recalls_one
from handlers.audience.plain_words.topics import in_turn, missed_in, to_quote, topics_of
from handlers.audience.receiving.places_screens import wherever_screen
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen

SHORTEST_HEARD, LONGEST_HEARD = 2, 60
"""Characters of a message outside any question that are looked for: more is no search, and one is a sigh."""
FEWEST_HELD = 2
"""Words of a question that a story must hold to be worth a button."""
MOST_MISTYPED = 2
"""Words of a message outside any question that are looked through for a slip: in more of them one is always near."""
MOST_APART = 4
"""Things of one message to which there are ways."""
_NOTHING = Leaf(Page([], 0), {})


async def rings(store: Glancing, text: str) -> bool:
    """Whether words that nobody asked for are worth looking for: small talk seldom is."""
    sought = Sought(words=text, overheard=True)
    return may_be_sought(text, sought) and await store.heard_of(sought)


def may_be_sought(text: str, sought: Sought) -> bool:
    """Whether a message that nobody asked for is one to look for: short, and with a word that tells something."""
    return SHORTEST_HEARD <= len(text.strip()) <= LONGEST_HEARD and bool(sought.wanted)


class Asked(IntEnum):
    """Whether somebody asked for stories, and how."""

    NOT = 0
    SOME = 1
    """They get them wherever their words stand."""
    ANY = 2
    """And the newest where these stand in none."""
    EVENTS = 3
    """And hear that there is no calendar."""


async def heard_screen(visit: Visit, text: str, otherwise: Screen, asked: Asked = Asked.NOT) -> Screen:
    """For words said in passing: the stories whose first line has them all; in other stories, a way to those."""
    dated = asked is Asked.EVENTS or (asked and names_a_time(text) and not recalls_one(text))
    topics = topics_of(text) if asked else ()
    words = visit.words
    called = await visit.store.called()
    async with visit.store.read() as tx:
        typed, leaf = await _first_found(tx, topics if _tells_a_day_only(text) else in_turn(text, topics))
        shelves = await shelves_named(tx, visit.here, text, called) if asked else ()
        only = await shelf_of(tx, visit, shelves[0][0], 0) if not leaf.stories.total and len(shelves) == 1 else None
        if not leaf.stories.total and not only:
            typed, leaf = await _apart(tx, visit, topics)
    if only:
        await seen(visit, only)
        return stories_screen(words, only)
    if not leaf.stories.total:
        missed = to_quote(next(iter(topics), missed_in(text) if asked else ""))
        if asked and not shelves and (there := await _of_a_city(visit, text)):
            return there
        if asked >= Asked.ANY or missed or dated:
            below = await newest_screen(visit, missed, of_a_day=bool(dated))
        else:
            below = await asking_screen(visit, text, otherwise)
        return replace(below, rows=(*shelf_rows(words, shelves), *below.rows))
    if asked or in_headline(leaf.stories.items[0], Sought(words=typed, overheard=True).wanted):
        by = await look_for(visit.state, typed)
        note = paragraphs(calendar_note(words), leaf.note) if dated else leaf.note
        leaf = replace(leaf, by=by, head=found_head(words, typed), note=note, shelves=(*shelves, *leaf.shelves))
        await seen(visit, leaf)
        return stories_screen(words, leaf)
    return await _with_a_way(visit, text, otherwise)


async def headed_screen(visit: Visit, text: str) -> Screen | None:
    """The stories whose first line somebody types, or so much of it that nothing else can be meant."""
    sought = Sought(words=text, overheard=True)
    if not may_be_sought(text, sought) or len(sought.wanted) < FEWEST_HELD or not await visit.store.heard_of(sought):
        return None
    async with visit.store.read() as tx:
        leaf = await leaf_of(tx, sought, 0)
    if not leaf.stories.total or not in_headline(leaf.stories.items[0], sought.wanted):
        return None
    leaf = replace(leaf, by=await look_for(visit.state, text), head=found_head(visit.words, text))
    await seen(visit, leaf)
    return stories_screen(visit.words, leaf)


def _tells_a_day_only(text: str) -> bool:
    """Whether nothing is looked for beside a day: 呢個禮拜六有咩搞."""
    return names_a_day(text) and not Sought(words=without_a_day(text), overheard=True).wanted


async def _apart(tx: Work, visit: Visit, topics: Sequence[str]) -> tuple[str, Leaf]:
    """What any story has of the things that none has together: the stories with one of these, ways to the others."""
    things = dict.fromkeys(thing for topic in topics for thing in things_in(topic))
    found = [(thing, *await _first_found(tx, (thing, *parts_of(thing)))) for thing in things]
    told = [each for each in found if each[2].stories.total]
    if not told:
        return "", _NOTHING
    first = next((each for each in told if each[0] == each[1]), told[0])
    ways = [(await look_for(visit.state, typed), typed, leaf.stories.total) for _, typed, leaf in told[:MOST_APART]]
    others = [way for way in ways if way[1] != first[1]]
    return first[1], replace(first[2], note=closest_note(visit.words, topics[0]), shelves=others)


async def _first_found(tx: Work, typed: Iterable[str]) -> tuple[str, Leaf]:
    """The first of these that any story has; one character is looked for only where it surely is a topic."""
    for words in typed:
        sought = Sought(words=words, overheard=len(words) > 1)
        if (len(words) == 1 or may_be_sought(words, sought)) and (leaf := await leaf_of(tx, sought, 0)).stories.total:
            return words, leaf
    return "", _NOTHING


async def near_screen(visit: Visit, text: str, otherwise: Screen) -> Screen:
    """For one Chinese word that no story has whole: a way to those that have most of it."""
    sought = Sought(words=text)
    if (
        (HAN_CHARACTER.search(text) and not nouns_of(text))
        or len(text.split()) > 1
        or len(sought.wanted) < SHORTEST_HEARD
    ):
        return otherwise
    return await _with_a_way(visit, text, otherwise) if await _nearest(visit, sought) else otherwise


async def asking_screen(visit: Visit, text: str, otherwise: Screen) -> Screen:
    """For what is more than a name, and has no answer: a way to a story that has half of its words, two at least."""
    sought = Sought(words=text, overheard=True)
    least = max(FEWEST_HELD, len(sought.wanted) / 2)
    if not may_be_sought(text, sought) or len(sought.wanted) < least:
        return otherwise
    nearest = await _nearest(visit, sought, least)
    return (
        await _with_a_way(visit, text, otherwise) if nearest and held_of(nearest, sought.wanted) >= least else otherwise
    )


async def topic_screen(visit: Visit, text: str, otherwise: Screen) -> Screen:
    """For a question that nobody here can answer: a way to the stories that have the noun of it, or most of that."""
    for topic in topics_of(text):
        if await _nearest(visit, Sought(words=topic)):
            return await _with_a_way(visit, topic, otherwise)
    return otherwise


async def _nearest(visit: Visit, sought: Sought, least: float = 0) -> Post | None:
    """The story that has the most of what is looked for, if any comes near; none where fewer words stand in any."""
    if not await visit.store.heard_of(sought, max(least, least_near(sought.wanted))):
        return None
    async with visit.store.read() as tx:
        return next(iter((await tx.stories.found(sought, 0, 1, near=True)).items), None)


async def _with_a_way(visit: Visit, text: str, otherwise: Screen) -> Screen:
    """The button to what was found stands above all others."""
    found = found_button(visit.words, await look_for(visit.state, text))
    return replace(otherwise, rows=((found,), *otherwise.rows))


async def _of_a_city(visit: Visit, text: str) -> Screen | None:
    """For who asks what there is in another city of the Bay Area: the stories that name it, or that there is none."""
    city, words = city_named(text), visit.words
    if city is None or city is Place.GUANGZHOU:
        return None
    name = words.place(city)
    async with visit.store.read() as tx:
        leaf = await leaf_of(tx, Sought(words=name), 0)
    if not leaf.stories.total:
        return await newest_screen(visit, name)
    leaf = replace(leaf, by=await look_for(visit.state, name), head=found_head(words, name))
    await seen(visit, leaf)
    return stories_screen(words, leaf)


async def wherever(visit: Visit, spots: Sequence[Spot]) -> Screen:
    """For who lives there and asks what that changes; below it the way to the stories that name the city."""
    words, known = visit.words, spots == (Spot(visit.reader.zone, visit.reader.place or Place.ABROAD),)
    name = words.place(spots[0].place)
    if spots[0].place not in BAY or not await visit.store.heard_of(Sought(words=name)):
        return wherever_screen(words, spots, known=known)
    stories = Button(words.bare("Stories: {name}", name=name), StoriesPage(by=await look_for(visit.state, name)).pack())
    return wherever_screen(words, spots, (stories,), known=known)


async def rather_heard(visit: Visit, text: str) -> tuple[str, str] | None:
    """What they may have wanted to type, with its shelf, of one or two words that nobody asked for."""
    sought = Sought(words=text, overheard=True)
    few = len(text.split()) <= MOST_MISTYPED
    if not few or not may_be_sought(text, sought) or not may_be_put_right(typed := without_asking(text)):
        return None
    rather = await _rather(visit, typed)
    return (rather, await look_for(visit.state, rather)) if rather else None


async def _rather(visit: Visit, typed: str) -> str | None:
    """Only what something has."""
    rather = await rather_typed(visit.store, typed)
    if rather is None:
        return None
    called = await visit.store.called()
    async with visit.store.read() as tx:
        return rather if await has(tx, rather, called) else None
