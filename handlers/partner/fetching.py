"""A post that is out of its author's hands is changed only after one question."""

from aiogram.types import CallbackQuery

from bot.content import Post
from handlers.partner.leaving_screens import change_screen
from handlers.partner.pen import Pen
from handlers.screen import show


async def fetched(query: CallbackQuery, pen: Pen, post_id: int) -> Post | None:
    """The post, ready to be changed; none when the author is being asked. Raises `Mistake(NOT_EDITABLE)`."""
    post = await pen.post(post_id)
    if await pen.may_change(post):
        return post
    post.require_editable()
    await show(query, change_screen(pen.words, post))
    return None
