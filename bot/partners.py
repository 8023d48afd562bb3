"""Partners of the city: their kinds and benefits, channels, and invitations to write for them."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.languages import CHAINS, Form
from bot.mistakes import Mistake, Why


class Kind(StrEnum):
    """The four kinds of the striving community."""

    STRATEGIC = "strategic"
    SUPER = "super"
    DREAMER = "dreamer"
    AMBASSADOR = "ambassador"


@dataclass(frozen=True, slots=True)
class Benefits:
    """What a kind of partner may do."""

    posts_a_month: int
    channels: int


BENEFITS: Mapping[Kind, Benefits] = {
    Kind.STRATEGIC: Benefits(posts_a_month=60, channels=10),
    Kind.SUPER: Benefits(posts_a_month=30, channels=5),
    Kind.DREAMER: Benefits(posts_a_month=12, channels=2),
    Kind.AMBASSADOR: Benefits(posts_a_month=6, channels=1),
}


@dataclass(frozen=True, slots=True)
class Partner:
    """A company, institution or citizen who helps tell the city's story. `id` 0 means not kept yet."""

    id: int
    slug: str
    kind: Kind
    names: Mapping[Form, str]
    about: Mapping[Form, str] = field(default_factory=dict)

    def name(self, form: Form) -> str:
        """The name a reader of this form sees: along their chain, so never empty."""
        return next((self.names[step.form] for step in CHAINS[form] if step.form in self.names), self.slug)

    def introduction(self, form: Form) -> str:
        """One sentence about them along the reader's chain, or nothing."""
        return next((self.about[step.form] for step in CHAINS[form] if step.form in self.about), "")


@dataclass(frozen=True, slots=True)
class Channel:
    """A partner's channel or group and the forms its readers get. `id` is the recipient's, `address` the network's."""

    id: int
    address: int
    partner_id: int
    title: str
    forms: tuple[Form, ...]
    lost_at: datetime | None = None
    """When the bot lost the right to post there."""


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
