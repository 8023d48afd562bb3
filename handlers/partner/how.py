"""Communicators ask how posts are made while none is open: the answer in a sentence, and the commands for it."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import Message

from bot.aliases import DraftPart, Order, alias_of, chores, order_of
from handlers.filters import BY_COMMUNICATOR, IDLE, PLAIN
from handlers.menus import COMMUNICATOR, named
from handlers.partner.beside import spoken_of
from handlers.partner.how_screens import how_screen
from handlers.partner.pen import Pen
from handlers.screen import show

_WHERE = {
    DraftPart.CAMPAIGN: (Order.CAMPAIGNS,),
    DraftPart.CHANNEL: (),
    DraftPart.DELETE: (Order.DRAFTS, Order.POSTS),
    DraftPart.LATER: (Order.DRAFTS,),
    DraftPart.LETTERS: (),
    DraftPart.MORE: (Order.DRAFTS,),
    DraftPart.PEOPLE: (),
    DraftPart.QUOTA: (),
    DraftPart.REVIEW: (Order.DRAFTS,),
    DraftPart.WHEN: (Order.SCHEDULE,),
}
_WRITING = (Order.NEW, Order.DRAFTS)


class AsksHow(Filter):
    """Nobody awaits an answer, and a few words of a communicator are about how posts are made; no wish, no order.

    A slip is most likely in a post that has gone out.
    """

    async def __call__(self, message: Message) -> bool:
        """Whether they are."""
        text = message.text or ""
        if message.forward_origin or not spoken_of(text):
            return False
        return not (alias_of(text) or order_of(text) or Order.POSTS in chores(text))


def router() -> Router:
    """The answer. After what is said of a moment, before what is taken for a post."""
    how = Router(name="partner.how")
    how.message.register(told, PLAIN, BY_COMMUNICATOR, IDLE, AsksHow())
    return how


async def told(message: Message, pen: Pen) -> None:
    """How it is done, and where."""
    text = message.text or ""
    parts = spoken_of(text)
    told = not any(_WHERE.get(part, _WRITING) for part in parts)
    duty = () if told else chores(text)
    orders = dict.fromkeys((*duty, *(order for part in parts for order in _WHERE.get(part, _WRITING))))
    await show(message, how_screen(pen.words, parts, named(COMMUNICATOR, orders)))
