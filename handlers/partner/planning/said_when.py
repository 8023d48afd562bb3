"""A moment that nobody asked for, from a communicator (domingo às 9h, 聽日朝早九點發), shown at the post it is for."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.actions.compose import wish
from bot.content import Post, PostState
from bot.hearing.aliases import alias_of
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.recurrence import wall_at
from bot.words import Words
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.compose_screens import noted_line
from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import AT_HAND, Pen
from handlers.partner.planning.choosing import PLANNABLE, Choice, ask, plannable, to_plan
from handlers.partner.planning.digits import DAY, digits_of, wall_of
from handlers.partner.planning.plan_presses import OpenSchedule, TakeBack, When
from handlers.partner.planning.reading_plan import Said, said_when
from handlers.partner.planning.said_when_screens import not_yet_screen, whose_screen
from handlers.partner.planning.schedule import answered
from handlers.partner.planning.schedule_screens import is_ahead
from handlers.partner.presses import OpenPost, Pages, Shelf, WishThen
from handlers.reading.moment import month_first, read_time
from handlers.showing.screen import Screen, show
from handlers.turns.facts import is_open_list
from handlers.turns.filters import BY_COMMUNICATOR, IDLE, PLAIN
from handlers.turns.replies import pressed_in

MOST = 5
"""Posts that are offered; /schedule has them all."""
_ABOUT = (OpenSchedule, When, TakeBack, OpenPost)
"""Buttons of a message that speaks of one post."""


class SaysWhen(Filter):
    """It answers no question, and says when something goes out and nothing else; the handler gets it as `said`.

    A reply tells which post is meant, as `about`; one to what is about no post is not for us, and neither is a wish.
    """

    async def __call__(
        self,
        message: Message,
        speaker: Speaker,
        words: Words,
        clock: Callable[[], datetime],
        raw_state: str | None = None,
    ) -> bool | dict[str, Any]:
        """Whether it does."""
        text = message.text or ""
        free = raw_state is None or is_open_list(raw_state)  # among the spans of a pause a day is for these
        if not free or message.forward_origin or alias_of(text):
            return False
        about = _about(message)
        if message.reply_to_message is not None and about is None:
            return False
        here = wall_at(clock(), speaker.reader.zone)
        said = said_when(text, here, month_first=month_first(words))
        return {"said": said, "about": about} if said else False


def _about(message: Message) -> int | None:
    """The post that the message replied to speaks of."""
    found = [pressed_in(message.reply_to_message, kind) for kind in _ABOUT]
    return next((int(getattr(press, "post_id", 0)) for press in found if press), None)


def router() -> Router:
    """The moment. Before `adrift`: it is no text of a post."""
    moments = Router(name="partner.said_when")
    moments.message.register(told, PLAIN, BY_COMMUNICATOR, IDLE, SaysWhen())
    moments.callback_query.register(wished_for, WishThen.filter())
    return moments


async def told(message: Message, pen: Pen, said: Said, about: int | None) -> None:
    """The moment is shown at its post, to be confirmed; which post, when it may be one of several."""
    posts = [await plannable(pen, about)] if about else await _meant(pen, said)
    if len(posts) == 1:
        await show(message, await _at(pen, posts[0], said))
    elif not posts:
        await _none(message, pen, said)
    elif said.reading and len(posts) <= MOST:
        await show(message, whose_screen(pen.words, posts, said.reading))
    else:
        await SHELVES.open(message, pen, Pages(shelf=Shelf.SCHEDULE))


async def _meant(pen: Pen, said: Said) -> Sequence[Post]:
    """Those that have no moment yet; those that have one when they speak of another, or when there are no others."""
    async with pen.store.read() as tx:
        found = await tx.posts.page(list(pen.speaker.partner_ids), tuple(PLANNABLE), 0, 2 * MOST)
    wanted = PostState.SCHEDULED if said.moves else PostState.APPROVED
    return [post for post in found.items if post.state is wanted] or found.items


async def _at(pen: Pen, post: Post, said: Said) -> Screen:
    """As if they had been asked for it. A new day for a series is for its next round, unless it says how often."""
    await to_plan(pen, post.id)
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    of_a_day = said.reading is not None and not said.reading.timed_only
    choice = Choice(post, moving=bool(plan and plan.repeat) and of_a_day)
    await ask(pen, choice)
    return await answered(said.text, pen, choice)


def _has_a_day(post: Post) -> bool:
    """Whether a day is noted for it, and no hour."""
    return len(post.wished or "") == DAY


async def wished(pen: Pen, post: Post, said: Said | None) -> Post:
    """The post with the moment that was said, if it is one that is to come: how often is for later.

    An hour alone is of the day that was noted before.
    """
    reading = said.reading if said else None
    if said and reading and reading.timed_only and _has_a_day(post):
        on, wall = wall_of(post.wished or "").date(), pen.wall
        with suppress(Mistake):
            reading = read_time(said.text, wall, month_first=month_first(pen.words), on=on)
    at = digits_of(reading) if reading else ""
    if not at or not is_ahead(at, pen.wall):
        return replace(post, wished=None)
    return await wish(pen.store, pen.speaker, post.id, at)


async def wished_for(query: CallbackQuery, callback_data: WishThen, pen: Pen) -> None:
    """The draft that was meant, with its moment noted if that is still to come."""
    at = callback_data.at
    if is_ahead(at, pen.wall):
        post, note = await wish(pen.store, pen.speaker, callback_data.post_id, at), noted_line(pen.words, at)
    else:
        post, note = await pen.post(callback_data.post_id), None
    await turn_into_card(query, pen, post, note)


async def _none(message: Message, pen: Pen, said: Said) -> None:
    """Nothing can be given a moment: what is on its way there keeps it, of several the one that is meant."""
    async with pen.store.read() as tx:
        ids = list(pen.speaker.partner_ids)
        found = await tx.posts.page(ids, (PostState.SUBMITTED, *AT_HAND), 0, MOST)
    at = digits_of(said.reading) if said.reading else ""
    of_its_day = bool(said.reading and said.reading.timed_only and found.items and _has_a_day(found.items[0]))
    if found.total > 1 and at and is_ahead(at, pen.wall) and not of_its_day:
        await SHELVES.open(message, pen, Pages(shelf=Shelf.DRAFTS, at=at))
    elif found.items:
        await show(message, not_yet_screen(pen.words, [await wished(pen, found.items[0], said), *found.items[1:]]))
    else:
        await SHELVES.open(message, pen, Pages(shelf=Shelf.SCHEDULE))
