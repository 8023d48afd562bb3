"""A communicator answers a reader: by replying to their message, or by its button."""

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.actions.exchange import answer, may_answer
from bot.exchanges import Said
from bot.mistakes import Mistake, Why
from handlers.filters import ANSWER, PLAIN
from handlers.mistakes import in_words
from handlers.partner.answering_screens import (
    AnswerReader,
    LeaveAnswer,
    again_screen,
    answer_screen,
    answered_screen,
    left_screen,
    only_text_line,
)
from handlers.partner.pen import Pen
from handlers.replies import RepliesTo
from handlers.screen import Screen, show, show_below

WRITE_AGAIN = frozenset({Why.TEXT_EMPTY, Why.MESSAGE_TOO_LONG})
"""Mistakes that other words put right."""


class Answering(StatesGroup):
    """The answer. Data: exchange_id."""

    text = State()


def router() -> Router:
    """Answers; before composing, which takes whatever text comes."""
    answering = Router(name="partner.answering")
    answering.message.register(replied, PLAIN, RepliesTo(AnswerReader))
    answering.message.register(replied_otherwise, ANSWER, RepliesTo(AnswerReader))
    answering.message.register(typed, Answering.text, PLAIN)
    answering.message.register(anything_else, Answering.text, ANSWER)
    answering.callback_query.register(ask, AnswerReader.filter())
    answering.callback_query.register(leave, LeaveAnswer.filter())
    return answering


async def ask(query: CallbackQuery, callback_data: AnswerReader, pen: Pen) -> None:
    """Asks for the answer."""
    async with pen.store.read() as tx:
        await may_answer(tx, pen.speaker, callback_data.exchange_id)
    await pen.state.set_state(Answering.text)
    await pen.state.set_data({"exchange_id": callback_data.exchange_id})
    await show_below(query, answer_screen(pen.words))


async def leave(query: CallbackQuery, pen: Pen) -> None:
    """They would rather not, or not now."""
    if await pen.state.get_state() == Answering.text.state:
        await pen.state.clear()
    await show(query, left_screen(pen.words))


async def typed(message: Message, pen: Pen) -> None:
    """They have written it; what cannot be handed on so is asked for once more."""
    exchange_id = (await pen.state.get_data()).get("exchange_id")
    if exchange_id is None:
        raise Mistake(Why.NOT_FOUND)
    try:
        await _hand_on(message, pen, int(exchange_id))
    except Mistake as mistake:
        if mistake.why not in WRITE_AGAIN:
            await pen.state.clear()
            raise
        await show(message, again_screen(pen.words, in_words(mistake, pen.words)))
        return
    await pen.state.clear()  # not before: cut short, the same message comes again and must find the question open


async def replied(message: Message, pen: Pen, replied: AnswerReader) -> None:
    """They answered the message itself; whatever they were at goes on."""
    await _hand_on(message, pen, replied.exchange_id)


async def replied_otherwise(message: Message, pen: Pen) -> None:
    """A picture answers the message itself; nothing is open that could be left."""
    await show(message, Screen(only_text_line(pen.words)))


async def anything_else(message: Message, pen: Pen) -> None:
    """A picture cannot be handed on."""
    await show(message, again_screen(pen.words, only_text_line(pen.words)))


async def _hand_on(message: Message, pen: Pen, exchange_id: int) -> None:
    await answer(pen.store, pen.speaker, exchange_id, Said(message.text or "", message.message_id), pen.now)
    await show(message, answered_screen(pen.words))
