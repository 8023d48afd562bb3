"""A line's stride through its segment, the hot path: one transaction for many lines, no waiting between statements.

    under the fence: progress, intent and lease of the segment -> outcomes -> slots on the account's row -> who is next

On SQLite all of it runs in one thread, so that a stride costs one hop instead of one a statement; on PostgreSQL each
stride is a transaction of its own.
"""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar, cast

from sqlalchemy import Engine, bindparam, exists, literal, null, select, update

from bot.accounts import Account
from bot.broadcast import LEASE, BroadcastState
from bot.delivery import Outcome
from bot.people import CAP_SPAN, WEEK_SPAN
from bot.ports.strides import Ahead, Recipient, Stride
from storage.accounts import account_of, accounts
from storage.chats import chats
from storage.delivery import OWN, line_of, outcome_of, recipient_of, select_recipients
from storage.ledger import DONE, OPEN, broadcasts, deliveries, segments
from storage.prepared import OnSQLite, Prepared, Runner
from storage.programme import HALTED
from storage.schema import among

T = TypeVar("T")
Step = Callable[[Runner], Any]
Waiting = tuple[Step, "asyncio.Future[Any]"]


_STANDING = Prepared(
    select(broadcasts.c.state, broadcasts.c.paid, HALTED.label("halted")).where(
        broadcasts.c.id == bindparam("broadcast")
    )
)
_ACCOUNT = Prepared(select(accounts).where(accounts.c.id == bindparam("account")).with_for_update())
_NEW_ACCOUNT = Prepared(lambda dialect: dialect.insert(accounts).on_conflict_do_nothing())
_OUTCOMES = Prepared(lambda dialect: dialect.insert(deliveries).on_conflict_do_nothing())
_KNOWN = exists(literal(1)).where(
    deliveries.c.broadcast_id == bindparam("broadcast"), deliveries.c.recipient == chats.c.id
)
NEXT = Prepared(lambda dialect: select_recipients(dialect, _KNOWN).where(among(dialect, chats.c.id)))
_COPIES = Prepared(
    lambda dialect: (
        select(deliveries, (chats.c.moved_at > deliveries.c.at).label("left_behind"))
        .join(chats, chats.c.id == deliveries.c.recipient)
        .where(deliveries.c.broadcast_id == bindparam("origin"), among(dialect, deliveries.c.recipient))
    )
)
_FAR = (
    update(segments)
    .where(
        segments.c.broadcast_id == bindparam("broadcast"),
        segments.c.no == bindparam("at"),
        segments.c.owner == bindparam("holder"),
        segments.c.fence == bindparam("held"),
    )
    .values(
        done=bindparam("now_done"),
        intent=bindparam("now_intent"),
        doubtful=bindparam("now_doubtful", type_=segments.c.doubtful.type),
        lease_until=bindparam("now_lease", type_=segments.c.lease_until.type),
    )
)
_MOVED = Prepared(_FAR)
"""What indexes are made of stays unsaid: SQLite would write them anew, though nothing in them changes."""
_LET_GO = Prepared(_FAR.values(state=bindparam("now_state"), owner=null()))
_SLOT = Prepared(
    update(accounts)
    .where(accounts.c.id == bindparam("account"))
    .values(
        next_slot=bindparam("free", type_=accounts.c.next_slot.type),
        paid_next_slot=bindparam("paid_free", type_=accounts.c.paid_next_slot.type),
    )
)


def perform(runner: Runner, stride: Stride) -> Ahead | None:
    """One stride in the transaction that is open; none, and nothing written, when the lease was lost."""
    standing = runner.row(_STANDING, {"broadcast": stride.segment.broadcast_id})
    account = _account(runner, stride.account_id, stride.now)
    state = BroadcastState(standing.state)
    held_up = bool(state is BroadcastState.PAUSED or standing.halted or account.pause_end(stride.now))
    if not _move(runner, stride, held_up=held_up):
        return None
    if stride.outcomes:
        runner.many(_OUTCOMES, [line_of(stride.segment.broadcast_id, outcome) for outcome in stride.outcomes])
    if held_up or not stride.asked:
        return Ahead(state, held_up=held_up, rate=account.rate, paid=standing.paid)
    recipients, known = _next(runner, stride)
    if stride.replies:
        account, _ = account.reserve(stride.replies, stride.now)
    account, slots = account.reserve(len(stride.asked) - len(known), stride.now, paid=standing.paid)
    runner.do(_SLOT, {"account": account.id, "free": account.next_slot, "paid_free": account.paid_next_slot})
    return Ahead(
        state,
        held_up=False,
        rate=account.rate,
        recipients=recipients,
        known=known,
        copies=_copies(runner, stride),
        slots=slots,
        paid=standing.paid,
    )


def _move(runner: Runner, stride: Stride, *, held_up: bool) -> bool:
    """The segment's row; nobody new is intended while sending is held up. Whether it is still held."""
    segment = stride.segment
    closed, over = stride.gives_back, segment.done >= len(segment.members)
    intent = segment.intent - len(stride.asked) if held_up else segment.intent
    told = {
        "broadcast": segment.broadcast_id,
        "at": segment.no,
        "holder": segment.owner,
        "held": segment.fence,
        "now_done": segment.done,
        "now_intent": segment.done if closed else intent,
        "now_doubtful": sorted(segment.doubtful) or None,
        "now_lease": stride.now + LEASE,
    }
    if over or closed:
        return runner.do(_LET_GO, told | {"now_state": DONE if over else OPEN, "now_lease": None}) == 1
    return runner.do(_MOVED, told) == 1


def _account(runner: Runner, account_id: int, now: datetime) -> Account:
    """The account's row, made when new and held until this transaction ends."""
    found = runner.row(_ACCOUNT, {"account": account_id})
    if found is None:
        runner.do(_NEW_ACCOUNT, asdict(Account.fresh(account_id, now, shared=runner.shared)))
        found = runner.row(_ACCOUNT, {"account": account_id})
    return account_of(found)


def _next(runner: Runner, stride: Stride) -> tuple[Mapping[int, Recipient], frozenset[int]]:
    """Those asked about, and which of them have an outcome already."""
    rows = runner.alike(
        NEXT,
        {
            "ids": list(stride.asked),
            "partner_id": stride.partner_id,
            "campaign_id": stride.campaign_id,
            "broadcast": stride.segment.broadcast_id,
            "now": stride.now,
            "since": stride.now - CAP_SPAN,
            "week": stride.now - WEEK_SPAN,
        },
        OWN,
        recipient_of,
    )
    known = frozenset([one for (one, _, has), _ in rows if has])
    return {one: Recipient(one, address, *like[2:]) for (one, address, _), like in rows}, known


def _copies(runner: Runner, stride: Stride) -> Mapping[int, Outcome]:
    """What they got, for a correction or a recall.

    In the chat to which one has moved, the old numbers are another message's, maybe somebody else's.
    """
    if stride.origin_id is None:
        return {}
    rows = runner.rows(_COPIES, {"ids": list(stride.asked), "origin": stride.origin_id})
    return {row.recipient: outcome_of(row, left_behind=bool(row.left_behind)) for row in rows}


class Group:
    """SQLite's one writer: steps that come while others are being written are written together after them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._thread = ThreadPoolExecutor(1, "kapok-strides")
        self._connection: sqlite3.Connection | None = None
        self._waiting: list[Waiting] = []

    async def take(self, step: Callable[[Runner], T], turn: asyncio.Lock) -> T:
        """Take one step; `turn` is held by whoever writes. Raises `sqlite3.Error`, for the whole group."""
        mine: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((step, mine))
        async with turn:
            if group := self._waiting:
                self._waiting = []
                await self._write(group)
        return await mine

    async def _write(self, group: Sequence[Waiting]) -> None:
        """Whoever is cancelled while the thread writes still tells the others of the group."""
        loop = asyncio.get_running_loop()
        writing = loop.run_in_executor(self._thread, self._commit, [step for step, _ in group])
        writing.add_done_callback(lambda done: _tell(group, done))
        with contextlib.suppress(Exception):  # each of the group hears it from its own future
            await asyncio.shield(writing)

    def _commit(self, steps: Sequence[Step]) -> list[Any]:
        """In the thread."""
        if self._connection is None:
            self._connection = cast("sqlite3.Connection", self._engine.raw_connection().driver_connection)
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            runner = OnSQLite(connection)
            answers = [step(runner) for step in steps]
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return answers

    def close(self) -> None:
        """End the connection, in the thread that it belongs to, and the thread."""
        self._thread.submit(self._engine.dispose)
        self._thread.shutdown()


def _tell(group: Sequence[Waiting], writing: "asyncio.Future[list[Any]]") -> None:
    fault = writing.exception()
    answers = [None] * len(group) if fault else writing.result()
    for (_, waiting), answer in zip(group, answers, strict=True):
        if waiting.done():
            continue
        if fault:
            waiting.set_exception(fault)
        else:
            waiting.set_result(answer)
