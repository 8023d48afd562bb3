"""HTTP for tests and the curious: people made, faults planned, calls read, time moved."""

from aiohttp import web

from sandbox.chats import GONE, Member, administrator
from sandbox.deeds import NotPossible
from sandbox.doors import asked, asked_object, given, world_of

MOST_AT_ONCE = 1_000_000
MOST_ROWS = 100_000


async def users(request: web.Request) -> web.Response:
    """POST /control/users: one, a list, or many by count."""
    here = world_of(request)
    said = await asked(request)
    if isinstance(said, dict) and "count" in said:
        count = min(MOST_AT_ONCE, int(said["count"]))
        more = {name: value for name, value in said.items() if name not in {"count", "from"}}
        said = [more | {"id": int(said["from"]) + step} for step in range(count)]
    listed = said if isinstance(said, list) else [said]
    for entry in listed:
        here.add_user(entry)
    return given({"users": len(listed)})


async def chats(request: web.Request) -> web.Response:
    """POST /control/chats."""
    here = world_of(request)
    said = await asked(request)
    listed = said if isinstance(said, list) else [said]
    for entry in listed:
        chat = here.add_chat(entry)
        here.events.add(chat.key, "chat", chat=chat.about | {"key": chat.key})
    return given({"keys": [str(entry["id"]) for entry in listed]})


async def member(request: web.Request) -> web.Response:
    """{"key", "member", "status", "rights"?, "by"?}: puts anybody anywhere, telling bots; more than people may do."""
    here = world_of(request)
    said = await asked_object(request)
    chat, who = here.chat_by_key(str(said["key"])), int(said["member"])
    status = str(said["status"])
    if status not in {"creator", "administrator", "member", "left", "kicked"}:
        raise NotPossible("no such status")
    wanted = administrator(said.get("rights")) if status == "administrator" else Member(status)
    here.set_member(chat, who, GONE if status == "left" else wanted, int(said.get("by") or who))
    return given({"ok": True})


async def plan_faults(request: web.Request) -> web.Response:
    """POST /control/faults."""
    said = await asked(request)
    planned = [world_of(request).faults.add(entry) for entry in (said if isinstance(said, list) else [said])]
    return given({"faults": [fault.as_json() for fault in planned]})


async def list_faults(request: web.Request) -> web.Response:
    """GET /control/faults."""
    return given({"faults": [fault.as_json() for fault in world_of(request).faults.planned]})


async def forget_faults(request: web.Request) -> web.Response:
    """DELETE /control/faults."""
    world_of(request).faults.planned.clear()
    return given({"ok": True})


async def calls(request: web.Request) -> web.Response:
    """GET /control/calls."""
    log = world_of(request).calls
    found = log.since(int(request.query.get("since", 0)), request.query.get("method", ""))
    return given({"calls": found, "call": log.n})


async def record(request: web.Request) -> web.Response:
    """GET /control/record: every call in short, in pages; `call` is the `since` of the next page, `n` the last call."""
    log = world_of(request).calls
    said = request.query
    most = min(MOST_ROWS, int(said.get("limit", MOST_ROWS)))
    rows, last = log.record.since(int(said.get("since", 0)), said.get("method", ""), most)
    return given({"calls": rows, "call": last, "n": log.n})


async def keep_texts(request: web.Request) -> web.Response:
    """POST /control/record {"texts": true}: from now on the record keeps what was said, too."""
    kept = world_of(request).calls.record
    kept.texts = bool((await asked_object(request)).get("texts", kept.texts))
    return given({"texts": kept.texts})


async def forget_calls(request: web.Request) -> web.Response:
    """DELETE /control/calls; the record with them."""
    world_of(request).calls.clear()
    return given({"ok": True})


async def reset(request: web.Request) -> web.Response:
    """POST /control/reset."""
    here = world_of(request)
    here.restart()
    return given({"event": here.events.n})


async def updates(request: web.Request) -> web.Response:
    """GET /control/updates: what waits for a bot."""
    bot = world_of(request).tokens.get(request.query.get("token", ""))
    if bot is None:
        raise NotPossible("no such token")
    return given({"updates": [update for _, update in bot.updates.waiting.values()]})


async def age(request: web.Request) -> web.Response:
    """Makes a message older; the questions asked from its buttons age along."""
    here = world_of(request)
    said = await asked_object(request)
    chat, message_id = here.chat_by_key(str(said["key"])), int(said["message_id"])
    seconds = int(float(said["hours"]) * 3600)
    message = chat.messages[message_id]
    chat.messages[message_id] = message | {"date": message["date"] - seconds}
    here.queries.age(chat.key, message_id, seconds)
    return given({"date": chat.messages[message_id]["date"]})


def routes() -> list[web.RouteDef]:
    """The addresses."""
    posts = {"users": users, "chats": chats, "member": member, "faults": plan_faults,
             "reset": reset, "age": age, "record": keep_texts}  # fmt: skip
    return [
        *(web.post(f"/control/{name}", handler) for name, handler in posts.items()),
        web.get("/control/faults", list_faults),
        web.delete("/control/faults", forget_faults),
        web.get("/control/calls", calls),
        web.delete("/control/calls", forget_calls),
        web.get("/control/record", record),
        web.get("/control/updates", updates),
    ]
