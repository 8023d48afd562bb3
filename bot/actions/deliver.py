"""Deliver: claim a segment and work through it; look at what came back; finish what is done.

    claim (lease, fence) -> name whom a crashed holder left in doubt -> a line (`bot.actions.line`) -> finish

What it cannot know: after a crash, whether those who were intended and have no outcome got their message. They are
listed as `unknown` (policy careful), or sent to once more and then listed (urgent). What is changed, deleted or pinned
once more harms nobody, so it is, whatever the policy.
"""

import logging
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.actions.control import who_began
from bot.actions.desk import Desk
from bot.actions.job import Job
from bot.actions.line import Line
from bot.actions.payment import who_paid
from bot.actions.room import Filling
from bot.broadcast import (
    CANARY_WAIT,
    SENDS,
    Broadcast,
    BroadcastState,
    Errand,
    Policy,
    Segment,
    is_ill,
    makes_no_sense,
)
from bot.content import Post, PostState
from bot.delivery import DeliveryState, Doubt, Outcome
from bot.notices import Notice, NoticeKind
from bot.partners import Partner
from bot.ports.strides import Claim, Stride
from bot.store import Work

LINES = 2
"""Segments that one process holds at once: one is begun while the last answers of the other are waited for."""
SHORT_PAUSE = 1.5
"""A pause that ends within so many seconds is waited for on the spot."""
_log = logging.getLogger(__name__)


async def deliver(desk: Desk) -> bool:
    """Work through one segment; false when there is none to do, or nothing may be sent now."""
    async with desk.room.fill() as filling:
        if desk.stopping.is_set():
            return False
        if pause := desk.pacer.closed_for:
            return await _soon(desk, pause)
        claim = await desk.store.claim(desk.owner, desk.transport.account_id, desk.now())
        if claim is None:
            return await _wind_up(desk)
        if isinstance(claim, datetime):
            return await _soon(desk, (claim - desk.now()).total_seconds())
        return await _work(desk, claim, filling)


async def _work(desk: Desk, claim: Claim, filling: Filling) -> bool:
    if claim.partner.suspended_at is not None and claim.broadcast.errand in SENDS:
        await _hold_back(desk, claim.broadcast, claim.partner)
    job = Job(desk, claim.broadcast, claim.post, claim.partner, dict(claim.references), claim.segment.lease_until)
    held = await _doubt(job, claim.segment)
    return held is not None and await Line(job, held, lambda kept: _look(job, kept), filling).work()


async def _hold_back(desk: Desk, broadcast: Broadcast, partner: Partner) -> None:
    """Its partner was suspended, or has left, while it began, so that nobody saw it: the line finds it paused or over.

    Paused it is given back.
    """
    state = BroadcastState.CANCELLED if partner.retired_at else BroadcastState.PAUSED
    async with desk.store.write() as tx:
        await tx.broadcasts.advance(broadcast.id, BroadcastState.SENDING, state)


async def _soon(desk: Desk, pause: float) -> bool:
    """Whether it is worth trying again at once: a pause that is nearly over has been waited for."""
    if pause > SHORT_PAUSE or desk.stopping.is_set():
        return False
    await desk.sleep(pause)
    return True


async def _doubt(job: Job, segment: Segment) -> Segment | None:
    """Those whom a crashed holder was about to send to: named, never sent to blindly. None when the lease was lost."""
    intended = segment.members[segment.done : segment.intent]
    if not intended:
        job.doubtful = segment.doubtful
        return segment
    async with job.desk.store.read() as tx:
        known = await tx.broadcasts.known(segment.broadcast_id, intended)
    left = frozenset(intended) - known
    once_more = job.broadcast.policy is Policy.URGENT or job.broadcast.errand not in SENDS
    again = left - segment.doubtful if once_more else frozenset[int]()
    outcomes = [Outcome(member, DeliveryState.UNKNOWN, job.desk.now(), Doubt.CRASH) for member in left - again]
    job.doubtful = segment.doubtful | again
    # With somebody to send to once more, the line begins anew at `done` and passes over those who have an outcome.
    moved = segment.done if again else segment.intent
    held = replace(segment, done=moved, intent=moved, doubtful=job.doubtful)
    stride = Stride(held, job.desk.now(), job.desk.transport.account_id, job.partner.id, outcomes)
    return held if await job.desk.store.stride(stride) else None


def _look(job: Job, kept: Sequence[Outcome]) -> Coroutine[Any, Any, None] | None:
    """A broadcast pauses by itself when refusals and doubts pass a share that makes no sense, and says so."""
    if job.closed:
        return None
    recent = job.recent
    recent.extend(one.state if one.state is DeliveryState.REFUSED or one.unheard else None for one in kept)
    if not any(recent):
        return None
    refused, unheard = (recent.count(state) for state in (DeliveryState.REFUSED, DeliveryState.UNKNOWN))
    if not makes_no_sense(refused, unheard, len(recent)):
        return None
    job.closed = True  # before anybody is sent to
    return _stand_still(job)


async def _stand_still(job: Job) -> None:
    async with job.desk.store.write() as tx:
        await _pauses(tx, job.broadcast, job.desk.now())


async def _pauses(tx: Work, broadcast: Broadcast, now: datetime) -> bool:
    """It pauses by itself and says so, unless it stands already."""
    post = await tx.posts.get(broadcast.post_id)  # held before its broadcast (`held_broadcast`)
    if not await tx.broadcasts.advance(broadcast.id, BroadcastState.SENDING, BroadcastState.PAUSED):
        return False
    facts: dict[str, str | int] = {"post_id": broadcast.post_id, "broadcast_id": broadcast.id}
    people = {*(admin.id for admin in await tx.admins.all()), *((post.author_id,) if post else ())}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.PAUSED, facts, at=now))
    await tx.programme.note(now, None, "pause", f"broadcast {broadcast.id}: refusals")
    return True


async def _wind_up(desk: Desk) -> bool:
    """Nothing is free: canaries that are done are followed by the others, and what is all done is finished."""
    if not await desk.store.ripe():
        return False
    async with desk.store.read() as tx:
        canaries, complete = await tx.broadcasts.canaries(), await tx.broadcasts.complete()
    await _widen(desk, canaries)
    return any([await _finish(desk, broadcast) for broadcast in complete])


async def _widen(desk: Desk, canaries: Sequence[Broadcast]) -> None:
    """Canaries that are done: everybody else follows after a wait, unless what came back makes no sense."""
    for broadcast in canaries:
        async with desk.store.write() as tx:
            sums = await tx.broadcasts.sums(broadcast.id)
            if not is_ill(sums.failed, sums.known):
                await tx.broadcasts.widen(broadcast.id, desk.now() + CANARY_WAIT)
            elif await _pauses(tx, broadcast, desk.now()):
                # Somebody who resumes has looked: then everybody is meant.
                await tx.broadcasts.widen(broadcast.id, desk.now())


async def _finish(desk: Desk, broadcast: Broadcast) -> bool:
    """Finish a broadcast whose segments are all done; its people are told. One that fails holds up no other."""
    try:
        async with desk.store.read() as tx:  # a count of a million must not keep others from writing
            crowds = await tx.reports.crowds([broadcast.id])
        async with desk.store.write() as tx:
            post = await tx.posts.get(broadcast.post_id)  # held before its broadcast (`held_broadcast`)
            if not await tx.broadcasts.finish(broadcast.id, desk.now(), crowds):
                return False
            over = await tx.broadcasts.get(broadcast.id)  # paid for, perhaps, since it was found complete
            if over is not None and post is not None:
                await _report(tx, over, post, desk.now())
            return True
    except Exception as fault:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
        desk.faults.tell(_log, fault, "broadcast %s could not be finished", broadcast.id)
        return False


async def _report(tx: Work, broadcast: Broadcast, post: Post, now: datetime) -> None:
    """To the post's author, to whoever began an errand about it, and to who pays for it."""
    people = {post.author_id}
    if broadcast.errand is Errand.SEND:
        await _lives_on(tx, post, now)
    elif began := await who_began(tx, broadcast, post):
        people.add(began)
    if payer := await who_paid(tx, broadcast, post):
        people.add(payer)
    facts: dict[str, str | int] = {"post_id": post.id, "broadcast_id": broadcast.id}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.REPORT, facts, at=now))


async def _lives_on(tx: Work, post: Post, now: datetime) -> None:
    """It is a story from now on; one of a series already after its first round, while the next ones are planned."""
    if post.state is PostState.SENDING:
        await tx.posts.advance(replace(post, state=PostState.SENT, sent_at=now), PostState.SENDING)
        return
    plan = await tx.plans.of(post.id)
    if post.state is PostState.SCHEDULED and plan is not None and plan.repeat and plan.wave_id is None:
        await tx.posts.advance(replace(post, sent_at=now), PostState.SCHEDULED)
