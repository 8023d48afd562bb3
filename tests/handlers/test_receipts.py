"""Answers to what the bot said: brief where they are a yes, aiogram's own everywhere else."""

import json
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, EditMessageText, SendMediaGroup, SendMessage, SendPhoto

from bot.wire import Wire
from handlers.network.opening import Session
from tests.journeys.conftest import TOKEN

BOT = Bot(TOKEN)
CHAT = {"id": 7, "type": "private", "first_name": "Emma"}
PHOTO = {"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}
MESSAGE = {"message_id": 5, "date": 1_800_000_000, "chat": CHAT, "text": "木棉", "photo": [PHOTO]}
SAY = SendMessage(chat_id=7, text="木棉")


def answered(method: Any, said: Any, status: int = 200) -> Any:
    content = said if isinstance(said, str) else json.dumps(said)
    return Session(wire=Wire()).check_response(BOT, method, status, content).result


async def test_a_message_comes_back_with_its_place_and_its_pictures() -> None:
    message = answered(SAY, {"ok": True, "result": MESSAGE})
    assert (message.message_id, message.chat.id, message.date.timestamp()) == (5, 7, 1_800_000_000)
    assert answered(SendPhoto(chat_id=7, photo="a"), {"ok": True, "result": MESSAGE}).photo[-1].file_id == "a"
    assert message.bot is BOT


async def test_a_message_is_understood_however_deep_the_one_that_it_answers() -> None:
    deep: dict[str, Any] = {}
    for _ in range(100):
        deep = {"quote": deep}
    assert answered(SAY, {"ok": True, "result": {**MESSAGE, "reply_to_message": deep}}).message_id == 5


async def test_a_yes_is_a_yes() -> None:
    assert answered(AnswerCallbackQuery(callback_query_id="1"), {"ok": True, "result": True}) is True
    assert answered(EditMessageText(text="a"), {"ok": True, "result": True}) is True
    assert answered(EditMessageText(text="a"), {"ok": True, "result": MESSAGE}).message_id == 5


async def test_an_album_comes_back_whole() -> None:
    album = answered(SendMediaGroup(chat_id=7, media=[]), {"ok": True, "result": [MESSAGE, MESSAGE]})
    assert [each.text for each in album] == ["木棉", "木棉"]


@pytest.mark.parametrize(
    "said", ["<html>", "[]", {"ok": True, "result": {"message_id": "x"}}, {"ok": True, "result": 5}]
)
async def test_what_is_no_message_is_not_understood(said: Any) -> None:
    with pytest.raises(ClientDecodeError):
        answered(SAY, said)


async def test_every_no_is_aiograms_own() -> None:
    flood = {"ok": False, "error_code": 429, "description": "slow", "parameters": {"retry_after": 3}}
    with pytest.raises(TelegramRetryAfter):
        answered(SAY, flood, 429)
    with pytest.raises(TelegramForbiddenError):
        answered(SAY, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}, 403)
