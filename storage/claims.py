"""Claiming a segment on the hot path, with all that its copies are made of: one transaction, no waiting in between.

a flood answer stands? -> a segment that nobody holds, of what is urgent first, under a lease and a fence
-> broadcast, post, partner, files
"""

from datetime import datetime
from typing import cast

from sqlalchemy import bindparam, exists, select, update

from bot.broadcast import LEASE, SENDS, Errand, Segment
from bot.content import Post
from bot.ports.strides import Claim
from storage.accounts import account_of, accounts
from storage.content import post_media, references
from storage.ledger import broadcasts, segments
from storage.partners import PARTNER, partner_of
from storage.prepared import Prepared, Runner
from storage.reading import whole_post
from storage.schema import AnyRow
from storage.segments import URGENT, free, moments
from storage.starting import broadcast_of

_ACCOUNT = Prepared(
    select(accounts, exists(select(broadcasts.c.id).where(URGENT)).label("urgent")).where(
        accounts.c.id == bindparam("account")
    )
)
_URGENT = Prepared(free(SENDS, urgent=True))
_FREE = [Prepared(free(SENDS)), Prepared(free(frozenset(Errand) - SENDS))]
"""Corrections and recalls wait for what is to be sent."""
_ONE = (segments.c.broadcast_id == bindparam("broadcast"), segments.c.no == bindparam("at"))
_SEGMENT = Prepared(select(segments).where(*_ONE))
_LEASED = Prepared(
    update(segments)
    .where(*_ONE)
    .values(
        owner=bindparam("holder"),
        fence=bindparam("held"),
        lease_until=bindparam("until", type_=segments.c.lease_until.type),
    )
)
_BROADCAST = Prepared(select(broadcasts).where(broadcasts.c.id == bindparam("broadcast")))
_REFERENCES = Prepared(
    select(references.c.media_id, references.c.reference)
    .join(post_media, post_media.c.media_id == references.c.media_id)
    .where(post_media.c.post_id == bindparam("post"), references.c.account_id == bindparam("account"))
)


def claim(runner: Runner, owner: str, account_id: int, now: datetime) -> Claim | datetime | None:
    """In the transaction that is open; the moment until which the account is paused, or nothing if nothing is free."""
    account = runner.row(_ACCOUNT, {"account": account_id})
    paused = account_of(account).pause_end(now) if account else None
    if paused:
        return paused
    firsts = _FREE if account and not account.urgent else [_URGENT, *_FREE]
    place = next((row for first in firsts if (row := runner.row(first, moments(now)))), None)
    return _taken(runner, place, owner, account_id, now) if place else None


def _taken(runner: Runner, place: AnyRow, owner: str, account_id: int, now: datetime) -> Claim:
    told = {"broadcast": place.broadcast_id, "at": place.no}
    row = runner.row(_SEGMENT, told)
    held, until = row.fence + 1, now + LEASE
    runner.do(_LEASED, {**told, "holder": owner, "held": held, "until": until})
    doubtful = frozenset(row.doubtful or ())
    members = tuple(row.members)
    segment = Segment(place.broadcast_id, place.no, members, row.done, row.intent, held, owner, until, doubtful)
    broadcast = broadcast_of(runner.row(_BROADCAST, told))
    post = cast("Post", whole_post(runner, broadcast.post_id))
    partner = partner_of(runner.row(PARTNER, {"partner": post.partner_id}))
    asked = {"post": post.id, "account": account_id}
    known = {one.media_id: one.reference for one in runner.rows(_REFERENCES, asked)}
    return Claim(segment, broadcast, post, partner, known)
