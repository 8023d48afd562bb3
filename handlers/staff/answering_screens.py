"""Answering a reader."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.transport import Button, Rows
from bot.words import Words
from handlers.showing.screen import Number, Screen


class AnswerReader(CallbackData, prefix="x_answer"):
    """Let me answer this reader."""

    exchange_id: Number


class LeaveAnswer(CallbackData, prefix="x_leave"):
    """Not now: nothing is sent."""


def answer_screen(words: Words) -> Screen:
    """Ask for the answer."""
    return Screen(
        words.say("What would you like to answer? Send it as one message, in a language they read."), _way_out(words)
    )


def _way_out(words: Words) -> Rows:
    return ((Button(words.say("Cancel"), LeaveAnswer().pack()),),)


def again_screen(words: Words, sorry: Markup) -> Screen:
    """It could not be handed on so: they may send something else, or leave it."""
    return Screen(sorry, _way_out(words))


def only_text_line(words: Words) -> Markup:
    """Not a text."""
    return words.say("I can only pass on text. Please write it in words.")


def left_screen(words: Words) -> Screen:
    """Left without an answer."""
    return Screen(words.say("Nothing was sent. You can still answer: reply to the reader's message."))


def answered_screen(words: Words, *, for_all: bool = False) -> Screen:
    """It is on its way. `for_all`: in the name of the programme, to a communicator."""
    if for_all:
        return Screen(words.say("✓ Your answer is on its way."))
    return Screen(words.say("✓ Your answer is on its way, in the name of the partner."))
