"""The server: `async with serving(World(cast)) as sandbox:` in a test, or `python -m sandbox`."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from sandbox import api, control, doors, handing, keep, paces, people, uploads
from sandbox.bots import Bot
from sandbox.params import BODY_LIMIT, Params
from sandbox.webhooks import Pushers
from sandbox.world import World

PAGE = Path(__file__).parent / "page"
SHUTDOWN_SECONDS = 3.0


class CannotListen(OSError):  # noqa: N818 - a message for the terminal
    """Nothing can be served at this address; its text is one line."""


@dataclass(frozen=True)
class Sandbox:
    """A running server. `url` has no slash at its end."""

    world: World
    host: str
    port: int

    @property
    def url(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"


NO_CACHE = {"Cache-Control": "no-cache"}


async def _index(_: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html", headers=NO_CACHE)


async def _fresh(request: web.Request, response: web.StreamResponse) -> None:
    """A browser asks again for each file of the page: an old module beside a new one would not fit."""
    if request.path.startswith("/page/"):
        response.headers.update(NO_CACHE)


def application(world: World) -> web.Application:
    """The aiohttp application of a world."""
    app = web.Application(middlewares=[doors.in_words], client_max_size=BODY_LIMIT)
    app[api.WORLD] = world
    app.add_routes(
        [
            *(route for room in (api, people, uploads, handing, control, paces) for route in room.routes()),
            web.get("/", _index),
        ]
    )
    if PAGE.is_dir():
        app.router.add_static("/page/", PAGE)
        app.on_response_prepare.append(_fresh)
    return app


@contextlib.asynccontextmanager
async def serving(world: World, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Sandbox]:
    """Listens until the block ends; polls under way are answered, pushes cancelled, the world kept.

    Raises `CannotListen`.
    """

    async def reply(bot: Bot, params: Params) -> None:
        await api.reply(world, bot, params)

    keep.load(world)
    pushers = Pushers(reply)
    world.webhook_changed = pushers.changed
    world.events.closed = False
    runner = web.AppRunner(application(world), access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
    await runner.setup()
    if runner.server:
        runner.server.request_handler = api.front(world, runner.server.request_handler)
    site = web.TCPSite(runner, host, port, backlog=1024)
    try:
        await site.start()
    except OSError as taken:
        await runner.cleanup()
        raise CannotListen(f"cannot listen on {host}:{port} ({taken.strerror})") from None
    keeper = asyncio.create_task(keep.keeping(world))
    for bot in world.bots.values():
        pushers.changed(bot)
    try:
        yield Sandbox(world, host, runner.addresses[0][1])
    finally:
        await site.stop()
        world.events.close()
        world.release()
        await runner.cleanup()
        await pushers.close()
        keeper.cancel()
        await asyncio.gather(keeper, return_exceptions=True)
        keep.save(world)
