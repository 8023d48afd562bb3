"""Words that nobody asked for, from a communicator: a way into a post that came back, or into a new one."""

from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.actions.compose import open_draft
from bot.broadcast import SENDS
from bot.content import Post, PostState
from bot.hearing.aliases import alias_of
from bot.hearing.nods import lets_be, nod_of
from bot.hearing.orders import order_of
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store
from handlers.partner.composing.adrift_screens import (
    Offered,
    back_again_screen,
    begin_with_screen,
    picture_screen,
    went_out_screen,
)
from handlers.partner.composing.cards import opened, turn_into_card
from handlers.partner.composing.compose_screens import choose_partner_screen
from handlers.partner.composing.languages import place, recognised, stands
from handlers.partner.composing.waiting import remember
from handlers.partner.pen import Composing, Pen
from handlers.partner.presses import BeginWith, OpenDraft, WriteInto
from handlers.showing.formatted import html_of
from handlers.showing.listing import LONG, length
from handlers.showing.screen import Screen, show, toast
from handlers.staff.tasks import is_question, tasks_of
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR, IDLE, PLAIN, WORDLESS, AtOnce
from handlers.turns.replies import asked_about, pressed_in

MOST = 3
"""Posts that are offered; /drafts has them all."""
LOOKED_AT = 30
"""Posts that came back among which the author's own are looked for."""


_PICTURE = F.photo | F.video | F.animation


class CameBack(Filter):
    """Nobody awaits an answer, and posts of theirs came back; the handler gets `posts`, their ids.

    A reply to the notice itself says which one is meant; a reply to anything else, and a wish, are not for a post.
    """

    async def __call__(self, message: Message, store: Store, speaker: Speaker) -> bool | dict[str, Any]:
        """The newest first."""
        if _for_the_bot(message.text or "", speaker):
            return False
        meant = pressed_in(message.reply_to_message, OpenDraft)
        if message.reply_to_message is not None and meant is None:
            return False
        async with store.read() as tx:
            back = (await tx.posts.page(list(speaker.partner_ids), {PostState.RETURNED}, 0, LOOKED_AT)).items
        mine = [post for post in back if speaker.reader.id in post.authors and (not meant or meant.post_id == post.id)]
        return {"posts": mine[:MOST]} if mine else False


class LikeAPost(Filter):
    """Nobody awaits an answer, and the words are as many as a post's; no reply, no question, no wish."""

    async def __call__(self, message: Message, speaker: Speaker) -> bool:
        """Whether it looks so."""
        said = (message.text or "").strip()
        if message.reply_to_message is not None:
            return False
        asked = said.endswith(("?", "？")) or tasks_of(said, speaker).asks
        return length(said) >= LONG and not asked and not alias_of(said)


def _for_the_bot(text: str, speaker: Speaker) -> bool:
    """A wish, an order, a question, an “ok”, or a sentence about their work."""
    if alias_of(text) or order_of(text) or nod_of(text) or lets_be(text) or is_question(text):
        return True
    found = tasks_of(text, speaker)
    return found.sure or (found.asks and length(text) < LONG)


def router() -> Router:
    """The offers, and their answers."""
    adrift = Router(name="partner.adrift")
    adrift.message.register(long_said, Composing.whose, PLAIN)
    adrift.message.register(whose_first, Composing.whose, ANSWER)
    adrift.message.register(said, PLAIN, BY_COMMUNICATOR, IDLE, CameBack())
    adrift.message.register(long_said, PLAIN, BY_COMMUNICATOR, IDLE, LikeAPost())
    adrift.message.register(picture_first, WORDLESS, BY_COMMUNICATOR, IDLE, AtOnce(_PICTURE))
    adrift.callback_query.register(put_into, WriteInto.filter())
    adrift.callback_query.register(begin_with, BeginWith.filter())
    return adrift


async def said(message: Message, pen: Pen, posts: list[Any]) -> None:
    """Offer to put the words into a post that came back; the offer replies to them, so they are at hand later."""
    screen = back_again_screen(pen.words, [offered(post, html_of(message)) for post in posts])
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def long_said(message: Message, pen: Pen) -> None:
    """Offer to begin a post with it; somebody forgot /new."""
    partners = await pen.own_partners()
    screen = begin_with_screen(pen.words, partners)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def whose_first(message: Message, pen: Pen) -> None:
    """A picture or a file, which cannot be kept for a partner that nobody has named; an album is answered once."""
    album = message.media_group_id
    if album and (await pen.state.get_data()).get("album") == album:
        return
    await pen.state.update_data(album=album)
    first = pen.words.say("Choose the partner first, then send that once more.")
    await show(message, choose_partner_screen(pen.words, await pen.own_partners(), first))


async def picture_first(message: Message, pen: Pen) -> None:
    """A picture or a film while no post is open: how it comes into one; an album is answered once."""
    album = message.media_group_id
    if album and (await pen.state.get_data()).get("album") == album:
        return
    await pen.state.update_data(album=album)
    await show(message, picture_screen(pen.words))


async def begin_with(query: CallbackQuery, callback_data: BeginWith, pen: Pen) -> None:
    """A new post, and the words are its first version or asked about."""
    message = await in_sight(query, pen)
    if message is None:
        return
    post = await _begun(pen, html_of(message))
    post = post or await open_draft(pen.store, pen.speaker, callback_data.partner_id, pen.now)
    await put(query, pen, post, WriteInto(post_id=post.id))


async def _begun(pen: Pen, text: str) -> Post | None:
    """The post that is open with these very words: somebody pressed twice."""
    if await pen.state.get_state() != Composing.open.state:
        return None
    post_id = (await pen.state.get_data()).get("post_id")
    post = await pen.post(post_id) if post_id else None
    return post if post and any(version.text == text for version in post.versions.values()) else None


async def put_into(query: CallbackQuery, callback_data: WriteInto, pen: Pen) -> None:
    """The post is open from now on, and the words are a version of it or asked about; or it went out since."""
    post = await pen.post(callback_data.post_id)
    if not await readers_have(query, pen, post):
        await put(query, pen, post, callback_data)


async def readers_have(query: CallbackQuery, pen: Pen, post: Post) -> bool:
    """Whether readers have it: then it is asked whether the words correct it, if they are still in sight."""
    if post.is_out and await in_sight(query, pen) is not None:
        await show(query, await went_out(pen, post))
    return post.is_out


async def went_out(pen: Pen, post: Post) -> Screen:
    """Of a post that readers have: whether the words correct what was sent last."""
    async with pen.store.read() as tx:
        broadcasts = await tx.broadcasts.of_post(post.id)
    return went_out_screen(pen.words, post, next(each.id for each in broadcasts if each.errand in SENDS))


async def in_sight(query: CallbackQuery, pen: Pen) -> Message | None:
    """The words that the offer replied to; it is said when they are gone."""
    message = asked_about(query)
    if message is None:
        await toast(query, pen.words.say("I can no longer see that text. Send it once more."), alert=True)
    return message


def offered(post: Post, text: str) -> Offered:
    """A post into which a text may be put."""
    form = recognised(text)
    return Offered(post, form, over=form is not None and stands(post, form, text))


async def put(query: CallbackQuery, pen: Pen, post: Post, said: WriteInto, note: Markup | None = None) -> None:
    """The words are a version of the post, or asked about. Raises `Mistake(NOT_EDITABLE)`."""
    message = await in_sight(query, pen)
    if message is None:
        return
    if not await opened(pen, post):
        raise Mistake(Why.NOT_EDITABLE, state=post.state)
    placed = await place(pen, post, html_of(message), said.form, over=said.over)
    if placed.question:
        asked = await show(query, placed.question)
        if asked is not None:
            await remember(pen, asked.message_id, message.message_id, placed.stands)
    else:
        told = [line for line in (note, placed.notice) if line]
        await turn_into_card(query, pen, placed.post, Markup("\n").join(told) if told else None)
