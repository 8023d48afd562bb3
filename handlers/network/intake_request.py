"""Requests of one connection, read by llhttp and judged as soon as they can be: most before their body is read.

llhttp's strictness holds: a length beside chunks, two lengths, a folded header, a bare line feed are no request.
"""

import hmac
from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

LARGEST = 1024 * 1024
"""Bytes of a body. Telegram's own stay far below 64 KB."""
LARGEST_HEAD = 16 * 1024
"""Bytes of the target, of all names and values, trailers included."""
MOST_HEADERS = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What a request must have to come in."""

    path: bytes
    header: bytes
    """In lower case."""
    secret: bytes


class Request(NamedTuple):
    """One request, read to its end or refused."""

    body: bytes
    no: int | None = None
    """The status of a refusal; nothing more is read after it."""
    keep: bool = True
    """Whether the connection may stay."""


class Reading:
    """Turns a connection's bytes into requests."""

    def __init__(self, entry: Entry) -> None:
        self.found: deque[Request] = deque()
        self.under_way = False
        """Whether a request has begun and not ended."""
        self.told_to_wait = False
        """Whether the sender waits for a word before it sends the body."""
        self._entry = entry
        self._parser = HttpRequestParser(self)
        self._over = False
        self._begin()

    def feed(self, data: bytes) -> None:
        """Read on; what has ended is in `found`."""
        if self._over:
            return
        self._raw += len(data)
        try:
            self._parser.feed_data(data)
            if self.under_way and self._raw > (2 * LARGEST if self._inside else LARGEST_HEAD):
                self._refuse(413 if self._inside else 431)
        except (HttpParserError, HttpParserUpgrade, ValueError):
            self._over, self.under_way = True, False
            self.found.append(Request(b"", self._no or 400, keep=False))

    def _begin(self) -> None:
        self._target, self._body = b"", bytearray()
        self._secret: bytes | None = None
        self._raw = self._size = self._headers = 0
        self._inside = False
        self._expects: bytes | None = None
        self._length: int | None = None
        self._chunked = False
        self._no: int | None = None

    def _refuse(self, status: int) -> None:
        """End the reading: whatever a parser's callback raises does. Raises `ValueError`."""
        self._no = status
        raise ValueError(status)

    def _grow(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST_HEAD or self._headers > MOST_HEADERS:
            self._refuse(431)

    # the parser's side

    def on_message_begin(self) -> None:
        self._begin()
        self.under_way = True

    def on_url(self, part: bytes) -> None:
        self._target += part
        self._grow(len(part))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers += 1
        self._grow(len(name) + len(value))
        name = name.lower()
        if name == self._entry.header:
            self._secret = value if self._secret is None else b""  # several are none
        elif name == b"content-length":
            self._length = int(value)
        elif name == b"transfer-encoding":
            self._chunked = True
        elif name == b"expect":
            self._expects = value.lower()

    def on_headers_complete(self) -> None:
        self._inside = True
        if self._target.partition(b"?")[0] != self._entry.path:
            self._refuse(404)
        if self._parser.get_method() != b"POST":
            self._refuse(405)
        if not hmac.compare_digest(self._secret or b"", self._entry.secret):
            self._refuse(401)
        if self._parser.should_upgrade() or (self._chunked and self._parser.get_http_version() != "1.1"):
            self._refuse(400)
        if self._length is not None and self._length > LARGEST:
            self._refuse(413)
        if self._expects is not None:
            self._await_word()

    def _await_word(self) -> None:
        if self._expects != b"100-continue":
            self._refuse(417)
        self.told_to_wait = self._parser.get_http_version() == "1.1"

    def on_body(self, part: bytes) -> None:
        self.told_to_wait = False
        self._body += part
        if len(self._body) > LARGEST:
            self._refuse(413)

    def on_message_complete(self) -> None:
        self.under_way = self.told_to_wait = False
        keep = self._parser.should_keep_alive() and self._parser.get_http_version() == "1.1"
        self.found.append(Request(bytes(self._body), keep=keep))
