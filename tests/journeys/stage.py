"""A city in which anything may be said, and every button it has."""

import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, get_args

import pytest
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.dispatcher.router import Router
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from pydantic.fields import FieldInfo

from bot.actions.exchange import write_to
from bot.actions.let_go import ask_about_data
from bot.actions.share import open_share
from bot.content import PostState
from bot.exchanges import Said
from handlers.network.updates import read
from handlers.turns.memory import conversation
from tests import cast
from tests.journeys.conftest import City
from tests.journeys.deeds import reader_of
from tests.journeys.flipping import delivered, kept
from tests.journeys.partner_deeds import PT

PEOPLE = (cast.ZHIYUAN, cast.ZIQING, cast.EMMA, cast.NEWCOMER)
NOTHING_TO_SAY = ":back"
"""A post gets its own buttons back, and that is all; of a message that is not there nothing is left to show."""


@dataclass
class Ear(BaseRequestMiddleware):
    """Hears what the bot says."""

    heard: list[str] = field(default_factory=list)
    ended: bool = False
    """Whether the bot has ended the waiting of a pressed button, or tried to: at the network nobody has pressed."""

    async def __call__(
        self, make_request: NextRequestMiddlewareType[TelegramType], bot: Bot, method: TelegramMethod[TelegramType]
    ) -> Response[TelegramType]:
        self.ended |= isinstance(method, AnswerCallbackQuery)
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
    raw: bytes = b""
    """The last update."""

    async def hears(self, kind: str, person: int, **content: Any) -> list[str]:
        """What the bot answers to it."""
        self.number += 1
        someone = {"id": person, "is_bot": False, "first_name": "\u202e🎉"}
        message = {"message_id": self.number, "date": 1, "chat": {"id": person, "type": "private"}, "from": someone}
        if kind == "callback_query":
            told = {"id": "1", "from": someone, "chat_instance": "1", "message": {**message, "text": "x"}, **content}
        else:
            told = {**message, **content}
        self.raw = json.dumps({"update_id": self.number, kind: told}).encode()
        return await self.hears_again()

    async def hears_again(self) -> list[str]:
        """What the bot answers when the last update comes once more."""
        self.ear.heard.clear()
        self.ear.ended = False
        bot = self.city.kapok._bot
        await self.city.kapok._conversations.feed_update(bot, read(self.raw, bot))
        return list(self.ear.heard)

    async def stands(self, person: int, state: str | None, data: dict[str, Any]) -> None:
        """Put somebody into the middle of a conversation."""
        key = conversation(StorageKey(bot_id=self.city.kapok._bot.id, chat_id=person, user_id=person))
        await self.city.store.keep(key, state, json.dumps(data) if data else None)

    async def known(self) -> dict[str, Any]:
        """What conversations remember when they are well under way: of things that are there."""
        store, now = self.city.store, self.city.watch()
        emma = await reader_of(self.city, cast.EMMA)
        share = await open_share(store, emma, now)
        post, broadcast = await delivered(self.city)
        draft = await kept(self.city, state=PostState.DRAFT)
        request = await ask_about_data(store, emma.id, "Who sees it?", now)
        await write_to(store, emma, post.partner_id, Said("When does it begin?"), now)
        async with store.read() as tx:
            exchange = await tx.exchanges.between(emma.id, post.partner_id)
        assert exchange
        ids = {"partner_id": post.partner_id, "post_id": draft.id, "broadcast_id": broadcast.id, "share_id": share.id}
        more = {"exchange_id": exchange.id, "request_id": request.id, "form": "pt", "asking": "n", "no": 0, "do": "r"}
        channel = {"address": cast.CHANNEL, "title": "小鹏汽车", "forms": ["en"], "names": {"en": "A partner"}}
        return {**ids, **more, **channel, "seen": PT, "text": PT, "agreed": False, "card": 3, "day": "20270310"}


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


def buttons(root: Router) -> list[type[CallbackData]]:
    found = {
        each.callback_data.__prefix__: each.callback_data
        for each in handlers_of(root)
        if isinstance(each, CallbackQueryFilter)
    }
    return [found[prefix] for prefix in sorted(found)]


def stale(kind: type[CallbackData]) -> set[str]:
    """Such a button as it was made once: of what is there and of what is gone, the first and the last of all choices.

    Only what Telegram would carry: 64 bytes.
    """
    first, last = ({name: _ends(field)[end] for name, field in kind.model_fields.items()} for end in (0, -1))
    made = {kind.model_validate(values).pack() for values in (first, last) if _is_one(kind, values)}
    return {data for data in made if len(data.encode()) <= 64 and not data.endswith(NOTHING_TO_SAY)}


def _ends(field: FieldInfo) -> tuple[Any, Any]:
    """A value of the field that is likely to be there, and one that is not; of choices the first and the last."""
    kinds = [kind for kind in get_args(field.annotation) or (field.annotation,) if kind is not type(None)]
    kind = kinds[0]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return list(kind)[0], list(kind)[-1]  # noqa: RUF015 - both ends
    values: dict[Any, tuple[Any, Any]] = {bool: (True, False), int: (1, 999_999), str: ("1", "")}
    return values.get(kind, ("1", ""))


def _is_one(kind: type[CallbackData], values: dict[str, Any]) -> bool:
    try:
        kind.model_validate(values).pack()
    except ValueError:
        return False
    return True
