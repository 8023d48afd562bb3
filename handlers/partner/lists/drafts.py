"""/drafts: what is being written, what came back, what waits for review; /templates: what others are begun from."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from handlers.partner.lists.shelves import SHELVES
from handlers.partner.pen import Pen
from handlers.partner.presses import Pages, Shelf


def router() -> Router:
    """The list of drafts."""
    drafts = Router(name="partner.drafts")
    drafts.message.register(open_list, Command("drafts", ignore_case=True))
    drafts.message.register(open_templates, Command("templates", "template", ignore_case=True))
    return drafts


async def open_list(message: Message, command: CommandObject, pen: Pen) -> None:
    """The first page, or what is looked for. A post that was open is closed: what is sent now is not for it."""
    await SHELVES.search(message, pen, Pages(shelf=Shelf.DRAFTS), command.args or "")


async def open_templates(message: Message, command: CommandObject, pen: Pen) -> None:
    """As the button under /new."""
    await SHELVES.search(message, pen, Pages(shelf=Shelf.TEMPLATES), command.args or "")
