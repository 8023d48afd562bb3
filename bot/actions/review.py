"""Review a submitted post: sign its languages, approve it as it stands, change a text, or return it with a comment.

Four eyes: nobody approves what they wrote, be it the whole or one language. An approval belongs to the content's hash.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from bot.actions.compose import writers, written
from bot.actions.render import check_lengths
from bot.content import Post, PostState, Version
from bot.gate import Light, closed_for, light, seen, signable, signed
from bot.languages import Form
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind, settled
from bot.partners import Depth
from bot.people import Speaker
from bot.store import Store, Work
from bot.texts import is_seen, visible, within

COMMENT_LIMIT = 1000
"""Units of a comment: it must fit in the notice that tells the author."""
DECIDED = frozenset({PostState.APPROVED, PostState.RETURNED, PostState.SCHEDULED, PostState.SENDING, PostState.SENT})


async def submitted_post(tx: Work, speaker: Speaker, post_id: int) -> Post:
    """The post to review. Raises `Mistake(NOT_ALLOWED | NOT_FOUND)`."""
    speaker.must_be_admin()
    post = await tx.posts.get(post_id)
    if post is None or post.state in {PostState.DELETED, PostState.TEMPLATE}:
        raise Mistake(Why.NOT_FOUND)
    return post


async def approve(  # noqa: PLR0913 - what they decide, and what of it they have seen
    store: Store,
    speaker: Speaker,
    post_id: int,
    seen_hash: str,
    now: datetime,
    *,
    looked: Collection[Form] = tuple(Form),
) -> Post:
    """Approve what was seen (the first characters of the content's hash). Of two admins at once, one succeeds.

    Of what the partner's depth of review lets it sign, it signs what must be reviewed, and what they have `looked` at.
    Raises `Mistake(ALREADY_REVIEWED | CONTENT_CHANGED | OWN_POST | OWN_VERSION | GATE_CLOSED)`.
    """
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        if not post.hash().startswith(seen_hash):
            raise Mistake(Why.CONTENT_CHANGED)
        _require_four_eyes(speaker, post)
        depth = existing(await tx.partners.get(post.partner_id)).benefits.review
        post = signed(post, signable(post, depth, looked), speaker.reader.id)
        _require_open(post, depth)
        approved = replace(
            seen(post),
            state=PostState.APPROVED,
            approved_hash=post.hash(),
            reviewer_id=speaker.reader.id,
            comment=None,
            review_by=None,
        )
        await _decide(tx, approved, NoticeKind.APPROVED, now)
        return approved


def _require_four_eyes(speaker: Speaker, post: Post) -> None:
    """Raise `Mistake(OWN_VERSION)` when a language of it is the reviewer's own text."""
    own = [form for form, version in post.versions.items() if version.author_id == speaker.reader.id]
    if own:
        raise Mistake(Why.OWN_VERSION, form=own[0])


def _require_open(post: Post, depth: Depth) -> None:
    closed = closed_for(post, depth)
    if closed:
        raise Mistake(Why.GATE_CLOSED, forms=tuple(closed))


async def sign(store: Store, speaker: Speaker, post_id: int, form: Form, seen_print: str) -> Post:
    """One language is read and good; `seen_print` is the print of the text that was read.

    Raises `Mistake(VERSION_CHANGED | ALREADY_SIGNED | ALREADY_REVIEWED | OWN_POST | OWN_VERSION | NO_VERSION)`.
    """
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        version = post.versions.get(form)
        if version is None:
            raise Mistake(Why.NO_VERSION)
        if not version.print.startswith(seen_print):
            raise Mistake(Why.VERSION_CHANGED, form=form)
        if version.author_id == speaker.reader.id:
            raise Mistake(Why.OWN_VERSION, form=form)
        if light(post, form) is Light.REVIEWED:
            raise Mistake(Why.ALREADY_SIGNED, form=form)
        post = signed(post, [form], speaker.reader.id)
        if not await tx.posts.advance(post, PostState.SUBMITTED):
            raise Mistake(Why.ALREADY_REVIEWED, state=post.state)
        return post


async def edit(store: Store, speaker: Speaker, post_id: int, version: Version, now: datetime) -> Post:
    """The reviewer puts a better text in place of one that was submitted; from here on it is theirs.

    The authors hear of it, and the other admins, one of whom must approve it now. `version.seen` is the text that the
    reviewer found. Raises `Mistake(NO_OTHER_ADMIN)` when nobody else could approve it,
    `Mistake(TEXT_EMPTY | NO_VERSION | VERSION_CHANGED | ALREADY_REVIEWED)`, and what `check_lengths` raises.
    """
    if not is_seen(visible(version.text)):
        raise Mistake(Why.TEXT_EMPTY)
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        if version.form not in post.versions:
            raise Mistake(Why.NO_VERSION)
        if version.seen is not None and version.seen != post.versions[version.form].text:
            raise Mistake(Why.VERSION_CHANGED, form=version.form)
        others = await other_admins(tx, speaker, post)
        changed = written(seen(post), version, speaker.reader.id)  # what they found is what it is compared with
        check_lengths(changed, existing(await tx.partners.get(post.partner_id)))
        if not await tx.posts.advance(changed, PostState.SUBMITTED):
            raise Mistake(Why.ALREADY_REVIEWED, state=post.state)
        facts: dict[str, str | int] = {"post_id": post.id, "form": version.form.value, "name": speaker.reader.name}
        for person_id in sorted(others | await writers(tx, post)):
            await tx.notices.add(Notice(person_id, NoticeKind.EDITED, facts, at=now))
        await tx.programme.note(now, speaker.reader.id, "edit", f"post {post.id} {version.form}")
        return changed


async def other_admins(tx: Work, speaker: Speaker, post: Post) -> set[int]:
    """Those who could approve it when this admin has changed it. Raises `Mistake(NO_OTHER_ADMIN)`."""
    others = {admin.id for admin in await tx.admins.all()} - {speaker.reader.id} - post.authors
    if not others:
        raise Mistake(Why.NO_OTHER_ADMIN)
    return others


async def return_post(store: Store, speaker: Speaker, post_id: int, comment: str, now: datetime) -> Post:
    """Give it back with a comment that says what to change. Raises `Mistake(COMMENT_MISSING | COMMENT_TOO_LONG)`."""
    comment = _checked(comment)
    async with store.write() as tx:
        post = await _reviewable(tx, speaker, post_id)
        returned = replace(
            seen(post),
            state=PostState.RETURNED,
            approved_hash=None,
            reviewer_id=speaker.reader.id,
            comment=comment,
            review_by=None,
        )
        await _decide(tx, returned, NoticeKind.RETURNED, now)
        return returned


def _checked(comment: str) -> str:
    return within(comment, COMMENT_LIMIT, empty=Why.COMMENT_MISSING, too_long=Why.COMMENT_TOO_LONG)


async def remark(store: Store, speaker: Speaker, post_id: int, comment: str, now: datetime) -> Post:
    """Tell the authors something about a post, whatever became of it, and change nothing. Raises as `return_post`."""
    facts: dict[str, str | int] = {"post_id": post_id, "name": speaker.reader.name, "comment": _checked(comment)}
    async with store.write() as tx:
        post = await submitted_post(tx, speaker, post_id)
        for person_id in sorted(await writers(tx, post) - {speaker.reader.id}):
            await tx.notices.add(Notice(person_id, NoticeKind.REMARK, facts, at=now))
        await tx.programme.note(now, speaker.reader.id, "remark", f"post {post.id}")
        return post


async def _reviewable(tx: Work, speaker: Speaker, post_id: int) -> Post:
    post = await submitted_post(tx, speaker, post_id)
    if post.state is not PostState.SUBMITTED:
        raise Mistake(Why.ALREADY_REVIEWED if post.state in DECIDED else Why.NOT_SUBMITTED, state=post.state)
    if post.author_id == speaker.reader.id:
        raise Mistake(Why.OWN_POST)
    return post


async def _decide(tx: Work, post: Post, kind: NoticeKind, now: datetime) -> None:
    if not await tx.posts.advance(post, PostState.SUBMITTED):
        raise Mistake(Why.ALREADY_REVIEWED, state=post.state)
    told = [Notice(each, kind, {"post_id": post.id}, at=now) for each in sorted(await writers(tx, post))]
    await tx.notices.add_all([*told, settled({"post_id": post.id}, now)])
    subject = f"post {post.id} {post.hash()[:12]}"
    await tx.programme.note(now, post.reviewer_id, post.state.value, subject, (PostState.SUBMITTED, post.state))
