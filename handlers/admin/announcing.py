"""/announce: an admin writes to all readers in the programme's own name, in the composer of communicators."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.actions.announce import alone, announce, the_programme
from bot.partners import Partner
from bot.store import Work
from handlers.admin.announcing_screens import WriteFirst, announce_screen, write_screen
from handlers.admin.seat import Seat
from handlers.screen import show
from handlers.turn import Composing


def router() -> Router:
    """The command."""
    announcing = Router(name="admin.announcing")
    announcing.message.register(command, Command("announce", ignore_case=True))
    announcing.callback_query.register(write_first, WriteFirst.filter())
    return announcing


async def command(message: Message, seat: Seat) -> None:
    """/announce: says whom it would reach and who must agree, and leads on."""
    await seat.state.clear()
    async with seat.store.read() as tx:
        partner = await the_programme(tx)
    if partner.id:
        partner = await announce(seat.store, seat.speaker, seat.now)
    async with seat.store.read() as tx:
        meant = await _meant(tx, partner, seat)
        by_myself = await alone(tx, seat.speaker, partner)
    await show(message, announce_screen(seat.words, partner, meant, alone=by_myself))


async def _meant(tx: Work, partner: Partner, seat: Seat) -> int:
    """How many readers: everybody who can be reached, before anybody can have left it."""
    if not partner.id:
        return sum((await tx.readers.counts()).values())
    return sum((await tx.follows.places(partner.id, seat.now, of_everybody=True)).values())


async def write_first(query: CallbackQuery, seat: Seat) -> None:
    """The first announcement of all: only now there is a partner to write it for."""
    partner = await announce(seat.store, seat.speaker, seat.now)
    await seat.state.set_state(Composing.open)
    await seat.state.set_data({"partner_id": partner.id})
    await show(query, write_screen(seat.words, partner))
