"""The ledger as tests look at it: the hot path's own statements, also within a unit of work that is open."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import select

from bot.broadcast import Segment
from bot.delivery import Outcome
from bot.people import CAP_SPAN, WEEK_SPAN
from bot.ports.strides import Claim, Recipient
from bot.store import Store, Work
from storage.claims import claim
from storage.delivery import outcome_of, recipient_of
from storage.ledger import deliveries
from storage.prepared import OnSQLite, Runner
from storage.prepared_postgresql import OnPostgreSQL
from storage.strides import NEXT
from tests.strides import ACCOUNT

T = TypeVar("T")


async def claimed(store: Store, owner: str, now: datetime) -> Segment | None:
    """A segment that nobody held, if there is one."""
    return _segment(await store.claim(owner, ACCOUNT, now))


async def claimed_within(tx: Work, owner: str, now: datetime) -> Segment | None:
    """As `claimed`, in a unit of work that goes on."""
    return _segment(await within(tx, lambda runner: claim(runner, owner, ACCOUNT, now)))


def _segment(found: Claim | datetime | None) -> Segment | None:
    assert not isinstance(found, datetime), "the account is paused"
    return found.segment if found else None


async def finished(tx: Work, broadcast_id: int, at: datetime) -> bool:
    """Count how a broadcast ended and finish it, as deliver does in two units of work."""
    return await tx.broadcasts.finish(broadcast_id, at, await tx.reports.crowds([broadcast_id]))


async def recipients(
    tx: Work, ids: Collection[int], partner_id: int, now: datetime, campaign_id: int | None = None
) -> Mapping[int, Recipient]:
    """Chats as a stride reads them."""
    asked = {"ids": list(ids), "partner_id": partner_id, "campaign_id": campaign_id, "broadcast": 0}
    asked |= {"now": now, "since": now - CAP_SPAN, "week": now - WEEK_SPAN}
    return {row.id: recipient_of(row) for row in await within(tx, lambda runner: runner.rows(NEXT, asked))}


async def outcomes_of(tx: Work, broadcast_id: int) -> list[Outcome]:
    """Everybody's of a broadcast, by their id."""
    mine = select(deliveries).where(deliveries.c.broadcast_id == broadcast_id).order_by(deliveries.c.recipient)
    keeper: Any = tx.broadcasts
    return [outcome_of(row) for row in await keeper._all(mine)]


async def within(tx: Work, step: Callable[[Runner], T]) -> T:
    """Take a step of the hot path on the connection of a unit of work."""
    keeper: Any = tx.broadcasts
    connection = keeper._tx
    await connection.execute(select(1))  # SQLAlchemy begins the transaction at the first statement of its own
    driver = (await connection.get_raw_connection()).driver_connection
    if connection.dialect.name == "sqlite":
        return cast("T", await driver._execute(lambda: step(OnSQLite(driver._conn))))  # aiosqlite's own thread
    return cast("T", await connection.run_sync(lambda _: step(OnPostgreSQL(driver))))
