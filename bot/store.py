"""Port: what the bot asks of storage, one small protocol per noun. All times are aware UTC.

A verb opens a unit of work: `async with store.write() as tx` commits at the end of the block and rolls back when an
exception leaves it; `store.read()` sees one consistent moment and changes nothing. Never wait for a network inside.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Generic, NamedTuple, Protocol, TypeVar

from bot.accounts import Slots
from bot.audit import Line, Wanted
from bot.broadcast import Begun, Broadcast, BroadcastState, Group, Policy, Segment
from bot.content import Campaign, Correction, CorrectionState, Media, MediaKind, Post, PostKind, PostState, Whom
from bot.delivery import DeliveryState, Outcome, Reason, Sums
from bot.digests import Digest
from bot.exchanges import Exchange
from bot.exports import Row, Table
from bot.languages import Form
from bot.notices import EACH, Notice, NoticeKind
from bot.partners import Channel, Invitation, Partner
from bot.people import Consent, Quiet, Reader, Speaker
from bot.places import Place
from bot.planner import HourGroup
from bot.recurrence import Plan
from bot.reports import Crowd, Pressed, Since
from bot.requests import Request, RequestKind, Stub
from bot.searching import Sought
from bot.shares import Share, ShareState, Tally

T = TypeVar("T")


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
    """Still follows the partner (always true of the partner's channels)."""
    muted: bool = False
    """Wants nothing of the partner for a while."""
    over_cap: bool = False
    """Has had as many promotions in the last day as they want; a story may still come."""
    last_place: bool = False
    """At most one place of their limit is left: it is kept for partners they follow."""
    digest_only: bool = False
    """Takes everything as a digest."""
    left: bool = False
    """Follows the partner no more and has said so: nothing of it comes, not even what is for everybody."""
    separately: bool = False
    """A channel that takes each of its forms in a message of its own."""


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
    paid: bool = False
    gives_back: bool = False
    """Nothing is in flight, and whoever is left is somebody else's: `intent` falls back to `done`."""


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


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a long list, and how many there are in all."""

    items: Sequence[T]
    total: int


@dataclass(frozen=True, slots=True)
class Queued:
    """Which posts that wait for review somebody looks for; all when nothing is said."""

    partner_id: int | None = None
    kind: PostKind | None = None
    due_before: datetime | None = None
    """Those that should be looked at before this moment, the most pressing first; else the oldest first."""


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where stories stand: how many of each partner, campaign, kind and place, and when each was sent."""

    partners: Mapping[int, int]
    campaigns: Mapping[int, int]
    kinds: Mapping[PostKind, int]
    places: Mapping[Place, int]
    moments: Sequence[datetime]
    """The oldest first."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What a turn begins with, read in one step: who speaks, and where their conversation stands."""

    speaker: Speaker | None
    """Nobody before they were met."""
    state: str | None = None
    data: str | None = None


class Readers(Protocol):
    """Everybody the bot has met."""

    async def get(self, reader_id: int) -> Reader | None: ...
    async def those(self, reader_ids: Collection[int]) -> Mapping[int, Reader]:
        """Several at once."""

    async def by_address(self, address: int) -> Reader | None: ...
    async def strange_tags(self) -> Sequence[str]:
        """A few language tags that readers have and no form is; such readers count as not having chosen."""

    async def meet(self, reader: Reader) -> Reader:
        """Keep a new reader (id 0); the one already kept when the address is known."""

    async def save(self, reader: Reader) -> None: ...
    async def rename(self, reader_id: int, name: str) -> None: ...
    async def gone(self, recipient_id: int, reason: Reason, at: datetime) -> None:
        """The network says that this chat (a reader's or a channel) is gone."""

    async def moved(self, recipient_id: int, address: int) -> bool:
        """The chat has a new address; false when another chat of ours has it, with posts of its own."""

    async def counts(self) -> Mapping[Form, int]:
        """Reachable readers by the form they are spoken to in."""

    async def consent(self, consent: Consent) -> None:
        """One more line of the ledger, which only grows."""

    async def consents(self, reader_id: int) -> Sequence[Consent]:
        """Their lines of the ledger, in the order they were written."""

    async def came_by(self, signpost: str) -> int:
        """How many were led here by this signpost first."""


class Follows(Protocol):
    """Who follows which partner."""

    async def of(self, reader_id: int) -> frozenset[int]:
        """Ids of the partners they follow."""

    async def follow(self, reader_id: int, partner_id: int, at: datetime) -> None: ...
    async def unfollow(self, reader_id: int, partner_id: int) -> None: ...
    async def let_go(self, partner_id: int) -> None:
        """Nobody follows it any more; the ledger of consent stays as it is."""

    async def restore(self, partner_id: int, at: datetime) -> None:
        """Whoever's last word in the ledger about it is yes follows it again."""

    async def counts(self, partner_id: int) -> Mapping[Form, int]:
        """Reachable followers by form."""

    async def places(self, partner_id: int, at: datetime, *, of_everybody: bool = False) -> Mapping[Place | None, int]:
        """Whom a post of this partner's would mean at this moment, by place; none: those who have not said.

        Of everybody: whoever follows anybody and has neither muted nor left this partner.
        """

    async def mute(self, reader_id: int, partner_id: int, until: datetime | None) -> bool:
        """Nothing of this partner until then, or again from now on; false when they do not follow it."""

    async def mutes(self, reader_id: int) -> Mapping[int, datetime]:
        """Until when which partners are muted; also those that are no longer."""


class Partners(Protocol):
    """Partners, their communicators and invitations."""

    async def add(self, partner: Partner) -> Partner:
        """Raises `Mistake(SLUG_TAKEN)`."""

    async def get(self, partner_id: int) -> Partner | None: ...
    async def hold(self, partner_id: int) -> Partner | None:
        """As `get`; nobody else changes it until this unit of work ends."""

    async def by_slug(self, slug: str) -> Partner | None: ...
    async def save(self, partner: Partner) -> None: ...
    async def all(self) -> Sequence[Partner]:
        """In the order they joined, as in `page`."""

    async def page(self, offset: int, limit: int) -> Page[Partner]: ...

    async def members(self, partner_id: int) -> Sequence[Reader]:
        """Its communicators."""

    async def of_member(self, reader_id: int) -> Sequence[Partner]:
        """The partners they write for."""

    async def join(self, partner_id: int, reader_id: int, at: datetime) -> bool:
        """False when they already do."""

    async def leave(self, partner_id: int, reader_id: int) -> None: ...
    async def invite(self, invitation: Invitation) -> None: ...
    async def invitation(self, token_hash: str) -> Invitation | None: ...
    async def take(self, token_hash: str, reader_id: int, at: datetime) -> bool:
        """Use an invitation; false when somebody has used it first."""


class Channels(Protocol):
    """Partners' channels and groups."""

    async def link(self, channel: Channel) -> Channel:
        """Keep a channel (id 0). Raises `Mistake(CHANNEL_TAKEN)` when another partner has it."""

    async def save(self, channel: Channel) -> None: ...
    async def unlink(self, channel_id: int) -> None: ...
    async def get(self, channel_id: int) -> Channel | None: ...
    async def by_address(self, address: int) -> Channel | None: ...
    async def of(self, partner_id: int) -> Sequence[Channel]: ...


class Admins(Protocol):
    """Who runs the programme."""

    async def all(self) -> Sequence[Reader]:
        """Admins whom the bot has met."""

    async def addresses(self) -> frozenset[int]: ...
    async def ensure(self, addresses: Collection[int], at: datetime) -> None:
        """Make these people admins, by network id, whether met or not."""

    async def remove(self, address: int) -> None: ...


class Posts(Protocol):
    """Posts with their versions and media."""

    async def add(self, post: Post) -> Post: ...
    async def get(self, post_id: int) -> Post | None:
        """In a unit of work that writes, nobody else changes it from here until the unit ends."""

    async def save(self, post: Post) -> None:
        """Everything of it: versions and the order of its media too."""

    async def advance(self, post: Post, was: PostState) -> bool:
        """Save, only if it still stands at `was` in storage: of two at once, one gets false."""

    async def page(
        self, partner_ids: Collection[int], states: Collection[PostState], offset: int, limit: int
    ) -> Page[Post]:
        """Newest first; every partner's when `partner_ids` is empty."""

    async def saying(self, words: Sequence[Collection[str]], limit: int) -> Sequence[Post]:
        """Newest first; those with a text that holds every word, in one of its spellings, whatever the case."""

    async def queue(self, wanted: Queued, offset: int, limit: int) -> Page[Post]:
        """Posts that wait for review."""

    async def new_media(self, kind: MediaKind, path: str | None = None) -> Media: ...
    async def references(self, media_ids: Collection[int], account_id: int) -> Mapping[int, str]:
        """Media id -> the network's name for it on this account, where known."""

    async def keep_reference(self, media_id: int, account_id: int, reference: str) -> None: ...
    async def to_remind(self, now: datetime, before: timedelta, limit: int) -> Sequence[Post]:
        """Submitted posts whose review is due in so long, or is late, and of which nobody was reminded of that yet."""

    async def of_campaign(self, campaign_id: int, states: Collection[PostState], offset: int, limit: int) -> Page[Post]:
        """Newest first."""


class Stories(Protocol):
    """Posts that were sent and not recalled."""

    async def story(self, post_id: int) -> Post | None: ...
    async def those(self, post_ids: Collection[int]) -> Mapping[int, Post]:
        """Of these, the stories that may be read."""

    async def found(self, sought: Sought, offset: int, limit: int, *, near: bool = False) -> Page[Post]:
        """The best first, or else the newest; those that hold all that is looked for, or with `near` most of it."""

    async def shelves(self) -> Shelves: ...
    async def oldest(self) -> datetime | None:
        """When the first of them was sent."""

    async def keep_up(self) -> bool:
        """Make the terms of all stories anew if the rules have changed since."""


class Digests(Protocol):
    """Who gets what their limit held back as one message, and when."""

    async def of(self, reader_id: int) -> Digest | None:
        """While writing it is held, so that nobody tells it between a look and a choice."""

    async def put(self, digest: Digest) -> None: ...
    async def due(self, now: datetime, limit: int) -> Sequence[Digest]:
        """The longest due first; while writing they are held, and others pass them over."""

    async def move_on(self, told: Sequence[Digest]) -> None:
        """Keep their next moments, and up to when they were told."""

    async def held_back(self, reader_ids: Collection[int], until: datetime) -> Mapping[int, Sequence[int]]:
        """Stories that did not come to these since they were told last because of their limit or their digest.

        Each once, those of a reader in the order in which they went by; readers who missed nothing are left out.
        """


class Exchanges(Protocol):
    """What readers and partners write to each other: that they do, not what."""

    async def get(self, exchange_id: int) -> Exchange | None: ...
    async def between(self, reader_id: int, partner_id: int) -> Exchange | None: ...
    async def asked_since(self, reader_id: int, since: datetime) -> int:
        """How many messages to any partner they sent in exchanges that they wrote to since then."""

    async def keep(self, exchange: Exchange) -> Exchange:
        """A new one (id 0), or the one that is there as it stands now."""

    async def post_of(self, reader_id: int, message_id: int) -> Post | None:
        """The post of which this message of their chat is a copy."""


class Campaigns(Protocol):
    """Campaigns, and how far they are."""

    async def add(self, campaign: Campaign) -> Campaign: ...
    async def get(self, campaign_id: int) -> Campaign | None: ...
    async def save(self, campaign: Campaign) -> None: ...
    async def page(self, partner_ids: Collection[int], offset: int, limit: int) -> Page[Campaign]:
        """Of these partners: those that go on first, then those that are over, each by its last day."""

    async def running(self, partner_id: int, today: date) -> Sequence[Campaign]:
        """Those a post can still be put into."""

    async def states(self, campaign_id: int) -> Mapping[PostState, int]:
        """How many of its posts stand where; those thrown away are not counted."""

    async def series(self, campaign_id: int) -> int:
        """How many of its scheduled posts have gone out before: they come again and again."""


class Corrections(Protocol):
    """Corrections that were proposed."""

    async def add(self, correction: Correction) -> Correction: ...
    async def get(self, correction_id: int) -> Correction | None: ...
    async def decide(self, correction_id: int, state: CorrectionState, decided_by: int) -> bool:
        """False when somebody has decided already."""


class Plans(Protocol):
    """When posts shall go out, and which moments have happened."""

    async def of(self, post_id: int) -> Plan | None: ...
    async def put(self, plan: Plan) -> None:
        """Keep or replace the post's plan."""

    async def hold(self, post_id: int, at: datetime | None) -> None:
        """It does not come due from now on; or it does again (no moment)."""

    async def remove(self, post_id: int) -> None: ...
    async def take(self, plan: Plan) -> bool:
        """Take it out to carry it out; false when it no longer stands as it was read."""

    async def due(self, now: datetime, limit: int, after: Plan | None = None) -> Sequence[Plan]:
        """In order of their moments; behind one of them when it is given."""

    async def next(self) -> datetime | None: ...
    async def count(self, partner_id: int, span: tuple[datetime, datetime], but: int) -> int:
        """How many moments of its posts, planned or happened, lie in [begin, end); not the plan of `but`."""

    async def standing(
        self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()
    ) -> Sequence[tuple[int, Plan]]:
        """Plans with their partner's id that come due in [begin, end), and those that repeat from before its end on.

        Every partner's when `partner_ids` is empty.
        """

    async def begun(self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()) -> Sequence[Begun]:
        """The sendings whose moment lies in [begin, end)."""

    async def occur(self, post_id: int, moment: datetime, at: datetime) -> bool:
        """Note that this moment of this post happens; false when it already has."""


class Broadcasts(Protocol):
    """The ledger: broadcasts, segments, deliveries."""

    async def start(self, broadcast: Broadcast, whom: Whom) -> Broadcast:
        """Keep it and freeze its audience into segments inside the database, each person once.

        Of a large audience only the first range: `freeze_on` does the others.

        Meant are followers who can be reached and have not muted the partner, and the partner's channels; with `places`
        only followers who live there, and no channel. Of everybody: whoever follows anybody and has not left this
        partner. Whoever is over their own limit is meant, and looked at when it is their turn: the report says so.
        """

    async def freezing(self) -> bool:
        """Whether an audience is not frozen whole yet."""

    async def freeze_on(self) -> bool:
        """Freeze one more range of an audience that is not frozen whole; false when there is none.

        It means those who followed when the broadcast began and still do. Nothing is finished before its last range.
        """

    async def start_group(self, broadcast: Broadcast, whom: Whom, group: Group) -> Broadcast:
        """As `start`, but only for one group of a wave: see `Group`. It is noted as one of the wave."""

    async def wave(self, broadcast_id: int) -> Sequence[Broadcast]:
        """All broadcasts of its wave, in their order; itself alone when it is of none."""

    async def with_copies(self, post_id: int) -> Sequence[Broadcast]:
        """A post's sendings that are over, that anybody got, and that were not recalled; newest first."""

    async def one_correction(self, broadcast: Broadcast) -> Sequence[Broadcast]:
        """The errands of one correction of many sendings, in their order; of anything else itself alone."""

    async def last_of_correction(self, broadcast: Broadcast) -> int:
        """The id of the last of these."""

    async def start_errand(
        self, broadcast: Broadcast, states: Collection[DeliveryState], form: Form | None = None
    ) -> Broadcast:
        """Keep it; it means those whose delivery of `broadcast.origin_id` ended in one of these states.

        With a form only copies in it, and channels. Sending again leaves out whoever was sent to again already.
        """

    async def choosable(self, broadcast_id: int) -> Mapping[DeliveryState, int]:
        """How many of a sending may be sent to again, by how theirs ended: those not sent to again already."""

    async def get(self, broadcast_id: int) -> Broadcast | None: ...
    async def of_post(self, post_id: int) -> Sequence[Broadcast]:
        """Newest first."""

    async def unfinished(self) -> Sequence[Broadcast]: ...
    async def busy(self) -> bool:
        """Whether any has segments that are worked through."""

    async def complete(self) -> Sequence[Broadcast]:
        """Those unfinished of which every segment is done."""

    async def canaries(self) -> Sequence[Broadcast]:
        """Those whose canary is done and that nobody has looked at yet."""

    async def widen(self, broadcast_id: int, at: datetime) -> None:
        """Everybody is meant from this moment on."""

    async def advance(self, broadcast_id: int, was: BroadcastState, state: BroadcastState) -> bool:
        """Change its state, only if it still stands at `was`."""

    async def set_policy(self, broadcast_id: int, policy: Policy) -> None: ...
    async def set_paid(self, broadcast_id: int, *, paid: bool = True) -> None:
        """Pay for speed from now on, or no longer."""

    async def finish(self, broadcast_id: int, at: datetime) -> bool:
        """Finish it if every segment is done and all those meant have an outcome; false when it is not finished now."""

    async def done(self, broadcast_id: int) -> int:
        """How many of those meant are behind it, by its segments: cheap, however many there are."""

    async def watched(self, least: int, after: int, limit: int) -> Sequence[Broadcast]:
        """Those unfinished, and those finished whose progress message does not say so yet, by id, a page at a time.

        Only those that mean at least so many.
        """

    async def progress_message(self, broadcast_id: int) -> int | None:
        """The message in its author's chat that shows how far it is; 0 while nobody knows which, or it is lost."""

    async def begin_progress(self, broadcast_id: int) -> bool:
        """Somebody is about to send its progress message: false when another has."""

    async def keep_progress_message(self, broadcast_id: int, message_id: int | None) -> None: ...

    async def sums(self, broadcast_id: int) -> Sums: ...
    async def claim(self, owner: str, now: datetime) -> Segment | None:
        """Lease a segment that nobody holds (fence + 1), for `LEASE`; none while the programme is halted."""

    async def known(self, broadcast_id: int, ids: Collection[int]) -> frozenset[int]:
        """Those of `ids` who already have an outcome."""

    async def recipients(self, ids: Collection[int], partner_id: int, now: datetime) -> Mapping[int, Recipient]: ...
    async def deliveries(self, broadcast_id: int, offset: int, limit: int) -> Page[Outcome]: ...


class Hours(Protocol):
    """When a partner's readers are awake, and how much they want in a day; counted inside the database."""

    async def of(self, whom: Whom, at: datetime, wave_id: int | None = None) -> Sequence[HourGroup]:
        """Whom a post would mean, by place, zone and quiet hours; without those a wave has meant already."""

    async def full(self, whom: Whom, span: tuple[datetime, datetime]) -> int:
        """How many of them have a limit that other promotions of [begin, end) use up, planned or sent."""


class Reports(Protocol):
    """What became of a sending, counted inside the database."""

    async def crowds(self, broadcast_ids: Collection[int]) -> Sequence[Crowd]:
        """Outcomes of readers and channels, grouped by everything that a report breaks down."""

    async def since(self, broadcast_ids: Collection[int], partner_id: int, span: tuple[datetime, datetime]) -> Since:
        """What happened in [begin, end), from the sending on."""

    async def usual(self, partner_id: int, before: datetime, number: int) -> Sequence[tuple[int, int, int]]:
        """Meant, sent and blocked of so many sendings of this partner that began before, the newest first."""

    async def pressed(self, post_id: int) -> Mapping[str, int]:
        """How many people pressed which of a post's buttons."""

    async def press(self, pressed: Pressed, at: datetime) -> None:
        """Note that a reader pressed a button under their delivered copy; the first time counts, a preview's never."""


class Accounts(Protocol):
    """The pace of sending accounts."""

    async def reserve(self, account_id: int, count: int, now: datetime) -> Slots:
        """Take slots on the account's row."""

    async def pause(self, account_id: int, until: datetime, now: datetime) -> None: ...
    async def paused_until(self, account_id: int, now: datetime) -> datetime | None:
        """Until when nothing may be sent, if that is still ahead."""


class Notices(Protocol):
    """The outbox of notices to staff."""

    async def add(self, notice: Notice) -> None: ...
    async def add_all(self, notices: Sequence[Notice]) -> None: ...
    async def waiting(self, now: datetime, limit: int, kinds: Collection[NoticeKind] = EACH) -> Sequence[Notice]:
        """Oldest first; those that were tried in vain wait 30 s times the tries, ten minutes at most."""

    async def take(self, now: datetime, kinds: Collection[NoticeKind] = EACH) -> Notice | None:
        """The oldest that waits, to be told now; it rests for a minute, so that nobody else tells it meanwhile."""

    async def told(self, notice_id: int) -> None: ...
    async def tried(self, notice_id: int, at: datetime) -> None: ...


class Dialogues(Protocol):
    """Where each conversation stands, so that a restart forgets nobody."""

    async def state(self, key: str) -> str | None: ...
    async def set_state(self, key: str, state: str | None) -> None: ...
    async def data(self, key: str) -> str | None: ...
    async def set_data(self, key: str, data: str | None) -> None: ...


class Requests(Protocol):
    """What people ask about their data, and the stubs of those who were forgotten."""

    async def add(self, request: Request) -> Request: ...
    async def get(self, request_id: int) -> Request | None: ...
    async def open_of(self, reader_id: int, kind: RequestKind) -> Request | None: ...
    async def close(self, request_id: int, at: datetime, answer: str | None = None) -> bool:
        """False when it is not open."""

    async def waiting(self, offset: int, limit: int) -> Page[Request]:
        """Open ones, the soonest due first."""

    async def due(self, kind: RequestKind, now: datetime, limit: int) -> Sequence[Request]: ...
    async def keep_stub(self, stub: Stub) -> None: ...
    async def stubs_due(self, now: datetime) -> bool:
        """Whether there are any."""

    async def drop_stubs(self, now: datetime) -> int:
        """Those that have been kept long enough."""


class Traces(Protocol):
    """Whatever is held on a person, in whichever table."""

    async def of(self, reader: Reader) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Table -> its rows about them, as they are kept."""

    async def erase(self, reader: Reader, at: datetime) -> None:
        """Nothing is left that names them; the programme's records keep our own number of a chat without address."""


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
    async def voters(self, month: str, after: int, limit: int) -> Sequence[int]:
        """Whoever voted and has not stopped since, by id, after this one."""

    async def winner(self, month: str) -> int | None:
        """The story that was chosen, 0 when none was; none before anybody looked."""

    async def crown(self, month: str, share_id: int) -> bool:
        """Keep it; false when somebody has."""

    async def tallies(self, month: str) -> Sequence[Tally]:
        """Of stories that can still be read: most votes first; of equals, whoever shared first."""


class Programme(Protocol):
    """The programme as a whole: halt, audit, settings."""

    async def halted_at(self) -> datetime | None: ...
    async def halt(self, at: datetime) -> None: ...
    async def resume(self) -> None: ...
    async def note(
        self, at: datetime, person_id: int | None, verb: str, subject: str, change: tuple[str, str] | None = None
    ) -> None:
        """One line of the audit: who did what to which thing, from which state to which; append-only."""

    async def setting(self, name: str) -> str | None: ...
    async def set_setting(self, name: str, value: str) -> None: ...


class Audit(Protocol):
    """The lines of the audit, to look up."""

    async def page(self, wanted: Wanted, offset: int, limit: int) -> Page[Line]:
        """Newest first."""

    async def people(self) -> Sequence[int]:
        """Whoever did anything, by id."""


class Exports(Protocol):
    """Whole tables, for a file."""

    def rows(self, table: Table, partner_id: int | None) -> AsyncIterator[Sequence[Row]]:
        """In order, a part at a time, columns as in `COLUMNS`; of every partner when none is named."""


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
    dialogues: Dialogues
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

    async def heard_of(self, sought: Sought) -> bool:
        """Whether each of the words stands in some story, as cheaply: when not, no story has them all."""
