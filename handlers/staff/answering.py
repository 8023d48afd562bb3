"""Whoever works here answers who wrote to them: by replying to the message, or by its button."""

from aiogram import Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.actions.exchange import answer, may_answer
from bot.exchanges import Said
from bot.mistakes import Mistake, Why, existing
from bot.partners import PROGRAMME
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below
from handlers.staff.answering_screens import (
    AnswerReader,
    LeaveAnswer,
    again_screen,
    answer_screen,
    answered_screen,
    left_screen,
    only_text_line,
)
from handlers.turns.filters import ANSWER, PLAIN, REPLY
from handlers.turns.middlewares import guard
from handlers.turns.replies import RepliesTo
from handlers.turns.turn import Turn, hand

WRITE_AGAIN = frozenset({Why.TEXT_EMPTY, Why.MESSAGE_TOO_LONG})
"""Mistakes that other words put right."""


class Answering(StatesGroup):
    """The answer. Data: exchange_id."""

    text = State()


def router() -> Router:
    """Answers; before composing, which takes whatever text comes."""
    answering = Router(name="answering")
    guard(answering, lambda speaker: speaker.is_admin or speaker.is_communicator, Why.NO_PARTNER)
    hand(answering, "turn", Turn)
    answering.message.register(replied, PLAIN, REPLY, RepliesTo(AnswerReader))
    answering.message.register(replied_otherwise, ANSWER, REPLY, RepliesTo(AnswerReader))
    answering.message.register(typed, Answering.text, PLAIN)
    answering.message.register(anything_else, Answering.text, ANSWER)
    answering.callback_query.register(ask, AnswerReader.filter())
    answering.callback_query.register(leave, LeaveAnswer.filter())
    return answering


async def ask(query: CallbackQuery, callback_data: AnswerReader, turn: Turn) -> None:
    """Asks for the answer."""
    async with turn.store.read() as tx:
        await may_answer(tx, turn.speaker, callback_data.exchange_id)
    await turn.state.set_state(Answering.text)
    await turn.state.set_data({"exchange_id": callback_data.exchange_id})
    await show_below(query, answer_screen(turn.words))


async def leave(query: CallbackQuery, turn: Turn) -> None:
    """They would rather not, or not now."""
    if await turn.state.get_state() == Answering.text.state:
        await turn.state.clear()
    await show(query, left_screen(turn.words))


async def typed(message: Message, turn: Turn) -> None:
    """They have written it; what cannot be handed on so is asked for once more."""
    exchange_id = existing((await turn.state.get_data()).get("exchange_id"))
    try:
        await _hand_on(message, turn, int(exchange_id))
    except Mistake as mistake:
        if mistake.why not in WRITE_AGAIN:
            await turn.state.clear()
            raise
        await show(message, again_screen(turn.words, in_words(mistake, turn.words)))
        return
    await turn.state.clear()  # not before: cut short, the same message comes again and must find the question open


async def replied(message: Message, turn: Turn, replied: AnswerReader) -> None:
    """They answered the message itself; whatever they were at goes on."""
    await _hand_on(message, turn, replied.exchange_id)


async def replied_otherwise(message: Message, turn: Turn) -> None:
    """A picture answers the message itself; nothing is open that could be left."""
    await show(message, Screen(only_text_line(turn.words)))


async def anything_else(message: Message, turn: Turn) -> None:
    """A picture cannot be handed on."""
    await show(message, again_screen(turn.words, only_text_line(turn.words)))


async def _hand_on(message: Message, turn: Turn, exchange_id: int) -> None:
    said = Said(message.text or "", message.message_id)
    partner = await answer(turn.store, turn.speaker, exchange_id, said, turn.now)
    await show(message, answered_screen(turn.words, for_all=partner.slug == PROGRAMME))
