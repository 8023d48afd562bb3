"""What speaks against a moment, and the next good one: readers' quiet hours, holidays, other posts; pure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.almanac import Region, holiday, is_made_up, region_of
from bot.languages import Form
from bot.people import Quiet
from bot.places import Place
from bot.recurrence import local, moment_near

NEAR = timedelta(minutes=60)
"""Posts closer together than this crowd each other."""
LOUD = time(9), time(21)
"""Between these hours of the author's clock a better moment is looked for."""
STEP = timedelta(minutes=30)
LOOK_AHEAD = timedelta(days=14)
FEW = 0.1
"""A moment is good when no more than this share of the readers have quiet hours."""


class Care(StrEnum):
    """What speaks against a moment."""

    QUIET = "quiet"
    HOLIDAY = "holiday"
    MADE_UP = "made_up"
    OTHERS = "others"
    OWN = "own"
    FULL = "full"
    """Readers who will have had as many promotions as they want in a day."""


@dataclass(frozen=True, slots=True)
class HourGroup:
    """Readers who share a place, a zone and quiet hours, and how many they are."""

    place: Place | None
    zone: str
    quiet: Quiet
    number: int


@dataclass(frozen=True, slots=True)
class Caution:
    """One thing that speaks against a moment, how many readers or posts it is about, and where."""

    care: Care
    number: int
    region: Region | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known around a moment: the readers, and when other posts go out."""

    groups: Sequence[HourGroup]
    others: Sequence[datetime]
    own: Sequence[datetime]

    @property
    def number(self) -> int:
        """How many readers there are."""
        return sum(group.number for group in self.groups)


def cautions(scene: Scene, moment: datetime, wall: datetime | None = None) -> list[Caution]:
    """What speaks against a moment; with `wall`, against this hour on each reader's own clock."""
    times = [(group, wall or local(moment, group.zone)) for group in scene.groups]
    found = [Caution(Care.QUIET, sum(group.number for group, at in times if group.quiet.covers(at.time())))]
    days: Counter[tuple[Region, date]] = Counter()
    for group, at in times:
        if region := region_of(group.place, group.zone):
            days[region, at.date()] += group.number
    for (region, day), number in sorted(days.items()):
        if holiday(region, day, Form.EN):
            found.append(Caution(Care.HOLIDAY, number, region, day))
        elif is_made_up(region, day):
            found.append(Caution(Care.MADE_UP, number, region, day))
    found.append(Caution(Care.OTHERS, _near(scene.others, moment)))
    found.append(Caution(Care.OWN, _near(scene.own, moment)))
    return [caution for caution in found if caution.number]


def _near(moments: Sequence[datetime], moment: datetime) -> int:
    return sum(abs(other - moment) < NEAR for other in moments)


def is_good(scene: Scene, moment: datetime, wall: datetime | None) -> bool:
    """Whether nothing speaks against it but a few readers' quiet hours."""
    found = {caution.care: caution.number for caution in cautions(scene, moment, wall)}
    return found.pop(Care.QUIET, 0) <= FEW * scene.number and not found


def good_ones(scene: Scene, wall: datetime, zone: str, *, own_zone: bool = False) -> Iterator[datetime]:
    """Good moments after a wall clock, the next one first, as wall clocks of this zone."""
    at = wall.replace(minute=wall.minute // 30 * 30, second=0, microsecond=0) + STEP
    while at - wall <= LOOK_AHEAD:
        if LOUD[0] <= at.time() <= LOUD[1] and is_good(scene, moment_near(at, zone), at if own_zone else None):
            yield at
        at += STEP
