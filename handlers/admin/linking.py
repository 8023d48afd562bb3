"""Link a channel to a partner: name it, press its languages."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import check_linkable, link_channel, toggled
from bot.detection import detect
from bot.languages import Form
from bot.mistakes import Mistake
from bot.partners import Channel, Partner
from bot.people import Speaker
from bot.store import Store
from bot.words import Words
from handlers.admin.channels import page_of_channel
from handlers.admin.channels_screens import LinkDone, Linking, NewForm, forms_question_screen, link_question_screen
from handlers.admin.found_chat import find_channel, meant_by
from handlers.admin.partners import the_partner
from handlers.admin.partners_screens import PartnerButton, PartnerDo
from handlers.filters import ANSWER
from handlers.mistakes import in_words
from handlers.screen import show


def router() -> Router:
    """The two questions."""
    linking = Router(name="admin.linking")
    linking.callback_query.register(begin, PartnerButton.filter(F.do == PartnerDo.LINK))
    linking.message.register(named, Linking.channel, ANSWER)
    linking.message.register(named, Linking.forms, ANSWER)
    linking.callback_query.register(press_form, Linking.forms, NewForm.filter())
    linking.callback_query.register(done, Linking.forms, LinkDone.filter())
    return linking


async def begin(
    query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words, state: FSMContext
) -> None:
    """Ask which channel. Raises `Mistake(CHANNELS_FULL)`."""
    async with store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
        await check_linkable(tx, partner.id)
    await state.set_state(Linking.channel)
    await state.set_data({"partner_id": partner.id})
    await show(query, link_question_screen(words, partner))


async def named(message: Message, bot: Bot, store: Store, words: Words, state: FSMContext) -> None:
    """Find the channel that was forwarded or named, then ask for its languages; what cannot be is asked again."""
    partner = await _partner_asked(store, state)
    try:
        chat = await find_channel(bot, meant_by(message))
        async with store.read() as tx:
            await check_linkable(tx, partner.id, chat.id)
    except Mistake as mistake:
        await show(message, link_question_screen(words, partner, in_words(mistake, words)))
        return
    title = chat.title or ""
    likely = detect(title).form
    forms = (likely,) if likely else ()
    await state.set_state(Linking.forms)
    await state.set_data({"partner_id": partner.id, "address": chat.id, "title": title, "forms": forms})
    await show(message, forms_question_screen(words, partner, title, forms))


async def _partner_asked(store: Store, state: FSMContext) -> Partner:
    asked = await state.get_data()
    async with store.read() as tx:
        return await the_partner(tx, int(asked["partner_id"]))


def _forms(asked: Mapping[str, Any]) -> tuple[Form, ...]:
    return tuple(Form(tag) for tag in asked["forms"])


async def press_form(
    query: CallbackQuery, callback_data: NewForm, store: Store, words: Words, state: FSMContext
) -> None:
    """One language more, or one less."""
    asked = await state.get_data()
    forms = toggled(_forms(asked), callback_data.form)
    await state.update_data(forms=forms)
    partner = await _partner_asked(store, state)
    await show(query, forms_question_screen(words, partner, asked["title"], forms))


async def done(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    state: FSMContext,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """The channel is linked, and its page shown. Raises `Mistake(CHANNEL_WITHOUT_FORM)` and stays."""
    asked = await state.get_data()
    channel = Channel(0, int(asked["address"]), int(asked["partner_id"]), asked["title"], _forms(asked))
    linked = await link_channel(store, speaker, channel, clock())
    await state.clear()
    await show(query, await page_of_channel(store, speaker, words, linked.id))
