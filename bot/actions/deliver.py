"""Deliver: claim a segment, note the intent, send, keep the outcomes; nobody lost, every doubt named.

One call works through one segment, `BATCH` people at a time, all of a batch in flight at once, each at its paced slot:
    claim (lease, fence) -> [intent -> send -> outcomes and done, in one transaction under the fence] … -> finish
What it cannot know: after a crash, whether those of the last batch without an outcome got their message. They are
listed as `unknown` (policy careful) or sent to once more (urgent).
"""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bot.actions.render import letter_for, letter_for_channel
from bot.broadcast import LEASE, Broadcast, Policy, Segment
from bot.content import Post, PostState
from bot.delivery import Decision, DeliveryState, Doubt, Outcome, Reason, Receipt, Refusal, Skip
from bot.languages import Because, Form
from bot.notices import Notice, NoticeKind
from bot.partners import Partner
from bot.recurrence import local
from bot.store import Recipient, Store, Work
from bot.transport import Letter, Parcel, Transport

BATCH = 20
"""K: at most so many people per worker are in doubt after a crash."""
TRIES = 5
"""How often a send that certainly did not happen is tried again before the refusal stands."""
RENEW_SECONDS = LEASE.total_seconds() / 3
_OPEN = datetime.min.replace(tzinfo=UTC)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Desk:
    """A worker's place: what it sends through, under which name, by which clock."""

    store: Store
    transport: Transport
    owner: str
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    closed_until: datetime = _OPEN
    """The local gate: nothing is sent before this moment."""

    @property
    def open(self) -> bool:
        """Whether anything may leave from here now: the desk is not closing, and the gate stands open."""
        return not self.stopping.is_set() and self.closed_until <= self.now()

    async def wait_until(self, moment: datetime) -> bool:
        """Wait for a paced slot; false when the desk or the gate closes first."""
        while self.open:
            wait = (moment - self.now()).total_seconds()
            if wait <= 0:
                return True
            await self.sleep(min(wait, 0.5))
        return False

    async def pause(self, refusal: Refusal) -> None:
        """A flood answer stops everyone on this account: here at once, other processes at their next batch."""
        until = self.now() + timedelta(seconds=refusal.retry_after or 1)
        self.closed_until = max(self.closed_until, until)
        async with self.store.write() as tx:
            await tx.accounts.pause(self.transport.account_id, until)

    async def paused(self, tx: Work) -> bool:
        """Whether a flood answer stands, heard here or in another process."""
        until = await tx.accounts.paused_until(self.transport.account_id)
        return max(until or _OPEN, self.closed_until) > self.now()


@dataclass(slots=True)
class _Job:
    """A segment's facts, read once, and how long it is ours."""

    desk: Desk
    broadcast: Broadcast
    post: Post
    partner: Partner
    references: dict[int, str]
    lease_until: datetime
    uploading: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever uploads the post's files for the first time, so that each goes up once."""

    def require_leave(self) -> None:
        """Looked at before every single send: raise `_Unsent` when the desk or gate is closed, or the lease ran out."""
        if not self.desk.open or self.desk.now() >= self.lease_until:
            raise _Unsent


class _Unsent(Exception):  # noqa: N818 - a signal, not an error
    """The copy was certainly not sent and shall wait for the next claim."""


async def deliver(desk: Desk) -> bool:
    """Work through one segment; false when there is none to do, or nothing may be sent now."""
    async with desk.store.read() as tx:
        if not await tx.broadcasts.busy() or await desk.paused(tx):
            return False
    async with desk.store.write() as tx:
        segment = await tx.broadcasts.claim(desk.owner, desk.now())
    if segment is None:
        return await _finish_ready(desk)
    job = await _job(desk, segment)
    held: Segment | None = await _doubt(job, segment)
    while held and held.done < len(held.members) and not desk.stopping.is_set():
        segment, held = held, await _batch(job, held)
    if held:
        async with desk.store.write() as tx:
            await tx.broadcasts.release(held)
    await _finish_ready(desk)
    return held is not None


async def _job(desk: Desk, segment: Segment) -> _Job:
    async with desk.store.read() as tx:
        broadcast = await tx.broadcasts.get(segment.broadcast_id)
        post = await tx.posts.get(broadcast.post_id) if broadcast else None
        partner = await tx.partners.get(post.partner_id) if post else None
        if broadcast is None or post is None or partner is None:
            raise LookupError(f"segment {segment.no} of broadcast {segment.broadcast_id} has no post or partner")
        references = await tx.posts.references([media.id for media in post.media], desk.transport.account_id)
    return _Job(desk, broadcast, post, partner, dict(references), segment.lease_until)


async def _doubt(job: _Job, segment: Segment) -> Segment | None:
    """Those whom a crashed worker was about to send to: named, never sent to blindly."""
    if segment.intent <= segment.done or job.broadcast.policy is Policy.URGENT:
        return segment
    members, now = segment.members[segment.done : segment.intent], job.desk.now()
    async with job.desk.store.write() as tx:
        known = await tx.broadcasts.known(segment.broadcast_id, members)
        outcomes = [
            Outcome(member, DeliveryState.UNKNOWN, now, Doubt.CRASH) for member in members if member not in known
        ]
        kept = await tx.broadcasts.settle(segment, segment.intent, outcomes)
    return replace(segment, done=segment.intent) if kept else None


async def _batch(job: _Job, segment: Segment) -> Segment | None:
    """One batch; the segment after it, or none when the lease was lost or the batch could not be completed."""
    desk, until, now = job.desk, min(segment.done + BATCH, len(segment.members)), job.desk.now()
    members = segment.members[segment.done : until]
    async with desk.store.write() as tx:
        if await tx.programme.halted_at() is not None or await desk.paused(tx):
            await tx.broadcasts.release(segment)
            return None
        if not await tx.broadcasts.intend(segment, until, now):
            return None
        known = await tx.broadcasts.known(segment.broadcast_id, members)
        rows = await tx.broadcasts.recipients(members, job.partner.id)
        first, rate = await tx.accounts.reserve(desk.transport.account_id, len(members), now)
    segment, job.lease_until = replace(segment, intent=until), now + LEASE
    todo = [member for member in members if member not in known]
    slots = {member: first + timedelta(seconds=no / rate) for no, member in enumerate(todo)}
    outcomes = await _send_all(job, segment, rows, slots)
    complete = len(outcomes) == len(todo)
    async with desk.store.write() as tx:
        kept = await tx.broadcasts.settle(segment, until if complete else segment.done, outcomes)
        if kept and not complete:
            await tx.broadcasts.release(segment)
    return replace(segment, done=until) if kept and complete else None


async def _send_all(
    job: _Job, segment: Segment, rows: Mapping[int, Recipient], slots: Mapping[int, datetime]
) -> list[Outcome]:
    """Send to all, each at its slot, the lease kept meanwhile; only outcomes that are known for certain."""
    lease = asyncio.create_task(_keep_lease(job, segment))
    try:
        sends = [_outcome(job, member, rows.get(member), slot) for member, slot in slots.items()]
        results = await asyncio.gather(*sends, return_exceptions=True)
    finally:
        lease.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await lease
    judged = [_judge(job, member, result) for member, result in zip(slots, results, strict=True)]
    return [outcome for outcome in judged if outcome]


def _judge(job: _Job, member: int, result: Outcome | BaseException) -> Outcome | None:
    """An outcome, nothing for a copy that waits, and doubt where our own code failed in the middle of a send."""
    if isinstance(result, Outcome):
        return result
    if isinstance(result, _Unsent):
        return None
    _log.error("broadcast %s: a fault while sending to %s", job.broadcast.id, member, exc_info=result)
    return Outcome(member, DeliveryState.UNKNOWN, job.desk.now(), Doubt.FAULT)


async def _keep_lease(job: _Job, segment: Segment) -> None:
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
        job.lease_until = now + LEASE if kept else _OPEN
        if not kept:
            _log.warning("lease of segment %s/%s lost", segment.broadcast_id, segment.no)
            return


async def _outcome(job: _Job, member: int, recipient: Recipient | None, slot: datetime) -> Outcome:
    desk = job.desk
    skip = _skip(job, recipient)
    if recipient is None or skip:
        return Outcome(member, DeliveryState.SKIPPED, desk.now(), skip or Skip.GONE)
    letter, form, because = _letter(job, recipient)
    if letter is None:
        return Outcome(member, DeliveryState.SKIPPED, desk.now(), Skip.NO_VERSION)
    if not await desk.wait_until(slot):
        raise _Unsent
    result = await _send(job, recipient, letter)
    if isinstance(result, Receipt):
        return Outcome(member, DeliveryState.SENT, desk.now(), None, form, because, result.message_ids)
    if result.decision is Decision.DOUBT:
        return Outcome(member, DeliveryState.UNKNOWN, desk.now(), Doubt.TIMEOUT, form, because)
    return Outcome(member, DeliveryState.REFUSED, desk.now(), result.reason, form, because)


def _skip(job: _Job, recipient: Recipient | None) -> Skip | None:
    if recipient is None or recipient.gone:
        return Skip.GONE
    if recipient.stopped:
        return Skip.STOPPED
    if not recipient.follows:
        return Skip.UNFOLLOWED
    return Skip.CHANGED if job.post.hash() != job.broadcast.content_hash else None


def _letter(job: _Job, recipient: Recipient) -> tuple[Letter | None, Form | None, Because | None]:
    """The letter for what they chose by now, silent in their quiet hours."""
    if recipient.is_channel:
        forms = recipient.forms or (job.post.source or Form.ZH_HANS,)
        chosen = job.post.version_for(next((form for form in forms if form in job.post.versions), forms[0]))
        letter = letter_for_channel(job.post, job.partner, forms)
    else:
        chosen = job.post.version_for(recipient.forms[0])
        letter = letter_for(job.post, job.partner, recipient.forms[0])
    if chosen is None or letter is None:
        return None, None, None
    quiet = not recipient.is_channel and recipient.quiet.covers(local(job.desk.now(), recipient.zone).time())
    return replace(letter, silent=quiet), chosen.version.form, chosen.because


async def _send(job: _Job, recipient: Recipient, letter: Letter) -> Receipt | Refusal:
    """Send one copy, again while it certainly did not happen and trying again makes sense."""
    address, tries = recipient.address, 0
    while True:
        result = await _hand_over(job, address, letter)
        if isinstance(result, Receipt):
            return result
        _log.info("broadcast %s: %s %s", job.broadcast.id, result.reason, result.detail)
        tries += 1
        if result.decision is Decision.HEAL and result.migrated_to is not None and address == recipient.address:
            address = result.migrated_to
            async with job.desk.store.write() as tx:
                if not await tx.readers.moved(recipient.id, address):
                    return result
        elif result.reason is Reason.FLOOD:
            await job.desk.pause(result)
            raise _Unsent
        elif result.decision is Decision.AGAIN and tries < TRIES:
            await _back_off(job, result, tries)
        elif result.decision is Decision.REUPLOAD and tries < TRIES and all(media.path for media in letter.media):
            job.references.clear()
        else:
            await _follow_up(job, recipient, result)
            return result


async def _hand_over(job: _Job, address: int, letter: Letter) -> Receipt | Refusal:
    """One try; the first to carry files that the account does not know yet goes alone and keeps their references."""
    if all(media.id in job.references for media in letter.media):
        job.require_leave()
        return await job.desk.transport.send(Parcel(address, letter, job.references))
    async with job.uploading:
        job.require_leave()
        result = await job.desk.transport.send(Parcel(address, letter, job.references))
        if isinstance(result, Receipt):
            await _keep_references(job, result)
        return result


async def _back_off(job: _Job, refusal: Refusal, tries: int) -> None:
    """Wait a little, alone; a halt that came meanwhile holds for this copy too."""
    desk = job.desk
    if not await desk.wait_until(desk.now() + timedelta(seconds=refusal.retry_after or 2 ** (tries - 1))):
        raise _Unsent
    async with desk.store.read() as tx:
        if await tx.programme.halted_at() is not None:
            raise _Unsent


async def _keep_references(job: _Job, receipt: Receipt) -> None:
    fresh = {key: value for key, value in (receipt.references or {}).items() if key not in job.references}
    if not fresh:
        return
    job.references.update(fresh)
    async with job.desk.store.write() as tx:
        for media_id, reference in fresh.items():
            await tx.posts.keep_reference(media_id, job.desk.transport.account_id, reference)


async def _follow_up(job: _Job, recipient: Recipient, refusal: Refusal) -> None:
    """What a final refusal means for more than this copy."""
    now = job.desk.now()
    if refusal.decision is Decision.CHAT_GONE:
        async with job.desk.store.write() as tx:
            await tx.readers.gone(recipient.id, refusal.reason, now)
    elif refusal.decision is Decision.HALT:
        async with job.desk.store.write() as tx:
            await _halt(tx, refusal, now)
        raise _Unsent


async def _halt(tx: Work, refusal: Refusal, now: datetime) -> None:
    if await tx.programme.halted_at() is not None:
        return
    await tx.programme.halt(now)
    await tx.programme.note(now, None, "halt", f"refused: {refusal.reason}")
    for admin in await tx.admins.all():
        await tx.notices.add(Notice(admin.id, NoticeKind.HALTED, {"detail": refusal.detail}, at=now))


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
    await tx.posts.advance(replace(post, state=PostState.SENT, sent_at=now), PostState.SENDING)
    facts: dict[str, str | int] = {"post_id": post.id, "broadcast_id": broadcast.id}
    await tx.notices.add(Notice(post.author_id, NoticeKind.REPORT, facts, at=now))
