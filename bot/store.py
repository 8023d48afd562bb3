"""Port: what the bot asks of storage, one small protocol per noun. All times are aware UTC.

A verb opens a unit of work: `async with store.write() as tx` commits at the end of the block and rolls back when an
exception leaves it; `store.read()` sees one consistent moment and changes nothing. Never wait for a network inside.
"""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.lookup import Called
from bot.people import Speaker
from bot.ports.content import Campaigns, Corrections, Posts, Shares, Stories
from bot.ports.ledger import Accounts, Broadcasts, Reports
from bot.ports.letters import Digests, Exchanges, Notices
from bot.ports.partners import Channels, Partners
from bot.ports.people import Admins, Follows, Readers, Requests, Traces
from bot.ports.plans import Hours, Plans
from bot.ports.programme import Audit, Exports, Programme
from bot.ports.strides import Ahead, Claim, Stride
from bot.searching import Sought


@dataclass(frozen=True, slots=True)
class Glance:
    """What a turn begins with, read in one step: who speaks, and where their conversation stands."""

    speaker: Speaker | None
    """Nobody before they were met."""
    state: str | None = None
    data: str | None = None


@dataclass(frozen=True, slots=True)
class AtHome:
    """What a reader's home screen counts."""

    follows: int
    """Whole partners."""
    campaigns: int
    """Those that they follow and that are not over."""
    begun: bool
    """A story of theirs waits for more of it, or for its author to hand it in."""


@dataclass(frozen=True, slots=True)
class Due:
    """Which of the clock's turns have anything to do."""

    plans: bool
    """A plan's moment has come."""
    notices: bool
    """A notice waits that does not rest."""
    many: bool
    """One of a kind of which there may be thousands."""
    moving: bool
    """A broadcast is not over and not paused."""
    paused: bool
    urgent: bool
    """Somebody could claim a segment of an urgent broadcast."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Which of the clock's slower turns have anything to do."""

    forget: bool
    """Somebody's time to think is over."""
    authors: bool
    """A citizen's story is out, and its author has not heard of it."""
    vote: bool
    """A month is over whose story is not chosen, or of which a voter has not heard."""
    lapse: bool
    """Somebody follows a campaign that has ended."""
    pauses: bool
    """A reader's pause is over."""
    holds: bool
    """A plan's or a broadcast's is, or a moment passes while its plan is held."""
    digests: bool


class Work(Protocol):
    """One unit of work, every noun at hand."""

    readers: Readers
    follows: Follows
    partners: Partners
    channels: Channels
    admins: Admins
    posts: Posts
    stories: Stories
    digests: Digests
    exchanges: Exchanges
    campaigns: Campaigns
    corrections: Corrections
    plans: Plans
    broadcasts: Broadcasts
    hours: Hours
    reports: Reports
    accounts: Accounts
    notices: Notices
    requests: Requests
    traces: Traces
    shares: Shares
    programme: Programme
    audit: Audit
    exports: Exports


class Store(Protocol):
    """Where everything is kept."""

    def read(self) -> AbstractAsyncContextManager[Work]: ...

    def write(self) -> AbstractAsyncContextManager[Work]: ...

    async def clock(self) -> datetime | None:
        """The database's own clock, where several machines may share it; none where there is only this one."""

    async def due(self, now: datetime) -> Due:
        """What there is to do, whoever does it, in one round trip: most of the time there is nothing."""

    async def overdue(self, now: datetime) -> Overdue:
        """What else there is to do, as rarely as may be, in one round trip, too."""

    async def ripe(self) -> bool:
        """Whether some broadcast's last segment or canary is done; in one round trip, too."""

    async def claim(self, owner: str, account_id: int, now: datetime) -> Claim | datetime | None:
        """Lease a segment that nobody holds (fence + 1), for `LEASE`; a unit of work of its own, on the hot path.

        The moment until which a flood answer pauses the account, if one stands; nothing when nothing is free.
        """

    async def stride(self, stride: Stride) -> Ahead | None:
        """One stride of a line, a unit of work of its own, many lines' together where that pays; the hot path.

        None, and nothing written, when the lease was lost.
        """


class Glancing(Store, Protocol):
    """What conversations ask beside, cheaply: nearly every turn does."""

    async def glance(self, address: int, dialogue: str) -> Glance:
        """Who speaks from this address and where this conversation stands, at one moment, in one round trip."""

    async def keep(self, dialogue: str, state: str | None, data: str | None) -> None:
        """Where this conversation stands from now on, as cheaply, a unit of work of its own; nowhere without both."""

    async def heard_of(self, sought: Sought, least: float | None = None) -> bool:
        """Whether each of the words, or at `least` so many, stand in some story, as cheaply: else none has them."""

    async def called(self) -> Called:
        """What the partners are called, as cheaply; the same object as long as nobody is called otherwise."""

    async def at_home(self, reader_id: int, today: date) -> AtHome:
        """What a reader's home screen counts on this day of the city, as cheaply."""

    async def titles(self, most: int) -> tuple[str, ...]:
        """How so many of the newest stories begin, in each form, for the words in them; as cheaply, the same object."""
