"""Add a partner: type its name, press its kind."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import add_partner, completed
from bot.languages import Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.admin.adding_screens import Adding, kind_question_screen, name_question_screen
from handlers.admin.naming import names_in
from handlers.admin.partners import page_of
from handlers.admin.partners_screens import NEW, AddPartner, KindPick
from handlers.filters import ANSWER
from handlers.mistakes import in_words
from handlers.screen import show


def router() -> Router:
    """The two questions."""
    adding = Router(name="admin.adding")
    adding.callback_query.register(begin, AddPartner.filter())
    adding.message.register(name_typed, Adding.name, ANSWER)
    adding.message.register(name_typed, Adding.kind, ANSWER)
    adding.callback_query.register(kind_picked, Adding.kind, KindPick.filter(F.partner_id == NEW))
    return adding


async def begin(query: CallbackQuery, words: Words, state: FSMContext) -> None:
    """Ask for the name."""
    await state.clear()
    await state.set_state(Adding.name)
    await show(query, name_question_screen(words))


async def name_typed(message: Message, words: Words, state: FSMContext) -> None:
    """The names, each recognised by its language; typed again before the kind is pressed, they replace the first."""
    try:
        names = completed(names_in(message.text or ""))
    except Mistake as mistake:
        await show(message, name_question_screen(words, in_words(mistake, words)))
        return
    await state.set_state(Adding.kind)
    await state.set_data({"names": dict(names)})
    await show(message, kind_question_screen(words, names))


async def kind_picked(  # noqa: PLR0913, PLR0917 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: KindPick,
    state: FSMContext,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """The partner is made, and its page shown."""
    names = {Form(tag): name for tag, name in (await state.get_data())["names"].items()}
    partner = await add_partner(store, speaker, callback_data.kind, names, clock())
    await state.clear()
    await show(query, await page_of(store, words, partner.id))
