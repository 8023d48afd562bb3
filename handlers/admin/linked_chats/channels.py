"""A partner's channels: the list, one channel's languages and state, unlinking."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.admit import choose_channel_form, choose_separately, unlink_channel
from bot.actions.channel_news import channel_rights
from bot.mistakes import existing
from bot.partners import Channel, Partner
from handlers.admin.linked_chats.channels_screens import (
    ChannelButton,
    ChannelCheck,
    ChannelForm,
    ChannelSeparately,
    ChannelsPage,
    Unlink,
    channel_screen,
    channels_screen,
    unlink_screen,
)
from handlers.admin.linked_chats.found_chat import require_posting
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.seat import Seat
from handlers.showing.listing import Listing, Shown, paged
from handlers.showing.screen import Screen, show
from handlers.turns.turn import the_partner


def router() -> Router:
    """The list and each channel's page."""
    channels = Router(name="admin.channels")
    LISTING.register(channels)
    channels.callback_query.register(open_channels, PartnerButton.filter(F.do == PartnerDo.CHANNELS))
    channels.callback_query.register(open_channel, ChannelButton.filter())
    channels.callback_query.register(press_form, ChannelForm.filter())
    channels.callback_query.register(press_separately, ChannelSeparately.filter())
    channels.callback_query.register(check, ChannelCheck.filter())
    channels.callback_query.register(unlink, Unlink.filter())
    return channels


async def page_of_channel(seat: Seat, channel_id: int) -> Screen:
    """A channel's page. Raises `Mistake(NOT_FOUND)`."""
    channel, partner = await _the_channel(seat, channel_id)
    return channel_screen(seat.words, partner, channel, seat.zone)


async def _channels_of(seat: Seat, at: ChannelsPage) -> Shown:
    async with seat.store.read() as tx:
        partner, channels = await the_partner(tx, at.partner_id), await tx.channels.of(at.partner_id)
    at, found = paged(channels, at, lambda channel: [channel.title])
    return Shown(channels_screen(seat.words, partner, found, at), found.total)


LISTING = Listing(ChannelsPage, "seat", _channels_of)


async def _the_channel(seat: Seat, channel_id: int) -> tuple[Channel, Partner]:
    async with seat.store.read() as tx:
        channel = existing(await tx.channels.get(channel_id))
        return channel, await the_partner(tx, channel.partner_id)


async def open_channels(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Lists the partner's channels."""
    await LISTING.open(query, seat, ChannelsPage(partner_id=callback_data.partner_id))


async def open_channel(query: CallbackQuery, callback_data: ChannelButton, seat: Seat) -> None:
    """Shows one channel's page."""
    await seat.state.clear()
    await show(query, await page_of_channel(seat, callback_data.channel_id))


async def press_form(query: CallbackQuery, callback_data: ChannelForm, seat: Seat) -> None:
    """One language more, or one less."""
    channel_id, form, on = callback_data.channel_id, callback_data.form, callback_data.on
    await choose_channel_form(seat.store, seat.speaker, channel_id, form, seat.now, on=on)
    await show(query, await page_of_channel(seat, channel_id))


async def press_separately(query: CallbackQuery, callback_data: ChannelSeparately, seat: Seat) -> None:
    """A message for each language, or one for all."""
    await choose_separately(seat.store, seat.speaker, callback_data.channel_id, seat.now, on=callback_data.on)
    await show(query, await page_of_channel(seat, callback_data.channel_id))


async def check(query: CallbackQuery, callback_data: ChannelCheck, seat: Seat) -> None:
    """Ask the network whether the right to post is back. Raises `Mistake(CHANNEL_NOT_ADMIN)` when it is not."""
    channel, _ = await _the_channel(seat, callback_data.channel_id)
    await require_posting(seat.bot, channel.address)
    await channel_rights(seat.store, channel.address, may_post=True, now=seat.now)
    await show(query, await page_of_channel(seat, channel.id))


async def unlink(query: CallbackQuery, callback_data: Unlink, seat: Seat) -> None:
    """Ask first; when sure, the channel is its partner's no longer."""
    channel, partner = await _the_channel(seat, callback_data.channel_id)
    if not callback_data.sure:
        await show(query, unlink_screen(seat.words, partner, channel))
        return
    await unlink_channel(seat.store, seat.speaker, channel.id, seat.now)
    await LISTING.open(query, seat, ChannelsPage(partner_id=partner.id))
