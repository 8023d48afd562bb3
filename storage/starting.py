"""The statements that begin a broadcast; all of it on the hot path when it is for few, as most are.

Of ten thousand posts due at one moment each is begun alone: said through SQLAlchemy, most of their time went into
wording the same statements ten thousand times.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from types import ModuleType
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.dml import ReturningInsert

from bot.broadcast import Broadcast, BroadcastState, Errand, Group, Policy, canary_size
from bot.content import Whom
from storage.ledger import OPEN, broadcasts, segments
from storage.prepared import Prepared, Runner
from storage.schema import AnyRow, Json
from storage.segments import Audience
from storage.shapes import Shape, few, fillings, shape_of

_FRESH = (literal(OPEN), literal(0), literal(0), literal(0))


class Filling(NamedTuple):
    """What a statement that fills segments is told."""

    broadcast_id: int
    canary: int
    first: int
    """The number of the first segment."""
    size: int
    """People in each."""


class Sizes(NamedTuple):
    """People frozen in one transaction, and people in a segment."""

    range: int
    segment: int


def broadcast_of(row: AnyRow) -> Broadcast:
    """The noun of a row."""
    return Broadcast(
        id=row.id,
        post_id=row.post_id,
        moment=row.moment,
        content_hash=row.content_hash,
        started_at=row.started_at,
        meant=row.meant,
        state=BroadcastState(row.state),
        policy=Policy(row.policy),
        finished_at=row.finished_at,
        errand=Errand(row.errand),
        origin_id=row.origin_id,
        wide_from=row.wide_from,
        paid=row.paid,
        media_id=row.media_id,
        paused_until=row.paused_until,
    )


def columns_of(broadcast: Broadcast) -> dict[str, object]:
    """A broadcast as a row, without its number."""
    return {
        "post_id": broadcast.post_id,
        "moment": broadcast.moment,
        "content_hash": broadcast.content_hash,
        "started_at": broadcast.started_at,
        "meant": broadcast.meant,
        "state": broadcast.state,
        "policy": broadcast.policy,
        "finished_at": broadcast.finished_at,
        "errand": broadcast.errand,
        "origin_id": broadcast.origin_id,
        "wide_from": broadcast.wide_from,
        "paid": broadcast.paid,
        "media_id": broadcast.media_id,
        "paused_until": broadcast.paused_until,
    }


def counted(meant: Audience) -> Select[int]:
    """How many they are."""
    return select(func.count().label("number")).select_from(meant.subquery())


def filled(meant: Audience, told: Filling, *, sqlite: bool) -> ReturningInsert[int]:
    """People written into segments by one statement, the canary, if any, into segment 0; the segments' sizes."""
    people = meant.subquery()
    place = func.row_number().over(order_by=(people.c.kind, people.c.id)) - 1
    beyond = (place - told.canary) // told.size + (1 if told.canary else 0)
    no = case((place < told.canary, 0), else_=beyond) + told.first
    placed = select(people.c.id, no.label("no"), place.label("place")).subquery()
    ordered = select(placed).order_by(placed.c.place).subquery()
    members = _members(ordered, ordered.c.place, sqlite=sqlite)
    made = select(literal(told.broadcast_id), ordered.c.no, func.count(), members, *_FRESH)
    names = ["broadcast_id", "no", "size", "members", "state", "fence", "done", "intent"]
    return insert(segments).from_select(names, made.group_by(ordered.c.no)).returning(segments.c.size)


def _members(ordered: Subquery, *places: ColumnElement[Any], sqlite: bool) -> ColumnElement[Any]:
    """In their order: the last one of a range is the mark from which the next goes on."""
    if sqlite:
        return func.json_group_array(ordered.c.id, type_=Json)
    return func.json_agg(ordered.c.id, type_=Json).aggregate_order_by(*places)


@lru_cache(maxsize=64)
def _people(shape: Shape) -> Prepared:
    """An audience in one value, in its order."""

    def worded(dialect: ModuleType) -> Select[Any]:
        meant = few(shape, sqlite=dialect is sqlite).subquery()
        ordered = select(meant).order_by(meant.c.kind, meant.c.id).subquery()
        members = _members(ordered, ordered.c.kind, ordered.c.id, sqlite=dialect is sqlite)
        return select(members.label("members"))

    return Prepared(worded)


_NAMES = [column.name for column in broadcasts.columns if column.name not in {"id", "progress_message"}]
_SEGMENTS = Prepared(lambda dialect: dialect.insert(segments))
_BEGUN = Prepared(
    insert(broadcasts)
    .values({name: bindparam(f"its_{name}", type_=broadcasts.c[name].type) for name in _NAMES})
    .returning(broadcasts.c.id)
)


def _fresh_line(broadcast_id: int, no: int, members: Sequence[int]) -> tuple[object, ...]:
    """A segment as a row that nobody has held: the columns stand in the table's order."""
    return (broadcast_id, no, len(members), members, OPEN, None, None, 0, 0, 0, None)


def begin_small(
    runner: Runner, broadcast: Broadcast, whom: Whom, group: Group | None, sizes: Sizes
) -> Broadcast | None:
    """Begin one that means fewer than a range of people; else nothing is written."""
    told = {"at": broadcast.started_at, "most": sizes.range, **fillings(whom, group)}
    members = runner.row(_people(shape_of(whom, group)), told).members or []
    number = len(members)
    if number >= sizes.range:
        return None
    canary = canary_size(number)
    begun = replace(broadcast, meant=number, wide_from=None if canary else broadcast.started_at)
    new_id = runner.row(_BEGUN, {f"its_{name}": value for name, value in columns_of(begun).items()}).id
    parts = [members[:canary]] if canary else []
    parts += [members[at : at + sizes.segment] for at in range(canary, number, sizes.segment)]
    if parts:
        runner.many(_SEGMENTS, [_fresh_line(new_id, no, part) for no, part in enumerate(parts)])
    return replace(begun, id=new_id)
