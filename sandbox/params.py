"""The parameters of a request, however they came: query, form, JSON or multipart; read as leniently as Telegram."""

import json
import re
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox import multipart
from sandbox.multipart import Upload
from sandbox.shapes import Given, Json, Refusal, bad

BODY_LIMIT = 60 << 20
TEXT_BODY_LIMIT = 1 << 20
DEPTH_LIMIT = 32
MAX_FIELDS = 1000
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_decode = json.JSONDecoder().decode
_INTEGER = re.compile(r"\s*[-+]?\d{1,19}")
TOO_LARGE = Refusal(413, "Request Entity Too Large")


class TooDeep(ValueError):  # noqa: N818 - said of JSON
    """JSON nested deeper than anything Telegram takes."""


def loads(text: str) -> Given:
    """JSON, refused before it is parsed when nested too deep. Raises ValueError."""
    if text.count("[") + text.count("{") > DEPTH_LIMIT:
        _check_depth(text)
    return _decode(text)


def _check_depth(text: str) -> None:
    depth = 0
    for token in _BRACKETS.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth > DEPTH_LIMIT:
                raise TooDeep("nested too deep")
        elif token[0] in "]}":
            depth -= 1


class Params:
    """Values by name, plus uploaded files by the name of their part."""

    def __init__(self, values: Json | None = None, files: dict[str, Upload] | None = None) -> None:
        self.values: Json = values or {}
        self.files = files or {}

    def has(self, name: str) -> bool:
        return self.values.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """A number or a JSON value is taken as its text, as the official server does; missing is ''."""
        value = self.values.get(name)
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        if type(value) is int:
            return str(value)
        return json.dumps(value, ensure_ascii=False)

    def integer(self, name: str, default: int = 0) -> int:
        if name not in self.values:
            return default
        found = _INTEGER.match(self.text(name))
        return int(found[0]) if found else default

    def between(self, name: str, default: int, low: int, high: int) -> int:
        return min(high, max(low, self.integer(name, default)))

    def flag(self, name: str) -> bool:
        if name not in self.values:
            return False
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, words: str) -> Given:
        """A JSON value given as such or as its text; None when missing. Raises `Refusal` 400 with these `words`."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return loads(value)
        except ValueError:
            raise bad(f"can't parse {words} JSON object") from None


async def read(request: web.Request) -> Params:
    """Everything a request carries. Raises Refusal 400 or 413."""
    values: Json = dict(request.query) if "?" in request.raw_path else {}
    if request.method != "POST" or not request.can_read_body:
        return Params(values)
    kind = request.content_type
    told = request.content_length
    if told and told <= TEXT_BODY_LIMIT and kind == "application/json" and request.content.is_eof():
        return from_text(values, request.content.read_nowait(), kind)
    if kind == "multipart/form-data":
        return from_multipart(values, await body(request, BODY_LIMIT), request.headers["Content-Type"])
    content = await body(request, TEXT_BODY_LIMIT)
    return from_text(values, content, kind)


async def body(request: web.Request, limit: int) -> bytes:
    """The body, read no further than `limit` bytes. Raises 413."""
    if (request.content_length or 0) > limit:
        raise TOO_LARGE
    chunks, size = [], 0
    async for chunk in request.content.iter_any():
        size += len(chunk)
        if size > limit:
            raise TOO_LARGE
        chunks.append(chunk)
    return b"".join(chunks)


def from_multipart(values: Json, content: bytes, content_type: str) -> Params:
    """Parameters and files of a multipart body. Raises `Refusal` 400."""
    files: dict[str, Upload] = {}
    try:
        for name, part in multipart.parse(content, content_type):
            if isinstance(part, Upload):
                files[name] = part
            else:
                values[name] = part
    except multipart.Broken as broken:
        raise bad(f"can't parse multipart form data: {broken}") from None
    return Params(values, files)


def from_text(values: Json, content: bytes, kind: str) -> Params:
    """Parameters of a JSON or urlencoded body; other kinds have none. Raises `Refusal` 400."""
    text = content.decode("utf-8", "replace")
    if kind == "application/json":
        found = _object(text)
        return Params(values | found if values else found)
    if kind == "application/x-www-form-urlencoded":
        try:
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MAX_FIELDS)
        except ValueError:
            raise bad("too many parameters") from None
        return Params(values | dict(pairs))
    return Params(values)


def _object(text: str) -> Json:
    if not text.strip():
        return {}
    try:
        found = loads(text)
    except TooDeep:
        raise bad("can't parse JSON: maximum depth exceeded") from None
    except ValueError:
        raise bad("can't parse request JSON object") from None
    if not isinstance(found, dict):
        raise bad("object expected as the request's JSON")
    return found
