"""Wall-clock plans and their moments; pure. Times of a plan are naive and belong to an IANA zone."""

from calendar import isleap
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import takewhile
from zoneinfo import ZoneInfo, available_timezones

from bot.mistakes import Mistake, Why
from bot.people import HOME_ZONE
from bot.repeating import Repeat, Rule, begin, rounds

FARTHEST = timedelta(days=366)
_SET_BACK = timedelta(hours=3)
"""More than any night sets clocks back: what is later on the wall may still be over."""


@dataclass(frozen=True, slots=True)
class Plan:
    """When a post shall go out: the author's wall clock and zone, and the moment they mean (aware UTC)."""

    post_id: int
    wall: datetime
    zone: str
    moment: datetime
    planned_by: int
    repeat: Repeat | None = None
    """Comes round again by this rule."""
    own_zone: bool = False
    """Means this wall clock in each reader's own zone; `moment` is then the next group's."""
    since: datetime | None = None
    """With `own_zone`: when it was planned. Where the hour had passed by then, it is the next day's."""
    wave_id: int | None = None
    """The first broadcast of a wave of which some groups have gone out already."""
    held_at: datetime | None = None
    """Held since then: it comes due only when somebody lets it go on, or when its hold ends."""
    held_until: datetime | None = None
    """When that ends by itself; none: it does not."""
    passed: bool = False
    """Its moment has come while it was held, and its author was told so."""

    @property
    def outlasted(self) -> bool:
        """Whether its only moment passes before its hold ends."""
        only = self.repeat is None and self.wave_id is None
        return only and self.held_until is not None and self.moment < self.held_until


@dataclass(frozen=True, slots=True)
class Aim:
    """When an author wants a post to go out, on their own wall clock."""

    wall: datetime
    rule: Rule | None = None
    own_zone: bool = False


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Every IANA zone name known here."""
    return frozenset(available_timezones())


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name. Raises `Mistake(ZONE_UNKNOWN)`."""
    if name not in zones():
        raise Mistake(Why.ZONE_UNKNOWN, zone=name)
    return ZoneInfo(name)


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment (UTC) of a naive wall-clock time. An hour that occurs twice means its first occurrence.

    Raises `Mistake(TIME_IMPOSSIBLE)` for an hour that daylight saving skips, `Mistake(NO_SUCH_TIME)` at the calendar's
    two ends, which are beyond it elsewhere on earth.
    """
    try:
        moment = wall.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)
    except OverflowError:
        raise Mistake(Why.NO_SUCH_TIME) from None
    if moment.astimezone(zone_of(zone)).replace(tzinfo=None) != wall:
        raise Mistake(Why.TIME_IMPOSSIBLE, wall=wall, zone=zone)
    return moment


def moment_near(wall: datetime, zone: str) -> datetime:
    """As `moment_of`, but an hour that daylight saving skips is the one after it (RFC 5545): a round is not lost."""
    return wall.replace(tzinfo=zone_of(zone), fold=0).astimezone(UTC)


def moment_in(plan: Plan, zone: str) -> datetime:
    """When a plan on readers' own clocks means those of this zone; the next day where the hour had passed."""
    moment = moment_near(plan.wall, zone)
    late = plan.since is not None and moment <= plan.since
    return moment_near(plan.wall + timedelta(days=1), zone) if late else moment


def passed_over(before: Plan, after: Plan) -> list[datetime]:
    """Wall clocks of the rounds of a plan that it passed over from one state to the next; they did not go out."""
    if before.repeat is None or after.repeat is None or after.moment == before.moment:
        return []
    return [before.wall, *takewhile(lambda wall: wall < after.wall, before.repeat.later())]


def let_go_on(plan: Plan) -> Plan:
    """The same, held no longer."""
    return replace(plan, held_at=None, held_until=None, passed=False)


def local(moment: datetime, zone: str) -> datetime:
    """A moment on the wall clock of a zone (aware)."""
    return moment.astimezone(zone_of(zone))


def wall_at(moment: datetime, zone: str) -> datetime:
    """What a wall clock there shows at a moment (no zone of its own, as plans and what people type)."""
    return local(moment, zone).replace(tzinfo=None)


def city_day(now: datetime) -> date:
    """The day in the city's zone: a campaign begins and ends there, wherever its readers are."""
    return local(now, HOME_ZONE).date()


def day_everywhere(now: datetime) -> date:
    """The day that has begun everywhere: in the zone where it begins last. Every day before it is over everywhere."""
    return (now.astimezone(UTC) - timedelta(hours=12)).date()


def next_minute(now: datetime) -> datetime:
    """The next full minute that is at least ten seconds away, so that a tap is never too late (UTC)."""
    return (now + timedelta(seconds=10)).replace(second=0, microsecond=0) + timedelta(minutes=1)


def month_of(moment: datetime) -> tuple[datetime, datetime]:
    """The calendar month of a moment in the city's zone, as moments [begin, end) (UTC)."""
    here = local(moment, HOME_ZONE).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return here.astimezone(UTC), (here + timedelta(days=32)).replace(day=1).astimezone(UTC)


def days_in(zone: str, first: date, after: date) -> tuple[datetime, datetime]:
    """From the beginning of one day of a zone to that of another, as moments [begin, end)."""
    begin, end = (datetime.combine(day, time(), zone_of(zone)).astimezone(UTC) for day in (first, after))
    return begin, end


def same_day_before(now: datetime, zone: str, since: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """That day of the zone in each earlier year since then, the latest first."""
    today = local(now, zone).date()
    years = range(today.year - 1, local(since, zone).year - 1, -1)
    days = [today.replace(year=year) for year in years if _exists(today, year)]
    return tuple(days_in(zone, day, day + timedelta(days=1)) for day in days)


def _exists(day: date, year: int) -> bool:
    return (day.month, day.day) != (2, 29) or isleap(year)


def first_round(rule: Rule, wall: datetime, zone: str, now: datetime) -> Repeat:
    """The repeat that counts from this wall clock on, at its first round that is still to come.

    Raises `Mistake(NEVER_COMES)`, and `TIME_PAST | TIME_TOO_FAR` for a beginning more than `FARTHEST` away.
    """
    here = wall_at(now, zone)
    if abs(here - wall) > FARTHEST:
        raise Mistake(Why.TIME_PAST) if wall < here else Mistake(Why.TIME_TOO_FAR, days=FARTHEST.days)
    repeat = begin(rule, wall)
    later = rounds(rule, wall, here - _SET_BACK)
    coming = (round_ for round_ in later if moment_near(round_, zone) > now)
    first = next(coming, None)
    if first is None:
        raise Mistake(Why.NEVER_COMES)
    return replace(repeat, round=first)


def check_moment(moment: datetime, now: datetime) -> None:
    """Raise `Mistake(TIME_PAST | TIME_TOO_FAR)` when a plan cannot be for this moment."""
    if moment <= now:
        raise Mistake(Why.TIME_PAST)
    if moment - now > FARTHEST:
        raise Mistake(Why.TIME_TOO_FAR, days=FARTHEST.days)
