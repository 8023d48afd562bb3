"""Words typed while it is asked whether a post out of its author's hands shall be changed: one press puts them in."""

from difflib import SequenceMatcher
from typing import Any

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.actions.schedule import unschedule
from bot.content import Post, PostState
from bot.hearing.aliases import alias_of
from bot.people import Speaker
from bot.store import Store
from bot.texts import visible
from handlers.partner.composing.adrift import (
    LOOKED_AT,
    LikeAPost,
    in_sight,
    long_said,
    offered,
    put,
    readers_have,
    went_out,
)
from handlers.partner.composing.adrift_screens import into_it_screen
from handlers.partner.composing.fetching import asking
from handlers.partner.composing.rewriting import leaving_question, planned
from handlers.partner.composing.rewriting_screens import rewriting_line
from handlers.partner.pen import AT_HAND, AWAY, Composing, Pen
from handlers.partner.presses import WriteInto
from handlers.showing.formatted import html_of
from handlers.showing.screen import show
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR, IDLE, PLAIN


class NoWish(Filter):
    """Words that ask the bot for nothing of its own: “settings” still opens them."""

    async def __call__(self, message: Message) -> bool:
        """Whether they are such."""
        return not alias_of(message.text or "")


ALIKE = 0.6
"""How much two texts have in common, of which one is the other in better words."""
BEGINNING = 200
"""Characters that are compared."""


class NearlyAPost(Filter):
    """It says nearly what a post of theirs says that waits, goes out or has gone out; the handler gets that `post`."""

    async def __call__(self, message: Message, speaker: Speaker, store: Store) -> bool | dict[str, Any]:
        """The newest of those that wait, or else of those that readers have."""
        if not await LikeAPost()(message, speaker):
            return False
        partners = list(speaker.partner_ids)
        async with store.read() as tx:
            waiting = (await tx.posts.page(partners, {*AWAY, PostState.SCHEDULED}, 0, LOOKED_AT)).items
            sent = (await tx.posts.page(partners, {PostState.SENDING, PostState.SENT}, 0, LOOKED_AT)).items
        mine = (post for post in (*waiting, *sent) if speaker.reader.id in post.authors)
        post = next((post for post in mine if _is_alike(message.text or "", post)), None)
        return {"post": post} if post else False


def _is_alike(text: str, post: Post) -> bool:
    compared = SequenceMatcher(a="", b=text[:BEGINNING], autojunk=False)
    for version in post.versions.values():
        compared.set_seq1(visible(version.text)[:BEGINNING])
        if compared.quick_ratio() >= ALIKE and compared.ratio() >= ALIKE:
            return True
    return False


def router() -> Router:
    """The words, and the press that puts them in. After `compose`, before `adrift`."""
    asked = Router(name="partner.asked")
    asked.message.register(said, Composing.asked, ANSWER, NoWish(), BY_COMMUNICATOR)
    asked.message.register(ask_of, PLAIN, BY_COMMUNICATOR, IDLE, NearlyAPost())
    asked.callback_query.register(put_in, WriteInto.filter(F.sure))
    return asked


async def said(message: Message, pen: Pen) -> None:
    """What the question was about is asked once more, now with the words at hand."""
    post = await pen.post(int((await pen.state.get_data())["post_id"]))
    if post.is_out or post.state not in {*AWAY, *AT_HAND, PostState.SCHEDULED}:
        await pen.state.clear()
        await (ask_of(message, pen, post) if post.is_out else long_said(message, pen))
        return
    await ask_with(message, pen, post)


async def ask_of(message: Message, pen: Pen, post: Post) -> None:
    """Whether the words are for that post; readers may have it by now."""
    if not post.is_out:
        await ask_with(message, pen, post)
        return
    screen = await went_out(pen, post)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def ask_with(message: Message, pen: Pen, post: Post) -> None:
    """The question; words are at hand in what it replies to, pictures are sent once more after a yes."""
    album = message.media_group_id
    if album and (await pen.state.get_data()).get("album") == album:
        return
    question = await leaving_question(pen, post)
    await asking(pen, post, album)
    if message.text:
        screen = into_it_screen(pen.words, offered(post, html_of(message)), question.text)
        await message.reply(screen.text, reply_markup=screen.keyboard)
    else:
        await show(message, question)


async def put_in(query: CallbackQuery, callback_data: WriteInto, pen: Pen) -> None:
    """Its day is gone, if it had one, and the words are a version of it or asked about."""
    post, note = await pen.post(callback_data.post_id), None
    if await readers_have(query, pen, post) or await in_sight(query, pen) is None:
        return
    if post.state is PostState.SCHEDULED:
        post, plan = await planned(pen, post.id)
        post = await unschedule(pen.store, pen.speaker, post.id, pen.now)
        note = rewriting_line(pen.words, plan, pen.zone)
    await pen.state.update_data(agreed=post.id)
    await put(query, pen, post, callback_data, note)
