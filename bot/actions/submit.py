"""Submit a draft for review; the admins are told, and by when they should have looked."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.actions.announce import alone, on_ones_word
from bot.actions.compose import own_post
from bot.actions.render import check_lengths
from bot.content import Post, PostState
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind
from bot.partners import Partner, languages_of
from bot.people import Speaker
from bot.store import Store

REVIEW_TIME = timedelta(hours=24)
"""A review takes no longer, unless the author asks for less or gives more."""
SUBMITTABLE = frozenset({PostState.DRAFT, PostState.RETURNED})


async def submit(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """Hand it to the admins as it stands. Raises `Mistake` when it is empty, too long, or already on its way."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if not post.versions:
            raise Mistake(Why.NO_VERSION)
        if post.state not in SUBMITTABLE:
            raise Mistake(Why.NOT_EDITABLE, state=post.state)
        partner = existing(await tx.partners.get(post.partner_id))
        require_languages(post, partner, speaker)
        check_lengths(post, partner, () if post.places else await tx.channels.of(partner.id))
        submitted = replace(
            post, state=PostState.SUBMITTED, comment=None, submitted_at=now, review_by=now + REVIEW_TIME, reminded=0
        )
        by_myself = await alone(tx, speaker, partner)
        if by_myself:
            submitted = on_ones_word(submitted, partner, speaker.reader.id)
        if not await tx.posts.advance(submitted, post.state):
            raise Mistake(Why.CONTENT_CHANGED)
        if by_myself:
            change = (post.state, submitted.state)
            await tx.programme.note(now, speaker.reader.id, "approved", f"post {post.id}", change)
            return submitted
        for admin in await tx.admins.all():
            await tx.notices.add(Notice(admin.id, NoticeKind.SUBMITTED, {"post_id": post.id}, at=now))
        await tx.programme.note(now, speaker.reader.id, "submit", f"post {post.id}", (post.state, submitted.state))
        return submitted


def too_many(post: Post, partner: Partner) -> bool:
    """Whether it is in more languages than its partner may use in a post."""
    return len(languages_of(post.versions)) > partner.benefits.languages


def require_languages(post: Post, partner: Partner, speaker: Speaker) -> None:
    """Raise `Mistake(LANGUAGES_TOO_MANY)` when an admin has allowed fewer since it was written.

    Asked here only: what was handed in or approved goes out as it is.
    """
    count, limit = len(languages_of(post.versions)), partner.benefits.languages
    if too_many(post, partner):
        name = partner.name(speaker.reader.speaks)
        raise Mistake(Why.LANGUAGES_TOO_MANY, partner=name, count=count, limit=limit)


async def needed_by(store: Store, speaker: Speaker, post_id: int, hours: int, now: datetime) -> Post:
    """The author needs the review within so many hours from now. Raises `Mistake(NOT_SUBMITTED | CONTENT_CHANGED)`."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state is not PostState.SUBMITTED:
            raise Mistake(Why.NOT_SUBMITTED, state=post.state)
        asked = replace(post, review_by=now + timedelta(hours=hours), reminded=0)
        if not await tx.posts.advance(asked, PostState.SUBMITTED):
            raise Mistake(Why.CONTENT_CHANGED)
        return asked
