"""Tell staff what happened: notices leave the outbox, in the language each person speaks by now.

A notice may come twice after a crash or when no answer came (it is kept until it is told), never not at all while the
person can be reached. A letter that may be there already says so when it comes once more.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass

from bot.accounts import Lane
from bot.actions.desk import Desk
from bot.actions.job import Unsent
from bot.actions.notice_letters import letter_of
from bot.actions.settle import keep_asked, settle
from bot.actions.then import send_then
from bot.delivery import AGAIN_LATER, Decision, Reason, Receipt, Refusal
from bot.notices import ASKING, EACH, LETTERS, QUIETLY, Notice, NoticeKind
from bot.recurrence import local
from bot.transport import Parcel

_log = logging.getLogger(__name__)


class Taken(Exception):  # noqa: N818 - a signal, not an error
    """Somebody else tells this notice: its turn came too late here."""


async def notify(desk: Desk, kinds: Collection[NoticeKind] = EACH) -> bool:
    """Tell one notice of these kinds; false when none waits, or nothing may be sent now.

    One that fails holds up no other.
    """
    async with desk.store.read() as tx:
        if not await tx.notices.waiting(desk.now(), 1, kinds) or await desk.paused_for(tx):
            return False
    async with desk.store.write() as tx:
        notice = await tx.notices.take(desk.now(), kinds, desk.telling)
    if notice is None:
        return False
    desk.telling.add(notice.id)  # once that is kept: a unit of work that fails must not leave it there
    try:
        await _ended(desk, notice)
    finally:
        desk.telling.discard(notice.id)
    return True


async def _ended(desk: Desk, notice: Notice) -> None:
    """Tell it, and note what came of it, unless somebody else has it by now."""
    held = _Held(notice)
    told: bool | None = False  # what cannot be put into words has not left
    try:
        if notice.kind is NoticeKind.SETTLED:
            told = await settle(desk, notice)
        else:
            parcel = await _parcel(desk, notice)
            told = None
            told = await _tell(desk, held, parcel) if parcel else True
    except Taken:
        return
    except Exception:  # noqa: BLE001 - whatever it was is in the log, and it is tried again after a rest
        _log.exception("notice %s could not be told", notice.id)
    async with desk.store.write() as tx:
        if told:
            await tx.notices.told(notice.id)
        else:
            if told is not None and notice.kind in LETTERS:
                await tx.notices.never_left(held.notice)
            await tx.notices.tried(notice.id, desk.now())
    if told and held.message_id is not None and notice.kind in ASKING:
        await keep_asked(desk, notice, held.message_id)


@dataclass(slots=True)
class _Held:
    """A notice that is told here, as it is kept by now: how long it is ours may change while it waits for its turn."""

    notice: Notice
    message_id: int | None = None
    """The last of its messages, once it has arrived: the one with the buttons."""


async def _parcel(desk: Desk, notice: Notice) -> Parcel | None:
    """What is to be sent; nothing when there is nobody to tell, or nothing to say any more."""
    async with desk.store.read() as tx:
        reader = await tx.readers.get(notice.person_id)
        letter = await letter_of(tx, notice, reader) if reader else None
        media = [each.id for one in letter.letters for each in one.media] if letter else []
        known = await tx.posts.references(media, desk.transport.account_id) if media else {}
    if reader is None or letter is None:
        return None
    if notice.kind in QUIETLY and reader.quiet.covers(local(desk.now(), reader.zone).time()):
        letter = letter._replace(silent=True)
    return Parcel(reader.address, letter, known)


async def _tell(desk: Desk, held: _Held, parcel: Parcel) -> bool | None:
    """Whether it has been told as well as it can be; none when nobody knows whether it is there."""
    notice = held.notice
    try:
        result = await _sent(desk, held, parcel)
    except Unsent:
        return False
    if isinstance(result, Receipt):
        held.message_id = result.message_ids[-1]
        return True
    if notice.kind is NoticeKind.COPY and "why" not in notice.facts and result.decision not in AGAIN_LATER:
        await _say_why(desk, notice, result)
    _log.warning("notice %s: %s %s", notice.id, result.reason, result.detail)
    if result.reason is Reason.FLOOD:
        await desk.pause(result)
    if result.decision not in AGAIN_LATER:
        return True
    return None if result.decision is Decision.DOUBT or result.arrived else False


async def _sent(desk: Desk, held: _Held, parcel: Parcel) -> Receipt | Refusal:
    """All of a letter. Raises `Unsent` when nothing of it is there and it shall be tried again, and `Taken`."""

    async def send(told: Parcel) -> Receipt | Refusal:
        await _still_ours(desk, held)
        return await desk.transport.send(told)

    first = await desk.in_turn(Lane.BROADCAST, parcel, send)
    if first is None:
        raise Unsent
    return await send_then(desk, parcel, first) if isinstance(first, Receipt) else first


async def _still_ours(desk: Desk, held: _Held) -> None:
    """Its turn may have come late. Raises `Taken`."""
    if held.notice.rests_until and desk.now() >= held.notice.rests_until:
        async with desk.store.write() as tx:
            kept = await tx.notices.keep(held.notice, desk.now())
        if kept is None:
            raise Taken
        held.notice = kept


async def _say_why(desk: Desk, notice: Notice, refusal: Refusal) -> None:
    """Who asked for a copy hears why it does not come."""
    facts = {**notice.facts, "why": refusal.reason.value}
    async with desk.store.write() as tx:
        await tx.notices.add(Notice(notice.person_id, NoticeKind.COPY, facts, at=desk.now()))
