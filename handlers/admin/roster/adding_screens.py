"""Screens of adding a partner: its name, then its kind."""

from collections.abc import Mapping

from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.languages import Form
from bot.partners import Kind, Partner
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, noted, partners_door
from handlers.admin.roster.partners_screens import NEW, kind_line, kind_rows, name_lines
from handlers.showing.screen import Screen


class Adding(StatesGroup):
    """Where adding a partner stands."""

    name = State()
    kind = State()


def _cancel(words: Words) -> tuple[Button, ...]:
    return (partners_door(words, words.say("Cancel")),)


def name_question_screen(words: Words, wrong: Markup | None = None) -> Screen:
    """Asks for the new partner's names; what was wrong with the last answer stands first."""
    asks = words.say(
        "What's the new partner called? Send the name in any of the languages, one name on each line. "
        "One name is enough: 繁 is made from 简, and you can change each of them later."
    )
    example = words.say("For example:\n<i>{example}</i>", example="小鹏汽车\nXPeng Motors")
    return Screen(noted(wrong, lines(asks, Markup(), example)), (_cancel(words),))


def kind_question_screen(words: Words, names: Mapping[Form, str]) -> Screen:
    """Shows the names as understood and asks for the kind."""
    partner = Partner(NEW, "", Kind.STRATEGIC, names)
    text = lines(
        name_lines(words, partner),
        Markup(),
        words.say("What kind of partner are they? To correct the names, send them again."),
        Markup(),
        *(kind_line(words, kind) for kind in Kind),
    )
    return Screen(text, (*kind_rows(words, partner), _cancel(words)))
