"""What goes out when: plans, the rounds they will come to, and what has gone out, between two moments."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions.fates import fate_of
from bot.broadcast import Begun, Fate
from bot.recurrence import Plan, moment_near, wall_at
from bot.store import Work

MOST_ROUNDS = 100
"""Of one plan in one look."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment of a post. What has gone out has no plan, but its sending."""

    moment: datetime
    partner_id: int
    post_id: int
    plan: Plan | None = None
    sending: int = 0
    fate: Fate | None = None
    """Of a sending that was recalled: what became of that."""
    suspended: bool = False
    """Of a plan: its partner is suspended."""

    @property
    def recalled(self) -> bool:
        """Whether its copies are gone, or some of them, or are going."""
        return self.fate not in {None, Fate.NOT}

    @property
    def held(self) -> bool:
        """Whether it does not go out as things stand: somebody holds it, or its partner is suspended."""
        return self.suspended or (self.plan is not None and self.plan.held_at is not None)


async def agenda(tx: Work, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()) -> list[Entry]:
    """Everything in [begin, end), in order; every partner's when `partner_ids` is empty."""
    gone = [
        Entry(begun.moment, begun.partner_id, begun.post_id, sending=begun.broadcast_id, fate=await _fate(tx, begun))
        for begun in await tx.plans.begun(span, partner_ids)
    ]
    coming = [
        Entry(moment, partner, plan.post_id, plan, suspended=suspended)
        for partner, plan, suspended in await tx.plans.standing(span, partner_ids)
        for moment in _moments(plan, span)
    ]
    return sorted([*gone, *coming], key=lambda entry: (entry.moment, entry.post_id))


async def _fate(tx: Work, begun: Begun) -> Fate | None:
    return await fate_of(tx, begun.post_id, begun.broadcast_id) if begun.recalled else None


def _moments(plan: Plan, span: tuple[datetime, datetime]) -> Iterator[datetime]:
    """Those of a plan in a span: the one it stands at, and its later rounds."""
    if span[0] <= plan.moment:
        yield plan.moment
    day_before = wall_at(span[0], plan.zone) - timedelta(days=1)
    later = plan.repeat.later(day_before) if plan.repeat else ()
    for _, wall in zip(range(MOST_ROUNDS), later, strict=False):
        moment = moment_near(wall, plan.zone)
        if moment >= span[1]:
            return
        if moment >= span[0]:
            yield moment
