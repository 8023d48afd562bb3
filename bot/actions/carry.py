"""Carry one copy to one chat, at its slot: send, correct or recall it; what the network says becomes an outcome."""

import contextlib
import logging
from collections.abc import Awaitable, Iterator
from datetime import datetime

from bot.actions.channel_news import lose_channels, refused_for_moving, topic_refused
from bot.actions.job import Job, Unsent
from bot.actions.render import letter_as, letter_for_channel, letter_like
from bot.actions.then import send_then
from bot.broadcast import PINS, BroadcastState, Errand
from bot.content import PostKind
from bot.delivery import Decision, DeliveryState, Doubt, Outcome, Reason, Receipt, Refusal, Skip
from bot.languages import Because, Form
from bot.notices import Notice, NoticeKind
from bot.pace import Closed
from bot.partners import PROGRAMME, forms_then
from bot.ports.strides import Recipient
from bot.store import Work
from bot.transport import Letter, Parcel

UNCHANGING = frozenset({Errand.RECALL, *PINS})
"""What is done to a copy whatever the post says by now."""
TRIES = 5
"""How often a send that certainly did not happen is tried again before the refusal stands."""
_log = logging.getLogger(__name__)


async def carry(job: Job, member: int, recipient: Recipient | None, at: float) -> Outcome:
    """The outcome of one copy, whose slot is `at` by the pacer's clock.

    Raises `Unsent` when it was certainly not sent and shall wait.
    """
    desk = job.desk
    skip = _skip(job, member, recipient)
    if recipient is None or skip:
        return Outcome(member, DeliveryState.SKIPPED, desk.now(), skip or Skip.GONE)
    letter, form, because = _letter(job, recipient)
    if letter is None:
        return Outcome(member, DeliveryState.SKIPPED, desk.now(), Skip.NO_VERSION)
    result = await _send(job, recipient, letter, at)
    if isinstance(result, Receipt):
        return Outcome(member, DeliveryState.SENT, desk.now(), None, form, because, result.message_ids)
    if result.arrived:
        return Outcome(member, DeliveryState.UNKNOWN, desk.now(), Doubt.PART, form, because, result.arrived)
    if result.decision is Decision.DOUBT:
        return Outcome(member, DeliveryState.UNKNOWN, desk.now(), Doubt.TIMEOUT, form, because)
    return Outcome(member, DeliveryState.REFUSED, desk.now(), result.reason, form, because)


def _skip(job: Job, member: int, recipient: Recipient | None) -> Skip | None:
    """Why there is nothing to carry; a correction or a recall reaches those too who have stopped since."""
    if job.broadcast.state is BroadcastState.CANCELLED:
        return Skip.CANCELLED
    if recipient is None or recipient.gone:
        return Skip.LOST if recipient and recipient.is_channel and recipient.follows else Skip.GONE
    if job.content_hash != job.broadcast.content_hash and job.broadcast.errand not in UNCHANGING:
        return Skip.CHANGED
    if not job.sends:
        return None if member in job.copies else Skip.NO_COPY
    if recipient.stopped:
        return Skip.STOPPED
    return _unwanted(job, recipient)


def _unwanted(job: Job, recipient: Recipient) -> Skip | None:
    """Why somebody who takes posts does not take this one."""
    if recipient.paused:
        return Skip.PAUSED
    if not recipient.follows and (recipient.left or not job.post.everybody):
        return Skip.UNFOLLOWED
    if recipient.muted:
        return Skip.MUTED
    if recipient.digest_only:
        return Skip.DIGEST
    if recipient.over_week:
        return Skip.OVER_WEEK
    return Skip.OVER_CAP if _too_much(job, recipient) else None


def _too_much(job: Job, recipient: Recipient) -> bool:
    """What counts against a limit: promotions, and a story that comes unasked, which leaves the last place to others.

    A story of a partner they follow, or of the programme's own, is what they came for.
    """
    if job.post.kind is PostKind.CAMPAIGN:
        return recipient.over_cap
    return not recipient.follows and recipient.last_place and job.partner.slug != PROGRAMME


def _letter(job: Job, recipient: Recipient) -> tuple[Letter | None, Form | None, Because | None]:
    """The letter for what they chose by now, silent in their quiet hours; a correction keeps the copy's own form."""
    if recipient.is_channel:
        return _for_channel(job, recipient)
    if job.broadcast.errand is Errand.CORRECT:
        return _corrected(job, recipient)
    dressed, hours = job.letter(recipient.forms[0]), recipient.quiet
    quiet = hours.on and hours.covers(job.clock_in(recipient.zone))
    return dressed.silent if quiet else dressed.aloud, dressed.form, dressed.because


def _for_channel(job: Job, recipient: Recipient) -> tuple[Letter | None, Form | None, Because | None]:
    copy = job.copies[recipient.id] if job.broadcast.errand is Errand.CORRECT else None
    if copy:  # in the languages in which it came, whatever the channel takes by now
        recipient = recipient._replace(forms=forms_then(recipient.past, recipient.forms, copy.at))
    forms = recipient.forms or (job.post.source or Form.ZH_HANS,)
    chosen = job.post.version_for(next((form for form in forms if form in job.post.versions), forms[0]))
    if copy:
        letter = letter_like(job.shown, job.partner, recipient, len(copy.message_ids))
    else:
        letter = letter_for_channel(job.shown, job.partner, forms, separately=recipient.separately)
    return (letter, chosen.version.form, chosen.because) if chosen and letter else (None, None, None)


def _corrected(job: Job, recipient: Recipient) -> tuple[Letter | None, Form | None, Because | None]:
    copy = job.copies[recipient.id]
    if copy.form is None:
        return None, None, None
    return letter_as(job.shown, job.partner, copy.form, recipient.forms[0]), copy.form, copy.because


def _transmit(job: Job, recipient_id: int, parcel: Parcel) -> Awaitable[Receipt | Refusal]:
    """One request of the errand."""
    transport = job.desk.transport
    if job.sends:
        return transport.send(parcel)
    ids = job.copies[recipient_id].message_ids
    match job.broadcast.errand:
        case Errand.CORRECT if (media_id := job.broadcast.media_id) is not None:
            return transport.replace_picture(parcel, ids, media_id)
        case Errand.CORRECT:
            return transport.edit(parcel, ids)
        case Errand.RECALL:
            return transport.recall(parcel.address, ids)
        case errand:
            return transport.pin(parcel.address, ids[0], on=errand is Errand.PIN)


async def _send(job: Job, recipient: Recipient, letter: Letter, at: float) -> Receipt | Refusal:
    """Send one copy, again while trying again makes sense: it certainly did not happen, or may happen twice."""
    address, tries = recipient.address, 0
    while True:
        reply_to = _replied_to(job, recipient.id) if job.copies else None
        parcel = Parcel(address, letter, job.references, job.broadcast.paid, reply_to, recipient.topic)
        result = await _hand_over(job, recipient.id, parcel, at)
        if isinstance(result, Receipt):
            more = job.sends and len(letter.messages) > 1
            return await send_then(job.desk, parcel, result) if more else result
        _log.info("broadcast %s: %s %s", job.broadcast.id, result.reason, result.detail)
        tries += 1
        if result.decision is Decision.HEAL and result.migrated_to is not None and address == recipient.address:
            address = result.migrated_to
            async with job.desk.store.write() as tx:
                ways = recipient.address, address
                if not await refused_for_moving(tx, recipient.id, ways, job.desk.now()):
                    return result
        elif result.reason is Reason.FLOOD:
            with _nothing_left():
                await job.desk.pause(result)
            raise Unsent
        elif (result.decision is Decision.AGAIN and tries < TRIES) or _harms_nobody(job, result, tries):
            await _back_off(job, result, tries)
        elif result.decision is Decision.REUPLOAD and tries < TRIES and all(media.path for media in letter.media):
            job.references.clear()
        elif result.reason is Reason.UNREACHED:
            raise Unsent  # the network is away, not this chat: they wait for it
        else:
            await _follow_up(job, recipient, result)
            return result


def _harms_nobody(job: Job, refusal: Refusal, tries: int) -> bool:
    """Nobody knows whether a copy was changed, deleted or pinned: it is once more, which makes no difference."""
    return refusal.decision is Decision.DOUBT and not job.sends and tries == 1


def _replied_to(job: Job, recipient_id: int) -> int | None:
    """The first message of the copy that a follow-up replies to."""
    copy = job.copies.get(recipient_id) if job.broadcast.errand is Errand.SEND else None
    return copy.message_ids[0] if copy and copy.message_ids else None


def _hand_over(job: Job, recipient_id: int, parcel: Parcel, at: float) -> Awaitable[Receipt | Refusal]:
    """One try."""
    media, own = parcel.letter.media, job.broadcast.media_id
    known = not media or all(one.id in job.references for one in media if job.sends or one.id == own)
    one_try = _at_its_turn if known else _alone
    return one_try(job, recipient_id, parcel, at)


async def _alone(job: Job, recipient_id: int, parcel: Parcel, at: float) -> Receipt | Refusal:
    """The first to carry files that the account does not know yet; it keeps their references."""
    async with job.uploading:
        result = await _at_its_turn(job, recipient_id, parcel, at)
        if isinstance(result, Receipt):
            await _keep_references(job, result)
        return result


async def _at_its_turn(job: Job, recipient_id: int, parcel: Parcel, at: float) -> Receipt | Refusal:
    """A connection that is made after the turn was given would let the copy leave late."""
    pacer = job.desk.pacer
    if pacer.is_far(at):
        await pacer.near(at)
    async with job.desk.transport.ready():
        if job.desk.stopping.is_set():
            raise Unsent
        try:
            for _ in range(_requests(job, parcel)):
                await pacer.turn(job.lane, parcel.address if job.sends else None, at=at, paid=parcel.paid)
        except Closed:
            raise Unsent from None
        job.require_leave()  # after the wait: the segment may be somebody else's by now
        result = await _transmit(job, recipient_id, parcel)
    if parcel.paid:
        pacer.heard()
    return result


def _requests(job: Job, parcel: Parcel) -> int:
    """How many turns it takes."""
    rewrites = job.broadcast.errand is Errand.CORRECT and job.broadcast.media_id is None
    return len(parcel.letter.letters) if rewrites else 1


async def _back_off(job: Job, refusal: Refusal, tries: int) -> None:
    """Wait a little, alone; a halt that came meanwhile holds for this copy too."""
    desk = job.desk
    if not await desk.wait(refusal.retry_after or 2 ** (tries - 1)):
        raise Unsent
    with _nothing_left():
        async with desk.store.read() as tx:
            if await tx.programme.halted_at() is not None:
                raise Unsent


@contextlib.contextmanager
def _nothing_left() -> Iterator[None]:
    """Trouble of the store right after a refusal which says that nothing happened leaves nobody in doubt: they wait."""
    try:
        yield
    except Unsent:
        raise
    except Exception as trouble:
        _log.warning("nothing has left, and the store could not be asked: %s", trouble)
        raise Unsent from trouble


async def _keep_references(job: Job, receipt: Receipt) -> None:
    fresh = {key: value for key, value in (receipt.references or {}).items() if key not in job.references}
    if not fresh:
        return
    job.references.update(fresh)
    async with job.desk.store.write() as tx:
        for media_id, reference in fresh.items():
            await tx.posts.keep_reference(media_id, job.desk.transport.account_id, reference)


async def _follow_up(job: Job, recipient: Recipient, refusal: Refusal) -> None:
    """What a final refusal means for more than this copy."""
    now = job.desk.now()
    if refusal.decision is Decision.CHAT_GONE:
        async with job.desk.store.write() as tx:
            channel = await tx.channels.get(recipient.id) if recipient.is_channel else None
            if channel is not None:
                await lose_channels(tx, channel.address, now)
            await tx.readers.gone(recipient.id, refusal.reason, now)
    elif refusal.reason is Reason.TOPIC_CLOSED and job.sends:
        async with job.desk.store.write() as tx:
            if (channel := await tx.channels.get(recipient.id)) is not None:
                await topic_refused(tx, channel, now)
    elif refusal.decision is Decision.HALT:
        async with job.desk.store.write() as tx:
            await _halt(tx, refusal, now)
        raise Unsent


async def _halt(tx: Work, refusal: Refusal, now: datetime) -> None:
    if not await tx.programme.halt(now):
        return
    await tx.programme.note(now, None, "halt", f"refused: {refusal.reason}", ("on", "off"))
    for admin in await tx.admins.all():
        await tx.notices.add(Notice(admin.id, NoticeKind.HALTED, {"detail": refusal.detail}, at=now))
