"""Who runs the programme."""

from collections.abc import Sequence

from bot.words import Words
from handlers.admin.doors import lines, status_door
from handlers.showing.screen import Screen


def admins_screen(words: Words, names: Sequence[str], unknown: int) -> Screen:
    """The admins by name; those who have not written to the bot yet have none here."""
    text = lines(
        words.say("Admins of the programme: {people}", people=words.list(names)),
        words.plural("{n} more hasn't written to me yet.", "{n} more haven't written to me yet.", unknown)
        if unknown
        else None,
        words.say("Whoever operates me adds and removes admins, in my settings."),
    )
    return Screen(text, ((status_door(words),),))
