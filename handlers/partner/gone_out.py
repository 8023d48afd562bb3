"""Buttons of a draft's card from before the post was sent: they show what became of it."""

from dataclasses import replace

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery
from markupsafe import Markup

from bot.content import PostState
from handlers.partner.pen import Pen
from handlers.partner.plan_presses import OpenSchedule, Shape, When
from handlers.partner.posts import page_of
from handlers.partner.presses import Act, Move, NeededBy, OpenDraft, Press, Rewrite, WayPress, Whom
from handlers.screen import show

OUT = frozenset({PostState.SENDING, PostState.SENT, PostState.RECALLED})
ALWAYS = frozenset({Act.DUPLICATE, Act.TEMPLATE, Act.TO_ME, Act.ANSWER, Act.DONE})
"""Acts that a post which is out allows, too."""
EDITS = (
    OpenDraft.filter(),
    Press.filter(F.act.not_in(ALWAYS)),
    *(each.filter() for each in (Move, NeededBy, OpenSchedule, Rewrite, Shape, WayPress, When, Whom)),
)


def router() -> Router:
    """Before all others; whatever is not out is theirs."""
    gone = Router(name="partner.gone_out")
    for press in EDITS:
        gone.callback_query.register(show_page, press)
    return gone


async def show_page(
    query: CallbackQuery,
    callback_data: OpenDraft | Press | Move | NeededBy | OpenSchedule | Rewrite | Shape | WayPress | When | Whom,
    pen: Pen,
) -> None:
    """What became of it."""
    post = await pen.post(callback_data.post_id)
    if post.state not in OUT:
        raise SkipHandler
    await pen.state.clear()
    page = await page_of(pen, post)
    note = pen.words.say("That button is from before the post went out. This is how it stands now:")
    await show(query, replace(page, text=Markup("\n\n").join([note, page.text])))
