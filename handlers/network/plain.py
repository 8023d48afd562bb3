"""A plain update: somebody's text in their private chat, which is most of what comes.

Its objects are copied from blanks, at a third of what validating them costs. Whatever has any other field, or one of
another type, is left to aiogram's validation; so is half a character, which no text may hold.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple, TypeVar

from aiogram import Bot
from aiogram.client.context_controller import BotContextController
from aiogram.types import Chat, Message, MessageEntity, Update, User

T = TypeVar("T", bound=BotContextController)

ENTITIES = 100
"""As many as Telegram lets a text have."""
_LAST = 20_000_000_000
"""Seconds since 1970; pydantic takes a larger number for milliseconds."""
Fields = Mapping[str, type]
_UPDATE: Fields = {"update_id": int, "message": dict}
_MESSAGE: Fields = {"message_id": int, "date": int, "chat": dict, "from": dict, "text": str}
_CHAT: Fields = {"id": int, "type": str}
_PERSON: Fields = {"id": int, "is_bot": bool, "first_name": str}
_ENTITY: Fields = {"type": str, "offset": int, "length": int}
_MORE_OF_A_MESSAGE: Fields = {"entities": list}
_NAMES: Fields = {"first_name": str, "last_name": str, "username": str}
_MORE_OF_A_PERSON: Fields = {**_NAMES, "language_code": str, "is_premium": bool}
_NOTHING: Fields = {}


class Blanks(NamedTuple):
    """What is copied."""

    update: Update
    message: Message
    chat: Chat
    person: User
    entity: MessageEntity


def plain(said: Any, bot: Bot) -> Update | None:  # noqa: ANN401 - JSON
    """None when it is anything else, or not in Telegram's form."""
    if not _has(said, _UPDATE) or not _has(said["message"], _MESSAGE, _MORE_OF_A_MESSAGE):
        return None
    message = said["message"]
    chat, person, entities = message["chat"], message["from"], message.get("entities")
    if not _has(chat, _CHAT, _NAMES) or not _has(person, _PERSON, _MORE_OF_A_PERSON):
        return None
    if chat["type"] != "private" or not 0 <= message["date"] < _LAST or not _are_entities(entities):
        return None
    blank = _blanks()
    told = {
        "message_id": message["message_id"],
        "date": datetime.fromtimestamp(message["date"], UTC),
        "chat": copied(blank.chat, chat, bot),
        "from_user": copied(blank.person, person, bot),
        "text": message["text"],
    }
    if entities is not None:
        told["entities"] = [copied(blank.entity, one, bot) for one in entities]
    written = copied(blank.message, told, bot)
    return copied(blank.update, {"update_id": said["update_id"], "message": written}, bot)


def copied(blank: T, told: Mapping[str, Any], bot: Bot | None) -> T:
    """A blank with what was told and nothing else: `model_copy` and `as_`, which cost three times as much."""
    one = object.__new__(type(blank))
    put = object.__setattr__
    put(one, "__dict__", {**vars(blank), **told})
    put(one, "__pydantic_fields_set__", {*blank.model_fields_set, *told})
    put(one, "__pydantic_extra__", {})
    put(one, "__pydantic_private__", {"_bot": bot})
    return one


def _has(said: Any, needed: Fields, more: Fields = _NOTHING) -> bool:  # noqa: ANN401 - JSON
    """Whether it has all these fields, maybe some more, and no others, each exactly of its type."""
    if type(said) is not dict or not needed.keys() <= said.keys():
        return False
    for name, value in said.items():
        if type(value) is not (needed.get(name) or more.get(name)):
            return False
        if isinstance(value, str) and not _is_whole(value):
            return False
    return True


def _is_whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _are_entities(said: list[Any] | None) -> bool:
    return said is None or (len(said) <= ENTITIES and all(_has(one, _ENTITY) for one in said))


@cache
def _blanks() -> Blanks:
    chat, moment = Chat(id=0, type="private"), datetime.fromtimestamp(0, UTC)
    return Blanks(
        Update(update_id=0),
        Message(message_id=0, date=moment, chat=chat),
        chat,
        User(id=0, is_bot=False, first_name=""),
        MessageEntity(type="", offset=0, length=0),
    )
