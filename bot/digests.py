"""A reader's digest: what their limit held back, as one message a day or a week, at an hour of theirs; pure."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from bot.recurrence import local, zone_of


class Rhythm(StrEnum):
    """How often a digest comes."""

    DAY = "day"
    WEEK = "week"


HOURS = (8, 12, 19, 21)
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader chose, and what they have been told up to which moment."""

    reader_id: int
    every: Rhythm | None = Rhythm.DAY
    hour: int = 19
    only: bool = False
    """Nothing else comes: every post waits for the digest."""
    next_at: datetime | None = None
    upto: datetime | None = None

    def planned(self, zone: str, now: datetime) -> "Digest":
        """With its next moment on the clock of this zone; none when it is off."""
        if self.every is None:
            return replace(self, only=False, next_at=None)
        return replace(self, next_at=self._next(zone, now), upto=self.upto or now)

    def _next(self, zone: str, now: datetime) -> datetime:
        day = local(now, zone).date()
        while True:
            moment = datetime.combine(day, time(self.hour), zone_of(zone)).astimezone(UTC)
            if moment > now and (self.every is Rhythm.DAY or day.weekday() == SUNDAY):
                return moment
            day += timedelta(days=1)

    def is_for(self, zone: str) -> bool:
        """Whether its next moment is its hour in this zone: they may have moved since."""
        return self.next_at is not None and local(self.next_at, zone).hour == self.hour
