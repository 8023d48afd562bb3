"""Buttons of a draft's card from before the post was sent: they show what became of it."""

from typing import Protocol

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery

from bot.content import PostState
from handlers.partner.lists.posts import show_post
from handlers.partner.pen import Pen
from handlers.partner.planning.plan_presses import OpenSchedule, Shape, When
from handlers.partner.presses import Act, Move, NeededBy, OpenDraft, Press, Rewrite, WayPress, Whom, WishThen

OUT = frozenset({PostState.SENDING, PostState.SENT, PostState.RECALLED})
ALWAYS = frozenset({Act.DUPLICATE, Act.TEMPLATE, Act.TO_ME, Act.ANSWER, Act.DONE})
"""Acts that a post which is out allows, too."""
EDITS: tuple[type[CallbackData], ...] = (
    *(OpenDraft, Press, Move, NeededBy, OpenSchedule, Rewrite, Shape, WayPress, When, Whom, WishThen),
)


class OfPost(Protocol):
    """What was pressed, of whichever of these."""

    post_id: int


def router() -> Router:
    """Before all others; whatever is not out is theirs."""
    gone = Router(name="partner.gone_out")
    for edit in EDITS:
        rule = edit.filter(F.act.not_in(ALWAYS)) if edit is Press else edit.filter()
        gone.callback_query.register(show_page, rule)
    return gone


async def show_page(query: CallbackQuery, callback_data: OfPost, pen: Pen) -> None:
    """What became of it."""
    async with pen.store.read() as tx:
        state = await tx.posts.state(callback_data.post_id)
    if state not in OUT:
        raise SkipHandler
    note = pen.words.say("That button is from before the post went out. This is how it stands now:")
    await show_post(query, pen, callback_data.post_id, note)
