"""A line's step through its segment, the hot path: one transaction for many lines, no waiting between statements.

    under the fence: progress, intent and lease of the segment -> outcomes -> slots on the account's row -> who is next

Written in SQLAlchemy's core for either database. On SQLite all of it runs in the one thread that writes, so that a step
costs one hop instead of one a statement; on PostgreSQL each step is a transaction of its own.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Engine, bindparam, exists, literal, select, update

from bot.accounts import Account, Slots
from bot.broadcast import LEASE, BroadcastState
from bot.store import Ahead, Step
from storage.accounts import account_of, accounts
from storage.chats import chats
from storage.delivery import line_of, outcome_of, recipient_of, select_recipients
from storage.ledger import DONE, OPEN, broadcasts, deliveries, segments
from storage.programme import HALTED
from storage.schema import insert_or_ignore

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_STANDING = select(broadcasts.c.state, HALTED.label("halted")).where(broadcasts.c.id == bindparam("broadcast"))
_ACCOUNT = select(accounts).where(accounts.c.id == bindparam("account")).with_for_update()
_KNOWN = exists(literal(1)).where(
    deliveries.c.broadcast_id == bindparam("broadcast"), deliveries.c.recipient == chats.c.id
)
_NEXT = select_recipients(bindparam("partner")).add_columns(_KNOWN.label("known")).where(chats.c.id.in_(_IDS))
_COPIES = select(deliveries).where(deliveries.c.broadcast_id == bindparam("origin"), deliveries.c.recipient.in_(_IDS))
_HELD = update(segments).where(
    segments.c.broadcast_id == bindparam("broadcast"),
    segments.c.no == bindparam("at"),
    segments.c.owner == bindparam("holder"),
    segments.c.fence == bindparam("held"),
    segments.c.state == OPEN,
)
_MOVED = _HELD.values(
    done=bindparam("now_done"),
    intent=bindparam("now_intent"),
    doubtful=bindparam("now_doubtful", type_=segments.c.doubtful.type),
    state=bindparam("now_state"),
    owner=bindparam("now_owner"),
    lease_until=bindparam("now_lease", type_=segments.c.lease_until.type),
)
_SLOT = (
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .values(next_slot=bindparam("free"), paid_next_slot=bindparam("paid_free", type_=accounts.c.paid_next_slot.type))
)


def perform(connection: Connection, step: Step) -> Ahead | None:
    """One step in the transaction that is open; none, and nothing written, when the lease was lost."""
    standing = connection.execute(_STANDING, {"broadcast": step.segment.broadcast_id}).one()
    account = _account(connection, step.account_id, step.now)
    state, paused = BroadcastState(standing.state), account.pause_end(step.now)
    held_up = bool(state is BroadcastState.PAUSED or standing.halted or paused)
    if not _move(connection, step, held_up=held_up):
        return None
    if step.outcomes:
        lines = [line_of(step.segment.broadcast_id, outcome) for outcome in step.outcomes]
        connection.execute(insert_or_ignore(connection, deliveries), lines)
    if held_up or not step.asked:
        return Ahead(state, held_up=held_up, rate=account.rate)
    return _ahead(connection, step, state, account)


def _move(connection: Connection, step: Step, *, held_up: bool) -> bool:
    """The segment's row; nobody new is intended while sending is held up. Whether it is still held."""
    segment = step.segment
    closed, over = step.gives_back, segment.done >= len(segment.members)
    intent = segment.intent - len(step.asked) if held_up else segment.intent
    told = {
        "broadcast": segment.broadcast_id,
        "at": segment.no,
        "holder": segment.owner,
        "held": segment.fence,
        "now_done": segment.done,
        "now_intent": segment.done if closed else intent,
        "now_doubtful": sorted(segment.doubtful) or None,
        "now_state": DONE if over else OPEN,
        "now_owner": None if over or closed else segment.owner,
        "now_lease": None if over or closed else step.now + LEASE,
    }
    return connection.execute(_MOVED, told).rowcount == 1


def _account(connection: Connection, account_id: int, now: datetime) -> Account:
    """The account's row, made when new and held until this transaction ends."""
    row = connection.execute(_ACCOUNT, {"account": account_id}).one_or_none()
    if row is None:
        fresh = insert_or_ignore(connection, accounts)
        connection.execute(fresh, asdict(Account(account_id, next_slot=now)))
        row = connection.execute(_ACCOUNT, {"account": account_id}).one()
    return account_of(row)


def _ahead(connection: Connection, step: Step, state: BroadcastState, account: Account) -> Ahead:
    segment = step.segment
    asked: dict[str, Any] = {"ids": step.asked, "partner": step.partner_id, "broadcast": segment.broadcast_id}
    rows = connection.execute(_NEXT, asked).all()
    copies = {}
    if step.origin_id is not None:
        found = connection.execute(_COPIES, {"ids": step.asked, "origin": step.origin_id}).all()
        copies = {row.recipient: outcome_of(row) for row in found}
    known = frozenset(row.id for row in rows if row.known)
    slots = _slots(connection, step, account, len(step.asked) - len(known))
    recipients = {row.id: recipient_of(row) for row in rows}
    return Ahead(
        state, held_up=False, rate=account.rate, recipients=recipients, known=known, copies=copies, slots=slots
    )


def _slots(connection: Connection, step: Step, account: Account, count: int) -> Slots:
    """Slots for those who are next, and for the replies that left without one."""
    if step.replies:
        account, _ = account.reserve(step.replies, step.now)
    account, slots = account.reserve(count, step.now, paid=step.paid)
    told = {"account": account.id, "free": account.next_slot, "paid_free": account.paid_next_slot}
    connection.execute(_SLOT, told)
    return slots


class Group:
    """SQLite's one writer: steps that come while one transaction is being written are written together in the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "kapok-steps")
        self._waiting: list[tuple[Step, asyncio.Future[Ahead | None]]] = []

    async def take(self, step: Step, turn: asyncio.Lock) -> Ahead | None:
        """Take one step; `turn` is held by whoever writes. Raises what the database raises, for the whole group."""
        mine: asyncio.Future[Ahead | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((step, mine))
        async with turn:
            if group := self._waiting:
                self._waiting = []
                await self._write(group)
        return await mine

    async def _write(self, group: Sequence[tuple[Step, "asyncio.Future[Ahead | None]"]]) -> None:
        """Whoever is cancelled while the thread writes still tells the others of the group."""
        loop = asyncio.get_running_loop()
        writing = loop.run_in_executor(self._thread, self._commit, [step for step, _ in group])
        writing.add_done_callback(lambda done: _tell(group, done))
        with contextlib.suppress(Exception):  # each of the group hears it from its own future
            await asyncio.shield(writing)

    def _commit(self, steps: Sequence[Step]) -> list[Ahead | None]:
        with self._engine.begin() as connection:
            return [perform(connection, step) for step in steps]

    def close(self) -> None:
        """End the connection, in the thread that it belongs to, and the thread."""
        self._thread.submit(self._engine.dispose)
        self._thread.shutdown()


def _tell(
    group: Sequence[tuple[Step, "asyncio.Future[Ahead | None]"]], writing: "asyncio.Future[list[Ahead | None]]"
) -> None:
    fault = writing.exception()
    answers = [None] * len(group) if fault else writing.result()
    for (_, waiting), answer in zip(group, answers, strict=True):
        if waiting.done():
            continue
        if fault:
            waiting.set_exception(fault)
        else:
            waiting.set_result(answer)
