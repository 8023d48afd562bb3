"""What the bot asks of storage about what is written: posts, stories, campaigns, corrections, what citizens share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from bot.content import Campaign, Media, MediaKind, Post, PostKind, PostState
from bot.corrections import Correction, CorrectionState
from bot.places import Place
from bot.ports.page import Page
from bot.searching import Picked, Sought
from bot.shares import Share, ShareState, Tally


@dataclass(frozen=True, slots=True)
class Queued:
    """Which posts that wait for review somebody looks for; all when nothing is said."""

    partner_id: int | None = None
    kind: PostKind | None = None
    due_before: datetime | None = None
    """Those that should be looked at before this moment, the most pressing first; else the oldest first."""
    picked: Picked | None = None


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where stories stand: how many of each partner, campaign, kind and place."""

    partners: Mapping[int, int]
    campaigns: Mapping[int, int]
    kinds: Mapping[PostKind, int]
    places: Mapping[Place, int]


class Posts(Protocol):
    """Posts with their versions and media."""

    async def add(self, post: Post) -> Post: ...
    async def get(self, post_id: int) -> Post | None:
        """In a unit of work that writes, nobody else changes it from here until the unit ends."""

    async def state(self, post_id: int) -> PostState | None:
        """Where it stands; none when it is not kept."""

    async def save(self, post: Post) -> None:
        """Everything of it: versions and the order of its media too."""

    async def advance(self, post: Post, was: PostState) -> bool:
        """Save, only if it still stands at `was` in storage: of two at once, one gets false."""

    async def page(
        self,
        partner_ids: Collection[int],
        states: Collection[PostState],
        offset: int,
        limit: int,
        picked: Picked | None = None,
    ) -> Page[Post]:
        """Newest first; every partner's when `partner_ids` is empty."""

    async def last_to(self, recipient: int) -> tuple[int, datetime] | None:
        """The post that reached a chat last, among what was sent lately, and when it did."""

    async def carried_to(self, recipient: int) -> Mapping[int, Post]:
        """Broadcast -> the post it carried, for each with an outcome for this chat."""

    async def queue(self, wanted: Queued, offset: int, limit: int) -> Page[Post]:
        """Posts that wait for review."""

    async def waiting_of(self) -> frozenset[int]:
        """The partners that have one waiting."""

    async def new_media(self, kind: MediaKind, path: str | None = None) -> Media: ...
    async def references(self, media_ids: Collection[int], account_id: int) -> Mapping[int, str]:
        """Media id -> the network's name for it on this account, where known."""

    async def keep_reference(self, media_id: int, account_id: int, reference: str) -> None: ...
    async def to_remind(self, now: datetime, before: timedelta, limit: int) -> Sequence[Post]:
        """Submitted posts whose review is due in so long, or is late, and of which nobody was reminded of that yet."""

    async def of_campaign(
        self,
        campaign_id: int,
        states: Collection[PostState],
        offset: int,
        limit: int,
        picked: Picked | None = None,
    ) -> Page[Post]:
        """Newest first."""


class Stories(Protocol):
    """Posts that were sent and not recalled."""

    async def story(self, post_id: int) -> Post | None:
        """One that may be read: told, or on its way to readers."""

    async def those(self, post_ids: Collection[int]) -> Mapping[int, Post]:
        """Of these, the stories that may be read."""

    async def found(self, sought: Sought, offset: int, limit: int, *, near: bool = False) -> Page[Post]:
        """The best first, or else the newest; those that hold all that is looked for, or with `near` most of it."""

    async def shelves(self) -> Shelves: ...
    async def moments(self) -> Sequence[datetime]:
        """When each of them was sent, the latest first."""

    async def oldest(self) -> datetime | None:
        """When the first of them was sent."""

    async def keep_up(self) -> bool:
        """Make the terms of all stories anew if the rules have changed since."""


class Campaigns(Protocol):
    """Campaigns, and how far they are."""

    async def add(self, campaign: Campaign) -> Campaign: ...
    async def get(self, campaign_id: int) -> Campaign | None: ...
    async def those(self, campaign_ids: Collection[int]) -> Mapping[int, Campaign]: ...
    async def public(self, today: date, partner_id: int | None, offset: int, limit: int) -> Page[Campaign]:
        """Those that go on and of which something went out, of this partner or of all; the first to end first."""

    async def save(self, campaign: Campaign) -> None: ...
    async def page(self, partner_ids: Collection[int], offset: int, limit: int) -> Page[Campaign]:
        """Of these partners: those that go on first, then those that are over, each by its last day."""

    async def running(self, partner_id: int, today: date) -> Sequence[Campaign]:
        """Those a post can still be put into."""

    async def states(self, campaign_id: int) -> Mapping[PostState, int]:
        """How many of its posts stand where; those thrown away are not counted."""

    async def sent_before(self, campaign_id: int, moment: datetime) -> int:
        """How many of its posts went out before this moment, and not since."""

    async def series(self, campaign_id: int) -> int:
        """How many of its scheduled posts have gone out before: they come again and again."""


class Corrections(Protocol):
    """Corrections that were proposed."""

    async def add(self, correction: Correction) -> Correction: ...
    async def get(self, correction_id: int) -> Correction | None: ...
    async def waiting(self, post_id: int | None = None) -> Sequence[Correction]:
        """Those that wait for an admin's yes, of one post or of all; the oldest first."""

    async def count(self) -> int:
        """How many wait for an admin's yes."""

    async def decide(self, correction_id: int, state: CorrectionState, decided_by: int) -> bool:
        """False when somebody has decided already."""


class Shares(Protocol):
    """What citizens share, and their votes for the story of the month."""

    async def add(self, share: Share) -> Share: ...
    async def get(self, share_id: int) -> Share | None: ...
    async def advance(self, share: Share, was: ShareState) -> bool:
        """Save, only if it still stands at `was` in storage: of two at once, one gets false."""

    async def discard(self, share_id: int) -> None:
        """Nothing of it is kept, its pictures neither."""

    async def of(self, reader_id: int, states: Collection[ShareState]) -> Sequence[Share]:
        """Newest first."""

    async def waiting(self, offset: int, limit: int) -> Page[Share]:
        """Those for the moderators, oldest first."""

    async def newly_out(self, limit: int) -> Sequence[Share]:
        """Those whose story has been sent and whose author has not been told."""

    async def mark_told(self, share_id: int, at: datetime) -> bool:
        """False when somebody has told them already."""

    async def out_between(self, begin: datetime, end: datetime) -> Sequence[Share]:
        """Those whose story was sent then."""

    async def vote(self, month: str, reader_id: int, share_id: int, at: datetime) -> None:
        """One vote a person and month; another choice takes the place of the first."""

    async def voted(self, month: str, reader_id: int) -> int | None: ...
    async def voters(self, month: str, after: int, limit: int, at: datetime) -> Sequence[int]:
        """Whoever voted and has neither stopped since nor paused beyond this moment, by id, after this one."""

    async def winner(self, month: str) -> int | None:
        """The story that was chosen, 0 when none was; none before anybody looked."""

    async def crown(self, month: str, share_id: int) -> bool:
        """Keep it; false when somebody has."""

    async def tallies(self, month: str) -> Sequence[Tally]:
        """Of stories that can still be read: most votes first; of equals, whoever shared first."""
