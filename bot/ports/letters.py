"""What the bot asks of storage about letters to one person: notices, digests, exchanges."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.content import Post
from bot.digests import Digest
from bot.exchanges import Exchange
from bot.notices import EACH, Asked, Notice, NoticeKind


class Notices(Protocol):
    """The outbox of notices to staff."""

    async def add(self, notice: Notice) -> None: ...
    async def add_all(self, notices: Sequence[Notice]) -> None: ...
    async def waiting(self, now: datetime, limit: int, kinds: Collection[NoticeKind] = EACH) -> Sequence[Notice]:
        """Oldest first; those that were tried in vain wait 30 s times the tries, ten minutes at most."""

    async def untold(self, person_id: int, kind: NoticeKind) -> Sequence[Notice]:
        """What one person has not been told yet of this kind; held until the end of the write."""

    async def take(
        self, now: datetime, kinds: Collection[NoticeKind] = EACH, besides: Collection[int] = ()
    ) -> Notice | None:
        """The oldest that waits, to be told now; it rests for a minute, so that nobody else tells it meanwhile.

        Whoever takes a letter after that finds `LEFT` among its facts.

        None of `besides`, which are being told here: a minute is soon over where the machine slept.
        """

    async def keep(self, notice: Notice, now: datetime) -> Notice | None:
        """For another minute from now; none when somebody else has taken it since."""

    async def told(self, notice_id: int) -> None: ...
    async def tried(self, notice_id: int, at: datetime) -> None: ...
    async def never_left(self, notice: Notice) -> None:
        """Its facts are again what they were when it was taken."""

    async def keep_asked(self, notice: Notice, message_id: int) -> None:
        """In which message of theirs it asks for a decision."""

    async def asked(self, matter: str) -> Sequence[Asked]:
        """Who is asked for a decision of this matter, and where."""

    async def answered(self, person_id: int, message_id: int) -> None:
        """That message asks no more: its matter is settled, or it has turned into something else."""


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
