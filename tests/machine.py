"""A machine that translates, for the tests: a server on loopback that speaks both protocols, well and badly."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot.settings import Machine

KEY = "a-very-secret-key"


@dataclass
class Server:
    """A machine on loopback: what it heard, and how it behaves."""

    port: int = 0
    mood: str = "good"
    replies: list[str] | None = None
    """What it says instead of its own."""
    heard: list[dict[str, Any]] = field(default_factory=list)
    logins: list[str | None] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.heard.append(await request.json())
        self.logins.append(request.headers.get("Authorization"))
        match self.mood:
            case "slow":
                await asyncio.sleep(30)
            case "no json":
                return web.Response(text="<html>welcome</html>")
            case "another shape":
                return web.json_response({"hello": [1, 2]})
            case "too few" | "none":
                return self._said(request, {"too few": ["um"]}.get(self.mood))
            case status if status.isdecimal():
                return web.Response(status=int(status), text="no")
        sentences = self.heard[-1].get("text") or json.loads(self.heard[-1]["messages"][1]["content"])
        if self.replies is not None:
            return self._said(request, self.replies)
        return self._said(request, [each.replace("one", "um").replace("two", "dois") for each in sentences])

    def _said(self, request: web.Request, sentences: list[str] | None) -> web.Response:
        if request.path.endswith("/v2/translate"):
            return web.json_response({"translations": [{"text": each} for each in sentences or ()]})
        content = json.dumps(sentences)
        content = f"```json\n{content}\n```" if self.mood == "fenced" else content
        return web.json_response({"choices": [{"message": {"content": content}}]})


@contextlib.asynccontextmanager
async def machine_server() -> AsyncIterator[Server]:
    """The server, on a free port."""
    machine = Server()
    app = web.Application()
    app.router.add_post("/{path:.*}", machine.answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    machine.port = runner.addresses[0][1]
    yield machine
    await runner.cleanup()


PATHS = {"chat": "/v1", "deepl": "/v2/translate"}


def machine_at(server: Server, protocol: str) -> Machine:
    return Machine(f"http://127.0.0.1:{server.port}{PATHS[protocol]}", KEY, "small-model")
