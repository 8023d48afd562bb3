"""A fault of ours, a network that says no, a tap that comes late: nobody is left without an answer."""

import logging
from typing import Any

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.showing.mistakes import FAULT
from storage import Database
from tests import cast
from tests.journeys.conftest import City, plain
from tests.journeys.deeds import planted, pressing, speaks_english
from tests.journeys.reader_deeds import add_story

OURS = plain(words_for(Form.EN).say(FAULT))
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def refuses(city: City, method: str, code: int, words: str) -> None:
    """The network says no to the next call of this method in Emma's chat (an answer to a button names no chat)."""
    chat = "" if method == "answerCallbackQuery" else str(cast.EMMA)
    city.world.faults.add({"method": method, "chat_id": chat, "error": [code, words]})


def faults(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_fault_at_a_word_is_answered_and_logged_with_its_trace(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    emma = city.person(cast.EMMA)
    refuses(city, "sendMessage", 400, "Bad Request: nobody expected this")
    await emma.says("/help")
    await emma.sees(OURS)
    assert [record.name for record in faults(caplog)] == ["handlers.showing.mistakes"]
    assert faults(caplog)[0].exc_info


async def test_a_fault_at_a_button_is_answered_and_the_button_no_longer_waits(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/help")
    await emma.sees("/stories")
    refuses(city, "editMessageText", 400, "Bad Request: nobody expected this")
    assert await emma.presses("Settings") is not None
    await emma.sees(OURS)
    assert faults(caplog)


async def test_a_fault_before_anybody_knows_who_speaks_is_answered_by_the_phones_language(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Database, *_asked: object) -> Any:
        raise OSError("the disk is gone")

    emma = city.person(cast.EMMA)
    with monkeypatch.context() as broken:
        broken.setattr(Database, "glance", locked)
        await emma.says("hello")
        await emma.sees(OURS)
    await emma.says("/help")
    await emma.sees("/stories")


async def test_who_blocks_the_bot_while_it_answers_is_no_fault(city: City, caplog: pytest.LogCaptureFixture) -> None:
    emma = city.person(cast.EMMA)
    refuses(city, "sendMessage", 403, "Forbidden: bot was blocked by the user")
    await emma.says("/help")
    await emma.says("/settings")
    await emma.sees("Settings")
    assert not faults(caplog)


async def test_a_button_pressed_while_the_bot_was_away_is_still_obeyed(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/help")
    shown = await emma.sees("/stories")
    data = shown["reply_markup"]["inline_keyboard"][1][0]["callback_data"]
    refuses(city, "answerCallbackQuery", 400, TOO_OLD)
    await emma._mark()
    await emma._post("press", user=emma.id, key=emma.key, message_id=shown["message_id"], data=data, wait=0)
    await emma.sees("Quiet hours")


async def test_a_mistake_at_a_button_that_can_no_longer_be_answered_is_a_message(city: City) -> None:
    emma = city.person(cast.EMMA)
    old = await planted(city, cast.EMMA, "a_story:999:0:")
    refuses(city, "answerCallbackQuery", 400, TOO_OLD)
    await emma._mark()
    await emma._post("press", user=emma.id, key=emma.key, message_id=old, data="a_story:999:0:", wait=0)
    await emma.sees("That's no longer there.")


async def test_a_story_deleted_by_hand_comes_anew_in_the_language_that_was_pressed(city: City) -> None:
    emma = city.person(cast.EMMA)
    post = await add_story(city, "Three pictures", pictures=3)
    await emma.says(f"/start story_{post.id}")
    story = await emma.sees("In English.")
    refuses(city, "editMessageText", 400, "Bad Request: message to edit not found")
    await emma.presses("PT")
    assert (await emma.sees("Em português."))["message_id"] > story["message_id"]


@pytest.mark.parametrize(
    "data",
    [
        f"draft:{10**20}",
        "pl:-1::0:drafts:",
        f"pl:{10**20}::0:posts:",
        f"a_stories:{10**20}:0:",
        "a_partners:-3",
        "pt:1:x:1",
    ],
)
async def test_numbers_that_nobody_could_have_been_shown_are_no_buttons(
    city: City, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    author = await speaks_english(city, cast.ZIQING)
    assert (await pressing(city, author, data))["text"]
    assert not faults(caplog)
