"""Invite a communicator: a deep link that works once, for seven days."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery

from bot.actions.admit import invite
from bot.partners import INVITATION_LIFE
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store
from bot.words import Words
from handlers.admin.invitations_screens import invitation_screen, invited_screen
from handlers.admin.partners import the_partner
from handlers.admin.partners_screens import PartnerButton, PartnerDo
from handlers.screen import show


def router() -> Router:
    """The button that makes an invitation."""
    invitations = Router(name="admin.invitations")
    invitations.callback_query.register(make, PartnerButton.filter(F.do == PartnerDo.INVITE))
    return invitations


async def make(  # noqa: PLR0913, PLR0917 - aiogram hands them by name
    query: CallbackQuery,
    callback_data: PartnerButton,
    bot: Bot,
    store: Store,
    speaker: Speaker,
    words: Words,
    clock: Callable[[], datetime],
) -> None:
    """A fresh link in a message of its own, ready to forward."""
    now = clock()
    token = await invite(store, speaker, callback_data.partner_id, now)
    async with store.read() as tx:
        partner = await the_partner(tx, callback_data.partner_id)
    link = f"https://t.me/{(await bot.me()).username}?start=invite_{token}"
    until = words.moment(local(now + INVITATION_LIFE, speaker.reader.zone))
    await show(query, invited_screen(words, partner))
    await bot.send_message(query.from_user.id, invitation_screen(words, partner, link, until).text)
