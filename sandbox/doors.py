"""What the HTTP surfaces for people and for tests share: JSON in, JSON out, errors in words, strangers kept out.

Their handlers may raise `NotPossible`, `Refusal`, `KeyError`, `ValueError` and `TypeError`: each becomes an answer.
"""

import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

from sandbox import params as parameters
from sandbox.api import WORLD
from sandbox.deeds import NotPossible
from sandbox.shapes import Given, Json, Refusal
from sandbox.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def world_of(request: web.Request) -> World:
    """The world behind this server."""
    return request.app[WORLD]


def given(answer: Json, status: int = 200) -> web.Response:
    """An answer in JSON."""
    body = json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace")
    return web.Response(body=body, status=status, content_type="application/json")


async def asked(request: web.Request) -> Given:
    """The JSON of a request's body, {} when there is none. Raises Refusal, ValueError."""
    text = (await parameters.body(request, parameters.TEXT_BODY_LIMIT)).decode("utf-8", "replace")
    return parameters.loads(text) if text.strip() else {}


async def asked_object(request: web.Request) -> Json:
    """The JSON object of a request's body. Raises `NotPossible` when it is none, and as `asked`."""
    found = await asked(request)
    if not isinstance(found, dict):
        raise NotPossible("a JSON object is expected")
    return found


def _stranger(request: web.Request) -> bool:
    """A page of another site must not reach into the practice room of whoever visits it."""
    origin = request.headers.get("Origin")
    return bool(origin) and urlsplit(origin or "").netloc != request.host


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors of /sandbox and /control as {"error": words}."""
    if not request.path.startswith(("/sandbox/", "/control/")):
        return await handler(request)
    if _stranger(request):
        return given({"error": "not from another site"}, 403)
    try:
        return await handler(request)
    except web.HTTPException as error:
        return given({"error": error.reason}, error.status)
    except (NotPossible, Refusal, KeyError, ValueError, TypeError) as error:
        return _sorry(error)


def _sorry(error: Exception) -> web.Response:
    if isinstance(error, Refusal):
        return given({"error": error.description}, error.code)
    if isinstance(error, NotPossible):
        return given({"error": str(error)}, 400)
    return given({"error": f"{type(error).__name__}: {error}"}, 400)
