"""The clock's look at what there is to do: one statement for all of it, since most of the time there is nothing."""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, bindparam, case, exists, false, or_, select

from bot.broadcast import CLAIMED, SENDS, BroadcastState
from storage.broadcast import CANARIES, COMPLETE
from storage.ledger import broadcasts
from storage.notices import LONGEST, awake, notices
from storage.prepared import Prepared
from storage.recurrence import due
from storage.schema import Moment, one_of
from storage.segments import URGENT, moments, unheld

_NOW, _LONGEST = bindparam("now", type_=Moment), bindparam("longest", type_=Moment)
_WAITS = exists(unheld(SENDS, urgent=True))


def _some(*states: BroadcastState) -> ColumnElement[bool]:
    return exists(select(broadcasts.c.id).where(one_of(broadcasts.c.state, states)))


def _statement() -> Select[bool, bool, bool, bool, bool]:
    """Each part ends at the first row that it finds, by an index or in a table that is empty but for now and then."""
    return select(
        due(_NOW).exists().label("plans"),
        exists(select(notices.c.id).where(awake(_NOW, _LONGEST))).label("notices"),
        _some(*CLAIMED).label("moving"),
        _some(BroadcastState.PAUSED).label("paused"),
        case((exists(select(broadcasts.c.id).where(URGENT)), _WAITS), else_=false()).label("urgent"),
    )


DUE = Prepared(_statement())
"""Its columns are those of `bot.store.Due`."""
RIPE = Prepared(select(or_(exists(COMPLETE.order_by(None)), exists(CANARIES.order_by(None))).label("any")))
"""Asked by each line that finds nothing to claim."""


def told(now: datetime) -> dict[str, datetime]:
    """What it asks with."""
    return {**moments(now), "longest": now + LONGEST}
