"""A sending account and its pace: the next free moment moves forward with every reserved slot; pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

DEFAULT_RATE = 28.0
"""Messages a second: Telegram allows about 30 for a bot, and replies need their share."""


@dataclass(frozen=True, slots=True)
class Account:
    """A sending token, by its public id; one row that all workers share."""

    id: int
    next_slot: datetime
    rate: float = DEFAULT_RATE
    paused_until: datetime | None = None

    def reserve(self, count: int, now: datetime) -> tuple["Account", datetime]:
        """Take `count` slots; the account after it and the first slot's moment. Later slots follow every 1/rate s."""
        first = max(self.next_slot, now, self.paused_until or now)
        return replace(self, next_slot=first + timedelta(seconds=count / self.rate)), first

    def pause(self, until: datetime) -> "Account":
        """Nobody sends on this account before `until`; a shorter pause never shortens a longer one."""
        return replace(self, paused_until=max(until, self.paused_until or until))
