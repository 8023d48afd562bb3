"""A partner's names: see each form's, type another."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import rename_partner
from bot.languages import Form
from bot.mistakes import Mistake, Why
from handlers.admin.roster.names_screens import NameButton, Renaming, names_screen, rename_question_screen
from handlers.admin.roster.naming import one_name
from handlers.admin.roster.partners_screens import PartnerButton, PartnerDo
from handlers.admin.seat import Seat
from handlers.showing.screen import show
from handlers.turns.filters import ANSWER

WRITE_AGAIN = frozenset({Why.NAME_MISSING, Why.NAME_TOO_LONG, Why.NAME_LENGTHENS})


def router() -> Router:
    """The names and the question for one of them."""
    names = Router(name="admin.names")
    names.callback_query.register(open_names, PartnerButton.filter(F.do == PartnerDo.NAMES))
    names.callback_query.register(ask, NameButton.filter())
    names.message.register(typed, Renaming.name, ANSWER)
    return names


async def open_names(query: CallbackQuery, callback_data: PartnerButton, seat: Seat) -> None:
    """The name in each form."""
    await seat.state.clear()
    await show(query, names_screen(seat.words, await seat.partner(callback_data.partner_id)))


async def ask(query: CallbackQuery, callback_data: NameButton, seat: Seat) -> None:
    """Ask for the name in one form."""
    partner = await seat.partner(callback_data.partner_id)
    await seat.state.set_state(Renaming.name)
    await seat.state.set_data({"partner_id": partner.id, "form": callback_data.form})
    await show(query, rename_question_screen(seat.words, partner, callback_data.form))


async def typed(message: Message, seat: Seat) -> None:
    """The name typed; one that cannot be is asked for again."""
    asked = await seat.state.get_data()
    partner_id, form = int(asked["partner_id"]), Form(asked["form"])
    try:
        names = {form: one_name(message.text or "")}
        renamed = await rename_partner(seat.store, seat.speaker, partner_id, names, seat.now)
    except Mistake as mistake:
        if mistake.why not in WRITE_AGAIN:
            raise
        partner = await seat.partner(partner_id)
        await show(message, rename_question_screen(seat.words, partner, form, seat.sorry(mistake)))
        return
    await seat.state.clear()
    await show(message, names_screen(seat.words, renamed))
