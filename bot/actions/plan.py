"""What is due? Each due moment becomes one broadcast, its audience frozen; one missed by too much is said so."""

from dataclasses import replace
from datetime import datetime

from bot.broadcast import LATE_LIMIT, Broadcast
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind
from bot.recurrence import Plan
from bot.store import Store, Work

AT_ONCE = 50
"""Plans taken in one transaction, so that ten thousand due together never hold the database for long."""


async def plan_due(store: Store, now: datetime) -> int:
    """Start a broadcast for every plan that is due; how many were looked at. Safe to run twice at once."""
    async with store.read() as tx:
        if not await tx.plans.due(now, 1):
            return 0
    async with store.write() as tx:
        due = await tx.plans.due(now, AT_ONCE)
        for plan in due:
            await _fire(tx, plan, now)
        return len(due)


async def _fire(tx: Work, plan: Plan, now: datetime) -> None:
    await tx.plans.remove(plan.post_id)
    post = await tx.posts.get(plan.post_id)
    if post is None or post.state is not PostState.SCHEDULED:
        return
    if not await tx.plans.occur(post.id, plan.moment, now):
        return
    if now - plan.moment > LATE_LIMIT or post.hash() != post.approved_hash:
        await _miss(tx, post, plan, now)
        return
    if await tx.posts.advance(replace(post, state=PostState.SENDING), PostState.SCHEDULED):
        broadcast = Broadcast(0, post.id, plan.moment, post.hash(), started_at=now)
        await tx.broadcasts.start(broadcast, post.partner_id)


async def _miss(tx: Work, post: Post, plan: Plan, now: datetime) -> None:
    await tx.posts.advance(replace(post, state=PostState.APPROVED), PostState.SCHEDULED)
    facts: dict[str, str | int] = {"post_id": post.id, "moment": plan.moment.isoformat(), "zone": plan.zone}
    people = {post.author_id, *(admin.id for admin in await tx.admins.all())}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.MISSED, facts, at=now))
    await tx.programme.note(now, None, "missed", f"post {post.id} {plan.moment.isoformat()}")
