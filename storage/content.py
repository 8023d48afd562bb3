"""Posts with their versions and media: tables, and the nouns of their rows.

Who did something (author, reviewer, planner, inviter) has no foreign key here: the record outlives the person.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    false,
    select,
)

from bot.content import Media, MediaKind, Post, PostKind, PostState, Version, Whom
from bot.languages import Form
from bot.places import Place
from bot.ways import ways_from
from storage.schema import AnyRow, Id, Json, Moment, as_row, metadata

posts = Table(
    "post",
    metadata,
    Column("id", Id, primary_key=True),
    Column("partner_id", Id, ForeignKey("partner.id"), nullable=False),
    Column("author_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("source", Text),
    Column("campaign_id", Id, ForeignKey("campaign.id"), index=True),
    Column("approved_hash", Text),
    Column("reviewer_id", Id),
    Column("comment", Text),
    Column("sent_at", Moment),
    Column("submitted_at", Moment),
    Column("places", Json),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    Column("paid", Boolean, nullable=False, server_default=false()),
    Column("ways", Json),
    Column("hashtag", Text),
    Column("everybody", Boolean, nullable=False, server_default=false()),
    Column("review_by", Moment),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("seen_frame", Text),
    Column("credit", Text),
    Column("follows_id", Id),  # no foreign key: SQLite cannot add one to a table that is there
    Column("copied_id", Id),  # none either
    Column("wished", Text),
    Column("numbers", Integer, nullable=False, server_default="0"),
    Index(None, "partner_id", "sent_at"),
    Index(None, "state", "sent_at"),
)
versions = Table(
    "version",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True),
    Column("form", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("derived_from", Text),
    Column("author_id", Id),
    Column("basis", Text),
    Column("signed_by", Id),
    Column("seen", Text),
    Column("machine", Boolean, nullable=False, server_default=false()),
)
media = Table(
    "media",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("path", Text),
)
post_media = Table(
    "post_media",
    metadata,
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True),
    Column("no", Id, primary_key=True),
    Column("media_id", Id, ForeignKey("media.id"), nullable=False),
)
references = Table(
    "media_reference",
    metadata,
    Column("media_id", Id, ForeignKey("media.id"), primary_key=True),
    Column("account_id", Id, primary_key=True),
    Column("reference", Text, nullable=False),
)


def columns_of(post: Post) -> dict[str, object]:
    """A post as a row, without its versions and media."""
    places, ways = sorted(post.places) or None, [asdict(way) for way in post.ways] or None
    return as_row(posts, post, places=places, ways=ways)


def post_of(row: AnyRow, written: Iterable[AnyRow], shown: Iterable[AnyRow]) -> Post:
    """The noun of a row, those of its versions, and those of its media in order."""
    texts = {version.form: version for version in map(_version, written)}
    return Post(
        id=row.id,
        partner_id=row.partner_id,
        author_id=row.author_id,
        kind=PostKind(row.kind),
        state=PostState(row.state),
        created_at=row.created_at,
        versions=texts,
        media=tuple(Media(one.id, MediaKind(one.kind), one.path) for one in shown),
        source=_form(row.source),
        campaign_id=row.campaign_id,
        approved_hash=row.approved_hash,
        reviewer_id=row.reviewer_id,
        comment=row.comment,
        submitted_at=row.submitted_at,
        sent_at=row.sent_at,
        places=frozenset(Place(place) for place in row.places or ()),
        urgent=row.urgent,
        paid=row.paid,
        ways=ways_from(row.ways or ()),
        hashtag=row.hashtag,
        everybody=row.everybody,
        review_by=row.review_by,
        reminded=row.reminded,
        seen_frame=row.seen_frame,
        credit=row.credit,
        follows_id=row.follows_id,
        copied_id=row.copied_id,
        wished=row.wished,
        numbers=row.numbers,
    )


def whom_of(row: AnyRow) -> Whom:
    """Whom a post means."""
    return Whom(row.partner_id, frozenset(Place(place) for place in row.places or ()), row.everybody, row.campaign_id)


def _version(row: AnyRow) -> Version:
    return Version(
        form=Form(row.form),
        text=row.text,
        derived_from=_form(row.derived_from),
        author_id=row.author_id,
        basis=row.basis,
        signed_by=row.signed_by,
        seen=row.seen,
        machine=row.machine,
    )


def _form(tag: str | None) -> Form | None:
    return Form(tag) if tag else None


def select_media() -> Select[*tuple[Any, ...]]:
    """Media with the post that shows them, in order."""
    joined = select(post_media.c.post_id, media).join(media, media.c.id == post_media.c.media_id)
    return joined.order_by(post_media.c.no)


OUT = (posts.c.state == PostState.SENT) | ((posts.c.state == PostState.SCHEDULED) & posts.c.sent_at.is_not(None))
"""Sent and living on, as `Post.is_story` says."""
