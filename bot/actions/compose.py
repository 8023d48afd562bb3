"""A communicator's draft: made, given versions and media, changed, thrown away. Only its partner's people may."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime

from bot.actions.render import check_lengths
from bot.content import Media, MediaKind, Post, PostKind, PostState, Version, check_album, visible
from bot.conversion import convert
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.people import Speaker
from bot.places import Place
from bot.store import Store, Work


async def own_post(tx: Work, speaker: Speaker, post_id: int) -> Post:
    """The post, if the speaker writes for its partner. Raises `Mistake(NOT_FOUND | NOT_ALLOWED)`."""
    post = await tx.posts.get(post_id)
    if post is None or post.state is PostState.DELETED:
        raise Mistake(Why.NOT_FOUND)
    if not speaker.writes_for(post.partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    return post


async def open_draft(store: Store, speaker: Speaker, partner_id: int, now: datetime) -> Post:
    """An empty draft, kept from its first moment so that nothing written is ever lost."""
    if not speaker.writes_for(partner_id):
        raise Mistake(Why.NOT_ALLOWED)
    async with store.write() as tx:
        return await tx.posts.add(
            Post(
                id=0,
                partner_id=partner_id,
                author_id=speaker.reader.id,
                kind=PostKind.CAMPAIGN,
                state=PostState.DRAFT,
                created_at=now,
            )
        )


async def put_version(store: Store, speaker: Speaker, post_id: int, version: Version) -> Post:
    """Add or replace the version of one form. Raises `Mistake` when it is empty or would not fit."""
    if not visible(version.text).strip():
        raise Mistake(Why.TEXT_EMPTY)

    def changed(post: Post) -> Post:
        return replace(post, versions={**post.versions, version.form: version}, source=post.source or version.form)

    return await _change(store, speaker, post_id, changed)


async def move_version(store: Store, speaker: Speaker, post_id: int, was: Form, form: Form) -> Post:
    """The version taken for `was` is really in `form`; one that stood there already is replaced."""

    def changed(post: Post) -> Post:
        if was not in post.versions:
            raise Mistake(Why.NO_VERSION, form=was)
        rest = {key: version for key, version in post.versions.items() if key not in {was, form}}
        moved = replace(post.versions[was], form=form, derived_from=None)
        return replace(post, versions={**rest, form: moved}, source=form if post.source in {was, None} else post.source)

    return await _change(store, speaker, post_id, changed)


async def remove_version(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """Take one version out."""

    def changed(post: Post) -> Post:
        rest = {key: version for key, version in post.versions.items() if key != form}
        source = post.source if post.source in rest else next(iter(rest), None)
        return replace(post, versions=rest, source=source)

    return await _change(store, speaker, post_id, changed)


Change = Callable[[Post], Post]
DERIVED_FROM = {Form.ZH_HANT: Form.ZH_HANS, Form.ZH_HANS: Form.ZH_HANT}


async def derive_version(store: Store, speaker: Speaker, post_id: int, form: Form) -> Post:
    """Make one script of Chinese from the other. Raises `Mistake(CONVERSION_SOURCE)` when there is no other."""
    source = DERIVED_FROM.get(form)

    def changed(post: Post) -> Post:
        if source is None or source not in post.versions:
            raise Mistake(Why.CONVERSION_SOURCE, form=form)
        made = Version(form, convert(post.versions[source].text, form), derived_from=source)
        return replace(post, versions={**post.versions, form: made})

    return await _change(store, speaker, post_id, changed)


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
        post = await _save(tx, replace(post, media=(*post.media, media)))
        return post, media


async def clear_media(store: Store, speaker: Speaker, post_id: int) -> Post:
    """Take all pictures and films out."""
    return await _change(store, speaker, post_id, lambda post: replace(post, media=()))


async def keep_newest_media(store: Store, speaker: Speaker, post_id: int) -> Post:
    """Keep only the picture or film that came last: who sends one with every language means one, not five."""
    return await _change(store, speaker, post_id, lambda post: replace(post, media=post.media[-1:]))


async def choose_kind(store: Store, speaker: Speaker, post_id: int, kind: PostKind) -> Post:
    """A promotion or a story."""
    return await _change(store, speaker, post_id, lambda post: replace(post, kind=kind))


async def choose_places(store: Store, speaker: Speaker, post_id: int, places: Collection[Place]) -> Post:
    """Only for the readers of these places; for everybody who follows when there are none."""
    return await _change(store, speaker, post_id, lambda post: replace(post, places=frozenset(places)))


async def delete_draft(store: Store, speaker: Speaker, post_id: int) -> None:
    """Throw a draft away."""
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        if post.state not in {PostState.DRAFT, PostState.RETURNED}:
            raise Mistake(Why.NOT_EDITABLE, state=post.state)
        await tx.posts.save(replace(post, state=PostState.DELETED))


async def _change(store: Store, speaker: Speaker, post_id: int, changed: Change) -> Post:
    async with store.write() as tx:
        post = await own_post(tx, speaker, post_id)
        post.require_editable()
        return await _save(tx, changed(post))


async def _save(tx: Work, post: Post) -> Post:
    """Check and keep a changed post; a change voids what was submitted or approved."""
    partner = await tx.partners.get(post.partner_id)
    if partner is None:
        raise Mistake(Why.NOT_FOUND)
    check_lengths(post, partner)
    was = post.state
    if was in {PostState.SUBMITTED, PostState.APPROVED}:
        post = replace(post, state=PostState.DRAFT, approved_hash=None, urgent=False, paid=False)
    if not await tx.posts.advance(post, was):
        raise Mistake(Why.CONTENT_CHANGED)
    return post
