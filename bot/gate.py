"""The language gate: how each language of a post stands, and which must be reviewed before it may go out; pure."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from enum import StrEnum

from bot.content import Post, Version
from bot.languages import Form
from bot.partners import Depth


class Light(StrEnum):
    """How a language of a post stands."""

    MISSING = "missing"
    DERIVED = "derived"
    """Made from the other Chinese script, not reviewed."""
    DRAFT = "draft"
    """Written, not reviewed."""
    MACHINE = "machine"
    """Translated by a machine, not reviewed."""
    REVIEWED = "reviewed"
    STALE = "stale"
    """Its source has changed since it was written."""


def light(post: Post, form: Form) -> Light:
    """How this language stands."""
    version = post.versions.get(form)
    if version is None:
        return Light.MISSING
    if is_stale(post, version):
        return Light.STALE
    if version.signed_by is not None:
        return Light.REVIEWED
    if version.machine:
        return Light.MACHINE
    return Light.DERIVED if version.derived_from else Light.DRAFT


def is_stale(post: Post, version: Version) -> bool:
    """Whether the source says something else by now than when this version was written."""
    source = post.versions.get(post.source) if post.source else None
    return source is not None and version.basis not in {None, source.print} and version.form is not source.form


def required(post: Post, depth: Depth) -> list[Form]:
    """The languages that must be reviewed before the post may go out."""
    there = [form for form in Form if form in post.versions]
    match depth:
        case Depth.SOURCE:
            return [form for form in there if form is post.source]
        case Depth.WRITTEN:
            return [form for form in there if post.versions[form].derived_from is None]
        case Depth.EVERY:
            return there


def closed_for(post: Post, depth: Depth) -> list[Form]:
    """The languages that keep the gate closed."""
    return [form for form in required(post, depth) if light(post, form) is not Light.REVIEWED]


def signed(post: Post, forms: Iterable[Form], reviewer_id: int) -> Post:
    """The post with these versions signed; what is signed says what its source says now."""
    fresh = {form: _signed(post, post.versions[form], reviewer_id) for form in forms if form in post.versions}
    return replace(post, versions={**post.versions, **fresh})


def _signed(post: Post, version: Version, reviewer_id: int) -> Version:
    return replace(version, signed_by=reviewer_id, basis=basis_in(post, version))


def basis_in(post: Post, version: Version) -> str | None:
    """What a version that is right now is based on: the source as it stands, and the source itself on nothing."""
    source = post.versions.get(post.source) if post.source else None
    return None if source is None or source.form is version.form else source.print


def signable(post: Post, depth: Depth, looked: Collection[Form] = tuple(Form)) -> list[Form]:
    """What a reviewer who has `looked` at so many signs by approving the whole: these, and what must be reviewed.

    Nothing that is stale, nothing where each is signed by itself, nor what a machine wrote: somebody must have read
    just that.
    """
    if depth is Depth.EVERY:
        return []
    meant = {*looked, *required(post, depth)}
    return [form for form in Form if form in meant and light(post, form) in {Light.DERIVED, Light.DRAFT}]


def unread(post: Post, depth: Depth, looked: Collection[Form]) -> tuple[list[Form], list[Form]]:
    """What an approval would sign although nobody looked, and what it would sign if somebody did."""
    whole, meant = signable(post, depth), signable(post, depth, looked)
    return [form for form in meant if form not in looked], [form for form in whole if form not in meant]


def openable(post: Post, depth: Depth, reviewer_id: int) -> bool:
    """Whether this reviewer's approval would open the gate."""
    return not closed_for(signed(post, signable(post, depth), reviewer_id), depth)


def seen(post: Post) -> Post:
    """The post as a review leaves it: what it says now is what the next review is compared with."""
    versions = {form: replace(version, seen=version.text) for form, version in post.versions.items()}
    return replace(post, versions=versions, seen_frame=post.frame)


def is_changed(post: Post) -> bool:
    """Whether anything is another than at the last review."""
    return bool(changed_since(post)) or post.seen_frame not in {None, post.frame}


def changed_since(post: Post) -> list[Form]:
    """The languages whose text is another than at the last review, or new since; none before the first."""
    if post.seen_frame is None:
        return []
    return [form for form in Form if form in post.versions and post.versions[form].seen != post.versions[form].text]
