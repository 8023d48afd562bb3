"""A communicator's draft: made, given versions and media, changed, thrown away. Only its partner's people may.

Whatever changes it voids what was submitted, approved or signed; whoever else is concerned is told.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from bot.actions.render import check_lengths
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version, check_album
from bot.forms.conversion import convert
from bot.gate import basis_in
from bot.languages import OTHER_SCRIPT, Form
from bot.mistakes import Mistake, Why, existing
from bot.notices import Notice, NoticeKind, settled
from bot.partners import PROGRAMME, Messages, Partner, languages_of
from bot.people import Speaker
from bot.places import Place
from bot.store import Store, Work
from bot.texts import is_seen, visible


async def kept_post(tx: Work, post_id: int) -> Post:
    """A post that nobody has thrown away. Raises `Mistake(NOT_FOUND)`."""
    post = await tx.posts.get(post_id)
    return existing(post if post and post.state is not PostState.DELETED else None)


async def own_post(tx: Work, speaker: Speaker, post_id: int) -> Post:
    """The post, if the speaker writes for its partner. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    post = await kept_post(tx, post_id)
    if not speaker.writes_for(post.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    return post


async def open_draft(store: Store, speaker: Speaker, partner_id: int, now: datetime, wished: str | None = None) -> Post:
    """An empty draft, kept from its first moment so that nothing is ever lost; the programme's is for everybody.

    `wished`: the moment that its author has named already. Raises `Mistake(NOT_ALLOWED)`.
    """
    if not speaker.writes_for(partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    async with store.write() as tx:
        partner = await tx.partners.get(partner_id)
        ours = partner is not None and partner.slug == PROGRAMME
        return await tx.posts.add(
            Post(
                id=0,
                partner_id=partner_id,
                author_id=speaker.reader.id,
                kind=PostKind.STORY if ours else PostKind.CAMPAIGN,
                everybody=ours,
                state=PostState.DRAFT,
                created_at=now,
                wished=wished,
            )
        )


async def wish(store: Store, speaker: Speaker, post_id: int, wished: str) -> Post:
    """Keep when its author wants it out, until it can be scheduled; nothing that was approved changes by that."""
    async with store.write() as tx:
        post = replace(await own_post(tx, speaker, post_id), wished=wished)
        await tx.posts.save(post)
        return post


async def follow_up(store: Store, speaker: Speaker, post_id: int, now: datetime) -> Post:
    """An empty draft that will come as a reply to the copies of a post that was sent. Raises `Mistake(NOT_FOUND)`."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if not post.is_story:
            raise Mistake(Why.NOT_FOUND)
        draft = Post(0, post.partner_id, speaker.reader.id, post.kind, PostState.DRAFT, now, follows_id=post.id)
        return await tx.posts.add(replace(draft, everybody=post.everybody, places=post.places, source=None))


async def put_version(store: Store, speaker: Speaker, post_id: int, version: Version) -> Post:
    """Add or replace the version of one form. Raises `Mistake` when it is empty or would not fit."""
    if not is_seen(visible(version.text)):
        raise Mistake(Why.TEXT_EMPTY)

    return await change(store, speaker, post_id, lambda post: written(post, version, speaker.reader.id))


def written(post: Post, version: Version, author_id: int) -> Post:
    """The post with this text of somebody's in it; what was made from its predecessor is made anew."""
    standing = post.versions.get(version.form)
    if standing and _content(standing) == _content(version):
        return post
    post = replace(post, source=post.source or version.form)
    seen = standing.seen if standing else None
    fresh = replace(version, author_id=author_id, signed_by=None, seen=seen, basis=basis_in(post, version))
    post = replace(post, versions={**post.versions, version.form: fresh})
    for made, source in OTHER_SCRIPT.items():
        if source is version.form and made in post.versions and post.versions[made].derived_from is source:
            post = derived(post, made, author_id)
    return post


def _content(version: Version) -> tuple[str, Form | None, bool]:
    return version.text, version.derived_from, version.machine


def derived(post: Post, form: Form, author_id: int) -> Post:
    """The post with one script of Chinese made from the other, as old as what it is made from."""
    source = post.versions[OTHER_SCRIPT[form]]
    made = Version(form, convert(source.text, form), derived_from=source.form, machine=source.by_machine)
    post = written(post, made, author_id)
    made = post.versions[form]
    basis = basis_in(post, made) if source.form is post.source else source.basis
    return replace(post, versions={**post.versions, form: replace(made, basis=basis)})


async def still_right(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """The source has changed, but this version says the same as it does now. Raises `Mistake(NO_VERSION)`."""

    def changed(post: Post) -> Post:
        if form not in post.versions:
            raise Mistake(Why.NO_VERSION, form=form)
        version = post.versions[form]
        fresh = replace(version, basis=basis_in(post, version), signed_by=None)
        return replace(post, versions={**post.versions, form: fresh})

    return await change(store, speaker, post_id, changed)


async def move_version(store: Store, speaker: Speaker, post_id: int, was: Form, form: Form) -> Post:
    """The version taken for `was` is really in `form`; one that stood there already is replaced.

    Raises `Mistake(NO_VERSION)`.
    """

    def changed(post: Post) -> Post:
        if was not in post.versions:
            raise Mistake(Why.NO_VERSION, form=was)
        rest = {key: version for key, version in _without(post, was).items() if key is not form}
        moved = replace(post.versions[was], form=form, derived_from=None, signed_by=None)
        source = form if post.source in {was, None} else post.source
        return rebased(replace(post, versions={**rest, form: moved}, source=source))

    return await change(store, speaker, post_id, changed)


async def remove_version(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """Take one version out."""
    return await change(store, speaker, post_id, lambda post: _left(post, _without(post, form)))


async def remove_language(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """Take a language out, in all its scripts."""

    def changed(post: Post) -> Post:
        gone = languages_of([form])
        return _left(post, {key: each for key, each in post.versions.items() if not languages_of([key]) & gone})

    return await change(store, speaker, post_id, changed)


def _left(post: Post, rest: dict[Form, Version]) -> Post:
    """The post with what is left of its versions; the first of them is the source where the source has gone."""
    if post.source in rest:
        return replace(post, versions=rest)
    return rebased(replace(post, versions=rest, source=next(iter(rest), None)))


def _without(post: Post, form: Form) -> dict[Form, Version]:
    """The versions but this one, and what was made from it: nobody wrote that."""
    return {key: each for key, each in post.versions.items() if form not in {key, each.derived_from}}


def rebased(post: Post) -> Post:
    """The post with another source: nobody knows any more which version is older than which."""
    fresh = {form: replace(version, basis=basis_in(post, version)) for form, version in post.versions.items()}
    return replace(post, versions=fresh)


Change = Callable[[Post], Post]


async def derive_version(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """Make one script of Chinese from the other. Raises `Mistake(CONVERSION_SOURCE)` when there is no other."""
    source = OTHER_SCRIPT.get(form)

    def changed(post: Post) -> Post:
        if source is None or source not in post.versions:
            raise Mistake(Why.CONVERSION_SOURCE, form=form)
        return derived(post, form, speaker.reader.id)

    return await change(store, speaker, post_id, changed)


async def add_media(
    store: Store, speaker: Speaker, post_id: int, kind: MediaKind, file: tuple[int, str]
) -> tuple[Post, Media]:
    """Add a picture or film by (account id, the network's reference). Raises `Mistake(ALBUM_TOO_LARGE)` past ten."""
    account_id, reference = file
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        post.require_editable()
        check_album([*(media.kind for media in post.media), kind])
        media = await tx.posts.new_media(kind)
        await tx.posts.keep_reference(media.id, account_id, reference)
        post = await save(tx, speaker, post, replace(post, media=(*post.media, media)))
        return post, media


async def clear_media(store: Store, speaker: Speaker, post_id: int) -> Post:
    """Take all pictures and films out."""
    return await change(store, speaker, post_id, lambda post: replace(post, media=()))


async def keep_newest_media(store: Store, speaker: Speaker, post_id: int) -> Post:
    """Keep only the picture or film that came last: who sends one with every language means one, not five."""
    return await change(store, speaker, post_id, lambda post: replace(post, media=post.media[-1:]))


async def choose_kind(store: Store, speaker: Speaker, post_id: int, kind: PostKind) -> Post:
    """A promotion or a story; a promotion goes only to those who follow."""
    return await change(
        store,
        speaker,
        post_id,
        lambda post: replace(post, kind=kind, everybody=post.everybody and kind is PostKind.STORY),
    )


async def choose_places(store: Store, speaker: Speaker, post_id: int, places: Collection[Place]) -> Post:
    """Only for the readers of these places; for everybody who follows when there are none."""
    return await change(store, speaker, post_id, lambda post: replace(post, places=frozenset(places)))


async def choose_everybody(store: Store, speaker: Speaker, post_id: int, *, everybody: bool) -> Post:
    """A story for every reader who takes posts, or only for those who follow.

    Raises `Mistake(EVERYBODY_NOT_INCLUDED | EVERYBODY_ONLY_STORIES)`.
    """
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        post.require_editable()
        partner = await tx.partners.get(post.partner_id)
        if everybody and (partner is None or partner.benefits.messages is not Messages.EVERYBODY):
            raise Mistake(Why.EVERYBODY_NOT_INCLUDED)
        if everybody and post.kind is not PostKind.STORY:
            raise Mistake(Why.EVERYBODY_ONLY_STORIES)
        return await save(tx, speaker, post, replace(post, everybody=everybody))


async def delete_draft(store: Store, speaker: Speaker, post_id: int) -> None:
    """Throw a draft away. Raises `Mistake(NOT_EDITABLE)` when it is none any more."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state not in {PostState.DRAFT, PostState.RETURNED, PostState.TEMPLATE}:
            raise Mistake(Why.NOT_EDITABLE, state=post.state)
        await tx.posts.save(replace(post, state=PostState.DELETED))


async def change(store: Store, speaker: Speaker, post_id: int, changed: Change) -> Post:
    """Change a post of one's own partner."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        post.require_editable()
        return await save(tx, speaker, post, changed(post))


async def save(tx: Work, speaker: Speaker, was: Post, post: Post) -> Post:
    """Check and keep a changed post; a change of what readers see voids what was submitted or approved.

    Raises what `check_languages` and `check_lengths` raise, `Mistake(CONTENT_CHANGED)` when its state has moved.
    """
    partner = existing(await tx.partners.get(post.partner_id))
    check_languages(was, post, partner)
    check_lengths(post, partner)
    voided = was.state in {PostState.SUBMITTED, PostState.APPROVED} and was.hash() != post.hash()
    if voided:
        post = replace(post, state=PostState.DRAFT, approved_hash=None, urgent=False, paid=False)
    if not await tx.posts.advance(post, was.state):
        raise Mistake(Why.CONTENT_CHANGED)
    if voided:
        await _tell_voided(tx, speaker, was)
    return post


def check_languages(was: Post, post: Post, partner: Partner) -> None:
    """Raise `Mistake(LANGUAGES_USED_UP)` when a language comes in that the partner's kind does not include."""
    had, has, limit = languages_of(was.versions), languages_of(post.versions), partner.benefits.languages
    if len(has) > max(limit, len(had)):
        raise Mistake(Why.LANGUAGES_USED_UP, limit=limit)


async def _tell_voided(tx: Work, speaker: Speaker, was: Post) -> None:
    """Whoever wrote it and whoever approved it hear of it, but for the one who has just changed it."""
    concerned = await writers(tx, was)
    if was.state is PostState.APPROVED and was.reviewer_id is not None:
        concerned |= {was.reviewer_id}
    facts: dict[str, str | int] = {"post_id": was.id, "name": speaker.reader.name, "was": was.state.value}
    told = [Notice(each, NoticeKind.VOIDED, facts) for each in sorted(concerned - {speaker.reader.id})]
    if was.state is PostState.SUBMITTED:
        told.append(settled({"post_id": was.id}))
    await tx.notices.add_all(told)


async def writers(tx: Work, post: Post) -> set[int]:
    """Whom news of a post is for: its author, or when they no longer write for the partner, those who do."""
    members = {member.id for member in await tx.partners.members(post.partner_id)}
    return {post.author_id} if post.author_id in members else members
