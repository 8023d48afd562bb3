"""Everything of the programme or of one partner, a part at a time behind a standing cursor."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, true

from bot.exports import COLUMNS, Row, Table
from storage.campaigns import campaigns
from storage.channels import channels
from storage.chats import chats
from storage.content import post_media, posts, versions
from storage.corrections import corrections
from storage.follows import covers, follows
from storage.ledger import broadcasts, deliveries
from storage.partners import members, partners
from storage.people import readers
from storage.programme import audit
from storage.recurrence import plans
from storage.reports import passages, presses
from storage.schema import Keeper

PART = 500
"""Rows read at once."""
Chosen = Select[*tuple[Any, ...]]
_person, _reviewer = readers.alias("person"), readers.alias("reviewer")


class Exports(Keeper):
    """Reads tables for a file."""

    async def rows(self, table: Table, partner_id: int | None) -> AsyncIterator[Sequence[Row]]:
        """Its rows in order."""
        names = COLUMNS[table]
        async for part in self._tx.parts(_TABLES[table](partner_id), PART):
            yield [dict(zip(names, row, strict=True)) for row in part]


def _of(column: ColumnElement[Any], partner_id: int | None) -> ColumnElement[bool]:
    return true() if partner_id is None else column == partner_id


def _named(whose: ColumnElement[Any]) -> ColumnElement[bool]:
    return _person.c.id == whose


def _partners(partner_id: int | None) -> Chosen:
    followers = select(func.count()).where(follows.c.partner_id == partners.c.id, covers(None)).scalar_subquery()
    one = partners.c
    told = select(
        one.id, one.slug, one.kind, one.names, one.about, one.own, one.suspended_at, one.retired_at, followers
    )
    return told.where(_of(one.id, partner_id)).order_by(one.id)


def _communicators(partner_id: int | None) -> Chosen:
    joined = members.outerjoin(_person, _named(members.c.reader_id))
    told = select(members.c.partner_id, _person.c.name, members.c.at).select_from(joined)
    return told.where(_of(members.c.partner_id, partner_id)).order_by(members.c.partner_id, members.c.at)


def _channels(partner_id: int | None) -> Chosen:
    joined = channels.join(chats, chats.c.id == channels.c.id)
    told = select(channels.c.partner_id, channels.c.title, channels.c.forms, chats.c.gone_at).select_from(joined)
    return told.where(_of(channels.c.partner_id, partner_id)).order_by(channels.c.partner_id, channels.c.id)


def _campaigns(partner_id: int | None) -> Chosen:
    one = campaigns.c
    told = select(one.id, one.partner_id, one.names, one.begins, one.ends, one.hashtag, one.goal, one.ended_at)
    return told.where(_of(one.partner_id, partner_id)).order_by(one.id)


def _posts(partner_id: int | None) -> Chosen:
    one = posts.c
    pictures = select(func.count()).where(post_media.c.post_id == one.id).scalar_subquery()
    told = select(
        *(one.id, one.partner_id, one.campaign_id, one.kind, one.state, one.source, _person.c.name),
        *(one.created_at, one.submitted_at, _reviewer.c.name, one.comment, one.sent_at, one.places),
        *(one.everybody, one.hashtag, pictures, one.ways, one.follows_id),
    )
    joined = posts.outerjoin(_person, _named(one.author_id)).outerjoin(_reviewer, _reviewer.c.id == one.reviewer_id)
    return told.select_from(joined).where(_of(one.partner_id, partner_id)).order_by(one.id)


def _versions(partner_id: int | None) -> Chosen:
    one = versions.c
    told = select(one.post_id, one.form, one.text, _person.c.name, one.derived_from, one.machine, _reviewer.c.name)
    author = func.coalesce(one.author_id, posts.c.author_id)
    joined = versions.join(posts, posts.c.id == one.post_id).outerjoin(_person, _named(author))
    joined = joined.outerjoin(_reviewer, _reviewer.c.id == one.signed_by)
    return told.select_from(joined).where(_of(posts.c.partner_id, partner_id)).order_by(one.post_id, one.form)


def _plans(partner_id: int | None) -> Chosen:
    one = plans.c
    held = one.held_at, one.held_until
    told = select(one.post_id, one.moment, one.zone, one.rule, one.own_zone, *held, _person.c.name)
    joined = plans.join(posts, posts.c.id == one.post_id).outerjoin(_person, _named(one.planned_by))
    return told.select_from(joined).where(_of(posts.c.partner_id, partner_id)).order_by(one.post_id)


def _sendings(partner_id: int | None) -> Chosen:
    one = broadcasts.c
    when = one.paused_until, one.moment, one.started_at, one.finished_at
    told = (one.id, one.post_id, one.errand, one.state, *when, one.meant)
    joined = broadcasts.join(posts, posts.c.id == one.post_id)
    return select(*told).select_from(joined).where(_of(posts.c.partner_id, partner_id)).order_by(one.id)


def _outcomes(partner_id: int | None) -> Chosen:
    one = deliveries.c
    kinds = (one.broadcast_id, chats.c.kind, one.state, one.reason, one.form)
    joined = deliveries.join(chats, chats.c.id == one.recipient)
    if partner_id is not None:
        joined = joined.join(broadcasts, broadcasts.c.id == one.broadcast_id)
        joined = joined.join(posts, posts.c.id == broadcasts.c.post_id)
    told = select(*kinds, func.count()).select_from(joined).where(_of(posts.c.partner_id, partner_id))
    return told.group_by(*kinds).order_by(*kinds)


def _presses(partner_id: int | None) -> Chosen:
    told = select(presses.c.post_id, presses.c.name, func.count())
    joined = told.select_from(presses.join(posts, posts.c.id == presses.c.post_id))
    counted = joined.where(_of(posts.c.partner_id, partner_id)).group_by(presses.c.post_id, presses.c.name)
    return counted.order_by(presses.c.post_id, presses.c.name)


def _links(partner_id: int | None) -> Chosen:
    one = passages.c
    told = select(one.post_id, one.number, one.count).select_from(passages.join(posts, posts.c.id == one.post_id))
    return told.where(_of(posts.c.partner_id, partner_id)).order_by(one.post_id, one.number)


def _corrections(partner_id: int | None) -> Chosen:
    one = corrections.c
    corrected = case((one.media_id.is_not(None), "picture"), (one.form == "", "ways"), else_="text")
    told = select(
        *(one.broadcast_id, corrected, func.nullif(one.form, ""), func.nullif(one.text, ""), one.ways),
        *(one.media_no + 1, one.state, _person.c.name, one.at, _reviewer.c.name),
    )
    joined = corrections.join(broadcasts, broadcasts.c.id == one.broadcast_id)
    joined = joined.join(posts, posts.c.id == broadcasts.c.post_id).outerjoin(_person, _named(one.proposed_by))
    joined = joined.outerjoin(_reviewer, _reviewer.c.id == one.decided_by)
    return told.select_from(joined).where(_of(posts.c.partner_id, partner_id)).order_by(one.id)


def _audit(partner_id: int | None) -> Chosen:
    one = audit.c
    told = select(
        one.at, one.person_id, _person.c.name, *(one.partner_id, one.verb, one.subject, one.before, one.after)
    )
    joined = audit.outerjoin(_person, _named(one.person_id))
    return told.select_from(joined).where(_of(one.partner_id, partner_id)).order_by(one.id)


_TABLES: Mapping[Table, Callable[[int | None], Chosen]] = {
    Table.PARTNERS: _partners,
    Table.COMMUNICATORS: _communicators,
    Table.CHANNELS: _channels,
    Table.CAMPAIGNS: _campaigns,
    Table.POSTS: _posts,
    Table.VERSIONS: _versions,
    Table.PLANS: _plans,
    Table.SENDINGS: _sendings,
    Table.OUTCOMES: _outcomes,
    Table.PRESSES: _presses,
    Table.LINKS: _links,
    Table.CORRECTIONS: _corrections,
    Table.AUDIT: _audit,
}
