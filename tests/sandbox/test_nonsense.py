"""Nonsense in any parameter of any method gets an answer in Telegram's form, never a stumble of the server."""

from typing import Any

import pytest

from sandbox.api import run
from sandbox.methods import METHODS
from sandbox.params import Params
from tests.sandbox.conftest import KEY, MEI, Room

SANE: dict[str, Any] = {"chat_id": MEI, "message_id": 1, "message_ids": [1], "text": "x",
                        "user_id": MEI}  # fmt: skip
ODD: list[Any] = [None, True, -1, 1e300, "", "x", "\ud800", "[]", "{}", "[[]]", '[{"a": 1}]', [1], [None], [[None]],
                  {}, {"type": {}}, {"a": [1]}, {"type": "photo", "media": 5}, [{"type": [], "media": []}],
                  {"inline_keyboard": [[{"text": 1}]]}, {"keyboard": [[[]]]}, {"message_id": {}},
                  [{"command": "a", "description": "b"}] * 101, 10**30, "9" * 50, "@", "a:b", "0x1"]  # fmt: skip
ODD_IDS: list[Any] = [None, {}, [], "x", -1, "1:2", "700000001:x"]
NAMES = ["chat_id", "message_id", "message_ids", "text", "entities", "parse_mode", "reply_markup",
         "reply_parameters", "media", "photo", "caption", "caption_entities", "commands", "scope", "language_code",
         "name", "menu_button", "results", "url", "allowed_updates", "user_id",
         "offset", "limit", "link_preview_options", "file_id", "duration", "document"]  # fmt: skip


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_no_nonsense_makes_it_stumble(room: Room, method: str) -> None:
    bot = room.world.first_bot
    for name in NAMES:
        for odd in ODD:
            answer = await run(room.world, bot, method, Params(SANE | {name: odd}))
            assert answer["ok"] or answer["error_code"] in {400, 403, 404, 409, 413}, (name, odd, answer)
            assert "result" not in answer or answer["result"] is not None


@pytest.mark.parametrize("path", ["send", "press", "edit", "delete", "block", "join", "promote", "chat", "choose"])
async def test_a_persons_nonsense_is_answered_in_words(room: Room, path: str) -> None:
    said = {"user": MEI, "key": KEY, "text": "x", "message_id": 1, "data": "x", "member": 1, "query_id": "1"}
    for name in said:
        for odd in ODD_IDS:
            async with room.http.post(f"{room.url}/sandbox/{path}", json=said | {name: odd}) as answer:
                assert answer.status in {200, 400}, (name, odd)
                await answer.json()
