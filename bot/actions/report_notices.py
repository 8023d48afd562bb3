"""The notice that a sending is over: its report in short."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.actions.notice_parts import writes
from bot.actions.payment import paid_lines, paid_messages
from bot.actions.report import as_deep, report, turn_line
from bot.actions.rounds import turn_of
from bot.actions.standstill import left_line
from bot.actions.sums import sums_of
from bot.broadcast import SENDS, Broadcast, Errand
from bot.content import Post, PostState
from bot.delivery import DeliveryState
from bot.notices import Notice
from bot.partners import Partner
from bot.people import Reader
from bot.recurrence import local
from bot.store import Work
from bot.transport import Button, Letter, Row
from bot.words import Words, words_for


async def report_letter(tx: Work, notice: Notice, post: Post, reader: Reader) -> Letter | None:
    """The report of a sending, of all groups of its wave, or of a correction; none before the last of them is over."""
    broadcast = await tx.broadcasts.get(int(notice.facts["broadcast_id"]))
    if broadcast is None:
        return None
    group = await _group(tx, broadcast)
    if not await _is_last(tx, broadcast, post, group):
        return None
    partner = await tx.partners.get(post.partner_id)
    sums = await sums_of(tx, group)
    sums = as_deep(sums, partner.benefits.reports) if partner else sums
    words = words_for(reader.speaks)
    rows = await _ways_on(tx, broadcast, post, reader)
    text = report(words, post, group, sums, reader.zone)
    if partner and broadcast.errand in SENDS and _cut_short(partner, group):
        text = Markup("\n").join([text, left_line(words, partner.name(words.form))])
    if reader.address in await tx.admins.addresses():
        text = Markup("\n").join([text, *await _paid(tx, group, post, words)])
    if broadcast.errand is Errand.SEND:
        text, rows = await _with_rounds(tx, (post, group), (text, rows), words, reader.zone)
    return Letter(text, rows=tuple(rows))


async def _paid(tx: Work, group: Sequence[Broadcast], post: Post, words: Words) -> list[Markup]:
    """What has been paid for, for admins, whose programme pays; nothing when it was free."""
    each = [await paid_messages(tx, one, post) for one in group if one.errand in SENDS]
    paid = [number for number in each if number is not None]
    return paid_lines(words, sum(paid)) if paid else []


def _cut_short(partner: Partner, group: Sequence[Broadcast]) -> bool:
    """Whether its partner left the programme while it went out."""
    left = partner.retired_at
    return left is not None and any(one.started_at <= left <= (one.finished_at or left) for one in group)


async def _ways_on(tx: Work, broadcast: Broadcast, post: Post, reader: Reader) -> list[Row]:
    """Into what they may look at: nothing, once they write for its partner no more, or it has left the programme."""
    words, theirs = words_for(reader.speaks), await writes(tx, post, reader)
    if not theirs and reader.address not in await tx.admins.addresses():
        return []
    if theirs and reader.id == post.author_id:
        opened = Button(words.bare("Open the post"), data=f"post:{post.id}")
    else:  # an admin has no drawer of posts
        opened = Button(words.bare("Look at it"), data=f"sending:{broadcast.id}")
    whole = Button(words.bare("The whole report"), data=f"report:{broadcast.id}")
    if broadcast.errand not in SENDS:
        return [(opened,)]
    return [(whole,), *await _to_the_rest(tx, broadcast, post, words), (opened,)]


async def _to_the_rest(tx: Work, broadcast: Broadcast, post: Post, words: Words) -> list[Row]:
    """To the question whether those whom somebody left out by cancelling it should get it after all."""
    partner = await tx.partners.get(post.partner_id)
    if partner is None or partner.retired_at is not None:
        return []
    left = (await tx.broadcasts.choosable(broadcast.id)).get(DeliveryState.SKIPPED, 0)
    label = words.plural("Send to {n} left out", "Send to {n} left out", left)
    return [(Button(str(label.unescape()), data=f"sd:rest:{broadcast.id}"),)] if left else []


async def _with_rounds(
    tx: Work, sent: tuple[Post, Sequence[Broadcast]], told: tuple[Markup, list[Row]], words: Words, zone: str
) -> tuple[Markup, list[Row]]:
    """Of what comes again: which one it was, when it does next, or that this was the last time and how to go on."""
    (post, group), (text, rows) = sent, told
    if turn := await turn_of(tx, post, group[0].id):
        text = Markup("\n").join([text, turn_line(words, turn)])
    plan = await tx.plans.of(post.id)
    if plan and plan.repeat:
        line = words.say("Next time: {moment}", moment=words.moment(local(plan.moment, zone)))
        return Markup("\n").join([text, line]), rows
    these = {each.id for each in group}
    again = any(each.errand is Errand.SEND and each.id not in these for each in await tx.broadcasts.of_post(post.id))
    if plan or not again:
        return text, rows
    line = words.say("That was the last time: nothing more is planned.")
    anew = (Button(words.bare("Duplicate"), data=f"pe:dup:{post.id}:"),)
    return Markup("\n").join([text, line]), [*rows, anew] if rows else rows


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
