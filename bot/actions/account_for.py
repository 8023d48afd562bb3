"""Account for a sending: gather its report, for whoever writes for its partner and for admins."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.actions.control import own_broadcast
from bot.actions.fates import gone_by
from bot.actions.rounds import Turn, turn_of
from bot.broadcast import SENDS, Broadcast, last_recalls
from bot.content import Post
from bot.mistakes import Mistake, Why
from bot.partners import Partner, Reports
from bot.people import Speaker
from bot.reports import USUAL, Report, report_of
from bot.store import Work

WATCHED = timedelta(days=7)
"""For so long after a sending what happens counts as following it."""


@dataclass(frozen=True, slots=True)
class Account:
    """A sending with its report; all groups of a wave together."""

    broadcast: Broadcast
    """The first one."""
    post: Post
    partner: Partner
    report: Report
    until: datetime
    """Up to when it was looked at what happened afterwards."""
    last: datetime
    """When the last group began."""
    passages: Mapping[int, int] = field(default_factory=dict)
    """Number of a button of the post that leads onto the web -> how often it was pressed: times, not people."""
    recall: Broadcast | None = None
    """The last one of it."""
    deleted: int = 0
    """Chats from which its recalls deleted it."""
    turn: Turn | None = None
    """Which one of its series it was."""


async def account_for(tx: Work, speaker: Speaker, broadcast_id: int, now: datetime) -> Account:
    """Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`: a partner sees only its own, as much of it as its benefits tell."""
    broadcast, post = await own_broadcast(tx, speaker, broadcast_id)
    partner = await tx.partners.get(post.partner_id)
    if partner is None or broadcast.errand not in SENDS:
        raise Mistake(Why.NOT_FOUND)
    wave = await tx.broadcasts.wave(broadcast.id)
    first, ids = wave[0], [each.id for each in wave]
    until = min(now, first.started_at + WATCHED)
    report = report_of(
        sum(each.meant for each in wave),
        await tx.reports.crowds(ids),
        await tx.reports.since(ids, partner.id, (first.started_at, until)),
        await tx.reports.pressed(post.id),
        await tx.reports.usual(partner.id, first.started_at, USUAL),
    )
    passages = await tx.reports.passages(post.id)
    depth = Reports.REASONS if speaker.is_admin else partner.benefits.reports
    last = max(each.started_at for each in wave)
    recalls = [each for each in last_recalls(await tx.broadcasts.of_post(post.id)) if each.origin_id in ids]
    recall, deleted = max(recalls, key=lambda each: each.id, default=None), await gone_by(tx, recalls)
    turn = await turn_of(tx, post, first.id)
    return Account(first, post, partner, report.as_deep(depth), until, last, passages, recall, deleted, turn)
