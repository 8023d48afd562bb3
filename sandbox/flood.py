"""Flood control as on Telegram, per bot, per private chat and per group; what is too much gets 429.

Two ways of judging a bot's and a group's pace: buckets that leak (a burst, then the rate), or strict windows (no second
and no minute, wherever it begins, holds more). A private chat has a bucket in both. Cannot know Telegram's real limits,
which move; these are the published figures. An edit counts for the bot, for no chat.
"""

import math
import time
from collections.abc import Callable

from sandbox.arrivals import Arrivals
from sandbox.shapes import Json, too_many
from sandbox.windows import Buckets, Windows

BURST = 3
SECOND, MINUTE = 1.0, 60.0
Rules = Buckets | Windows


class Flood:
    """30/s per bot, 1,000/s when it pays, 1/s per chat after a burst of 3, 20/min per group, unless told otherwise."""

    def __init__(self, *, enabled: bool = True, strict: int = 0, clock: Callable[[], float] = time.monotonic) -> None:
        self.enabled = enabled
        self.strict = strict > 0
        self.per_bot = float(strict or 30)
        self.per_bot_paid = 1000.0
        self.per_chat = 1.0
        self.per_group_minute = 20.0
        self.arrivals: dict[int, Arrivals] = {}
        self.forced: dict[int, float] = {}
        self.now = clock
        self.clear()

    def clear(self) -> None:
        """Every bucket is full and every window empty; the limits are as they are told now."""
        self._bots = self._rules(self.per_bot, SECOND)
        self._paid = self._rules(self.per_bot_paid, SECOND)
        self._groups = self._rules(self.per_group_minute, MINUTE)
        self._chats = Buckets(max(BURST, self.per_chat), self.per_chat)

    def _rules(self, limit: float, span: float) -> Rules:
        return Windows(int(limit), span) if self.strict else Buckets(limit, limit / span)

    def record(self, bot_id: int) -> Arrivals:
        """What this bot sent so far."""
        found = self.arrivals.get(bot_id)
        if found is None:
            found = self.arrivals[bot_id] = Arrivals()
        return found

    def check(self, bot_id: int, chat_id: int, cost: int = 1, *, paid: bool = False) -> None:
        """Raises 429 with retry_after in whole seconds; otherwise the send is counted."""
        moment = self.now()
        if self.enabled:
            self._judge(bot_id, chat_id, cost, (moment, self._paid if paid else self._bots))
        self.record(bot_id).accept(moment, cost)

    def _judge(self, bot_id: int, chat_id: int, cost: int, against: tuple[float, Rules]) -> None:
        moment, bots = against
        rules = self._chats if chat_id > 0 else self._groups
        pair = bot_id, chat_id
        wait = bots.wait(bot_id, moment, cost)
        if chat_id:
            wait = max(wait, rules.wait(pair, moment, cost))
        if wait > 0:
            self.record(bot_id).floods += 1
            raise too_many(max(1, math.ceil(wait)))
        bots.take(bot_id, moment, cost)
        if chat_id:
            rules.take(pair, moment, cost)

    def restart(self) -> None:
        """Forgets what was sent, and forced floods."""
        self.clear()
        self.forced.clear()
        self.arrivals.clear()

    def force(self, bot_id: int, seconds: float) -> None:
        """From now on, and for so long, everything this bot says is refused; 0 ends it."""
        self.forced[bot_id] = self.now() + seconds

    def refuse(self, bot_id: int) -> None:
        """Raises 429 while a forced flood lasts, with the seconds that are left of it. The call was useless."""
        left = self.forced.get(bot_id, 0.0) - self.now()
        if left <= 0:
            self.forced.pop(bot_id, None)
            return
        record = self.record(bot_id)
        record.floods += 1
        record.useless += 1
        raise too_many(max(1, math.ceil(left)))

    def as_json(self) -> Json:
        """The limits in force."""
        return {
            "enabled": self.enabled, "strict": self.strict, "per_bot": self.per_bot, "per_chat": self.per_chat,
            "per_group_minute": self.per_group_minute, "per_bot_paid": self.per_bot_paid,
        }  # fmt: skip
