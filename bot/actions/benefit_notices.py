"""Changes of one partner's benefits, told to its communicators: several within a minute in one letter."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.hearing.kinds import NAMES, SAID, said, value_of
from bot.notices import Notice, NoticeKind
from bot.partners import Benefit, Partner, Value
from bot.store import Work
from bot.words import Words

REST = timedelta(minutes=1)
"""So long an admin may go on changing before it is told."""
_VALUES: Mapping[str, Value] = {str(value): value for value in SAID}


async def tell_of_benefit(tx: Work, was: Partner, benefit: Benefit, now: datetime) -> None:
    """Note what one of them was before a change; what waits to be told takes it in."""
    for member in await tx.partners.members(was.id):
        facts: dict[str, str | int] = {"partner_id": was.id, benefit.value: str(value_of(was, benefit))}
        until = now + REST
        for waiting in await tx.notices.untold(member.id, NoticeKind.BENEFITS):
            if waiting.facts["partner_id"] == was.id:
                facts, until = {**facts, **waiting.facts}, waiting.rests_until or until
                await tx.notices.told(waiting.id)
        await tx.notices.add(Notice(member.id, NoticeKind.BENEFITS, facts, at=now, rests_until=until))


def benefits_text(facts: Mapping[str, str | int], partner: Partner, words: Words) -> Markup | None:
    """What changed, as it is by now; none when everything is as it was before."""
    lines = []
    for benefit in Benefit:
        before, after = str(facts.get(benefit.value, "")), value_of(partner, benefit)
        if before and before != str(after):
            was = _VALUES[before] if before in _VALUES else int(before)
            lines.append(
                words.say(
                    "{benefit}: <b>{value}</b> (before: {was})",
                    benefit=words.say(NAMES[benefit]),
                    value=said(words, after),
                    was=said(words, was),
                )
            )
    if not lines:
        return None
    head = words.say("An admin has changed what <b>{partner}</b> may do:", partner=partner.name(words.form))
    return Markup("\n").join([head, *lines])
