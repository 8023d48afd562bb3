"""One connection of HTTP/1.1 over asyncio: one request at a time, and whether it has left.

Answers are read by httptools (llhttp, the parser of Node and uvicorn). What it cannot know: when a connection is cut
after the last byte was handed to the system, whether the other side took the request (`Unanswered`).
"""

import asyncio
import functools
import socket
import ssl
from collections.abc import Callable
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


Heard = Callable[[Answer | NeverLeft | Unanswered], None]
"""Who is told what became of a request."""


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
        self._told: Heard | None = None
        """Who waits for an answer."""
        self._answer: Answer | None = None
        """It is read, and nobody has been told yet."""
        self._body: list[bytes] = []
        self._length = 0
        self._full = False
        self._late_at = 0.0
        self._seconds = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def ask(self, head: bytes, body: bytes, seconds: float) -> "asyncio.Future[Answer]":
        """Send a request; its answer, or `NeverLeft`, `Unanswered`. Who waits no longer drops the connection."""
        answer: asyncio.Future[Answer] = self._loop.create_future()

        def told(said: Answer | NeverLeft | Unanswered) -> None:
            if answer.done():
                return
            if isinstance(said, Answer):
                answer.set_result(said)
            else:
                answer.set_exception(said)

        self.say(head, body, seconds, told)
        return answer

    def say(self, head: bytes, body: bytes, seconds: float, told: Heard) -> None:
        """Send a request; `told` is called once, with its answer or with what became of it."""
        self._told = told
        self._wait_for(seconds)
        if len(body) > _SMALL:  # two writes instead of a copy
            self._transport.write(head)
            self._transport.write(body)
        else:
            self._transport.write(head + body)

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
        told, self._told = self._told, None
        self.drop()
        if told is not None:
            # Bytes held back by us have not left, so the other side cannot have the whole request.
            lost = NeverLeft(f"{why} before the request was sent whole") if self._full else Unanswered(why)
            lost.__cause__ = cause
            told(lost)

    def _wait_for(self, seconds: float) -> None:
        """One timer goes on from request to request: to make and cancel one for each costs a tenth of a send."""
        self._seconds, self._late_at = seconds, self._loop.time() + seconds
        if self._timer is None or self._timer.when() > self._late_at:
            self._forget_timer()
            self._timer = self._loop.call_at(self._late_at, self._look, self._late_at)

    def _look(self, moment: float) -> None:
        """Whether the answer that is waited for now is late."""
        self._timer = None
        if self._told is None:
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
        if self._told is None:
            self.drop()  # nobody asked
            return
        try:
            self._parser.feed_data(_HEARD[:nbytes])
        except (HttpParserError, HttpParserUpgrade) as broken:
            if self._answer is None:
                self.lose("the answer is not HTTP", broken)
                return
            self.fit = False  # it says more than it was asked
        if (answer := self._answer) is not None:
            told, self._told, self._answer = self._told, None, None
            told(answer)

    # the parser's side

    def on_message_begin(self) -> None:
        self._body, self._length = [], 0
        if self._answer is not None:
            self.fit = False  # it says more than it was asked

    def on_body(self, body: bytes) -> None:
        self._body.append(body)
        self._length += len(body)
        if self._length > LARGEST_ANSWER:
            raise ValueError("too large an answer")

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        if status < 200 or self._answer is not None:  # noqa: PLR2004 - "go on", not yet the answer
            return
        if self._full or not self._parser.should_keep_alive():
            self.fit = False
        self._answer = Answer(status, b"".join(self._body))


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
