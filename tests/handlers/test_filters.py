"""What counts as said to the bot: people's own messages, in a private chat."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Chat, Dice, Message, User

from handlers.turns.filters import ANSWER, PLAIN, Numbered, Said

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)


def message(kind: str = "private", **content: Any) -> Message:
    return Message(message_id=1, date=NOW, chat=Chat(id=1, type=kind), **content)


def bot() -> Bot:
    made = Bot("1:abc")
    made._me = User(id=1, is_bot=True, first_name="Kapok", username="kapok_bot")
    return made


@pytest.mark.parametrize(
    "said", [message(text="hello"), message(text="/help"), message(dice=Dice(emoji="🎲", value=1)), message()]
)
async def test_what_a_person_sends_is_heard(said: Message) -> None:
    assert await Said()(said)


@pytest.mark.parametrize("unsaid", [message(pinned_message=message(text="hello")), message("supergroup", text="/help")])
async def test_a_pin_and_a_group_say_nothing(unsaid: Message) -> None:
    assert not await Said()(unsaid)


async def test_only_a_command_is_no_answer_and_only_words_are_plain() -> None:
    assert await ANSWER(message(text="22:00-7:30"))
    assert await PLAIN(message(text="22:00-7:30"))
    assert await ANSWER(message(dice=Dice(emoji="🎲", value=1)))
    assert not await PLAIN(message(dice=Dice(emoji="🎲", value=1)))
    assert not await ANSWER(message(text="/help"))
    assert not await PLAIN(message(text="/help"))


@pytest.mark.parametrize("said", ["/stop_3", "/STOP_3", " /stop_3 please", "/stop_3@kapok_bot"])
async def test_a_numbered_command_gives_its_number(said: str) -> None:
    assert await Numbered("stop")(message(text=said), bot()) == {"number": 3}


@pytest.mark.parametrize(
    "said", ["/stop", "/stop_", "/stop_x", "/stop_3x", "/stop_" + "1" * 16, "/stop_3@other", "stop_3"]
)
async def test_what_is_no_numbered_command_or_not_for_us_is_none(said: str) -> None:
    assert await Numbered("stop")(message(text=said), bot()) is False
