"""One keep-alive HTTP client for whatever speaks to a network; it knows whether a request has left.

HTTP/1.1 over asyncio; answers are read by httptools (llhttp, the parser of Node and uvicorn). It says POST and GET,
follows nothing and retries nothing: what may be said twice only the caller knows. No proxies, no compression, and no
answer whose end is the end of the connection.

What it cannot know: when a connection is cut after the last byte was handed to the system, whether the other side took
the request (`Unanswered`).
"""

import asyncio
import base64
import functools
import json
import secrets
import socket
import ssl
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self, cast
from urllib.parse import quote, urlsplit

import certifi
from aiohappyeyeballs import start_connection
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

IN_FLIGHT = 100
"""Requests under way at once, and so connections; further ones wait for a place."""
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
SLOWEST_LINE = 100_000
"""Bytes a second: a long body is given this much more time to leave."""
IDLE_SECONDS = 15.0
"""A connection that was idle for longer is not trusted with a message: a router in between may have forgotten it."""
LARGEST_ANSWER = 64 * 2**20
_HAPPY_EYEBALLS = 0.25
_SMALL = 2**16
_AS_IS = "/%:@!$&'()*+,;=~-._?"


class NeverLeft(Exception):  # noqa: N818 - what happened
    """The request did not leave us whole: saying it again repeats nothing."""


class Unanswered(Exception):  # noqa: N818 - what happened
    """The request left, and no answer can be read: nobody knows whether it was taken.

    Its cause is a `TimeoutError` when time ran out.
    """


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries."""

    data: bytes
    kind: str
    """Its content type."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a form."""

    name: str
    data: bytes
    kind: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status, whatever it is, and the bytes."""

    status: int
    body: bytes


def as_json(values: Mapping[str, object]) -> Body:
    """A body of JSON."""
    return Body(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"), "application/json")


def as_form(values: Mapping[str, str], files: Mapping[str, File]) -> Body:
    """A body of multipart/form-data: fields, then files."""
    edge = secrets.token_hex(16)
    parts: list[bytes] = []
    for name, value in values.items():
        parts.append(_part(edge, f'name="{_quoted(name)}"', None) + value.encode("utf-8", "replace"))
    for name, file in files.items():
        parts += (_part(edge, f'name="{_quoted(name)}"; filename="{_quoted(file.name)}"', file.kind), file.data)
    parts.append(f"\r\n--{edge}--\r\n".encode())
    return Body(b"".join(parts), f"multipart/form-data; boundary={edge}")


def _part(edge: str, about: str, kind: str | None) -> bytes:
    typed = f"\r\nContent-Type: {_quoted(kind)}" if kind else ""
    return f"\r\n--{edge}\r\nContent-Disposition: form-data; {about}{typed}\r\n\r\n".encode("utf-8", "replace")


def _quoted(text: str) -> str:
    """Browsers' own way: a name cannot end its quotes or its line."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where connections lead."""

    host: str
    port: int
    secure: bool

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@functools.lru_cache(1024)
def _address(url: str) -> tuple[_Place, str, str]:
    """An address's place, its target, and the headers that follow from it. Raises `NeverLeft`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise NeverLeft(f"not an address: {wrong}") from wrong
    if parts.hostname is None or parts.scheme not in {"http", "https"}:
        raise NeverLeft("not an address of HTTP")
    secure = parts.scheme == "https"
    place = _Place(parts.hostname, port or (443 if secure else 80), secure)
    target = quote(parts.path or "/", safe=_AS_IS) + (f"?{quote(parts.query, safe=_AS_IS)}" if parts.query else "")
    headers = f"Host: {quote(parts.netloc.rpartition('@')[2], safe='[]:.-')}\r\n"
    if parts.username is not None:
        login = base64.b64encode(f"{parts.username}:{parts.password or ''}".encode()).decode()
        headers += f"Authorization: Basic {login}\r\n"
    return place, target, headers


@functools.cache
def _trust() -> ssl.SSLContext:
    """The system's certificates (or `SSL_CERT_FILE`) and certifi's: a bare container has none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class _Line(asyncio.Protocol):
    """One connection: one request at a time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = self._loop.create_future()
        """Set when the connection is no more."""
        self.idle_since = 0.0
        self.fit = True
        """Whether it may carry another request."""
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._body = bytearray()
        self._full = False

    async def ask(self, head: bytes, body: bytes, seconds: float) -> Answer:
        """Send a request and wait for its answer. Raises `NeverLeft`, `Unanswered`."""
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._answer = answer
        timer = self._loop.call_later(seconds, self._late, seconds)
        if len(body) > _SMALL:  # two writes instead of a copy
            self._transport.write(head)
            self._transport.write(body)
        else:
            self._transport.write(head + body)
        try:
            return await answer
        finally:
            timer.cancel()
            self._answer = None

    def drop(self) -> None:
        """End the connection now."""
        self.fit = False
        self._transport.abort()

    def lose(self, why: str, cause: BaseException | None = None) -> None:
        """End the connection, and say why to whoever waits for an answer."""
        waiting = self._answer
        if waiting is not None and not waiting.done():
            # Bytes held back by us have not left, so the other side cannot have the whole request.
            lost = NeverLeft(f"{why} before the request was sent whole") if self._full else Unanswered(why)
            lost.__cause__ = cause
            waiting.set_exception(lost)
        self.drop()

    def _late(self, seconds: float) -> None:
        self.lose(f"no answer within {round(seconds, 2):g} seconds", TimeoutError())

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # asyncio's own promise; uvloop's is no subclass of it

    def connection_lost(self, exc: Exception | None) -> None:
        self.lose("the connection was cut", exc)
        if not self.ended.done():
            self.ended.set_result(None)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False

    def eof_received(self) -> None:
        self.fit = False

    def data_received(self, data: bytes) -> None:
        if self._answer is None:
            self.drop()  # nobody asked
            return
        try:
            self._parser.feed_data(data)
        except (HttpParserError, HttpParserUpgrade) as broken:
            self.lose("the answer is not HTTP", broken)

    # the parser's side

    def on_message_begin(self) -> None:
        self._body.clear()
        if self._answer is None or self._answer.done():
            self.fit = False  # it says more than it was asked

    def on_body(self, body: bytes) -> None:
        self._body += body
        if len(self._body) > LARGEST_ANSWER:
            raise ValueError("too large an answer")

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200 or self._answer is None or self._answer.done():  # noqa: PLR2004 - "go on", not yet the answer
            return
        if self._full or not self._parser.should_keep_alive():
            self.fit = False
        self._answer.set_result(Answer(status, bytes(self._body)))


@dataclass
class Wire:
    """A keep-alive pool of connections. Made anywhere, used in one event loop, closed by whoever made it."""

    in_flight: int = IN_FLIGHT
    connect_seconds: float = CONNECT_SECONDS
    answer_seconds: float = ANSWER_SECONDS
    """How long an answer is waited for, unless the request says otherwise; and a place in the pool."""
    _idle: dict[_Place, deque[_Line]] = field(default_factory=dict, init=False)
    _lines: set[_Line] = field(default_factory=set, init=False)
    _closed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.in_flight)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def post(self, url: str, body: Body, *, seconds: float | None = None) -> Answer:
        """Say something; whatever status comes back is an answer. Raises `NeverLeft`, `Unanswered`."""
        place, target, headers = _address(url)
        head = (
            f"POST {target} HTTP/1.1\r\n{headers}User-Agent: kapok\r\n"
            f"Content-Type: {body.kind}\r\nContent-Length: {len(body.data)}\r\n\r\n"
        )
        return await self._ask(place, head.encode(), body.data, seconds)

    async def get(self, url: str, headers: Iterable[tuple[str, str]] = (), *, seconds: float | None = None) -> Answer:
        """Fetch something. Raises `NeverLeft`, `Unanswered`."""
        place, target, own = _address(url)
        more = "".join(f"{_quoted(name)}: {_quoted(value)}\r\n" for name, value in headers)
        head = f"GET {target} HTTP/1.1\r\n{own}User-Agent: kapok\r\n{more}\r\n"
        return await self._ask(place, head.encode("utf-8", "replace"), b"", seconds)

    async def close(self) -> None:
        """End every connection; whoever still waits for an answer is told that none is known."""
        self._closed = True
        lines = list(self._lines)
        for line in lines:
            line.lose("the client was closed")
        for line in lines:
            await line.ended
        self._idle.clear()

    async def _ask(self, place: _Place, head: bytes, body: bytes, seconds: float | None) -> Answer:
        patience = self.answer_seconds if seconds is None else seconds
        await self._place_in_pool(patience)
        try:
            line = self._idle_line(place) or await self._connected(place)
            try:
                answer = await line.ask(head, body, patience + len(body) / SLOWEST_LINE)
            except BaseException:  # cancelled, too: what comes on this connection now answers nobody
                line.drop()
                raise
            self._keep(place, line)
            return answer
        finally:
            self._places.release()

    async def _place_in_pool(self, patience: float) -> None:
        if self._places.locked():
            try:
                async with asyncio.timeout(patience):
                    await self._places.acquire()
            except TimeoutError as late:
                raise NeverLeft(f"no place among {self.in_flight} requests within {patience:g} seconds") from late
        else:
            await self._places.acquire()

    def _idle_line(self, place: _Place) -> _Line | None:
        """The connection used last that is still trusted."""
        idle = self._idle.get(place)
        if not idle or self._closed:
            return None
        oldest = asyncio.get_running_loop().time() - IDLE_SECONDS
        while idle and idle[0].idle_since < oldest:
            idle.popleft().drop()
        while idle:
            line = idle.pop()
            if line.fit:
                return line
        return None

    async def _connected(self, place: _Place) -> _Line:
        """A new connection. Raises `NeverLeft`."""
        if self._closed:
            raise NeverLeft("the client is closed")
        try:
            async with asyncio.timeout(self.connect_seconds):
                line = await _connect(place)
        except TimeoutError as late:
            raise NeverLeft(f"no connection to {place} within {self.connect_seconds:g} seconds") from late
        except (OSError, UnicodeError) as failed:
            raise NeverLeft(f"no connection to {place}: {failed}") from failed
        self._lines.add(line)
        line.ended.add_done_callback(lambda _: self._lines.discard(line))
        if self._closed:
            line.drop()
            raise NeverLeft("the client is closed")
        return line

    def _keep(self, place: _Place, line: _Line) -> None:
        if not line.fit:
            line.drop()
            return
        line.idle_since = asyncio.get_running_loop().time()
        self._idle.setdefault(place, deque()).append(line)


async def _connect(place: _Place) -> _Line:
    """Whichever of the place's addresses answers first. Raises `OSError`, `UnicodeError`."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    sock = await start_connection(found, happy_eyeballs_delay=_HAPPY_EYEBALLS)
    trust, name = (_trust(), place.host) if place.secure else (None, None)
    try:
        _, line = await loop.create_connection(_Line, sock=sock, ssl=trust, server_hostname=name)
    except BaseException:
        sock.close()
        raise
    return line
