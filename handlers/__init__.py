"""Conversations: somebody's turn. Their order is decided here only."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from bot.redirects import DIRECT, Redirects
from bot.store import Glancing
from bot.translator import Translator

if TYPE_CHECKING:
    from aiogram import Dispatcher


def conversations(
    store: Glancing,
    clock: Callable[[], datetime],
    translator: Translator | None = None,
    redirects: Redirects = DIRECT,
) -> "Dispatcher":
    """All conversations in their order: who stands first is asked first, strays get what nobody took.

    `translator`: the machine that translates, if one is set. `redirects`: over which address buttons lead.

    aiogram is imported here and not above: it costs seconds, and the terminal's half of this room does not need it.
    """
    from handlers import (  # noqa: PLC0415 - as said above
        admin,
        answering,
        audience,
        calendar,
        correcting,
        partner,
        presence,
        reporting,
        sending,
        signposts,
        strays,
    )
    from handlers.admin.announcing import FirstAnnouncement  # noqa: PLC0415
    from handlers.background import Background  # noqa: PLC0415
    from handlers.filters import PRESSED, AtOnce, Said  # noqa: PLC0415
    from handlers.groups import WhenCalled  # noqa: PLC0415
    from handlers.menus import FreshMenu  # noqa: PLC0415
    from handlers.middlewares import InOrder, WhoSpeaks  # noqa: PLC0415
    from handlers.mistakes import answer_mistake  # noqa: PLC0415
    from handlers.orders import Orders  # noqa: PLC0415
    from handlers.presence import Moves  # noqa: PLC0415
    from handlers.switchboard import Switchboard  # noqa: PLC0415
    from handlers.updates import OnlyKnown  # noqa: PLC0415

    # aiogram's own state middleware would read the state before the chat's turn has come: `WhoSpeaks` reads it then.
    dispatcher = Switchboard(disable_fsm=True)
    order, background = InOrder(), Background()

    async def idle() -> None:
        """Every update that was taken has been handled, and nothing goes on beside."""
        await order.idle()
        await background.end()

    dispatcher["idle"] = idle
    dispatcher["background"] = background
    dispatcher["translator"] = translator
    dispatcher["redirects"] = redirects
    dispatcher.update.outer_middleware(OnlyKnown())
    dispatcher.update.outer_middleware(order)
    dispatcher.update.outer_middleware(WhoSpeaks(store, clock))
    dispatcher.message.outer_middleware(Moves())
    dispatcher.message.outer_middleware(WhenCalled(store))
    dispatcher.message.outer_middleware(FreshMenu(store))
    dispatcher.message.outer_middleware(Orders())
    dispatcher.message.outer_middleware(FirstAnnouncement())
    dispatcher.message.filter(Said())
    dispatcher.edited_message.filter(Said())
    dispatcher.callback_query.filter(AtOnce(PRESSED))
    dispatcher.errors.register(answer_mistake)
    # A reply to somebody who wrote says itself what it is: answering stands before whatever else is open.
    # Calendar, correcting and reporting listen before the readers' small talk, which takes whatever nobody else awaits.
    rooms = (answering, admin, partner, calendar, correcting, reporting, signposts, audience, sending, presence, strays)
    dispatcher.include_routers(*(room.router() for room in rooms))
    return dispatcher
