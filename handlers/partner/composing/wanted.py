"""A communicator says that they want to write a post, and for when: it is begun, and the moment noted."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.aliases import LONGEST_ASKED
from bot.hearing.tasks import Task
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.recurrence import wall_at
from bot.words import Words
from handlers.partner.composing.compose import begin
from handlers.partner.composing.compose_screens import choose_partner_screen, noted_line
from handlers.partner.pen import Pen
from handlers.partner.planning.digits import digits_of
from handlers.reading.moment import month_first
from handlers.reading.within import moment_within
from handlers.showing.screen import show
from handlers.staff.tasks import tasks_of
from handlers.turns.filters import BY_COMMUNICATOR, IDLE, OWN, PLAIN

BEGINS = 48
"""Characters in which a wish to write says so: a text for readers may speak of writing further on."""


class WantsAPost(Filter):
    """Nobody awaits an answer, and they say that they want to write a post, and for when: the handler gets `at`.

    A moment that may be two is left to be asked for once the post is approved: `at` is empty. Without one the command
    is offered as for any other work.
    """

    async def __call__(
        self,
        message: Message,
        speaker: Speaker,
        words: Words,
        clock: Callable[[], datetime],
    ) -> bool | dict[str, Any]:
        """The moment, in digits."""
        text = message.text or ""
        found = tasks_of(text[:BEGINS], speaker)
        if len(text) > LONGEST_ASKED or not found.sure or found.tasks[0] is not Task.NEW:
            return False
        here = wall_at(clock(), speaker.reader.zone)
        try:
            reading = moment_within(text, here, month_first=month_first(words))
        except Mistake:
            return {"at": ""}
        return {"at": digits_of(reading)} if reading else False


def router() -> Router:
    """Before `how` and `adrift`: it is neither a question nor a text."""
    wanted = Router(name="partner.wanted")
    wanted.message.register(begin_for_then, PLAIN, BY_COMMUNICATOR, IDLE, OWN, WantsAPost())
    return wanted


async def begin_for_then(message: Message, pen: Pen, at: str) -> None:
    """The post is begun, and the moment noted; with several partners it is asked for which."""
    partners = await pen.own_partners()
    if len(partners) == 1:
        await begin(message, pen, partners[0], at=at)
    else:
        await show(message, choose_partner_screen(pen.words, partners, noted_line(pen.words, at) if at else None, at))
