"""Words that nobody asked for, from somebody who was given a post back: they are offered a way into it."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.aliases import alias_of
from bot.content import PostState
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from handlers.filters import PLAIN
from handlers.formatted import html_of
from handlers.partner.adrift_screens import back_again_screen
from handlers.partner.cards import asked_about, opened, turn_into_card
from handlers.partner.languages import place
from handlers.partner.pen import Pen
from handlers.partner.presses import OpenDraft, WriteInto
from handlers.replies import pressed_in
from handlers.screen import show, toast

MOST = 3
"""Posts that are offered; /drafts has them all."""
LOOKED_AT = 30
"""Posts that came back among which the author's own are looked for."""


class CameBack(Filter):
    """Nobody awaits an answer, and posts of theirs came back; the handler gets `posts`, their ids.

    A reply to the notice itself says which one is meant; a reply to anything else, and a wish, are not for a post.
    """

    async def __call__(
        self, message: Message, store: Store, speaker: Speaker, raw_state: str | None = None
    ) -> bool | dict[str, Any]:
        """The newest first."""
        if raw_state is not None or not speaker.is_communicator or alias_of(message.text or ""):
            return False
        meant = pressed_in(message.reply_to_message, OpenDraft)
        if message.reply_to_message is not None and meant is None:
            return False
        async with store.read() as tx:
            back = (await tx.posts.page(list(speaker.partner_ids), {PostState.RETURNED}, 0, LOOKED_AT)).items
        mine = [post for post in back if speaker.reader.id in post.authors and (not meant or meant.post_id == post.id)]
        return {"posts": mine[:MOST]} if mine else False


def router() -> Router:
    """The offer, and its answer."""
    adrift = Router(name="partner.adrift")
    adrift.message.register(said, PLAIN, CameBack())
    adrift.callback_query.register(put_into, WriteInto.filter())
    return adrift


async def said(message: Message, pen: Pen, posts: list[Any]) -> None:
    """Offer to put the words into a post that came back; the offer replies to them, so they are at hand later."""
    screen = back_again_screen(pen.words, posts)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def put_into(query: CallbackQuery, callback_data: WriteInto, pen: Pen) -> None:
    """The post is open from now on, and the words are a version of it or asked about."""
    post, message = await pen.post(callback_data.post_id), asked_about(query)
    if message is None:
        await toast(query, pen.words.say("I can no longer see that text. Send it once more."), alert=True)
        return
    if not await opened(pen, post):
        raise Mistake(Why.NOT_EDITABLE, state=post.state)
    placed = await place(pen, post, html_of(message))
    if placed.question:
        await show(query, placed.question)
    else:
        await turn_into_card(query, pen, placed.post, placed.notice)
