"""One partner's own benefits: an admin gives it another value of one, or its kind's again."""

from aiogram import F, Router
from aiogram.types import CallbackQuery

from bot.actions.admit import choose_benefit
from bot.mistakes import Mistake, Why
from bot.partners import CHOICES
from handlers.admin.roster.benefits_screens import (
    ITS_KIND,
    BenefitButton,
    BenefitPick,
    benefit_screen,
    benefits_screen,
    chosen_line,
)
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.seat import Seat
from handlers.showing.screen import show


def router() -> Router:
    """The page, the choices, the choice."""
    benefits = Router(name="admin.benefits")
    benefits.callback_query.register(open_all, PartnerButton.filter(F.do == PartnerDo.BENEFITS))
    benefits.callback_query.register(ask, BenefitButton.filter())
    benefits.callback_query.register(pick, BenefitPick.filter())
    return benefits


async def open_all(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """Shows all benefits of the partner's."""
    await seat.state.clear()
    await show(query, benefits_screen(seat.words, await seat.partner(callback_data.partner_id)))


async def ask(query: CallbackQuery, callback_data: BenefitButton, seat: Seat) -> None:
    """Asks what the benefit shall be."""
    await show(query, benefit_screen(seat.words, await seat.partner(callback_data.partner_id), callback_data.benefit))


async def pick(query: CallbackQuery, callback_data: BenefitPick, seat: Seat) -> None:
    """It is chosen; it counts from now on."""
    choices, no = CHOICES[callback_data.benefit], callback_data.no
    if not ITS_KIND <= no < len(choices):
        raise Mistake(Why.NOT_FOUND)
    value = None if no == ITS_KIND else choices[no]
    chosen = (callback_data.benefit, value)
    partner = await choose_benefit(seat.store, seat.speaker, callback_data.partner_id, chosen, seat.now)
    await show(query, benefits_screen(seat.words, partner, chosen_line(seat.words, partner, callback_data.benefit)))
