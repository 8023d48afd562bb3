"""Remind the admins of posts that wait: once before the review is due, once when it is late."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.compose import writers
from bot.content import Post, PostState
from bot.notices import Notice, NoticeKind
from bot.store import Store, Work

BEFORE = timedelta(hours=2)
"""So long before it is due, the admins hear of it."""
AT_ONCE = 50
ONCE, TWICE = 1, 2


async def remind(store: Store, now: datetime) -> int:
    """How many posts somebody was reminded of. Safe to run twice at once."""
    async with store.read() as tx:
        found = await tx.posts.to_remind(now, BEFORE, AT_ONCE)
    return sum([await _remind(store, post.id, now) for post in found])


async def _remind(store: Store, post_id: int, now: datetime) -> bool:
    async with store.write() as tx:
        post = await tx.posts.get(post_id)
        if post is None or post.state is not PostState.SUBMITTED or post.review_by is None:
            return False
        stage = TWICE if now >= post.review_by else ONCE
        if post.reminded >= stage or now < post.review_by - BEFORE:
            return False
        if not await tx.posts.advance(replace(post, reminded=stage), PostState.SUBMITTED):
            return False
        await _tell(tx, post, late=stage == TWICE, now=now)
        return True


async def _tell(tx: Work, post: Post, *, late: bool, now: datetime) -> None:
    """Admins who may approve it; when it is late, its author too, who may want to plan anew."""
    people = {admin.id for admin in await tx.admins.all()} - post.authors
    if late:
        people |= await writers(tx, post)
    kind = NoticeKind.REVIEW_LATE if late else NoticeKind.REVIEW_DUE
    due = post.review_by or now
    facts: dict[str, str | int] = {"post_id": post.id, "due": due.isoformat()}
    for person_id in sorted(people):
        await tx.notices.add(Notice(person_id, kind, facts, at=now))
