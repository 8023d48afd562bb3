"""Texts about which a question is open: in no post yet, and not forgotten when the post is handed in.

Kept with the conversation is where they stand in the chat, never what they say.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, ReplyParameters

from bot.content import Post
from bot.languages import Form
from handlers.partner.composing.compose_screens import replace_screen, which_language_screen
from handlers.partner.pen import Composing, Pen
from handlers.showing.screen import toast

KEY = "waiting"


class Waiting(NamedTuple):
    """Numbers of the question and of the text it replies to; the form it would replace, if its language is clear."""

    question: int
    text: int
    form: str | None


async def remember(pen: Pen, question: int, text: int, form: Form | None) -> None:
    """A question about a text of the post that is open."""
    rest = [each for each in await _kept(pen) if each.text != text]
    await _keep(pen, [*rest, Waiting(question, text, form)])


async def answered(pen: Pen, message_id: int) -> None:
    """What was a question is none any more."""
    kept = await _kept(pen)
    rest = [each for each in kept if each.question != message_id]
    if rest != kept:
        await _keep(pen, rest)


async def forget(pen: Pen) -> None:
    """The post is handed in without them."""
    await _keep(pen, [])


async def waiting_for(pen: Pen, post: Post) -> Sequence[Waiting]:
    """Texts of this post that are asked about, while it is open."""
    if await pen.state.get_state() != Composing.open.state:
        return ()
    return await _kept(pen) if (await pen.state.get_data()).get("post_id") == post.id else ()


async def ask_again(query: CallbackQuery, pen: Pen, post: Post) -> None:
    """The oldest question, once more at the bottom of the chat; it is said when its text is gone."""
    found = await waiting_for(pen, post)
    if not found:
        return
    first, rest = found[0], found[1:]
    screen = which_language_screen(pen.words, post.id)
    if first.form:
        screen = replace_screen(pen.words, post.id, Form(first.form))
    chat, replied = query.from_user.id, ReplyParameters(message_id=first.text)
    try:
        sent = await pen.bot.send_message(chat, screen.text, reply_markup=screen.keyboard, reply_parameters=replied)
    except TelegramBadRequest:  # deleted by hand
        await _keep(pen, rest)
        await toast(query, pen.words.say("I can no longer see that text. Send it once more."), alert=True)
        return
    with suppress(TelegramBadRequest):  # older than 48 hours, or deleted by hand
        await pen.bot.delete_message(chat, first.question)
    await _keep(pen, [first._replace(question=sent.message_id), *rest])


async def _kept(pen: Pen) -> list[Waiting]:
    return [Waiting(*each) for each in (await pen.state.get_data()).get(KEY) or ()]


async def _keep(pen: Pen, waiting: Sequence[Waiting]) -> None:
    await pen.state.update_data({KEY: [list(each) for each in waiting]})
