"""The screen that stands last in a chat: what a “yes”, “the second one” or “undo that” is about.

And the last that was about something with a time of its own: what “make it nine instead” is about; and in which forms
somebody wrote lately. Kept in memory, for they are worth half an hour, and ten minutes: after a restart a yes is a nod
again, and nothing is done by it.
"""

from collections import OrderedDict
from contextvars import ContextVar
from enum import StrEnum
from time import monotonic
from typing import Any, NamedTuple

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from markupsafe import Markup

from bot.aliases import Wish
from bot.languages import Form
from bot.transport import Rows
from handlers.turns.middlewares import Handler

FRESH = 30 * 60.0
"""Seconds after which nobody speaks of it any more."""
TIME_FRESH = 10 * 60.0
"""The same of a time that is typed alone."""
MOST = 10_000
"""Chats whose screen is remembered: those that were answered last."""


class Spoken(NamedTuple):
    """What has a time of its own, and what was offered of it: two numbers, as its button has them; else it is set."""

    of: StrEnum
    offered: tuple[int, int] | None = None


class Stands(NamedTuple):
    """What a screen said, its buttons, whether it offers something, and what it was about."""

    text: Markup
    rows: Rows
    offers: bool
    spoken: Spoken | None = None
    about: Wish | None = None
    """What it answered."""
    at: float = 0.0
    """When it was shown (`time.monotonic`)."""
    after: str = ""
    """The data of the button that led to it; nothing when words did."""


class LastScreens(BaseMiddleware):
    """The screens of one bot; whoever shows one within a turn notes it here, by `stands_now`."""

    def __init__(self) -> None:
        self._screens: OrderedDict[int, tuple[Stands | None, Stands | None]] = OrderedDict()
        self._forms: OrderedDict[int, tuple[Form, ...]] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Whatever is shown within the turn stands here."""
        _OF_THIS_BOT.set(self)
        query = event.callback_query if isinstance(event, Update) else None
        _PRESSED.set(query.data or "" if query else "")
        return await handler(event, data)

    def note(self, chat_id: int, stands: Stands | None) -> None:
        """It stands last there, or, where it is none, something that is no screen."""
        _, timed = self._screens.pop(chat_id, (None, None))
        self._screens[chat_id] = stands, stands if stands and stands.spoken else timed
        if len(self._screens) > MOST:
            self._screens.popitem(last=False)

    def of(self, chat_id: int) -> Stands | None:
        """What stands there, if anything does that is worth speaking of."""
        found, _ = self._screens.get(chat_id, (None, None))
        return found if found and monotonic() - found.at < FRESH else None

    def spoken_of(self, chat_id: int) -> Spoken | None:
        """What the last screen that was about a time was about, be there others below it."""
        _, timed = self._screens.get(chat_id, (None, None))
        return timed.spoken if timed and monotonic() - timed.at < TIME_FRESH else None

    def forms_of(self, reader_id: int) -> tuple[Form, ...]:
        """In which somebody wrote lately, the last one last; nothing for who was forgotten, and comes anew."""
        return self._forms.get(reader_id, ())

    def wrote_in(self, reader_id: int, forms: tuple[Form, ...]) -> None:
        """These are their last ones."""
        self._forms[reader_id] = forms
        self._forms.move_to_end(reader_id)
        if len(self._forms) > MOST:
            self._forms.popitem(last=False)


_OF_THIS_BOT: ContextVar[LastScreens | None] = ContextVar("last_screens", default=None)
_PRESSED: ContextVar[str] = ContextVar("pressed", default="")


def pressing(data: str) -> None:
    """Words press this button: what is shown now is its answer."""
    _PRESSED.set(data)


def stands_now(chat_id: int, stands: Stands) -> None:
    """A screen was shown; outside a turn nobody speaks of it."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        screens.note(chat_id, stands._replace(at=monotonic(), after=_PRESSED.get()))


def stands_no_more(chat_id: int) -> None:
    """A story was shown below it."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        screens.note(chat_id, None)


def standing_in(chat_id: int) -> Stands | None:
    """The screen that stands last in a chat, if one does."""
    screens = _OF_THIS_BOT.get()
    return screens.of(chat_id) if screens is not None else None


def spoken_of(chat_id: int) -> Spoken | None:
    """What with a time of its own was shown, offered or set a moment ago: a time that is typed next is about it."""
    screens = _OF_THIS_BOT.get()
    return screens.spoken_of(chat_id) if screens is not None else None


def forms_lately(reader_id: int) -> tuple[Form, ...]:
    """In which somebody surely wrote lately, the last one last."""
    screens = _OF_THIS_BOT.get()
    return screens.forms_of(reader_id) if screens is not None else ()


def wrote_in(reader_id: int, forms: tuple[Form, ...]) -> None:
    """In which they wrote last; outside a turn nobody asks for them."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        screens.wrote_in(reader_id, forms)
