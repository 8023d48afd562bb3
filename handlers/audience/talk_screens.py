"""Answers to whatever no conversation waited for."""

from markupsafe import Markup

from bot.languages import Form
from bot.words import Words
from handlers.audience.home_screens import doors, paragraphs
from handlers.audience.start_screens import pick_form
from handlers.screen import Screen


def unasked_screen(words: Words, duties: Markup | str = "") -> Screen:
    """Plain text outside any conversation; `duties` are what somebody who writes posts may have meant."""
    text = paragraphs(
        words.say("Thank you for writing. I am a bot and cannot answer that, but these buttons lead everywhere."),
        duties,
        words.say("/help shows all I can do."),
    )
    return Screen(text, doors(words))


def unread_screen(words: Words) -> Screen:
    """A picture, a voice message, a sticker: anything but text."""
    text = paragraphs(
        words.say("Thank you. I cannot use pictures, voice messages or files here, but these buttons lead everywhere."),
        words.say("/help shows all I can do."),
    )
    return Screen(text, doors(words))


def unknown_command_screen(words: Words, command: str) -> Screen:
    """A command that does not exist, or not for them."""
    text = words.say("I do not know {command}. /help shows all I can do.", command=command)
    return Screen(text, doors(words))


def offer_screen(words: Words, current: Form) -> Screen:
    """They wrote in another language than theirs: said in that one, with both to choose from."""
    text = words.say(
        "You wrote in {language}. Shall I speak {language} with you from now on?", language=words.form.endonym
    )
    return Screen(text, ((pick_form(words.form), pick_form(current, chosen=True)),))
