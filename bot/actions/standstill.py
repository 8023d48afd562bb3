"""Why a broadcast that is not over does not move: all is halted, its partner suspended, it paused, a flood answer."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.broadcast import CLAIMED, UNFINISHED, Broadcast, BroadcastState
from bot.content import Post
from bot.store import Work
from bot.words import Words

LONG = timedelta(minutes=1)
"""So long a flood answer is worth a word."""


async def standstill(tx: Work, broadcast: Broadcast, post: Post, words: Words) -> Markup | None:
    """One sentence; none while it moves."""
    if broadcast.state not in UNFINISHED:
        return None
    if broadcast.state is not BroadcastState.CANCELLED and await tx.programme.halted_at() is not None:
        return halted_line(words)
    partner = await tx.partners.get(post.partner_id)
    name = partner.name(words.form) if partner else ""
    if broadcast.state is BroadcastState.CANCELLED and partner is not None and partner.retired_at is not None:
        return left_line(words, name)
    if broadcast.state is not BroadcastState.PAUSED:
        return None
    if partner is not None and partner.suspended_at is not None:
        return words.say("{partner} is suspended: nothing goes on until an admin lifts that.", partner=name)
    return await _paused_by(tx, broadcast, post.partner_id, name, words)


async def flooded_until(tx: Work, broadcast: Broadcast, account_id: int, now: datetime) -> datetime | None:
    """Until when a long flood answer holds it up; none while it moves, or stands for another reason.

    After a restart, or from another process, whoever asks is answered all the same.
    """
    return await waits_until(tx, account_id, now) if broadcast.state in CLAIMED else None


async def waits_until(tx: Work, account_id: int, now: datetime) -> datetime | None:
    """Until when a long flood answer holds up whatever would leave; none while nothing is held up."""
    until = await tx.accounts.paused_until(account_id, now)
    return until if until and until - now > LONG else None


def flooded_line(words: Words, until: datetime) -> Markup:
    """That it is the network, and passes by itself; by the reader's wall clock."""
    return words.say(
        "Telegram lets nothing leave until {moment}; then it goes on by itself.", moment=words.moment(until)
    )


def left_line(words: Words, partner: str) -> Markup:
    """Why a sending has ended before everybody had it."""
    return words.say("{partner} left the programme while this was going out: the others don't get it.", partner=partner)


def halted_line(words: Words) -> Markup:
    """Why nothing moves at all."""
    return words.say("All sending is stopped by an admin; it goes on when they resume it.")


async def _paused_by(tx: Work, broadcast: Broadcast, partner_id: int, name: str, words: Words) -> Markup | None:
    """Whose word it was, as the audit has it; a pause by itself has nobody's."""
    mine = f"broadcast {broadcast.id}"
    whose = ("suspend", f"partner {partner_id}")
    deeds = [(BroadcastState.PAUSED, mine), (BroadcastState.SENDING, mine), ("pause", f"{mine}: refusals"), whose]
    line = await tx.audit.last(partner_id, deeds)
    if line is None or line.verb == BroadcastState.SENDING:
        return None
    if line.verb == "pause":
        return words.say("I paused it myself, because too many copies in a row were refused or got no answer.")
    if line.verb == "suspend":
        return words.say("It was paused when {partner} was suspended.", partner=name)
    person = await tx.readers.get(line.person_id) if line.person_id else None
    return words.say("{person} paused it.", person=person.name) if person else None
