"""What a communicator's handlers work with: who writes, in which language, where it is kept, what they have open."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import TelegramObject

from bot.actions.compose import own_post
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.partners import Partner
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store
from bot.words import Words

AWAY = frozenset({PostState.SUBMITTED, PostState.APPROVED})
"""Out of the author's hands, but may be fetched back: a change makes it a draft again."""
AT_HAND = frozenset({PostState.DRAFT, PostState.RETURNED})


class Composing(StatesGroup):
    """A post is open: whatever is sent belongs to it. Data: partner_id, post_id, agreed, card, album, saved, cut."""

    open = State()


class Scheduling(StatesGroup):
    """A date and time may be typed. Data: post_id."""

    open = State()


@dataclass(frozen=True, slots=True)
class Pen:
    """One turn of a communicator."""

    store: Store
    speaker: Speaker
    words: Words
    state: FSMContext
    bot: Bot
    now: datetime

    @property
    def wall(self) -> datetime:
        """Now on the author's wall clock (aware)."""
        return local(self.now, self.speaker.reader.zone)

    async def post(self, post_id: int) -> Post:
        """A post of one of their partners. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
        async with self.store.read() as tx:
            return await own_post(tx, self.speaker, post_id)

    async def partner_of(self, post: Post) -> Partner:
        """The post's partner."""
        return await self.partner(post.partner_id)

    async def partner(self, partner_id: int) -> Partner:
        """A partner. Raises `Mistake(NOT_FOUND)`."""
        async with self.store.read() as tx:
            partner = await tx.partners.get(partner_id)
        if partner is None:
            raise Mistake(Why.NOT_FOUND)
        return partner

    async def may_change(self, post: Post) -> bool:
        """Whether it is at hand, or they agreed to fetch it back."""
        if post.state in AWAY:
            return bool((await self.state.get_data()).get("agreed") == post.id)
        return post.state in AT_HAND


class TakesPen(BaseMiddleware):
    """Gives every handler of the communicators its `pen`."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:  # noqa: ANN401 - aiogram's signature
        """Gather what the earlier middlewares found."""
        data["pen"] = Pen(
            store=data["store"],
            speaker=data["speaker"],
            words=data["words"],
            state=data["state"],
            bot=data["bot"],
            now=data["clock"](),
        )
        return await handler(event, data)
