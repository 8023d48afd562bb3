"""A city told of updates by webhook instead of asking for them; and, both ways, an update too deep to be read."""

import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.running import Kapok
from bot.settings import Settings, Webhook, WrongSetting
from tests import cast
from tests.journeys.conftest import TOKEN, City, a_city, labels_of

SECRET = "a-secret-of-some-length"


def hook() -> Webhook:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return Webhook(f"http://127.0.0.1:{port}/hook", SECRET, "127.0.0.1", port)


@pytest.fixture
async def pushed(tmp_path: Path) -> AsyncIterator[City]:
    async with a_city(tmp_path, webhook=hook()) as running:
        yield running


async def info(city: City) -> dict[str, Any]:
    async with city.http.get(f"{city.url}/bot{TOKEN}/getWebhookInfo") as answer:
        return dict((await answer.json())["result"])


async def begins(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    assert "English" in labels_of(await tomas.sees("Kapok", "/stop"))
    await tomas.presses("English")
    await tomas.sees("Welcome!")


async def test_a_newcomer_starts_chooses_a_language_and_is_answered(pushed: City) -> None:
    await begins(pushed)
    tomas = pushed.person(cast.NEWCOMER)
    await tomas.says("what can you do?")
    await tomas.sees("/help")
    told = await info(pushed)
    assert told["url"].endswith("/hook")
    assert {"message", "callback_query", "my_chat_member"} <= set(told["allowed_updates"])
    assert (told["pending_update_count"], told.get("last_error_message")) == (0, None)


async def test_everybody_at_once_is_answered_each_in_their_order(pushed: City) -> None:
    people = [pushed.person(user) for user in (cast.EMMA, cast.JOANA, cast.XIAOLAN, cast.KAMAN)]
    for each in ("/settings", "/partners", "/help"):
        for person in people:
            await person.says(each)
    for person in people:
        await person.sees("/stories")
        newest = [message["text"] for message in await person.messages() if message["from"]["id"] == cast.BOT][-3:]
        assert "/stories" in newest[-1]
    assert (await info(pushed)).get("last_error_message") is None


@pytest.mark.parametrize("by_webhook", [False, True])
async def test_an_update_too_deep_is_named_and_the_next_one_is_answered(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, *, by_webhook: bool
) -> None:
    text: Any = "x"
    for _ in range(200):
        text = {"type": "bold", "text": text}
    rich = {"blocks": [{"type": "paragraph", "text": text}]}
    chat = {"id": cast.EMMA, "type": "private", "first_name": "Emma"}
    async with a_city(tmp_path, webhook=hook() if by_webhook else None) as city:
        updates = city.world.bots[cast.BOT].updates
        with caplog.at_level(logging.WARNING):
            updates.add("message", {"message_id": 900, "date": 1, "chat": chat, "from": chat, "rich_message": rich})
            emma = city.person(cast.EMMA)
            await emma.says("/help")
            await emma.sees("/stories")
        assert f"update {updates.next_id - 2} is left out" in caplog.text
        assert list(updates.waiting) in ([], [updates.next_id - 1])


async def test_who_stops_pushing_and_asks_again_hears_what_came_meanwhile(tmp_path: Path) -> None:
    async with a_city(tmp_path, webhook=hook()) as city:
        await begins(city)
        later = Kapok(Settings(token=TOKEN, telegram_api=city.url), city.store, city.watch)
        async with later.running():
            assert (await info(city))["url"] == ""
            emma = city.person(cast.EMMA)
            await emma.says("/help")
            await emma.sees("/stories")


async def test_an_address_that_is_taken_is_one_clear_line(pushed: City) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        settings = Settings(
            token=TOKEN,
            telegram_api=pushed.url,
            webhook=Webhook(f"http://127.0.0.1:{port}/", SECRET, "127.0.0.1", port),
        )
        with pytest.raises(WrongSetting, match=r"^KAPOK_WEBHOOK_LISTEN: "):
            async with Kapok(settings, pushed.store, pushed.watch).running():
                pass


async def test_an_address_that_telegram_refuses_is_one_clear_line(pushed: City) -> None:
    settings = Settings(token=TOKEN, telegram_api=pushed.url, webhook=Webhook("ftp://x/", SECRET, "127.0.0.1", 0))
    with pytest.raises(WrongSetting, match=r"^KAPOK_WEBHOOK_URL: Telegram refuses it"):
        async with Kapok(settings, pushed.store, pushed.watch).running():
            pass
