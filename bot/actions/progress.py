"""Show authors of large broadcasts how far they are: one message each in their chat, edited now and then.

It hinders no sending: it takes single slots of the account's pace, and what the network refuses is logged and left.
Each process keeps for itself when it may next change a message; which message it is stands in the ledger.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.accounts import Lane
from bot.actions.desk import OPEN, Desk
from bot.actions.standstill import standstill
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.delivery import AGAIN_LATER, DeliveryState, Receipt, Refusal, Skip
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter, Parcel
from bot.words import Words, marked, words_for

WATCH_FROM = 50
"""A broadcast that means fewer is over before anybody has looked."""
AT_ONCE = 50
"""Broadcasts read at a time: ten thousand under way would stop the loop for a quarter of a second."""
EVERY = timedelta(seconds=5)
"""A message is changed at most so often."""
REST = timedelta(minutes=1)
"""For how long a message is left alone after a refusal that names no time of its own."""
GOING: dict[Errand, str] = {
    Errand.SEND: marked("Sending “{title}”: {known} of {meant} ({share})…"),
    Errand.AGAIN: marked("Sending “{title}” again: {known} of {meant} ({share})…"),
    Errand.REST: marked("Sending “{title}” to those left out: {known} of {meant} ({share})…"),
    Errand.CORRECT: marked("Correcting “{title}”: {known} of {meant} ({share})…"),
    Errand.RECALL: marked("Recalling “{title}”: {known} of {meant} ({share})…"),
    Errand.PIN: marked("Pinning “{title}”: {known} of {meant} ({share})…"),
    Errand.UNPIN: marked("Unpinning “{title}”: {known} of {meant} ({share})…"),
}
STANDING: dict[BroadcastState, str] = {
    BroadcastState.PAUSED: marked("Paused: “{title}”, {known} of {meant} ({share})."),
    BroadcastState.CANCELLED: marked("Cancelled: “{title}”, {known} of {meant} ({share})."),
    BroadcastState.FINISHED: marked("✓ Finished: “{title}”, {known} of {meant} ({share})."),
}
_log = logging.getLogger(__name__)


async def show_progress(desk: Desk) -> None:
    """Bring every progress message up to date; the first that finds the gate closed ends the round."""
    last = 0
    while watched := await _next_page(desk, last):
        for broadcast in watched:
            if not desk.open:
                return
            if desk.shown.get(broadcast.id, ("", OPEN))[1] <= desk.now():
                await _show(desk, broadcast)
        last = watched[-1].id


async def _next_page(desk: Desk, last: int) -> Sequence[Broadcast]:
    """None while a pause stands."""
    async with desk.store.read() as tx:
        watched = await tx.broadcasts.watched(WATCH_FROM, last, AT_ONCE)
        return () if watched and await desk.paused_for(tx) else watched


async def _show(desk: Desk, broadcast: Broadcast) -> None:
    """One message: sent once, then changed when it says something new; a finished broadcast lets go of it."""
    async with desk.store.read() as tx:
        message_id = await tx.broadcasts.progress_message(broadcast.id)
        author, letter = await _letter(tx, broadcast)
    if author is not None and letter is not None:
        if message_id is None:
            await _begin(desk, broadcast, Parcel(author.address, letter))
            return
        news = bool(message_id) and letter.text != desk.shown.get(broadcast.id, ("", OPEN))[0]
        if news and not await _change(desk, broadcast, Parcel(author.address, letter), message_id):
            return
    if broadcast.state is BroadcastState.FINISHED:
        desk.shown.pop(broadcast.id, None)
        await _keep(desk, broadcast, None)


async def _begin(desk: Desk, broadcast: Broadcast, parcel: Parcel) -> None:
    """The message is sent by one process only, and once: whatever becomes of it, it is not sent again."""
    async with desk.store.write() as tx:
        if not await tx.broadcasts.begin_progress(broadcast.id):
            return
    result = await desk.in_turn(Lane.CORRECTION, parcel, desk.transport.send)
    if result is None:
        await _keep(desk, broadcast, None)
        return
    if isinstance(result, Receipt):
        await _keep(desk, broadcast, result.message_ids[0])
    _note(desk, broadcast, parcel, result)


async def _change(desk: Desk, broadcast: Broadcast, parcel: Parcel, message_id: int) -> bool:
    """Whether it is as well as it can be."""
    result = await desk.in_turn(Lane.CORRECTION, parcel, lambda told: desk.transport.edit(told, (message_id,)))
    if result is None:
        return False
    _note(desk, broadcast, parcel, result)
    return isinstance(result, Receipt) or result.decision not in AGAIN_LATER


async def _keep(desk: Desk, broadcast: Broadcast, message_id: int | None) -> None:
    async with desk.store.write() as tx:
        await tx.broadcasts.keep_progress_message(broadcast.id, message_id)


def _note(desk: Desk, broadcast: Broadcast, parcel: Parcel, result: Receipt | Refusal) -> None:
    """When it may be changed again. A flood answer to it rests this message, not the sending."""
    rest = EVERY
    if isinstance(result, Refusal):
        _log.info("progress of broadcast %s: %s %s", broadcast.id, result.reason, result.detail)
        rest = timedelta(seconds=result.retry_after) if result.retry_after else REST
    text = parcel.letter.text if isinstance(result, Receipt) else ""
    desk.shown[broadcast.id] = (text, _later(desk.now(), rest))


def _later(now: datetime, rest: timedelta) -> datetime:
    return now + max(rest, EVERY)


async def _letter(tx: Work, broadcast: Broadcast) -> tuple[Reader | None, Letter | None]:
    """Its author and the message as it should be by now; none when there is nobody to show it to."""
    post = await tx.posts.get(broadcast.post_id)
    author = await tx.readers.get(post.author_id) if post else None
    if post is None or author is None or author.gone_at is not None:
        return None, None
    if broadcast.id != await tx.broadcasts.last_of_correction(broadcast):
        return None, None  # the last one tells of the whole correction
    words = words_for(author.speaks)
    group = await tx.broadcasts.one_correction(broadcast)
    known = sum([await tx.broadcasts.done(each.id) for each in group])
    broadcast = replace(broadcast, meant=sum(each.meant for each in group))
    if broadcast.state is BroadcastState.FINISHED and (left := await _left_out(tx, group)):
        broadcast, known = replace(broadcast, state=BroadcastState.CANCELLED), known - left
    why = await standstill(tx, broadcast, post, words)
    text = progress(words, broadcast, known, post.title_at_work(words.form))
    text = Markup("\n").join([text, why]) if why else text
    look = Button(words.bare("Look at it"), data=f"sending:{broadcast.id}")
    return author, Letter(text, rows=((look,),))


async def _left_out(tx: Work, group: Sequence[Broadcast]) -> int:
    """How many had no turn any more because it was cancelled."""
    reasons = [(await tx.broadcasts.sums(each.id)).reasons for each in group]
    return sum(told.get((DeliveryState.SKIPPED, Skip.CANCELLED), 0) for told in reasons)


def progress(words: Words, broadcast: Broadcast, known: int, title: str) -> Markup:
    """How far it is, in one line."""
    sentence = STANDING.get(broadcast.state) or GOING[broadcast.errand]
    return words.say(
        sentence,
        title=title,
        known=words.number(known),
        meant=words.number(broadcast.meant),
        share=words.percent(known / broadcast.meant if broadcast.meant else 1.0),
    )
