"""Until when something shall pause was said, and it may be one of several."""

from collections.abc import Sequence
from datetime import datetime, time

from bot.transport import Button
from bot.words import Words
from handlers.showing.screen import Screen


def which_pauses_screen(
    words: Words, choices: Sequence[tuple[str, str]], until: datetime, back: Sequence[Button] = ()
) -> Screen:
    """Asks which one (title, what its button carries) pauses until then, on the asker's clock."""
    told = words.say("Which one should pause until {moment}? Press it.", moment=until_words(words, until))
    rows = [(Button(f"⏸ {title}", data=data),) for title, data in choices]
    return Screen(told, (*rows, tuple(back)))


def until_words(words: Words, wall: datetime) -> str:
    """The end of a pause in a sentence: a day alone where it ends as that day begins."""
    return words.day(wall) if wall.time() == time() else words.moment(wall)
