"""Add a partner: type its name, press its kind."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from bot.actions.admit import add_partner
from bot.actions.naming import completed
from bot.languages import Form
from bot.mistakes import Mistake
from handlers.admin.roster.adding_screens import Adding, kind_question_screen, name_question_screen
from handlers.admin.roster.naming import names_in
from handlers.admin.roster.partners import page_of
from handlers.admin.roster.partners_list_screens import AddPartner
from handlers.admin.roster.partners_screens import NEW, KindPick
from handlers.admin.seat import Seat
from handlers.showing.screen import show
from handlers.turns.filters import ANSWER


def router() -> Router:
    """The two questions."""
    adding = Router(name="admin.adding")
    adding.callback_query.register(begin, AddPartner.filter())
    adding.message.register(name_typed, Adding.name, ANSWER)
    adding.message.register(name_typed, Adding.kind, ANSWER)
    adding.callback_query.register(kind_picked, Adding.kind, KindPick.filter(F.partner_id == NEW))
    return adding


async def begin(query: CallbackQuery, seat: Seat) -> None:
    """Ask for the name."""
    await seat.state.clear()
    await seat.state.set_state(Adding.name)
    await show(query, name_question_screen(seat.words))


async def name_typed(message: Message, seat: Seat) -> None:
    """The names, each recognised by its language; typed again before the kind is pressed, they replace the first."""
    try:
        names = completed(names_in(message.text or ""))
    except Mistake as mistake:
        await show(message, name_question_screen(seat.words, seat.sorry(mistake)))
        return
    await seat.state.set_state(Adding.kind)
    await seat.state.set_data({"names": dict(names)})
    await show(message, kind_question_screen(seat.words, names))


async def kind_picked(query: CallbackQuery, callback_data: KindPick, seat: Seat) -> None:
    """The partner is made, and its page shown."""
    names = {Form(tag): name for tag, name in (await seat.state.get_data())["names"].items()}
    partner = await add_partner(seat.store, seat.speaker, callback_data.kind, names, seat.now)
    await seat.state.clear()
    await show(query, await page_of(seat, partner.id))
