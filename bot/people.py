"""The people: readers, communicators, admins; what they chose and what they agreed to."""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.languages import Form, hinted
from bot.mistakes import Mistake, Why
from bot.places import Place

HOME_ZONE = "Asia/Shanghai"
CONSENT_TEXT = "2026-12-4"
"""The version of the words by which consent is asked for; each version's words stand in `docs/consent.md`."""
CAPS = (1, 3, 5)
"""How many promotions a day a reader may limit themselves to; no limit unless they choose one."""
CAP_SPAN = timedelta(hours=24)
"""A day of a limit: the last 24 hours, because each reader's own midnight is hard to count by inside a database."""


WEEKLIES = (0, 1)
"""How many posts of one partner a reader may have come in a week: none, so that all wait for the digest, or one."""
WEEK_SPAN = timedelta(days=7)
"""A week of such a limit: the last seven days, as `CAP_SPAN`."""


PAUSE_AT_MOST = timedelta(days=366)
"""Whoever wants nothing for longer stops."""


class Mute(StrEnum):
    """For how long a reader wants nothing of a partner whom they go on following."""

    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> timedelta:
        """As a span of time."""
        return timedelta(days=7 if self is Mute.WEEK else 30)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours in the reader's own zone during which messages arrive without a sound; may cross midnight."""

    begin: time = time(21, 30)
    end: time = time(8, 30)
    on: bool = True

    def covers(self, local: time) -> bool:
        """Whether this local time of day is quiet."""
        if not self.on or self.begin == self.end:
            return False
        if self.begin < self.end:
            return self.begin <= local < self.end
        return local >= self.begin or local < self.end


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody the bot may write to. `id` is ours, `address` the network's 64-bit chat id; times are aware UTC."""

    id: int
    address: int
    name: str
    met_at: datetime
    form: Form | None = None
    hint: str | None = None
    zone: str = HOME_ZONE
    quiet: Quiet = field(default_factory=Quiet)
    stopped_at: datetime | None = None
    gone_at: datetime | None = None
    menu: str | None = None
    """What the network's command menu of this chat shows now, as a fingerprint."""
    place: Place | None = None
    """Where they live; none when they have not said."""
    cap: int | None = None
    """At most so many promotions a day; none when they set no limit; 0 when they want none at all."""
    came_by: str | None = None
    """The signpost that led them here first; see `bot/signposts.py`."""
    welcomed_at: datetime | None = None
    """When they were last welcomed back after an unblocking."""
    paused_until: datetime | None = None
    """They want nothing before this moment; the clock empties it once it has passed."""

    @property
    def speaks(self) -> Form:
        """The form to talk to them in: chosen, else hinted."""
        return self.form or hinted(self.hint)

    @property
    def credit(self) -> str | None:
        """The name to tell a story under; none when theirs is not to be seen, and account or number stands for it."""
        return None if self.name.startswith("@") or self.name == str(self.address) else self.name

    @property
    def reachable(self) -> bool:
        """Whether broadcasts may go to them."""
        return self.stopped_at is None and self.gone_at is None

    def paused(self, now: datetime) -> datetime | None:
        """Until when nothing comes, while that is still ahead."""
        return self.paused_until if self.paused_until and self.paused_until > now else None

    def stop(self, now: datetime) -> "Reader":
        """No more broadcasts until they start again."""
        return replace(self, stopped_at=now, paused_until=None)

    def start(self) -> "Reader":
        """Broadcasts again; writing to us also proves that the chat is there."""
        return replace(self, stopped_at=None, gone_at=None)


class Purpose(StrEnum):
    """What a consent is for."""

    SERVICE = "service"
    """The bot keeps language, zone and follows, and sends what was asked for."""
    FOLLOW = "follow"
    """Posts of one partner."""
    CAMPAIGN = "follow_campaign"
    """Posts of one campaign of a partner."""
    PROMOTION = "promotion"
    """Promotions of any partner; stories of the city are none."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One line of the consent ledger: given or withdrawn, for what, under which text."""

    reader_id: int
    purpose: Purpose
    given: bool
    at: datetime
    form: Form
    partner_id: int | None = None
    text_version: str = CONSENT_TEXT
    campaign_id: int | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in one update: a reader, and what else they may do. Roles are looked up for each update."""

    reader: Reader
    is_admin: bool = False
    partner_ids: frozenset[int] = frozenset()
    """Partners for whom they are a communicator."""

    @property
    def is_communicator(self) -> bool:
        """Whether they write for any partner."""
        return bool(self.partner_ids)

    def must_be_admin(self) -> None:
        """Raises `Mistake(NOT_ALLOWED)` for anybody else."""
        if not self.is_admin:
            raise Mistake(Why.NOT_ALLOWED)

    def writes_for(self, partner_id: int) -> bool:
        """Whether they write for this partner."""
        return partner_id in self.partner_ids
