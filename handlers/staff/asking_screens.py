"""A communicator asks the admins: the button to it, the question, and what becomes of it."""

from aiogram.filters.callback_data import CallbackData

from bot.transport import Button, Row
from bot.words import Words
from handlers.showing.screen import Screen


class AskAdmins(CallbackData, prefix="x_ask"):
    """I want to ask the admins something."""


class AskAgain(CallbackData, prefix="x_again"):
    """The same, below an answer of theirs: a reply to it is the next question."""


class PassToAdmins(CallbackData, prefix="x_pass"):
    """What the offer above this button replies to is for the admins."""


class LeaveAsking(CallbackData, prefix="x_noask"):
    """Not now: nothing is sent."""


def ask_button(words: Words) -> Button:
    """Leads to the question."""
    return Button(words.say("Ask the admins"), AskAdmins().pack())


def ask_screen(words: Words) -> Screen:
    """Ask for the message."""
    text = words.say("What would you like to ask the admins? Send it as one message. They see your name.")
    return Screen(text, ((Button(words.say("Cancel"), LeaveAsking().pack()),),))


def pass_screen(words: Words) -> Screen:
    """It speaks of the admins: it may be for them, or they want to write something else."""
    text = words.say("The admins of the programme can be asked here. They see your name; the answer comes here.")
    return Screen(text, ((Button(words.say("Send it to the admins"), PassToAdmins().pack()),), (ask_button(words),)))


def passed_screen(words: Words, back: Row = ()) -> Screen:
    """It is on its way; `back`, to what they were at."""
    return Screen(words.say("✓ Passed on to the admins. The answer comes here."), (back,))


def not_asked_screen(words: Words) -> Screen:
    """Left without a question."""
    return Screen(words.say("Nothing was sent."), ((ask_button(words),),))
