# ruff: noqa: D103 - a method is documented where its name comes from: core.telegram.org/bots/api
"""sendPhoto and its family, sendMediaGroup, getFile: files with real bytes.

A file by URL is refused as one Telegram could not fetch: this Telegram never goes out into the network.
"""

import time
from collections.abc import Callable

from sandbox import pictures
from sandbox.files import WRONG, Stored
from sandbox.methods import wording
from sandbox.methods.calling import Call, Method, method
from sandbox.methods.posting import options, post
from sandbox.multipart import Upload
from sandbox.shapes import Given, Json, bad

DOWNLOAD_LIMIT = 20 << 20
ALBUM = range(2, 11)
ALONE = {"document", "audio"}
ALBUM_KINDS = {"photo", "video", "document", "audio"}
MEASURES = ("duration", "width", "height")


def stored_file(call: Call, kind: str, given: Given, said: Json) -> Stored:
    """The file meant by a parameter: an upload, attach://part, or a file_id of this bot."""
    if isinstance(given, Upload):
        return pictures.kept(call.world.files, kind, given, said)
    text = str(given or "")
    if text.startswith("attach://"):
        upload = call.params.files.get(text.removeprefix("attach://"))
        if upload is None:
            raise bad(WRONG)
        return pictures.kept(call.world.files, kind, upload, said)
    if not text:
        raise bad(f"there is no {kind} in the request")
    if "." in text:
        raise bad("failed to get HTTP URL content")
    return call.world.files.as_kind(text, call.bot.id, kind)


def _said(source: Callable[[str], object]) -> Json:
    """Length and size as the sender gives them."""
    said: Json = {}
    for name in MEASURES:
        value = str(source(name))
        said[name] = int(value) if value.isdecimal() else 0
    return said | {name: str(source(name) or "") for name in ("title", "performer")}


def _content(call: Call, kind: str) -> Json:
    given = call.params.files.get(kind) or call.params.text(kind)
    stored = stored_file(call, kind, given, _said(call.params.text))
    content = pictures.shown(call.world.files, stored, call.bot.id)
    if call.params.flag("has_spoiler") and kind in {"photo", "video", "animation"}:
        content["has_media_spoiler"] = True
    return content if kind == "sticker" else content | wording.caption_of(call)


def _sender(kind: str) -> Method:
    def send(call: Call) -> Json:
        return post(call, _content(call, kind))

    return send


for _kind in ("photo", "video", "document", "voice", "audio", "sticker", "animation"):
    method(f"send{_kind}")(_sender(_kind))


def input_media(call: Call, item: Given, kinds: set[str]) -> Json:
    """The content of one InputMedia: file and caption."""
    if not isinstance(item, dict):
        raise bad("can't parse InputMedia: expected an Object")
    kind = str(item.get("type"))
    if kind not in kinds:
        raise bad(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    if not item.get("media"):
        raise bad("can't parse InputMedia: media not found")
    stored = stored_file(call, kind, item["media"], _said(item.get))
    content = pictures.shown(call.world.files, stored, call.bot.id)
    if item.get("has_spoiler"):
        content["has_media_spoiler"] = True
    caption, mode = str(item.get("caption") or ""), str(item.get("parse_mode") or "")
    words = wording.caption(call.world, caption, mode, item.get("caption_entities"))
    if words and item.get("show_caption_above_media"):
        words["show_caption_above_media"] = True
    return content | words


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Json]:
    """Two to ten items, as documented, though the official server lets a single one pass as a plain message."""
    items = call.params.json("media", "media")
    if not items:
        raise bad("there are no messages to send")
    if not isinstance(items, list):
        raise bad("can't parse media: expected an Array")
    if len(items) not in ALBUM:
        raise bad(f"too {'few' if len(items) < ALBUM.start else 'many'} messages to send as an album")
    _check_kinds([str(item.get("type")) for item in items if isinstance(item, dict)])
    contents = [input_media(call, item, ALBUM_KINDS) for item in items]
    chat = call.writable()
    extra = options(call, chat)
    call.paced(chat, len(contents))
    extra["media_group_id"] = str(time.time_ns())
    return [call.world.say(chat, call.bot.id, content | extra) for content in contents]


def _check_kinds(kinds: list[str]) -> None:
    for kind in kinds:
        if kind in ALONE and set(kinds) != {kind}:
            raise bad(f"{kind} can't be mixed with other media types")


@method("getFile")
def get_file(call: Call) -> Json:
    file_id = call.params.text("file_id")
    if not file_id:
        raise bad("file_id not specified")
    stored = call.world.files.known.get(file_id[4:].partition("Z")[2])
    if stored is None or call.world.files.file_id(stored, call.bot.id) != file_id:
        raise bad("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad("file is too big")
    about = {"file_id": file_id, "file_unique_id": stored.unique, "file_size": stored.size}
    return about | {"file_path": stored.path}
