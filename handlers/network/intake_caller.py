"""One connection to the intake: its requests answered one after the other, each step within its time."""

import asyncio
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import cast

from handlers.network.intake_request import LARGEST, Entry, Reading

READ_SECONDS = 10.0
"""For a whole request, from its first byte to its last."""
ANSWER_SECONDS = 25.0
"""A request that takes longer is answered while it goes on: Telegram would send it again."""
IDLE_SECONDS = 75.0
"""A connection may wait so long for its next request: longer than proxies keep one."""
LEAVE_SECONDS = 2.0
"""After a refusal what still comes is thrown away for so long: cut at once, the answer could be lost."""
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_log = logging.getLogger(__name__)

Take = Callable[[bytes], "int | asyncio.Task[None]"]
"""Takes a body: the status at once, or the work that ends in a 200."""
Told = Callable[["Caller"], None]


class Caller(asyncio.Protocol):
    """One connection. `due` is when it has to be looked at; whoever made it calls `expire` then."""

    def __init__(self, entry: Entry, take: Take, came: Told, lost: Told) -> None:
        self._loop = asyncio.get_running_loop()
        self._reading = Reading(entry)
        self._take, self._came, self._lost = take, came, lost
        self._work: asyncio.Task[None] | None = None
        self._keep = True
        self._last = self._leaving = self._deaf = self._full = self._held = False
        self._thrown = 0
        self.due = self._loop.time() + IDLE_SECONDS

    @property
    def idle(self) -> bool:
        """Whether nothing is lost by closing it."""
        return not (self._work or self._leaving or self._reading.under_way or self._reading.found)

    def end(self) -> None:
        """Answer what has begun, and close."""
        self._last = True
        if self.idle or self._leaving:
            self._transport.close()

    def turn_away(self) -> None:
        """There is no place for it."""
        self._leaving = True
        self._transport.write(_answers(503, last=True))
        self._transport.close()

    def expire(self) -> None:
        """Its time is over: late work is answered and goes on, a late request is refused, the rest is closed."""
        if self._work is not None:
            self._answered()
        elif self._reading.under_way and not self._leaving:
            self._refuse(408)
        else:
            self._transport.abort()

    # asyncio's side

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)  # asyncio's own promise; uvloop's is no subclass of it

        self._came(self)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's
        self._work, self._leaving = None, True
        self._reading.found.clear()
        self._lost(self)

    def data_received(self, data: bytes) -> None:
        if self._leaving:
            self._throw_away(len(data))
            return
        waited = self._reading.under_way or self._work is not None
        self._reading.feed(data)
        if not waited and self._reading.under_way:
            self.due = self._loop.time() + READ_SECONDS
        self._next()

    def eof_received(self) -> bool:
        """Who has said all may still wait for the answer."""
        self._last = self._deaf = True
        return self._work is not None or bool(self._reading.found)

    def pause_writing(self) -> None:
        self._full = True
        self._hold()

    def resume_writing(self) -> None:
        self._full = False
        self._hold()

    # one request after the other

    def _next(self) -> None:
        """Take the requests that have come, until one of them needs its time."""
        found = self._reading.found
        while found and self._work is None and not self._leaving:
            request = found.popleft()
            if request.no is not None:
                self._refuse(request.no)
                return
            self._keep = request.keep
            said = self._taken(request.body)
            if isinstance(said, int):
                self._answer(said)
            else:
                self._wait_for(said)
        if self._reading.told_to_wait and self._work is None and not self._leaving:
            self._reading.told_to_wait = False
            self._transport.write(_CONTINUE)
        self._hold()

    def _taken(self, body: bytes) -> "int | asyncio.Task[None]":
        try:
            return self._take(body)
        except Exception:  # noqa: BLE001 - a fault of ours must be answered, too
            _log.exception("a request could not be taken")
            return 500

    def _wait_for(self, work: "asyncio.Task[None]") -> None:
        self._work = work
        self.due = self._loop.time() + ANSWER_SECONDS
        work.add_done_callback(self._done)

    def _done(self, work: "asyncio.Task[None]") -> None:
        if self._work is work:  # else it was answered while it went on, or nobody waits for the answer
            self._answered()

    def _answered(self) -> None:
        self._work = None
        self._answer(200)
        self._next()

    def _answer(self, status: int) -> None:
        """Say it, then wait for the next one, or close."""
        last = not self._keep or (self._last and not self._reading.found and not self._reading.under_way)
        self._transport.write(_answers(status, last=last))
        if last:
            self._leave()
            return
        self.due = self._loop.time() + (READ_SECONDS if self._reading.under_way else IDLE_SECONDS)

    def _refuse(self, status: int) -> None:
        self._transport.write(_answers(status, last=True))
        self._leave()

    def _leave(self) -> None:
        """Say that all is said; what still comes is thrown away until the other side has heard it."""
        self._leaving = True
        self._reading.found.clear()
        self.due = self._loop.time() + LEAVE_SECONDS
        self._hold()
        if self._deaf or not self._transport.can_write_eof():
            self._transport.close()
        else:
            self._transport.write_eof()

    def _throw_away(self, size: int) -> None:
        self._thrown += size
        if self._thrown > 2 * LARGEST:
            self._transport.abort()

    def _hold(self) -> None:
        """Read on only when what was read has been answered and heard: nobody can pile up requests here."""
        hold = self._full or (bool(self._reading.found) and not self._leaving)
        if hold != self._held and not self._transport.is_closing():
            self._held = hold
            (self._transport.pause_reading if hold else self._transport.resume_reading)()


def _answers(status: int, *, last: bool) -> bytes:
    told = _KNOWN.get((status, last))
    if told is None:
        allow = "Allow: POST\r\n" if status == HTTPStatus.METHOD_NOT_ALLOWED else ""
        close = "Connection: close\r\n" if last else ""
        told = f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{allow}{close}Content-Length: 0\r\n\r\n".encode()
        _KNOWN[status, last] = told
    return told


_KNOWN: dict[tuple[int, bool], bytes] = {}
