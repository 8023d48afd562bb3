"""The Bot API's door: /bot<token>/<method> by GET or POST, and /file/bot<token>/<path>."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from types import CoroutineType
from typing import Any, NoReturn

from aiohttp import hdrs, web
from multidict import CIMultiDict

from sandbox import params as parameters
from sandbox.bots import Bot
from sandbox.faults import Fault
from sandbox.methods import METHODS, Call
from sandbox.params import Params
from sandbox.shapes import Json, Refusal
from sandbox.world import World

Handler = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
WORLD: web.AppKey[World] = web.AppKey("world", World)
_log = logging.getLogger(__name__)
HEADERS = CIMultiDict({"Content-Type": "application/json"})
SPEAKING = ("send", "copy", "forward", "edit")
"""How the names of methods begin that a forced flood refuses."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
BROKEN: Json = {"ok": False, "error_code": 500, "description": "Internal Server Error"}


def unknown(_: Call) -> NoReturn:
    """A method nobody knows. Raises `Refusal` 404."""
    raise Refusal(404, "Not Found")


async def run(world: World, bot: Bot, name: str, params: Params) -> Json:
    """One method, answered with `ok` and `result` or the refusal."""
    try:
        if world.flood.forced and name.startswith(SPEAKING):
            world.flood.refuse(bot.id)
        result: Any = METHODS.get(name, unknown)(Call(world, bot, params))
        if isinstance(result, CoroutineType):
            result = await result
    except Refusal as refusal:
        return refusal.as_json()
    except Exception:  # noqa: BLE001 - a bug of the sandbox must not look like a network fault to the bot
        _log.exception("the sandbox stumbled over %s", name)
        return BROKEN
    return {"ok": True, "result": result}


def answered(answer: Json) -> web.Response:
    """An answer as HTTP, with its own status."""
    body = _encode(answer).encode("utf-8", "replace")
    if answer["ok"]:
        return web.Response(body=body, headers=HEADERS)
    response = web.Response(body=body, status=int(answer["error_code"]), headers=HEADERS)
    if retry := answer.get("parameters", {}).get("retry_after"):
        response.headers["Retry-After"] = str(retry)
    return response


async def call(request: web.Request) -> web.StreamResponse:
    """One request of a bot, as the router found it."""
    return await asked(request.app[WORLD], request, request.match_info["token"], request.match_info["method"])


async def asked(world: World, request: web.Request, token: str, method: str) -> web.StreamResponse:
    """One request of a bot: it happens now, whatever the latency of its answer."""
    bot = world.tokens.get(token)
    if bot is None:
        return answered(Refusal(401, "Unauthorized").as_json())
    name = method.lower()
    try:
        params = await parameters.read(request)
    except Refusal as refusal:
        answer = refusal.as_json()
        world.calls.add(method, bot.id, {}, answer)
        return answered(answer)
    fault = world.faults.strike(name, params, bot.token) if world.faults.planned else None
    if fault:
        return await _faulty(request, Call(world, bot, params), method, fault)
    answer = await run(world, bot, name, params)
    world.calls.add(method, bot.id, params.values, answer)
    if world.latency.high:
        await world.latency.wait()
    return answered(answer)


async def _faulty(request: web.Request, struck: Call, method: str, fault: Fault) -> web.StreamResponse:
    """A call struck by a fault. All but refusals, `status` and cut "before" happen after it was accepted."""
    world, bot, params = struck
    refusal = fault.refusal(method.lower())
    before = fault.kind.get("cut") == "before" or "status" in fault.kind
    if refusal or before:
        answer = refusal.as_json() if refusal else BROKEN
    else:
        answer = await run(world, bot, method.lower(), params)
    world.calls.add(method, bot.id, params.values, answer)
    await asyncio.sleep(float(fault.kind.get("delay", 0)))
    if world.latency.high:
        await world.latency.wait()
    if "cut" in fault.kind:
        return cut(request)
    if "status" in fault.kind:
        return web.Response(status=int(fault.kind["status"]), text="<html><h1>Bad Gateway</h1></html>")
    if "garbage" in fault.kind:
        return web.Response(text="<!doctype html>{not json", content_type="text/html")
    response = answered(answer)
    return await _half(request, response) if "half" in fault.kind else response


def front(world: World, others: Handler) -> Handler:
    """The short way for nearly all requests, a POST to a method of a known bot; others go to the router."""

    async def handler(request: Any) -> web.StreamResponse:  # noqa: ANN401 - a Request, as the application makes them
        path = request.raw_path
        if path.startswith("/bot") and request.method == "POST":
            token, _, method = path[4:].partition("/")
            if token in world.tokens and method.isalpha() and hdrs.EXPECT not in request.headers:
                return await asked(world, request, token, method)
        return await others(request)

    return handler


def cut(request: web.Request) -> web.Response:
    """Hangs up without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _half(request: web.Request, whole: web.Response) -> web.StreamResponse:
    """Promises the whole body, gives half of it, and hangs up."""
    body = whole.body if isinstance(whole.body, bytes) else b""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    if request.transport:
        request.transport.close()
    return response


async def download(request: web.Request) -> web.Response:
    """A file's bytes."""
    world = request.app[WORLD]
    if request.match_info["token"] not in world.tokens:
        return answered(Refusal(401, "Unauthorized").as_json())
    unique = world.files.paths.get(request.match_info["path"])
    if unique is None:
        return answered(Refusal(404, "Not Found").as_json())
    stored = world.files.known[unique]
    return web.Response(body=world.files.content(stored), content_type="application/octet-stream")


async def reply(world: World, bot: Bot, params: Params) -> None:
    """A method given in a webhook's answer."""
    name = params.text("method")
    answer = await run(world, bot, name.lower(), params)
    world.calls.add(name, bot.id, params.values, answer)


def routes() -> list[web.RouteDef]:
    """The addresses bots know."""
    return [
        web.route("*", "/bot{token}/{method}", call),
        web.get("/file/bot{token}/{path:.+}", download),
    ]
