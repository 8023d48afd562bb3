"""What a line and storage tell each other on the hot path: claims and strides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.accounts import Slots
from bot.broadcast import Broadcast, BroadcastState, Segment
from bot.content import Post
from bot.delivery import Outcome
from bot.languages import Form
from bot.partners import Partner, Past
from bot.people import Quiet


class Recipient(NamedTuple):
    """What a delivery needs to know of a chat, read afresh at the send. A channel has `forms`, a reader one form."""

    id: int
    address: int
    forms: tuple[Form, ...]
    is_channel: bool
    zone: str
    quiet: Quiet
    stopped: bool
    gone: bool
    follows: bool
    """Still follows the partner or the post's campaign (always true of the partner's channels)."""
    paused: bool = False
    """Wants nothing of anybody for a while."""
    muted: bool = False
    """Wants nothing of the partner for a while."""
    over_cap: bool = False
    """Has had as many promotions in the last day as they want; a story may still come."""
    over_week: bool = False
    """Has had as many posts of the partner in the last week as they want."""
    last_place: bool = False
    """At most one place of their limit is left: it is kept for partners they follow."""
    digest_only: bool = False
    """Takes everything as a digest, or everything of the partner."""
    left: bool = False
    """Follows the partner no more and has said so: nothing of it comes, not even what is for everybody."""
    separately: bool = False
    """A channel that takes each of its forms in a message of its own."""
    past: Past = ()
    """The forms that a channel had before."""
    topic: int | None = None
    """The topic of a group that it is; none for a reader, and for a channel or group as a whole."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A segment that is ours now, and all that its copies are made of."""

    segment: Segment
    broadcast: Broadcast
    post: Post
    partner: Partner
    references: Mapping[int, str]
    """Media id -> the account's reference, as far as it knows the files."""


@dataclass(frozen=True, slots=True)
class Stride:
    """What a line writes and asks in one go while it holds a segment."""

    segment: Segment
    """As it shall stand from now on: `done`, `intent` and `doubtful` are the new ones; its lease is renewed."""
    now: datetime
    account_id: int
    partner_id: int
    outcomes: Sequence[Outcome] = ()
    asked: tuple[int, ...] = ()
    """The members newly intended, the last ones before `segment.intent`."""
    origin_id: int | None = None
    """For a correction or a recall: the broadcast whose copies it is about."""
    replies: int = 0
    """Replies that left on this account without a slot."""
    gives_back: bool = False
    """Nothing is in flight, and whoever is left is somebody else's: `intent` falls back to `done`."""
    campaign_id: int | None = None
    """The post's."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What a stride tells: how the broadcast stands, and for those asked about, who they are and when their slots are.

    When sending is held up (paused, halted, flooded) nobody new was intended.
    """

    state: BroadcastState
    held_up: bool
    rate: float
    recipients: Mapping[int, Recipient] = field(default_factory=dict)
    known: frozenset[int] = frozenset()
    """Those who have an outcome already."""
    copies: Mapping[int, Outcome] = field(default_factory=dict)
    slots: Slots | None = None
    """For everyone asked about who is not known."""
    paid: bool = False
    """Whether these are slots of a paid broadcast: an admin may turn that on and off while it goes out."""
