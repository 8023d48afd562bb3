"""The one short message to somebody who has unblocked the bot."""

from bot.transport import Button
from bot.words import Words
from handlers.showing.screen import Screen

STOP, HOME = "a_stop", "a_home"
"""Buttons of handlers/audience."""


def unblocked_screen(words: Words) -> Screen:
    """Posts come as they did before; one tap ends that."""
    rows = ((Button(words.say("Stop all posts"), STOP), Button(words.say("‹ Home"), HOME)),)
    return Screen(words.say("Good to see you again. Posts come here as before."), rows)
