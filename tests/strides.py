"""One stride of the ledger, as a line would take it, in few words."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update

from bot.broadcast import Segment
from bot.delivery import Outcome
from bot.ports.strides import Ahead, Stride
from bot.store import Work
from storage import Database
from storage.delivery import line_of
from storage.ledger import DONE, deliveries, segments
from tests import cast

ACCOUNT = cast.BOT


async def intend(
    store: Database, segment: Segment, until: int, now: datetime, origin_id: int | None = None
) -> Ahead | None:
    """Move the intent; none when the lease was lost."""
    moved = replace(segment, intent=until)
    asked = segment.members[segment.intent : until]
    return await store.stride(Stride(moved, now, ACCOUNT, 1, asked=asked, origin_id=origin_id))


async def settle(
    store: Database, segment: Segment, done: int, outcomes: Sequence[Outcome], now: datetime
) -> Ahead | None:
    """Keep outcomes and progress; none when the lease was lost."""
    moved = replace(segment, done=done, intent=max(done, segment.intent))
    return await store.stride(Stride(moved, now, ACCOUNT, 1, outcomes))


async def release(store: Database, segment: Segment, now: datetime) -> Ahead | None:
    """Give the segment back; none when the lease was lost."""
    return await store.stride(Stride(segment, now, ACCOUNT, 1, gives_back=True))


async def keep(tx: Work, segment: Segment, outcomes: Sequence[Outcome]) -> None:
    """An outcome for everybody of a segment, within a unit of work that is open."""
    assert len(outcomes) == len(segment.members)
    connection: Any = tx.posts._tx  # type: ignore[attr-defined]
    lines = [line_of(segment.broadcast_id, outcome) for outcome in outcomes]
    await connection.execute(insert(deliveries), [dict(zip(deliveries.c.keys(), line, strict=True)) for line in lines])
    one = (segments.c.broadcast_id == segment.broadcast_id) & (segments.c.no == segment.no)
    await connection.execute(update(segments).where(one).values(state=DONE, done=len(outcomes), owner=None))
