"""The screen that stands last in a chat: what a “yes”, “the second one” or “undo that” is about.

Kept in memory, for it is worth half an hour: after a restart a yes is a nod again, and nothing is done by it.
"""

from collections import OrderedDict
from contextvars import ContextVar
from time import monotonic
from typing import Any, NamedTuple

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from markupsafe import Markup

from bot.aliases import Wish
from bot.transport import Rows
from handlers.middlewares import Handler

FRESH = 30 * 60.0
"""Seconds after which nobody speaks of it any more."""
MOST = 10_000
"""Chats whose screen is remembered: those that were answered last."""


class Stands(NamedTuple):
    """What a screen said, its buttons, whether it offers something, and when it was shown (`time.monotonic`)."""

    text: Markup
    rows: Rows
    offers: bool
    at: float
    after: str
    """The data of the button that led to it; nothing when words did."""
    about: Wish | None = None
    """What it answered."""


class LastScreens(BaseMiddleware):
    """The screens of one bot; whoever shows one within a turn notes it here, by `stands_now`."""

    def __init__(self) -> None:
        self._screens: OrderedDict[int, Stands] = OrderedDict()

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:  # noqa: ANN401
        """Whatever is shown within the turn stands here."""
        _OF_THIS_BOT.set(self)
        query = event.callback_query if isinstance(event, Update) else None
        _PRESSED.set(query.data or "" if query else "")
        return await handler(event, data)

    def note(self, chat_id: int, stands: Stands) -> None:
        """It stands last there."""
        self._screens[chat_id] = stands
        self._screens.move_to_end(chat_id)
        if len(self._screens) > MOST:
            self._screens.popitem(last=False)

    def forget(self, chat_id: int) -> None:
        """Something stands below it that is no screen."""
        self._screens.pop(chat_id, None)

    def of(self, chat_id: int) -> Stands | None:
        """What stands there, if anything does that is worth speaking of."""
        found = self._screens.get(chat_id)
        return found if found and monotonic() - found.at < FRESH else None


_OF_THIS_BOT: ContextVar[LastScreens | None] = ContextVar("last_screens", default=None)
_PRESSED: ContextVar[str] = ContextVar("pressed", default="")


def pressing(data: str) -> None:
    """Words press this button: what is shown now is its answer."""
    _PRESSED.set(data)


def stands_now(chat_id: int, text: Markup, rows: Rows, *, offers: bool, about: Wish | None) -> None:
    """A screen was shown; outside a turn nobody speaks of it."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        screens.note(chat_id, Stands(text, rows, offers, monotonic(), _PRESSED.get(), about))


def stands_no_more(chat_id: int) -> None:
    """A story was shown below it."""
    if (screens := _OF_THIS_BOT.get()) is not None:
        screens.forget(chat_id)


def standing_in(chat_id: int) -> Stands | None:
    """The screen that stands last in a chat, if one does."""
    screens = _OF_THIS_BOT.get()
    return screens.of(chat_id) if screens is not None else None
