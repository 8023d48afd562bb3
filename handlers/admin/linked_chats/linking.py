"""Link a channel to a partner: name it, press its languages."""

from collections.abc import Mapping
from typing import Any

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import check_linkable, link_channel, with_form
from bot.languages import Form
from bot.mistakes import Mistake
from bot.partners import Channel, Partner, name_of_topic
from bot.texts import one_line
from handlers.admin.linked_chats.channels import page_of_channel
from handlers.admin.linked_chats.channels_screens import (
    LinkDone,
    Linking,
    NewForm,
    forms_question_screen,
    link_question_screen,
)
from handlers.admin.linked_chats.found_chat import Meant, find_channel, meant_by
from handlers.admin.roster.naming import form_of_name
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.seat import Seat
from handlers.showing.screen import Screen, show
from handlers.turns.filters import ANSWER


def router() -> Router:
    """The two questions."""
    linking = Router(name="admin.linking")
    linking.callback_query.register(begin, PartnerButton.filter(F.do == PartnerDo.LINK))
    linking.message.register(named, Linking.channel, ANSWER)
    linking.message.register(named, Linking.forms, ANSWER)
    linking.callback_query.register(press_form, Linking.forms, NewForm.filter())
    linking.callback_query.register(done, Linking.forms, LinkDone.filter())
    return linking


async def begin(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Ask which channel. Raises `Mistake(CHANNELS_FULL)`."""
    partner = await seat.partner(callback_data.partner_id)
    async with seat.store.read() as tx:
        await check_linkable(tx, partner.id)
    await seat.state.set_state(Linking.channel)
    await seat.state.set_data({"partner_id": partner.id})
    await show(query, link_question_screen(seat.words, partner))


async def named(message: Message, seat: Seat) -> None:
    """Find the channel that was forwarded or named, then ask for its languages; what cannot be is asked again."""
    partner = await seat.partner(int((await seat.state.get_data())["partner_id"]))
    try:
        screen = await _found(seat, partner, meant_by(message))
    except Mistake as mistake:
        screen = link_question_screen(seat.words, partner, seat.sorry(mistake))
    await show(message, screen)


async def _found(seat: Seat, partner: Partner, meant: Meant | None) -> Screen:
    chat = await find_channel(seat.bot, meant)
    topic, group = meant.topic_of(chat) if meant else None, one_line(chat.title or "")
    async with seat.store.read() as tx:
        await check_linkable(tx, partner.id, chat.id, topic)
        known = await tx.channels.by_address(chat.id, topic) if topic else None
    title = (known.title if known else name_of_topic(group, topic)) if topic else group
    likely = form_of_name(title)
    forms = (likely,) if likely else ()
    await seat.state.set_state(Linking.forms)
    place = {"address": chat.id, "topic": topic, "title": title, "group": chat.type != ChatType.CHANNEL}
    await seat.state.set_data({"partner_id": partner.id, **place, "forms": forms})
    return forms_question_screen(seat.words, partner, title, forms)


def _forms(asked: Mapping[str, Any]) -> tuple[Form, ...]:
    return tuple(Form(tag) for tag in asked["forms"])


async def press_form(query: CallbackQuery, callback_data: NewForm, seat: Seat) -> None:
    """One language more, or one less."""
    asked = await seat.state.get_data()
    forms = with_form(_forms(asked), callback_data.form, on=callback_data.on)
    await seat.state.update_data(forms=forms)
    partner = await seat.partner(int(asked["partner_id"]))
    await show(query, forms_question_screen(seat.words, partner, asked["title"], forms))


async def done(query: CallbackQuery, seat: Seat) -> None:
    """The channel is linked, and its page shown. Raises `Mistake(CHANNEL_WITHOUT_FORM)` and stays."""
    asked = await seat.state.get_data()
    place = int(asked["address"]), int(asked["partner_id"]), asked["title"]
    channel = Channel(0, *place, _forms(asked), topic=asked.get("topic"), group=bool(asked.get("group")))
    linked = await link_channel(seat.store, seat.speaker, channel, seat.now)
    await seat.state.clear()
    await show(query, await page_of_channel(seat, linked.id))
