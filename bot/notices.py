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
    CHANNEL_LOST = "channel_lost"
    """To communicators: the bot lost the right to post in a channel."""
    PAUSED = "paused"
    """To the author and admins: a broadcast paused by itself."""
    CORRECTION = "correction"
    """To admins: somebody proposes another text for a post that was sent."""
    CORRECTION_DECIDED = "correction_decided"
    """To whoever proposed it."""
    VOIDED = "voided"
    """To whoever else is concerned: a post was changed, and its approval or submission no longer counts."""
    EDITED = "edited"
    """To the authors and the other admins: a reviewer changed a text."""
    REVIEW_DUE = "review_due"
    """To admins: a post should be reviewed soon."""
    REVIEW_LATE = "review_late"
    """To admins and the author: a post should have been reviewed by now."""
    COPY = "copy"
    """To whoever asked: their post as a reader gets it."""
    HALTED = "halted"
    """To admins: sending stopped by itself."""
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


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice to one person (a reader's id). `facts` are plain values, put into words when it is sent."""

    person_id: int
    kind: NoticeKind
    facts: Mapping[str, str | int] = field(default_factory=dict)
    id: int = 0
    at: datetime | None = None
    tries: int = 0
