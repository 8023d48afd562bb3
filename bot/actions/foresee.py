"""Look ahead at a moment before a post is planned for it: what speaks against it, and what would be better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions.agenda import agenda
from bot.content import Post, PostKind
from bot.people import CAP_SPAN
from bot.planner import LOOK_AHEAD, NEAR, Care, Caution, HourGroup, Scene, cautions, good_ones
from bot.recurrence import Wish, moment_near
from bot.store import Work

TRIES = 8
"""Good moments looked at for readers' limits before none is proposed."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """What is known of a moment beforehand."""

    cautions: Sequence[Caution] = ()
    better: datetime | None = None
    """The next good moment on the author's wall clock, when something speaks against this one."""
    passed: Mapping[str, int] | None = None
    """With readers' own clocks: the zones where the hour has passed today, and how many readers have it."""


async def foresee(tx: Work, post: Post, wish: Wish, zone: str, now: datetime) -> Foresight:
    """Look at the first moment of a wish. The author's clock is in `zone`."""
    moment = moment_near(wish.wall, zone)
    scene = await _scene(tx, post, moment, now)
    found = cautions(scene, moment, wish.wall if wish.own_zone else None)
    if full := await _full(tx, post, moment):
        found.append(Caution(Care.FULL, full))
    better = await _better(tx, post, wish, zone, scene) if found else None
    return Foresight(found, better, passed_zones(scene.groups, wish.wall, now) if wish.own_zone else None)


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


async def _better(tx: Work, post: Post, wish: Wish, zone: str, scene: Scene) -> datetime | None:
    for wall, _ in zip(good_ones(scene, wish.wall, zone, own_zone=wish.own_zone), range(TRIES), strict=False):
        if not await _full(tx, post, moment_near(wall, zone)):
            return wall
    return None


def passed_zones(groups: Sequence[HourGroup], wall: datetime, now: datetime) -> dict[str, int]:
    """Zones where this wall clock has passed by now, and how many readers have them."""
    passed: dict[str, int] = {}
    for group in groups:
        if moment_near(wall, group.zone) <= now:
            passed[group.zone] = passed.get(group.zone, 0) + group.number
    return passed
