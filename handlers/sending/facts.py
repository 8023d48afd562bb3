"""A broadcast as it stands, for somebody who may touch it, and what can be done with it now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from markupsafe import Markup

from bot.accounts import PERMITTED
from bot.broadcast import (
    PINS,
    SENDS,
    UNFINISHED,
    Broadcast,
    BroadcastState,
    Errand,
    Fate,
    Policy,
    fate,
    last_recalls,
)
from bot.delivery import DeliveryState, Sums

RECALLABLE = timedelta(hours=48)
"""For so long Telegram deletes a message that was sent."""


class Act(StrEnum):
    """What can be done with a broadcast; `!` is the second press, after the question."""

    PAUSE = "pause"
    GO_ON = "on"
    CANCEL = "cancel"
    CANCEL_SURE = "cancel!"
    UNCERTAIN = "unknown"
    UNCERTAIN_SURE = "unknown!"
    REFUSED = "refused"
    REFUSED_SURE = "refused!"
    REST = "rest"
    REST_SURE = "rest!"
    RECALL = "recall"
    RECALL_SURE = "recall!"
    PIN = "pin"
    UNPIN = "unpin"
    FOLLOW_UP = "follow"
    URGENT = "urgent"
    URGENT_SURE = "urgent!"
    CAREFUL = "careful"
    PAY = "pay"
    PAY_SURE = "pay!"
    FREE = "free"


SURE: Mapping[Act, Act] = {
    Act.CANCEL: Act.CANCEL_SURE,
    Act.UNCERTAIN: Act.UNCERTAIN_SURE,
    Act.REFUSED: Act.REFUSED_SURE,
    Act.REST: Act.REST_SURE,
    Act.RECALL: Act.RECALL_SURE,
    Act.URGENT: Act.URGENT_SURE,
    Act.PAY: Act.PAY_SURE,
}
CHOSEN: Mapping[Act, DeliveryState] = {
    Act.UNCERTAIN: DeliveryState.UNKNOWN,
    Act.REFUSED: DeliveryState.REFUSED,
    Act.REST: DeliveryState.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A broadcast as it stands, for somebody who may touch it. Times are shown in `zone`."""

    broadcast: Broadcast
    title: str
    partner: str
    sums: Sums
    zone: str
    errands: Sequence[tuple[Broadcast, Sums]] = ()
    """What was done about its copies since, newest first."""
    choosable: Mapping[DeliveryState, int] = field(default_factory=dict)
    """Whom it may be sent to later."""
    standstill: Markup | None = None
    """Why it does not move."""
    old: bool = False
    """So old that the network may no longer delete its copies."""
    writes: bool = False
    """The speaker writes for the partner: the way back is the post's page."""
    admin: bool = False
    """The speaker is an admin: the way back is how things stand."""
    paid: int | None = None
    """To an admin: messages that arrived while speed was paid for; none when it never was."""
    pinning: bool = False
    """It went into channels, and its partner may pin there."""
    ends: Sequence[datetime] = ()
    """Moments until which it may pause, to choose from."""

    @property
    def underway(self) -> bool:
        """Whether anything about this post is still going on."""
        return any(each.state in UNFINISHED for each in (self.broadcast, *(errand for errand, _ in self.errands)))

    @property
    def recalled(self) -> bool:
        """Whether its copies were deleted, or are being."""
        return any(errand.errand is Errand.RECALL for errand, _ in self.errands)

    @property
    def gone(self) -> bool:
        """Whether the last recall has deleted every copy."""
        last = last_recalls(errand for errand, _ in self.errands)
        deleted = sum(sums.of(DeliveryState.SENT) for errand, sums in self.errands if errand in last)
        return fate(last, deleted) is Fate.WHOLE

    @property
    def pinned(self) -> bool:
        """Whether its copies in channels are pinned, by the latest errand about that which did anything."""
        did = (each for each, sums in self.errands if each.state in UNFINISHED or sums.of(DeliveryState.SENT))
        return next((each.errand is Errand.PIN for each in did if each.errand in PINS), False)

    @property
    def left(self) -> int:
        """How many of those meant have no outcome yet."""
        return self.sums.meant - self.sums.known

    @property
    def hastened(self) -> bool:
        """Whether an admin may still say how it goes out."""
        going = self.broadcast.state in {BroadcastState.SENDING, BroadcastState.PAUSED}
        return self.admin and going and self.broadcast.errand in SENDS

    def possible(self, act: Act) -> bool:
        """Whether this can be done now; what is asked about is asked of storage again when it is done."""
        broadcast = self.broadcast
        match act:
            case Act.CANCEL:
                return broadcast.state in {BroadcastState.SENDING, BroadcastState.PAUSED}
            case Act.URGENT:
                return self.hastened and broadcast.policy is not Policy.URGENT
            case Act.PAY:
                return self.hastened and not broadcast.paid and self.left > PERMITTED
            case Act.UNCERTAIN | Act.REFUSED | Act.REST:
                over = broadcast.errand in SENDS and not self.underway and not self.recalled
                return over and bool(self.choosable.get(CHOSEN[act]))
            case _:
                sending = broadcast.errand in SENDS and not self.underway and not self.gone
                return sending and bool(self.sums.of(DeliveryState.SENT))
