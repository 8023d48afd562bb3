"""Conversations: somebody's turn. Their order is decided here only."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.store import Store

if TYPE_CHECKING:
    from aiogram import Dispatcher


def conversations(store: Store, clock: Callable[[], datetime]) -> "Dispatcher":
    """All conversations in their order: who stands first is asked first, strays get what nobody took.

    aiogram is imported here and not above: it costs seconds, and the terminal's half of this room does not need it.
    """
    from aiogram import Dispatcher  # noqa: PLC0415 - as said above
    from aiogram.fsm.middleware import FSMContextMiddleware  # noqa: PLC0415
    from aiogram.fsm.storage.memory import DisabledEventIsolation  # noqa: PLC0415

    from handlers import admin, audience, correcting, partner, presence, sending, strays  # noqa: PLC0415
    from handlers.filters import PRESSED, SAID  # noqa: PLC0415
    from handlers.memory import Memory  # noqa: PLC0415
    from handlers.menus import FreshMenu  # noqa: PLC0415
    from handlers.middlewares import InOrder, WhoSpeaks  # noqa: PLC0415
    from handlers.mistakes import answer_mistake  # noqa: PLC0415
    from handlers.updates import OnlyKnown  # noqa: PLC0415

    # aiogram's own state middleware would read the state before the chat's turn has come: ours decide the order.
    dispatcher = Dispatcher(disable_fsm=True)
    order = InOrder()
    dispatcher["idle"] = order.idle
    dispatcher.update.outer_middleware(OnlyKnown())
    dispatcher.update.outer_middleware(order)
    dispatcher.update.outer_middleware(FSMContextMiddleware(Memory(store), DisabledEventIsolation()))
    dispatcher.update.outer_middleware(WhoSpeaks(store, clock))
    dispatcher.message.outer_middleware(FreshMenu(store))
    dispatcher.message.filter(SAID)
    dispatcher.edited_message.filter(SAID)
    dispatcher.callback_query.filter(PRESSED)
    dispatcher.errors.register(answer_mistake)
    # Correcting listens before the readers' small talk, which takes whatever text nobody else awaits.
    rooms = (admin, partner, correcting, audience, sending, presence, strays)
    dispatcher.include_routers(*(room.router() for room in rooms))
    return dispatcher
