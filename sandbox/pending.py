"""Updates waiting for a bot: numbered, filtered by allowed_updates, fetched by one poller or pushed to a webhook."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

from sandbox.shapes import Json, Refusal

KEPT_SECONDS = 24 * 3600
OPT_IN = {"chat_member", "message_reaction", "message_reaction_count"}
SECOND_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Pending:
    """The queue of one bot. `waiting` maps update_id to (moment, update)."""

    def __init__(self, first: int) -> None:
        self.next_id = first
        self.waiting: OrderedDict[int, tuple[float, Json]] = OrderedDict()
        self.allowed: list[str] = []
        self.on_arrival: Callable[[], None] | None = None
        self._turn: asyncio.Future[None] | None = None

    def wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in OPT_IN

    def add(self, kind: str, payload: Json) -> None:
        if not self.wanted(kind):
            return
        self.waiting[self.next_id] = (time.time(), {"update_id": self.next_id, kind: payload})
        self.next_id += 1
        self._forget_old()
        if self._turn and not self._turn.done():
            self._turn.set_result(None)
        if self.on_arrival:
            self.on_arrival()

    def _forget_old(self) -> None:
        oldest = time.time() - KEPT_SECONDS
        while self.waiting and next(iter(self.waiting.values()))[0] < oldest:
            self.waiting.popitem(last=False)

    def confirm(self, offset: int) -> None:
        """Forgets what lies before `offset`; a negative one keeps only so many of the last."""
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popitem(last=False)
        while self.waiting and offset > 0 and next(iter(self.waiting)) < offset:
            self.waiting.popitem(last=False)

    def displace(self, words: str = SECOND_POLLER) -> None:
        """Ends the poll under way with 409."""
        if self._turn and not self._turn.done():
            self._turn.set_exception(Refusal(409, words))

    def release(self) -> None:
        """Ends the poll under way with what there is: the server is going down."""
        if self._turn and not self._turn.done():
            self._turn.set_result(None)

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        self.displace()
        self.confirm(offset)
        self._forget_old()
        if not self.waiting and seconds > 0:
            await self._arrival(seconds)
        return [update for _, (_, update) in zip(range(limit), self.waiting.values(), strict=False)]

    async def _arrival(self, seconds: float) -> None:
        self._turn = turn = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait([turn], timeout=seconds)
            if turn.done():
                turn.result()
        finally:
            if self._turn is turn:
                self._turn = None
