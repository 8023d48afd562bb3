"""“Stop sending”, said by whoever works here: to all readers, or only to them."""

from aiogram.filters.callback_data import CallbackData
from markupsafe import Markup

from bot.transport import Button
from bot.words import Words
from handlers.showing.screen import Screen
from handlers.turns.menus import commands

OWN_PAUSE, OWN_STOP, HOME = "a_pause:0", "a_stop", "a_home"
"""Buttons of readers: `fewer_screens.PauseMenu`, `home_screens.StopPosts` and `Home`."""


class HaltButton(CallbackData, prefix="m_halt"):
    """Stop all sending, to everybody."""


def what_stops_screen(words: Words, theirs: tuple[tuple[str, str], ...], *, runs: bool, ends: bool = False) -> Screen:
    """What shall stop; whoever `runs` the programme can halt it by the first button. `theirs`: commands beside.

    `ends`: an end was said, which a halt has not.
    """
    asked = words.say("What should stop: posts to you, or everything that goes out to readers?")
    halt = Button(words.say("Stop sending to all readers"), HaltButton().pack())
    rows = (
        *([(halt,)] if runs else []),
        (Button(words.say("Pause only what comes to me"), OWN_PAUSE),),
        (Button(words.say("No more posts for me"), OWN_STOP),),
        (Button(words.say("‹ Home"), HOME),),
    )
    told = words.say(
        "A stop for all readers has no end of its own: /resume ends it. What one partner has planned can pause until a "
        "day: say so, with its name."
    )
    return Screen(Markup("\n\n").join([asked, *([told] if ends else []), commands(words, theirs)]), rows)
