"""Conversations: somebody's turn. Their order is decided here only."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Dispatcher
from aiogram.fsm.middleware import FSMContextMiddleware
from aiogram.fsm.storage.memory import DisabledEventIsolation

from bot.store import Store
from handlers import admin, audience, partner, presence, strays
from handlers.memory import Memory
from handlers.middlewares import InOrder, WhoSpeaks
from handlers.mistakes import answer_mistake


def conversations(store: Store, clock: Callable[[], datetime]) -> Dispatcher:
    """All conversations in their order: who stands first is asked first, strays get what nobody took."""
    # aiogram's own state middleware would read the state before the chat's turn has come: ours decide the order.
    dispatcher = Dispatcher(disable_fsm=True)
    order = InOrder()
    dispatcher["idle"] = order.idle
    dispatcher.update.outer_middleware(order)
    dispatcher.update.outer_middleware(FSMContextMiddleware(Memory(store), DisabledEventIsolation()))
    dispatcher.update.outer_middleware(WhoSpeaks(store, clock))
    dispatcher.errors.register(answer_mistake)
    dispatcher.include_routers(
        admin.router(),
        partner.router(),
        audience.router(),
        presence.router(),
        strays.router(),
    )
    return dispatcher
