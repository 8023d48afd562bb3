"""Questions a bot answers once: callback queries and inline queries."""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field

from sandbox.shapes import Json, bad

VALID_SECONDS = 60
REMEMBERED = 10_000
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


@dataclass
class Query:
    """`answer` is what the bot said; a query nobody waits for is fine."""

    id: str
    bot_id: int
    user_id: int
    key: str
    message_id: int = 0
    text: str = ""
    asked_at: float = field(default_factory=time.monotonic)
    answer: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def reply(self, answer: Json) -> None:
        self.answer = answer
        self.answered.set()

    async def wait(self, seconds: float) -> Json | None:
        try:
            await asyncio.wait_for(self.answered.wait(), seconds)
        except TimeoutError:
            return None
        return self.answer


class Queries:
    """The open questions, bounded."""

    def __init__(self) -> None:
        self._next = time.time_ns() >> 10
        self.known: OrderedDict[str, Query] = OrderedDict()

    def ask(self, bot_id: int, user_id: int, key: str, message_id: int = 0) -> Query:
        self._next += 1
        query = Query(str(self._next), bot_id, user_id, key, message_id)
        self.known[query.id] = query
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)
        return query

    def open(self, query_id: str, bot_id: int) -> Query:
        """The question of a bot. Raises `Refusal` 400 when it is unknown, answered, or older than a minute."""
        query = self.known.get(query_id)
        late = query is None or time.monotonic() - query.asked_at > VALID_SECONDS
        if query is None or late or query.answered.is_set() or query.bot_id != bot_id:
            raise bad(TOO_OLD)
        return query

    def age(self, key: str, message_id: int, seconds: float) -> None:
        for query in self.known.values():
            if query.key == key and query.message_id == message_id:
                query.asked_at -= seconds
