"""One keep-alive HTTP client for whatever speaks to a network; it knows whether a request has left.

It says POST and GET, follows nothing and retries nothing: what may be said twice only the caller knows. No proxies, no
compression, and no answer whose end is the end of the connection. Whoever waits for a turn to speak opens the way
before (`ready`): a connection that is made after it lets the request leave late, into somebody else's turn.
"""

import asyncio
import base64
import functools
import json
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextvars import ContextVar, Token
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Self
from urllib.parse import quote, urlsplit

import orjson

from bot.connection import Answer, Connection, Heard, NeverLeft, Place, Unanswered, connect

__all__ = ["Answer", "Body", "File", "Held", "NeverLeft", "Ready", "Unanswered", "Wire", "as_form", "as_json"]

IN_FLIGHT = 100
"""Requests under way at once, and so connections; further ones wait for a place, unless they were made ready."""
CONNECTING, APART = 16, 0.001
"""Connections made ahead of their need at once, and seconds between one and the next.

Hundreds together hold up what is being sent, here and there: a system takes connections for a server that is still busy
with others, so that one is made says little of when the server gets to it.
"""
CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 20.0
SLOWEST_LINE = 100_000
"""Bytes a second: a long body is given this much more time to leave."""
IDLE_SECONDS = 15.0
"""A connection that was idle for longer is not trusted with a message: a router in between may have forgotten it."""
_AS_IS = "/%:@!$&'()*+,;=~-._?"


class Body(NamedTuple):
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


def as_json(values: Mapping[str, object], told: Callable[[object], object] | None = None) -> Body:
    """A body of JSON, with `?` for half a character; `told` makes values of what JSON does not know."""
    try:
        data = orjson.dumps(values, told, orjson.OPT_PASSTHROUGH_DATETIME)
    except orjson.JSONEncodeError:  # half a character, or a number of more than 64 bits
        data = json.dumps(values, ensure_ascii=False, default=told).encode("utf-8", "replace")
    return Body(data, "application/json")


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


def _lines(headers: Iterable[tuple[str, str]]) -> str:
    return "".join([f"{_quoted(name)}: {_quoted(value)}\r\n" for name, value in headers])


def _quoted(text: str) -> str:
    """Browsers' own way: a name cannot end its quotes or its line."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")


@functools.lru_cache(1024)
def _address(url: str) -> tuple[Place, str, str]:
    """An address's place, its target, and the headers that follow from it. Raises `NeverLeft`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as wrong:
        raise NeverLeft(f"not an address: {wrong}") from wrong
    if parts.hostname is None or parts.scheme not in {"http", "https"}:
        raise NeverLeft("not an address of HTTP")
    secure = parts.scheme == "https"
    place = Place(parts.hostname, port or (443 if secure else 80), secure)
    target = quote(parts.path or "/", safe=_AS_IS) + (f"?{quote(parts.query, safe=_AS_IS)}" if parts.query else "")
    headers = f"Host: {quote(parts.netloc.rpartition('@')[2], safe='[]:.-')}\r\n"
    if parts.username is not None:
        login = base64.b64encode(f"{parts.username}:{parts.password or ''}".encode()).decode()
        headers += f"Authorization: Basic {login}\r\n"
    return place, target, f"{headers}User-Agent: kapok\r\n"


@functools.lru_cache(1024)
def _begun(url: str) -> tuple[Place, bytes]:
    """An address's place, and what a POST to it says before its content type. Raises `NeverLeft`."""
    place, target, own = _address(url)
    return place, f"POST {target} HTTP/1.1\r\n{own}Content-Type: ".encode()


@dataclass
class Wire:
    """A keep-alive pool of connections. Made anywhere, used in one event loop, closed by whoever made it."""

    in_flight: int = IN_FLIGHT
    connect_seconds: float = CONNECT_SECONDS
    answer_seconds: float = ANSWER_SECONDS
    """How long an answer is waited for, unless the request says otherwise; and a place in the pool."""
    _idle: defaultdict[Place, deque[Connection]] = field(default_factory=lambda: defaultdict(deque), init=False)
    _lines: set[Connection] = field(default_factory=set, init=False)
    _closed: bool = field(default=False, init=False)
    _next_door: float = field(default=0.0, init=False)
    """When the next connection that is made ahead may be begun."""

    def __post_init__(self) -> None:
        self._places = asyncio.Semaphore(self.in_flight)
        self._doors = asyncio.Semaphore(CONNECTING)

    def ready(self, url: str) -> "Ready":
        """To be entered before waiting for a turn."""
        return Ready(self, url)

    def held(self, url: str) -> "Held | None":
        """A connection for one request to this place, when one is at hand."""
        try:
            place = _address(url)[0]
        except NeverLeft:
            return None
        return Held(self, place, connection) if (connection := self.at_hand(place)) else None

    async def hold(self, url: str) -> "Held | None":
        """One as soon as there is one; none when the pool is full. Raises `NeverLeft`."""
        place = _address(url)[0]
        connection = self.at_hand(place) or await self.reserve(place)
        return Held(self, place, connection) if connection else None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def post(
        self, url: str, body: Body, *, headers: Iterable[tuple[str, str]] = (), seconds: float | None = None
    ) -> Coroutine[Any, Any, Answer]:
        """Say something; whatever status comes back is an answer. Raises `NeverLeft`, `Unanswered`."""
        place, begun = _begun(url)
        more = _lines(headers).encode() if headers else b""
        head = b"%b%b\r\n%bContent-Length: %d\r\n\r\n" % (begun, body.kind.encode(), more, len(body.data))
        return self._ask(place, head, body.data, seconds)

    async def get(self, url: str, headers: Iterable[tuple[str, str]] = (), *, seconds: float | None = None) -> Answer:
        """Fetch something. Raises `NeverLeft`, `Unanswered`."""
        place, target, own = _address(url)
        head = f"GET {target} HTTP/1.1\r\n{own}{_lines(headers)}\r\n"
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

    async def _ask(self, place: Place, head: bytes, body: bytes, seconds: float | None) -> Answer:
        patience = self.answer_seconds if seconds is None else seconds
        readied = self._readied(place)
        if readied is None:
            await self._place_in_pool(patience)
        try:
            line = readied or self.at_hand(place) or await self._connected(place)
            try:
                answer = await line.ask(head, body, patience + len(body) / SLOWEST_LINE)
            except BaseException:  # cancelled, too: what comes on this connection now answers nobody
                line.drop()
                raise
            self.keep(place, line)
            return answer
        finally:
            if readied is None:
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

    def at_hand(self, place: Place) -> Connection | None:
        """The connection used last that is still trusted, out of the pool until it is given back."""
        idle = self._idle.get(place)
        if not idle or self._closed:
            return None
        while idle and idle[0].idle_for > IDLE_SECONDS:
            idle.popleft().drop()
        while idle:
            line = idle.pop()
            if line.fit:
                return line
        return None

    async def reserve(self, place: Place) -> Connection | None:
        """An open connection as soon as there is one; none when the pool is full. Raises `NeverLeft`.

        It takes no place among the requests: somebody may wait for a turn for a minute.
        """
        async with self._doors:
            if line := self.at_hand(place):  # it became free while others were at the doors
                return line
            if len(self._lines) < self.in_flight:
                await self._apart()
            line = self.at_hand(place)
            if line is None and len(self._lines) < self.in_flight:
                line = await self._connected(place)
        return line

    async def _apart(self) -> None:
        """A moment after whoever came before; an old connection may become free in it."""
        now = asyncio.get_running_loop().time()
        self._next_door = max(now, self._next_door + APART)
        if self._next_door > now:
            await asyncio.sleep(self._next_door - now)

    def give_back(self, place: Place, line: Connection) -> None:
        """A reserved one that was not needed."""
        if not self.trusts(line):
            line.drop()
        else:
            self._idle[place].appendleft(line)  # the oldest stand on the left

    def _readied(self, place: Place) -> Connection | None:
        """What this request was made ready with, if it is still to be trusted. Raises `NeverLeft`."""
        mine = _READY.get()
        line = mine.take(self, place) if mine else None
        if line and not self.trusts(line):
            line.drop()
            return None
        return line

    @staticmethod
    def trusts(line: Connection) -> bool:
        """Whether a message may go by a connection that has rested."""
        return line.fit and line.idle_for <= IDLE_SECONDS

    async def _connected(self, place: Place) -> Connection:
        """A new connection. Raises `NeverLeft`."""
        if self._closed:
            raise NeverLeft("the client is closed")
        try:
            async with asyncio.timeout(self.connect_seconds):
                line = await connect(place)
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

    def keep(self, place: Place, line: Connection) -> None:
        """Its answer has been read: the next request may have it."""
        if not line.fit:
            line.drop()
            return
        line.rest()
        self._idle[place].append(line)


class Held:
    """A connection for one request whose answer is told to a plain function: no task waits for it."""

    __slots__ = ("_connection", "_place", "_told", "_wire")

    def __init__(self, wire: Wire, place: Place, connection: Connection) -> None:
        self._wire, self._place, self._connection = wire, place, connection

    def say(self, url: str, data: bytes, seconds: float, told: Heard) -> bool:
        """POST JSON. False when the connection is not trusted any more: nothing has left."""
        connection = self._connection
        if not self._wire.trusts(connection):
            connection.drop()
            return False
        self._told = told
        head = b"%bapplication/json\r\nContent-Length: %d\r\n\r\n" % (_begun(url)[1], len(data))
        connection.say(head, data, seconds + len(data) / SLOWEST_LINE, self._heard)
        return True

    def give_back(self) -> None:
        """It was not needed."""
        self._wire.give_back(self._place, self._connection)

    def _heard(self, said: Answer | NeverLeft | Unanswered) -> None:
        self._wire.keep(self._place, self._connection)
        self._told(said)


class Ready:
    """An open connection for the first request within; a fault of the line is told to that request, not before."""

    __slots__ = ("_fault", "_line", "_place", "_token", "_url", "_wire")

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire, self._url = wire, url
        self._place: Place | None = None
        self._line: Connection | None = None
        self._fault: NeverLeft | None = None

    async def __aenter__(self) -> None:
        try:
            self._place = place = _address(self._url)[0]
            self._line = self._wire.at_hand(place) or await self._wire.reserve(place)
        except NeverLeft as fault:
            self._fault = fault
        self._token: Token[Ready | None] = _READY.set(self)

    async def __aexit__(self, *_: object) -> None:
        _READY.reset(self._token)
        if self._place and self._line:
            self._wire.give_back(self._place, self._line)

    def take(self, wire: Wire, place: Place) -> Connection | None:
        """The connection, once and only to where it leads. Raises `NeverLeft`."""
        if wire is not self._wire or self._place not in {None, place}:
            return None
        line, self._line = self._line, None
        fault, self._fault = self._fault, None
        if fault:
            raise fault
        return line


_READY: ContextVar[Ready | None] = ContextVar("ready", default=None)
"""Of this task: both libraries speak between the turn and the wire, and neither hands a connection on."""
