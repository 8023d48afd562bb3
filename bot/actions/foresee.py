"""Look ahead at a moment before a post is planned for it: what speaks against it, and what would be better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.actions.agenda import agenda
from bot.actions.rounds import used_up
from bot.content import Post, PostKind
from bot.people import CAP_SPAN
from bot.planner import LOOK_AHEAD, NEAR, STEP, Care, Caution, HourGroup, Scene, cautions, good_ones
from bot.recurrence import Aim, local, moment_near, month_of
from bot.store import Work

TRIES = 8
"""Good moments looked at for readers' limits before none is proposed."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """What is known of a moment beforehand."""

    cautions: Sequence[Caution] = ()
    better: datetime | None = None
    """The next good moment on the author's wall clock, when something speaks against this one; none of a series."""
    passed: Mapping[str, int] | None = None
    """With readers' own clocks: the zones where the hour has passed today, and how many readers have it."""


async def foresee(tx: Work, post: Post, aim: Aim, zone: str, now: datetime) -> Foresight:
    """Look at the first moment of an aim. The author's clock is in `zone`."""
    moment = moment_near(aim.wall, zone)
    scene = await _scene(tx, post, moment, now)
    found = cautions(scene, moment, aim.wall if aim.own_zone else None)
    if full := await _full(tx, post, moment):
        found.append(Caution(Care.FULL, full))
    if aim.rule is not None:  # another day would be another series
        better = None
    elif await used_up(tx, post, moment):
        better = await _next_month(tx, post, aim, zone, now)
    else:
        better = await _better(tx, post, aim, zone, scene) if found else None
    return Foresight(found, better, passed_zones(scene.groups, aim.wall, now) if aim.own_zone else None)


async def _scene(tx: Work, post: Post, moment: datetime, now: datetime) -> Scene:
    groups = await tx.hours.of(post.whom, now)
    around = await agenda(tx, (moment - NEAR, moment + LOOK_AHEAD + NEAR))
    near = [entry for entry in around if entry.post_id != post.id and not entry.held]
    others = [entry.moment for entry in near if entry.partner_id != post.partner_id]
    return Scene(groups, others, [entry.moment for entry in near if entry.partner_id == post.partner_id])


async def _full(tx: Work, post: Post, moment: datetime) -> int:
    """Only promotions count, this one too: a story comes whatever the limit."""
    if post.kind is not PostKind.CAMPAIGN:
        return 0
    return await tx.hours.full(post.whom, (moment - CAP_SPAN, moment))


async def _better(tx: Work, post: Post, aim: Aim, zone: str, scene: Scene) -> datetime | None:
    for wall, _ in zip(good_ones(scene, aim.wall, zone, own_zone=aim.own_zone), range(TRIES), strict=False):
        moment = moment_near(wall, zone)
        if not await used_up(tx, post, moment) and not await _full(tx, post, moment):
            return wall
    return None


async def _next_month(tx: Work, post: Post, aim: Aim, zone: str, now: datetime) -> datetime | None:
    """The first good moment from that hour of the first day on which the partner may send again."""
    renews = month_of(moment_near(aim.wall, zone))[1]
    first = datetime.combine(local(renews, zone).date(), aim.wall.time())
    scene = await _scene(tx, post, moment_near(first, zone), now)
    return await _better(tx, post, replace(aim, wall=first - STEP), zone, scene)


def passed_zones(groups: Sequence[HourGroup], wall: datetime, now: datetime) -> dict[str, int]:
    """Zones where this wall clock has passed by now, and how many readers have them."""
    passed: dict[str, int] = {}
    for group in groups:
        if moment_near(wall, group.zone) <= now:
            passed[group.zone] = passed.get(group.zone, 0) + group.number
    return passed
