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

from bot.hearing.aliases import Wish
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


class _Seen(NamedTuple):
    """What stands in a chat, what of it had a time of its own last, and when somebody was greeted there."""

    stands: Stands | None = None
    timed: Stands | None = None
    greeted: float | None = None


class LastScreens(BaseMiddleware):
    """The screens of one bot; whoever shows one within a turn notes it here, by `stands_now`."""

    def __init__(self) -> None:
        self._screens: OrderedDict[int, _Seen] = OrderedDict()
        self._forms: OrderedDict[int, tuple[Form, ...]] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Whatever is shown within the turn stands here."""
        _OF_THIS_BOT.set(self)
        query = event.callback_query if isinstance(event, Update) else None
        _PRESSED.set(query.data or "" if query else "")
        _ANSWERING.set(None)
        _AHEAD.set(None)
        return await handler(event, data)

    def note(self, chat_id: int, stands: Stands | None) -> None:
        """It stands last there, or, where it is none, something that is no screen."""
        seen = self._screens.pop(chat_id, _Seen())
        self._keep(chat_id, seen._replace(stands=stands, timed=stands if stands and stands.spoken else seen.timed))

    def greets(self, chat_id: int) -> bool:
        """Whether nobody was greeted there for half an hour; then they are now."""
        seen = self._screens.pop(chat_id, _Seen())
        first = seen.greeted is None or monotonic() - seen.greeted >= FRESH
        self._keep(chat_id, seen._replace(greeted=monotonic() if first else seen.greeted))
        return first

    def _keep(self, chat_id: int, seen: _Seen) -> None:
        self._screens[chat_id] = seen
        if len(self._screens) > MOST:
            self._screens.popitem(last=False)

    def of(self, chat_id: int) -> Stands | None:
        """What stands there, if anything does that is worth speaking of."""
        found = self._screens.get(chat_id, _Seen()).stands
        return found if found and monotonic() - found.at < FRESH else None

    def spoken_of(self, chat_id: int) -> Spoken | None:
        """What the last screen that was about a time was about, be there others below it."""
        timed = self._screens.get(chat_id, _Seen()).timed
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
_ANSWERING: ContextVar[Wish | None] = ContextVar("answering", default=None)
_AHEAD: ContextVar[Markup | None] = ContextVar("ahead", default=None)


def pressing(data: str) -> None:
    """Words press this button: what is shown now is its answer."""
    _PRESSED.set(data)


def answering(wish: Wish) -> None:
    """What is shown now is about this wish, unless it says itself what it is about."""
    _ANSWERING.set(wish)


def greet(chat_id: int, hello: Markup | None) -> None:
    """Whoever has said hello hears it back above what is shown next, if that says none; once in a conversation."""
    screens = _OF_THIS_BOT.get()
    if screens is not None and screens.greets(chat_id):
        _AHEAD.set(hello)


def said_ahead() -> Markup | None:
    """What is to stand above the screen that is shown now; of those that follow, nothing."""
    ahead = _AHEAD.get()
    _AHEAD.set(None)
    return ahead


def stands_now(chat_id: int, stands: Stands) -> None:
    """A screen was shown; outside a turn nobody speaks of it."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        about = stands.about or _ANSWERING.get()
        screens.note(chat_id, stands._replace(about=about, at=monotonic(), after=_PRESSED.get()))


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
