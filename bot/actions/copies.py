"""A post once more: a second draft, a template to begin others from, or the real thing for its author's own eyes."""

from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from bot.actions.compose import own_post
from bot.content import Post, PostState
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import Speaker
from bot.recurrence import local
from bot.store import Store


async def duplicate(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """A new draft that says the same, from any post or template of one's own partners; nobody has reviewed it."""
    return await _copy(store, speaker, post_id, PostState.DRAFT, now)


async def save_template(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """A template that says what the post says now; the post itself stays as it is."""
    return await _copy(store, speaker, post_id, PostState.TEMPLATE, now)


_OF_ITS_LIFE = frozenset(
    {
        *("approved_hash", "reviewer_id", "comment", "submitted_at", "sent_at", "review_by", "reminded", "seen_frame"),
        *("urgent", "paid", "credit", "follows_id", "wished", "numbers"),
    }
)
"""What became of a post, and is no part of what it says."""


async def _copy(store: Store, speaker: Speaker, post_id: int, state: PostState, now: datetime) -> Post:
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if not post.versions:
            raise Mistake(Why.NO_VERSION)
        fresh = replace(_unreviewed(post), state=state, author_id=speaker.reader.id, created_at=now, copied_id=post.id)
        campaign = await tx.campaigns.get(post.campaign_id) if post.campaign_id else None
        if campaign is not None and campaign.days_left(local(now, speaker.reader.zone).date()) == 0:
            fresh = replace(fresh, campaign_id=None, hashtag=None)
        copy = await tx.posts.add(fresh)
        await tx.programme.note(now, speaker.reader.id, "copy", f"post {post.id} to {state} {copy.id}")
        return copy


def _unreviewed(post: Post) -> Post:
    """The content alone; who wrote a text is still who wrote it."""
    versions = {
        form: replace(version, author_id=version.author_id or post.author_id, signed_by=None, seen=None)
        for form, version in post.versions.items()
    }
    fresh: dict[str, Any] = {each.name: each.default for each in fields(Post) if each.name in _OF_ITS_LIFE}
    ways = tuple(replace(way, number=0) for way in post.ways)  # its presses are counted anew
    return replace(post, **fresh, id=0, state=PostState.DRAFT, versions=versions, ways=ways)


async def send_to_me(store: Store, speaker: Speaker, post_id: int, form: Form, now: datetime) -> None:
    """The post as a reader of this form gets it, to the speaker alone, the way it would go to everybody.

    Raises `Mistake(NO_VERSION)`.
    """
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if not post.versions:
            raise Mistake(Why.NO_VERSION)
        facts: dict[str, str | int] = {"post_id": post.id, "form": form.value}
        await tx.notices.add(Notice(speaker.reader.id, NoticeKind.COPY, facts, at=now))
