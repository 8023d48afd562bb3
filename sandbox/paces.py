"""HTTP for tests of a sender's pace: limits, forced floods, Stars, latency, and the record of what arrived when."""

from aiohttp import web

from sandbox.bots import TENTHS, Bot
from sandbox.deeds import NotPossible
from sandbox.doors import asked_object, given, world_of
from sandbox.flood import Flood
from sandbox.shapes import Json
from sandbox.world import World

WINDOWS = ("per_bot", "per_bot_paid", "per_group_minute")
LIMITS = (*WINDOWS, "per_chat")


def bot_of(world: World, token: str) -> Bot:
    """The bot of a token or an id; of none, the first. Raises `NotPossible`."""
    if not token:
        return world.first_bot
    found = world.tokens.get(token) or world.bots.get(int(token) if token.isdecimal() else 0)
    if found is None:
        raise NotPossible("no such token")
    return found


async def flood(request: web.Request) -> web.Response:
    """POST /control/flood; every bucket is full again, every window empty."""
    limits = world_of(request).flood
    said = await asked_object(request)
    wanted = {name: float(said.get(name, getattr(limits, name))) for name in LIMITS}
    strict = bool(said.get("strict", limits.strict))
    if min(wanted.values()) <= 0 or (strict and min(wanted[name] for name in WINDOWS) < 1):
        raise NotPossible("a limit is above zero, in a strict window at least one")
    limits.enabled, limits.strict = bool(said.get("enabled", limits.enabled)), strict
    for name, limit in wanted.items():
        setattr(limits, name, limit)
    limits.clear()
    return given(limits.as_json())


async def force_flood(request: web.Request) -> web.Response:
    """POST /control/flooded {"seconds", "token"?}: everything this bot says gets 429 for so long, from now on."""
    world = world_of(request)
    said = await asked_object(request)
    seconds = float(said["seconds"])
    if seconds < 0:
        raise NotPossible("a flood cannot last less than no time")
    bot = bot_of(world, str(said.get("token") or ""))
    world.flood.force(bot.id, seconds)
    return given({"token_id": str(bot.id), "seconds": seconds})


async def stars(request: web.Request) -> web.Response:
    """POST /control/stars {"stars", "token"?}: what a bot has to pay its broadcasts from."""
    said = await asked_object(request)
    bot = bot_of(world_of(request), str(said.get("token") or ""))
    bot.tenths = max(0, int(float(said.get("stars", bot.tenths / TENTHS)) * TENTHS))
    return given({"token_id": str(bot.id), "stars": bot.tenths / TENTHS})


async def latency(request: web.Request) -> web.Response:
    """POST /control/latency {"low", "high", "seed"?}, in milliseconds; both 0 for none."""
    late = world_of(request).latency
    said = await asked_object(request)
    late.set(float(said.get("low", late.low)), float(said.get("high", late.high)), int(said.get("seed", late.seed)))
    return given(late.as_json())


def _told(request: web.Request) -> tuple[Flood, int]:
    world = world_of(request)
    return world.flood, bot_of(world, request.query.get("token", "")).id


async def arrivals(request: web.Request) -> web.Response:
    """GET /control/arrivals ?token &since: what a bot sent; its times but the first `since`, or `since=none`."""
    limits, bot_id = _told(request)
    since = request.query.get("since", "0")
    shown: Json = limits.record(bot_id).as_json(since=None if since == "none" else int(since))
    return given(shown | {"now": limits.now()})


async def forget_arrivals(request: web.Request) -> web.Response:
    """DELETE /control/arrivals ?token."""
    limits, bot_id = _told(request)
    limits.arrivals.pop(bot_id, None)
    return given({"ok": True})


def routes() -> list[web.RouteDef]:
    """The addresses."""
    posts = {"flood": flood, "flooded": force_flood, "stars": stars, "latency": latency}
    return [
        *(web.post(f"/control/{name}", handler) for name, handler in posts.items()),
        web.get("/control/arrivals", arrivals),
        web.delete("/control/arrivals", forget_arrivals),
    ]
