"""A broadcast: one firing of a post; whom it means; its segments and states."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.languages import Form

SEGMENT_SIZE = 500
LEASE = timedelta(seconds=60)
LATE_LIMIT = timedelta(hours=12)
"""A moment missed by more than this is not made up for: it is marked missed, and said so."""


class BroadcastState(StrEnum):
    """Where a broadcast stands."""

    SENDING = "sending"
    PAUSED = "paused"
    """Nothing more is sent until somebody resumes or cancels it, or its pause is over."""
    CANCELLED = "cancelled"
    """What is left is being skipped, one line each; then it is finished."""
    FINISHED = "finished"


UNFINISHED = frozenset({BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.CANCELLED})
CLAIMED = frozenset({BroadcastState.SENDING, BroadcastState.CANCELLED})
"""States whose segments are worked through."""


class Errand(StrEnum):
    """What a broadcast does for each of those it means."""

    SEND = "send"
    AGAIN = "again"
    """Send once more to those whom a person chose among the uncertain and the refused."""
    REST = "rest"
    """Send to those who were left out when somebody cancelled it, by a person's choice."""
    CORRECT = "correct"
    """Put what is corrected in place of what every delivered copy says or shows."""
    RECALL = "recall"
    """Delete every delivered copy."""
    PIN = "pin"
    """Pin the copies in the partner's channels."""
    UNPIN = "unpin"
    """Pin them no longer."""


class Fate(StrEnum):
    """What became of a recall."""

    UNDERWAY = "underway"
    WHOLE = "whole"
    """Every copy is deleted."""
    PARTLY = "partly"
    NOT = "not"
    """Every copy stays: too old, or the network refused for another reason."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sending that has begun, as a calendar knows it; 0 of a post that was out when it was brought here."""

    partner_id: int
    post_id: int
    broadcast_id: int
    moment: datetime
    recalled: bool


LATER = frozenset({Errand.AGAIN, Errand.REST})
"""Send what has been sent to others already."""
SENDS = LATER | {Errand.SEND}
CANARY_FULL = 100 * SEGMENT_SIZE
"""From so many people on the canary grows no more."""
PINS = frozenset({Errand.PIN, Errand.UNPIN})
CANARY_FROM = 1000
"""From so many people on, a first small part goes out before the rest."""
CANARY_WAIT = timedelta(seconds=30)
NONSENSE_SHARE = 0.5
NONSENSE_AFTER = 20
"""A broadcast pauses by itself when more than this share of at least so many recent copies was refused."""
DOUBTS_AFTER = 100
"""So many, when it is known of none of them what became of it: a line that breaks once leaves fewer in doubt."""


MESSAGES_A_STAR = 10
"""0.1 Star for each message beyond the free rate; only those that succeed are charged (Bots FAQ)."""
PAID_BALANCE = 100_000
"""Stars on the bot's balance, and monthly users, that Telegram asks for before it allows paid broadcasts."""


def stars_for(messages: int) -> int:
    """What these cost at most, in Stars: as if none of them were within the free rate."""
    return -(-messages // MESSAGES_A_STAR)


def minutes_for(messages: int, rate: int) -> int:
    """How many minutes they take at a rate a second, at least one."""
    return max(1, -(-messages // (rate * 60)))


def canary_size(meant: int) -> int:
    """How many of those meant get it first: one in a hundred, at most a segment; none of a small audience."""
    return min(SEGMENT_SIZE, meant // 100) if meant >= CANARY_FROM else 0


def makes_no_sense(refused: int, unheard: int, known: int) -> bool:
    """Whether so many refusals, or copies without an answer, say that more is wrong than single chats."""
    ill = known >= NONSENSE_AFTER and is_ill(refused, known)
    return ill or (known >= DOUBTS_AFTER and is_ill(refused + unheard, known))


def is_ill(failed: int, known: int) -> bool:
    """As above of a canary, of which the smallest is ten: they are all that anybody will look at."""
    return known > 0 and failed / known > NONSENSE_SHARE


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
    errand: Errand = Errand.SEND
    origin_id: int | None = None
    """The broadcast whose copies an errand is about, or a first sending replies to; none for others."""
    wide_from: datetime | None = None
    """From when on everybody is meant; none while only the canary, segment 0, is."""
    paid: bool = False
    """Sent faster than is free, for a fee of the network's."""
    media_id: int | None = None
    """Of a correction: the picture that it puts in place of another; none: what it changes is texts or buttons."""
    paused_until: datetime | None = None
    """When a pause ends by itself; none: it does not."""


def last_recalls(errands: Iterable[Broadcast]) -> Sequence[Broadcast]:
    """Of each sending the last recall, oldest sending first: a later one finds gone what an earlier one has deleted."""
    recalls = sorted((each for each in errands if each.errand is Errand.RECALL), key=lambda each: each.id)
    return [*{each.origin_id: each for each in recalls}.values()]


def fate(recalls: Sequence[Broadcast], gone: int) -> Fate | None:
    """What became of them, of so many copies that are gone; none when there are none."""
    if not recalls:
        return None
    if any(each.state in UNFINISHED for each in recalls):
        return Fate.UNDERWAY
    if gone >= sum(each.meant for each in recalls):
        return Fate.WHOLE
    return Fate.PARTLY if gone else Fate.NOT


@dataclass(frozen=True, slots=True)
class Segment:
    """About 500 frozen recipients, held by one worker at a time under a lease and a fence.

    `done` and `intent` count members: the first `done` all have an outcome; those in [done, intent) have one too, or
    were about to be sent to when `intent` was written.
    """

    broadcast_id: int
    no: int
    members: tuple[int, ...]
    done: int
    intent: int
    fence: int
    owner: str
    lease_until: datetime
    doubtful: frozenset[int] = frozenset()
    """Policy urgent: those whom a holder that crashed may have sent to; they get one more try, never two."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Copies that say something in one of these forms: readers' copies in them, and those of these channels."""

    forms: Collection[Form]
    channels: Collection[int] = ()
    """A channel's copy may hold several forms, of which the ledger keeps the first."""
    spared: Collection[int] = ()
    """Channels whose copies stay as they are, whichever form the ledger keeps of them."""


@dataclass(frozen=True, slots=True)
class Group:
    """Whom one broadcast of a wave means: readers in these zones whom no earlier one of the wave has meant.

    So somebody who changes zone in the middle gets it once: with their new zone's group, or with the next one.
    """

    zones: frozenset[str]
    channels: bool
    """Channels have no zone of their own: they go with the programme's home."""
    wave_id: int | None = None
    """The wave's first broadcast; none: this is the first."""
