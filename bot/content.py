"""Posts and their versions, one per written form; which version a reader gets; the states of review."""

import hashlib
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.languages import Because, Form, step_for
from bot.mistakes import Mistake, Why
from bot.places import Place

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM_LIMIT = 10


class CorrectionState(StrEnum):
    """Where a proposed correction stands."""

    OPEN = "open"
    APPROVED = "approved"
    DECLINED = "declined"


class PostKind(StrEnum):
    """What a post is: a partner's promotion, or a story of the city."""

    CAMPAIGN = "campaign"
    STORY = "story"


class PostState(StrEnum):
    """Where a post stands on its way to the readers."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    SENT = "sent"
    DELETED = "deleted"


EDITABLE = frozenset({PostState.DRAFT, PostState.RETURNED, PostState.SUBMITTED, PostState.APPROVED})
"""States in which the author may change a post; a change of a submitted or approved one makes it a draft again."""


class MediaKind(StrEnum):
    """What a post may carry beside its text."""

    PHOTO = "photo"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Media:
    """A picture or film. `path` is a local file to upload from; a network's names for it are kept per account."""

    id: int
    kind: MediaKind
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A post's whole text in one form, as Telegram HTML."""

    form: Form
    text: str
    derived_from: Form | None = None
    """Set when the text was made by script conversion and nobody has rewritten it since."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """Posts of one partner between two dates, under a hashtag."""

    id: int
    partner_id: int
    names: Mapping[Form, str]
    begins: date
    ends: date
    hashtag: str | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version a reader gets, the form it is in, and why."""

    version: Version
    because: Because


@dataclass(frozen=True, slots=True)
class Post:
    """What a communicator writes once, in several versions. `id` 0 means not kept yet."""

    id: int
    partner_id: int
    author_id: int
    kind: PostKind
    state: PostState
    created_at: datetime
    versions: Mapping[Form, Version] = field(default_factory=dict)
    media: tuple[Media, ...] = ()
    source: Form | None = None
    """The form it was first written in."""
    campaign_id: int | None = None
    approved_hash: str | None = None
    reviewer_id: int | None = None
    comment: str | None = None
    submitted_at: datetime | None = None
    sent_at: datetime | None = None
    places: frozenset[Place] = frozenset()
    """Readers of which places it is for; of all when empty. A post for some places goes to no channel."""
    urgent: bool = False
    """An admin wants nobody missed: its broadcast sends to the doubtful once more."""
    paid: bool = False
    """An admin pays for speed: its broadcast goes out faster than is free."""
    credit: str | None = None
    """The citizen who told it, as they wish to be named. No part of the hash: it goes when they are forgotten."""

    def hash(self) -> str:
        """A fingerprint of everything a reader will see, and of whom it is for; an approval belongs to it."""
        parts = [self.kind.value, *(f"{media.kind}:{media.id}" for media in self.media)]
        parts += [f"{form}:{self.versions[form].text}" for form in sorted(self.versions)]
        parts += [f"for:{place}" for place in sorted(self.places)]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()

    def version_for(self, reader: Form) -> Chosen | None:
        """The version for a reader of this form along the chain; none when the post has no version at all."""
        step = step_for(reader, self.versions)
        return Chosen(self.versions[step.form], step.because) if step else None

    @property
    def limit(self) -> int:
        """How long a version may be, in UTF-16 units of visible text."""
        return CAPTION_LIMIT if self.media else TEXT_LIMIT

    @property
    def title(self) -> str:
        """The first line of the source version, for lists."""
        return self.title_in(self.source or Form.ZH_HANS)

    def title_in(self, form: Form) -> str:
        """The first line of the version a reader of `form` gets: no mark-up, no full stop, at most 48 characters."""
        chosen = self.version_for(form)
        if chosen is None:
            return ""
        line = next(iter(visible(chosen.version.text).strip().splitlines()), "").strip()
        line = line.rstrip(FULL_STOPS) or line
        return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"

    def require_editable(self) -> None:
        """Raise `Mistake(NOT_EDITABLE)` when the author may not change it any more."""
        if self.state not in EDITABLE:
            raise Mistake(Why.NOT_EDITABLE, state=self.state)


@dataclass(frozen=True, slots=True)
class Correction:
    """Another text of one form, proposed for a post that was sent. `id` 0 means not kept yet."""

    id: int
    broadcast_id: int
    version: Version
    content_hash: str
    """Of the post as it stood: a correction of something else by now is not approved."""
    proposed_by: int
    at: datetime
    state: CorrectionState = CorrectionState.OPEN


TITLE_LENGTH = 48
FULL_STOPS = "。．."
_TAG = re.compile(r"<[^>]*>")


def visible(text: str) -> str:
    """The text a reader sees: Telegram HTML without its tags and entities."""
    return html.unescape(_TAG.sub("", text))


def units(text: str) -> int:
    """The length of a plain text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def check_album(kinds: Iterable[MediaKind]) -> None:
    """Raise `Mistake` when these could not stand in one post."""
    if sum(1 for _ in kinds) > ALBUM_LIMIT:
        raise Mistake(Why.ALBUM_TOO_LARGE, limit=ALBUM_LIMIT)
