"""Review a submitted post: approve it as it stands, or return it with a comment. Four eyes: never the author."""

from dataclasses import replace
from datetime import datetime

from bot.content import Post, PostState
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import Speaker
from bot.store import Store, Work

COMMENT_LIMIT = 1000
"""Characters of a comment: it must fit in the notice that tells the author."""


async def submitted_post(tx: Work, speaker: Speaker, post_id: int) -> Post:
    """The post to review. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`."""
    if not speaker.is_admin:
        raise Mistake(Why.NOT_ALLOWED)
    post = await tx.posts.get(post_id)
    if post is None or post.state is PostState.DELETED:
        raise Mistake(Why.NOT_FOUND)
    return post


async def approve(store: Store, speaker: Speaker, post_id: int, seen: str, now: datetime) -> Post:
    """Approve what was seen (the first characters of the content's hash). Of two admins at once, one succeeds.

    Raises `Mistake(ALREADY_REVIEWED | CONTENT_CHANGED | OWN_POST)`.
    """
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        if not post.hash().startswith(seen):
            raise Mistake(Why.CONTENT_CHANGED)
        approved = replace(
            post, state=PostState.APPROVED, approved_hash=post.hash(), reviewer_id=speaker.reader.id, comment=None
        )
        await _decide(tx, approved, NoticeKind.APPROVED, now)
        return approved


async def return_post(store: Store, speaker: Speaker, post_id: int, comment: str, now: datetime) -> Post:
    """Give it back with a comment that says what to change."""
    if not any(character.isalnum() for character in comment):
        raise Mistake(Why.COMMENT_MISSING)
    if len(comment.strip()) > COMMENT_LIMIT:
        raise Mistake(Why.COMMENT_TOO_LONG, length=len(comment.strip()), limit=COMMENT_LIMIT)
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        returned = replace(
            post, state=PostState.RETURNED, approved_hash=None, reviewer_id=speaker.reader.id, comment=comment.strip()
        )
        await _decide(tx, returned, NoticeKind.RETURNED, now)
        return returned


async def _reviewable(tx: Work, speaker: Speaker, post_id: int) -> Post:
    post = await submitted_post(tx, speaker, post_id)
    if post.state is not PostState.SUBMITTED:
        already = {PostState.APPROVED, PostState.RETURNED, PostState.SCHEDULED, PostState.SENDING, PostState.SENT}
        raise Mistake(Why.ALREADY_REVIEWED if post.state in already else Why.NOT_SUBMITTED, state=post.state)
    if post.author_id == speaker.reader.id:
        raise Mistake(Why.OWN_POST)
    return post


async def _decide(tx: Work, post: Post, kind: NoticeKind, now: datetime) -> None:
    if not await tx.posts.advance(post, PostState.SUBMITTED):
        raise Mistake(Why.ALREADY_REVIEWED, state=post.state)
    await tx.notices.add(Notice(post.author_id, kind, {"post_id": post.id}, at=now))
    await tx.programme.note(now, post.reviewer_id, post.state.value, f"post {post.id} {post.hash()[:12]}")
