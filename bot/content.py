"""Posts and their versions, one per written form; which version a reader gets; the states of review; campaigns."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.languages import CHAINS, Because, Form, step_for
from bot.mistakes import Mistake, Why
from bot.places import Place
from bot.texts import clipped, is_seen, straight, visible
from bot.ways import Way

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ALBUM_LIMIT = 10


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
    RECALLED = "recalled"
    """Its copies were deleted, or are being; no story any more."""
    DELETED = "deleted"
    TEMPLATE = "template"
    """No post at all: others are begun from it."""


EDITABLE = frozenset({PostState.DRAFT, PostState.RETURNED, PostState.SUBMITTED, PostState.APPROVED})
"""States in which the author may change a post; a change of a submitted or approved one makes it a draft again."""
STANDING = tuple(state for state in PostState if state not in {PostState.DELETED, PostState.TEMPLATE})
"""States of what is a post and still there."""


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
    author_id: int | None = None
    """Who wrote this text, or had it made."""
    basis: str | None = None
    """The print of the source text that it was written for; none for the source itself."""
    signed_by: int | None = None
    """The reviewer who read just this text and found it good."""
    seen: str | None = None
    """The text as the last review left it."""
    machine: bool = False
    """A machine wrote it, and nobody has rewritten it since."""

    @property
    def by_machine(self) -> bool:
        """Whether its readers must be told: a machine's words that no person has signed."""
        return self.machine and self.signed_by is None

    @property
    def print(self) -> str:
        """A fingerprint of the text."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:PRINT]


@dataclass(frozen=True, slots=True)
class Campaign:
    """Posts of one partner between two dates (both of its days), under a hashtag. `id` 0 means not kept yet."""

    id: int
    partner_id: int
    names: Mapping[Form, str]
    begins: date
    ends: date
    hashtag: str | None = None
    """As `read_hashtags` reads it: one for everybody, or one in Chinese and one in Latin letters."""
    goal: int | None = None
    """How many posts it shall have."""
    ended_at: datetime | None = None
    """When somebody ended it, before or after its last day."""

    def name(self, form: Form) -> str:
        """Its name along the chain of this form."""
        return next((self.names[step.form] for step in CHAINS[form] if step.form in self.names), str(self.id))

    def days_left(self, today: date) -> int:
        """Days that are left, today included; before it begins, all of them; 0 when it is over."""
        if self.ended_at is not None or today > self.ends:
            return 0
        return (self.ends - max(today, self.begins)).days + 1

    def covers(self, day: date) -> bool:
        """Whether the day is one of its days."""
        return self.begins <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Chosen:
    """The version a reader gets, the form it is in, and why."""

    version: Version
    because: Because


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a post of a partner means: who follows it or the post's campaign, or everybody.

    With places only those who live in one of them, or follow it.
    """

    partner_id: int
    places: frozenset[Place] = frozenset()
    everybody: bool = False
    campaign_id: int | None = None


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
    """When it was last sent; of a series, while it is scheduled, its last round."""
    places: frozenset[Place] = frozenset()
    """Readers of which places it is for; of all when empty. A post for some places goes to no channel."""
    urgent: bool = False
    """An admin wants nobody missed: its broadcast sends to the doubtful once more."""
    paid: bool = False
    """An admin pays for speed: its broadcast goes out faster than is free."""
    ways: tuple[Way, ...] = ()
    """The buttons under it."""
    hashtag: str | None = None
    """Its campaign's, as it was when the post was put into it: what was approved does not change with the campaign."""
    everybody: bool = False
    """A story for every reader who takes posts, whether they follow or not."""
    review_by: datetime | None = None
    """When somebody should have reviewed it."""
    reminded: int = 0
    """How often the admins were reminded of it since it was submitted."""
    seen_frame: str | None = None
    """The print of everything but the texts, as the last review left it."""
    credit: str | None = None
    """The citizen who told it, as they wish to be named. No part of the hash: it goes when they are forgotten."""
    follows_id: int | None = None
    """The post that it follows up: it comes as a reply to that one's copies."""
    copied_id: int | None = None
    """The post or template that it was begun from, to tell the two apart in lists. No part of the hash."""
    wished: str | None = None
    """When its author wants it out, before it can be scheduled: digits of their wall clock. No part of the hash."""
    numbers: int = 0
    """The highest that a correction found or gave to its buttons: none is given twice. No part of the hash."""

    @property
    def whom(self) -> Whom:
        """Whom it means."""
        return Whom(self.partner_id, self.places, self.everybody, self.campaign_id)

    def hash(self) -> str:
        """A fingerprint of everything a reader will see, and of whom it is for; an approval belongs to it."""
        parts = [self.kind.value, *(f"{media.kind}:{media.id}" for media in self.media)]
        parts += [f"{form}:{self.versions[form].text}" for form in sorted(self.versions)]
        parts += self._around()
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()

    def _around(self) -> list[str]:
        """What stands around the texts; nothing for what a post need not have, so that older hashes stay good."""
        parts = [f"for:{place}" for place in sorted(self.places)]
        parts += [f"way:{way.print}" for way in self.ways]
        parts += [f"tag:{self.hashtag}"] if self.hashtag else []
        parts += [f"follows:{self.follows_id}"] if self.follows_id else []
        return parts + (["everybody"] if self.everybody else [])

    @property
    def frame(self) -> str:
        """A fingerprint of everything but the texts: kind, pictures, buttons, hashtag, whom it is for."""
        parts = [self.kind.value, *(f"{media.kind}:{media.id}" for media in self.media), *self._around()]
        return hashlib.sha256("\x1e".join(parts).encode()).hexdigest()[:PRINT]

    @property
    def authors(self) -> frozenset[int]:
        """Everybody who has written any of it."""
        return frozenset({self.author_id, *(version.author_id or self.author_id for version in self.versions.values())})

    def version_for(self, reader: Form) -> Chosen | None:
        """The version for a reader of this form along the chain; none when the post has no version at all."""
        step = step_for(reader, self.versions)
        return Chosen(self.versions[step.form], step.because) if step else None

    @property
    def title(self) -> str:
        """The first line of the source version, for lists."""
        return self.title_in(self.source or Form.ZH_HANS)

    def title_in(self, form: Form) -> str:
        """The first line of the version a reader of `form` gets: no mark-up, no full stop, at most 48 columns.

        What is longer ends with a whole word.
        """
        chosen = self.version_for(form)
        if chosen is None:
            return ""
        line = straight(next(filter(is_seen, visible(chosen.version.text).splitlines()), "")).strip()
        line = line.rstrip(FULL_STOPS) or line
        return clipped(line, TITLE_LENGTH)

    def title_at_work(self, form: Form) -> str:
        """The title for who works here and reads `form`: of another language as somebody wrote it, not as converted."""
        chosen = self.version_for(form)
        source = chosen.version.derived_from if chosen and chosen.because is Because.OTHER else None
        return self.title_in(source if source and source in self.versions else form)

    @property
    def is_story(self) -> bool:
        """Whether it has been sent and lives on, also while a series of it goes on."""
        return self.state is PostState.SENT or (self.state is PostState.SCHEDULED and self.sent_at is not None)

    @property
    def is_out(self) -> bool:
        """Whether anybody may read it: it is with its readers, or on its way to them."""
        return self.state is PostState.SENDING or self.is_story

    def require_editable(self) -> None:
        """Raise `Mistake(NOT_EDITABLE)` when the author may not change it any more."""
        if self.state not in EDITABLE:
            raise Mistake(Why.NOT_EDITABLE, state=self.state)


TITLE_LENGTH = 48
"""Columns (Han counts two): about a line of a list on a phone, in any script."""
PRINT = 16
"""Characters of a fingerprint that only has to tell one text from another."""
FULL_STOPS = "。．."


def check_album(kinds: Iterable[MediaKind]) -> None:
    """Raise `Mistake(ALBUM_TOO_LARGE)` when these could not stand in one post."""
    if sum(1 for _ in kinds) > ALBUM_LIMIT:
        raise Mistake(Why.ALBUM_TOO_LARGE, limit=ALBUM_LIMIT)
