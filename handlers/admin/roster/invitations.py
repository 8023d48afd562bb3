"""Invite a communicator: a deep link that works once, for seven days."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.admit import invite
from bot.partners import INVITATION_LIFE
from bot.recurrence import local
from handlers.admin.roster.invitations_screens import invitation_screen, invited_screen
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.seat import Seat
from handlers.showing.screen import show


def router() -> Router:
    """The button that makes an invitation."""
    invitations = Router(name="admin.invitations")
    invitations.callback_query.register(make, PartnerButton.filter(F.do == PartnerDo.INVITE))
    return invitations


async def make(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """A fresh link in a message of its own, ready to forward."""
    await seat.state.clear()
    partner = await seat.partner(callback_data.partner_id)
    token = await invite(seat.store, seat.speaker, partner.id, seat.now)
    link = f"https://t.me/{(await seat.bot.me()).username}?start=invite_{token}"
    until = local(seat.now + INVITATION_LIFE, seat.zone)
    await show(query, invited_screen(seat.words, partner))
    await seat.bot.send_message(query.from_user.id, invitation_screen(seat.words.form, partner, link, until).text)
