"""A job: what the copies of one segment have in common, read once, and how long the segment is ours."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, time

from bot.accounts import PAID_RATE, Lane, in_doubt
from bot.actions.desk import Desk
from bot.actions.render import letter_for
from bot.broadcast import DOUBTS_AFTER, LEASE, SENDS, Broadcast
from bot.content import Post
from bot.delivery import DeliveryState, Outcome
from bot.languages import Because, Form
from bot.partners import Partner
from bot.recurrence import local
from bot.transport import Letter


@dataclass(slots=True)
class Dressed:
    """A letter for readers of one form, aloud and silent, with the form it is in and why."""

    aloud: Letter | None
    form: Form | None = None
    because: Because | None = None
    silent: Letter | None = field(init=False)

    def __post_init__(self) -> None:
        self.silent = self.aloud._replace(silent=True) if self.aloud else None


@dataclass(slots=True)
class Job:
    """A segment's facts, read once, and how long it is ours."""

    desk: Desk
    broadcast: Broadcast
    post: Post
    partner: Partner
    references: dict[int, str]
    lease_until: datetime
    """By the clock that other processes go by; `hold` sets it together with one that nobody can set back."""
    copies: dict[int, Outcome] = field(default_factory=dict)
    """For a correction or a recall: what each recipient got."""
    recent: deque[DeliveryState | None] = field(default_factory=lambda: deque(maxlen=DOUBTS_AFTER))
    """Of its latest copies: how each failed, if it did."""
    closed: bool = False
    """Whoever has not been sent to by now is left to the next claim."""
    doubtful: frozenset[int] = frozenset()
    """Those whose copy a worker that crashed may have carried already, and who are served once more."""
    uploading: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever uploads the post's files for the first time, so that each goes up once."""
    content_hash: str = field(init=False)
    """Of the post as it was read: the same for every copy of the segment."""
    shown: Post = field(init=False)
    """The post as its readers get it: what letters are made of."""
    sends: bool = field(init=False)
    """Whether its errand is to send, and not to change what was sent."""
    lane: Lane = field(init=False)
    """Whose turn it is to wait for."""
    _letters: dict[Form, Dressed] = field(default_factory=dict, init=False)
    _clocks: dict[str, time] = field(default_factory=dict, init=False)
    _held_until: float = field(init=False)

    def __post_init__(self) -> None:
        self._held_until = self.desk.pacer.clock() + LEASE.total_seconds()
        self.content_hash = self.post.hash()
        self.shown = self.desk.redirects.through(self.post)
        self.sends = self.broadcast.errand in SENDS
        self.lane = Lane.BROADCAST if self.sends else Lane.CORRECTION

    def letter(self, reader: Form) -> Dressed:
        """What a reader of this form gets: rendered once a form, not once a reader."""
        found = self._letters.get(reader)
        if found is None:
            chosen = self.post.version_for(reader)
            letter = letter_for(self.shown, self.partner, reader)
            found = Dressed(letter, chosen.version.form, chosen.because) if chosen and letter else Dressed(None)
            self._letters[reader] = found
        return found

    def clock_in(self, zone: str) -> time:
        """The time of day there, looked at once a step."""
        found = self._clocks.get(zone)
        if found is None:
            found = self._clocks[zone] = local(self.desk.now(), zone).time()
        return found

    @property
    def window(self) -> int:
        """K: how many of this process may have no kept outcome."""
        return max(1, self.desk.in_doubt or in_doubt(PAID_RATE if self.broadcast.paid else 0.0))

    def look_at_clocks(self) -> None:
        """Time has passed."""
        self._clocks.clear()

    def hold(self, since: datetime, zero: float) -> None:
        """The lease began anew then; `zero`: the pacer's clock at the time 0 of that one."""
        self.lease_until = since + LEASE
        self._held_until = zero + self.lease_until.timestamp()

    @property
    def may_leave(self) -> bool:
        """Looked at before every single send: false when nothing may leave any more, or the lease ran out."""
        desk, pacer = self.desk, self.desk.pacer
        if self.closed or desk.stopping.is_set() or desk.now() >= self.lease_until:
            return False
        now = pacer.clock()
        return now < self._held_until and not pacer.closed_at(now)


class Unsent(Exception):  # noqa: N818 - a signal, not an error
    """The copy was certainly not sent and shall wait for the next claim."""
