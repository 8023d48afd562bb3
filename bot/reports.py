"""The report of a sending: who is counted in which group, and which groups are too small to be told; pure."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median
from typing import Generic, TypeVar

from bot.delivery import DeliveryState, Reason
from bot.languages import Form
from bot.partners import Reports
from bot.places import Place

LEAST = 5
"""Groups of fewer people are not told, nor can they be had by subtraction."""
USUAL = 10
"""A partner's usual is the median of so many sendings."""
FEWEST = 2
"""Of fewer sendings nothing is usual."""
K = TypeVar("K", bound=Hashable)


class Counted(StrEnum):
    """A button under a post whose presses are counted, by people and not by taps."""

    FOLLOW = "follow"
    READ = "read"
    """In another language."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """One tap: a reader's, on a button of a post, under the message with this number in their chat."""

    post_id: int
    name: Counted
    reader_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Recipients of one sending whose outcome and kind are the same, and how many they are."""

    state: DeliveryState
    reason: str | None
    form: Form | None
    place: Place | None
    zone: str | None
    is_channel: bool
    number: int


@dataclass(frozen=True, slots=True)
class Since:
    """What happened from a sending on, until it was asked, a week at most."""

    blocked: int
    """Readers who received it and whose chat is gone by now."""
    followed: int
    unfollowed: int


@dataclass(frozen=True, slots=True)
class Parts(Generic[K]):
    """A number in its parts: those large enough to be told, the largest first, and all others as one."""

    told: Mapping[K, int]
    rest: int = 0


def parts_of(counts: Mapping[K, int]) -> Parts[K]:
    """Groups of at least `LEAST` people, the largest first; the others together, which are as many or none.

    One small group alone would be what is missing from the whole, so the smallest of the others joins it.
    """
    ranked = sorted(((n, key) for key, n in counts.items() if n), key=lambda item: (-item[0], str(item[1])))
    told, rest = [item for item in ranked if item[0] >= LEAST], sum(n for n, _ in ranked if n < LEAST)
    while rest and rest < LEAST and told:
        rest += told.pop()[0]
    return Parts({key: n for n, key in told}, rest)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a sending."""

    meant: int
    states: Mapping[DeliveryState, int]
    reasons: Mapping[tuple[DeliveryState, str], int]
    forms: Parts[Form | None]
    """Readers who received it, by the form they got; then by where they live, and by their zone."""
    places: Parts[Place | None]
    zones: Parts[str]
    channels: int
    since: Since
    presses: Mapping[str, int]
    usual_received: float | None = None
    """The share of those meant who received it, usually; none without earlier sendings."""
    usual_blocked: float | None = None
    depth: Reports = Reports.REASONS
    """How much of it is told."""

    def of(self, state: DeliveryState) -> int:
        """How many ended so."""
        return self.states.get(state, 0)

    @property
    def received(self) -> float:
        """The share of those meant who received it."""
        return self.of(DeliveryState.SENT) / self.meant if self.meant else 0.0

    @property
    def blocked(self) -> int:
        """How many were found to have blocked the bot when it was sent."""
        return self.reasons.get((DeliveryState.REFUSED, Reason.BLOCKED), 0)

    def as_deep(self, depth: Reports) -> "Report":
        """As much of it as a partner's benefits tell."""
        report = replace(self, depth=depth)
        if not depth.reasons:
            report = replace(report, reasons={}, usual_blocked=None)
        if not depth.groups:
            report = replace(report, forms=Parts({}), places=Parts({}), zones=Parts({}))
        return report


def report_of(
    meant: int, crowds: Sequence[Crowd], since: Since, presses: Mapping[str, int], usual: Sequence[tuple[int, int, int]]
) -> Report:
    """The report of what was counted. `usual`: meant, sent and blocked of earlier sendings."""
    states: Counter[DeliveryState] = Counter()
    reasons: Counter[tuple[DeliveryState, str]] = Counter()
    for crowd in crowds:
        states[crowd.state] += crowd.number
        if crowd.reason:
            reasons[crowd.state, crowd.reason] += crowd.number
    got = [crowd for crowd in crowds if crowd.state is DeliveryState.SENT]
    people = [crowd for crowd in got if not crowd.is_channel]
    return Report(
        meant=meant,
        states=states,
        reasons=reasons,
        forms=parts_of(_by(people, lambda crowd: crowd.form)),
        places=parts_of(_by(people, lambda crowd: crowd.place)),
        zones=parts_of(_by(people, lambda crowd: crowd.zone or "")),
        channels=sum(crowd.number for crowd in got if crowd.is_channel),
        since=since,
        presses=presses,
        usual_received=_usual(usual, 1),
        usual_blocked=_usual(usual, 2),
    )


def _by(crowds: Sequence[Crowd], key: Callable[[Crowd], K]) -> dict[K, int]:
    counts: Counter[K] = Counter()
    for crowd in crowds:
        counts[key(crowd)] += crowd.number
    return counts


def _usual(sendings: Sequence[tuple[int, int, int]], column: int) -> float | None:
    shares = [each[column] / each[0] for each in sendings if each[0]]
    return median(shares) if len(shares) >= FEWEST else None
