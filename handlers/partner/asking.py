"""A communicator asks the admins something: by the button, by speaking of them, by replying to an answer of theirs."""

from aiogram import Router
from aiogram.filters import Filter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.actions.exchange import ask_admins
from bot.exchanges import Said
from bot.hearing.aliases import alias_of
from bot.hearing.orders import order_of
from bot.hearing.tasks import Task
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.transport import Button
from handlers.partner.composing.adrift import in_sight
from handlers.partner.pen import Composing, Pen, Scheduling
from handlers.partner.presses import Act, Press, button
from handlers.showing.mistakes import in_words
from handlers.showing.screen import Screen, show, show_below
from handlers.staff.answering import WRITE_AGAIN
from handlers.staff.answering_screens import only_text_line
from handlers.staff.asking_screens import (
    AskAdmins,
    AskAgain,
    LeaveAsking,
    PassToAdmins,
    ask_screen,
    not_asked_screen,
    pass_screen,
    passed_screen,
)
from handlers.staff.tasks import tasks_of
from handlers.turns.facts import is_idle
from handlers.turns.filters import ANSWER, BY_COMMUNICATOR, OWN, PLAIN, REPLY
from handlers.turns.replies import RepliesTo


class AskingAdmins(StatesGroup):
    """The question."""

    text = State()


class SpeaksOfAdmins(Filter):
    """A few words of a communicator speak of those who run the programme, and answer no question but for a moment."""

    async def __call__(self, message: Message, speaker: Speaker, raw_state: str | None = None) -> bool:
        """Whether they do."""
        free = is_idle(raw_state) or raw_state == Scheduling.open.state
        return free and _wants_people(message.text or "", speaker)


def _wants_people(text: str, speaker: Speaker) -> bool:
    """Whether it speaks of the admins, or of somebody to ask, and is no post that does."""
    found = tasks_of(text, speaker)
    return found.sure and found.tasks[0] is Task.ADMINS and not (alias_of(text) or order_of(text))


def router() -> Router:
    """The question. Before composing, which takes whatever text comes."""
    asking = Router(name="partner.asking")
    asking.message.register(typed, PLAIN, REPLY, RepliesTo(AskAgain))
    asking.message.register(typed, AskingAdmins.text, PLAIN)
    asking.message.register(anything_else, AskingAdmins.text, ANSWER)
    asking.message.register(offered, PLAIN, BY_COMMUNICATOR, OWN, SpeaksOfAdmins())
    asking.callback_query.register(ask, AskAdmins.filter())
    asking.callback_query.register(ask, AskAgain.filter())
    asking.callback_query.register(passed, PassToAdmins.filter())
    asking.callback_query.register(leave, LeaveAsking.filter())
    return asking


async def ask(query: CallbackQuery, pen: Pen) -> None:
    """Asks for it; a draft that is open waits."""
    await pen.state.set_data({"draft": await _draft(pen)})
    await pen.state.set_state(AskingAdmins.text)
    await show_below(query, ask_screen(pen.words))


async def offered(message: Message, pen: Pen) -> None:
    """It may be the question itself: the offer replies to it, so it is at hand."""
    screen = pass_screen(pen.words)
    await message.reply(screen.text, reply_markup=screen.keyboard)


async def passed(query: CallbackQuery, pen: Pen) -> None:
    """It was."""
    message = await in_sight(query, pen)
    if message is not None:
        await ask_admins(pen.store, pen.speaker, _said(message), pen.now)
        await show(query, passed_screen(pen.words, _back(pen, await _draft(pen))))


async def typed(message: Message, pen: Pen) -> None:
    """Hands it on; what cannot be handed on is asked for once more."""
    try:
        await ask_admins(pen.store, pen.speaker, _said(message), pen.now)
    except Mistake as mistake:
        if mistake.why not in WRITE_AGAIN:
            await _end(pen)
            raise
        await show(message, Screen(in_words(mistake, pen.words), ask_screen(pen.words).rows))
        return
    draft = await _draft(pen)
    await _end(pen)
    await show(message, passed_screen(pen.words, _back(pen, draft)))


async def _draft(pen: Pen) -> int | None:
    """The post that is open, or was when the question was asked for."""
    state, data = await pen.state.get_state(), await pen.state.get_data()
    if state == AskingAdmins.text.state:
        return data.get("draft")
    return data.get("post_id") if state == Composing.open.state else None


def _back(pen: Pen, draft: int | None) -> tuple[Button, ...]:
    return (button(pen.words.say("Back to draft"), Press(act=Act.CARD, post_id=draft)),) if draft else ()


def _said(message: Message) -> Said:
    return Said(message.text or "", message.message_id)


async def _end(pen: Pen) -> None:
    """Nothing is asked any more; a reply to an answer leaves whatever they are at."""
    if await pen.state.get_state() == AskingAdmins.text.state:
        await pen.state.clear()


async def anything_else(message: Message, pen: Pen) -> None:
    """A picture cannot be handed on."""
    await show(message, Screen(only_text_line(pen.words), ask_screen(pen.words).rows))


async def leave(query: CallbackQuery, pen: Pen) -> None:
    """They would rather not."""
    await _end(pen)
    await show(query, not_asked_screen(pen.words))
