"""What passes while a plan is held, and the end of a pause: of a plan, and of a broadcast."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.held import held_broadcast
from bot.actions.rounds import following, standing_without_plan
from bot.actions.schedule import HOLD
from bot.broadcast import BroadcastState
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind, settled
from bot.recurrence import Plan, let_go_on, passed_over
from bot.store import Store, Work

AT_ONCE = timedelta(microseconds=1)
"""A round at the very end of a hold goes out."""


async def end_holds(store: Store, now: datetime) -> None:
    """Let plans go on whose hold is over; of the others tell once that their moment has come, and passes."""
    async with store.read() as tx:
        seen = await tx.plans.held(now)
    for each in seen:
        async with store.write() as tx:
            post = await tx.posts.get(each.post_id)
            plan = await tx.plans.of(each.post_id)
            if post is None or plan != each:
                continue  # somebody was faster
            if plan.held_until and plan.held_until <= now:
                await _go_on(tx, post, plan, plan.held_until, now)
            else:
                await tx.plans.put(replace(plan, passed=True))
                await tx.notices.add(_of_what_passed(post, plan, now))


async def _go_on(tx: Work, post: Post, plan: Plan, until: datetime, now: datetime) -> None:
    """With the first round from the end on, whenever that is looked at; a plan without one is over."""
    after: Plan | None = let_go_on(plan)
    if plan.moment < until and plan.wave_id is None:
        after = await following(tx, post, let_go_on(plan), until - AT_ONCE, late=timedelta())
    if after is not None:
        await tx.plans.put(after)
    else:
        await tx.plans.remove(post.id)
        state, sent_at = await standing_without_plan(tx, post)
        await tx.posts.advance(replace(post, state=state, sent_at=sent_at), PostState.SCHEDULED)
    who = await _whose(tx, post, HOLD, f"post {post.id}")
    moment = (after or plan).moment.isoformat()
    await tx.programme.note(now, who, "go on", f"post {post.id} {moment}")
    facts: dict[str, str | int] = {"post_id": post.id}
    if after is not None:
        facts |= {"moment": moment, "zone": plan.zone, "passed": len(passed_over(plan, after))}
    await tx.notices.add(Notice(who, NoticeKind.PAUSE_OVER, facts, at=now))
    if who != post.author_id and not plan.passed and after != let_go_on(plan):
        await tx.notices.add(_of_what_passed(post, plan, now))


def _of_what_passed(post: Post, plan: Plan, now: datetime) -> Notice:
    facts: dict[str, str | int] = {"post_id": post.id, "moment": plan.moment.isoformat(), "zone": plan.zone}
    return Notice(post.author_id, NoticeKind.PASSED, facts, at=now)


async def end_rests(store: Store, now: datetime) -> None:
    """Let broadcasts go on whose pause is over."""
    async with store.read() as tx:
        seen = await tx.broadcasts.rested(now)
    for broadcast_id in seen:
        async with store.write() as tx:
            held = await held_broadcast(tx, broadcast_id)
            if held is None or held[0].id not in await tx.broadcasts.rested(now):
                continue
            broadcast, post = held
            await tx.broadcasts.advance(broadcast.id, BroadcastState.PAUSED, BroadcastState.SENDING)
            mine = f"broadcast {broadcast.id}"
            who = await _whose(tx, post, BroadcastState.PAUSED, mine)
            change = (BroadcastState.PAUSED, BroadcastState.SENDING)
            await tx.programme.note(now, who, BroadcastState.SENDING, mine, change)
            facts: dict[str, str | int] = {"post_id": post.id, "broadcast_id": broadcast.id}
            await tx.notices.add_all([settled(facts, now), Notice(who, NoticeKind.PAUSE_OVER, facts, at=now)])


async def _whose(tx: Work, post: Post, verb: str, subject: str) -> int:
    """Who gave the pause its end, as the audit has it; of whom that forgot, the author."""
    line = await tx.audit.last(post.partner_id, [(verb, subject)])
    return line.person_id if line and line.person_id else post.author_id
