"""Communicators ask how posts are made while none is open: the answer in a sentence, and the commands for it."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.aliases import alias_of, order_of
from bot.people import Speaker
from bot.tasks import AT_ONCE, Task
from handlers.filters import BY_COMMUNICATOR, IDLE, PLAIN
from handlers.menus import COMMUNICATOR, for_tasks
from handlers.partner.how_screens import TOLD, how_screen
from handlers.partner.pen import Pen
from handlers.screen import show
from handlers.tasks import tasks_of


class AsksHow(Filter):
    """Nobody awaits an answer, and a communicator surely wants something that a sentence answers; no wish, no order.

    The handler gets `tasks`.
    """

    async def __call__(self, message: Message, speaker: Speaker) -> bool | dict[str, tuple[Task, ...]]:
        """What they want."""
        text = message.text or ""
        if message.forward_origin or alias_of(text) or order_of(text):
            return False
        found = tasks_of(text, speaker)
        return {"tasks": found.tasks[:AT_ONCE]} if found.sure and found.tasks[0] in TOLD else False


def router() -> Router:
    """The answer. After what is said of a moment, before what is taken for a post."""
    how = Router(name="partner.how")
    how.message.register(told, PLAIN, BY_COMMUNICATOR, IDLE, AsksHow())
    return how


async def told(message: Message, pen: Pen, tasks: tuple[Task, ...]) -> None:
    """How it is done, and where."""
    await show(message, how_screen(pen.words, tasks, for_tasks(COMMUNICATOR, tasks)))
