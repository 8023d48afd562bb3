"""One page of a shelf of stories, and which one somebody has just seen."""

from dataclasses import replace
from datetime import datetime, timedelta

from aiogram.fsm.context import FSMContext
from markupsafe import Markup

from bot.mistakes import Mistake, Why
from bot.places import BAY, Place
from bot.recurrence import days_in
from bot.searching import READ, Sought, looked_for, without_asking
from bot.store import Work
from bot.texts import shortened
from bot.transport import Button, Row
from handlers.audience.home_screens import paragraphs
from handlers.audience.library.finding_screens import (
    SHOWN,
    calendar_note,
    came_head,
    found_head,
    found_note,
    nothing_came_note,
    shelf_head,
    today_head,
)
from handlers.audience.library.shelves import (
    CAME,
    CAMPAIGNS,
    PARTNERS,
    PLACES,
    SEARCH,
    TODAY,
    days_of,
    name_of,
    sought_on,
)
from handlers.audience.library.stories_screens import Leaf, ReadStory, stories_screen
from handlers.audience.plain_words.named import has, rather_typed, shelves_named
from handlers.audience.questions import DIRECTORY, LEAF, SEARCHES, WHOSE, recall, remember
from handlers.audience.receiving.following_screens import follow_city
from handlers.audience.receiving.partners_screens import CampaignPage
from handlers.audience.visit import Visit
from handlers.showing.paging import page_or_last
from handlers.showing.screen import PAGE, Screen

FRESH = timedelta(minutes=30)
"""So long after a list a number is one of its stories: later it may be about a digest that came meanwhile."""
LAST = -1
"""Stands for the number of the last story of a page."""
REMEMBERED = 5
"""Searches whose pages can still be turned."""


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
    await seen(visit, leaf)
    return stories_screen(visit.words, leaf)


async def newest_screen(visit: Visit, missed: str = "", *, of_a_day: bool = False, ended: bool = False) -> Screen:
    """For who asks for stories in words that none has, in no words of their own, or what is on one day: the newest.

    So they are for who wants more of a list that has `ended`.
    """
    words = visit.words
    async with visit.store.read() as tx:
        leaf = await leaf_of(tx, Sought(), 0)
    await seen(visit, leaf)
    search, note = words.say("Search"), Markup("")
    if missed:
        note = words.say(
            "No story has “{words}” yet. These are the newest. For something else, press “{search}”.",
            words=shortened(missed, SHOWN),
            search=search,
        )
    elif ended:
        note = words.say("That was all there is for now. For something else, press “{search}”.", search=search)
    elif not of_a_day:
        note = words.say("These are the newest. For something in particular, press “{search}”.", search=search)
    note = paragraphs(calendar_note(words) if of_a_day else "", note)
    return stories_screen(words, replace(leaf, note=note))


async def numbered(visit: Visit, number: int) -> ReadStory | None:
    """The story under a number of the page that they saw a moment ago; none when the page has no such number."""
    leaf = await _lately(visit)
    posts = leaf.stories.items if leaf else []
    if leaf is None or not posts or number > len(posts):
        return None
    return ReadStory(post_id=posts[number if number == LAST else number - 1].id, page=leaf.no, by=leaf.by)


async def same_leaf(visit: Visit) -> Screen | None:
    """The page that they saw a moment ago, if they saw any: that many stories stand in it."""
    leaf = await _lately(visit)
    if leaf is None:
        return None
    only = visit.words.plural("Only {n} story stands here.", "Only {n} stories stand here.", len(leaf.stories.items))
    return stories_screen(visit.words, replace(leaf, note=paragraphs(only, leaf.note)))


async def leaf_at(visit: Visit, no: int, by: str) -> Leaf:
    """One page of a shelf, which is not shown. Raises `Mistake(NOT_FOUND)`."""
    async with visit.store.read() as tx:
        return await _of_shelf(tx, visit, no, by)


async def next_leaf(visit: Visit) -> Screen | None:
    """The page after the one that they saw a moment ago, if they saw any and there is one."""
    leaf = await _lately(visit)
    if leaf is None or (leaf.no + 1) * PAGE >= leaf.stories.total:
        return None
    return await leaf_screen(visit, leaf.no + 1, leaf.by)


async def end_of_leaf(visit: Visit) -> Screen | None:
    """That the page which they saw a moment ago was the last, if they saw any."""
    return await newest_screen(visit, ended=True) if await _lately(visit) else None


async def seen_since(visit: Visit, at: datetime | None) -> bool:
    """Whether the page that they saw last came after a moment; without a moment, whether they saw any."""
    _, _, shown = await recall(visit.state, LEAF) or ("", 0, None)
    return shown is not None and (at is None or datetime.fromisoformat(shown) > at)


async def _lately(visit: Visit) -> Leaf | None:
    """The page that they saw a moment ago."""
    by, no, at = await recall(visit.state, LEAF) or ("", 0, None)
    if at is None or visit.now - datetime.fromisoformat(at) > FRESH:
        return None
    return await leaf_at(visit, no, by)


async def seen(visit: Visit, leaf: Leaf) -> None:
    """Their next number is one of this page's; kept anew only when that says something else than before."""
    await remember(visit.state, DIRECTORY, None)
    if leaf.by.startswith(PARTNERS):
        await remember(visit.state, WHOSE, [int(leaf.by[1:]), visit.now.isoformat()])
    by, no, at = await recall(visit.state, LEAF) or ("", 0, None)
    if at is None or (by, no) != (leaf.by, leaf.no) or visit.now - datetime.fromisoformat(at) > FRESH / 2:
        await remember(visit.state, LEAF, [leaf.by, leaf.no, visit.now.isoformat()])


async def _of_shelf(tx: Work, visit: Visit, no: int, by: str) -> Leaf:
    if by.startswith(SEARCH):
        return await _found(tx, visit, no, by)
    return await shelf_of(tx, visit, by, no) if by else await leaf_of(tx, Sought(), no)


async def shelf_of(tx: Work, visit: Visit, by: str, no: int) -> Leaf:
    """A page of a shelf that is no search, under its name; the last one there is, when it has become shorter."""
    words = visit.words
    if by.startswith(CAME):
        return await _what_came(tx, visit, by, no)
    leaf = await leaf_of(tx, await sought_on(tx, visit.here, by), no)
    head = today_head(words) if by == TODAY else shelf_head(words, await name_of(tx, visit.here, by))
    return replace(leaf, by=by, head=head, about=await _about(tx, visit, by))


async def _what_came(tx: Work, visit: Visit, by: str, no: int) -> Leaf:
    days = days_of(by)
    spans = (days_in(visit.zone, *days),) if days else None
    leaf = await leaf_of(tx, Sought(reader_id=visit.reader.id, spans=spans), no)
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
    leaf, near, rather = await leaf_of(tx, Sought(words=text), no), False, None
    shelves = await shelves_named(tx, visit.here, text, called)
    if not leaf.stories.total and len(shelves) == 1:
        return await shelf_of(tx, visit, shelves[0][0], no)
    if not leaf.stories.total:
        may = await rather_typed(visit.store, without_asking(text))
        rather = may if may and await has(tx, may, called) else None
        leaf, near = await leaf_of(tx, Sought(words=text), no, near=True), True
    note = found_note(words, leaf.stories.total, readable=bool(looked_for(text)), near=near, long=len(text) >= READ)
    leaf = replace(leaf, by=by, head=found_head(words, text), note=note, shelves=shelves)
    return replace(leaf, rather=(rather, await look_for(visit.state, rather))) if rather else leaf


async def leaf_of(tx: Work, sought: Sought, no: int, *, near: bool = False) -> Leaf:
    """A page of the stories that are sought, with their partners; `near`: those with only some of the words, too."""
    no, page = await page_or_last(lambda at: tx.stories.found(sought, at * PAGE, PAGE, near=near), no)
    found = [await tx.partners.get(partner_id) for partner_id in {post.partner_id for post in page.items}]
    return Leaf(page, {partner.id: partner for partner in found if partner}, no)
