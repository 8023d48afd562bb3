"""What a reader sees on the way to being forgotten, and around their data."""

from datetime import datetime

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.requests import ANSWER_WITHIN, COOLING
from bot.transport import Button
from bot.words import Words
from handlers.audience.home_screens import Stay, back_home, bring_posts, going, paragraphs, start_posts, stay
from handlers.showing.screen import Screen


class AboutData(StatesGroup):
    """A question about one's data is answered by typing."""

    question = State()


class Forgetting(StatesGroup):
    """It is asked whether they shall be forgotten: the buttons answer, and no word in passing does."""

    asked = State()


class Forget(CallbackData, prefix="a_forget"):
    """Erase me; first asked, then sure."""

    sure: bool


class AskAboutData(CallbackData, prefix="a_askdata"):
    """Let me ask about my data."""


def forget_screen(words: Words, loses: Markup | str = "", note: Markup | str = "") -> Screen:
    """What would be erased, and what stays; `loses` says which roles go with it."""
    text = paragraphs(
        note,
        words.say("<b>Shall I erase your data?</b>"),
        words.say(
            "I'll erase everything I keep about you: your name, your settings, the partners you follow, what you "
            "wrote to me. Stories you shared stay, without your name."
        ),
        loses,
        words.say(
            "Only one line stays for three years, as the law requires: that somebody unsubscribed, when, and which "
            "text they had agreed to."
        ),
        words.plural(
            "You have {n} minute to change your mind.", "You have {n} minutes to change your mind.", minutes()
        ),
    )
    sure = Button(words.say("Yes, erase everything"), Forget(sure=True).pack())
    return Screen(text, ((sure,), (Button(words.say("No, keep my data"), Stay().pack()),)))


def minutes() -> int:
    """The time to think, in minutes."""
    return round(COOLING.total_seconds() / 60)


def pending_screen(words: Words, due: datetime) -> Screen:
    """It will happen at `due`, a local time; until then one press stops it."""
    return Screen(going(words, due), ((stay(words),),))


def kept_screen(words: Words, *, off: bool, agreed: bool = True) -> Screen:
    """Nothing is erased, and posts may be off; whoever has never `agreed` to posts cannot get them again."""
    if not off:
        return Screen(words.say("Nothing was erased."), ((back_home(words),),))
    text = words.say("I'm glad you're staying. Nothing was erased. Posts stay off until you ask for them.")
    posts = start_posts(words) if agreed else bring_posts(words)
    return Screen(text, ((posts,), (back_home(words),)))


def as_it_is_screen(words: Words) -> Screen:
    """For who would not have anything ended, when nothing is: “wait, don't delete”."""
    return Screen(words.say("All right, everything stays as it is now. Nothing was erased."), ((back_home(words),),))


def data_screen(words: Words) -> Screen:
    """Below the two files."""
    text = paragraphs(
        words.say("<b>This is everything I keep about you.</b>"),
        words.say("Both files say the same: the page is for you to read, the JSON file for other programs."),
    )
    ask = Button(words.say("Ask about my data"), AskAboutData().pack())
    forget = Button(words.say("Erase everything"), Forget(sure=False).pack())
    return Screen(text, ((ask,), (forget,), (back_home(words),)))


def question_screen(words: Words, sorry: Markup | str = "") -> Screen:
    """Ask for the question."""
    text = words.plural(
        "What would you like to know about your data? Type it here; a person answers within {n} day.",
        "What would you like to know about your data? Type it here; a person answers within {n} days.",
        ANSWER_WITHIN.days,
    )
    return Screen(paragraphs(sorry, text), ((back_home(words),),))


def asked_screen(words: Words, due: datetime) -> Screen:
    """It is with the people who answer."""
    text = words.say("✓ Your question has been passed on. You'll have an answer by {day}.", day=words.day(due))
    return Screen(text, ((back_home(words),),))
