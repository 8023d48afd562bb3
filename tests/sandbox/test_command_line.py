"""python -m sandbox: one line when it listens, a clean end at a signal; the page is served."""

import asyncio
import signal
import sys
from pathlib import Path

from tests.sandbox.conftest import Room

TOML = """
[bot]
id = 42
token = "42:abc"
username = "small_bot"
first_name = "Small"
[[users]]
id = 7
first_name = "Seven"
[[phones]]
user = 7
label = "A phone"
"""


async def test_it_says_where_it_listens_and_stops_when_told(room: Room, tmp_path: Path) -> None:
    cast, keep = tmp_path / "cast.toml", tmp_path / "kept"
    cast.write_text(TOML, encoding="utf-8")
    arguments = ["-m", "sandbox", "--port", "0", "--cast", str(cast), "--keep", str(keep)]
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    word, url = (await process.stdout.readline()).decode().split()
    async with room.http.get(f"{url}/bot42:abc/getMe") as answer:
        me = (await answer.json())["result"]
    process.send_signal(signal.SIGTERM)
    await process.communicate()
    assert (word, me["username"], process.returncode) == ("sandbox", "small_bot", 0)
    assert (keep / "state.json").exists()


async def test_pace_and_latency_can_be_told_at_the_start(room: Room) -> None:
    arguments = ["-m", "sandbox", "--port", "0", "--strict", "7", "--latency", "1-3", "--until-eof"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=pipe, stdout=pipe)
    assert process.stdout
    url = (await process.stdout.readline()).decode().split()[-1]
    said: dict[str, object] = {}
    for what in ("flood", "latency"):
        async with room.http.post(f"{url}/control/{what}", json={}) as answer:
            said |= await answer.json()
    await process.communicate(b"")
    assert (said["strict"], said["per_bot"], said["low"], said["high"]) == (True, 7, 1, 3)
    assert process.returncode == 0


async def test_the_page_is_served(room: Room) -> None:
    for path in ("/", "/page/page.js"):
        async with room.http.get(room.url + path) as answer:
            assert answer.status == 200
    async with room.http.get(f"{room.url}/page/../server.py") as answer:
        assert answer.status == 404
