"""One connection of HTTP/1.1 over asyncio: one request at a time, and whether it has left.

Answers are read by httptools (llhttp, the parser of Node and uvicorn). What it cannot know: when a connection is cut
after the last byte was handed to the system, whether the other side took the request (`Unanswered`).
"""

import asyncio
import functools
import socket
import ssl
from typing import NamedTuple, cast

import certifi
from aiohappyeyeballs import start_connection
from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

LARGEST_ANSWER = 64 * 2**20
_HAPPY_EYEBALLS = 0.25
_SMALL = 2**16
_HEARD = memoryview(bytearray(2**16))
"""What arrives is read into this, by every connection: it has been parsed before the loop reads anything else."""


class NeverLeft(Exception):  # noqa: N818 - what happened
    """The request did not leave us whole: saying it again repeats nothing."""


class Unanswered(Exception):  # noqa: N818 - what happened
    """The request left, and no answer can be read: nobody knows whether it was taken.

    Its cause is a `TimeoutError` when time ran out.
    """


class Answer(NamedTuple):
    """What a server said: its status, whatever it is, and the bytes."""

    status: int
    body: bytes


class Place(NamedTuple):
    """Where connections lead."""

    host: str
    port: int
    secure: bool

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@functools.cache
def _trust() -> ssl.SSLContext:
    """The system's certificates (or `SSL_CERT_FILE`) and certifi's: a bare container has none of its own."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    return context


class Connection(asyncio.BufferedProtocol):
    """One connection: one request at a time."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[None] = self._loop.create_future()
        """Set when the connection is no more."""
        self.idle_since = self._loop.time()
        self.fit = True
        """Whether it may carry another request."""
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._body: list[bytes] = []
        self._length = 0
        self._full = False
        self._late_at = 0.0
        self._seconds = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def ask(self, head: bytes, body: bytes, seconds: float) -> "asyncio.Future[Answer]":
        """Send a request; its answer, or `NeverLeft`, `Unanswered`. Who waits no longer drops the connection."""
        answer: asyncio.Future[Answer] = self._loop.create_future()
        self._answer = answer
        self._wait_for(seconds)
        if len(body) > _SMALL:  # two writes instead of a copy
            self._transport.write(head)
            self._transport.write(body)
        else:
            self._transport.write(head + body)
        return answer

    @property
    def idle_for(self) -> float:
        """Seconds."""
        return self._loop.time() - self.idle_since

    def rest(self) -> None:
        """Nobody needs it for now."""
        self.idle_since = self._loop.time()

    def drop(self) -> None:
        """End the connection now."""
        self.fit = False
        self._transport.abort()

    def lose(self, why: str, cause: BaseException | None = None) -> None:
        """End the connection, and say why to whoever waits for an answer."""
        waiting, self._answer = self._answer, None
        if waiting is not None and not waiting.done():
            # Bytes held back by us have not left, so the other side cannot have the whole request.
            lost = NeverLeft(f"{why} before the request was sent whole") if self._full else Unanswered(why)
            lost.__cause__ = cause
            waiting.set_exception(lost)
        self.drop()

    def _wait_for(self, seconds: float) -> None:
        """One timer goes on from request to request: to make and cancel one for each costs a tenth of a send."""
        self._seconds, self._late_at = seconds, self._loop.time() + seconds
        if self._timer is None or self._timer.when() > self._late_at:
            self._forget_timer()
            self._timer = self._loop.call_at(self._late_at, self._look, self._late_at)

    def _look(self, moment: float) -> None:
        """Whether the answer that is waited for now is late."""
        self._timer = None
        if self._answer is None or self._answer.done():
            return
        if self._late_at > moment:
            self._timer = self._loop.call_at(self._late_at, self._look, self._late_at)
        else:
            self.lose(f"no answer within {round(self._seconds, 2):g} seconds", TimeoutError())

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # asyncio's own promise; uvloop's is no subclass of it

    def connection_lost(self, exc: Exception | None) -> None:
        self.lose("the connection was cut", exc)
        self._forget_timer()
        if not self.ended.done():
            self.ended.set_result(None)

    def pause_writing(self) -> None:
        self._full = True

    def resume_writing(self) -> None:
        self._full = False

    def eof_received(self) -> None:
        self.fit = False

    def get_buffer(self, sizehint: int) -> memoryview:  # noqa: ARG002 - asyncio's signature
        return _HEARD

    def buffer_updated(self, nbytes: int) -> None:
        if self._answer is None:
            self.drop()  # nobody asked
            return
        try:
            self._parser.feed_data(_HEARD[:nbytes])
        except (HttpParserError, HttpParserUpgrade) as broken:
            self.lose("the answer is not HTTP", broken)

    # the parser's side

    def on_message_begin(self) -> None:
        self._body, self._length = [], 0
        if self._answer is None or self._answer.done():
            self.fit = False  # it says more than it was asked

    def on_body(self, body: bytes) -> None:
        self._body.append(body)
        self._length += len(body)
        if self._length > LARGEST_ANSWER:
            raise ValueError("too large an answer")

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        answer = self._answer
        if status < 200 or answer is None or answer.done():  # noqa: PLR2004 - "go on", not yet the answer
            return
        if self._full or not self._parser.should_keep_alive():
            self.fit = False
        self._answer = None
        answer.set_result(Answer(status, b"".join(self._body)))


async def connect(place: Place) -> Connection:
    """Whichever of the place's addresses answers first. Raises `OSError`, `UnicodeError`."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    sock = await start_connection(found, happy_eyeballs_delay=_HAPPY_EYEBALLS)
    trust, name = (_trust(), place.host) if place.secure else (None, None)
    try:
        _, line = await loop.create_connection(Connection, sock=sock, ssl=trust, server_hostname=name)
    except BaseException:
        sock.close()
        raise
    return line
