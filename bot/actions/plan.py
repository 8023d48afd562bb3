"""What is due? Each due moment becomes one broadcast, its audience frozen; one missed by too much is said so.

A plan that repeats is put again for its next round, one on readers' own clocks for its next group; the post then stays
scheduled until the last of them.
"""

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.actions.faults import Faults
from bot.actions.rounds import following, group_moments, standing_without_plan
from bot.broadcast import LATE_LIMIT, Broadcast, Errand, Group, Policy
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind
from bot.people import HOME_ZONE
from bot.recurrence import Plan
from bot.store import Store, Work

AT_ONCE = 50
"""Plans looked at in one call."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Queue:
    """How far one who plans again and again has come: plans that fail are passed over until all others had a turn."""

    faults: Faults = field(default_factory=Faults)
    after: Plan | None = None


async def plan_due(store: Store, now: datetime, queue: Queue | None = None) -> int:
    """Start broadcasts for the first plans that are due; how much was done, 0 for nothing. Safe to run twice at once.

    Each in a transaction of its own: ten thousand due together let others write in between, and one that fails holds
    up no other. With a queue, neither do many: the next call looks behind them.
    """
    queue = queue or Queue()
    async with store.read() as tx:
        due = await tx.plans.due(now, AT_ONCE, queue.after)
    taken = sum([await _take(store, plan, now, queue.faults) for plan in due])
    if len(due) < AT_ONCE:
        queue.after = None
    elif taken < len(due):
        queue.after = due[-1]
    return taken + await _freeze_on(store)


async def _freeze_on(store: Store) -> bool:
    """One more range of a large audience, if one is left: begun just now, or by a process that died since."""
    async with store.read() as tx:
        left = await tx.broadcasts.freezing()
    if not left:
        return False
    async with store.write() as tx:
        return await tx.broadcasts.freeze_on()


async def _take(store: Store, plan: Plan, now: datetime, faults: Faults) -> bool:
    try:
        async with store.write() as tx:
            post = await tx.posts.get(plan.post_id)
            partner = await tx.partners.get(post.partner_id) if post else None
            if partner is not None and partner.suspended_at is not None:
                return False  # suspended since the plan was read
            taken = await tx.plans.take(plan)
            if taken and post is not None:
                await _fire(tx, post, plan, now)
            return taken
    except Exception as fault:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
        faults.tell(_log, fault, "the plan of post %s could not be carried out", plan.post_id)
        return False


async def _fire(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
    if post.state is not PostState.SCHEDULED:
        return
    if post.hash() != post.approved_hash:
        await _miss(tx, post, plan, now)
        await _end(tx, post)
        return
    # A missed moment has not happened: a clock that is set back may bring it again, and somebody may plan for it anew.
    well = now - plan.moment <= LATE_LIMIT and await _occurs(tx, post, plan, now)
    rest = None
    if well and plan.own_zone:
        rest = await _start_group(tx, post, plan, now)
    elif well:
        started = await tx.broadcasts.start(await _broadcast(tx, post, plan, now), post.whom)
        await tx.programme.note(now, None, "send", f"broadcast {started.id}")
    else:
        await _miss(tx, post, plan, now)
    after = rest or await following(tx, post, plan, now)
    if after:
        await _wait(tx, post, after, same=rest is not None)
    elif well and plan.wave_id is None:
        await tx.posts.advance(replace(post, state=PostState.SENDING), post.state)
    else:
        await _end(tx, post)


async def _occurs(tx: Work, post: Post, plan: Plan, now: datetime) -> bool:
    """A wave happens with its first group; its later ones are bound to it."""
    return plan.wave_id is not None or await tx.plans.occur(post.id, plan.moment, now)


async def _broadcast(tx: Work, post: Post, plan: Plan, now: datetime) -> Broadcast:
    policy = Policy.URGENT if post.urgent else Policy.CAREFUL
    broadcast = Broadcast(0, post.id, plan.moment, post.hash(), started_at=now, policy=policy, paid=post.paid)
    return replace(broadcast, origin_id=await _replied_to(tx, post))


async def _replied_to(tx: Work, post: Post) -> int | None:
    """The latest sending of the post that this one follows up."""
    before = await tx.broadcasts.of_post(post.follows_id) if post.follows_id else ()
    return next((broadcast.id for broadcast in before if broadcast.errand is Errand.SEND), None)


async def _start_group(tx: Work, post: Post, plan: Plan, now: datetime) -> Plan | None:
    """Send to every zone whose hour has come and that is left; the plan for the rest, or none."""
    moments = await group_moments(tx, post, plan, now)
    due = frozenset(zone for zone, moment in moments.items() if moment <= max(now, plan.moment))
    wave_id = plan.wave_id
    if due or wave_id is None:  # of nobody's, too, there is a report
        group = Group(due, channels=HOME_ZONE in due, wave_id=wave_id)
        begun = await tx.broadcasts.start_group(await _broadcast(tx, post, plan, now), post.whom, group)
        await tx.programme.note(now, None, "send", f"broadcast {begun.id}")
        wave_id = wave_id or begun.id
    left = [moment for zone, moment in moments.items() if zone not in due]
    return replace(plan, moment=min(left), wave_id=wave_id) if left else None


async def _wait(tx: Work, post: Post, after: Plan, *, same: bool) -> None:
    """The post stays scheduled for what comes next: the rest of the same wave, or another round."""
    await tx.plans.put(after)
    if not same and (post.urgent or post.paid):  # an admin's word about one sending, not about all to come
        await tx.posts.advance(replace(post, urgent=False, paid=False), post.state)


async def _end(tx: Work, post: Post) -> None:
    state, sent_at = await standing_without_plan(tx, post)
    await tx.posts.advance(replace(post, state=state, sent_at=sent_at), post.state)


async def _miss(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
    facts: dict[str, str | int] = {"post_id": post.id, "moment": plan.moment.isoformat(), "zone": plan.zone}
    if plan.repeat:
        facts["repeats"] = True
    if plan.wave_id is not None:
        facts["wave"] = plan.wave_id
    people = {post.author_id, *(admin.id for admin in await tx.admins.all())}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.MISSED, facts, at=now))
    await tx.programme.note(now, None, "missed", f"post {post.id} {plan.moment.isoformat()}")
