"""What a plan comes to next: the next group of a wave, the next round of a rule."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.broadcast import LATE_LIMIT, SENDS, UNFINISHED
from bot.content import Post, PostState
from bot.people import HOME_ZONE
from bot.recurrence import Plan, moment_in, moment_near, month_of
from bot.store import Work

MOST_PASSED = 1000
"""Rounds passed over before a rule counts as over."""


async def group_moments(tx: Work, post: Post, plan: Plan, at: datetime) -> Mapping[str, datetime]:
    """For a plan on readers' own clocks: when those of each zone are meant who have not been meant yet.

    Channels go with the programme's home.
    """
    groups = await tx.hours.of(post.whom, at, plan.wave_id)
    zones = {group.zone for group in groups}
    to_come = plan.wave_id is None or moment_in(plan, HOME_ZONE) >= plan.moment
    if to_come and not post.places and await tx.channels.of(post.partner_id):
        zones.add(HOME_ZONE)
    return {zone: moment_in(plan, zone) for zone in zones}


async def following(tx: Work, post: Post, plan: Plan, now: datetime, *, late: timedelta = LATE_LIMIT) -> Plan | None:
    """The plan for the next round; none when there is none, or the plan does not repeat.

    Left out are rounds that are so `late` by now, and those of a month in which the partner's posts are used up.
    """
    if plan.repeat is None:
        return None
    for _, wall in zip(range(MOST_PASSED), plan.repeat.later(), strict=False):
        moment = moment_near(wall, plan.zone)
        if moment > now - late and not await used_up(tx, post, moment):
            after = replace(plan, wall=wall, moment=moment, wave_id=None, repeat=replace(plan.repeat, round=wall))
            return await _on_own_clocks(tx, post, after, now) if plan.own_zone else after
    return None


async def _on_own_clocks(tx: Work, post: Post, plan: Plan, now: datetime) -> Plan:
    moments = await group_moments(tx, post, plan, now)
    return replace(plan, moment=min(moments.values(), default=plan.moment))


@dataclass(frozen=True, slots=True)
class Turn:
    """Which one of a series a sending was, the first being 1, and of how many; none when it has no end."""

    number: int
    of: int | None


async def turn_of(tx: Work, post: Post, first_id: int) -> Turn | None:
    """Of a sending, by the first broadcast of its wave; none when the post went out once and never again.

    Counted are those that went out and those planned: a round that was missed is none.
    """
    begun, plan = await tx.broadcasts.rounds(post.id), await tx.plans.of(post.id)
    repeat = plan.repeat if plan else None
    if first_id not in begun or (repeat is None and len(begun) == 1):
        return None
    left: int | None = 0
    if plan and repeat:
        endless = repeat.rule.count is None and repeat.rule.until is None
        # While groups of a wave are to come the round that is planned has begun.
        left = None if endless else len(list(repeat.later())) + (plan.wave_id is None)
    return Turn(begun.index(first_id) + 1, None if left is None else len(begun) + left)


async def used_up(tx: Work, post: Post, moment: datetime) -> bool:
    """Whether the posts that the partner may send in the month of this moment are planned or sent, without this one."""
    partner = await tx.partners.get(post.partner_id)
    if partner is None:
        return True
    return await tx.plans.count(partner.id, month_of(moment), but=post.id) >= partner.benefits.posts_a_month


async def standing_without_plan(tx: Work, post: Post) -> tuple[PostState, datetime | None]:
    """Where a scheduled post stands once nothing more is planned, and since when it counts as sent."""
    begun = [each for each in await tx.broadcasts.of_post(post.id) if each.errand in SENDS]
    if not begun:
        return PostState.APPROVED, post.sent_at
    if any(each.state in UNFINISHED for each in begun):
        return PostState.SENDING, post.sent_at
    return PostState.SENT, max(each.finished_at or each.started_at for each in begun)


async def with_readers(tx: Work, post: Post) -> bool:
    """Whether copies of it may be with readers: it is out, or its first round or wave is on its way."""
    if post.is_out or post.state is not PostState.SCHEDULED:
        return post.is_out
    return any(each.errand in SENDS for each in await tx.broadcasts.of_post(post.id))
