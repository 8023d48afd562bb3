"""The language of a message, weighed with the chat: what is unsure or short is no reason to speak of a language."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import TelegramObject, Update

from bot.forms.weighing import MOST_RECENT
from bot.languages import Form
from bot.people import Reader
from handlers.audience.plain_words.hearing import Heard, hear
from handlers.turns.last_screen import LastScreens, forms_lately

EMMA = Reader(id=1, address=1, name="Emma", met_at=datetime(2027, 3, 9, tzinfo=UTC), form=Form.EN)
UNSURE, SHORT = "廣州塔夜景", "好嘅喎"


async def begun() -> None:
    """A turn, of which what is remembered goes on."""

    async def nothing(_: TelegramObject, __: dict[str, Any]) -> None: ...

    await LastScreens()(nothing, Update(update_id=1), {})


async def test_an_unsure_message_says_nothing_of_its_language_and_is_not_remembered() -> None:
    await begun()
    assert await hear(UNSURE, EMMA) == Heard()
    assert forms_lately(EMMA.id) == ()


async def test_a_short_message_speaks_for_a_language_only_when_the_one_before_it_did() -> None:
    await begun()
    assert await hear(SHORT, EMMA) == Heard(likely=Form.YUE)
    assert await hear("see you tomorrow", EMMA) == Heard(Form.EN)
    assert await hear(SHORT, EMMA) == Heard(likely=Form.YUE)
    assert await hear(SHORT, EMMA) == Heard(Form.YUE)
    anew = replace(EMMA, id=2)  # who was forgotten, and comes again to the same chat
    assert await hear(SHORT, anew) == Heard(likely=Form.YUE)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("hola quiero parar hoy", "es"),
        ("hay algo gratis mañana", "es"),
        ("quiero isto", None),
        ("está tudo muito bem", None),
    ],
)
async def test_two_words_of_spanish_alone_are_not_portuguese(text: str, foreign: str | None) -> None:
    joana = replace(EMMA, form=Form.PT)
    assert (await hear(text, joana)).foreign == foreign


async def test_no_more_messages_are_remembered_than_are_weighed() -> None:
    await begun()
    for _ in range(MOST_RECENT + 2):
        await hear("see you tomorrow", EMMA)
    assert forms_lately(EMMA.id) == (Form.EN,) * MOST_RECENT
