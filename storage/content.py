"""Posts with their versions and media.

Who did something (author, reviewer, planner, inviter) has no foreign key here: the record outlives the person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
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
    delete,
    false,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import STANDING, Media, MediaKind, Post, PostKind, PostState, Version, Whom
from bot.languages import Form
from bot.places import Place
from bot.ports.content import Queued
from bot.ports.page import Page
from bot.ways import Way, WayKind
from storage.schema import AnyRow, Id, Json, Keeper, Moment, metadata
from storage.terms import keep_terms

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


def _columns(post: Post) -> dict[str, object]:
    return {
        "partner_id": post.partner_id,
        "author_id": post.author_id,
        "kind": post.kind,
        "state": post.state,
        "created_at": post.created_at,
        "source": post.source,
        "campaign_id": post.campaign_id,
        "approved_hash": post.approved_hash,
        "reviewer_id": post.reviewer_id,
        "comment": post.comment,
        "submitted_at": post.submitted_at,
        "sent_at": post.sent_at,
        "places": sorted(post.places) or None,
        "urgent": post.urgent,
        "paid": post.paid,
        "ways": [asdict(way) for way in post.ways] or None,
        "hashtag": post.hashtag,
        "everybody": post.everybody,
        "review_by": post.review_by,
        "reminded": post.reminded,
        "seen_frame": post.seen_frame,
        "credit": post.credit,
        "follows_id": post.follows_id,
    }


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
        ways=_ways(row.ways or ()),
        hashtag=row.hashtag,
        everybody=row.everybody,
        review_by=row.review_by,
        reminded=row.reminded,
        seen_frame=row.seen_frame,
        credit=row.credit,
        follows_id=row.follows_id,
    )


def whom_of(row: AnyRow) -> Whom:
    """Whom a post means."""
    return Whom(row.partner_id, frozenset(Place(place) for place in row.places or ()), row.everybody)


def _ways(kept: Iterable[Mapping[str, Any]]) -> tuple[Way, ...]:
    return tuple(
        Way(WayKind(way["kind"]), way["url"], {Form(tag): label for tag, label in way["labels"].items()})
        for way in kept
    )


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


LISTED = frozenset({PostState.SCHEDULED, PostState.SENDING, PostState.SENT})
"""From here on it is, or soon will be, a story."""


OUT = (posts.c.state == PostState.SENT) | ((posts.c.state == PostState.SCHEDULED) & posts.c.sent_at.is_not(None))
"""Sent and living on, as `Post.is_story` says."""


class Posts(Keeper):
    """Keeps posts, their versions and media."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self._held: dict[int, tuple[dict[Form, Version], tuple[Media, ...]]] = {}
        """What the posts hold that this unit of work read and nobody else can change before it ends."""

    async def add(self, post: Post) -> Post:
        post_id = await self._value(insert(posts).values(_columns(post)).returning(posts.c.id))
        await self._fill(kept := replace(post, id=post_id))
        if kept.state in LISTED:
            await keep_terms(self._tx, kept)
        return kept

    async def get(self, post_id: int) -> Post | None:
        one = select(posts).where(posts.c.id == post_id)
        if self._writing:
            one = one.with_for_update(key_share=True)
        post = next(iter(await self._read(one)), None)
        if post and self._writing:
            self._hold(post)
        return post

    async def save(self, post: Post) -> None:
        if await self._do(update(posts).where(posts.c.id == post.id).values(_columns(post))):
            await self._keep_terms(post, None)
            await self._refill(post)

    async def advance(self, post: Post, was: PostState) -> bool:
        standing = (posts.c.id == post.id) & (posts.c.state == was)
        if await self._do(update(posts).where(standing).values(_columns(post))) != 1:
            return False
        await self._keep_terms(post, was)
        await self._refill(post)
        return True

    async def _keep_terms(self, post: Post, was: PostState | None) -> None:
        """When it is planned, and when its texts change afterwards: a worker that only sends it has nothing to do."""
        fresh = post.state is PostState.SCHEDULED and was is not PostState.SENDING
        changed = self._held.get(post.id) != (post.versions, post.media)
        if post.state in LISTED and (fresh or changed):
            await keep_terms(self._tx, post)

    async def page(
        self, partner_ids: Collection[int], states: Collection[PostState], offset: int, limit: int
    ) -> Page[Post]:
        wanted = select(posts).where(posts.c.state.in_(states))
        if partner_ids:
            wanted = wanted.where(posts.c.partner_id.in_(partner_ids))
        return await self._page(wanted.order_by(posts.c.id.desc()), offset, limit)

    async def saying(self, words: Sequence[Collection[str]], limit: int) -> Sequence[Post]:
        if not words:
            return []
        each = [or_(*(versions.c.text.icontains(one, autoescape=True) for one in sorted(word))) for word in words]
        said = select(versions.c.post_id).where(versions.c.post_id == posts.c.id, *each).exists()
        found = select(posts).where(posts.c.state.in_(STANDING), said)
        return await self._read(found.order_by(posts.c.id.desc()).limit(limit))

    async def queue(self, wanted: Queued, offset: int, limit: int) -> Page[Post]:
        found = select(posts).where(posts.c.state == PostState.SUBMITTED)
        if wanted.partner_id is not None:
            found = found.where(posts.c.partner_id == wanted.partner_id)
        if wanted.kind is not None:
            found = found.where(posts.c.kind == wanted.kind)
        if wanted.due_before is not None:
            found = found.where(posts.c.review_by < wanted.due_before)
            return await self._page(found.order_by(posts.c.review_by, posts.c.id), offset, limit)
        since = func.coalesce(posts.c.submitted_at, posts.c.created_at)
        return await self._page(found.order_by(since, posts.c.id), offset, limit)

    async def new_media(self, kind: MediaKind, path: str | None = None) -> Media:
        media_id = await self._value(insert(media).values(kind=kind, path=path).returning(media.c.id))
        return Media(media_id, kind, path)

    async def references(self, media_ids: Collection[int], account_id: int) -> Mapping[int, str]:
        known = references.c.media_id.in_(media_ids) & (references.c.account_id == account_id)
        return {row.media_id: row.reference for row in await self._all(select(references).where(known))}

    async def keep_reference(self, media_id: int, account_id: int, reference: str) -> None:
        await self._put(references, media_id=media_id, account_id=account_id, reference=reference)

    async def to_remind(self, now: datetime, before: timedelta, limit: int) -> Sequence[Post]:
        near = (posts.c.reminded < 1) & (posts.c.review_by <= now + before)
        late = (posts.c.reminded < 2) & (posts.c.review_by <= now)  # noqa: PLR2004 - twice, then no more
        wanted = select(posts).where(posts.c.state == PostState.SUBMITTED, or_(near, late))
        return await self._read(wanted.order_by(posts.c.review_by).limit(limit))

    async def of_campaign(self, campaign_id: int, states: Collection[PostState], offset: int, limit: int) -> Page[Post]:
        mine = select(posts).where(posts.c.campaign_id == campaign_id, posts.c.state.in_(states))
        return await self._page(mine.order_by(posts.c.id.desc()), offset, limit)

    async def _page(self, wanted: Select[*tuple[Any, ...]], offset: int, limit: int) -> Page[Post]:
        items = await self._read(wanted.offset(offset).limit(limit))
        short = len(items) < limit and (items or not offset)  # then the last of them has been seen
        return Page(items, offset + len(items) if short else await self._total(wanted))

    async def _read(self, wanted: Select[*tuple[Any, ...]]) -> list[Post]:
        """Whole posts in three queries, however many there are."""
        rows = await self._all(wanted)
        if not rows:
            return []
        ids = [row.id for row in rows]
        written, shown = defaultdict[int, list[AnyRow]](list), defaultdict[int, list[AnyRow]](list)
        for row in await self._all(select(versions).where(versions.c.post_id.in_(ids))):
            written[row.post_id].append(row)
        for row in await self._all(select_media().where(post_media.c.post_id.in_(ids))):
            shown[row.post_id].append(row)
        return [post_of(row, written[row.id], shown[row.id]) for row in rows]

    def _hold(self, post: Post) -> None:
        self._held[post.id] = dict(post.versions), post.media

    async def _refill(self, post: Post) -> None:
        """Versions and media, where they are not as they were: a post that starts changes its state alone."""
        if self._held.get(post.id) == (post.versions, post.media):
            return
        await self._do(delete(versions).where(versions.c.post_id == post.id))
        await self._do(delete(post_media).where(post_media.c.post_id == post.id))
        await self._fill(post)
        self._hold(post)

    async def _fill(self, post: Post) -> None:
        texts = [{"post_id": post.id, **asdict(one)} for one in post.versions.values()]
        shown = [{"post_id": post.id, "no": no, "media_id": one.id} for no, one in enumerate(post.media)]
        for table, lines in ((versions, texts), (post_media, shown)):
            if lines:
                await self._tx.execute(insert(table), lines)
