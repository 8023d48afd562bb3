"""Screens of a partner's names."""

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.languages import Form
from bot.partners import Partner
from bot.transport import Button
from bot.words import Words
from handlers.admin.doors import lines, noted
from handlers.admin.roster.partners_screens import PartnerDo, name_lines, partner_button
from handlers.showing.screen import Number, Screen


class Renaming(StatesGroup):
    """Where naming stands."""

    name = State()


class NameButton(CallbackData, prefix="m_name"):
    """Edit a partner's name in one form."""

    partner_id: Number
    form: Form


def names_screen(words: Words, partner: Partner) -> Screen:
    """The name in each form, with a button to change each."""
    text = lines(
        words.say("<b>{partner}</b>: its names. Press a language to change one.", partner=partner.name(words.form)),
        Markup(),
        name_lines(words, partner),
    )
    marks = tuple(Button(form.mark, data=NameButton(partner_id=partner.id, form=form).pack()) for form in Form)
    return Screen(text, (marks, (partner_button(words, PartnerDo.SHOW, partner.id),)))


def rename_question_screen(words: Words, partner: Partner, form: Form, wrong: Markup | None = None) -> Screen:
    """Asks for the name in one form."""
    asks = words.say("Send the name in {language}.", language=words.language(form))
    now = words.say("Its readers now see: <b>{name}</b>", name=partner.name(form))
    cancel = partner_button(words, PartnerDo.NAMES, partner.id, words.say("Cancel"))
    return Screen(noted(wrong, lines(asks, now)), ((cancel,),))
