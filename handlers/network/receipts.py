"""Answers to what the bot said: no more is made of them than conversations read.

For each answer aiogram 3.31 asks pydantic for `Response[Message]`, a class that is forgotten when nobody holds it and
made anew in some 20 ms; and it builds an object for every bold word and button of what we have just said.
"""

import contextlib
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from typing import Any, NamedTuple, cast

import orjson
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message

from handlers.network.plain import copied

READ = ("message_id", "date", "chat", "photo", "video")
"""What conversations read of a message of their own: where it stands, and what the network calls its pictures."""
_BRIEF = (bool, Message, Message | bool)


class _Yes(NamedTuple):
    """A `Response` as its reader knows it."""

    result: Message | bool
    ok: bool = True


class Brief(BaseSession):
    """A session whose own messages come back with `READ` alone; everything else is aiogram's."""

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """As aiogram's; what is not plainly a yes is left to it, refusals and garbage alike.

        Nor is it looked at before, as what aiogram validates is: of all that may be nested in it nothing is read.
        """
        if status_code == HTTPStatus.OK and method.__returning__ in _BRIEF:
            with contextlib.suppress(ValueError):
                return cast("Response[TelegramType]", _Yes(_brief(orjson.loads(content), bot)))
        return super().check_response(bot, method, status_code, content)


def _brief(said: Any, bot: Bot) -> Message | bool:  # noqa: ANN401 - JSON
    """Raises `ValueError` when it is no yes."""
    result = said.get("result") if isinstance(said, dict) and said.get("ok") is True else None
    if isinstance(result, bool):
        return result
    if not isinstance(result, dict):
        raise ValueError("not a message")  # noqa: TRY004 - what was said is wrong, not who called
    return _plain_one(result, bot) or _validated(result, bot)


def _plain_one(result: dict[str, Any], bot: Bot) -> Message | None:
    """A message without pictures in a chat of the usual form: copied, at a fifth of what validating it costs."""
    match result:
        case {"photo": _} | {"video": _}:
            return None
        case {"message_id": int(number), "date": int(date), "chat": {"id": int(chat), "type": str(kind)}}:
            message, place = _blank()
            there = copied(place, {"id": chat, "type": kind}, bot)
            told = {"message_id": number, "date": datetime.fromtimestamp(date, UTC), "chat": there}
            return copied(message, told, bot)
    return None


@cache
def _blank() -> tuple[Message, Chat]:
    chat = Chat(id=0, type="private")
    return Message(message_id=0, date=datetime.fromtimestamp(0, UTC), chat=chat), chat


def _validated(result: dict[str, Any], bot: Bot) -> Message:
    return Message.model_validate({name: result[name] for name in READ if name in result}, context={"bot": bot})
