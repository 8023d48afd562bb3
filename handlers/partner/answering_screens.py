"""Answering a reader."""

from bot.words import Words
from handlers.screen import Screen


def answer_screen(words: Words) -> Screen:
    """Ask for the answer."""
    return Screen(
        words.say("What would you like to answer? Send it as one message, in a language they read. /help cancels this.")
    )


def answered_screen(words: Words) -> Screen:
    """It is on its way."""
    return Screen(words.say("✓ Your answer is on its way, in the name of the partner."))


def only_text_screen(words: Words) -> Screen:
    """Not a text."""
    return Screen(words.say("I can only pass on text. Please write it in words."))
