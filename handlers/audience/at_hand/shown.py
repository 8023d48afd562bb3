"""What readers say of what stands before them and do not name: the story, partner or list that they saw last."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.content import Post
from bot.mistakes import Mistake
from bot.searching import Sought
from bot.words import Words
from handlers.audience.answering.answers_screens import voice_screen
from handlers.audience.answering.beyond_screens import Said, asked_of_them, to_them
from handlers.audience.at_hand.pointing import Points
from handlers.audience.at_hand.shown_screens import (
    FACTUAL,
    alike_screen,
    edge_screen,
    fact_screen,
    none_screen,
    short_screen,
    untold_screen,
    which_of_screen,
)
from handlers.audience.library.keeping_screens import onward_screen
from handlers.audience.library.leaves import FRESH, leaf_at, leaf_screen, next_leaf, numbered, same_leaf, seen_since
from handlers.audience.library.shelves import PARTNERS
from handlers.audience.library.stories import send_story
from handlers.audience.library.stories_screens import StoryIn, is_of_list
from handlers.audience.questions import OPENED, recall, remember
from handlers.audience.receiving.partners import opened_by_place, partner_page, seen_lately
from handlers.audience.receiving.partners_screens import PartnerPage, WriteTo
from handlers.audience.visit import Visit
from handlers.showing.screen import PAGE, Screen
from handlers.turns.last_screen import standing_in
from handlers.turns.turn import the_partner

CAME = timedelta(hours=6)
"""So long a post that came is what they speak of; what they opened, as long as a list."""
OF_ANY = FACTUAL | {Points.THEIRS, Points.ABOUT, Points.FOLLOW}
"""What can be asked of a partner as well as of a story."""
OF_ONE = FACTUAL | {Points.AUTHOR, Points.PICTURES, Points.SHORT, Points.WHOLE}
"""What is asked of one story: who does so of several that are listed says which."""
_OF_ONE = f"{WriteTo.__prefix__}:"
_OF_WHAT_STANDS = (_OF_ONE, f"{StoryIn.__prefix__}:")
"""Buttons of a screen that is about one story or partner."""
_STEPS = {Points.BEFORE: -1, Points.AFTER: 1}


class Seen(NamedTuple):
    """A story, when it was seen, and the shelf and page from which it was opened."""

    post: Post
    at: datetime
    by: str = ""
    page: int = 0


async def pointed_at(visit: Visit, points: Points) -> bool:
    """The answer, of what they saw last; false when they saw nothing of the kind."""
    stands = standing_in(visit.reader.address) if points in OF_ONE else None
    listed = [each for row in stands.rows for each in row if is_of_list(each)] if stands else []
    if stands and len(listed) > 1:
        await visit.show(which_of_screen(visit.words, stands.rows))
        return True
    if listed and await pointed_at_one(visit, 1, points):
        return True
    if points is Points.AFTER and await _began_a_list(visit):
        return True
    return await _shown(visit, await (_of_a_list(visit) if points is Points.NONE else _of_the_last(visit, points)))


async def turned_over(visit: Visit) -> bool:
    """The next page of a list that they saw since the last story; false when there is none."""
    seen = await story_seen(visit)
    if not await seen_since(visit, seen.at if seen else None):
        return False
    try:
        screen = await next_leaf(visit)
    except Mistake:  # a search that is no longer kept
        return False
    return await _shown(visit, screen)


async def _began_a_list(visit: Visit) -> bool:
    """The first story of a list that they saw since the last one; false when they saw none."""
    seen = await story_seen(visit)
    if not await seen_since(visit, seen.at if seen else None):
        return False
    try:
        stories = [await numbered(visit, number) for number in (1, 2)]
    except Mistake:  # a search that is no longer kept
        return False
    other = next((each for each in stories if each and not (seen and each.post_id == seen.post.id)), None)
    story = StoryIn(form=visit.reader.speaks, **other.model_dump()) if other else None
    return await _shown(visit, story)


async def pointed_at_one(visit: Visit, number: int, points: Points) -> bool:
    """The answer, of the one at this place of the list that they saw a moment ago; false when they saw none."""
    if await opened_by_place(visit, number):
        return True
    try:
        chosen = await numbered(visit, number)
    except Mistake:  # a search that is no longer kept
        chosen = None
    async with visit.store.read() as tx:
        post = await tx.stories.story(chosen.post_id) if chosen else None
    if chosen is None or post is None:
        return False
    seen = Seen(post, visit.now, chosen.by, chosen.page)
    await remember(visit.state, OPENED, [post.id, visit.now.isoformat(), chosen.by, chosen.page])
    return await _shown(visit, await _asked_of(visit, seen, points))


async def whose_lately(visit: Visit) -> int | None:
    """The partner that they saw last, or whose story it was; none when they saw neither lately."""
    partner, seen = await seen_lately(visit), await story_seen(visit)
    if partner and (seen is None or partner[1] >= seen.at):
        return partner[0]
    return seen.post.partner_id if seen else None


def below_one(visit: Visit) -> bool:
    """Whether the screen that stands last is about one partner."""
    stands = standing_in(visit.reader.address)
    return stands is not None and any((each.data or "").startswith(_OF_ONE) for row in stands.rows for each in row)


async def _shown(visit: Visit, answer: Screen | StoryIn | None) -> bool:
    if isinstance(answer, StoryIn):
        await send_story(visit, answer)
    elif answer:
        await visit.show(answer)
    return answer is not None


async def _of_a_list(visit: Visit) -> Screen | None:
    """None of it is what they are looking for."""
    return none_screen(visit.words) if await same_leaf(visit) else None


async def _of_the_last(visit: Visit, points: Points) -> Screen | StoryIn | None:
    """Of the story or of the partner, whichever they saw last; what only a story has, of the story."""
    seen = await story_seen(visit)
    partner = await seen_lately(visit)
    if partner and points in OF_ANY and (seen is None or partner[1] >= seen.at):
        return await _of_partner(visit, partner[0], points)
    return await _asked_of(visit, seen, points) if seen else None


async def _asked_of(visit: Visit, seen: Seen, points: Points) -> Screen | StoryIn | None:
    """Of a story, or of its partner."""
    if points in {Points.THEIRS, Points.ABOUT, Points.FOLLOW}:
        return await _of_partner(visit, seen.post.partner_id, points)
    if points is Points.HOW_LONG:
        points = Points.WHEN
    return None if points in {Points.UNDO, Points.NONE} else await _of_story(visit, seen, points)


async def untold(visit: Visit) -> Screen | None:
    """For a question right below a story or a partner's page that neither answers: who may know; else none."""
    stands = standing_in(visit.reader.address)
    if stands and not any((each.data or "").startswith(_OF_WHAT_STANDS) for row in stands.rows for each in row):
        return None
    seen, partner = await story_seen(visit, FRESH), await seen_lately(visit)
    if partner and (seen is None or partner[1] >= seen.at):
        return await _of_partner(visit, partner[0], Points.STILL)
    if seen is None:
        return None
    async with visit.store.read() as tx:
        return untold_screen(visit.words, seen.post, await the_partner(tx, seen.post.partner_id))


async def _of_partner(visit: Visit, partner_id: int, points: Points) -> Screen:
    """Their stories, or their page, which is followed by who knows more."""
    if points is Points.THEIRS:
        return await leaf_screen(visit, 0, f"{PARTNERS}{partner_id}")
    page = await partner_page(visit, PartnerPage(partner_id=partner_id))
    if points is Points.FOLLOW:
        return page
    if points is Points.ABOUT:
        return asked_of_them(visit.words, page)
    return to_them(visit.words, page, partner_id, Said.ASKS)


async def _of_story(visit: Visit, seen: Seen, points: Points) -> Screen | StoryIn:
    """What is known of it, or the story to be shown."""
    words, post = visit.words, seen.post
    same = StoryIn(post_id=post.id, form=visit.reader.speaks, page=seen.page, by=seen.by)
    if points in _STEPS:
        return await _beside(visit, seen, _STEPS[points])
    if points is Points.ALIKE:
        return alike_screen(words, post, await _nearest(visit, post))
    if points is Points.WHOLE or (points is Points.PICTURES and post.media):
        return same
    if points in _BY_WORDS:
        return _BY_WORDS[points](words, post)
    async with visit.store.read() as tx:
        return fact_screen(words, post, await the_partner(tx, post.partner_id), points)


_BY_WORDS: Mapping[Points, Callable[[Words, Post], Screen]] = {
    Points.SHORT: short_screen,
    Points.ALOUD: lambda words, _: voice_screen(words),
    Points.ONWARD: lambda words, _: onward_screen(words),
}
"""What needs no more than the story itself."""


async def _beside(visit: Visit, seen: Seen, step: int) -> Screen | StoryIn:
    """The one before or after it, in the list from which it was opened."""
    try:
        leaf = await leaf_at(visit, seen.page, seen.by)
    except Mistake:  # a search that is no longer kept
        leaf = await leaf_at(visit, 0, "")
    ids = [post.id for post in leaf.stories.items]
    place, no = (ids.index(seen.post.id) if seen.post.id in ids else 0) + step, leaf.no
    if place < 0 < no:
        no, place = no - 1, PAGE - 1
    elif place >= len(ids) and (no + 1) * PAGE < leaf.stories.total:
        no, place = no + 1, 0
    if no != leaf.no:
        ids = [post.id for post in (await leaf_at(visit, no, seen.by)).stories.items]
    if not 0 <= place < len(ids):
        other = None if step < 0 or not seen.by else await _newest_but(visit, {*ids, seen.post.id})
        return edge_screen(visit.words, seen.by, no, first=step < 0, other=other)
    return StoryIn(post_id=ids[place], form=visit.reader.speaks, page=no, by=seen.by)


async def _newest_but(visit: Visit, ids: Collection[int]) -> Post | None:
    """The newest of all stories that is none of these."""
    stories = (await leaf_at(visit, 0, "")).stories.items
    return next((post for post in stories if post.id not in ids), None)


async def _nearest(visit: Visit, post: Post) -> Post | None:
    """Another story that has the most of its title's words."""
    async with visit.store.read() as tx:
        found = await tx.stories.found(Sought(words=post.title_in(visit.words.form)), 0, 2, near=True)
    return next((each for each in found.items if each.id != post.id), None)


async def story_seen(visit: Visit, came_within: timedelta | None = CAME) -> Seen | None:
    """The story that they opened or the post that came to them, whichever was later and is still to be read."""
    opened = await recall(visit.state, OPENED)
    found: list[tuple[datetime, int, str, int]] = []
    if opened:
        post_id, at, *shelf = opened
        by, page = shelf or ("", 0)
        found.append((datetime.fromisoformat(at), post_id, by, page))
    async with visit.store.read() as tx:
        if came := await tx.posts.last_to(visit.reader.id):
            found.append((came[1], came[0], "", 0))
        for at, post_id, by, page in sorted(found, reverse=True):
            late = came_within is not None and visit.now - at > (
                FRESH if opened and post_id == opened[0] else came_within
            )
            if not late and (post := await tx.stories.story(post_id)):
                return Seen(post, at, by, page)
    return None
