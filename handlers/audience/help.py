"""/help: what I can do for you."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.people import Speaker
from bot.store import Store
from bot.words import words_for
from handlers.audience.help_screens import help_screen
from handlers.audience.home_screens import HelpMenu
from handlers.audience.questions import look_aside
from handlers.screen import Screen, show


def router() -> Router:
    """Help."""
    helping = Router(name="audience.help")
    helping.message.register(asked, Command("help", ignore_case=True))
    helping.callback_query.register(asked, HelpMenu.filter())
    return helping


async def asked(event: Message | CallbackQuery, state: FSMContext, store: Store, speaker: Speaker) -> None:
    """Everything they may do."""
    await look_aside(state)
    await show(event, await _help(store, speaker))


async def _help(store: Store, speaker: Speaker) -> Screen:
    words = words_for(speaker.reader.speaks)
    if not speaker.is_communicator:
        return help_screen(words, speaker, [])
    async with store.read() as tx:
        partners = await tx.partners.of_member(speaker.reader.id)
    return help_screen(words, speaker, [partner.name(words.form) for partner in partners])
