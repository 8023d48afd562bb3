"""Which language somebody writes in, weighed with what is known of their chat; and which was offered lately."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from aiogram.fsm.context import FSMContext

from bot.detection import SURE, detect
from bot.forms.foreign import foreign_name, in_spanish
from bot.forms.weighing import MOST_RECENT, weigh
from bot.hearing.unread import Letters, unread
from bot.languages import Form, hinted
from bot.people import Reader
from handlers.audience.questions import OFFERED, recall, remember
from handlers.turns.last_screen import forms_lately, wrote_in

ENOUGH, HAN_WEIGHT, FIRST_HAN = 12, 2, "\u3400"
"""Latin letters of a message that says enough; a Chinese character counts as two."""
FIRST, LAST = 1000, 200
"""Characters of a long text that are listened to."""
_NEAR_SPANISH = frozenset({Form.PT, None})
AGAIN = timedelta(days=30)
"""A language that was offered is not offered again for so long."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A surely known form, or the code of a language that is not the bot's, or letters that it cannot read, or nothing.

    `likely`: what a message looks like that is too short to be reason enough to speak of its language.
    """

    form: Form | None = None
    foreign: str | None = None
    letters: Letters | None = None
    likely: Form | None = None


def listened_to(text: str) -> str:
    """All of a text; of a long one its beginning and its end, where a letter says what it wants."""
    return text if len(text) <= FIRST + LAST else f"{text[:FIRST]}\n{text[-LAST:]}"


async def hear(text: str, reader: Reader) -> Heard:
    """The language of a message; a sure one is remembered for the messages that follow."""
    recent = forms_lately(reader.id)
    hint = hinted(reader.hint) if reader.hint else None
    found = weigh(detect(text), reader.form, recent, hint)
    if found.form in _NEAR_SPANISH and in_spanish(text):
        return Heard(foreign="es")
    if found.form is None:
        foreign = await asyncio.to_thread(foreign_name, text)  # its first call loads for about a second
        return Heard(foreign=foreign, letters=None if foreign else unread(text))
    if found.confidence < SURE:
        return Heard()
    wrote_in(reader.id, (*recent, found.form)[-MOST_RECENT:])
    return Heard(found.form) if _says_enough(text) or found.form in recent[-1:] else Heard(likely=found.form)


def _says_enough(text: str) -> bool:
    """Whether one message is reason enough to speak of its language; a shorter one must not be the first."""
    letters = islice(filter(str.isalpha, text), ENOUGH)
    return sum(HAN_WEIGHT if char >= FIRST_HAN else 1 for char in letters) >= ENOUGH


async def may_offer(state: FSMContext, form: Form, now: datetime) -> bool:
    """Whether this language may be offered now; then it counts as offered."""
    known = await recall(state, OFFERED)
    offered: dict[str, str] = known if isinstance(known, dict) else {}
    last = offered.get(form.value)
    if last is not None and now < datetime.fromisoformat(last) + AGAIN:
        return False
    await remember(state, OFFERED, {**offered, form.value: now.isoformat()})
    return True
