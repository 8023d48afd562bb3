"""Plan an approved post, once or repeating; hold its plan, move or leave out a round, or take it back."""

from dataclasses import replace
from datetime import datetime

from bot.actions.compose import own_post
from bot.actions.rounds import following, group_moments, standing_without_plan, used_up
from bot.actions.suspend import require_active
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why, existing
from bot.partners import Messages, Partner
from bot.people import Speaker
from bot.recurrence import (
    FARTHEST,
    Aim,
    Plan,
    check_moment,
    first_round,
    let_go_on,
    local,
    moment_near,
    moment_of,
    month_of,
    zones,
)
from bot.store import Store, Work

HOLD = "hold"
"""So the audit calls it when somebody holds a plan."""


async def schedule(store: Store, speaker: Speaker, post_id: int, aim: datetime | Aim, now: datetime) -> Plan:
    """Plan it for a wall-clock time of the author's own zone, or of each reader's; an earlier plan is replaced.

    Raises `Mistake(NOT_APPROVED | POSTS_USED_UP | TIME_PAST | TIME_IMPOSSIBLE | TIME_TOO_FAR | CONTENT_CHANGED)`,
    `NEVER_COMES` for a rule that never comes round, `NOBODY_TO_REACH` when no reader has any clock.
    """
    aim = aim if isinstance(aim, Aim) else Aim(aim)
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state not in {PostState.APPROVED, PostState.SCHEDULED}:
            raise Mistake(Why.NOT_APPROVED, state=post.state)
        if post.hash() != post.approved_hash:
            raise Mistake(Why.CONTENT_CHANGED)
        await _check_whole(tx, post)
        plan = await _plan(tx, post, speaker, aim, now)
        await _check_benefit(tx, post, speaker, plan.moment)
        await tx.plans.put(plan)
        await _advance(tx, post, PostState.SCHEDULED)
        change = (post.state, PostState.SCHEDULED)
        await tx.programme.note(now, speaker.reader.id, "schedule", subject_of(plan), change)
        return plan


async def _plan(tx: Work, post: Post, speaker: Speaker, aim: Aim, now: datetime) -> Plan:
    zone = speaker.reader.zone
    if aim.rule is None:
        moment_of(aim.wall, zone)
        repeat, wall = None, aim.wall
    else:
        repeat = first_round(aim.rule, aim.wall, zone, now)
        wall = repeat.round
    plan = Plan(post.id, wall, zone, moment_near(wall, zone), speaker.reader.id, repeat, aim.own_zone)
    if aim.own_zone:
        check_moment(plan.moment, now)
        plan = replace(plan, since=now)
        moments = await group_moments(tx, post, plan, now)
        if not moments:
            raise Mistake(Why.NOBODY_TO_REACH)
        plan = replace(plan, moment=min(moments.values()))
    if aim.rule is None:
        check_moment(plan.moment, now)
    return plan


async def _check_whole(tx: Work, post: Post) -> None:
    """Half a wave is not begun anew: those who have it would get it again."""
    plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    if plan and plan.wave_id is not None:
        raise Mistake(Why.BROADCAST_RUNNING)


async def hold(store: Store, speaker: Speaker, post_id: int, now: datetime, until: datetime | None = None) -> Plan:
    """It does not go out until somebody lets it go on, or until then; an admin's word, too.

    Raises `Mistake(NOT_SCHEDULED | TIME_PAST | TIME_TOO_FAR)`.
    """
    if until is not None:
        check_moment(until, now)
    async with store.write() as tx:
        _, plan = await _planned(tx, speaker, post_id, or_admin=True)
        await tx.plans.hold(post_id, now, until)
        await tx.programme.note(now, speaker.reader.id, HOLD, f"post {post_id}")
        return replace(plan, held_at=now, held_until=until)


async def go_on(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Plan:
    """Let it go out again: at its moment, or where that has passed at its next round. Raises `Mistake(TIME_PAST)`."""
    async with store.write() as tx:
        post, plan = await _planned(tx, speaker, post_id, or_admin=True)
        plan = let_go_on(plan)
        if plan.moment <= now and plan.wave_id is None:
            after = await following(tx, post, plan, now)
            if after is None:
                raise Mistake(Why.TIME_PAST)
            plan = after
        await tx.plans.put(plan)
        await tx.programme.note(now, speaker.reader.id, "go on", f"post {post_id} {plan.moment.isoformat()}")
        return plan


async def leave_out(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Plan | None:
    """Leave this round out; the plan for the next one, or none when it was the last.

    Raises `Mistake(NOT_SCHEDULED | NOT_REPEATING)`.
    """
    async with store.write() as tx:
        post, plan = await _planned(tx, speaker, post_id)
        if plan.repeat is None:
            raise Mistake(Why.NOT_REPEATING)
        after = await following(tx, post, plan, now)
        if after is None:
            await _take_back(tx, post)
        else:
            await tx.plans.put(after)
        await tx.programme.note(now, speaker.reader.id, "leave out", f"post {post_id} {plan.moment.isoformat()}")
        return after


async def move(store: Store, speaker: Speaker, post_id: int, wall: datetime, now: datetime) -> Plan:
    """Another time for this round only; the later ones stay as they are. Raises as `schedule`."""
    async with store.write() as tx:
        post, plan = await _planned(tx, speaker, post_id)
        if plan.repeat is None:
            raise Mistake(Why.NOT_REPEATING)
        await _check_whole(tx, post)
        moment = moment_of(wall, plan.zone)
        check_moment(moment, now)
        later = next(plan.repeat.later(), None)
        if later is not None and moment >= moment_near(later, plan.zone):
            raise Mistake(Why.TIME_TOO_LATE, wall=later)
        plan = replace(plan, wall=wall, moment=moment)
        if plan.own_zone:
            plan = replace(plan, moment=min((await group_moments(tx, post, plan, now)).values(), default=moment))
        await _check_benefit(tx, post, speaker, moment)
        await tx.plans.put(plan)
        await tx.programme.note(now, speaker.reader.id, "move", f"post {post_id} {moment.isoformat()}")
        return plan


async def keep_to_wall_clocks(store: Store, now: datetime) -> None:
    """What is to come goes out when its wall clock says so, though its country has changed its clocks since.

    A plan on readers' own clocks reckons its groups anew when the first comes due; one that is held is left as it is.
    """
    async with store.write() as tx:
        for _, plan, _ in await tx.plans.standing((now, now + 2 * FARTHEST)):
            if plan.own_zone or plan.zone not in zones():
                continue
            moment = moment_near(plan.wall, plan.zone)
            if moment != plan.moment and await tx.plans.take(plan):
                await tx.plans.put(replace(plan, moment=moment))
                await tx.programme.note(now, None, "move", f"post {plan.post_id} {moment.isoformat()}")


async def unschedule(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """Take the plan back, with all rounds to come. A post that never went out stays approved, else it counts as sent.

    Raises `Mistake(NOT_SCHEDULED)` when it is too late.
    """
    async with store.write() as tx:
        post, plan = await _planned(tx, speaker, post_id)
        back = await _take_back(tx, post)
        await tx.programme.note(now, speaker.reader.id, "unschedule", subject_of(plan), (post.state, back.state))
        return back


def subject_of(plan: Plan) -> str:
    """What the audit says of a plan: its post, how often it comes again, its moment."""
    rule = [plan.repeat.rule.text] if plan.repeat else []
    return " ".join([f"post {plan.post_id}", *rule, plan.moment.isoformat()])


async def _planned(tx: Work, speaker: Speaker, post_id: int, *, or_admin: bool = False) -> tuple[Post, Plan]:
    as_admin = or_admin and speaker.is_admin
    post = existing(await tx.posts.get(post_id)) if as_admin else await own_post(tx, speaker, post_id)
    plan = await tx.plans.of(post.id) if post.state is PostState.SCHEDULED else None
    if plan is None:
        raise Mistake(Why.NOT_SCHEDULED, state=post.state)
    return post, plan


async def _take_back(tx: Work, post: Post) -> Post:
    await tx.plans.remove(post.id)
    state, sent_at = await standing_without_plan(tx, post)
    return await _advance(tx, replace(post, sent_at=sent_at), state)


async def _check_benefit(tx: Work, post: Post, speaker: Speaker, moment: datetime) -> None:
    """A kind of partnership carries so many posts a calendar month: of two that would be one too many, one waits."""
    partner = existing(await tx.partners.hold(post.partner_id))
    require_active(partner, speaker)
    if post.everybody and partner.benefits.messages is not Messages.EVERYBODY:
        raise Mistake(Why.EVERYBODY_NOT_INCLUDED)
    refused = await refused_that_month(tx, post, partner, speaker, moment)
    if refused is not None:
        raise refused


async def refused_that_month(
    tx: Work, post: Post, partner: Partner, speaker: Speaker, moment: datetime
) -> Mistake | None:
    """`NO_POSTS_INCLUDED`, or `POSTS_USED_UP` with the moment from which others may go out; none when there is room."""
    limit, name = partner.benefits.posts_a_month, partner.name(speaker.reader.speaks)
    if limit == 0:  # no month is any better
        return Mistake(Why.NO_POSTS_INCLUDED, partner=name)
    if await used_up(tx, post, moment):
        renews = local(month_of(moment)[1], speaker.reader.zone)
        return Mistake(Why.POSTS_USED_UP, partner=name, limit=limit, renews=renews)
    return None


async def _advance(tx: Work, post: Post, state: PostState) -> Post:
    moved = replace(post, state=state)
    if not await tx.posts.advance(moved, post.state):
        raise Mistake(Why.CONTENT_CHANGED)
    return moved
