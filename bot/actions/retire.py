"""A partner leaves the programme: what was to come ends, what was sent stays; and it may be taken back."""

from dataclasses import replace
from datetime import datetime

from bot.actions.appoint import ITSELF
from bot.actions.rounds import standing_without_plan
from bot.actions.schedule import subject_of
from bot.actions.suspend import begun, held_partner, held_posts
from bot.broadcast import Broadcast, BroadcastState, Errand
from bot.content import PostState
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind, settled
from bot.partners import Partner
from bot.people import Speaker
from bot.store import Store, Work

_MENDS = frozenset({Errand.CORRECT, Errand.RECALL})
"""Errands that go on: what was sent stays, so it must stay right."""


async def retire(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> Partner:
    """It is in the programme no longer. Done twice it is done once. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`.

    Nothing planned goes out; its people and channels are let go, its followers follow it no longer; stories stay.
    """
    async with store.write() as tx:
        partner = await held_partner(tx, speaker, partner_id)
        if partner.slug in ITSELF:
            raise Mistake(Why.NOT_ALLOWED)
        if partner.retired_at is not None:
            return partner
        retired = replace(partner, retired_at=now, suspended_at=partner.suspended_at or now)
        await tx.partners.save(retired)
        await tx.programme.note(now, speaker.reader.id, "retire", f"partner {partner.id}")
        await _end_plans(tx, speaker, partner, now)  # first: one that begins at this moment is begun by then
        stopped = await _end_sendings(tx, speaker, partner, now)
        await _let_go(tx, speaker, partner, now, stopped)
        return retired


async def readmit(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> Partner:
    """It is in the programme again, with those followers who have not said no meanwhile; people are invited anew."""
    async with store.write() as tx:
        partner = await held_partner(tx, speaker, partner_id)
        if partner.retired_at is None:
            return partner
        back = replace(partner, retired_at=None, suspended_at=None)
        await tx.partners.save(back)
        await tx.partners.void(partner.id)
        await tx.follows.restore(partner.id, now)
        await tx.programme.note(now, speaker.reader.id, "readmit", f"partner {partner.id}")
        return back


async def _end_sendings(tx: Work, speaker: Speaker, partner: Partner, now: datetime) -> int:
    """Those who have not got it yet are skipped; what mends copies goes on, also where a suspension held it.

    How many were stopped.
    """
    stopped = 0
    for broadcast in await begun(tx, partner):
        wanted = BroadcastState.SENDING if broadcast.errand in _MENDS else BroadcastState.CANCELLED
        if broadcast.state not in {wanted, BroadcastState.CANCELLED}:
            await _turn(tx, speaker, broadcast, wanted, now)
            stopped += wanted is BroadcastState.CANCELLED
    return stopped


async def _turn(tx: Work, speaker: Speaker, broadcast: Broadcast, wanted: BroadcastState, now: datetime) -> None:
    await tx.broadcasts.advance(broadcast.id, broadcast.state, wanted)
    change = (broadcast.state, wanted)
    await tx.programme.note(now, speaker.reader.id, wanted.value, f"broadcast {broadcast.id}", change)


async def _end_plans(tx: Work, speaker: Speaker, partner: Partner, now: datetime) -> None:
    """No round comes any more, and nothing waits for a review."""
    for post in await held_posts(tx, partner, PostState.SCHEDULED):
        plan = await tx.plans.of(post.id)
        await tx.plans.remove(post.id)
        state, sent_at = await standing_without_plan(tx, post)
        await tx.posts.advance(replace(post, state=state, sent_at=sent_at), PostState.SCHEDULED)
        subject = subject_of(plan) if plan else f"post {post.id}"
        await tx.programme.note(now, speaker.reader.id, "unschedule", subject, (post.state, state))
    for post in await held_posts(tx, partner, PostState.SUBMITTED):
        draft = replace(post, state=PostState.DRAFT, submitted_at=None, review_by=None)
        if await tx.posts.advance(draft, PostState.SUBMITTED):
            await tx.notices.add(settled({"post_id": post.id}, now))


async def _let_go(tx: Work, speaker: Speaker, partner: Partner, now: datetime, stopped: int) -> None:
    facts: dict[str, str | int] = {"partner_id": partner.id, "stopped": stopped}
    for member in await tx.partners.members(partner.id):
        await tx.partners.leave(partner.id, member.id)
        await tx.notices.add(Notice(member.id, NoticeKind.RETIRED, facts, at=now))
    for channel in await tx.channels.of(partner.id):
        # Noted first: afterwards nobody knows whose it was.
        await tx.programme.note(now, speaker.reader.id, "unlink", f"channel {channel.id}")
        await tx.channels.unlink(channel.id)
    await tx.follows.let_go(partner.id)
