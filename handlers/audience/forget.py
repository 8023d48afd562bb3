"""/mydata and /forget: what is held, a question about it, and an end to it."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from markupsafe import Markup

from bot.actions.let_go import (
    ask_about_data,
    ask_to_be_forgotten,
    copy_sent,
    forgetting,
    think_better,
)
from bot.actions.settle_in import has_agreed
from bot.aliases import alias_of
from bot.mistakes import Mistake
from bot.nods import nod_of
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store
from bot.words import Words, words_for
from handlers.audience.forget_screens import (
    AboutData,
    AskAboutData,
    Forget,
    Forgetting,
    asked_screen,
    data_screen,
    forget_screen,
    kept_screen,
    pending_screen,
    question_screen,
)
from handlers.audience.gathering import copy_of
from handlers.audience.held import as_json, as_page
from handlers.audience.home_screens import MyData, Stay
from handlers.audience.questions import leave_question
from handlers.filters import ANSWER, PLAIN
from handlers.mistakes import in_words
from handlers.screen import Screen, show, show_below

Clock = Callable[[], datetime]


def router() -> Router:
    """Both commands and their buttons."""
    forget = Router(name="audience.forget")
    forget.message.register(my_data, Command("mydata", ignore_case=True))
    forget.message.register(ask, Command("forget", ignore_case=True))
    forget.message.register(question_typed, AboutData.question, ANSWER)
    forget.message.register(answer_typed, Forgetting.asked, PLAIN)
    forget.callback_query.register(my_data, MyData.filter())
    forget.callback_query.register(ask, Forget.filter(~F.sure))
    forget.callback_query.register(sure, Forget.filter(F.sure))
    forget.callback_query.register(stay, Stay.filter())
    forget.callback_query.register(ask_question, AskAboutData.filter())
    return forget


async def my_data(  # noqa: PLR0913 - aiogram hands them by name
    event: Message | CallbackQuery, *, bot: Bot, state: FSMContext, store: Store, speaker: Speaker, clock: Clock
) -> None:
    """Two files of everything that is held, and what can be done about it."""
    await leave_question(state)
    reader, now = speaker.reader, clock()
    words = words_for(reader.speaks)
    request, facts = await copy_of(store, reader, now)
    page, plain = as_page(words, facts), as_json(facts)
    await bot.send_document(reader.address, BufferedInputFile(page.encode(), "kapok-my-data.html"))
    await bot.send_document(reader.address, BufferedInputFile(plain.encode(), "kapok-my-data.json"))
    await copy_sent(store, request, clock())
    await (show_below if isinstance(event, CallbackQuery) else show)(event, data_screen(words))


async def ask(event: Message | CallbackQuery, state: FSMContext, store: Store, speaker: Speaker) -> None:
    """Say what it means, and ask; whoever has asked already sees when it happens."""
    await leave_question(state)
    words = words_for(speaker.reader.speaks)
    async with store.read() as tx:
        request = await forgetting(tx, speaker.reader)
    if request is not None:
        await show(event, pending_screen(words, local(request.due_at, speaker.reader.zone)))
        return
    await state.set_state(Forgetting.asked)
    await show(event, forget_screen(words, await _loses(store, speaker, words)))


async def answer_typed(message: Message, state: FSMContext, store: Store, speaker: Speaker) -> None:
    """A typed yes erases nobody, and a typed no might be about something else: the same question, to be pressed."""
    text, words = message.text or "", words_for(speaker.reader.speaks)
    if not (nod_of(text) or alias_of(text)):
        await leave_question(state)
        raise SkipHandler
    note = words.say("Please press a button to answer:")
    await show(message, forget_screen(words, await _loses(store, speaker, words), note))


async def _loses(store: Store, speaker: Speaker, words: Words) -> Markup | str:
    """Which roles go with them."""
    lines = []
    if speaker.is_communicator:
        async with store.read() as tx:
            partners = await tx.partners.of_member(speaker.reader.id)
        names = words.list([partner.name(words.form) for partner in partners])
        lines.append(
            words.say("You will no longer write for {partners}. What you wrote for them stays.", partners=names)
        )
    if speaker.is_admin:
        lines.append(words.say("You will no longer run the programme."))
    return Markup("\n").join(lines)


async def sure(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """It is on its way."""
    await leave_question(state)
    request = await ask_to_be_forgotten(store, speaker.reader.id, clock())
    due = local(request.due_at, speaker.reader.zone)
    await show(query, pending_screen(words_for(speaker.reader.speaks), due))


async def stay(query: CallbackQuery, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """They thought better of it; a second tap, when it is done already, still says that posts are off."""
    await leave_question(state)
    cancelled = await think_better(store, speaker.reader.id, clock())
    async with store.read() as tx:
        agreed = await has_agreed(tx, speaker.reader)
    off = cancelled or speaker.reader.stopped_at is not None
    await show(query, kept_screen(words_for(speaker.reader.speaks), off=off, agreed=agreed))


async def ask_question(query: CallbackQuery, state: FSMContext, words: Words) -> None:
    """Let them type it."""
    await state.set_state(AboutData.question)
    await show(query, question_screen(words))


async def question_typed(message: Message, state: FSMContext, store: Store, speaker: Speaker, clock: Clock) -> None:
    """It was typed; what cannot be a question is asked for again."""
    await show(message, await _asked(state, store, speaker, message.text or "", clock()))


async def _asked(state: FSMContext, store: Store, speaker: Speaker, text: str, now: datetime) -> Screen:
    words = words_for(speaker.reader.speaks)
    try:
        request = await ask_about_data(store, speaker.reader.id, text, now)
    except Mistake as mistake:
        return question_screen(words, in_words(mistake, words))
    await leave_question(state)
    return asked_screen(words, local(request.due_at, speaker.reader.zone))
