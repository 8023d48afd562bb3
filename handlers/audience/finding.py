"""Which stories are shown: the newest, those of a shelf, or those with some words in them."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from enum import IntEnum

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.aliases import Wish
from bot.content import Post, PostKind
from bot.mistakes import Mistake, Why
from bot.mistyped import may_be_put_right
from bot.places import BAY, Place
from bot.ports.page import Page
from bot.recurrence import days_in
from bot.searching import READ, Sought, headed, held_of, least_near, looked_for, told
from bot.store import Glancing, Work
from bot.texts import shortened
from bot.topics import HAN, nouns_of, parts_of
from bot.transport import Button
from handlers.audience.finding_screens import (
    SHOWN,
    calendar_note,
    came_head,
    choose_screen,
    find_screen,
    found_button,
    found_head,
    found_note,
    nothing_came_note,
    offers_note,
    shelf_head,
    shelves_screen,
    today_head,
)
from handlers.audience.following_screens import follow_city
from handlers.audience.home_screens import PartnersPage, Row, paragraphs
from handlers.audience.named import city_named, has, rather_typed, shelves_named
from handlers.audience.partners_screens import CampaignPage
from handlers.audience.questions import DIRECTORY, LEAF, SEARCHES, recall, remember
from handlers.audience.shelves import (
    CAME,
    CAMPAIGNS,
    KINDS,
    PLACES,
    SEARCH,
    TODAY,
    came,
    days_of,
    kinds_shown,
    name_of,
    shelves_of,
    sought_on,
)
from handlers.audience.stories_screens import ChooseStories, FindStories, Leaf, ReadStory, shelf_rows, stories_screen
from handlers.audience.telling import names_a_time, recalls_one
from handlers.audience.topics import in_turn, missed_in, topics_of
from handlers.audience.visit import Visit
from handlers.filters import PLAIN
from handlers.paging import page_or_last
from handlers.screen import PAGE, Screen, show
from handlers.turn import hand

SHORTEST_HEARD, LONGEST_HEARD = 2, 60
"""Characters of a message outside any question that are looked for: more is no search, and one is a sigh."""
FEWEST_HELD = 2
"""Words of a question that a story must hold to be worth a button."""
MOST_MISTYPED = 2
"""Words of a message outside any question that are looked through for a slip: in more of them one is always near."""
FRESH = timedelta(minutes=30)
"""So long after a list a number is one of its stories: later it may be about a digest that came meanwhile."""
LAST = -1
"""Stands for the number of the last story of a page."""
REMEMBERED = 5
"""Searches whose pages can still be turned."""


class Finding(StatesGroup):
    """The question what they look for."""

    words = State()


def router() -> Router:
    """The search and the shelves."""
    finding = Router(name="audience.finding")
    hand(finding, "visit", Visit)
    finding.message.register(typed, Finding.words, PLAIN)
    finding.callback_query.register(ask, FindStories.filter())
    finding.callback_query.register(choose, ChooseStories.filter())
    return finding


async def ask(query: CallbackQuery, visit: Visit) -> None:
    """Let them say it."""
    await visit.state.set_state(Finding.words)
    await show(query, find_screen(visit.words))


async def typed(message: Message, visit: Visit) -> None:
    """They said it; the question stays open, so that the next word is looked for as well."""
    await show(message, await found_screen(visit, message.text or ""))


async def choose(query: CallbackQuery, callback_data: ChooseStories, visit: Visit) -> None:
    """By what, then which."""
    async with visit.store.read() as tx:
        if of := callback_data.of:
            screen = shelves_screen(visit.words, await shelves_of(tx, visit.here, of))
        else:
            screen = choose_screen(visit.words, await kinds_shown(tx))
    await show(query, screen)


async def found_screen(visit: Visit, text: str) -> Screen:
    """The stories with these words: for whoever hears plain text."""
    return await leaf_screen(visit, 0, await look_for(visit.state, text))


async def rings(store: Glancing, text: str) -> bool:
    """Whether words that nobody asked for are worth looking for: small talk seldom is."""
    sought = Sought(words=text, overheard=True)
    return may_be_sought(text, sought) and await store.heard_of(sought)


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
        typed, leaf = await _first_found(tx, in_turn(text, topics))
        shelves = await shelves_named(tx, visit.here, text, called) if asked else ()
        only = await _shelf(tx, visit, shelves[0][0], 0) if not leaf.stories.total and len(shelves) == 1 else None
        if topics and not leaf.stories.total and not only:
            typed, leaf = await _first_found(tx, [part for topic in topics for part in parts_of(topic)])
    if only:
        await _seen(visit, only)
        return stories_screen(words, only)
    if not leaf.stories.total:
        missed = next(iter(topics), missed_in(text) if asked else "")
        if asked and not shelves and (there := await _of_a_city(visit, text)):
            return there
        if asked >= Asked.ANY or missed or dated:
            below = await newest_screen(visit, missed, of_a_day=bool(dated))
        else:
            below = await asking_screen(visit, text, otherwise)
        return replace(below, rows=(*shelf_rows(words, shelves), *below.rows))
    if asked or headed(leaf.stories.items[0], Sought(words=typed, overheard=True).wanted):
        by = await look_for(visit.state, typed)
        note = calendar_note(words) if dated else ""
        leaf = replace(leaf, by=by, head=found_head(words, typed), note=note, shelves=shelves)
        await _seen(visit, leaf)
        return stories_screen(words, leaf)
    return await _with_a_way(visit, text, otherwise)


async def _first_found(tx: Work, typed: Iterable[str]) -> tuple[str, Leaf]:
    """The first of these that any story has; one character is looked for only where it surely is a topic."""
    for words in typed:
        sought = Sought(words=words, overheard=len(words) > 1)
        if (len(words) == 1 or may_be_sought(words, sought)) and (leaf := await _leaf(tx, sought, 0)).stories.total:
            return words, leaf
    return "", Leaf(Page([], 0), {})


async def offers_screen(visit: Visit) -> Screen:
    """What partners have on offer, and the way to them."""
    async with visit.store.read() as tx:
        leaf = await _shelf(tx, visit, f"{KINDS}{PostKind.CAMPAIGN}", 0)
    await _seen(visit, leaf)
    screen = stories_screen(visit.words, replace(leaf, note=offers_note(visit.words)))
    follow = Button(visit.words.say("Partners to follow"), PartnersPage().pack())
    return replace(screen, rows=(*screen.rows[:-1], (follow,), screen.rows[-1]))


async def whats_on(visit: Visit) -> Screen:
    """The newest, which tell of it, if anything does."""
    return await newest_screen(visit, of_a_day=True)


async def what_came(visit: Visit) -> Screen:
    """What reached them lately."""
    return await leaf_screen(visit, 0, came(None))


OF_STORIES = frozenset({Wish.STORIES, Wish.EVENTS})
"""Wishes that stories grant."""
LOOKED_UP: Mapping[Wish, Callable[[Visit], Awaitable[Screen]]] = {
    Wish.EVENTS: whats_on,
    Wish.OFFERS: offers_screen,
    Wish.RESEND: what_came,
}
"""Wishes that what has been posted grants."""


async def near_screen(visit: Visit, text: str, otherwise: Screen) -> Screen:
    """For one Chinese word that no story has whole: a way to those that have most of it."""
    sought = Sought(words=text)
    if (HAN.search(text) and not nouns_of(text)) or len(text.split()) > 1 or len(sought.wanted) < SHORTEST_HEARD:
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
        leaf = await _leaf(tx, Sought(words=name), 0)
    if not leaf.stories.total:
        return await newest_screen(visit, name)
    leaf = replace(leaf, by=await look_for(visit.state, name), head=found_head(words, name))
    await _seen(visit, leaf)
    return stories_screen(words, leaf)


async def newest_screen(visit: Visit, missed: str = "", *, of_a_day: bool = False, ended: bool = False) -> Screen:
    """For who asks for stories in words that none has, in no words of their own, or what is on one day: the newest.

    So they are for who wants more of a list that has `ended`.
    """
    words = visit.words
    async with visit.store.read() as tx:
        leaf = await _leaf(tx, Sought(), 0)
    await _seen(visit, leaf)
    search = words.say("Search")
    if missed:
        note = words.say(
            "No story has “{words}” yet. These are the newest. For something else, press “{search}”.",
            words=shortened(missed, SHOWN),
            search=search,
        )
        note = paragraphs(calendar_note(words), note) if of_a_day else note
    elif of_a_day:
        note = calendar_note(words)
    elif ended:
        note = words.say("That was all there is for now. For something else, press “{search}”.", search=search)
    else:
        note = words.say("These are the newest. For something in particular, press “{search}”.", search=search)
    return stories_screen(words, replace(leaf, note=note))


async def rather_heard(visit: Visit, text: str) -> tuple[str, str] | None:
    """What they may have wanted to type, with its shelf, of one or two words that nobody asked for."""
    sought = Sought(words=text, overheard=True)
    few = len(text.split()) <= MOST_MISTYPED
    if not few or not may_be_sought(text, sought) or not may_be_put_right(typed := told(text)):
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


def may_be_sought(text: str, sought: Sought) -> bool:
    """Whether a message that nobody asked for is one to look for: short, and with a word that tells something."""
    return SHORTEST_HEARD <= len(text.strip()) <= LONGEST_HEARD and bool(sought.wanted)


async def look_for(state: FSMContext, text: str) -> str:
    """The short name of the shelf of stories with these words."""
    kept = await recall(state, SEARCHES) or []
    number = kept[-1][0] + 1 if kept else 1
    await remember(state, SEARCHES, [*kept, [number, text[:READ]]][-REMEMBERED:])
    return f"{SEARCH}{number}"


async def leaf_screen(visit: Visit, no: int, by: str = "") -> Screen:
    """One page of a shelf. Raises `Mistake(NOT_FOUND)`."""
    async with visit.store.read() as tx:
        leaf = await _of_shelf(tx, visit, no, by)
    await _seen(visit, leaf)
    return stories_screen(visit.words, leaf)


async def _of_shelf(tx: Work, visit: Visit, no: int, by: str) -> Leaf:
    if by.startswith(SEARCH):
        return await _found(tx, visit, no, by)
    return await _shelf(tx, visit, by, no) if by else await _leaf(tx, Sought(), no)


async def _seen(visit: Visit, leaf: Leaf) -> None:
    """Their next number is one of this page's; kept anew only when that says something else than before."""
    await remember(visit.state, DIRECTORY, None)
    by, no, at = await recall(visit.state, LEAF) or ("", 0, None)
    if at is None or (by, no) != (leaf.by, leaf.no) or visit.now - datetime.fromisoformat(at) > FRESH / 2:
        await remember(visit.state, LEAF, [leaf.by, leaf.no, visit.now.isoformat()])


async def numbered(visit: Visit, number: int) -> ReadStory | None:
    """The story under a number of the page that they saw a moment ago; none when the page has no such number."""
    leaf = await _lately(visit)
    posts = leaf.stories.items if leaf else []
    if leaf is None or not posts or number > len(posts):
        return None
    return ReadStory(post_id=posts[number if number == LAST else number - 1].id, page=leaf.no, by=leaf.by)


async def next_leaf(visit: Visit) -> Screen | None:
    """The page after the one that they saw a moment ago, if they saw any; after the last one, that it was the last."""
    leaf = await _lately(visit)
    if leaf is None:
        return None
    if (leaf.no + 1) * PAGE >= leaf.stories.total:
        return await newest_screen(visit, ended=True)
    return await leaf_screen(visit, leaf.no + 1, leaf.by)


async def _lately(visit: Visit) -> Leaf | None:
    """The page that they saw a moment ago."""
    by, no, at = await recall(visit.state, LEAF) or ("", 0, None)
    if at is None or visit.now - datetime.fromisoformat(at) > FRESH:
        return None
    async with visit.store.read() as tx:
        return await _of_shelf(tx, visit, no, by)


async def _shelf(tx: Work, visit: Visit, by: str, no: int) -> Leaf:
    words = visit.words
    if by.startswith(CAME):
        return await _what_came(tx, visit, by, no)
    leaf = await _leaf(tx, await sought_on(tx, visit.here, by), no)
    head = today_head(words) if by == TODAY else shelf_head(words, await name_of(tx, visit.here, by))
    return replace(leaf, by=by, head=head, about=await _about(tx, visit, by))


async def _what_came(tx: Work, visit: Visit, by: str, no: int) -> Leaf:
    days = days_of(by)
    spans = (days_in(visit.zone, *days),) if days else None
    leaf = await _leaf(tx, Sought(reader_id=visit.reader.id, spans=spans), no)
    note = "" if leaf.stories.total else nothing_came_note(visit.words, days)
    return replace(leaf, by=by, head=came_head(visit.words, days), note=note)


async def _about(tx: Work, visit: Visit, by: str) -> Row:
    """From a campaign's stories to its page; from those of a city where they do not live, to following it."""
    words, which = visit.words, by[1:]
    if by.startswith(CAMPAIGNS):
        return (Button(words.say("About this campaign"), CampaignPage(campaign_id=int(which)).pack()),)
    if not by.startswith(PLACES) or Place(which) not in BAY or Place(which) is visit.reader.place:
        return ()
    followed = Place(which) in await tx.follows.cities(visit.reader.id)
    return () if followed else (follow_city(words, Place(which)),)


async def _found(tx: Work, visit: Visit, no: int, by: str) -> Leaf:
    kept = {f"{SEARCH}{number}": text for number, text in await recall(visit.state, SEARCHES) or []}
    if by not in kept:
        raise Mistake(Why.NOT_FOUND)
    text, words, called = kept[by], visit.words, await visit.store.called()
    leaf, near, rather = await _leaf(tx, Sought(words=text), no), False, None
    shelves = await shelves_named(tx, visit.here, text, called)
    if not leaf.stories.total and len(shelves) == 1:
        return await _shelf(tx, visit, shelves[0][0], no)
    if not leaf.stories.total:
        may = await rather_typed(visit.store, told(text))
        rather = may if may and await has(tx, may, called) else None
        leaf, near = await _leaf(tx, Sought(words=text), no, near=True), True
    note = found_note(words, leaf.stories.total, readable=bool(looked_for(text)), near=near, long=len(text) >= READ)
    leaf = replace(leaf, by=by, head=found_head(words, text), note=note, shelves=shelves)
    return replace(leaf, rather=(rather, await look_for(visit.state, rather))) if rather else leaf


async def _leaf(tx: Work, sought: Sought, no: int, *, near: bool = False) -> Leaf:
    no, page = await page_or_last(lambda at: tx.stories.found(sought, at * PAGE, PAGE, near=near), no)
    found = [await tx.partners.get(partner_id) for partner_id in {post.partner_id for post in page.items}]
    return Leaf(page, {partner.id: partner for partner in found if partner}, no)
