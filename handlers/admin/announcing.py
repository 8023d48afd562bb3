"""/announce: an admin writes to all readers in the programme's own name, in the composer of communicators."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from bot.actions.announce import alone, announce
from handlers.admin.announcing_screens import announce_screen
from handlers.admin.seat import Seat
from handlers.screen import show


def router() -> Router:
    """The command."""
    announcing = Router(name="admin.announcing")
    announcing.message.register(command, Command("announce", ignore_case=True))
    return announcing


async def command(message: Message, seat: Seat) -> None:
    """/announce: says whom it would reach and who must agree, and leads on."""
    await seat.state.clear()
    partner = await announce(seat.store, seat.speaker, seat.now)
    async with seat.store.read() as tx:
        meant = await tx.follows.places(partner.id, seat.now, of_everybody=True)
        by_myself = await alone(tx, seat.speaker, partner)
    await show(message, announce_screen(seat.words, partner, sum(meant.values()), alone=by_myself))
