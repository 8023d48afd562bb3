"""Whatever is said or pressed, in whatever state, ends in an answer: never in silence, never in a fault of ours."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.dispatcher.router import Router
from aiogram.filters.callback_data import CallbackQueryFilter
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from handlers import menus
from handlers.memory import conversation
from handlers.updates import read
from tests import cast
from tests.journeys.conftest import City

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
PEOPLE = (cast.ZHIYUAN, cast.ZIQING, cast.EMMA, cast.NEWCOMER)
COMMANDS = sorted({name for name, _ in (*menus.READER, *menus.COMMUNICATOR, *menus.ADMIN)} | {"start", "unknown"})


@dataclass
class Ear(BaseRequestMiddleware):
    """Hears what the bot says."""

    heard: list[str] = field(default_factory=list)

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        answer = await make_request(bot, method)
        if method.__api_method__.startswith(("send", "edit", "answer")):
            self.heard.append(method.__api_method__)
        return answer


@dataclass
class Stage:
    """A city, and everything that is said in it."""

    city: City
    ear: Ear
    number: int = 1_000_000

    async def hears(self, kind: str, person: int, **content: Any) -> list[str]:
        """What the bot answers to it."""
        self.number += 1
        someone = {"id": person, "is_bot": False, "first_name": "\u202e🎉"}
        message = {"message_id": self.number, "date": 1, "chat": {"id": person, "type": "private"}, "from": someone}
        if kind == "callback_query":
            told = {"id": "1", "from": someone, "chat_instance": "1", "message": {**message, "text": "x"}, **content}
        else:
            told = {**message, **content}
        self.ear.heard.clear()
        bot = self.city.kapok._bot
        raw = json.dumps({"update_id": self.number, kind: told}).encode()
        await self.city.kapok._conversations.feed_update(bot, read(raw, bot))
        return list(self.ear.heard)

    async def stands(self, person: int, state: str | None, data: dict[str, Any]) -> None:
        """Put somebody into the middle of a conversation."""
        key = conversation(StorageKey(bot_id=self.city.kapok._bot.id, chat_id=person, user_id=person))
        async with self.city.store.write() as tx:
            await tx.dialogues.set_state(key, state)
            await tx.dialogues.set_data(key, json.dumps(data) if data else None)


@pytest.fixture
async def stage(city: City, caplog: pytest.LogCaptureFixture) -> AsyncIterator[Stage]:
    ear = Ear()
    city.kapok._bot.session.middleware(ear)
    for person in map(city.person, PEOPLE):
        await person.says("/help")
        await person.sees("/")
    yield Stage(city, ear)
    faults = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert not faults


def handlers_of(root: Router) -> Iterator[Any]:
    for router in root.chain_tail:
        for event in ("message", "callback_query"):
            for handler in router.observers[event].handlers:
                yield from (each.callback for each in handler.filters or ())


def states(root: Router) -> list[str]:
    return sorted({str(each.state) for each in handlers_of(root) if isinstance(each, State) and each.state})


def prefixes(root: Router) -> list[str]:
    return sorted(
        {each.callback_data.__prefix__ for each in handlers_of(root) if isinstance(each, CallbackQueryFilter)}
    )


async def test_every_command_with_anything_behind_it_is_answered(stage: Stage) -> None:
    silent = []
    for person in PEOPLE:
        for command in COMMANDS:
            for name, text in {**NAUGHTY, "nothing": ""}.items():
                if not await stage.hears("message", person, text=f"/{command} {text}"):
                    silent.append((person, command, name))
    assert not silent


@pytest.mark.parametrize("data", [{}, {"partner_id": "x", "post_id": 10**30}])
async def test_anything_said_in_any_state_is_answered(stage: Stage, data: dict[str, Any]) -> None:
    silent = []
    for state in [None, "Gone:state", *states(stage.city.kapok._conversations)]:
        for person in PEOPLE:
            for name, text in NAUGHTY.items():
                await stage.stands(person, state, data)
                if not await stage.hears("message", person, text=text):
                    silent.append((state, person, name))
    assert not silent


async def test_every_button_forged_or_stale_is_answered(stage: Stage) -> None:
    buttons = [*prefixes(stage.city.kapok._conversations), "gone", "\u202e"]
    pressed = [(prefix + data, person) for prefix in buttons for data in DATA for person in PEOPLE]
    assert [each for each in pressed if not await stage.hears("callback_query", each[1], data=each[0])] == []
