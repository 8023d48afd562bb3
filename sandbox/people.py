"""HTTP for people: what the page and the tests do as somebody with a phone."""

import contextlib
import json
from collections.abc import Callable

from aiohttp import web

from sandbox import deeds
from sandbox.doors import Handler, asked_object, given, world_of
from sandbox.methods.commands import commands_for
from sandbox.shapes import Json
from sandbox.world import World

LONGEST_WAIT = 60.0
HEARTBEAT = 15.0


async def world(request: web.Request) -> web.Response:
    """GET /sandbox/world."""
    here = world_of(request)
    return given({
        "bots": [bot.user for bot in here.bots.values()],
        "users": list(here.users.values()),
        "chats": [
            chat.about | {"key": chat.key, "members": chat.people} for chat in here.chats.values() if not chat.private
        ],
        "phones": here.phones(),
        "guide": here.cast.guide,
        "event": here.events.n,
    })  # fmt: skip


async def messages(request: web.Request) -> web.Response:
    """GET /sandbox/messages."""
    here = world_of(request)
    key = request.query["key"]
    chat = here.chat_by_key(key)
    user_id = int(request.query.get("user", chat.id if chat.private else 0))
    return given({
        "messages": chat.page(int(request.query.get("limit", 100))),
        "pinned": chat.pinned,
        "blocked": chat.blocked,
        "commands": commands_for(here, chat, user_id),
        "keyed": sorted(chat.keyed),
        "event": here.events.n,
    })  # fmt: skip


async def events(request: web.Request) -> web.Response:
    """GET /sandbox/events."""
    here = world_of(request)
    since = int(request.query.get("since", -1))
    since = here.events.n if since < 0 else since
    wait = min(LONGEST_WAIT, float(request.query.get("wait", 0)))
    found = await here.events.wait(since, request.query.get("key"), wait)
    return given({"events": found, "event": found[-1]["n"] if found else max(since, here.events.n)})


async def live(request: web.Request) -> web.StreamResponse:
    """The same as Server-Sent Events."""
    here = world_of(request)
    since = int(request.headers.get("Last-Event-ID") or request.query.get("since") or -1)
    since = here.events.n if since < 0 else since
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
    await response.prepare(request)
    await response.write(b": hello\n\n")
    with contextlib.suppress(ConnectionError):  # the page is gone
        while not here.events.closed:
            found = await here.events.wait(since, None, HEARTBEAT)
            lines = [f"id: {event['n']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n" for event in found]
            await response.write("".join(lines).encode("utf-8", "replace") or b": still here\n\n")
            since = found[-1]["n"] if found else since
    return response


async def file(request: web.Request) -> web.Response:
    """GET /sandbox/file: the bytes, unable to run as part of the page."""
    files = world_of(request).files
    stored = files.find(request.query["file_id"])
    headers = {"Cache-Control": "max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    # SVG or HTML sent by anybody must not run as part of the page.
    headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return web.Response(body=files.content(stored), content_type=stored.mime.partition(";")[0], headers=headers)


async def send(request: web.Request) -> web.Response:
    """POST /sandbox/send."""
    said = await asked_object(request)
    return given({"message": deeds.write(world_of(request), int(said["user"]), str(said["key"]), said)})


async def press(request: web.Request) -> web.Response:
    """POST /sandbox/press."""
    said = await asked_object(request)
    pressed = int(said["message_id"]), str(said["data"])
    query = deeds.press(world_of(request), int(said["user"]), str(said["key"]), pressed)
    if "wait" not in said:
        return given({"id": query.id})
    return given({"id": query.id, "answer": await query.wait(min(LONGEST_WAIT, float(said["wait"] or 0)))})


async def edit(request: web.Request) -> web.Response:
    """POST /sandbox/edit."""
    said = await asked_object(request)
    change = int(said["message_id"]), str(said["text"])
    return given({"message": deeds.edit(world_of(request), int(said["user"]), str(said["key"]), change)})


async def delete(request: web.Request) -> web.Response:
    """POST /sandbox/delete."""
    said = await asked_object(request)
    deeds.delete(world_of(request), int(said["user"]), str(said["key"]), int(said["message_id"]))
    return given({"ok": True})


async def promote(request: web.Request) -> web.Response:
    """POST /sandbox/promote."""
    said = await asked_object(request)
    change = int(said["member"]), said.get("rights")
    deeds.promote(world_of(request), int(said["user"]), str(said["key"]), change)
    return given({"ok": True})


async def chat(request: web.Request) -> web.Response:
    """POST /sandbox/chat."""
    said = await asked_object(request)
    forum = bool(said.get("is_forum"))
    made = deeds.found_chat(world_of(request), int(said["user"]), str(said["type"]), str(said["title"]), forum=forum)
    return given({"key": made.key})


async def topic(request: web.Request) -> web.Response:
    """POST /sandbox/topic."""
    said = await asked_object(request)
    return given({"topic": deeds.manage_topic(world_of(request), int(said["user"]), str(said["key"]), said)})


Deed = Callable[[World, int, str], None]


def _simple(deed: Deed) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        said: Json = await asked_object(request)
        deed(world_of(request), int(said["user"]), str(said["key"]))
        return given({"ok": True})

    return handler


def routes() -> list[web.RouteDef]:
    """The addresses."""
    reading = {"world": world, "messages": messages, "events": events, "live": live, "file": file}
    writing = {"send": send, "press": press, "edit": edit, "delete": delete, "promote": promote, "chat": chat,
               "topic": topic}  # fmt: skip
    simple = {"block": deeds.block, "unblock": deeds.unblock, "join": deeds.join, "leave": deeds.leave}
    return [
        *(web.get(f"/sandbox/{name}", handler) for name, handler in reading.items()),
        *(web.post(f"/sandbox/{name}", handler) for name, handler in writing.items()),
        *(web.post(f"/sandbox/{name}", _simple(deed)) for name, deed in simple.items()),
    ]
