"""What conversations do with a flood answer."""

import asyncio
from contextlib import nullcontext
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, TelegramMethod

from bot.pace import Pacer
from handlers.network.patience import Patience

TOKEN = "700000001:x"


async def test_what_takes_no_turn_is_said_again_when_the_flood_answer_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[object] = []

    async def slept(seconds: float) -> None:
        done.append(seconds)

    async def flooded_once(bot: Bot, method: TelegramMethod[Any]) -> Any:  # noqa: ARG001 - as aiogram calls it
        done.append(method.__api_method__)
        if len(done) == 1:
            raise TelegramRetryAfter(method, "Too Many Requests", 3)
        return True

    monkeypatch.setattr(asyncio, "sleep", slept)
    answer = AnswerCallbackQuery(callback_query_id="1")
    assert await Patience(Pacer(), nullcontext)(flooded_once, Bot(TOKEN), answer)
    assert done == ["answerCallbackQuery", 3, "answerCallbackQuery"]
