"""Where a webhook's requests come in: one path, one secret, a bounded number of connections, each within its time.

Why not aiohttp's or uvicorn's server: docs/performance.md, "An update by webhook". It says no more HTTP than this
needs: no routes, no compression, no TLS (the proxy's), no answer with a body.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from handlers.network.intake_caller import Caller, Take
from handlers.network.intake_request import Entry

MOST_OPEN = 256
"""Connections: what Telegram opens, and a proxy's spare ones."""
_TICK_SECONDS = 0.25
"""How often what is due is looked for: one timer for all connections, none for a request."""


class Intake:
    """Listens, and answers nobody without the secret."""

    def __init__(self, entry: Entry, take: Take) -> None:
        self._entry, self._take = entry, take
        self._callers: set[Caller] = set()
        self._gone = asyncio.Event()

    @contextlib.asynccontextmanager
    async def open(self, host: str, port: int) -> AsyncIterator[int]:
        """Take requests until the block ends, then answer those that have begun; yields the port. Raises `OSError`."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._caller, host, port)
        looking = loop.create_task(self._look())
        try:
            yield int(server.sockets[0].getsockname()[1])
        finally:
            server.close()
            await self._drain()
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _drain(self) -> None:
        for caller in list(self._callers):
            caller.end()
        while self._callers:
            self._gone.clear()
            await self._gone.wait()

    async def _look(self) -> None:
        """Say to each connection that its time is over."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            now = loop.time()
            for caller in [caller for caller in self._callers if caller.due <= now]:
                caller.expire()

    def _caller(self) -> Caller:
        return Caller(self._entry, self._take, self._came, self._lost)

    def _came(self, caller: Caller) -> None:
        """It stays; when all places are taken, in the place of the one that has said nothing for longest."""
        if len(self._callers) >= MOST_OPEN:
            quiet = min((each for each in self._callers if each.idle), key=lambda each: each.due, default=None)
            if quiet is None:
                caller.turn_away()
                return
            self._callers.discard(quiet)
            quiet.end()
        self._callers.add(caller)

    def _lost(self, caller: Caller) -> None:
        self._callers.discard(caller)
        self._gone.set()
