"""One turn of somebody: who speaks, in which language, where it is kept, what was asked."""

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any

from aiogram import BaseMiddleware, Bot, Router
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import TelegramObject
from markupsafe import Markup

from bot.actions.standstill import flooded_line, flooded_until, standstill
from bot.broadcast import Broadcast
from bot.content import Post
from bot.mistakes import existing
from bot.partners import Partner
from bot.people import Speaker
from bot.recurrence import local, wall_at
from bot.store import Store, Work
from bot.words import Words
from handlers.turns.middlewares import Handler


class Composing(StatesGroup):
    """A post is open: whatever is sent belongs to it. Data: partner_id, post_id, agreed, card, album, saved, cut, at.

    `whose`: a new one was asked for, and not yet for which partner. `asked`: whether a post that is out of their hands
    shall be changed.
    """

    open = State()
    whose = State()
    asked = State()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a handler of a role works with; each role has its own kind (`Pen`, `Seat`, `Visit`)."""

    store: Store
    speaker: Speaker
    words: Words
    state: FSMContext
    bot: Bot
    now: datetime

    @property
    def zone(self) -> str:
        """The speaker's own zone."""
        return self.speaker.reader.zone

    @property
    def wall(self) -> datetime:
        """Now on the speaker's own wall clock."""
        return wall_at(self.now, self.zone)

    async def partner(self, partner_id: int) -> Partner:
        """A partner. Raises `Mistake(NOT_FOUND)`."""
        async with self.store.read() as tx:
            return await the_partner(tx, partner_id)

    async def standstill(self, tx: Work, broadcast: Broadcast, post: Post) -> Markup | None:
        """Why a broadcast does not move, in one sentence; none while it does."""
        if why := await standstill(tx, broadcast, post, self.words):
            return why
        until = await flooded_until(tx, broadcast, self.bot.id, self.now)
        return flooded_line(self.words, local(until, self.zone)) if until else None

    async def own_partners(self) -> Sequence[Partner]:
        """Those that they write for, in the order of their own alphabet, as /partners lists all."""
        async with self.store.read() as tx:
            found = await tx.partners.of_member(self.speaker.reader.id)
        return self.words.ordered(found, lambda partner: partner.name(self.words.form))


async def the_partner(tx: Work, partner_id: int) -> Partner:
    """The partner. Raises `Mistake(NOT_FOUND)`."""
    return existing(await tx.partners.get(partner_id))


class Takes(BaseMiddleware):
    """Gives every handler of a role its turn, by the name it has there."""

    def __init__(self, name: str, kind: type[Turn]) -> None:
        self._name, self._kind = name, kind
        self._found = tuple(each.name for each in fields(kind) if each.name != "now" and each.default is MISSING)

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Gather what the earlier middlewares found; below a channel's post nobody was met, and nothing is given."""
        if "speaker" in data:
            found = {name: data[name] for name in self._found}
            data[self._name] = self._kind(**found, now=data["clock"]())
        return await handler(event, data)


def hand(router: Router, name: str, kind: type[Turn]) -> None:
    """Hand a router's handlers their turn; a router of those who work here is guarded first."""
    for events in (router.message, router.edited_message, router.callback_query):
        events.middleware(Takes(name, kind))
