"""A sending account and its pace: the next free moment moves forward with every reserved slot; pure.

All processes share the account's row; within one process `bot.pace` sees to it that no slot is used too early.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from math import ceil

PERMITTED = 30
"""Messages a second that Telegram lets a bot send for nothing (Bots FAQ)."""
PAID = 1000
"""The same for messages of a paid broadcast (Bot API, `allow_paid_broadcast`)."""
SHARE = 0.99
"""How much of what is permitted we take: what is left is the room for the network's own unevenness."""
PAID_SHARE = 0.983
DEFAULT_RATE = PERMITTED * SHARE
SHARED_RATE = 28.0
"""Where several processes may send on one account: none of them sees when the others' messages really leave."""
PAID_RATE = PAID * PAID_SHARE
CLIMB = timedelta(seconds=0.5)
"""After a flood answer the pace is this long a slower one, and no longer, however many slots are taken at once."""
CLIMB_SHARE = 0.75
HORIZON = timedelta(minutes=2)
"""No honest reservation reaches further ahead: a slot beyond it was written by a clock that has been set back since."""


DOUBT = 40
"""K where a bot is not paid for: so many people of one process are in doubt after a crash at the most."""
ROUND_TRIP = 0.6
"""Seconds from a reserved slot to its kept outcome on a slow day: 0.1 in line, 0.3 under way, 0.2 until it is kept."""


def in_doubt(rate: float) -> int:
    """K for a rate: how many may be under way at once in one process without an outcome that is kept."""
    return max(DOUBT, ceil(rate * ROUND_TRIP))


class Lane(IntEnum):
    """Whose turn comes first when several wait for the same account."""

    REPLY = 0
    BROADCAST = 1
    CORRECTION = 2
    """Corrections and recalls: they find the chat as it is, and can wait."""


@dataclass(frozen=True, slots=True)
class Slots:
    """Reserved moments: the first one, and the seconds between each and the next; the first `slow` gaps are longer."""

    first: datetime
    gap: float
    slow: int = 0

    def after(self, number: int) -> float:
        """Seconds from the first moment to the one that so many others stand before."""
        return self.gap * (number + min(number, self.slow) * (1 / CLIMB_SHARE - 1))


@dataclass(frozen=True, slots=True)
class Account:
    """A sending token, by its public id; one row that all workers share."""

    id: int
    next_slot: datetime
    rate: float = DEFAULT_RATE
    paused_until: datetime | None = None
    paused_at: datetime | None = None
    """When the pause was written, by the clock of whoever wrote it."""
    paid_next_slot: datetime | None = None

    @classmethod
    def fresh(cls, account_id: int, now: datetime, *, shared: bool) -> "Account":
        """One that nobody has sent on; shared where several processes may."""
        return cls(account_id, now, SHARED_RATE if shared else DEFAULT_RATE)

    def reserve(self, count: int, now: datetime, *, paid: bool = False) -> tuple["Account", Slots]:
        """Take `count` slots; the account after it and the slots."""
        next_slot = (self.paid_next_slot or now) if paid else self.next_slot
        free = next_slot if next_slot <= now + HORIZON else now
        resumed = self.pause_end(now)
        first = max(free, now, resumed or now)
        rate = PAID_RATE if paid else self.rate
        slots = Slots(first, 1 / rate, self._slow(first, resumed, rate))
        after = first + timedelta(seconds=slots.after(count))
        changed = replace(self, paid_next_slot=after) if paid else replace(self, next_slot=after)
        return changed, slots

    def _slow(self, first: datetime, resumed: datetime | None, rate: float) -> int:
        """How many slots from this one on belong to the climb after a pause."""
        end = resumed or self.paused_until
        if end is None or not timedelta(0) <= first - end < CLIMB:
            return 0
        return ceil((CLIMB - (first - end)).total_seconds() * rate * CLIMB_SHARE)

    def pause(self, until: datetime, now: datetime) -> "Account":
        """Nobody sends on this account before `until`; a shorter pause never shortens a longer one."""
        end = self.pause_end(now)
        if end is not None and end >= until:
            return self
        return replace(self, paused_until=until, paused_at=now)

    def pause_end(self, now: datetime) -> datetime | None:
        """Until when nothing may be sent, if that is still ahead.

        A pause written in what is now the future was written by a clock that has been set back since; how much of it
        is left only the pacer of the process that heard the flood answer knows.
        """
        if self.paused_until is None or self.paused_at is None or self.paused_at > now + HORIZON:
            return None
        return self.paused_until if self.paused_until > now else None
