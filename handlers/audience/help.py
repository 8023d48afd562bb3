"""/help: what I can do for you."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.audience.help_screens import help_screen
from handlers.audience.home_screens import HelpMenu
from handlers.audience.questions import look_aside
from handlers.audience.visit import Visit
from handlers.showing.screen import show
from handlers.turns.turn import hand


def router() -> Router:
    """Help."""
    helping = Router(name="audience.help")
    hand(helping, "visit", Visit)
    helping.message.register(asked, Command("help", ignore_case=True))
    helping.callback_query.register(asked, HelpMenu.filter())
    return helping


async def asked(event: Message | CallbackQuery, visit: Visit) -> None:
    """Everything they may do."""
    await look_aside(visit.state)
    partners = await visit.own_partners() if visit.speaker.is_communicator else []
    await show(event, help_screen(visit.words, visit.speaker, [partner.name(visit.words.form) for partner in partners]))
