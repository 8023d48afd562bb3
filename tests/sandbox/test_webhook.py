"""Webhooks: pushed with the secret, again until accepted, and never beside getUpdates."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from sandbox import webhooks
from tests.sandbox.conftest import MEI, Room


class Ear:
    """Somebody's web server: what it heard, and what it answers next."""

    def __init__(self) -> None:
        self.url = ""
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.answers: list[web.Response] = []

    async def handle(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        await self.heard.put((secret, await request.json()))
        return self.answers.pop(0) if self.answers else web.Response()


@pytest.fixture
async def ear() -> AsyncIterator[Ear]:
    ear = Ear()
    app = web.Application()
    app.router.add_post("/hook", ear.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    ear.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield ear
    await runner.cleanup()


async def test_an_update_is_pushed_with_the_secret(room: Room, ear: Ear) -> None:
    await room.ok("setWebhook", url=ear.url, secret_token="s3cret")
    await room.says("hello")
    secret, update = await ear.heard.get()
    assert (secret, update["message"]["text"]) == ("s3cret", "hello")


async def test_what_waited_is_pushed_when_a_webhook_is_set(room: Room, ear: Ear) -> None:
    await room.says("early")
    await room.ok("setWebhook", url=ear.url)
    assert (await ear.heard.get())[1]["message"]["text"] == "early"


async def test_pending_updates_can_be_dropped(room: Room, ear: Ear) -> None:
    await room.says("early")
    await room.ok("setWebhook", url=ear.url, drop_pending_updates=True)
    await room.says("late")
    assert (await ear.heard.get())[1]["message"]["text"] == "late"


async def test_a_refused_update_comes_again_and_order_holds(
    room: Room, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "FIRST_PAUSE", 0.01)
    ear.answers = [web.Response(status=500), web.Response(status=503)]
    await room.ok("setWebhook", url=ear.url)
    await room.says("one")
    await room.says("two")
    heard = [(await ear.heard.get())[1]["message"]["text"] for _ in range(4)]
    assert heard == ["one", "one", "one", "two"]
    info = await room.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def mumbles(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"neither HTTP nor TLS\r\n\r\n")
    writer.close()


@pytest.mark.parametrize(
    ("scheme", "told"), [("http", "Connection closed"), ("https", "SSL error"), (None, "Connection refused")]
)
async def test_a_bot_is_told_why_its_webhook_did_not_answer(
    room: Room, monkeypatch: pytest.MonkeyPatch, scheme: str | None, told: str
) -> None:
    monkeypatch.setattr(webhooks, "FIRST_PAUSE", 0.01)
    server = await asyncio.start_server(mumbles, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if scheme is None:
        server.close()
        await server.wait_closed()
    await room.ok("setWebhook", url=f"{scheme or 'http'}://127.0.0.1:{port}/hook")
    await room.says("hello")
    async with asyncio.timeout(10):
        while (info := await room.ok("getWebhookInfo")).get("last_error_message") is None:  # noqa: ASYNC110 - asked over HTTP
            await asyncio.sleep(0.01)
    assert info["last_error_message"] == told
    server.close()


async def test_get_updates_is_refused_beside_a_webhook(room: Room, ear: Ear) -> None:
    await room.ok("setWebhook", url=ear.url)
    answer = await room.api("getUpdates")
    assert (answer["error_code"], answer["description"]) == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )
    await room.ok("deleteWebhook")
    assert await room.updates() == []


async def test_the_answer_may_be_a_method(room: Room, ear: Ear) -> None:
    reply = {"method": "sendMessage", "chat_id": MEI, "text": "in the answer"}
    ear.answers = [web.json_response(reply)]
    await room.ok("setWebhook", url=ear.url)
    await room.says("hello")
    found = await room.get("/sandbox/events?since=1&wait=5")
    assert found["events"][0]["message"]["text"] == "in the answer"


async def test_webhook_info_tells_what_was_set(room: Room, ear: Ear) -> None:
    assert (await room.ok("getWebhookInfo"))["url"] == ""
    await room.ok("setWebhook", url=ear.url, max_connections=5, allowed_updates=["message"])
    info = await room.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["allowed_updates"]) == (ear.url, 5, ["message"])
