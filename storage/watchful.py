"""A connection to PostgreSQL that ends when the server's machine is silent, which the system would wait out."""

import socket
from typing import Any

import asyncpg

SILENT = 60
"""Seconds without a sign of the other machine after which a connection is over."""
_SOON = {"TCP_KEEPIDLE": SILENT // 2, "TCP_KEEPINTVL": SILENT // 6, "TCP_USER_TIMEOUT": SILENT * 1000}
"""How soon it is asked while we wait, and how long it may leave unconfirmed what it got; Linux has all of them."""


class Watchful(asyncpg.Connection):  # type: ignore[misc] # the driver has no types
    """One that was cut off without a word would be waited for during a quarter of an hour, or for ever."""

    __slots__ = ()

    def __init__(self, protocol: Any, transport: Any, *more: Any, **named: Any) -> None:  # noqa: ANN401 - see above
        super().__init__(protocol, transport, *more, **named)
        line = transport.get_extra_info("socket")
        if line.family in {socket.AF_INET, socket.AF_INET6}:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            for name, value in _SOON.items():
                if (option := getattr(socket, name, None)) is not None:
                    line.setsockopt(socket.IPPROTO_TCP, option, value)
