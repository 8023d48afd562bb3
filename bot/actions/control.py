"""What a person may do with a broadcast: pause, resume or cancel it; afterwards send later, recall."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.actions.decide import decide
from bot.actions.fates import fate_of
from bot.actions.held import held_broadcast
from bot.actions.suspend import require_active
from bot.broadcast import SENDS, Broadcast, BroadcastState, Errand, Fate, Saying
from bot.content import Post, PostState
from bot.corrections import Correction, CorrectionState
from bot.delivery import CHOOSABLE, DeliveryState
from bot.mistakes import Mistake, Why, existing
from bot.notices import settled
from bot.people import Speaker
from bot.recurrence import check_moment
from bot.store import Store, Work


async def own_broadcast(tx: Work, speaker: Speaker, broadcast_id: int) -> tuple[Broadcast, Post]:
    """The broadcast and its post, if the speaker writes for the partner or is an admin.

    Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`.
    """
    broadcast, post = existing(await held_broadcast(tx, broadcast_id))
    if not speaker.is_admin and not speaker.writes_for(post.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    return broadcast, post


async def pause(
    store: Store, speaker: Speaker, broadcast_id: int, now: datetime, until: datetime | None = None
) -> Broadcast:
    """Nothing more is sent after the batch in flight, until then if an end is given; a pause that stands may get one.

    Raises `Mistake(BROADCAST_OVER | TIME_PAST | TIME_TOO_FAR)`.
    """
    if until is not None:
        check_moment(until, now)
    return await _advance(store, speaker, broadcast_id, BroadcastState.PAUSED, now, until)


async def go_on(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Go on where it was paused."""
    return await _advance(store, speaker, broadcast_id, BroadcastState.SENDING, now)


async def cancel(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Send to nobody else; those left are listed as skipped."""
    return await _advance(store, speaker, broadcast_id, BroadcastState.CANCELLED, now)


_FROM = {
    BroadcastState.PAUSED: (BroadcastState.SENDING,),
    BroadcastState.SENDING: (BroadcastState.PAUSED,),
    BroadcastState.CANCELLED: (BroadcastState.SENDING, BroadcastState.PAUSED),
}


async def _advance(  # noqa: PLR0913, PLR0917 - a deed, and until when
    store: Store,
    speaker: Speaker,
    broadcast_id: int,
    state: BroadcastState,
    now: datetime,
    until: datetime | None = None,
) -> Broadcast:
    """Pressed twice it is done once. Raises `Mistake(BROADCAST_OVER)` when it is too late."""
    async with store.write() as tx:
        broadcast, post = await own_broadcast(tx, speaker, broadcast_id)
        if state is BroadcastState.SENDING:
            require_active(await tx.partners.get(post.partner_id), speaker)
        if broadcast.state is state and until in {None, broadcast.paused_until}:
            return broadcast
        before = {*_FROM[state], state} if until else _FROM[state]
        if broadcast.state not in before:
            raise Mistake(Why.BROADCAST_OVER)
        await tx.broadcasts.advance(broadcast.id, broadcast.state, state, until)
        change = (broadcast.state, state)
        await tx.programme.note(now, speaker.reader.id, state.value, f"broadcast {broadcast.id}", change)
        if broadcast.state is BroadcastState.PAUSED is not state:
            await tx.notices.add(settled({"post_id": post.id, "broadcast_id": broadcast.id}, now))
        return replace(broadcast, state=state, paused_until=until)


async def send_again(
    store: Store, speaker: Speaker, broadcast_id: int, states: Collection[DeliveryState], now: datetime
) -> Broadcast:
    """Send once more to those of a finished broadcast who ended in these states, of `CHOOSABLE` only.

    Of the skipped it means those whom somebody left out by cancelling, who get it for the first time.

    Raises `Mistake(BROADCAST_OVER)` when nobody is left who could be sent to again, or it has been recalled meanwhile.
    """
    async with store.write() as tx:
        broadcast, post = await finished_sending(tx, speaker, broadcast_id)
        require_active(await tx.partners.get(post.partner_id), speaker)
        chosen = frozenset(states) & CHOOSABLE
        if await _is_recalled(tx, broadcast) or chosen.isdisjoint(await tx.broadcasts.choosable(broadcast.id)):
            raise Mistake(Why.BROADCAST_OVER)
        what = Errand.REST if chosen == {DeliveryState.SKIPPED} else Errand.AGAIN
        again = await start_errand(tx, speaker, errand_of(broadcast, what, post, now), chosen)
        if DeliveryState.REFUSED in chosen:
            await tx.broadcasts.look_again(broadcast.id)
        return again


async def _is_recalled(tx: Work, sending: Broadcast) -> bool:
    """Its post's state does not tell: a post that comes again stays scheduled."""
    errands = await tx.broadcasts.of_post(sending.post_id)
    return any(each.errand is Errand.RECALL and each.origin_id == sending.id for each in errands)


async def recall(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Delete every delivered copy, as far as the network allows; what was to be corrected of them is over.

    Raises `Mistake(NOTHING_TO_DELETE)` when every copy is gone already.
    """
    async with store.write() as tx:
        broadcast, post = await finished_sending(tx, speaker, broadcast_id)
        if await fate_of(tx, post.id, broadcast.id) is Fate.WHOLE:
            raise Mistake(Why.NOTHING_TO_DELETE)
        moved = await tx.posts.advance(replace(post, state=PostState.RECALLED), PostState.SENT)
        errand = errand_of(broadcast, Errand.RECALL, post, now)
        started = await tx.broadcasts.start_errand(errand, {DeliveryState.SENT})
        await note_errand(tx, speaker, started, (PostState.SENT, PostState.RECALLED) if moved else None)
        for waiting in await ended_by_recall(tx, broadcast, post):
            await decide(tx, speaker, waiting, CorrectionState.RECALLED, now)
        return started


async def ended_by_recall(tx: Work, broadcast: Broadcast, post: Post) -> list[Correction]:
    """Corrections that wait, and end when it is recalled: of a post that comes again those of this round alone."""
    whole = post.state is PostState.SENT
    return [each for each in await tx.corrections.waiting(post.id) if whole or each.broadcast_id == broadcast.id]


async def pin(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Pin the copies in the partner's channels. Raises `Mistake(PINNING_NOT_INCLUDED)`."""
    return await _pin(store, speaker, broadcast_id, now, Errand.PIN)


async def unpin(store: Store, speaker: Speaker, broadcast_id: int, now: datetime) -> Broadcast:
    """Pin them no longer."""
    return await _pin(store, speaker, broadcast_id, now, Errand.UNPIN)


async def _pin(store: Store, speaker: Speaker, broadcast_id: int, now: datetime, what: Errand) -> Broadcast:
    async with store.write() as tx:
        broadcast, post = await finished_sending(tx, speaker, broadcast_id)
        partner = await tx.partners.get(post.partner_id)
        require_active(partner, speaker)
        if partner is None or not partner.benefits.pinning:
            raise Mistake(Why.PINNING_NOT_INCLUDED)
        return await start_errand(tx, speaker, errand_of(broadcast, what, post, now), {DeliveryState.SENT})


async def finished_sending(tx: Work, speaker: Speaker, broadcast_id: int) -> tuple[Broadcast, Post]:
    """A sending that is over and about which no other errand is under way. Raises `Mistake(BROADCAST_RUNNING)`."""
    broadcast, post = await own_broadcast(tx, speaker, broadcast_id)
    if broadcast.errand not in SENDS or broadcast.state is not BroadcastState.FINISHED:
        raise Mistake(Why.BROADCAST_RUNNING)
    if any(other.post_id == post.id for other in await tx.broadcasts.unfinished()):
        raise Mistake(Why.BROADCAST_RUNNING)
    return broadcast, post


def errand_of(origin: Broadcast, what: Errand, post: Post, now: datetime) -> Broadcast:
    """An errand about a sending's copies, for the post as it is by now."""
    return Broadcast(0, post.id, now, post.hash(), started_at=now, errand=what, origin_id=origin.id)


async def start_errand(
    tx: Work, speaker: Speaker, errand: Broadcast, states: Collection[DeliveryState], saying: Saying | None = None
) -> Broadcast:
    """Start it for those whose copy ended in these states; and says it, when that is named."""
    started = await tx.broadcasts.start_errand(errand, states, saying)
    await note_errand(tx, speaker, started)
    return started


async def note_errand(tx: Work, speaker: Speaker, started: Broadcast, change: tuple[str, str] | None = None) -> None:
    """Who started it; and what became of its post, if that was the same deed."""
    await tx.programme.note(started.started_at, speaker.reader.id, started.errand.value, _subject(started), change)


def _subject(errand: Broadcast) -> str:
    return f"broadcast {errand.id} of {errand.origin_id}"


async def who_began(tx: Work, errand: Broadcast, post: Post) -> int | None:
    """Whose word it was, as the audit has it; of a correction in many copies the last one is noted."""
    noted = await tx.broadcasts.get(await tx.broadcasts.last_of_correction(errand))
    line = await tx.audit.last(post.partner_id, [(errand.errand.value, _subject(noted))]) if noted else None
    return line.person_id if line else None
