"""Files and inline results from people: POST /sandbox/upload, /sandbox/inline, /sandbox/choose."""

import time

from aiohttp import web

from sandbox import asking, deeds, multipart, pictures
from sandbox import params as parameters
from sandbox.deeds import NotPossible
from sandbox.doors import asked_object, given, world_of
from sandbox.files import KINDS
from sandbox.methods.inline import bare
from sandbox.methods.media import ALBUM
from sandbox.multipart import Upload
from sandbox.shapes import CAPTION_LIMIT, Json, units
from sandbox.world import World

INLINE_SECONDS = 10.0
GUESSES = {"image/gif": "animation", "image/svg+xml": "document", "image": "photo", "video": "video",
           "audio/ogg": "voice", "audio": "audio"}  # fmt: skip


def guessed(upload: Upload) -> str:
    """The kind an app would send this file as."""
    mime = upload.mime.partition(";")[0].strip().lower()
    return GUESSES.get(mime) or GUESSES.get(mime.partition("/")[0]) or "document"


def _contents(world: World, bot_id: int, kind: str, uploads: list[Upload]) -> list[Json]:
    contents = []
    for upload in uploads:
        each = kind if kind in KINDS else guessed(upload)
        stored = pictures.kept(world.files, each, upload, {})
        contents.append(pictures.shown(world.files, stored, bot_id))
    return contents


def _caption(world: World, text: str) -> Json:
    said, entities = deeds.worded(world, text)
    if units(said) > CAPTION_LIMIT:
        raise NotPossible(f"a caption has at most {CAPTION_LIMIT} characters")
    return ({"caption": said} if said else {}) | ({"caption_entities": entities} if entities else {})


async def upload(request: web.Request) -> web.Response:
    """POST /sandbox/upload."""
    world = world_of(request)
    body = await parameters.body(request, parameters.BODY_LIMIT)
    parts = multipart.parse(body, request.headers.get("Content-Type", ""))
    fields = dict(request.query) | {name: part for name, part in parts if isinstance(part, str)}
    uploads = [part for _, part in parts if isinstance(part, Upload)]
    return given({"messages": post(world, fields, uploads)})


def post(world: World, fields: dict[str, str], uploads: list[Upload]) -> list[Json]:
    """One file is a message, several are an album; the caption belongs to the first."""
    if not uploads:
        raise NotPossible("there is no file")
    if len(uploads) > 1 and len(uploads) not in ALBUM and fields.get("force") != "1":
        raise NotPossible("an album has 2 to 10 items")
    user_id, key = int(fields["user"]), fields["key"]
    words = _caption(world, fields.get("caption", ""))
    deeds.place(world, user_id, key)
    contents = _contents(world, world.chat_by_key(key).bot_id, fields.get("kind", ""), uploads)
    chat, shared = deeds.speaking(world, user_id, key, int(fields.get("reply_to") or 0))
    if len(contents) > 1 or fields.get("kind") == "album":
        shared = shared | {"media_group_id": str(time.time_ns())}
    contents[0] |= words
    return [world.say(chat, user_id, content | shared) for content in contents]


async def inline(request: web.Request) -> web.Response:
    """POST /sandbox/inline."""
    said = await asked_object(request)
    typed, offset = str(said.get("query", "")), str(said.get("offset", ""))
    query = asking.ask(world_of(request), int(said["user"]), str(said["key"]), typed, offset)
    answer = await query.wait(float(said.get("wait", INLINE_SECONDS)))
    results = [bare(result) for result in answer["results"]] if answer else None
    more, above = (answer["next_offset"], answer["button"]) if answer else ("", None)
    return given({"query_id": query.id, "results": results, "next_offset": more, "button": above})


async def choose(request: web.Request) -> web.Response:
    """POST /sandbox/choose."""
    said = await asked_object(request)
    chosen = str(said["query_id"]), str(said["result_id"])
    return given({"message": asking.choose(world_of(request), int(said["user"]), str(said["key"]), chosen)})


def routes() -> list[web.RouteDef]:
    """The addresses."""
    return [
        web.post("/sandbox/upload", upload),
        web.post("/sandbox/inline", inline),
        web.post("/sandbox/choose", choose),
    ]
