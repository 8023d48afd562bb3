"""Pauses of plans and broadcasts that have an end: of all that a partner has before it, what passes, and the end."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.held import held_broadcast
from bot.actions.rounds import following, standing_without_plan
from bot.actions.schedule import HOLD
from bot.actions.suspend import begun, held_partner, held_posts
from bot.broadcast import SENDS, Broadcast, BroadcastState
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind, settled
from bot.partners import Partner
from bot.people import Speaker
from bot.recurrence import Plan, check_moment, let_go_on, passed_over
from bot.store import Store, Work

AT_ONCE = timedelta(microseconds=1)
"""A round at the very end of a hold goes out."""


async def to_pause(tx: Work, partner: Partner, until: datetime) -> tuple[list[Plan], list[Broadcast]]:
    """What of a partner's would go out before then: plans, and sendings under way; not what stands still as long."""
    plans = [await tx.plans.of(post.id) for post in await held_posts(tx, partner, PostState.SCHEDULED)]
    due = [each for each in plans if each and (each.moment < until or each.wave_id is not None)]
    sendings = [each for each in await begun(tx, partner) if each.errand in SENDS]
    going, paused = BroadcastState.SENDING, BroadcastState.PAUSED
    return (
        [each for each in due if not each.held_at or (each.held_until and each.held_until < until)],
        [
            each
            for each in sendings
            if each.state is going or (each.state is paused and each.paused_until and each.paused_until < until)
        ],
    )


async def pause_until(store: Store, speaker: Speaker, partner_id: int, until: datetime, now: datetime) -> int:
    """Pause what of a partner's would go out before then; how many plans and sendings. What is planned later goes out.

    Raises `Mistake(NOT_ALLOWED | NOT_FOUND | TIME_PAST | TIME_TOO_FAR)`.
    """
    check_moment(until, now)
    async with store.write() as tx:
        plans, sendings = await to_pause(tx, await held_partner(tx, speaker, partner_id), until)
        for plan in plans:
            await tx.plans.hold(plan.post_id, now, until)
            await tx.programme.note(now, speaker.reader.id, HOLD, f"post {plan.post_id}")
        for each in sendings:
            await tx.broadcasts.advance(each.id, each.state, BroadcastState.PAUSED, until)
            change = (each.state, BroadcastState.PAUSED)
            await tx.programme.note(now, speaker.reader.id, BroadcastState.PAUSED, f"broadcast {each.id}", change)
    return len(plans) + len(sendings)


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
