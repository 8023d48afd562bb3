"""What an admin's handlers work with: who decides, in which language, where it is kept, what was asked."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject
from markupsafe import Markup

from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Speaker
from bot.store import Store, Work
from bot.words import Words
from handlers.mistakes import in_words


@dataclass(frozen=True, slots=True)
class Seat:
    """One turn of an admin."""

    store: Store
    speaker: Speaker
    words: Words
    state: FSMContext
    bot: Bot
    now: datetime

    @property
    def zone(self) -> str:
        """The admin's own zone."""
        return self.speaker.reader.zone

    async def partner(self, partner_id: int) -> Partner:
        """A partner. Raises `Mistake(NOT_FOUND)`."""
        async with self.store.read() as tx:
            return await the_partner(tx, partner_id)

    def sorry(self, mistake: Mistake) -> Markup:
        """A mistake in the admin's words."""
        return in_words(mistake, self.words)


async def the_partner(tx: Work, partner_id: int) -> Partner:
    """The partner. Raises `Mistake(NOT_FOUND)`."""
    partner = await tx.partners.get(partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    return partner


class TakesSeat(BaseMiddleware):
    """Gives every handler of the admins its `seat`."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - aiogram's signature
        """Gather what the earlier middlewares found."""
        names = ("store", "speaker", "words", "state", "bot")
        data["seat"] = Seat(**{name: data[name] for name in names}, now=data["clock"]())
        return await handler(event, data)
