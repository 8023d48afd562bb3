"""What came to a reader before: lately, on the days that they name, or about what they name."""

import re

from aiogram.types import Message

from bot.hearing.patterns import Pattern
from bot.hearing.topics import nouns_of
from handlers.audience.library.finding import found_screen
from handlers.audience.library.in_passing import rings
from handlers.audience.library.leaves import leaf_screen
from handlers.audience.library.shelves import came
from handlers.audience.plain_words.circumstances import lost_messages
from handlers.audience.questions import look_aside
from handlers.audience.visit import Visit
from handlers.reading.past import days_past, without_days
from handlers.showing.screen import show

_ABOUT = Pattern(
    r"\b(?:about|abt|on|sobre|d[aoe]s?) (?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|segunda|ter[çc]a|quarta"
    r"|quinta|sexta|s[áa]bado|domingo|hoje|ontem|h[áa]|novo|antes|mim|manh[ãa]|t[ií])(?:the |a |o |as |os |your )?"
    r"(?P<latin>[^\W\d_]{3,}(?: [^\W\d_]{3,})?)"
    r"|\bthe (?P<one>(?!last|first|other|same|old|new|previous|recent)[^\W\d_]{3,}(?: [^\W\d_]{3,})?)"
    r" (?:one|story|article|thing)\b"
    r"|(?:[讲講写寫]|关于|關於|有关|有關)(?P<han>[\u3400-\u9fff]{2,8}?)(?:[的嘅啲]|[那嗰]|$)",
    re.IGNORECASE,
)
"""What the post that they look for is about."""


async def asked(message: Message, visit: Visit) -> None:
    """What came to them then, or lately; who names what it was about gets the stories that have it."""
    await look_aside(visit.state)
    text = message.text or ""
    if lost_messages(text):  # a day that it names is the day of the loss
        await show(message, await leaf_screen(visit, 0, came(None)))
        return
    about = _ABOUT.search(text)
    named = next(filter(None, about.groups()), "") if about else ""
    for what in (named,) if named else (*nouns_of(text), without_days(text)):
        if await rings(visit.store, what):
            await show(message, await found_screen(visit, what))
            return
    days = days_past(text, visit.wall.date())
    await show(message, await leaf_screen(visit, 0, came(days)))
