"""Plan an approved post for a moment, or take the plan back."""

from dataclasses import replace
from datetime import datetime

from bot.actions.compose import own_post
from bot.actions.suspend import require_active
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.partners import Messages
from bot.people import Speaker
from bot.recurrence import Plan, check_moment, local, moment_of, month_of
from bot.store import Store, Work


async def schedule(store: Store, speaker: Speaker, post_id: int, wall: datetime, now: datetime) -> Plan:
    """Plan it for a wall-clock time in the author's own zone; an earlier plan is replaced.

    Raises `Mistake(NOT_APPROVED | POSTS_USED_UP | TIME_PAST | TIME_IMPOSSIBLE | TIME_TOO_FAR | CONTENT_CHANGED)`.
    """
    zone = speaker.reader.zone
    moment = moment_of(wall, zone)
    check_moment(moment, now)
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state not in {PostState.APPROVED, PostState.SCHEDULED}:
            raise Mistake(Why.NOT_APPROVED, state=post.state)
        if post.hash() != post.approved_hash:
            raise Mistake(Why.CONTENT_CHANGED)
        await _check_benefit(tx, post, speaker, moment)
        plan = Plan(post.id, wall, zone, moment, speaker.reader.id)
        await tx.plans.put(plan)
        await _advance(tx, post, PostState.SCHEDULED)
        subject, change = f"post {post.id} {moment.isoformat()}", (post.state, PostState.SCHEDULED)
        await tx.programme.note(now, speaker.reader.id, "schedule", subject, change)
        return plan


async def unschedule(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """Take the plan back; the post stays approved. Raises `Mistake(NOT_SCHEDULED)` when it is too late."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state is not PostState.SCHEDULED:
            raise Mistake(Why.NOT_SCHEDULED, state=post.state)
        await tx.plans.remove(post.id)
        change = (PostState.SCHEDULED, PostState.APPROVED)
        await tx.programme.note(now, speaker.reader.id, "unschedule", f"post {post.id}", change)
        return await _advance(tx, post, PostState.APPROVED)


async def _check_benefit(tx: Work, post: Post, speaker: Speaker, moment: datetime) -> None:
    """A kind of partnership carries so many posts a calendar month."""
    partner = await tx.partners.get(post.partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    require_active(partner, speaker)
    if post.everybody and partner.benefits.messages is not Messages.EVERYBODY:
        raise Mistake(Why.EVERYBODY_NOT_INCLUDED)
    span, limit = month_of(moment), partner.benefits.posts_a_month
    if await tx.plans.count(partner.id, span, but=post.id) >= limit:
        name, renews = partner.name(speaker.reader.speaks), local(span[1], speaker.reader.zone)
        raise Mistake(Why.POSTS_USED_UP, partner=name, limit=limit, renews=renews)


async def _advance(tx: Work, post: Post, state: PostState) -> Post:
    moved = replace(post, state=state)
    if not await tx.posts.advance(moved, post.state):
        raise Mistake(Why.CONTENT_CHANGED)
    return moved
