"""A partner's channels: the list, one channel's languages and state, unlinking."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.actions.admit import channel_rights, toggle_channel_form, unlink_channel
from bot.mistakes import Mistake, Why
from bot.partners import Channel, Partner
from bot.people import Speaker
from bot.store import Store, Work
from bot.words import Words
from handlers.admin.channels_screens import (
    ChannelButton,
    ChannelCheck,
    ChannelForm,
    Unlink,
    channel_screen,
    channels_screen,
    unlink_screen,
)
from handlers.admin.found_chat import require_posting
from handlers.admin.partners import the_partner
from handlers.admin.partners_screens import PartnerButton, PartnerDo
from handlers.screen import Screen, show


def router() -> Router:
    """The list and each channel's page."""
    channels = Router(name="admin.channels")
    channels.callback_query.register(open_channels, PartnerButton.filter(F.do == PartnerDo.CHANNELS))
    channels.callback_query.register(open_channel, ChannelButton.filter())
    channels.callback_query.register(press_form, ChannelForm.filter())
    channels.callback_query.register(check, ChannelCheck.filter())
    channels.callback_query.register(ask_unlink, Unlink.filter(~F.sure))
    channels.callback_query.register(really_unlink, Unlink.filter(F.sure))
    return channels


async def channels_of(store: Store, words: Words, partner_id: int) -> Screen:
    """A partner's channels."""
    async with store.read() as tx:
        return channels_screen(words, await the_partner(tx, partner_id), await tx.channels.of(partner_id))


async def page_of_channel(store: Store, speaker: Speaker, words: Words, channel_id: int) -> Screen:
    """A channel's page."""
    async with store.read() as tx:
        channel, partner = await _the_channel(tx, channel_id)
    return channel_screen(words, partner, channel, speaker.reader.zone)


async def _the_channel(tx: Work, channel_id: int) -> tuple[Channel, Partner]:
    channel = await tx.channels.get(channel_id)
    if channel is None:
        raise Mistake(Why.NOT_FOUND)
    return channel, await the_partner(tx, channel.partner_id)


async def open_channels(
    query: CallbackQuery, callback_data: PartnerButton, store: Store, words: Words, state: FSMContext
) -> None:
    """The list."""
    await state.clear()
    await show(query, await channels_of(store, words, callback_data.partner_id))


async def open_channel(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: ChannelButton,
    store: Store,
    speaker: Speaker,
    words: Words,
    state: FSMContext,
) -> None:
    """One channel."""
    await state.clear()
    await show(query, await page_of_channel(store, speaker, words, callback_data.channel_id))


async def press_form(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: ChannelForm,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """One language more, or one less."""
    await toggle_channel_form(store, speaker, callback_data.channel_id, callback_data.form, clock())
    await show(query, await page_of_channel(store, speaker, words, callback_data.channel_id))


async def check(  # noqa: PLR0913, PLR0917 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: ChannelCheck,
    bot: Bot,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """Ask the network whether the right to post is back. Raises `Mistake(CHANNEL_NOT_ADMIN)` when it is not."""
    async with store.read() as tx:
        channel, _ = await _the_channel(tx, callback_data.channel_id)
    await require_posting(bot, channel.address)
    await channel_rights(store, channel.address, may_post=True, now=clock())
    await show(query, await page_of_channel(store, speaker, words, channel.id))


async def ask_unlink(query: CallbackQuery, callback_data: Unlink, store: Store, words: Words) -> None:
    """Ask first."""
    async with store.read() as tx:
        channel, partner = await _the_channel(tx, callback_data.channel_id)
    await show(query, unlink_screen(words, partner, channel))


async def really_unlink(  # noqa: PLR0913 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: Unlink,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """The channel is its partner's no longer."""
    async with store.read() as tx:
        channel, partner = await _the_channel(tx, callback_data.channel_id)
    await unlink_channel(store, speaker, channel.id, clock())
    await show(query, await channels_of(store, words, partner.id))
