"""Changing what has its day already: two presses from a post's page to its text."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.schedule import unschedule
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.recurrence import Plan
from handlers.partner.composing.cards import turn_into_card
from handlers.partner.composing.fetching import asking
from handlers.partner.composing.leaving_screens import change_screen
from handlers.partner.composing.rewriting_screens import rewrite_screen, rewriting_line
from handlers.partner.pen import Pen
from handlers.partner.presses import Rewrite
from handlers.showing.screen import Screen, show


def router() -> Router:
    """The question, and its yes."""
    rewriting = Router(name="partner.rewriting")
    rewriting.callback_query.register(rewrite, Rewrite.filter(F.sure))
    rewriting.callback_query.register(ask, Rewrite.filter())
    return rewriting


async def ask(query: CallbackQuery, callback_data: Rewrite, pen: Pen) -> None:
    """Says what changing the post costs."""
    post, plan = await planned(pen, callback_data.post_id)
    await asking(pen, post)
    await show(query, rewrite_screen(pen.words, post, plan, pen.zone))


async def rewrite(query: CallbackQuery, callback_data: Rewrite, pen: Pen) -> None:
    """The day is gone, and the card is open for the change."""
    post, plan = await planned(pen, callback_data.post_id)
    post = await unschedule(pen.store, pen.speaker, post.id, pen.now)
    await pen.state.clear()
    await pen.state.update_data(agreed=post.id)
    await turn_into_card(query, pen, post, rewriting_line(pen.words, plan, pen.zone))


async def planned(pen: Pen, post_id: int) -> tuple[Post, Plan]:
    """One that has a day and has never gone out. Raises `Mistake(NOT_SCHEDULED | NOT_EDITABLE)`."""
    post = await pen.post(post_id)
    if post.is_story:
        raise Mistake(Why.NOT_EDITABLE, state=post.state)
    async with pen.store.read() as tx:
        plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    if plan is None:
        raise Mistake(Why.NOT_SCHEDULED, state=post.state)
    return post, plan


async def leaving_question(pen: Pen, post: Post) -> Screen:
    """Whether a post that is out of its author's hands shall be changed, and what that costs."""
    if post.state is PostState.SCHEDULED:
        return rewrite_screen(pen.words, *await planned(pen, post.id), pen.zone)
    return change_screen(pen.words, post)
