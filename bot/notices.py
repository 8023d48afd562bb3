"""Notices: what the bot tells staff by itself, kept until told (an outbox beside the change that caused it)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    """What happened."""

    SUBMITTED = "submitted"
    """To admins: a post waits for review."""
    APPROVED = "approved"
    """To the author."""
    RETURNED = "returned"
    """To the author, with the reviewer's comment."""
    REPORT = "report"
    """To the author: a broadcast has finished."""
    MISSED = "missed"
    """To the author and admins: a moment was missed by too much."""
    JOINED = "joined"
    """To the admin who invited: somebody became a communicator."""
    DISMISSED = "dismissed"
    """To somebody who was a communicator: they write for the partner no longer."""
    CHANNEL_LOST = "channel_lost"
    """To communicators: the bot lost the right to post in a channel."""
    CHANNEL_BACK = "channel_back"
    """To communicators: the bot may post there again."""
    CHANNEL_FOUND = "channel_found"
    """To whoever made the bot an administrator of a channel that no partner has."""
    CHANNEL_MOVED = "channel_moved"
    """To communicators: a group has a new address."""
    TOPIC_CLOSED = "topic_closed"
    """To communicators: a topic of a group took no post."""
    PIN_LOST = "pin_lost"
    """To communicators: the bot may post in a channel but not pin."""
    PIN_BACK = "pin_back"
    """To communicators: it may pin there again."""
    SUSPENDED = "suspended"
    """To communicators: nothing of their partner goes out."""
    LIFTED = "lifted"
    """To communicators: it goes out again."""
    KIND = "kind"
    """To communicators: their partner is one of another kind."""
    BENEFITS = "benefits"
    """To communicators: an admin has changed benefits of their partner. Facts: what each changed one was before."""
    RETIRED = "retired"
    """To those who were its communicators: their partner has left the programme."""
    PAUSED = "paused"
    """To the author and admins: a broadcast paused by itself."""
    PASSED = "passed"
    """To the author: a moment came while its plan was held."""
    PAUSE_OVER = "pause_over"
    """To whoever gave it an end: the pause of a plan, or of a broadcast, is over."""
    CORRECTION = "correction"
    """To admins: somebody proposes another text for a post that was sent."""
    CORRECTION_DECIDED = "correction_decided"
    """To whoever proposed it."""
    VOIDED = "voided"
    """To whoever else is concerned: a post was changed, and its approval or submission no longer counts."""
    EDITED = "edited"
    """To the authors and the other admins: a reviewer changed a text."""
    REMARK = "remark"
    """To the authors: what an admin would have returned a post with, had it not been decided meanwhile."""
    REVIEW_DUE = "review_due"
    """To admins: a post should be reviewed soon."""
    REVIEW_LATE = "review_late"
    """To admins and the author: a post should have been reviewed by now."""
    COPY = "copy"
    """To whoever asked: their post as a reader gets it."""
    DATA_QUESTION = "data_question"
    """To admins: a reader asks about their data."""
    DATA_ANSWER = "data_answer"
    """To that reader."""
    SHARE = "share"
    """To admins: a citizen has shared a story."""
    SHARE_DECIDED = "share_decided"
    """To the citizen: accepted, returned or declined."""
    SHARE_OUT = "share_out"
    """To the citizen: their story is among the city's."""
    VOTED = "voted"
    """To voters, the author and admins: the story of the month."""
    HALTED = "halted"
    """To admins: sending stopped by itself."""
    POSTS_HALTED = "posts_halted"
    """To communicators: all sending has stopped, posts of theirs with it. Facts: how many of which kind, and whether
    the `network` made it stop rather than an admin."""
    POSTS_RESUMED = "posts_resumed"
    """To the same: sending is on again."""
    RESUMED = "resumed"
    """To a reader: their pause is over."""
    DIGEST = "digest"
    """To a reader: what their limit held back."""
    QUESTION = "question"
    """To communicators: a reader writes."""
    ANSWER = "answer"
    """To the reader: the partner answers."""
    ANSWERED = "answered"
    """To the other communicators: one of them has."""
    CATALOGS = "catalogs"
    """To admins: sentences of some forms cannot be read."""
    RIVAL = "rival"
    """To admins: somebody else fetches this bot's messages, or does so no longer. Fact: whether they are `there`."""
    FLOODED = "flooded"
    """To admins: the network let nothing leave for long. Facts: `since` and `until` when (ISO 8601)."""
    SETTLED = "settled"
    """To nobody anew: messages that asked admins for a decision say what became of it."""


EACH = frozenset(NoticeKind)
MANY = frozenset({NoticeKind.DIGEST, NoticeKind.RESUMED})
"""Kinds of which thousands fall due at one moment: they are told side by side, and no other waits behind them."""
FEW = EACH - MANY
ASKING = frozenset({NoticeKind.SUBMITTED, NoticeKind.CORRECTION, NoticeKind.PAUSED})
"""Kinds that ask several people for a decision of which one is enough."""
QUIETLY = frozenset(
    {
        NoticeKind.DIGEST,
        NoticeKind.RESUMED,
        NoticeKind.ANSWER,
        NoticeKind.DATA_ANSWER,
        NoticeKind.SHARE_DECIDED,
        NoticeKind.SHARE_OUT,
        NoticeKind.VOTED,
        NoticeKind.PASSED,
        NoticeKind.PAUSE_OVER,
    }
)
"""Kinds for readers: in their quiet hours without a sound, as posts; and what staff has wanted so. Else what staff
hears may be urgent."""
LETTERS = frozenset(
    {
        NoticeKind.QUESTION,
        NoticeKind.ANSWER,
        NoticeKind.ANSWERED,
        NoticeKind.DATA_QUESTION,
        NoticeKind.DATA_ANSWER,
    }
)
"""What people write to each other: whoever may have it already is told so when it comes once more."""
LEFT = "left"
"""Among a letter's facts from when somebody began to tell it: unless that certainly failed, it may be there."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to one person (a reader's id). `facts` are plain values, put into words when it is sent."""

    person_id: int
    kind: NoticeKind
    facts: Mapping[str, str | int] = field(default_factory=dict)
    id: int = 0
    at: datetime | None = None
    tries: int = 0
    rests_until: datetime | None = None
    """Not told before: what may still be added to it."""

    @property
    def matter(self) -> str:
        """Of one that asks for a decision, or says that it is settled: about what."""
        if "correction_id" in self.facts:
            return f"correction {self.facts['correction_id']}"
        if "broadcast_id" in self.facts:
            return f"broadcast {self.facts['broadcast_id']}"
        return f"post {self.facts['post_id']}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A message in which somebody was asked for a decision, and that stands in their chat as it came."""

    person_id: int
    message_id: int


NOBODY = 0
"""No reader's id: whom such a notice is for stands in `asked`."""


def settled(facts: Mapping[str, str | int], at: datetime | None = None) -> Notice:
    """What somebody was asked about a post, a correction or a broadcast needs no decision any more."""
    return Notice(NOBODY, NoticeKind.SETTLED, facts, at=at)
