"""What somebody sees of Kapok before they speak, and that it is told to the network only when it changes."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.languages import Form
from bot.running import Kapok
from bot.settings import Settings
from bot.words import words_for
from handlers.turns.front import DESCRIPTION, NAME, SHORT_DESCRIPTION
from tests import cast
from tests.journeys.conftest import TOKEN, City, a_city

ABOUT_US = ("setMy", "setChatMenuButton")


@pytest.fixture
async def city(tmp_path: Path) -> AsyncIterator[City]:
    """One that nobody has heard of yet."""
    async with a_city(tmp_path, new=True) as whole:
        yield whole


async def asked(city: City, method: str, **values: str) -> Any:
    async with city.http.post(f"{city.url}/bot{TOKEN}/{method}", json=values) as response:
        return (await response.json())["result"]


def told(city: City) -> list[str]:
    """What was told about the bot since the calls were last forgotten, per chat menus left out."""
    calls = city.world.calls.since(0)
    return [
        call["method"] for call in calls if call["method"].startswith(ABOUT_US) and "chat_id" not in str(call["params"])
    ]


async def started_again(city: City) -> list[str]:
    """Another start on the same database; what it told."""
    city.world.calls.clear()
    again = Kapok(Settings(token=TOKEN, telegram_api=city.url), city.store, city.watch)
    async with again.running():
        assert not again.desk.pacer.closed_for
        return told(city)


async def test_name_descriptions_commands_and_menu_button_stand_in_every_language_that_telegram_tells_apart(
    city: City,
) -> None:
    for code, form in {"": Form.EN, "en": Form.EN, "zh": Form.ZH_HANT, "pt": Form.PT, "ja": Form.EN}.items():
        words = words_for(form)
        assert (await asked(city, "getMyName", language_code=code))["name"] == words.say(NAME)
        about = await asked(city, "getMyDescription", language_code=code)
        assert about["description"] == words.say(DESCRIPTION)
        short = await asked(city, "getMyShortDescription", language_code=code)
        assert short["short_description"] == words.say(SHORT_DESCRIPTION)
    commands = await asked(city, "getMyCommands", language_code="pt")
    assert {"command": "stop", "description": words_for(Form.PT).say("Stop all posts")} in commands
    assert await asked(city, "getChatMenuButton") == {"type": "commands"}


async def test_a_reader_of_cantonese_has_commands_of_their_own_in_their_chat_told_once(city: City) -> None:
    person = city.person(cast.KAMAN)
    await person.says("/help")
    await person.sees("/stop")
    scope = {"type": "chat", "chat_id": cast.KAMAN}
    async with city.http.post(f"{city.url}/bot{TOKEN}/getMyCommands", json={"scope": scope}) as response:
        menu = (await response.json())["result"]
    assert {"command": "stop", "description": "停收所有帖文"} in menu
    await person.says("/stories")
    await person.sees("故事")
    menus = [call for call in city.world.calls.since(0) if call["method"] == "setMyCommands"]
    assert len([call for call in menus if str(cast.KAMAN) in str(call["params"])]) == 1


async def test_a_second_start_tells_nothing(city: City) -> None:
    assert len(told(city)) == 1 + 4 * 4
    assert await started_again(city) == []


async def test_only_what_has_changed_is_told(city: City) -> None:
    async with city.store.write() as tx:
        kept = (
            (await tx.programme.setting(f"front:{cast.BOT}") or "")
            .replace("SetMyName", "old")
            .replace("setMyName", "old")
        )
        await tx.programme.set_setting(f"front:{cast.BOT}", kept)
    assert set(await started_again(city)) == {"setMyName"}


async def test_a_name_that_is_refused_for_a_day_holds_up_nothing_and_is_tried_again_at_the_next_start(
    city: City,
) -> None:
    async with city.store.write() as tx:
        await tx.programme.set_setting(f"front:{cast.BOT}", "{}")
    refusal = {"method": "setMyName", "times": None, "retry_after": 80_000}
    city.world.faults.add(refusal)
    assert len(await started_again(city)) == 1 + 4 * 4
    city.world.faults.planned.clear()
    assert await started_again(city) == ["setMyName"] * 4
