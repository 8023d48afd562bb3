"""The language of a message, weighed with the chat: what is unsure or short is no reason to speak of a language."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage

from bot.forms.weighing import MOST_RECENT
from bot.languages import Form
from bot.people import Reader
from handlers.audience.plain_words.hearing import Heard, hear
from handlers.audience.questions import RECENT, recall

EMMA = Reader(id=1, address=1, name="Emma", met_at=datetime(2027, 3, 9, tzinfo=UTC), form=Form.EN)
UNSURE, SHORT = "廣州塔夜景", "好嘅喎"


@pytest.fixture
def state() -> FSMContext:
    return FSMContext(MemoryStorage(), StorageKey(bot_id=1, chat_id=1, user_id=1))


async def test_an_unsure_message_says_nothing_of_its_language_and_is_not_remembered(state: FSMContext) -> None:
    assert await hear(UNSURE, EMMA, state) == Heard()
    assert await recall(state, RECENT) is None


async def test_a_short_message_speaks_for_a_language_only_when_the_one_before_it_did(state: FSMContext) -> None:
    assert await hear(SHORT, EMMA, state) == Heard(likely=Form.YUE)
    assert await hear("see you tomorrow", EMMA, state) == Heard(Form.EN)
    assert await hear(SHORT, EMMA, state) == Heard(likely=Form.YUE)
    assert await hear(SHORT, EMMA, state) == Heard(Form.YUE)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("hola quiero parar hoy", "es"),
        ("hay algo gratis mañana", "es"),
        ("quiero isto", None),
        ("está tudo muito bem", None),
    ],
)
async def test_two_words_of_spanish_alone_are_not_portuguese(state: FSMContext, text: str, foreign: str | None) -> None:
    joana = replace(EMMA, form=Form.PT)
    assert (await hear(text, joana, state)).foreign == foreign


async def test_no_more_messages_are_remembered_than_are_weighed(state: FSMContext) -> None:
    for _ in range(MOST_RECENT + 2):
        await hear("see you tomorrow", EMMA, state)
    assert await recall(state, RECENT) == [Form.EN.value] * MOST_RECENT
