"""How a post goes out, an admin's word: urgent (nobody missed), and paid (faster than is free)."""

from dataclasses import replace
from datetime import datetime

from bot.actions.compose import kept_post
from bot.actions.control import own_broadcast
from bot.actions.payment import PAYING
from bot.broadcast import SENDS, Broadcast, BroadcastState, Policy
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.store import Store, Work

GOING = frozenset({BroadcastState.SENDING, BroadcastState.PAUSED})
TO_COME = frozenset({PostState.APPROVED, PostState.SCHEDULED})
"""Posts about which it can be said before they go out; a change by their author takes it back with the approval."""


async def set_urgent(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Whoever is in doubt after an interruption is sent to once more."""
    return await _set_policy(store, speaker, broadcast_id, Policy.URGENT, now)


async def set_careful(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Whoever is in doubt after an interruption is listed, as always."""
    return await _set_policy(store, speaker, broadcast_id, Policy.CAREFUL, now)


async def _set_policy(store: Store, speaker: Speaker, broadcast_id: int, policy: Policy, now: datetime) -> Broadcast:
    async with store.write() as tx:
        broadcast = await _going(tx, speaker, broadcast_id)
        await tx.broadcasts.set_policy(broadcast.id, policy)
        await tx.programme.note(
            now, speaker.reader.id, policy.value, f"broadcast {broadcast.id}", (broadcast.policy, policy)
        )
        return replace(broadcast, policy=policy)


async def pay(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Pay for what is left of it, so that it goes faster."""
    return await _set_paid(store, speaker, broadcast_id, now, paid=True)


async def pay_no_more(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """The rest goes at the free pace."""
    return await _set_paid(store, speaker, broadcast_id, now, paid=False)


async def _set_paid(store: Store, speaker: Speaker, broadcast_id: int, now: datetime, *, paid: bool) -> Broadcast:
    async with store.write() as tx:
        broadcast = await _going(tx, speaker, broadcast_id)
        await tx.broadcasts.set_paid(broadcast.id, paid=paid)
        await tx.programme.note(now, speaker.reader.id, PAYING[paid], f"broadcast {broadcast.id}")
        return replace(broadcast, paid=paid)


async def _going(tx: Work, speaker: Speaker, broadcast_id: int) -> Broadcast:
    """A sending that is not over. Raises `Mistake(NOT_ALLOWED | NOT_FOUND | BROADCAST_OVER)`."""
    broadcast, _ = await own_broadcast(tx, speaker, broadcast_id)
    speaker.must_be_admin()
    if broadcast.errand not in SENDS or broadcast.state not in GOING:
        raise Mistake(Why.BROADCAST_OVER)
    return broadcast


async def plan_urgent(store: Store, speaker: Speaker, post_id: int, now: datetime, *, urgent: bool) -> Post:
    """Say it of a post that has not gone out yet. Raises `Mistake(NOT_ALLOWED | NOT_FOUND | NOT_EDITABLE)`."""
    async with store.write() as tx:
        post = await to_come(tx, speaker, post_id)
        return await _hasten(
            tx, speaker, replace(post, urgent=urgent), Policy.URGENT if urgent else Policy.CAREFUL, now
        )


async def plan_paid(store: Store, speaker: Speaker, post_id: int, now: datetime, *, paid: bool) -> Post:
    """Pay for a post that has not gone out yet, or no longer. Raises as `plan_urgent`."""
    async with store.write() as tx:
        post = await to_come(tx, speaker, post_id)
        return await _hasten(tx, speaker, replace(post, paid=paid), PAYING[paid], now)


async def to_come(tx: Work, speaker: Speaker, post_id: int) -> Post:
    """A post that has not gone out yet, for an admin. Raises `Mistake(NOT_FOUND | NOT_EDITABLE)`."""
    speaker.must_be_admin()
    post = await kept_post(tx, post_id)
    if post.state not in TO_COME:
        raise Mistake(Why.NOT_EDITABLE, state=post.state)
    return post


async def _hasten(tx: Work, speaker: Speaker, post: Post, verb: str, now: datetime) -> Post:
    await tx.posts.save(post)
    await tx.programme.note(now, speaker.reader.id, verb, f"post {post.id}")
    return post
