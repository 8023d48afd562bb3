"""/drafts: what is being written, what came back, what waits for review; /templates: what others are begun from."""

from aiogram import F, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.partner.pen import Pen
from handlers.partner.presses import Pages, Shelf
from handlers.partner.shelves import shelf
from handlers.screen import show


def router() -> Router:
    """The list of drafts."""
    drafts = Router(name="partner.drafts")
    drafts.message.register(open_list, Command("drafts", ignore_case=True))
    drafts.message.register(open_templates, Command("templates", "template", ignore_case=True))
    drafts.callback_query.register(turn, Pages.filter(F.shelf == Shelf.DRAFTS))
    return drafts


async def open_list(message: Message, pen: Pen) -> None:
    """The first page."""
    await pen.state.clear()
    await show(message, await shelf(pen, Pages(shelf=Shelf.DRAFTS)))


async def open_templates(message: Message, pen: Pen) -> None:
    """As the button under /new."""
    await pen.state.clear()
    await show(message, await shelf(pen, Pages(shelf=Shelf.TEMPLATES)))


async def turn(query: CallbackQuery, callback_data: Pages, pen: Pen) -> None:
    """Another page. A post that was open is closed: what is sent now would not be seen to belong to it."""
    await pen.state.clear()
    await show(query, await shelf(pen, callback_data))
