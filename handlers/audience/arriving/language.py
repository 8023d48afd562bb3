"""/language: five names, the present one marked."""

import re

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.forms.scripts import script_of
from bot.hearing.patterns import Pattern
from bot.languages import Form
from handlers.audience.arriving.start_screens import greeting_screen, language_screen
from handlers.audience.home_screens import LanguageMenu
from handlers.audience.questions import AT_DOOR, leave_question, remember
from handlers.audience.visit import Visit
from handlers.showing.screen import Screen, show
from handlers.turns.turn import hand

_SIMPLIFIED = Pattern("[简簡]|simpl", re.IGNORECASE)


def router() -> Router:
    """The choice of language; a press on one of them is heard at the door (`start.pick`)."""
    language = Router(name="audience.language")
    hand(language, "visit", Visit)
    language.message.register(ask, Command("language", ignore_case=True))
    language.callback_query.register(ask_in_place, LanguageMenu.filter())
    return language


async def ask(message: Message, visit: Visit) -> None:
    """Show the languages."""
    await leave_question(visit.state)
    await remember(visit.state, AT_DOOR, None)
    await show(message, _languages(visit))


async def ask_in_place(query: CallbackQuery, visit: Visit) -> None:
    """The same, from a button."""
    await remember(visit.state, AT_DOOR, None)
    await show(query, _languages(visit))


def _languages(visit: Visit) -> Screen:
    return greeting_screen(visit.words) if visit.reader.form is None else language_screen(visit.words)


def in_their_script(named: Form, text: str, reads: Form) -> Form:
    """Who asks for Chinese in Traditional characters, or reads those, asks for Chinese in them."""
    if named is not Form.ZH_HANS or _SIMPLIFIED.search(text):
        return named
    return script_of(text) or (Form.ZH_HANT if reads in {Form.ZH_HANT, Form.YUE} else named)
