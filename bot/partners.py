"""Partners of the city: their kinds and benefits, channels, and invitations to write for them.

What a kind carries stands in one table, `BENEFITS`; an admin may give one partner another value of one benefit.
"""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.languages import CHAINS, Form
from bot.mistakes import Mistake, Why


class Kind(StrEnum):
    """The four kinds of the striving community."""

    STRATEGIC = "strategic"
    SUPER = "super"
    DREAMER = "dreamer"
    AMBASSADOR = "ambassador"


class Messages(StrEnum):
    """To whom a partner's posts go as direct messages. A promotion only ever goes to those who follow."""

    FOLLOWERS = "followers"
    EVERYBODY = "everybody"
    """A story may also go to every reader who takes posts."""


class Depth(StrEnum):
    """How deep a review goes: which languages must be reviewed before a post may go out."""

    SOURCE = "source"
    """The one it was written in."""
    WRITTEN = "written"
    """Each that a person wrote, and none that is older than its source."""
    EVERY = "every"
    """Each, signed one by one; those made by conversion too."""


class Reports(StrEnum):
    """How much a report tells."""

    SUMS = "sums"
    """How many got it and how many did not."""
    LANGUAGES = "languages"
    """By language, place and time zone, too."""
    REASONS = "reasons"
    """All of that, and why others did not get it."""

    @property
    def groups(self) -> bool:
        """Whether it is broken down."""
        return self is not Reports.SUMS

    @property
    def reasons(self) -> bool:
        """Whether it says why others did not get it."""
        return self is Reports.REASONS


@dataclass(frozen=True, slots=True)
class Benefits:
    """What a partner may do."""

    posts_a_month: int
    languages: int
    """How many of the four languages a post may be in; the two scripts of Chinese are one language."""
    channels: int
    messages: Messages
    review: Depth
    reports: Reports
    pinning: bool


# fmt: off
BENEFITS: Mapping[Kind, Benefits] = {
    #                         posts  languages  channels  messages            review         reports            pins
    Kind.STRATEGIC:  Benefits(60,    4,         10,       Messages.EVERYBODY, Depth.SOURCE,  Reports.REASONS,   True),  # noqa: FBT003 - a table
    Kind.SUPER:      Benefits(30,    4,         5,        Messages.FOLLOWERS, Depth.WRITTEN, Reports.REASONS,   True),  # noqa: FBT003 - a table
    Kind.DREAMER:    Benefits(12,    3,         2,        Messages.FOLLOWERS, Depth.WRITTEN, Reports.LANGUAGES, False),  # noqa: FBT003 - a table
    Kind.AMBASSADOR: Benefits(6,     2,         1,        Messages.FOLLOWERS, Depth.EVERY,   Reports.SUMS,      False),  # noqa: FBT003 - a table
}
# fmt: on
"""What each kind carries unless an admin has given a partner something else."""


class Benefit(StrEnum):
    """One of them, by its name in `Benefits`."""

    POSTS = "posts_a_month"
    LANGUAGES = "languages"
    CHANNELS = "channels"
    MESSAGES = "messages"
    REVIEW = "review"
    REPORTS = "reports"
    PINNING = "pinning"


Value = int | Messages | Depth | Reports
"""A benefit's value; pinning is a truth, which is an `int` too."""
CHOICES: Mapping[Benefit, tuple[Value, ...]] = {
    Benefit.POSTS: (0, 2, 6, 12, 20, 30, 60, 100, 200),
    Benefit.LANGUAGES: (1, 2, 3, 4),
    Benefit.CHANNELS: (0, 1, 2, 3, 5, 10, 20, 50),
    Benefit.MESSAGES: tuple(Messages),
    Benefit.REVIEW: tuple(Depth),
    Benefit.REPORTS: tuple(Reports),
    Benefit.PINNING: (True, False),
}
"""What an admin may choose from; a value that is none of these is none of ours."""


def languages_of(forms: Iterable[Form]) -> frozenset[str]:
    """The languages of these forms: both scripts of Chinese are one."""
    return frozenset(form.split("-")[0] for form in forms)


@dataclass(frozen=True, slots=True)
class Partner:
    """A company, institution or citizen who helps tell the city's story. `id` 0 means not kept yet."""

    id: int
    slug: str
    kind: Kind
    names: Mapping[Form, str]
    about: Mapping[Form, str] = field(default_factory=dict)
    own: Mapping[Benefit, Value] = field(default_factory=dict)
    """Benefits that are not its kind's: an admin chose them."""
    suspended_at: datetime | None = None
    """Since when nothing of theirs goes out, until an admin lifts it."""
    retired_at: datetime | None = None
    """Since when it is in the programme no longer; nothing of a retired partner goes out either."""

    @property
    def benefits(self) -> Benefits:
        """What it may do: its kind's benefits, with its own in their place."""
        own: dict[str, Any] = {benefit.value: value for benefit, value in self.own.items()}
        return replace(BENEFITS[self.kind], **own)

    def name(self, form: Form) -> str:
        """The name a reader of this form sees: along their chain, so never empty."""
        return next((self.names[step.form] for step in CHAINS[form] if step.form in self.names), self.slug)

    def introduction(self, form: Form) -> str:
        """One sentence about them along the reader's chain, or nothing."""
        return next((self.about[step.form] for step in CHAINS[form] if step.form in self.about), "")


PROGRAMME = "programme"
"""The slug of the partner that the programme itself is: admins write for it, its stories reach everybody."""
PROGRAMME_NAMES: Mapping[Form, str] = {
    Form.ZH_HANS: "广州城市合伙人",
    Form.ZH_HANT: "廣州城市合夥人",
    Form.YUE: "廣州城市合夥人",
    Form.EN: "Guangzhou City Partners",
    Form.PT: "Parceiros da Cidade de Cantão",
}


Past = tuple[tuple[datetime, tuple[Form, ...]], ...]
"""The forms that a channel had before, each until a moment, in their order."""
PAST = 50
"""Changes of a channel's forms that are kept: copies older than those are corrected as the oldest says."""


def forms_then(past: Past, forms: tuple[Form, ...], moment: datetime) -> tuple[Form, ...]:
    """The forms that a channel had at a moment; those it has now when they have not changed since."""
    return next((had for until, had in past if moment < until), forms)


class Venue(StrEnum):
    """What a partner's channel is on the network, and is called in notices."""

    CHANNEL = "channel"
    GROUP = "group"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Channel:
    """A partner's channel, group or topic of one, and the forms its readers get.

    `id` is the recipient's, `address` the network's; the topics of a group share it.
    """

    id: int
    address: int
    partner_id: int
    title: str
    forms: tuple[Form, ...]
    lost_at: datetime | None = None
    """When the bot lost the right to post there."""
    separately: bool = False
    """Each of its forms comes in a message of its own, not one below the other."""
    past: Past = ()
    topic: int | None = None
    """The network's number of the topic; none for the channel or group as a whole."""
    group: bool = False
    """Whether it is a group, or a topic of one, as far as the network has told."""

    @property
    def venue(self) -> Venue:
        """What it is called."""
        if self.topic:
            return Venue.TOPIC
        return Venue.GROUP if self.group else Venue.CHANNEL

    def taking(self, forms: tuple[Form, ...], now: datetime) -> "Channel":
        """The channel with other forms from now on."""
        past = self.past if forms == self.forms else (*self.past, (now, self.forms))
        return replace(self, forms=forms, past=past[-PAST:])


def name_of_topic(group: str, topic: int, name: str | None = None) -> str:
    """What a topic is called among a partner's channels: by its number until the network has told its own name."""
    return f"{group} › {name or topic}"


INVITATION_LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invitation:
    """A single-use, expiring right to become a communicator of one partner; only its token's hash is kept."""

    token_hash: str
    partner_id: int
    made_by: int
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None

    def check(self, now: datetime) -> None:
        """Raise the `Mistake` that stands against using it now."""
        if self.used_at is not None:
            raise Mistake(Why.INVITATION_USED)
        if now >= self.expires_at:
            raise Mistake(Why.INVITATION_EXPIRED)


def new_token() -> str:
    """A fresh secret for an invitation's deep link: 32 characters of `A-Za-z0-9_-`."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """What is kept of an invitation's token (SHA-256, hex)."""
    return hashlib.sha256(token.encode()).hexdigest()
