"""All conversations in their order, which is decided here only."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Dispatcher

from bot.redirects import DIRECT, Redirects
from bot.store import Glancing
from bot.translating.translator import Translator
from handlers import admin, audience, partner
from handlers.admin.running.announcing import FirstAnnouncement
from handlers.chats import presence
from handlers.chats.groups import WhenCalled
from handlers.chats.presence import Moves
from handlers.correcting import beside as correcting_beside
from handlers.correcting import picture_awaited
from handlers.correcting import texts as correcting
from handlers.correcting import waiting as correcting_waiting
from handlers.network.updates import OnlyKnown
from handlers.reporting import gained, reports
from handlers.sending import broadcast, steered
from handlers.sending.live import Live
from handlers.showing.mistakes import answer_mistake
from handlers.staff import answering, calendar, signposts
from handlers.staff.orders import Orders
from handlers.turns import strays
from handlers.turns.background import Background
from handlers.turns.filters import PRESSED, AtOnce, Said
from handlers.turns.last_screen import LastScreens
from handlers.turns.menus import FreshMenu
from handlers.turns.middlewares import InOrder, SpelledOut, WhoSpeaks
from handlers.turns.switchboard import Switchboard

ROOMS = (
    answering,
    steered,
    gained,
    admin,
    partner,
    calendar,
    correcting,
    picture_awaited,
    correcting_beside,
    correcting_waiting,
    reports,
    signposts,
    audience,
    broadcast,
    presence,
    strays,
)
"""Who stands first is asked first, strays get what nobody took.

A reply to somebody who wrote says itself what it is: answering stands before whatever else is open. Calendar,
correcting and reports listen before the readers' small talk, which takes whatever nobody else awaits.
"""


def conversations(
    store: Glancing,
    clock: Callable[[], datetime],
    translator: Translator | None = None,
    redirects: Redirects = DIRECT,
) -> Dispatcher:
    """`translator`: the machine that translates, if one is set. `redirects`: over which address buttons lead."""
    # aiogram's own state middleware would read the state before the chat's turn has come: `WhoSpeaks` reads it then.
    dispatcher = Switchboard(disable_fsm=True)
    order, background, live = InOrder(), Background(), Live()

    async def idle() -> None:
        """Every update that was taken has been handled, and nothing goes on beside."""
        await order.idle()
        await background.end()
        await live.end()

    dispatcher["idle"] = idle
    dispatcher["background"], dispatcher["live"] = background, live
    dispatcher["translator"] = translator
    dispatcher["redirects"] = redirects
    dispatcher.update.outer_middleware(OnlyKnown())
    dispatcher.update.outer_middleware(order)
    dispatcher.update.outer_middleware(WhoSpeaks(store, clock))
    dispatcher.update.outer_middleware(LastScreens())
    dispatcher.message.outer_middleware(Moves())
    dispatcher.message.outer_middleware(WhenCalled(store))
    dispatcher.message.outer_middleware(FreshMenu(store))
    dispatcher.message.outer_middleware(Orders())
    dispatcher.message.outer_middleware(FirstAnnouncement())
    dispatcher.message.outer_middleware(SpelledOut())
    dispatcher.callback_query.outer_middleware(live)
    dispatcher.message.filter(Said())
    dispatcher.edited_message.filter(Said())
    dispatcher.callback_query.filter(AtOnce(PRESSED))
    dispatcher.errors.register(answer_mistake)
    dispatcher.include_routers(*(room.router() for room in ROOMS))
    return dispatcher
