"""What counts as said to the bot: people's own messages, in a private chat."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Chat, Dice, Message

from handlers.filters import ANSWER, Said

NOW = datetime(2027, 3, 9, 4, 0, tzinfo=UTC)


def message(kind: str = "private", **content: Any) -> Message:
    return Message(message_id=1, date=NOW, chat=Chat(id=1, type=kind), **content)


@pytest.mark.parametrize(
    "said", [message(text="hello"), message(text="/help"), message(dice=Dice(emoji="🎲", value=1)), message()]
)
async def test_what_a_person_sends_is_heard(said: Message) -> None:
    assert await Said()(said)


@pytest.mark.parametrize("unsaid", [message(pinned_message=message(text="hello")), message("supergroup", text="/help")])
async def test_a_pin_and_a_group_say_nothing(unsaid: Message) -> None:
    assert not await Said()(unsaid)


def test_only_a_command_is_no_answer() -> None:
    assert ANSWER.resolve(message(text="22:00-7:30"))
    assert not ANSWER.resolve(message(text="/help"))
