"""That a planned post shall not go out, or when a series goes on, said at any time: its plan, with what can be done."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime, time
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.content import Post, PostState
from bot.hearing.aliases import alias_of
from bot.people import Speaker
from bot.recurrence import local, moment_near, wall_at
from bot.store import Store
from bot.words import Words
from handlers.partner.composing.card_screens import title_of
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen
from handlers.partner.planning.choosing import Choice, ask, days, to_plan
from handlers.partner.planning.plan_presses import HoldUntil
from handlers.partner.planning.schedule import answered
from handlers.partner.planning.steering_words import goes_on, no_more, of_a_post
from handlers.partner.presses import Pages, Shelf, button
from handlers.reading.ends import pause_end
from handlers.reading.moment import month_first
from handlers.sending.steering_words import of_a_series
from handlers.showing.screen import PAGE, Screen, show
from handlers.staff.pausing_screens import which_pauses_screen
from handlers.turns.filters import BY_COMMUNICATOR, IDLE, OWN, PLAIN

_SERIES = re.compile(r"系列|\bseries\b|\bs[ée]rie\b", re.IGNORECASE)
"""Nothing else is called so, though none may be planned."""
_PLANNED = Pages(shelf=Shelf.SCHEDULE)
LOOKED_AT = 20
"""Planned posts of which it may be one."""


class SaysNoMore(Filter):
    """It speaks of a series that shall not come, or of a post while any is planned. Gives the `posts` it may be."""

    async def __call__(
        self, message: Message, speaker: Speaker, words: Words, clock: Callable[[], datetime], store: Store
    ) -> bool | dict[str, Any]:
        """Which it may be."""
        text = message.text or ""
        if not of_a_post(text) or alias_of(text):
            return False
        here = wall_at(clock(), speaker.reader.zone)
        stops = no_more(text, here, month_first=month_first(words)) is not None
        if not stops and not (_SERIES.search(text) and goes_on(text)):
            return False
        async with store.read() as tx:
            found = await tx.posts.page(list(speaker.partner_ids), (PostState.SCHEDULED,), 0, LOOKED_AT)
            plans = {post.id: await tx.plans.of(post.id) for post in found.items}
        again = [post for post in found.items if (plan := plans[post.id]) and plan.repeat]
        posts = again if of_a_series(text) else found.items
        return {"posts": posts, "stops": stops} if posts or _SERIES.search(text) else False


def router() -> Router:
    """The words. Before `how`: they ask for no command."""
    steered = Router(name="partner.steered")
    steered.message.register(told, PLAIN, BY_COMMUNICATOR, IDLE, OWN, SaysNoMore())
    return steered


async def told(message: Message, pen: Pen, posts: Sequence[Post], *, stops: bool) -> None:
    """What can be done to the plan of the one; else all that are planned, or none. Nothing is done before a press."""
    if len(posts) != 1:
        end = pause_end(message.text or "", pen.wall, pen.words, at=time()) if stops and posts else None
        if end:
            await show(message, _which(pen, posts[:PAGE], local(moment_near(end, pen.zone), pen.zone)))
        else:
            await SHELVES.open(message, pen, _PLANNED)
        return
    choice = Choice(await to_plan(pen, posts[0].id))
    if not stops:
        await show(message, await days(pen, choice.post))
        return
    await ask(pen, choice)
    await show(message, await answered(message.text or "", pen, choice))


def _which(pen: Pen, posts: Sequence[Post], until: datetime) -> Screen:
    """Which of these pauses until then (aware, on the author's clock)."""
    end = int(until.timestamp())
    choices = [(title_of(post, pen.words), HoldUntil(post_id=post.id, until=end).pack()) for post in posts]
    return which_pauses_screen(pen.words, choices, until, [button(pen.words.say("All posts"), _PLANNED)])
