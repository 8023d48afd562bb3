"""Whatever is said or pressed, in whatever state, ends in an answer: never in silence, never in a fault of ours."""

import re
from collections.abc import Iterable, Iterator
from itertools import cycle, product
from typing import Any, TypeVar

import pytest
from aiogram.dispatcher.router import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State

from handlers.turns import menus
from tests import cast
from tests.journeys.stage import PEOPLE, Stage, buttons, handlers_of, stage, stale

__all__ = ["stage"]
T = TypeVar("T")
NAUGHTY = {
    "emoji": "🎉🎊👨‍👩‍👧‍👦🏳️‍🌈",
    "right to left": "\u202eabc\u202c \u200fשלום\u200e مرحبا",
    "nothing to see": "\u200b\u200c\u200d\u2060\ufeff",
    "blanks of Braille and Hangul": "\u2800\u3164\uffa0",
    "half a character": "a\ud83d b\udc00",
    "no character": "\x00\x01\x7f\ufffe\uffff",
    "4,096 letters": "a" * 4_096,
    "4,096 of Han": "木棉花開" * 1_024,
    "4,096 emoji": "🎉" * 4_096,
    "marks upon marks": "a" + "\u0301" * 2_000,
    "markup": "<b>&amp;</i>{name}%s${x}*_`[]()~>#+-=|{}.!",
    "a script": "'; DROP TABLE readers;-- \\ \" \n\r\t",
    "64 odd characters": "_-" * 32,
    "a number beyond numbers": "9" * 400,
    "a date beyond calendars": "99999-99-99 99:99",
    "commands in a row": "/ // /start/start @ @@ /@kapok",
}
DATA = (
    "",
    ":",
    ":-1",
    ":0",
    ":x",
    ":1:2:3",
    ":999999999999999999999",
    ":\u202e",
    ":1",
    ":1:1",
    ":1:x:1",
    ":" + "9" * 40,
)
WRONG: tuple[dict[str, Any], ...] = ({}, {"partner_id": "x", "post_id": 10**30})
"""What a conversation may remember after an upgrade, or never."""
READING = re.compile("/(start|stories|stop|unknown) ")
"""Commands that look at what stands behind them."""
WORKING = (cast.ZHIYUAN, cast.ZIQING, cast.EMMA)
SERVED = {"admin": (cast.ZHIYUAN,), "partner": (cast.ZIQING,), "audience": (cast.EMMA,)}
"""Whose conversations each room has; what stands in none of them serves all who work here."""
SOME = 4
"""Of so many texts one is said to a conversation that is none of theirs, too; of each state another one."""
PARTS = 2
SHORT = tuple(text for text in NAUGHTY.values() if len(text) < 100)
COMMANDS = sorted({name for name, _ in (*menus.READER, *menus.COMMUNICATOR, *menus.ADMIN)} | {"start", "unknown"})


def states(root: Router) -> dict[str | None, tuple[int, ...]]:
    """Every state that a conversation may stand in, and whose it is; of lists nobody's, they have one shape."""
    found = {str(each.state): each for each in handlers_of(root) if isinstance(each, State) and each.state}
    whose = {name: () if name.startswith("list-") else served(each.group) for name, each in found.items()}
    return {None: WORKING, "Gone:state": WORKING, **dict(sorted(whose.items()))}


def served(made: type) -> tuple[int, ...]:
    """Whom the room serves in which this was made."""
    return SERVED.get(made.__module__.split(".")[1], (cast.ZHIYUAN, cast.ZIQING))


def middles(known: dict[str, Any], whose: dict[str | None, tuple[int, ...]]) -> Iterator[tuple[Any, Any, str, int]]:
    """State, what the conversation knows, what is said, and by whom."""
    for no, (state, its) in enumerate(whose.items()):
        for place, text in enumerate(NAUGHTY.values()):
            for who in its if (no + place) % SOME else PEOPLE:
                yield state, known, text, who
        for place, (data, text) in enumerate(product(WRONG, SHORT)):
            if (no + place) % SOME == 0:
                yield from ((state, data, text, who) for who in its or WORKING[no % 2 :][:1])


in_parts = pytest.mark.parametrize("part", [slice(first, None, PARTS) for first in range(PARTS)], ids=str)
"""Each takes its share: a test of a minute is one that others wait for."""


def turns(things: Iterable[T]) -> Iterator[tuple[T, int]]:
    """Each thing with one of the people, in turn."""
    return zip(things, cycle(PEOPLE), strict=False)


async def silences(stage: Stage, said: Iterable[tuple[str, int]], kind: str = "message") -> list[tuple[str, int]]:
    """What was not answered: a pressed button waits until the bot says that it need not."""
    name, silent = "text" if kind == "message" else "data", []
    for what, who in said:
        heard = await stage.hears(kind, who, **{name: what})
        if not heard or (kind == "callback_query" and not stage.ear.ended):
            silent.append((what[:60], who))
    return silent


def is_one(kind: type[CallbackData], data: str) -> bool:
    """Whether it is read as such a button; of no kind are those that are not, whatever they begin with."""
    try:
        kind.unpack(data)
    except (TypeError, ValueError):  # as aiogram's own filter
        return False
    return True


def by_whom_it_is_for(kinds: Iterable[type[CallbackData]]) -> Iterator[tuple[str, int]]:
    """Old buttons with whomever their room serves, and with one of all people in turn."""
    everybody = cycle(PEOPLE)
    for kind in kinds:
        yield from ((data, who) for data in sorted(stale(kind)) for who in {*served(kind), next(everybody)})


@in_parts
async def test_every_command_with_anything_behind_it_is_answered(stage: Stage, part: slice) -> None:
    everything = [
        (f"/{command} {text}", (no + place) % SOME == 0)
        for no, command in enumerate(COMMANDS)
        for place, text in enumerate(NAUGHTY.values())
    ]
    by_everybody = [*(f"/{command}" for command in COMMANDS), *(text for text, _ in everything if READING.match(text))]
    said = [*turns(text for text, among_some in everything if among_some), *product(by_everybody, PEOPLE)]
    assert await silences(stage, said[part]) == []


@in_parts
async def test_anything_said_in_the_middle_of_a_conversation_is_answered(stage: Stage, part: slice) -> None:
    """With what a conversation knows by then, with nothing of it, and with what was never true."""
    silent = []
    said = list(middles(await stage.known(), states(stage.city.kapok._conversations)))
    for state, data, text, who in said[part]:
        await stage.stands(who, state, data)
        if not await stage.hears("message", who, text=text):
            silent.append((state, text[:60], who))
    assert not silent


@in_parts
async def test_every_button_forged_or_stale_is_answered(stage: Stage, part: slice) -> None:
    kinds = buttons(stage.city.kapok._conversations)
    forged = [prefix + data for prefix in ("", "gone", "\u202e") for data in DATA]
    for no, kind in enumerate(kinds):
        made = [kind.__prefix__ + data for data in DATA]
        forged += [data for place, data in enumerate(made) if is_one(kind, data) or place == no % len(DATA)]
    pressed = [*turns(forged), *by_whom_it_is_for(kinds)]
    assert await silences(stage, pressed[part], "callback_query") == []
