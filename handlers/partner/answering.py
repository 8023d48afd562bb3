"""A communicator answers a reader: by replying to their message, or by its button."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.actions.exchange import answer, may_answer
from bot.exchanges import Said
from bot.mistakes import Mistake, Why
from handlers.filters import ANSWER, PLAIN
from handlers.partner.answering_screens import answer_screen, answered_screen, only_text_screen
from handlers.partner.pen import Pen
from handlers.replies import RepliesTo
from handlers.screen import Number, show, show_below


class AnswerReader(CallbackData, prefix="x_answer"):
    """Let me answer this reader."""

    exchange_id: Number


class Answering(StatesGroup):
    """The answer. Data: exchange_id."""

    text = State()


def router() -> Router:
    """Answers; before composing, which takes whatever text comes."""
    answering = Router(name="partner.answering")
    answering.message.register(replied, PLAIN, RepliesTo(AnswerReader))
    answering.message.register(typed, Answering.text, PLAIN)
    answering.message.register(anything_else, Answering.text, ANSWER)
    answering.callback_query.register(ask, AnswerReader.filter())
    return answering


async def ask(query: CallbackQuery, callback_data: AnswerReader, pen: Pen) -> None:
    """Let them write it."""
    async with pen.store.read() as tx:
        await may_answer(tx, pen.speaker, callback_data.exchange_id)
    await pen.state.set_state(Answering.text)
    await pen.state.set_data({"exchange_id": callback_data.exchange_id})
    await show_below(query, answer_screen(pen.words))


async def typed(message: Message, pen: Pen) -> None:
    """They have written it."""
    exchange_id = (await pen.state.get_data()).get("exchange_id")
    if exchange_id is None:
        raise Mistake(Why.NOT_FOUND)
    try:
        await _hand_on(message, pen, int(exchange_id))
    finally:
        await pen.state.clear()  # not before: cut short, the same message comes again and must find the question open


async def replied(message: Message, pen: Pen, replied: AnswerReader) -> None:
    """They answered the message itself; whatever they were at goes on."""
    await _hand_on(message, pen, replied.exchange_id)


async def anything_else(message: Message, pen: Pen) -> None:
    """A picture cannot be handed on."""
    await show(message, only_text_screen(pen.words))


async def _hand_on(message: Message, pen: Pen, exchange_id: int) -> None:
    await answer(pen.store, pen.speaker, exchange_id, Said(message.text or "", message.message_id), pen.now)
    await show(message, answered_screen(pen.words))
