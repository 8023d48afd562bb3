"""What the bot asks of storage about partners and their channels."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.partners import Channel, Invitation, Partner
from bot.people import Reader
from bot.ports.page import Page


class Partners(Protocol):
    """Partners, their communicators and invitations."""

    async def add(self, partner: Partner) -> Partner:
        """Raises `Mistake(SLUG_TAKEN)`."""

    async def get(self, partner_id: int) -> Partner | None: ...
    async def those(self, partner_ids: Collection[int]) -> Mapping[int, Partner]: ...
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
    async def void(self, partner_id: int) -> None:
        """Its invitations that nobody has used lead nowhere from now on."""

    async def take(self, token_hash: str, reader_id: int, at: datetime) -> bool:
        """Use an invitation; false when somebody has used it first."""


class Channels(Protocol):
    """Partners' channels, groups and topics."""

    async def link(self, channel: Channel) -> Channel:
        """Keep a channel (id 0). Raises `Mistake(CHANNEL_TAKEN)` when another partner has it."""

    async def save(self, channel: Channel) -> None: ...
    async def unlink(self, channel_id: int) -> None: ...
    async def get(self, channel_id: int) -> Channel | None: ...
    async def by_address(self, address: int, topic: int | None = None) -> Channel | None:
        """The one that is just this: a topic, or without one the channel or group as a whole."""

    async def all_at(self, address: int) -> Sequence[Channel]:
        """The channel or group at this address and each of its topics, as far as they are linked."""

    async def of(self, partner_id: int) -> Sequence[Channel]: ...
    async def lost(self) -> Sequence[Channel]:
        """Those where the bot may not post now, the longest first."""
