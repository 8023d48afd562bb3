"""From bytes to what a message shows: PhotoSize, Video, Document, Voice, Audio, Sticker, Animation, VideoNote."""

import mimetypes

from sandbox import measures
from sandbox.files import Files, Stored
from sandbox.multipart import Upload
from sandbox.shapes import Json, bad

PHOTO_LIMIT = 10 << 20
UPLOAD_LIMIT = 50 << 20
MAX_SIDES = 10_000
MAX_RATIO = 20
DEFAULT_MIME = {"video": "video/mp4", "voice": "audio/ogg", "audio": "audio/mpeg", "animation": "video/mp4",
                "video_note": "video/mp4"}  # fmt: skip
GENERIC = {"", "application/octet-stream"}


def kept(files: Files, kind: str, upload: Upload, said: Json) -> Stored:
    """Checks and keeps an uploaded file. `said`: duration, width, height, title, performer as the sender gives them.

    Raises `Refusal` 400 for an empty file, and one that is too big.
    """
    size = len(upload.content)
    if not size:
        raise bad("file must be non-empty")
    if kind == "photo" and size > PHOTO_LIMIT:
        raise bad(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes")
    if size > UPLOAD_LIMIT:
        raise bad(f"file of size {size} bytes is too big; the maximum size is {UPLOAD_LIMIT} bytes")
    typed = Upload(upload.name, _mime(kind, upload), upload.content)
    return files.keep(kind, typed, _made(kind, typed, said))


def _mime(kind: str, upload: Upload) -> str:
    guessed = mimetypes.guess_type(upload.name)[0] if upload.name else None
    mime = guessed or ("" if upload.mime in GENERIC else upload.mime)
    return mime or DEFAULT_MIME.get(kind) or "application/octet-stream"


def _photo(upload: Upload) -> Json:
    size = measures.image(upload.content)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > MAX_SIDES or max(size) > MAX_RATIO * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return {"width": width, "height": height}


def _made(kind: str, upload: Upload, said: Json) -> Json:
    if kind == "photo":
        return _photo(upload)
    if kind == "sticker":
        width, height = measures.image(upload.content) or (512, 512)
        return {"width": width, "height": height, "type": "regular", "is_animated": False, "is_video": False}
    if kind == "video_note":
        width, height, seconds = measures.video(upload.content)
        return {"length": min(width, height), "duration": said.get("duration") or seconds}
    made: Json = {"file_name": upload.name} if upload.name and kind != "voice" else {}
    made["mime_type"] = upload.mime
    if kind in {"video", "animation"}:
        width, height, seconds = measures.video(upload.content)
        made |= {"width": said.get("width") or width, "height": said.get("height") or height}
        made["duration"] = said.get("duration") or seconds
    if kind in {"voice", "audio"}:
        made["duration"] = said.get("duration") or 0
    return made | {name: said[name] for name in ("title", "performer") if kind == "audio" and said.get(name)}


def shown(files: Files, stored: Stored, bot_id: int) -> Json:
    """The field of a Message that shows this file to this bot."""
    about = {
        "file_id": files.file_id(stored, bot_id),
        "file_unique_id": stored.unique,
        "file_size": stored.size,
        **stored.made,
    }
    if stored.kind == "photo":
        return {"photo": [about]}
    if stored.kind == "animation":
        return {"animation": about, "document": about}
    return {stored.kind: about}


def file_of(message: Json) -> Json | None:
    """The file object a message shows, if any."""
    if "photo" in message:
        largest: Json = message["photo"][-1]
        return largest
    for kind in ("video", "animation", "document", "voice", "audio", "sticker", "video_note"):
        if kind in message:
            found: Json = message[kind]
            return found
    return None


def seen_by(files: Files, message: Json, bot_id: int) -> Json:
    """The same message with the file_id this bot may use: a file_id is per bot."""
    about = file_of(message)
    if about is None:
        return message
    return message | shown(files, files.find(about["file_id"]), bot_id)
