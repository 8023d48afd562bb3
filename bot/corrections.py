"""Corrections of a post that was sent: what takes the place of what stands, who proposed it, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.content import Media, Post, Version
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.ways import Way, in_place_of


class CorrectionState(StrEnum):
    """Where a proposed correction stands."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"
    OUTDATED = "outdated"
    """An admin said yes, or took it off the list, when what it takes the place of was no longer there."""
    RECALLED = "recalled"
    """The copies that it was about were recalled."""
    REPLACED = "replaced"
    """Whoever proposed it has proposed something else in its place."""
    WITHDRAWN = "withdrawn"
    """Whoever writes for its partner took it back."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or film, and the place (from 0) of the one that it takes the place of."""

    no: int
    media: Media


@dataclass(frozen=True, slots=True)
class Replacement:
    """What takes the place of what stands: texts, all the buttons, or one picture."""

    texts: Sequence[Version] = ()
    """The first is the author's; the other script of Chinese, which is derived from it, changes with it."""
    ways: tuple[Way, ...] | None = None
    picture: Picture | None = None

    @property
    def media_id(self) -> int | None:
        """The picture that is put in place of another."""
        return self.picture.media.id if self.picture else None

    @property
    def part(self) -> Form | int | None:
        """What of a post it corrects: a text, the picture at a place, or (none) the buttons."""
        return self.texts[0].form if self.texts else self.picture.no if self.picture else None

    def meets(self, other: "Replacement") -> bool:
        """Whether both take the place of the same: once one of them is carried out, the other no longer fits."""
        shared = {text.form for text in self.texts} & {text.form for text in other.texts}
        return bool(shared) or (self.part == other.part and not self.texts and not other.texts)

    def stands(self, post: Post) -> str:
        """A fingerprint of what it takes the place of; what else of the post has changed since is no matter."""
        forms = {text.form for text in self.texts}
        part = replace(
            post,
            versions={form: version for form, version in post.versions.items() if form in forms},
            ways=() if self.ways is None else post.ways,
            media=post.media[self.picture.no : self.picture.no + 1] if self.picture else (),
        )
        return part.hash()

    def put_into(self, post: Post) -> Post:
        """The post with it. Raises `Mistake(NO_VERSION | CONTENT_CHANGED | MEDIA_KIND)` when there is no place for it.

        A picture takes the place of one of its kind: how many there are, and of which kinds, no edit can change.
        """
        if any(text.form not in post.versions for text in self.texts):
            raise Mistake(Why.NO_VERSION)
        post = replace(post, versions={**post.versions, **{text.form: text for text in self.texts}})
        if self.ways is not None:
            ways, numbers = in_place_of(post.ways, self.ways, post.numbers)
            post = replace(post, ways=ways, numbers=numbers)
        if self.picture is None:
            return post
        no, media = self.picture.no, self.picture.media
        if no >= len(post.media):
            raise Mistake(Why.CONTENT_CHANGED)
        if post.media[no].kind is not media.kind:
            raise Mistake(Why.MEDIA_KIND, kind=post.media[no].kind)
        return replace(post, media=(*post.media[:no], media, *post.media[no + 1 :]))


@dataclass(frozen=True, slots=True)
class Correction:
    """Something else in place of what a post that was sent says or shows, proposed. `id` 0 means not kept yet."""

    id: int
    broadcast_id: int
    what: Replacement
    content_hash: str
    """Of what it takes the place of, as it stood: a correction of something else by now is not carried out."""
    proposed_by: int
    at: datetime
    state: CorrectionState = CorrectionState.OPEN

    def fits(self, post: Post) -> bool:
        """Whether what it takes the place of still stands, in a post that is out."""
        return post.is_story and self.what.stands(post) == self.content_hash
