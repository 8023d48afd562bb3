"""What is kept in a folder outlives a restart; what is not, does not."""

import asyncio
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from sandbox import cast, keep
from sandbox.keep import Unreadable
from sandbox.server import serving
from sandbox.world import World
from tests.sandbox.conftest import BOT, CAST, CHANNEL, KEY, MEI, Room, png
from tests.sandbox.visits import visited


async def test_chats_files_commands_and_updates_outlive_a_restart(tmp_path: Path) -> None:
    told: dict[str, Any] = {}

    async def first(room: Room) -> None:
        told["photo"] = (await room.form(room.method("sendPhoto"), chat_id=MEI, photo=png()))["result"]
        await room.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
        await room.ok("pinChatMessage", chat_id=MEI, message_id=1)
        await room.post("/sandbox/block", {"user": MEI, "key": KEY})
        await room.post("/control/users", {"id": 77, "first_name": "New", "started": True})
        await room.ok("sendMessage", chat_id=77, text="hello")

    async def second(room: Room) -> None:
        shown = await room.get(f"/sandbox/messages?key={KEY}")
        assert (shown["messages"][0], shown["pinned"], shown["blocked"]) == (told["photo"], [1], True)
        assert shown["commands"][0]["command"] == "a"
        assert list((await room.updates())[0])[1] == "my_chat_member"
        assert (await room.ok("sendMessage", chat_id=77, text="again"))["message_id"] == 2
        await room.ok("sendPhoto", chat_id=CHANNEL, photo=told["photo"]["photo"][0]["file_id"])
        about = await room.ok("getFile", file_id=told["photo"]["photo"][0]["file_id"])
        async with room.http.get(f"{room.url}/file/bot{BOT}:sandbox/{about['file_path']}") as answer:
            assert await answer.read() == png()

    await visited(tmp_path, first)
    await visited(tmp_path, second)


@pytest.mark.parametrize("broken", ["", "{", "[]", "{}", '{"users": 1}', '{"users": [{}]}'])
async def test_what_cannot_be_read_is_named_and_left_as_it_is(tmp_path: Path, broken: str) -> None:
    kept = tmp_path / "state.json"
    kept.write_text(broken)
    with pytest.raises(Unreadable, match=r"state\.json cannot be read .* all chats begin anew"):
        async with serving(World(cast.parse(CAST), tmp_path)):
            pass
    assert kept.read_text() == broken


async def test_what_cannot_be_written_for_a_while_is_kept_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keep, "DEBOUNCE_SECONDS", 0.01)
    world = World(cast.parse(CAST), tmp_path)
    (tmp_path / "state.json.new").mkdir()
    async with asyncio.timeout(30):
        keeping = asyncio.create_task(keep.keeping(world))
        world.touched = True
        while "cannot be kept" not in caplog.text:  # noqa: ASYNC110 - it is said in the log, no event here
            await asyncio.sleep(0.01)
        (tmp_path / "state.json.new").rmdir()
        while not (tmp_path / "state.json").exists():  # noqa: ASYNC110 - a file comes, no event here
            await asyncio.sleep(0.01)
        keeping.cancel()


async def test_update_numbers_go_on_after_a_restart(tmp_path: Path) -> None:
    numbers: list[int] = []

    async def visit(room: Room) -> None:
        await room.says("hello")
        numbers.append((await room.updates())[-1]["update_id"])

    await visited(tmp_path, visit)
    await visited(tmp_path, visit)
    assert numbers[1] == numbers[0] + 1


async def test_a_long_poll_is_answered_when_the_server_goes() -> None:
    world = World(cast.parse(CAST))
    async with aiohttp.ClientSession() as http:
        async with serving(world) as sandbox:
            room = Room(world, sandbox.url, http)
            poll = asyncio.create_task(room.updates(timeout=50))
            await room.polling()
        assert await poll == []
