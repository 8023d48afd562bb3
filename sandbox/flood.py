"""Flood control as on Telegram: a leaking bucket per bot, per private chat and per group; what overflows gets 429.

Cannot know Telegram's real limits, which move; these are the published figures.
"""

import math
import time

from sandbox.shapes import too_many

BURST = 3
ROUNDING = 1e-9


class Bucket:
    """Holds `capacity` sends, refilled at `rate` a second."""

    __slots__ = ("at", "left")

    def __init__(self, capacity: float) -> None:
        self.left = capacity
        self.at = time.monotonic()

    def wait(self, capacity: float, rate: float, cost: int) -> float:
        """Seconds until `cost` sends fit; a cost above the capacity waits for a full bucket."""
        moment = time.monotonic()
        self.left = min(capacity, self.left + (moment - self.at) * rate)
        self.at = moment
        missing = min(cost, capacity) - self.left
        return missing / rate if missing > ROUNDING else 0.0


class Flood:
    """30/s per bot, 1/s per chat with a burst of 3, 20/min per group or channel, unless told otherwise."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self.per_bot = 30.0
        self.per_chat = 1.0
        self.per_group_minute = 20.0
        self._buckets: dict[tuple[int, int], Bucket] = {}

    def check(self, bot_id: int, chat_id: int, cost: int = 1) -> None:
        """Raises 429 with retry_after in whole seconds; otherwise the send is counted."""
        if not self.enabled:
            return
        limits = [(self._bucket(bot_id, 0, self.per_bot), self.per_bot, self.per_bot)]
        if chat_id > 0:
            capacity = max(BURST, self.per_chat)
            limits.append((self._bucket(bot_id, chat_id, capacity), capacity, self.per_chat))
        elif chat_id < 0:
            size = self.per_group_minute
            limits.append((self._bucket(bot_id, chat_id, size), size, size / 60))
        wait = max(bucket.wait(capacity, rate, cost) for bucket, capacity, rate in limits)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for bucket, _, _ in limits:
            bucket.left -= cost

    def _bucket(self, bot_id: int, chat_id: int, capacity: float) -> Bucket:
        found = self._buckets.get((bot_id, chat_id))
        if found is None:
            found = self._buckets[bot_id, chat_id] = Bucket(capacity)
        return found

    def clear(self) -> None:
        self._buckets.clear()
