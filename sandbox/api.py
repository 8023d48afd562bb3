"""The Bot API's door: /bot<token>/<method> by GET or POST, and /file/bot<token>/<path>."""

import asyncio
import inspect
import json
import logging
from typing import Any, NoReturn

from aiohttp import web

from sandbox import params as parameters
from sandbox.bots import Bot
from sandbox.faults import Fault
from sandbox.methods import METHODS, Call
from sandbox.params import Params
from sandbox.shapes import Json, Refusal
from sandbox.world import World

WORLD: web.AppKey[World] = web.AppKey("world", World)
_log = logging.getLogger(__name__)
BROKEN: Json = {"ok": False, "error_code": 500, "description": "Internal Server Error"}


def unknown(_: Call) -> NoReturn:
    """A method nobody knows."""
    raise Refusal(404, "Not Found")


async def run(world: World, bot: Bot, name: str, params: Params) -> Json:
    """One method, answered with `ok` and `result` or the refusal."""
    try:
        result: Any = METHODS.get(name, unknown)(Call(world, bot, params))
        if inspect.isawaitable(result):
            result = await result
    except Refusal as refusal:
        return refusal.as_json()
    except Exception:  # noqa: BLE001 - a bug of the sandbox must not look like a network fault to the bot
        _log.exception("the sandbox stumbled over %s", name)
        return BROKEN
    return {"ok": True, "result": result}


def answered(answer: Json) -> web.Response:
    """An answer as HTTP, with its own status."""
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    status = 200 if answer["ok"] else int(answer["error_code"])
    response = web.Response(body=body, status=status, content_type="application/json")
    if retry := answer.get("parameters", {}).get("retry_after"):
        response.headers["Retry-After"] = str(retry)
    return response


async def call(request: web.Request) -> web.StreamResponse:
    """One request of a bot."""
    world = request.app[WORLD]
    bot = world.tokens.get(request.match_info["token"])
    if bot is None:
        return answered(Refusal(401, "Unauthorized").as_json())
    name = request.match_info["method"].lower()
    try:
        params = await parameters.read(request)
    except Refusal as refusal:
        answer = refusal.as_json()
        world.calls.add(request.match_info["method"], bot.id, {}, answer)
        return answered(answer)
    fault = world.faults.strike(name, params.text("chat_id"), bot.token) if world.faults.planned else None
    if fault:
        return await _faulty(request, bot, params, fault)
    answer = await run(world, bot, name, params)
    world.calls.add(request.match_info["method"], bot.id, params.values, answer)
    return answered(answer)


async def _faulty(request: web.Request, bot: Bot, params: Params, fault: Fault) -> web.StreamResponse:
    """A call struck by a fault. All but refusals, `status` and cut "before" happen after it was accepted."""
    world, name = request.app[WORLD], request.match_info["method"]
    refusal = fault.refusal()
    before = fault.kind.get("cut") == "before" or "status" in fault.kind
    if refusal or before:
        answer = refusal.as_json() if refusal else BROKEN
    else:
        answer = await run(world, bot, name.lower(), params)
    world.calls.add(name, bot.id, params.values, answer)
    await asyncio.sleep(float(fault.kind.get("delay", 0)))
    if "cut" in fault.kind:
        return cut(request)
    if "status" in fault.kind:
        return web.Response(status=int(fault.kind["status"]), text="<html><h1>Bad Gateway</h1></html>")
    if "garbage" in fault.kind:
        return web.Response(text="<!doctype html>{not json", content_type="text/html")
    response = answered(answer)
    return await _half(request, response) if "half" in fault.kind else response


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
