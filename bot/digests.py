"""A reader's digest: what their limit held back, as one message a day or a week, at a time of theirs; pure."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from bot.recurrence import local, zone_of


class Rhythm(StrEnum):
    """How often a digest comes."""

    DAY = "day"
    WEEK = "week"


HOURS = (8, 12, 19, 21)
"""Those that most choose; any other can be."""
SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody would have otherwise; what is none stays."""

    every: Rhythm | None = None
    at: time | None = None
    weekday: int | None = None
    """0 for Monday."""
    only: bool | None = None

    @property
    def rhythm(self) -> Rhythm | None:
        """How often: a day of the week is each week's."""
        return self.every if self.weekday is None else Rhythm.WEEK


@dataclass(frozen=True, slots=True)
class Digest:
    """What a reader chose, and what they have been told up to which moment."""

    reader_id: int
    every: Rhythm | None = Rhythm.DAY
    at: time = time(19)
    weekday: int = SUNDAY
    """On which day a weekly one comes, 0 for Monday."""
    only: bool = False
    """Nothing else comes: every post waits for the digest."""
    next_at: datetime | None = None
    upto: datetime | None = None

    def changed(self, to: Change) -> "Digest":
        """With what is named; on, unless nothing is named but that something else may come, too."""
        begins = None if to == Change(only=False) else Rhythm.DAY
        return replace(
            self,
            every=to.rhythm or self.every or begins,
            at=self.at if to.at is None else to.at,
            weekday=self.weekday if to.weekday is None else to.weekday,
            only=self.only if to.only is None else to.only,
        )

    def planned(self, zone: str, now: datetime) -> "Digest":
        """With its next moment on the clock of this zone; none when it is off."""
        if self.every is None:
            return replace(self, only=False, next_at=None)
        return replace(self, next_at=self._next(zone, now), upto=self.upto or now)

    def _next(self, zone: str, now: datetime) -> datetime:
        day = local(now, zone).date()
        while True:
            moment = self._on(day, zone)
            if moment > now and (self.every is Rhythm.DAY or day.weekday() == self.weekday):
                return moment
            day += timedelta(days=1)

    def _on(self, day: date, zone: str) -> datetime:
        return datetime.combine(day, self.at, zone_of(zone)).astimezone(UTC)

    def is_for(self, zone: str) -> bool:
        """Whether its next moment is its time in this zone: they may have moved since."""
        return self.next_at is not None and self.next_at == self._on(local(self.next_at, zone).date(), zone)
