"""A broadcast: one firing of a post; whom it means; its segments and states."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SEGMENT_SIZE = 500
LEASE = timedelta(seconds=60)
LATE_LIMIT = timedelta(hours=12)
"""A moment missed by more than this is not made up for: it is marked missed, and said so."""


class BroadcastState(StrEnum):
    """Where a broadcast stands."""

    SENDING = "sending"
    FINISHED = "finished"


class Policy(StrEnum):
    """What a crash's doubt means."""

    CAREFUL = "careful"
    """Nobody twice: the doubtful are listed, and a person decides."""
    URGENT = "urgent"
    """Nobody missed: the doubtful are sent to once more, then listed."""


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One firing of a post, bound to the content that was approved. `meant` counts the frozen recipients."""

    id: int
    post_id: int
    moment: datetime
    content_hash: str
    started_at: datetime
    meant: int = 0
    state: BroadcastState = BroadcastState.SENDING
    policy: Policy = Policy.CAREFUL
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """About 500 frozen recipients, held by one worker at a time under a lease and a fence.

    `done` and `intent` count members: those in [done, intent) were about to be sent to when `intent` was written.
    """

    broadcast_id: int
    no: int
    members: tuple[int, ...]
    done: int
    intent: int
    fence: int
    owner: str
    lease_until: datetime
