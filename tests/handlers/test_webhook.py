"""The webhook's door over real HTTP: who gets in, what is left out, once and in order."""

import asyncio
import io
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message, TelegramObject

from handlers.network import intake_caller, once
from handlers.network.intake_request import LARGEST
from handlers.network.updates import DEEPEST, OnlyKnown
from handlers.network.webhook import HEADER, Webhook
from handlers.turns.middlewares import Handler, InOrder

SECRET = "a-secret-of-some-length"
PATH = "/hook/of-kapok"


def update(number: int, text: str = "hello", chat: int = 1, **more: Any) -> dict[str, Any]:
    someone = {"id": chat, "is_bot": False, "first_name": "Emma"}
    place = {"id": chat, "type": "private"}
    said = {"message_id": number, "date": 1, "chat": place, "from": someone, "text": text, **more}
    return {"update_id": number, "message": said}


def nested(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@dataclass
class Door:
    """The running door, and what came through it."""

    url: str
    http: aiohttp.ClientSession
    behind: Webhook
    handled: list[tuple[int, str]] = field(default_factory=list)
    doing: Callable[[Message], Awaitable[None]] | None = None
    came: int = 0
    """Updates that stand in their chat's order."""

    async def push(self, body: Any, *, secret: str | bytes | None = SECRET, path: str = PATH) -> tuple[int, str]:
        content = io.BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        headers = {} if secret is None else {HEADER: secret}
        async with self.http.post(self.url + path, data=content, headers=headers) as answer:  # type: ignore[arg-type]
            return answer.status, await answer.text()

    async def count(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        self.came += 1
        return await handler(event, data)

    async def until_came(self, count: int) -> None:
        async with asyncio.timeout(30):
            while self.came < count:  # noqa: ASYNC110 - a number grows, not an event
                await asyncio.sleep(0.001)

    async def hear(self, message: Message) -> None:
        if self.doing:
            await self.doing(message)
        self.handled.append((message.chat.id, message.text or ""))


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.update.outer_middleware(OnlyKnown())
    behind = Webhook(dispatcher, Bot("1:abc"), SECRET)
    async with behind.serving(PATH, "127.0.0.1", 0) as port, aiohttp.ClientSession() as http:
        place = Door(f"http://127.0.0.1:{port}", http, behind)
        dispatcher.update.outer_middleware(place.count)
        dispatcher.update.outer_middleware(InOrder())
        dispatcher.message.register(place.hear)
        yield place


async def test_the_right_secret_gets_in(door: Door) -> None:
    assert await door.push(update(1)) == (200, "")
    assert door.handled == [(1, "hello")]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "秘密", SECRET.upper()])
async def test_without_the_right_secret_nothing_is_told_and_nothing_handled(door: Door, secret: str | None) -> None:
    assert await door.push(update(1), secret=secret) == (401, "")
    assert await door.push(b"not even JSON", secret=secret) == (401, "")
    assert not door.handled


async def test_a_secret_that_is_not_even_text_is_refused_without_a_fault(door: Door) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(door.url.rsplit(":", 1)[1]))
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n{HEADER}: "
    writer.write(head.encode() + b"\xff\xfe\xe9" + b"\r\n\r\n")
    assert b" 401 " in await reader.readline()
    writer.close()


async def test_only_its_own_path_and_only_post(door: Door) -> None:
    assert (await door.push(update(1), path="/"))[0] == 404
    assert (await door.push(update(1), path=PATH + "/more"))[0] == 404
    async with door.http.get(door.url + PATH, headers={HEADER: SECRET}) as answer:
        assert answer.status == 405


async def test_a_body_over_the_limit_is_refused_and_one_just_below_is_read(door: Door) -> None:
    assert (await door.push(b" " * (LARGEST + 1)))[0] == 413
    text = json.dumps(update(1)).encode()
    assert (await door.push(text + b" " * (LARGEST - len(text) - 1)))[0] == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"hello", b"\xff\xfe", b"[]", b"{}", b'{"update_id": "1"}', b'{"update_id": true}', b'{"update_id": 1'],
)
async def test_what_is_no_update_gets_400(door: Door, body: bytes) -> None:
    assert (await door.push(body))[0] == 400


@pytest.mark.parametrize("levels", [DEEPEST, 1_000, 30_000])
async def test_too_deep_an_update_is_named_in_the_log_and_never_comes_again(
    door: Door, caplog: pytest.LogCaptureFixture, levels: int
) -> None:
    body = json.dumps(update(77)).encode()[:-1] + b', "x": ' + b"[" * levels + b"]" * levels + b"}"
    with caplog.at_level(logging.WARNING):
        assert (await door.push(body))[0] == 200
    assert "update 77" in caplog.text
    assert not door.handled


async def test_an_update_just_as_deep_as_may_be_is_handled(door: Door) -> None:
    levels = DEEPEST - 1  # the update itself is one
    body = json.dumps(update(77)).encode()[:-1] + b', "x": ' + b"[" * levels + b"]" * levels + b"}"
    assert (await door.push(body))[0] == 200
    assert door.handled == [(1, "hello")]


async def test_a_rich_message_of_any_kind_costs_the_answer_to_it_nothing(door: Door) -> None:
    text: Any = "x"
    for _ in range(12):  # with aiogram alone: longer than anybody lives
        text = {"type": "bold", "text": text}
    quoted = update(1)["message"] | {"rich_message": {"blocks": [{"type": "paragraph", "text": text}]}}
    async with asyncio.timeout(30):
        assert (await door.push(update(2, "an answer", reply_to_message=quoted)))[0] == 200
    assert door.handled == [(1, "an answer")]


@pytest.mark.parametrize(
    "message", [{"message_id": "one"}, [], {"entities": nested(3)}, update(1)["message"] | {"photo": [1] * 20_000}]
)
async def test_an_update_in_another_form_is_left_out_and_does_not_come_again(door: Door, message: Any) -> None:
    assert (await door.push({"update_id": 5, "message": message}))[0] == 200
    assert not door.handled


async def test_a_kind_of_update_from_a_newer_telegram_is_left_out_without_quoting_it(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        assert (await door.push({"update_id": 6, "telepathy": {"text": "private words"}}))[0] == 200
    assert "update 6" in caplog.text
    assert "private words" not in caplog.text


async def test_a_repeated_update_is_answered_and_handled_once(door: Door) -> None:
    for _ in range(3):
        assert (await door.push(update(1)))[0] == 200
    assert door.handled == [(1, "hello")]


async def test_a_repeat_of_one_still_at_work_waits_for_it(door: Door) -> None:
    go = asyncio.Event()

    async def wait(_: Message) -> None:
        await go.wait()

    door.doing = wait
    pushes = [asyncio.create_task(door.push(update(1))) for _ in range(5)]
    done, _ = await asyncio.wait(pushes, timeout=0.2)
    assert not done
    go.set()
    assert {answer for answer, _ in await asyncio.gather(*pushes)} == {200}
    assert door.handled == [(1, "hello")]


async def test_one_that_takes_too_long_is_answered_and_goes_on(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_caller, "ANSWER_SECONDS", 0.1)
    go = asyncio.Event()

    async def wait(_: Message) -> None:
        await go.wait()

    door.doing = wait
    assert (await door.push(update(1)))[0] == 200
    assert (await door.push(update(1)))[0] == 200
    assert not door.handled
    go.set()
    door.doing = None
    await door.push(update(2, "after it"))
    assert door.handled == [(1, "hello"), (1, "after it")]


async def test_updates_of_one_chat_keep_their_order_and_chats_do_not_wait_for_each_other(door: Door) -> None:
    stuck, free = asyncio.Event(), asyncio.Event()

    async def slow_for_the_first(message: Message) -> None:
        if message.chat.id == 1 and message.text == "0":
            stuck.set()
            await free.wait()
        elif message.chat.id == 1:
            await asyncio.sleep(0.001 * (10 - int(message.text or 0)))

    door.doing = slow_for_the_first
    mine = []
    for number in range(10):
        mine.append(asyncio.create_task(door.push(update(number, str(number), chat=1))))
        await door.until_came(number + 1)
    await stuck.wait()
    assert {(await door.push(update(100 + chat, "hi", chat=chat)))[0] for chat in range(2, 30)} == {200}
    free.set()
    await asyncio.gather(*mine)
    assert [text for chat, text in door.handled if chat == 1] == [str(number) for number in range(10)]
    assert len(door.handled) == 38


async def test_a_handler_that_breaks_is_logged_and_the_update_does_not_come_again(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    async def break_down(_: Message) -> None:
        raise RuntimeError("broken")

    door.doing = break_down
    assert (await door.push(update(9)))[0] == 200
    assert "update 9" in caplog.text
    door.doing = None
    assert (await door.push(update(10)))[0] == 200
    assert door.handled == [(1, "hello")]


async def test_the_numbers_it_remembers_are_bounded(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "REMEMBERED", 3)
    for number in [1, 2, 3, 4, 5, 5, 4, 3]:
        await door.push(update(number))
    assert len(door.handled) == 5


async def test_a_repeat_is_known_a_thousand_updates_later(door: Door) -> None:
    await door.push(update(1))
    for number in range(2, 1_000):
        await door.behind._receive(json.dumps(update(number)).encode())  # type: ignore[misc]
    await door.push(update(1))
    assert len(door.handled) == 999


async def test_one_at_work_is_never_forgotten(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "REMEMBERED", 2)
    go, raw = asyncio.Event(), json.dumps(update(1)).encode()

    async def wait(message: Message) -> None:
        if message.chat.id == 1:
            await go.wait()

    door.doing = wait
    first = door.behind._receive(raw)
    assert isinstance(first, asyncio.Task)
    for number in range(2, 8):
        await door.push(update(number, chat=2))
    assert door.behind._receive(raw) is first
    go.set()
    await first
    assert [chat for chat, _ in door.handled].count(1) == 1


async def test_closing_finishes_what_was_taken() -> None:
    dispatcher = Dispatcher(disable_fsm=True)
    handled: list[str] = []
    began = asyncio.Event()

    @dispatcher.message()
    async def hear(message: Message) -> None:
        began.set()
        await asyncio.sleep(0.2)
        handled.append(message.text or "")

    async with aiohttp.ClientSession() as http:
        behind = Webhook(dispatcher, Bot("1:abc"), SECRET)
        async with behind.serving(PATH, "127.0.0.1", 0) as port:
            place = Door(f"http://127.0.0.1:{port}", http, behind)
            push = asyncio.create_task(place.push(update(1)))
            await began.wait()
        assert handled == ["hello"]
        assert await push == (200, "")


async def test_closing_finishes_what_was_answered_because_it_took_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake_caller, "ANSWER_SECONDS", 0.1)
    dispatcher = Dispatcher(disable_fsm=True)
    handled: list[str] = []
    go = asyncio.Event()

    @dispatcher.message()
    async def hear(message: Message) -> None:
        await go.wait()
        handled.append(message.text or "")

    behind = Webhook(dispatcher, Bot("1:abc"), SECRET)
    async with aiohttp.ClientSession() as http:
        async with behind.serving(PATH, "127.0.0.1", 0) as port:
            assert (await Door(f"http://127.0.0.1:{port}", http, behind).push(update(1)))[0] == 200
            assert not handled
            asyncio.get_running_loop().call_later(0.1, go.set)
        assert handled == ["hello"]


async def test_an_address_that_is_taken_is_an_error_of_the_system(door: Door) -> None:
    other = Webhook(Dispatcher(disable_fsm=True), Bot("1:abc"), SECRET)
    with pytest.raises(OSError, match="in use"):
        async with other.serving(PATH, "127.0.0.1", int(door.url.rsplit(":", 1)[1])):
            pass
