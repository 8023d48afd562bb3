"""What is due? Each due moment becomes one broadcast, its audience frozen; one missed by too much is said so."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from bot.broadcast import LATE_LIMIT, Broadcast, Errand, Policy
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind
from bot.recurrence import Plan
from bot.store import Store, Work

AT_ONCE = 50
"""Plans looked at in one call."""
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Queue:
    """How far one who plans again and again has come: plans that fail are passed over until all others had a turn."""

    after: Plan | None = None


async def plan_due(store: Store, now: datetime, queue: Queue | None = None) -> int:
    """Start a broadcast for the first plans that are due; how many were taken. Safe to run twice at once.

    Each in a transaction of its own: ten thousand due together let others write in between, and one that fails holds
    up no other. With a queue, neither do many: the next call looks behind them.
    """
    queue = queue or Queue()
    async with store.read() as tx:
        due = await tx.plans.due(now, AT_ONCE, queue.after)
    taken = sum([await _take(store, plan, now) for plan in due])
    if len(due) < AT_ONCE:
        queue.after = None
    elif taken < len(due):
        queue.after = due[-1]
    return taken


async def _take(store: Store, plan: Plan, now: datetime) -> bool:
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
    except Exception:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
        _log.exception("the plan of post %s could not be carried out", plan.post_id)
        return False


async def _fire(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
    if post.state is not PostState.SCHEDULED:
        return
    well = now - plan.moment <= LATE_LIMIT and post.hash() == post.approved_hash
    # A missed moment has not happened: a clock that is set back may bring it again, and somebody may plan for it anew.
    if not well or not await tx.plans.occur(post.id, plan.moment, now):
        await _miss(tx, post, plan, now)
        return
    if await tx.posts.advance(replace(post, state=PostState.SENDING), PostState.SCHEDULED):
        policy = Policy.URGENT if post.urgent else Policy.CAREFUL
        broadcast = Broadcast(0, post.id, plan.moment, post.hash(), started_at=now, policy=policy, paid=post.paid)
        broadcast = replace(broadcast, origin_id=await _replied_to(tx, post))
        started = await tx.broadcasts.start(broadcast, post.partner_id, post.places, of_everybody=post.everybody)
        await tx.programme.note(now, None, "send", f"broadcast {started.id}")


async def _replied_to(tx: Work, post: Post) -> int | None:
    """The latest sending of the post that this one follows up."""
    before = await tx.broadcasts.of_post(post.follows_id) if post.follows_id else ()
    return next((broadcast.id for broadcast in before if broadcast.errand is Errand.SEND), None)


async def _miss(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
    await tx.posts.advance(replace(post, state=PostState.APPROVED), PostState.SCHEDULED)
    facts: dict[str, str | int] = {"post_id": post.id, "moment": plan.moment.isoformat(), "zone": plan.zone}
    people = {post.author_id, *(admin.id for admin in await tx.admins.all())}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.MISSED, facts, at=now))
    await tx.programme.note(now, None, "missed", f"post {post.id} {plan.moment.isoformat()}")
