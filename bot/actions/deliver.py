"""Deliver: claim a segment, note the intent, send, keep the outcomes; nobody lost, every doubt named.

One call works through one segment, `BATCH` people at a time, all of a batch in flight at once, each at its paced slot:
    claim (lease, fence) -> [intent -> send -> outcomes and done, in one transaction under the fence] … -> finish
What it cannot know: after a crash, whether those of the last batch without an outcome got their message. They are
listed as `unknown` (policy careful) or sent to once more (urgent).
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.carry import Job, Unsent, carry
from bot.actions.desk import OPEN, Desk
from bot.broadcast import CANARY_WAIT, LEASE, SENDS, Broadcast, BroadcastState, Errand, Policy, Segment, makes_no_sense
from bot.content import PostState
from bot.delivery import DeliveryState, Doubt, Outcome
from bot.notices import Notice, NoticeKind
from bot.store import Recipient, Work

BATCH = 20
"""K: at most so many people per worker are in doubt after a crash."""
RECENT = 100
"""Copies looked back at to see whether refusals make sense."""
RENEW_SECONDS = LEASE.total_seconds() / 3
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""Seconds between tries to keep outcomes that are known, while the storage is away."""
_log = logging.getLogger(__name__)


async def deliver(desk: Desk) -> bool:
    """Work through one segment; false when there is none to do, or nothing may be sent now."""
    async with desk.store.read() as tx:
        if not await tx.broadcasts.busy() or await desk.paused(tx):
            return False
    async with desk.store.write() as tx:
        segment = await tx.broadcasts.claim(desk.owner, desk.now())
    if segment is None:
        await _widen(desk)
        return await _finish_ready(desk)
    job = await _job(desk, segment)
    held: Segment | None = await _doubt(job, segment)
    while held and held.done < len(held.members) and not desk.stopping.is_set():
        segment, held = held, await _batch(job, held)
    if held:
        async with desk.store.write() as tx:
            await _give_back(tx, job, held)
    await _finish_ready(desk)
    return held is not None


async def _job(desk: Desk, segment: Segment) -> Job:
    async with desk.store.read() as tx:
        broadcast = await tx.broadcasts.get(segment.broadcast_id)
        post = await tx.posts.get(broadcast.post_id) if broadcast else None
        partner = await tx.partners.get(post.partner_id) if post else None
        if broadcast is None or post is None or partner is None:
            raise LookupError(f"segment {segment.no} of broadcast {segment.broadcast_id} has no post or partner")
        references = await tx.posts.references([media.id for media in post.media], desk.transport.account_id)
    return Job(desk, broadcast, post, partner, dict(references), segment.lease_until)


async def _doubt(job: Job, segment: Segment) -> Segment | None:
    """Those whom a crashed worker was about to send to: named, never sent to blindly."""
    members, now = segment.members[segment.done : segment.intent], job.desk.now()
    if not members or job.broadcast.policy is Policy.URGENT:
        job.doubtful = frozenset(members)
        return segment
    async with job.desk.store.write() as tx:
        known = await tx.broadcasts.known(segment.broadcast_id, members)
        outcomes = [
            Outcome(member, DeliveryState.UNKNOWN, now, Doubt.CRASH) for member in members if member not in known
        ]
        kept = await tx.broadcasts.settle(segment, segment.intent, outcomes)
    return replace(segment, done=segment.intent) if kept else None


async def _batch(job: Job, segment: Segment) -> Segment | None:
    """One batch; the segment after it, or none when the lease was lost or the batch could not be completed."""
    desk, until, now = job.desk, min(segment.done + BATCH, len(segment.members)), job.desk.now()
    members = segment.members[segment.done : until]
    async with desk.store.write() as tx:
        current = await tx.broadcasts.get(segment.broadcast_id)
        held_up = current is None or current.state is BroadcastState.PAUSED
        if held_up or await tx.programme.halted_at() is not None or await desk.paused(tx):
            await _give_back(tx, job, segment)
            return None
        job.broadcast = current or job.broadcast
        if not await tx.broadcasts.intend(segment, until, now):
            return None
        known = await tx.broadcasts.known(segment.broadcast_id, members)
        rows = await tx.broadcasts.recipients(members, job.partner.id, now)
        if job.broadcast.errand not in SENDS:
            job.copies = await tx.broadcasts.copies(job.broadcast.origin_id or 0, members)
        first, rate = await tx.accounts.reserve(desk.transport.account_id, len(members), now)
    segment, job.lease_until = replace(segment, intent=until), now + LEASE
    todo = [member for member in members if member not in known]
    slots = {member: first + timedelta(seconds=no / rate) for no, member in enumerate(todo)}
    outcomes = await _send_all(job, segment, rows, slots)
    complete = len(outcomes) == len(todo)
    if not await _keep(job, segment, until if complete else segment.done, outcomes) or not complete:
        return None
    job.doubtful = frozenset()
    return replace(segment, done=until)


async def _keep(job: Job, segment: Segment, done: int, outcomes: list[Outcome]) -> bool:
    """Keep what is known, again while the storage is away: it would turn into doubt. False when the lease was lost."""
    job.desk.recent.setdefault(job.broadcast.id, deque(maxlen=RECENT)).extend(
        outcome.state is DeliveryState.REFUSED for outcome in outcomes
    )
    for pause in PATIENCE:
        try:
            return await _settle(job, segment, done, outcomes)
        except Exception:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
            _log.exception("outcomes of segment %s/%s not kept yet", segment.broadcast_id, segment.no)
        await job.desk.sleep(pause)
    return await _settle(job, segment, done, outcomes)


async def _settle(job: Job, segment: Segment, done: int, outcomes: list[Outcome]) -> bool:
    async with job.desk.store.write() as tx:
        kept = await tx.broadcasts.settle(segment, done, outcomes)
        if kept and done < segment.intent:
            await _give_back(tx, job, segment)
        if kept:
            await _look(tx, job)
        return kept


async def _give_back(tx: Work, job: Job, segment: Segment) -> None:
    """Give the lease back, with nothing in flight; but while there are doubtful ones to send to again it runs out.

    Given back, nobody would know any more that they are doubtful.
    """
    if not job.doubtful:
        await tx.broadcasts.release(segment)


async def _send_all(
    job: Job, segment: Segment, rows: Mapping[int, Recipient], slots: Mapping[int, datetime]
) -> list[Outcome]:
    """Send to all, each at its slot, the lease kept meanwhile; only outcomes that are known for certain."""
    lease = asyncio.create_task(_keep_lease(job, segment))
    try:
        sends = [carry(job, member, rows.get(member), slot) for member, slot in slots.items()]
        results = await asyncio.gather(*sends, return_exceptions=True)
    finally:
        lease.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await lease
    judged = [_judge(job, member, result) for member, result in zip(slots, results, strict=True)]
    return [_truth(job, outcome) for outcome in judged if outcome]


def _truth(job: Job, outcome: Outcome) -> Outcome:
    """Whoever may have a copy already and gets none now stays in doubt."""
    if outcome.recipient in job.doubtful and outcome.state is not DeliveryState.SENT:
        return replace(outcome, state=DeliveryState.UNKNOWN, reason=Doubt.CRASH)
    return outcome


def _judge(job: Job, member: int, result: Outcome | BaseException) -> Outcome | None:
    """An outcome, nothing for a copy that waits, and doubt where our own code failed in the middle of a send."""
    if isinstance(result, Outcome):
        return result
    if isinstance(result, Unsent):
        return None
    _log.error("broadcast %s: a fault while sending to %s", job.broadcast.id, member, exc_info=result)
    return Outcome(member, DeliveryState.UNKNOWN, job.desk.now(), Doubt.FAULT)


async def _keep_lease(job: Job, segment: Segment) -> None:
    """Renew the lease while a batch takes long; trouble of the storage is met again in time, twice before it ends."""
    while True:
        await asyncio.sleep(RENEW_SECONDS)
        now = job.desk.now()
        try:
            async with job.desk.store.write() as tx:
                kept = await tx.broadcasts.intend(segment, segment.intent, now)
        except Exception:  # noqa: BLE001 - whatever it was is in the log; the outcomes of this batch must not go with it
            _log.exception("lease of segment %s/%s not renewed", segment.broadcast_id, segment.no)
            continue
        job.lease_until = now + LEASE if kept else OPEN
        if not kept:
            _log.warning("lease of segment %s/%s lost", segment.broadcast_id, segment.no)
            return


async def _look(tx: Work, job: Job) -> None:
    """A broadcast pauses by itself when refusals pass a share that makes no sense; its author and admins hear why."""
    recent = job.desk.recent[job.broadcast.id]
    if makes_no_sense(sum(recent), len(recent)) and await tx.broadcasts.advance(
        job.broadcast.id, BroadcastState.SENDING, BroadcastState.PAUSED
    ):
        recent.clear()
        await _tell_paused(tx, job.broadcast, job.desk.now())


async def _tell_paused(tx: Work, broadcast: Broadcast, now: datetime) -> None:
    post = await tx.posts.get(broadcast.post_id)
    facts: dict[str, str | int] = {"post_id": broadcast.post_id, "broadcast_id": broadcast.id}
    people = {*(admin.id for admin in await tx.admins.all()), *((post.author_id,) if post else ())}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, NoticeKind.PAUSED, facts, at=now))
    await tx.programme.note(now, None, "pause", f"broadcast {broadcast.id}: refusals")


async def _widen(desk: Desk) -> None:
    """Canaries that are done: everybody else follows after a wait, unless what came back makes no sense."""
    async with desk.store.read() as tx:
        canaries = await tx.broadcasts.canaries()
    for broadcast in canaries:
        async with desk.store.write() as tx:
            sums = await tx.broadcasts.sums(broadcast.id)
            if not makes_no_sense(sums.of(DeliveryState.REFUSED), sums.known):
                await tx.broadcasts.widen(broadcast.id, desk.now() + CANARY_WAIT)
            elif await tx.broadcasts.advance(broadcast.id, BroadcastState.SENDING, BroadcastState.PAUSED):
                # Somebody who resumes has looked: then everybody is meant.
                await tx.broadcasts.widen(broadcast.id, desk.now())
                await _tell_paused(tx, broadcast, desk.now())


async def _finish_ready(desk: Desk) -> bool:
    """Finish every broadcast whose segments are all done; its author is told. One that fails holds up no other."""
    async with desk.store.read() as tx:
        candidates = await tx.broadcasts.complete()
    return any([await _finish(desk, broadcast) for broadcast in candidates])


async def _finish(desk: Desk, broadcast: Broadcast) -> bool:
    try:
        async with desk.store.write() as tx:
            finished = await tx.broadcasts.finish(broadcast.id, desk.now())
            if finished:
                await _report(tx, broadcast, desk.now())
            return finished
    except Exception:  # noqa: BLE001 - whatever it was is in the log, and it is tried again
        _log.exception("broadcast %s could not be finished", broadcast.id)
        return False


async def _report(tx: Work, broadcast: Broadcast, now: datetime) -> None:
    post = await tx.posts.get(broadcast.post_id)
    if post is None:
        return
    if broadcast.errand is Errand.SEND:
        await tx.posts.advance(replace(post, state=PostState.SENT, sent_at=now), PostState.SENDING)
    facts: dict[str, str | int] = {"post_id": post.id, "broadcast_id": broadcast.id}
    await tx.notices.add(Notice(post.author_id, NoticeKind.REPORT, facts, at=now))
