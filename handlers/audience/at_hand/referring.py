"""One place for what is said of something that was just shown and is not named: buttons, stories, partners, lists."""

from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import Any

from aiogram import Dispatcher, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.types import Message

from bot.hearing.companies import company_named
from bot.hearing.meaning import meant
from bot.transport import Button
from handlers.audience.answering.answers import answer_further, asks_further
from handlers.audience.at_hand.choosing import LONGEST, Says, choice_in, chosen
from handlers.audience.at_hand.pointing import Points, pointed
from handlers.audience.at_hand.shown import pointed_at, pointed_at_one, turned_over
from handlers.audience.library.finding import Finding
from handlers.audience.library.stories import numbers_named, one_named, opened_by_number, went_on
from handlers.audience.plain_words.telling import goes_onward
from handlers.audience.receiving.partners import opened_by_place, place_of_one
from handlers.audience.visit import Visit
from handlers.turns.facts import is_idle
from handlers.turns.filters import PLAIN, Given
from handlers.turns.last_screen import standing_in
from handlers.turns.turn import hand

BESIDE = Given(lambda it: it.own and it.reader and (it.idle or it.state == Finding.words.state))
"""Nothing else is asked for but words to look for, and they say it themselves."""
Way = Callable[[Visit], Awaitable[bool]]
"""An answer, if what it is about was shown; false when it was not."""


class Refers(Filter):
    """A message whose words only refer to something; the handler gets the `choice` of a button, and other `ways`."""

    async def __call__(self, message: Message, raw_state: str | None = None) -> bool | dict[str, Any]:
        """By its words, and by the screen that stands last; where something may be typed, naming is left to that."""
        text = (message.text or "").strip()
        stands = standing_in(message.chat.id) if is_idle(raw_state) and len(text) <= LONGEST else None
        if stands and stands.about and asks_further(text, stands.about):
            further = partial(answer_further, about=stands.about, said=text, rows=stands.rows)
            return {"choice": None, "ways": (further,)}
        choice = choice_in(text, stands, among=raw_state is not None) if stands else None
        searching = raw_state == Finding.words.state
        beside = () if searching else _of_one(text)  # what words may press, they may ask of one of a list, too
        ways = tuple(beside if choice else _ways(text, searching=searching))
        return {"choice": choice, "ways": ways} if choice or ways else False


def _of_one(text: str) -> Iterator[Way]:
    """What is asked of one story of a list, by its place."""
    number, asked = (0, "") if numbers_named(text) else one_named(text)
    points = pointed(asked) if number else None
    if number and (points or not meant(asked).sure):
        yield partial(pointed_at_one, number=number, points=points or Points.WHOLE)


def _ways(text: str, *, searching: bool) -> Iterator[Way]:
    """What it may refer to, the likeliest first; whoever is to type what they look for may only count and go on."""
    numbers, onward = numbers_named(text), goes_onward(text)
    if onward:
        yield turned_over
    if not searching:
        yield from _of_one(text)
        if not numbers and not company_named(text) and (points := pointed(text)):
            yield partial(pointed_at, points=points)
    if onward:
        yield went_on
    if number := place_of_one(text):
        yield partial(opened_by_place, number=number)
    if numbers:
        yield partial(opened_by_number, text=text, numbers=numbers)


def router() -> Router:
    """Stands before wishes: what is meant is told by what was shown, not by the words."""
    referring = Router(name="audience.referring")
    hand(referring, "visit", Visit)
    referring.message.register(referred, PLAIN, BESIDE, Refers())
    return referring


async def referred(
    message: Message,
    choice: Button | Says | None,
    ways: tuple[Way, ...],
    visit: Visit,
    dispatcher: Dispatcher,
    **data: Any,  # noqa: ANN401 - what a turn gathered, for the button's own handler
) -> None:
    """The answer; other words when nothing of the kind was shown."""
    for way in ways:
        if await way(visit):
            return
    if not choice:
        raise SkipHandler
    await chosen(message, choice, visit, dispatcher, {**data, "dispatcher": dispatcher})
