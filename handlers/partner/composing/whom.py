"""Choosing whom a post is for: each press puts a place in or takes it out; a change voids what was approved."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.compose import choose_places
from bot.content import Post
from handlers.partner.composing.fetching import fetched
from handlers.partner.composing.whom_screens import whom_screen
from handlers.partner.pen import Pen
from handlers.partner.presses import Whom
from handlers.showing.screen import show
from handlers.staff.reach import reach_of


def router() -> Router:
    """The choice of places."""
    whom = Router(name="partner.whom")
    whom.callback_query.register(choose, Whom.filter(F.place | F.everybody))
    whom.callback_query.register(look, Whom.filter())
    return whom


async def look(query: CallbackQuery, callback_data: Whom, pen: Pen) -> None:
    """Shows whom the post is for now."""
    await _show(query, pen, await pen.post(callback_data.post_id))


async def choose(query: CallbackQuery, callback_data: Whom, pen: Pen) -> None:
    """A place more or less, or everybody again; the author is asked first when the post is out of their hands."""
    post = await fetched(query, pen, callback_data.post_id)
    if post is None:
        return
    pressed = frozenset({callback_data.place} if callback_data.place else ())
    chosen = post.places | pressed if callback_data.on else post.places - pressed
    places = frozenset() if callback_data.everybody else chosen
    await _show(query, pen, await choose_places(pen.store, pen.speaker, post.id, places))


async def _show(query: CallbackQuery, pen: Pen, post: Post) -> None:
    async with pen.store.read() as tx:
        counts = await tx.follows.places(replace(post.whom, places=frozenset()), pen.now)
        reach = await reach_of(tx, post, pen.now)
    await show(query, whom_screen(pen.words, post, reach, counts))
