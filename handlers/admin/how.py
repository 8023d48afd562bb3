"""Admins ask how a post that is out is mended, or whether readers may answer: a sentence, and the command for it."""

import re
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import alias_of
from bot.hearing.orders import order_of
from bot.hearing.tasks import Task
from bot.people import Speaker
from handlers.admin.reviewing.review_screens import LOOKING
from handlers.admin.seat import Seat
from handlers.sending.steered_screens import mending_screen
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import tasks_of
from handlers.turns.filters import BY_ADMIN, IDLE, PLAIN
from handlers.turns.menus import ADMIN, commands, for_tasks

_HOW = re.compile(r"怎|點樣|点样|如何|\b(?:how|como)\b", re.IGNORECASE)
_TOLD = ((Task.POSTS,), (Task.LETTERS,))
MOST = 3
"""Sendings that are offered; /report has them all."""


class AsksToMend(Filter):
    """Nobody awaits an answer, and an admin speaks of what went out, or of replies; who writes is told their own way.

    Beside a post that waits it must be a question how: anything else may be why that one goes back.
    """

    async def __call__(self, message: Message, speaker: Speaker, raw_state: str | None = None) -> bool | dict[str, Any]:
        """Whether they do: the handler gets the `task`."""
        text = message.text or ""
        if speaker.is_communicator or message.forward_origin or alias_of(text) or order_of(text):
            return False
        if raw_state == LOOKING.state and not _HOW.search(text):
            return False
        found = tasks_of(text, speaker)
        return found.tasks[:1] in _TOLD and found.asks and not found.reads and {"task": found.tasks[0]}


def router() -> Router:
    """The answer. After what is said of one partner."""
    how = Router(name="admin.how")
    how.message.register(told, PLAIN, BY_ADMIN, IDLE, AsksToMend())
    return how


async def told(message: Message, seat: Seat, task: Task) -> None:
    """How it is done, and where."""
    if task is Task.POSTS:
        await show(message, await mending_of(seat, ()))
    else:
        told = seat.words.say(
            "Readers can reply to a partner's post, or write to it from its page: its communicators get that in their "
            "chat and answer there. I don't keep what they write."
        )
        await show(message, Screen(told))


async def mending_of(seat: Seat, partner_ids: tuple[int, ...]) -> Screen:
    """How a post that is out is mended, with the latest ones of these partners, or of all."""
    async with seat.store.read() as tx:
        begun = (await tx.plans.sendings(partner_ids, 0, MOST)).items
        found = [(each.broadcast_id, await tx.posts.get(each.post_id)) for each in begun]
    latest = [(no, post.title_at_work(seat.words.form)) for no, post in found if post]
    return mending_screen(seat.words, commands(seat.words, for_tasks(ADMIN, (Task.POSTS,))), latest)
