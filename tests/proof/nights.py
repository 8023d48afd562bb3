"""The nights on which clocks are moved, found by walking UTC: nothing here asks what a wall-clock time means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
STRIDE = 72 * HOUR
"""No zone moves its clocks twice within it."""
AROUND = 90 * MINUTE


@dataclass(frozen=True, slots=True)
class Night:
    """The first minute (UTC) at which a zone's clocks show something else, by how much they differ before and then."""

    zone: str
    moment: datetime
    before: timedelta
    after: timedelta

    def walls(self) -> Iterator[datetime]:
        """Every minute of the wall clock from well before to well after."""
        wall = (self.moment + min(self.before, self.after) - AROUND).replace(tzinfo=None)
        end = (self.moment + max(self.before, self.after) + AROUND).replace(tzinfo=None)
        while wall <= end:
            yield wall
            wall += MINUTE

    def moments(self) -> dict[datetime, list[datetime]]:
        """Wall-clock minute -> the moments at which clocks there show it, in their order."""
        shown: dict[datetime, list[datetime]] = {}
        spread, zone = abs(self.after - self.before) + 2 * AROUND, ZoneInfo(self.zone)
        now, end = self.moment - spread, self.moment + spread
        while now <= end:
            shown.setdefault(_wall(now, zone), []).append(now)
            now += MINUTE
        return shown


def nights(zone: str, begin: datetime, end: datetime) -> Iterator[Night]:
    """Every night between two moments."""
    there, was, now = ZoneInfo(zone), begin, begin
    before = _ahead(begin, there)
    while now < end:
        now += STRIDE
        after = _ahead(now, there)
        if after != before:
            moment = _first(was, now, there, before)
            yield Night(zone, moment, before, after)
            before = after
        was = now


def _first(was: datetime, now: datetime, zone: ZoneInfo, before: timedelta) -> datetime:
    """By hours, then by minutes."""
    for step in (HOUR, MINUTE):
        while was < now and _ahead(was + step, zone) == before:
            was += step
    return was + MINUTE


def _wall(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _ahead(moment: datetime, zone: ZoneInfo) -> timedelta:
    """How far clocks there are ahead of UTC at a moment."""
    there = moment.astimezone(zone).utcoffset()
    assert there is not None
    return there


def year(number: int) -> datetime:
    return datetime(number, 1, 1, tzinfo=UTC)
