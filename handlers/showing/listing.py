"""A long list: its pages, and its search. Every list of admins and communicators is one of these.

While a list that may be searched stands open, short words that are no wish and no command are looked for in it; the
button asks for them, and `/posts word` looks at once. What surely is about one's work is answered as anywhere, unless
the list has it.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.filters.callback_data import MAX_CALLBACK_LENGTH
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, Message
from markupsafe import Markup

from bot.hearing.aliases import alias_of
from bot.hearing.orders import may_halt
from bot.lookup import is_meant
from bot.ports.page import Page
from bot.searching import Picked
from bot.store import Work
from bot.texts import columns
from bot.words import Words
from handlers.showing.directory import is_called
from handlers.showing.listing_screens import Listed, anew, asking_screen, is_long
from handlers.showing.paging import page_of
from handlers.showing.screen import Screen, show
from handlers.staff.tasks import is_work
from handlers.turns.facts import LISTS, OPEN
from handlers.turns.filters import PLAIN
from handlers.turns.turn import Turn

LONG = 54
"""Letters from which words look like a post: a question to the bot, and what is looked for, is shorter."""
HAN_COUNTS = 3
"""Letters that a Han character says as much as: so it is in the bot's own sentences, in Mandarin and in Cantonese."""
_KEY, _LONG = "list", "long"
_FAR = 9999
"""A page so far on that its number needs no more room in a button."""


P = TypeVar("P", bound=Listed)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of a list as it is shown, and how many there are on all its pages."""

    screen: Screen
    total: int


def length(said: str) -> int:
    """How much it says, in letters."""
    han = columns(said) - len(said)
    return len(said) + (HAN_COUNTS - 1) * han


class Short(Filter):
    """Words that may be looked for in a list that is open: one line, no answer to anybody, no command and no wish."""

    async def __call__(self, message: Message) -> bool:
        """Whether they are."""
        text = (message.text or "").strip()
        if not text or text.startswith("/") or "\n" in text or message.reply_to_message or message.forward_origin:
            return False
        return length(text) < LONG and not alias_of(text) and not may_halt(text)


@dataclass(frozen=True, slots=True)
class Listing(Generic[P]):
    """One list: its pages' buttons, the name of its room's turn, how a page is read, and what it asks for."""

    pages: type[P]
    role: str
    read: Callable[[Any, P], Awaitable[Shown]]
    question: Callable[[Words], Markup] | None = None
    first: Callable[[Message, Any, P], Awaitable[bool]] | None = None
    """What else may be typed while the list is open with more than one in it; says whether it was that."""
    always: bool = False
    """It is searched even when it is short: it holds more than it shows."""
    beside: bool = False
    """It stands beside what is open, which stays open while there is nothing to look through."""

    def register(self, router: Router) -> None:
        """Its pages, its question, and what is typed."""
        router.callback_query.register(self._turned, self.pages.filter())
        router.message.register(self._typed, self._state("asked"), PLAIN)
        router.message.register(self._typed, self._state(OPEN), Short())

    async def open(self, event: Message | CallbackQuery, turn: Turn, at: P) -> None:
        """Show a page; short words that are typed next are looked for, if there is something to look through."""
        shown = await self.read(turn, at)
        searched = self.always or is_long(at, shown.total)
        if searched or (self.first and shown.total > 1):
            await turn.state.set_state(self._state(OPEN))
            await turn.state.set_data({_KEY: anew(at).pack(), _LONG: searched})
        elif not self.beside:
            await turn.state.clear()
        await show(event, shown.screen)

    async def search(self, event: Message | CallbackQuery, turn: Turn, at: P, typed: str) -> None:
        """Show those that hold it; all when nothing was typed."""
        await self.open(event, turn, looking_for(at, typed))

    def _state(self, name: str) -> State:
        return State(name, group_name=f"{LISTS}{self.pages.__prefix__}")

    async def _turned(self, query: CallbackQuery, callback_data: P, **data: Any) -> None:  # noqa: ANN401 - aiogram's
        turn: Turn = data[self.role]
        if not callback_data.ask:
            await self.open(query, turn, callback_data)
            return
        at = anew(callback_data)
        await turn.state.set_state(self._state("asked"))
        await turn.state.set_data({_KEY: at.pack(), _LONG: True})
        await show(query, asking_screen(turn.words, at, self.question))

    async def _typed(self, message: Message, **data: Any) -> None:  # noqa: ANN401 - aiogram's
        turn: Turn = data[self.role]
        kept = await turn.state.get_data()
        at = self.pages.unpack(kept[_KEY])
        if self.first is not None and await self.first(message, turn, at):
            return
        if not kept[_LONG] or await self._is_for_others(turn, at, message.text or ""):
            raise SkipHandler
        await self.search(message, turn, at, message.text or "")

    async def _is_for_others(self, turn: Any, at: P, typed: str) -> bool:  # noqa: ANN401 - a room's own turn
        """Whether it is work, typed beside a list that has none of these words; who was asked has answered."""
        if await turn.state.get_state() != self._state(OPEN).state or not is_work(typed, turn.speaker):
            return False
        return not (await self.read(turn, looking_for(at, typed))).total


def looking_for(at: P, typed: str) -> P:
    """The first page of those that hold it: as much of it as fits into a button; a colon would divide that."""
    bare = anew(at)
    room = MAX_CALLBACK_LENGTH - len(bare.model_copy(update={"page": _FAR}).pack().encode())
    words = " ".join(typed.replace(":", " ").split()).encode()[:room].decode(errors="ignore").strip()
    return bare.model_copy(update={"sought": words})


def paged(items: Sequence[T], at: P, names: Callable[[T], Sequence[str]]) -> tuple[P, Page[T]]:
    """The page of what is at hand as a whole, of those of which a name holds what was typed; the last if it is less."""
    found = [each for each in items if is_meant(at.sought, names(each))]
    page, shown = page_of(found, at.page)
    return at.model_copy(update={"page": page}), shown


async def picked(tx: Work, sought: str) -> Picked | None:
    """Of a list of posts those whose texts hold it, and those of a partner that is called so; none: every post."""
    if not sought:
        return None
    partners = await tx.partners.all()
    return Picked(sought, frozenset(one.id for one in partners if is_called(one, sought)))
