"""One copy for one chat: its outcomes, and what follows from each refusal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto
from typing import NamedTuple

from bot.languages import Because, Form


class DeliveryState(StrEnum):
    """How a delivery ended. Everyone meant ends in exactly one."""

    SENT = "sent"
    REFUSED = "refused"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


CHOOSABLE = frozenset({DeliveryState.UNKNOWN, DeliveryState.REFUSED, DeliveryState.SKIPPED})
"""Only these may be sent to later: whoever surely has it never gets it twice. Of the skipped, `LEFT_OUT` alone."""


class Skip(StrEnum):
    """Why somebody meant was not written to."""

    STOPPED = "stopped"
    PAUSED = "paused"
    """They want nothing of anybody for a while."""
    GONE = "gone"
    LOST = "lost"
    """A channel or group where the bot lost its rights after the audience was frozen."""
    UNFOLLOWED = "unfollowed"
    MUTED = "muted"
    """They want nothing of this partner for a while."""
    OVER_CAP = "over_cap"
    """They have had as many promotions as they want in a day."""
    OVER_WEEK = "over_week"
    """They have had as many posts of this partner as they want in a week."""
    DIGEST = "digest"
    """They take everything as a digest."""
    NO_VERSION = "no_version"
    CHANGED = "changed"
    """The content is not what was approved."""
    CANCELLED = "cancelled"
    """Somebody cancelled what was left."""
    NO_COPY = "no_copy"
    """There is nothing to correct or to recall."""


LEFT_OUT = frozenset({Skip.CANCELLED, Skip.LOST})
"""Not for a reason of their own: these may get it after all."""


class Doubt(StrEnum):
    """Why nobody knows whether a message arrived."""

    CRASH = "crash"
    """The worker ended between intent and outcome."""
    TIMEOUT = "timeout"
    """The request left and no answer came."""
    FAULT = "fault"
    """Our own code failed in the middle of the send."""
    PART = "part"
    """The first of its messages is there; the next is not, or nobody knows."""


class Reason(StrEnum):
    """Every way in which a network refuses, by name."""

    BLOCKED = auto()
    DEACTIVATED = auto()
    KICKED = auto()
    CHAT_NOT_FOUND = auto()
    NO_RIGHTS = auto()
    TOPIC_CLOSED = auto()
    MIGRATED = auto()
    CONTENT = auto()
    FILE = auto()
    COPY = auto()
    """The copy that shall be changed is gone, or too old."""
    FLOOD = auto()
    SERVER = auto()
    UNREACHED = auto()
    """The request never left us."""
    UNANSWERED = auto()
    """The request left; no answer is known."""
    TOKEN = auto()
    OTHER = auto()


class Decision(StrEnum):
    """What follows from a refusal."""

    AGAIN = auto()
    """Try again, after `retry_after` when it is given."""
    CHAT_GONE = auto()
    """Stop writing to this chat until it comes back."""
    HEAL = auto()
    """The chat has a new address: keep it, then send."""
    REUPLOAD = auto()
    """The file's reference is refused: upload its bytes."""
    GIVE_UP = auto()
    """This copy cannot be sent; the report says so."""
    DOUBT = auto()
    """Nobody knows: never a blind retry."""
    HALT = auto()
    """Nothing can be sent on this account: stop and tell the admins."""


DECISIONS: Mapping[Reason, Decision] = {
    Reason.BLOCKED: Decision.CHAT_GONE,
    Reason.DEACTIVATED: Decision.CHAT_GONE,
    Reason.KICKED: Decision.CHAT_GONE,
    Reason.CHAT_NOT_FOUND: Decision.CHAT_GONE,
    Reason.NO_RIGHTS: Decision.GIVE_UP,
    Reason.TOPIC_CLOSED: Decision.GIVE_UP,
    Reason.MIGRATED: Decision.HEAL,
    Reason.CONTENT: Decision.GIVE_UP,
    Reason.FILE: Decision.REUPLOAD,
    Reason.COPY: Decision.GIVE_UP,
    Reason.FLOOD: Decision.AGAIN,
    Reason.SERVER: Decision.AGAIN,
    Reason.UNREACHED: Decision.AGAIN,
    Reason.UNANSWERED: Decision.DOUBT,
    Reason.TOKEN: Decision.HALT,
    Reason.OTHER: Decision.GIVE_UP,
}


AGAIN_LATER = frozenset({Decision.AGAIN, Decision.DOUBT, Decision.HALT})
"""After these, what the bot says by itself (a notice, progress) is tried again later."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A network's no. `retry_after` in seconds; `detail` is the network's own words, for the log and the admin."""

    reason: Reason
    detail: str = ""
    retry_after: float | None = None
    migrated_to: int | None = None
    arrived: tuple[int, ...] = ()
    """Messages of the same copy that are in the chat all the same."""

    @property
    def decision(self) -> Decision:
        """What follows."""
        return DECISIONS[self.reason]


class Receipt(NamedTuple):
    """A network's yes: the message ids, and the references under which uploaded files can be sent again."""

    message_ids: tuple[int, ...]
    references: Mapping[int, str] | None = None
    """Media id -> reference."""


class Outcome(NamedTuple):
    """How one delivery ended; written once."""

    recipient: int
    state: DeliveryState
    at: datetime
    reason: str | None = None
    form: Form | None = None
    because: Because | None = None
    message_ids: tuple[int, ...] = ()

    @property
    def unheard(self) -> bool:
        """Whether nobody knows what became of it, though nothing crashed."""
        return self.state is DeliveryState.UNKNOWN and self.reason != Doubt.CRASH


HELD_BACK = (Skip.OVER_CAP, Skip.OVER_WEEK, Skip.DIGEST)


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts of a broadcast's deliveries."""

    meant: int
    states: Mapping[DeliveryState, int]
    forms: Mapping[Form, int]
    """Readers who received it, by the form they got; channels are not people."""
    reasons: Mapping[tuple[DeliveryState, str], int]

    @property
    def failed(self) -> int:
        """How many were refused, or are in doubt though nothing crashed."""
        crashed = self.reasons.get((DeliveryState.UNKNOWN, Doubt.CRASH), 0)
        return self.of(DeliveryState.REFUSED) + self.of(DeliveryState.UNKNOWN) - crashed

    @property
    def cancelled(self) -> int:
        """How many were left out by somebody who cancelled the rest."""
        return self.reasons.get((DeliveryState.SKIPPED, Skip.CANCELLED), 0)

    @property
    def known(self) -> int:
        """How many of those meant have an outcome."""
        return sum(self.states.values())

    @property
    def held_back(self) -> int:
        """How many were left to find it in a digest, or among the stories."""
        return sum(self.reasons.get((DeliveryState.SKIPPED, why), 0) for why in HELD_BACK)

    def of(self, state: DeliveryState) -> int:
        """How many ended so."""
        return self.states.get(state, 0)


def together(parts: Sequence[Sums]) -> Sums:
    """The counts of several broadcasts as one."""
    states, forms, reasons = Counter[DeliveryState](), Counter[Form](), Counter[tuple[DeliveryState, str]]()
    for part in parts:
        states.update(part.states)
        forms.update(part.forms)
        reasons.update(part.reasons)
    return Sums(sum(part.meant for part in parts), states, forms, reasons)
