"""The notice that a sending is over: its report in short."""

from bot.actions.report import as_deep, report
from bot.broadcast import SENDS, Broadcast
from bot.content import Post, PostState
from bot.delivery import together
from bot.notices import Notice
from bot.people import Reader
from bot.store import Work
from bot.transport import Button, Letter
from bot.words import words_for


async def report_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """The report of a sending, or of all groups of its wave; none before the last of them is over."""
    broadcast = await tx.broadcasts.get(int(notice.facts["broadcast_id"]))
    if broadcast is None or not await _is_last(tx, broadcast, post):
        return None
    partner = await tx.partners.get(post.partner_id)
    sums = together([await tx.broadcasts.sums(each.id) for each in await tx.broadcasts.wave(broadcast.id)])
    sums = as_deep(sums, partner.benefits.reports) if partner else sums
    words = words_for(reader.speaks)
    rows = [(Button(words.bare("Open the post"), data=f"post:{post.id}"),)]
    if broadcast.errand in SENDS:
        whole = Button(words.bare("The whole report"), data=f"report:{broadcast.id}")
        rows.insert(0, (whole,))
    return Letter(report(words, post, broadcast, sums, reader.zone), rows=tuple(rows))


async def _is_last(tx: Work, broadcast: Broadcast, post: Post) -> bool:
    """Whether all groups of its wave are over, and it was the last: a wave is told once."""
    wave = await tx.broadcasts.wave(broadcast.id)
    if len(wave) == 1 and post.state is not PostState.SCHEDULED:
        return True
    plan = await tx.plans.of(post.id)
    over = all(each.finished_at for each in wave) and not (plan and plan.wave_id == wave[0].id)
    return over and broadcast.id == max(wave, key=lambda each: (each.finished_at or each.started_at, each.id)).id
