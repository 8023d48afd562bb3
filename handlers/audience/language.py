"""/language: five names, the present one marked."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.people import Speaker
from bot.words import Words
from handlers.audience.home_screens import LanguageMenu
from handlers.audience.questions import AT_DOOR, leave_question, remember
from handlers.audience.start_screens import greeting_screen, language_screen
from handlers.screen import Screen, show


def router() -> Router:
    """The choice of language; a press on one of them is heard at the door (`start.pick`)."""
    language = Router(name="audience.language")
    language.message.register(ask, Command("language", ignore_case=True))
    language.callback_query.register(ask_in_place, LanguageMenu.filter())
    return language


async def ask(message: Message, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """Show the languages."""
    await leave_question(state)
    await remember(state, AT_DOOR, None)
    await show(message, _languages(speaker, words))


async def ask_in_place(query: CallbackQuery, state: FSMContext, speaker: Speaker, words: Words) -> None:
    """The same, from a button."""
    await remember(state, AT_DOOR, None)
    await show(query, _languages(speaker, words))


def _languages(speaker: Speaker, words: Words) -> Screen:
    return greeting_screen(words) if speaker.reader.form is None else language_screen(words)
