"""Carry one copy to one chat, at its slot: send, correct or recall it; what the network says becomes an outcome.

A copy whose files the account knows is a request and an answer: plain functions are called when its slot is near, when
its turn comes and when the answer does. Whatever else happens (no connection is open, a no, no answer, a text below),
and whatever else is carried (files, corrections, recalls, pins), takes a task.
"""

import contextlib
import logging
from collections.abc import Awaitable, Coroutine, Iterator
from dataclasses import replace
from typing import Any, Protocol

from bot.actions.channel_news import lose_channels, refused_for_moving, topic_refused
from bot.actions.halt import halt_by_network
from bot.actions.job import Job, Unsent
from bot.actions.render import letter_as, letter_for_channel, letter_like
from bot.actions.then import send_then
from bot.broadcast import PINS, BroadcastState, Errand
from bot.content import PostKind
from bot.delivery import Decision, DeliveryState, Doubt, Outcome, Reason, Receipt, Refusal, Skip
from bot.languages import Because, Form
from bot.pace import Closed, Moment
from bot.partners import PROGRAMME, forms_then
from bot.ports.strides import Recipient
from bot.transport import Letter, Opening, Parcel, Said

UNCHANGING = frozenset({Errand.RECALL, *PINS})
"""What is done to a copy whatever the post says by now."""
TRIES = 5
"""How often a send that certainly did not happen is tried again before the refusal stands."""
_log = logging.getLogger(__name__)


class Bearer(Protocol):
    """Whom a copy is carried for: a line."""

    job: Job

    def ended(self, outcome: Outcome | None) -> None:
        """How it ended; without an outcome it was certainly not sent, and shall wait for the next claim."""

    def persist(self, work: Coroutine[Any, Any, None]) -> None:
        """Do what takes a task; one that is cancelled has ended without an outcome."""


def carry(line: Bearer, member: int, recipient: Recipient | None, at: float) -> None:
    """Carry one copy, whose slot is `at` by the pacer's clock; the line is told once how it ended, maybe at once."""
    copy = _Copy(line, member)
    try:
        copy.begin(recipient, at)
    except Exception:  # noqa: BLE001 - whatever it was is in the log, and this copy is in doubt
        copy.fail()


class _Copy:
    """One copy, from its slot to its outcome."""

    __slots__ = ("_at", "_because", "_form", "_letter", "_line", "_member", "_opening", "_parcel", "_recipient")

    def __init__(self, line: Bearer, member: int) -> None:
        self._line, self._member = line, member

    def begin(self, recipient: Recipient | None, at: float) -> None:
        """Skip it, get it ready to leave, or have a task carry it."""
        job, now = self._line.job, self._line.job.desk.now
        skip = _skip(job, self._member, recipient)
        if recipient is None or skip:
            self._line.ended(Outcome(self._member, DeliveryState.SKIPPED, now(), skip or Skip.GONE))
            return
        if not job.sends and not job.copies[self._member].message_ids:
            self._line.ended(Outcome(self._member, DeliveryState.REFUSED, now(), Reason.COPY))
            return
        letter, self._form, self._because = _letter(job, recipient)
        if letter is None:
            self._line.ended(Outcome(self._member, DeliveryState.SKIPPED, now(), Skip.NO_VERSION))
            return
        self._recipient, self._letter, self._at = recipient, letter, at
        if not job.sends or not _known(job, letter):
            self._persist(None)
            return
        self._parcel = _parcel(job, recipient, recipient.address, letter)
        pacer = job.desk.pacer
        if pacer.is_far(at):
            pacer.when_near(at, self._near)
        else:
            self._near()

    def fail(self) -> None:
        """A fault of ours: nobody knows what became of it."""
        job = self._line.job
        _log.exception("broadcast %s: a fault while sending to %s", job.broadcast.id, self._member)
        self._line.ended(Outcome(self._member, DeliveryState.UNKNOWN, job.desk.now(), Doubt.FAULT))

    def _near(self) -> None:
        """A connection that is made after the turn was given would let the copy leave late."""
        desk = self._line.job.desk
        try:
            if desk.stopping.is_set():
                self._line.ended(None)
            elif opening := desk.transport.at_hand():
                self._ask(opening)
            else:
                self._line.persist(self._ended(self._open()))
        except Exception:  # noqa: BLE001 - see `carry`
            self.fail()

    async def _open(self) -> None:
        self._ask(await self._line.job.desk.transport.opened())

    def _ask(self, opening: Opening) -> None:
        """Wait for the turn."""
        self._opening, parcel, job = opening, self._parcel, self._line.job
        job.desk.pacer.ask(job.lane, parcel.address, self._leave, at=self._at, paid=parcel.paid)

    def _leave(self, turn: Moment | None) -> None:
        """Its turn, if it has one, or never more; the segment may be somebody else's by now."""
        try:
            if turn is not None and self._line.job.may_leave:
                self._opening.send(self._parcel, self._answered)
            else:
                self._opening.give_back()
                self._line.ended(None)
        except Exception:  # noqa: BLE001 - see `carry`
            self.fail()

    def _answered(self, said: Said) -> None:
        """A plain yes is its outcome; anything else takes more than a function."""
        try:
            if isinstance(said, Receipt) and self._parcel.paid:
                self._line.job.desk.pacer.heard()
            if isinstance(said, Receipt) and len(self._letter.messages) == 1:
                self._line.ended(self._outcome(said))
            else:
                self._persist(said)
        except Exception:  # noqa: BLE001 - see `carry`
            self.fail()

    def _persist(self, said: Said | None) -> None:
        self._line.persist(self._ended(self._sent(said)))

    async def _sent(self, said: Said | None) -> Outcome:
        return self._outcome(await _send(self._line.job, self._recipient, self._letter, self._at, said))

    async def _ended(self, work: Coroutine[Any, Any, Outcome | None]) -> None:
        """Tell how a task's work ended; without an outcome somebody else tells it."""
        try:
            outcome = await work
        except Unsent:
            self._line.ended(None)
        except Exception:  # noqa: BLE001 - see `carry`
            self.fail()
        else:
            if outcome:
                self._line.ended(outcome)

    def _outcome(self, result: Receipt | Refusal) -> Outcome:
        member, now, form, because = self._member, self._line.job.desk.now(), self._form, self._because
        if isinstance(result, Receipt):
            return Outcome(member, DeliveryState.SENT, now, None, form, because, result.message_ids)
        if result.arrived:
            return Outcome(member, DeliveryState.UNKNOWN, now, Doubt.PART, form, because, result.arrived)
        if result.decision is Decision.DOUBT:
            return Outcome(member, DeliveryState.UNKNOWN, now, Doubt.TIMEOUT, form, because)
        return Outcome(member, DeliveryState.REFUSED, now, result.reason, form, because)


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


def _parcel(job: Job, recipient: Recipient, address: int, letter: Letter) -> Parcel:
    reply_to = _replied_to(job, recipient.id) if job.copies and address == recipient.address else None
    return Parcel(address, letter, job.references, job.broadcast.paid, reply_to, recipient.topic)


async def _send(job: Job, recipient: Recipient, letter: Letter, at: float, said: Said | None) -> Receipt | Refusal:
    """Send one copy, again while trying again makes sense: it certainly did not happen, or may happen twice.

    `said`: to its first try, when that has been made.
    """
    address, tries = recipient.address, 0
    while True:
        parcel = _parcel(job, recipient, address, letter)
        if said is None:
            result = await _hand_over(job, recipient.id, parcel, at)
        else:
            result, said = said if isinstance(said, Receipt) else await _heard(job, parcel, said), None
        if isinstance(result, Receipt):
            more = job.sends and len(letter.messages) > 1
            return await send_then(job.desk, parcel, result) if more else result
        _log.info("broadcast %s: %s %s", job.broadcast.id, result.reason, result.detail)
        tries, at = tries + 1, 0.0  # another try has no slot
        if result.decision is Decision.HEAL and result.migrated_to is not None and address == recipient.address:
            address = result.migrated_to
            if not await _heal(job, recipient, address):
                return result if job.sends else replace(result, reason=Reason.COPY)
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
            with _nothing_left():
                await _follow_up(job, recipient, result)
            return result


async def _heal(job: Job, recipient: Recipient, address: int) -> bool:
    """Keep where a group has moved to; whether to go on there: what was sent before has another number there."""
    ways = recipient.address, address
    with _nothing_left():
        async with job.desk.store.write() as tx:
            return await refused_for_moving(tx, recipient.id, ways, job.desk.now()) and job.sends


async def _heard(job: Job, parcel: Parcel, said: Awaitable[Receipt | Refusal]) -> Receipt | Refusal:
    """What is no plain yes, once it is known."""
    result = await said
    if parcel.paid:
        job.desk.pacer.heard()
    return result


def _harms_nobody(job: Job, refusal: Refusal, tries: int) -> bool:
    """Nobody knows whether a copy was changed, deleted or pinned: it is once more, which makes no difference."""
    return refusal.decision is Decision.DOUBT and not job.sends and tries == 1


def _replied_to(job: Job, recipient_id: int) -> int | None:
    """The first message of the copy that a follow-up replies to."""
    copy = job.copies.get(recipient_id) if job.broadcast.errand is Errand.SEND else None
    return copy.message_ids[0] if copy and copy.message_ids else None


def _known(job: Job, letter: Letter) -> bool:
    """Whether the account knows its files: all that are sent, or the one that a correction puts in place of another."""
    own = job.broadcast.media_id
    return not letter.media or all(one.id in job.references for one in letter.media if job.sends or one.id == own)


def _hand_over(job: Job, recipient_id: int, parcel: Parcel, at: float) -> Awaitable[Receipt | Refusal]:
    """One try."""
    one_try = _at_its_turn if _known(job, parcel.letter) else _alone
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
    transport = job.desk.transport
    async with transport.ready() if job.sends and _known(job, parcel.letter) else transport.ready_for_more():
        if job.desk.stopping.is_set():
            raise Unsent
        try:
            for turns in range(_requests(job, parcel)):
                await pacer.turn(job.lane, parcel.address if job.sends else None, at=at, paid=parcel.paid)
                pacer.replies += not (parcel.paid or (at and not turns))  # the account's row knows of none but a slot
        except Closed:
            raise Unsent from None
        if not job.may_leave:  # after the wait: the segment may be somebody else's by now
            raise Unsent
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
        await halt_by_network(job.desk.store, refusal, now)
        raise Unsent
