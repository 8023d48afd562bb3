"""/announce: an admin writes to all readers in the programme's own name, in the composer of communicators."""

from dataclasses import replace
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.filters import Command
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.actions.announce import alone, announce, the_programme
from bot.content import Whom
from bot.partners import Partner
from bot.people import Speaker
from bot.store import Work
from handlers.admin.running.announcing_screens import WriteFirst, announce_screen, write_screen
from handlers.admin.seat import Seat
from handlers.showing.screen import show
from handlers.turns.middlewares import Handler
from handlers.turns.turn import Composing


class Announcing(StatesGroup):
    """The first announcement of all is looked at, and there is no partner yet to write it for."""

    first = State()


class FirstAnnouncement(BaseMiddleware):
    """Whoever writes the first announcement without pressing anything finds the composer open all the same."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Commands lead out, as everywhere."""
        speaker = data.get("speaker")
        said = isinstance(event, Message) and not (event.text or "").startswith("/")
        asked = said and data.get("raw_state") == Announcing.first.state
        if asked and isinstance(speaker, Speaker) and speaker.is_admin:
            partner = await announce(data["store"], speaker, data["clock"]())
            await data["state"].set_state(Composing.open)
            await data["state"].set_data({"partner_id": partner.id})
            data["speaker"] = replace(speaker, partner_ids=speaker.partner_ids | {partner.id})
            data["raw_state"] = Composing.open.state
        return await handler(event, data)


def router() -> Router:
    """The command."""
    announcing = Router(name="admin.announcing")
    announcing.message.register(command, Command("announce", ignore_case=True))
    announcing.callback_query.register(write_first, WriteFirst.filter())
    return announcing


async def command(message: Message, seat: Seat) -> None:
    """/announce: says whom it would reach and who must agree; what is sent next is its text."""
    await seat.state.clear()
    async with seat.store.read() as tx:
        partner = await the_programme(tx)
    if partner.id:
        partner = await announce(seat.store, seat.speaker, seat.now)
        await seat.state.set_data({"partner_id": partner.id})
    await seat.state.set_state(Composing.open if partner.id else Announcing.first)
    async with seat.store.read() as tx:
        meant = await _meant(tx, partner, seat)
        by_myself = await alone(tx, seat.speaker, partner)
    await show(message, announce_screen(seat.words, partner, meant, alone=by_myself))


async def _meant(tx: Work, partner: Partner, seat: Seat) -> int:
    """How many readers: everybody who can be reached, before anybody can have left it."""
    if not partner.id:
        return sum((await tx.readers.counts()).values())
    return sum((await tx.follows.places(Whom(partner.id, everybody=True), seat.now)).values())


async def write_first(query: CallbackQuery, seat: Seat) -> None:
    """The first announcement of all: only now there is a partner to write it for."""
    partner = await announce(seat.store, seat.speaker, seat.now)
    await seat.state.set_state(Composing.open)
    await seat.state.set_data({"partner_id": partner.id})
    await show(query, write_screen(seat.words, partner))
