"""A sandbox that somebody was in."""

from pathlib import Path
from typing import Any

import aiohttp

from sandbox import cast
from sandbox.server import serving
from sandbox.world import World
from tests.sandbox.conftest import CAST, Room


async def visited(folder: Path, visit: Any) -> None:
    world = World(cast.parse(CAST), folder, flood=False)
    async with serving(world) as sandbox, aiohttp.ClientSession() as http:
        await visit(Room(world, sandbox.url, http))
