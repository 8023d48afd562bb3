"""What somebody sees at the door: the greeting, the welcome, and the welcome back."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.languages import Form
from bot.transport import Button
from bot.words import Words, words_for
from handlers.audience.home_screens import PartnersPage, StoriesPage, back_home, doors, following, paragraphs
from handlers.screen import Screen, grid


class PickForm(CallbackData, prefix="a_form"):
    """Speak this form with me."""

    form: Form


def pick_form(form: Form, *, chosen: bool = False) -> Button:
    """A language by its own name."""
    return Button(f"✓ {form.endonym}" if chosen else form.endonym, PickForm(form=form).pack())


def greeting_screen(words: Words, note: Markup | str = "") -> Screen:
    """For somebody who has not chosen a language: the hint may be wrong, so the question is asked in all of them."""
    others = [pick_form(form) for form in Form if form is not words.form]
    return Screen(
        paragraphs(
            words.say("<b>Hello! I am Kapok.</b> I bring you stories and offers from Guangzhou and its city partners."),
            words.say("You stay in charge: /stop ends it at any time."),
            note,
            _question(words.form),
        ),
        ((pick_form(words.form),), *grid(others)),
    )


def _question(first: Form) -> Markup:
    order = [first, *(form for form in Form if form is not first)]
    asked = dict.fromkeys(words_for(form).say("Which language would you like?") for form in order)
    return Markup("\n").join(asked)


def welcome_screen(words: Words) -> Screen:
    """After the first choice of a language: what this is, and what to do next."""
    return Screen(
        paragraphs(
            words.say("<b>Welcome!</b> I speak {language} with you from now on.", language=words.form.endonym),
            words.say("Choose the partners you like: their stories and offers will come here, quietly at night."),
            words.say("/stop ends it at any time, and /help shows what I can do."),
        ),
        (
            (Button(words.say("Choose partners"), PartnersPage().pack()),),
            (Button(words.say("Read stories"), StoriesPage().pack()),),
        ),
    )


def back_again_screen(words: Words, follows: int) -> Screen:
    """Posts come again after a stop."""
    text = paragraphs(words.say("<b>Welcome back!</b> Posts will come here again."), following(words, follows))
    return Screen(text, doors(words))


def joined_screen(words: Words, partner: str) -> Screen:
    """An invitation was accepted."""
    return Screen(words.say("You write for <b>{partner}</b> now. /new starts a post.", partner=partner))


def language_screen(words: Words, *, changed: bool = False) -> Screen:
    """The five languages, the one they have marked."""
    said = words.say("I speak {language} with you from now on.", language=words.form.endonym) if changed else ""
    buttons = [pick_form(form, chosen=form is words.form) for form in Form]
    return Screen(paragraphs(said, words.say("Which language would you like?")), (*grid(buttons), (back_home(words),)))
