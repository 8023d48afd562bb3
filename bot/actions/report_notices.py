"""The notice that a sending is over: its report in short."""

from collections.abc import Sequence

from bot.actions.report import as_deep, report
from bot.broadcast import SENDS, Broadcast, Errand
from bot.content import Post, PostState
from bot.delivery import together
from bot.notices import Notice
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import words_for


async def report_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """The report of a sending, of all groups of its wave, or of a correction; none before the last of them is over."""
    broadcast = await tx.broadcasts.get(int(notice.facts["broadcast_id"]))
    if broadcast is None:
        return None
    group = await _group(tx, broadcast)
    if not await _is_last(tx, broadcast, post, group):
        return None
    partner = await tx.partners.get(post.partner_id)
    sums = together([await tx.broadcasts.sums(each.id) for each in group])
    sums = as_deep(sums, partner.benefits.reports) if partner else sums
    words = words_for(reader.speaks)
    rows = [(Button(words.bare("Open the post"), data=f"post:{post.id}"),)]
    if broadcast.errand in SENDS:
        whole = Button(words.bare("The whole report"), data=f"report:{broadcast.id}")
        rows.insert(0, (whole,))
    return Letter(report(words, post, broadcast, sums, reader.zone), rows=tuple(rows))


async def _group(tx: Work, broadcast: Broadcast) -> Sequence[Broadcast]:
    """What is told in one report."""
    if broadcast.errand is Errand.CORRECT:
        return await tx.broadcasts.one_correction(broadcast)
    return await tx.broadcasts.wave(broadcast.id)


async def _is_last(tx: Work, broadcast: Broadcast, post: Post, group: Sequence[Broadcast]) -> bool:
    """Whether all of them are over, and it was the last: they are told once."""
    correction = broadcast.errand is Errand.CORRECT
    if len(group) == 1 and (correction or post.state is not PostState.SCHEDULED):
        return True
    plan = None if correction else await tx.plans.of(post.id)
    over = all(each.finished_at for each in group) and not (plan and plan.wave_id == group[0].id)
    return over and broadcast.id == max(group, key=lambda each: (each.finished_at or each.started_at, each.id)).id
