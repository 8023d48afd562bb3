"""A pause of everything until a day: for how long, and that it stands."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from markupsafe import Markup

from bot.transport import Button
from bot.words import Words, marked
from handlers.audience.home_screens import StoriesPage, back_home, end_pause, paragraphs, paused_line
from handlers.audience.receiving.fewer_screens import FewerMenu, PauseMenu
from handlers.showing.screen import Number, Screen, grid

SPANS = {3: marked("3 days"), 7: marked("A week"), 14: marked("Two weeks"), 30: marked("A month")}
"""What a tap chooses, in days."""


class Pausing(StatesGroup):
    """Until when is answered by typing, too."""

    among = State()  # `facts.AMONG`: nobody waits for it
    """With spans to press."""
    day = State()


class PauseFor(CallbackData, prefix="a_rest"):
    """Nothing for so many days."""

    days: Number


class PauseUntil(CallbackData, prefix="a_till"):
    """Nothing until this minute, counted from 1970."""

    minute: Number


class AskPause(CallbackData, prefix="a_tillday"):
    """Let me type the day."""


def pause_screen(words: Words, until: datetime | None = None, lead: Markup | str = "") -> Screen:
    """For how long; `until` when it stands by now, on the reader's own clock; `lead`: why a day was none, or more."""
    choices = [Button(words.say(label), PauseFor(days=days).pack()) for days, label in SPANS.items()]
    other = Button(words.say("Until another day"), AskPause().pack())
    text = paragraphs(
        lead,
        paused_line(words, until) if until else "" if lead else words.say("<b>Pause everything</b>"),
        words.say("How long should the pause be?"),
        _what(words),
    )
    ends = ((end_pause(words),),) if until else ()
    return Screen(text, (*ends, *grid(choices), (other,), _back(words)))


def _what(words: Words) -> Markup:
    return words.say(
        "Until then you get no posts and no digest. I still answer you. Then posts come again by themselves."
    )


def not_paused(words: Words) -> Markup:
    """For who asks of a pause, and has none."""
    return words.say("Nothing is paused: posts come as you've chosen.")


def by_itself(words: Words) -> Markup:
    """For who asks what comes when a pause is over."""
    return words.say("After a pause posts come again by themselves, and what you missed is under Stories.")


def not_later(words: Words) -> Markup:
    """For whoever would have a pause on days that are still to come."""
    return words.say(
        "A pause begins at once, I can't keep one for later days. Write to me again on the day it shall begin, or "
        "begin now."
    )


def _back(words: Words) -> tuple[Button, ...]:
    return (Button(words.say("‹ Back"), FewerMenu().pack()), back_home(words))


def pause_offer_screen(words: Words, until: datetime) -> Screen:
    """The moment that somebody has named: one press, and it is so."""
    text = paragraphs(
        words.say("Pause everything until <b>{moment}</b>?", moment=words.moment(until)),
        _what(words),
    )
    other = Button(words.say("Change the date"), AskPause().pack())
    return Screen(text, ((_until(words, until),), (other,), _back(words)))


def which_day_screen(words: Words, ends: Sequence[datetime]) -> Screen:
    """What was said may be one of several days: one press says which."""
    text = paragraphs(words.say("Which day do you mean?"), _what(words))
    other = Button(words.say("Change the date"), AskPause().pack())
    return Screen(text, (*((_until(words, each),) for each in ends), (other,), _back(words)))


def _until(words: Words, end: datetime) -> Button:
    minute = int(end.timestamp()) // 60
    return Button(words.say("Pause until {day}", day=words.short_day(end)), PauseUntil(minute=minute).pack())


def paused_screen(words: Words, until: datetime) -> Screen:
    """It stands."""
    text = paragraphs(paused_line(words, until), _what(words))
    other = Button(words.say("Change the date"), AskPause().pack())
    return Screen(text, ((end_pause(words),), (other,), _back(words)))


def pause_question_screen(words: Words, sorry: Markup | str = "") -> Screen:
    """Ask for the day; `sorry` says why the last answer was none."""
    ask = words.say("Until which day should I pause? Type a day, such as 15 January or Monday.")
    return Screen(paragraphs(sorry, ask), ((Button(words.say("Cancel"), PauseMenu().pack()),),))


def resumed_screen(words: Words) -> Screen:
    """Posts come again; what was missed is not sent, but can be read."""
    text = words.say("<b>Done.</b> Posts come again from now on. What you missed is under Stories.")
    return Screen(text, ((Button(words.say("Stories"), StoriesPage(below=True).pack()),), _back(words)))


def span_of(days: int) -> timedelta | None:
    """As a span of time; none for a number that no button has."""
    return timedelta(days=days) if days in SPANS else None
