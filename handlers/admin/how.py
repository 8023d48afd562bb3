"""Admins ask how a post that is out is corrected or taken back: the answer in a sentence, and the command for it."""

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import alias_of
from bot.hearing.orders import order_of
from bot.hearing.tasks import Task
from bot.people import Speaker
from handlers.admin.doors import lines
from handlers.admin.reviewing.review_screens import LOOKING
from handlers.admin.seat import Seat
from handlers.sending.broadcast_screens import mending_line
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import tasks_of
from handlers.turns.filters import BY_ADMIN, IDLE, PLAIN
from handlers.turns.menus import ADMIN, commands, for_tasks

_HOW = re.compile(r"怎|點樣|点样|如何|\b(?:how|como)\b", re.IGNORECASE)


class AsksToMend(Filter):
    """Nobody awaits an answer, and an admin speaks of what went out; who writes, too, is told the writers' way.

    Beside a post that waits it must be a question how: anything else may be why that one goes back.
    """

    async def __call__(self, message: Message, speaker: Speaker, raw_state: str | None = None) -> bool:
        """Whether they do."""
        text = message.text or ""
        if speaker.is_communicator or message.forward_origin or alias_of(text) or order_of(text):
            return False
        if raw_state == LOOKING.state and not _HOW.search(text):
            return False
        found = tasks_of(text, speaker)
        return found.tasks[:1] == (Task.POSTS,) and found.asks and not found.reads


def router() -> Router:
    """The answer. After what is said of one partner."""
    how = Router(name="admin.how")
    how.message.register(told, PLAIN, BY_ADMIN, IDLE, AsksToMend())
    return how


async def told(message: Message, seat: Seat) -> None:
    """How it is done, and where."""
    there = commands(seat.words, for_tasks(ADMIN, (Task.POSTS,)))
    await show(message, Screen(lines(mending_line(seat.words, "/report"), there)))
