"""A connection to PostgreSQL that ends when the server's machine is silent, which the system would wait out."""

import socket
from typing import Any

import asyncpg

SILENT = 60
"""Seconds without a sign of the other machine after which a connection is over."""
_SOON = (
    (socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1),
    (socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, SILENT // 2),
    (socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, SILENT // 6),
    (socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT * 1000),
)
"""Asked of it while we wait for an answer; what it does not confirm having got."""


class Watchful(asyncpg.Connection):  # type: ignore[misc] # the driver has no types
    """One that was cut off without a word would be waited for during a quarter of an hour, or for ever."""

    __slots__ = ()

    def __init__(self, protocol: Any, transport: Any, *more: Any, **named: Any) -> None:  # noqa: ANN401 - see above
        super().__init__(protocol, transport, *more, **named)
        line = transport.get_extra_info("socket")
        if line.family in {socket.AF_INET, socket.AF_INET6}:
            for level, option, value in _SOON:
                line.setsockopt(level, option, value)
