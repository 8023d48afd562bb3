"""A post that is out of its author's hands is changed only after one question."""

from aiogram.types import CallbackQuery

from bot.content import Post
from handlers.partner.composing.leaving_screens import change_screen
from handlers.partner.pen import Composing, Pen
from handlers.showing.screen import show


async def fetched(query: CallbackQuery, pen: Pen, post_id: int) -> Post | None:
    """The post, ready to be changed; none when the author is being asked. Raises `Mistake(NOT_EDITABLE)`."""
    post = await pen.post(post_id)
    if await pen.may_change(post):
        return post
    post.require_editable()
    await asking(pen, post)
    await show(query, change_screen(pen.words, post))
    return None


async def asking(pen: Pen, post: Post, album: str | None = None) -> None:
    """Whether it shall be changed is asked: a text that is typed now is meant for it."""
    await pen.state.set_state(Composing.asked)
    await pen.state.set_data({"post_id": post.id, "album": album})
