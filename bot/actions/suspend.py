"""Suspend a partner, so that nothing of theirs goes out, and lift it again; their communicators are told."""

from dataclasses import replace
from datetime import datetime

from bot.actions.held import held_broadcast
from bot.actions.rounds import following, standing_without_plan
from bot.broadcast import UNFINISHED, Broadcast, BroadcastState
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind
from bot.partners import Partner
from bot.people import Reader, Speaker
from bot.store import Store, Work

MANY = 10_000
"""More scheduled posts than any partner has."""


def require_active(partner: Partner | None, speaker: Speaker) -> None:
    """Raise `Mistake(SUSPENDED | RETIRED)` when nothing of this partner may go out."""
    require_here(partner, speaker.reader)
    if partner is not None and partner.suspended_at is not None:
        raise Mistake(Why.SUSPENDED, partner=partner.name(speaker.reader.speaks))


def require_here(partner: Partner | None, reader: Reader) -> None:
    """Raise `Mistake(RETIRED)` when it is in the programme no longer."""
    if partner is not None and partner.retired_at is not None:
        raise Mistake(Why.RETIRED, partner=partner.name(reader.speaks))


async def suspend(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> Partner:
    """From now on nothing of theirs goes out: plans wait, what is on its way is paused. Done twice it is done once."""
    async with store.write() as tx:
        partner = await held_partner(tx, speaker, partner_id)
        if partner.suspended_at is not None:
            return partner
        suspended = replace(partner, suspended_at=now)
        await tx.partners.save(suspended)
        await tx.programme.note(now, speaker.reader.id, "suspend", f"partner {partner.id}")
        for broadcast in await begun(tx, partner):
            if broadcast.state is not BroadcastState.CANCELLED:  # a pause with an end has none from now on
                await tx.broadcasts.advance(broadcast.id, broadcast.state, BroadcastState.PAUSED)
        await tell_members(tx, partner, Notice(0, NoticeKind.SUSPENDED, {"partner_id": partner.id}, at=now))
        return suspended


async def lift(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> Partner:
    """Posts may go out again. Those whose moment has passed meanwhile do not burst out: they can be planned anew."""
    async with store.write() as tx:
        partner = await held_partner(tx, speaker, partner_id)
        require_here(partner, speaker.reader)
        if partner.suspended_at is None:
            return partner
        await tx.partners.save(replace(partner, suspended_at=None))
        await tx.programme.note(now, speaker.reader.id, "lift", f"partner {partner.id}")
        passed = await _take_back(tx, partner, now)
        waiting = {each.post_id for each in await begun(tx, partner) if each.state is BroadcastState.PAUSED}
        facts: dict[str, str | int] = {"partner_id": partner.id, "passed": passed, "waiting": len(waiting)}
        await tell_members(tx, partner, Notice(0, NoticeKind.LIFTED, facts, at=now))
        return replace(partner, suspended_at=None)


async def begun(tx: Work, partner: Partner) -> list[Broadcast]:
    """What goes out of this partner's and is not at its end; nobody else changes it meanwhile."""
    held = [await held_broadcast(tx, each.id) for each in await tx.broadcasts.unfinished(partner.id)]
    return [one[0] for one in held if one and one[0].state in UNFINISHED]


async def held_partner(tx: Work, speaker: Speaker, partner_id: int) -> Partner:
    """The partner, for an admin who changes it. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`."""
    speaker.must_be_admin()
    return existing(await tx.partners.hold(partner_id))


async def held_posts(tx: Work, partner: Partner, state: PostState) -> list[Post]:
    """Those of a partner's that stand so; nobody else changes them meanwhile."""
    seen = (await tx.posts.page([partner.id], {state}, 0, MANY)).items
    held = [await tx.posts.get(each.id) for each in seen]
    return [post for post in held if post and post.state is state]


async def _take_back(tx: Work, partner: Partner, now: datetime) -> int:
    """Plans whose moment is past: how many there were. One that repeats goes on with its next round."""
    passed = 0
    for post in await held_posts(tx, partner, PostState.SCHEDULED):
        plan = await tx.plans.of(post.id)
        if plan is None or plan.moment > now:
            continue
        passed += 1
        after = await following(tx, post, plan, now)
        if after is not None:
            await tx.plans.put(after)
            continue
        await tx.plans.remove(post.id)
        state, sent_at = await standing_without_plan(tx, post)
        await tx.posts.advance(replace(post, state=state, sent_at=sent_at), PostState.SCHEDULED)
        change = (PostState.SCHEDULED, state)
        await tx.programme.note(now, None, "missed", f"post {post.id} {plan.moment.isoformat()}", change)
    return passed


async def tell_members(tx: Work, partner: Partner, notice: Notice) -> None:
    """Each of its communicators."""
    for member in await tx.partners.members(partner.id):
        await tx.notices.add(replace(notice, person_id=member.id))
