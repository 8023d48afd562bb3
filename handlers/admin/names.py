"""A partner's names: see each form's, type another."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import rename_partner
from bot.languages import Form
from bot.mistakes import Mistake
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.admin.names_screens import NameButton, Renaming, names_screen, rename_question_screen
from handlers.admin.naming import one_name
from handlers.admin.partners import the_partner
from handlers.admin.partners_screens import PartnerButton, PartnerDo
from handlers.filters import ANSWER
from handlers.mistakes import in_words
from handlers.screen import show


def router() -> Router:
    """The names and the question for one of them."""
    names = Router(name="admin.names")
    names.callback_query.register(open_names, PartnerButton.filter(F.do == PartnerDo.NAMES))
    names.callback_query.register(ask, NameButton.filter())
    names.message.register(typed, Renaming.name, ANSWER)
    return names


async def open_names(
    query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words, state: FSMContext
) -> None:
    """The name in each form."""
    await state.clear()
    async with store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
    await show(query, names_screen(words, partner))


async def ask(query: CallbackQuery, callback_data: NameButton, store: Store, words: Words, state: FSMContext) -> None:
    """Ask for the name in one form."""
    async with store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
    await state.set_state(Renaming.name)
    await state.set_data({"partner_id": partner.id, "form": callback_data.form})
    await show(query, rename_question_screen(words, partner, callback_data.form))


async def typed(  # noqa: PLR0913 - aiogram hands them by name
    message: Message,
    state: FSMContext,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """The name typed; one that cannot be is asked for again."""
    asked = await state.get_data()
    partner_id, form = int(asked["partner_id"]), Form(asked["form"])
    try:
        name = one_name(message.text or "")
    except Mistake as mistake:
        async with store.read() as tx:
            partner = await the_partner(tx, partner_id)
        await show(message, rename_question_screen(words, partner, form, in_words(mistake, words)))
        return
    await state.clear()
    partner = await rename_partner(store, speaker, partner_id, {form: name}, clock())
    await show(message, names_screen(words, partner))
