"""The clock's look at what there is to do: one statement for all of it, since most of the time there is nothing."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Date, Select, Text, bindparam, case, cast, exists, false, or_, select

from bot.broadcast import CLAIMED, SENDS, BroadcastState
from bot.notices import FEW, MANY, NoticeKind
from bot.recurrence import day_everywhere
from bot.requests import RequestKind
from bot.shares import crowned, last_told, month_before, month_of
from storage.broadcast import CANARIES, COMPLETE, rested
from storage.digests import digests
from storage.follows import over
from storage.ledger import broadcasts
from storage.notices import LONGEST, awake, notices
from storage.people import readers
from storage.prepared import Prepared
from storage.programme import settings
from storage.recurrence import due, held
from storage.requests import due as ending
from storage.schema import Id, Moment, one_of
from storage.segments import URGENT, moments, unheld
from storage.shares import NEWLY_OUT, voters, votes

_NOW, _LONGEST = bindparam("now", type_=Moment), bindparam("longest", type_=Moment)
_WAITS = exists(unheld(SENDS, urgent=True))


def _some(*states: BroadcastState) -> ColumnElement[bool]:
    return exists(select(broadcasts.c.id).where(one_of(broadcasts.c.state, states)))


def _waiting(kinds: Collection[NoticeKind]) -> ColumnElement[bool]:
    return exists(select(notices.c.id).where(awake(_NOW, _LONGEST), one_of(notices.c.kind, kinds)))


def _statement() -> Select[bool, bool, bool, bool, bool, bool]:
    """Each part ends at the first row that it finds, by an index or in a table that is empty but for now and then."""
    return select(
        due(_NOW).exists().label("plans"),
        _waiting(FEW).label("notices"),
        _waiting(MANY).label("many"),
        _some(*CLAIMED).label("moving"),
        _some(BroadcastState.PAUSED).label("paused"),
        case((exists(select(broadcasts.c.id).where(URGENT)), _WAITS), else_=false()).label("urgent"),
    )


DUE = Prepared(_statement())
"""Its columns are those of `bot.store.Due`."""
RIPE = Prepared(select(or_(exists(COMPLETE.order_by(None)), exists(CANARIES.order_by(None))).label("any")))
"""Asked by each line that finds nothing to claim."""


def _overdue() -> Select[bool, bool, bool, bool, bool, bool, bool]:
    """Each part as the verb asks that then does it."""
    chosen = exists(select(settings.c.name).where(settings.c.name == bindparam("crowned", type_=Text)))
    last = select(cast(settings.c.value, Id)).where(settings.c.name == bindparam("last_told", type_=Text))
    untold = voters(bindparam("month", type_=Text), _NOW).where(votes.c.reader_id > last.scalar_subquery())
    return select(
        exists(ending(RequestKind.FORGET, _NOW)).label("forget"),
        exists(NEWLY_OUT).label("authors"),
        or_(~chosen, exists(untold)).label("vote"),
        exists(over(bindparam("day", type_=Date))).label("lapse"),
        exists(select(readers.c.id).where(readers.c.paused_until <= _NOW)).label("pauses"),
        or_(exists(held(_NOW)), exists(rested(_NOW))).label("holds"),
        exists(select(digests.c.reader_id).where(digests.c.next_at <= _NOW)).label("digests"),
    )


OVERDUE = Prepared(_overdue())
"""Its columns are those of `bot.store.Overdue`."""


def overdue_by(now: datetime) -> dict[str, object]:
    """What it asks with."""
    month = month_before(month_of(now))
    named = {"month": month, "crowned": crowned(month), "last_told": last_told(month)}
    return {"now": now, "day": day_everywhere(now), **named}


def told(now: datetime) -> dict[str, datetime]:
    """What it asks with."""
    return {**moments(now), "longest": now + LONGEST}
