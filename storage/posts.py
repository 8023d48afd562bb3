"""Keeping posts, their versions and media."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, false, func, insert, or_, select, true, update

from bot.broadcast import SENDS
from bot.content import Media, MediaKind, Post, PostState, Version
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.ports.content import Queued
from bot.ports.page import Page
from bot.searching import Picked, literally
from storage.awaited import AsyncConnection
from storage.content import columns_of, media, post_media, posts, references, versions
from storage.ledger import broadcasts, deliveries, received
from storage.reading import whole_post, whole_posts
from storage.schema import Keeper
from storage.terms import keep_terms, matches

SOUGHT = frozenset(PostState) - {PostState.DELETED}
"""Where a post is found by its words: as a story by readers, in their lists by those who work here."""
_LATE = 200
"""Broadcasts in which a reader's last post is looked for: each is one look by the ledger's key."""
_ADVANCED = update(posts).where(posts.c.id == bindparam("one"), posts.c.state == bindparam("was"))


_Held = tuple[dict[Form, Version], tuple[Media, ...], str | None]


def _held(post: Post) -> _Held:
    return dict(post.versions), post.media, post.hashtag


def are(picked: Picked | None) -> ColumnElement[bool]:
    """Whether a post is one of those that somebody looks for in a list; each is when nobody looks for any."""
    if picked is None:
        return true()
    wanted = literally(picked.words)
    held = posts.c.id.in_(select(matches(wanted, len(wanted)).subquery().c.post_id)) if wanted else false()
    return held | posts.c.partner_id.in_(picked.partner_ids)


_HOLDS = or_(
    posts.c.state != PostState.DRAFT,
    posts.c.follows_id.is_not(None),
    exists().where(versions.c.post_id == posts.c.id),
    exists().where(post_media.c.post_id == posts.c.id),
)
"""Whether there is anything in it: a draft of which nothing was written is none, as long as nothing is."""


class Posts(Keeper):
    """Keeps posts, their versions and media."""

    def __init__(self, connection: AsyncConnection) -> None:
        super().__init__(connection)
        self._held: dict[int, _Held] = {}
        """What the posts hold that this unit of work read and nobody else can change before it ends."""

    async def add(self, post: Post) -> Post:
        post_id = await self._value(insert(posts).values(columns_of(post)).returning(posts.c.id))
        await self._fill(kept := replace(post, id=post_id))
        if kept.state in SOUGHT:
            await keep_terms(self._tx, kept)
        return kept

    async def get(self, post_id: int) -> Post | None:
        post = await self._step(lambda runner: whole_post(runner, post_id, held=self._writing))
        if post and self._writing:
            self._hold(post)
        return post

    async def state(self, post_id: int) -> PostState | None:
        kept = await self._value(select(posts.c.state).where(posts.c.id == post_id))
        return None if kept is None else PostState(kept)

    async def save(self, post: Post) -> None:
        if await self._do(update(posts).where(posts.c.id == post.id).values(columns_of(post))):
            await self._keep_terms(post, None)
            await self._refill(post)

    async def advance(self, post: Post, was: PostState) -> bool:
        standing = {"one": post.id, "was": was}
        if (await self._tx.execute(_ADVANCED, columns_of(post) | standing)).rowcount != 1:
            return False
        await self._keep_terms(post, was)
        await self._refill(post)
        return True

    async def _keep_terms(self, post: Post, was: PostState | None) -> None:
        """When its texts change, and once more when it is planned: a worker that only sends it has nothing to do."""
        fresh = post.state is PostState.SCHEDULED and was is not PostState.SENDING
        changed = self._held.get(post.id) != _held(post)
        if post.state in SOUGHT and (fresh or changed):
            await keep_terms(self._tx, post)

    async def page(
        self,
        partner_ids: Collection[int],
        states: Collection[PostState],
        offset: int,
        limit: int,
        picked: Picked | None = None,
    ) -> Page[Post]:
        wanted = select(posts).where(posts.c.state.in_(states), are(picked), _HOLDS)
        if partner_ids:
            wanted = wanted.where(posts.c.partner_id.in_(partner_ids))
        return await self._page(wanted.order_by(posts.c.id.desc()), offset, limit)

    async def carried_to(self, recipient: int) -> Mapping[int, Post]:
        theirs = select(deliveries.c.broadcast_id).where(received(recipient))
        mine = select(broadcasts.c.id, broadcasts.c.post_id).where(broadcasts.c.id.in_(theirs))
        carried = {row.id: row.post_id for row in await self._all(mine)}
        known = {post.id: post for post in await self._read(select(posts).where(posts.c.id.in_(set(carried.values()))))}
        return {broadcast_id: known[post_id] for broadcast_id, post_id in carried.items()}

    async def last_to(self, recipient: int) -> tuple[int, datetime] | None:
        late = select(broadcasts.c.id).where(broadcasts.c.errand.in_(sorted(SENDS)))
        late = late.order_by(broadcasts.c.id.desc()).limit(_LATE)
        came = (deliveries.c.recipient == recipient) & (deliveries.c.state == DeliveryState.SENT)
        mine = select(deliveries.c.broadcast_id, deliveries.c.at).where(deliveries.c.broadcast_id.in_(late), came)
        last = mine.order_by(deliveries.c.at.desc()).limit(1).subquery()
        row = await self._one(select(broadcasts.c.post_id, last.c.at).where(broadcasts.c.id == last.c.broadcast_id))
        return (row.post_id, row.at) if row else None

    async def queue(self, wanted: Queued, offset: int, limit: int) -> Page[Post]:
        found = select(posts).where(posts.c.state == PostState.SUBMITTED, are(wanted.picked))
        if wanted.partner_id is not None:
            found = found.where(posts.c.partner_id == wanted.partner_id)
        if wanted.kind is not None:
            found = found.where(posts.c.kind == wanted.kind)
        if wanted.due_before is not None:
            found = found.where(posts.c.review_by < wanted.due_before)
            return await self._page(found.order_by(posts.c.review_by, posts.c.id), offset, limit)
        since = func.coalesce(posts.c.submitted_at, posts.c.created_at)
        return await self._page(found.order_by(since, posts.c.id), offset, limit)

    async def waiting_of(self) -> frozenset[int]:
        whose = select(posts.c.partner_id).where(posts.c.state == PostState.SUBMITTED).distinct()
        return frozenset(row.partner_id for row in await self._all(whose))

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

    async def of_campaign(
        self,
        campaign_id: int,
        states: Collection[PostState],
        offset: int,
        limit: int,
        picked: Picked | None = None,
    ) -> Page[Post]:
        mine = select(posts).where(posts.c.campaign_id == campaign_id, posts.c.state.in_(states), are(picked))
        return await self._page(mine.order_by(posts.c.id.desc()), offset, limit)

    async def _page(self, wanted: Select[*tuple[Any, ...]], offset: int, limit: int) -> Page[Post]:
        items = await self._read(wanted.offset(offset).limit(limit))
        short = len(items) < limit and (items or not offset)  # then the last of them has been seen
        return Page(items, offset + len(items) if short else await self._total(wanted))

    async def _read(self, wanted: Select[*tuple[Any, ...]]) -> list[Post]:
        """Whole posts in three questions, however many there are."""
        rows = await self._all(wanted)
        return await self._step(lambda runner: whole_posts(runner, rows)) if rows else []

    def _hold(self, post: Post) -> None:
        self._held[post.id] = _held(post)

    async def _refill(self, post: Post) -> None:
        """Versions and media, where they are not as they were: a post that starts changes its state alone."""
        if self._held.get(post.id) == _held(post):
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
