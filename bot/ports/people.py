"""What the bot asks of storage about people: who was met, whom they follow, what is held on them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.content import Campaign, Whom
from bot.delivery import Reason
from bot.languages import Form
from bot.people import Consent, Reader
from bot.places import Place
from bot.ports.page import Page
from bot.requests import Request, RequestKind, Stub


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
    async def paused(self, until: datetime) -> bool:
        """Whether anybody's pause ends by this moment."""

    async def resume(self, until: datetime, most: int) -> Sequence[int]:
        """End at most so many pauses that are over by this moment; whose they were."""

    async def gone(self, recipient_id: int, reason: Reason, at: datetime) -> None:
        """The network says that this chat (a reader's or a channel) is gone."""

    async def moved(self, recipient_id: int, address: int, at: datetime) -> bool:
        """A chat and all topics there have a new address; false when a chat of ours is there, with its own posts.

        From then on copies that came before have no message ids: the new chat numbers its messages anew.
        """

    async def counts(self) -> Mapping[Form, int]:
        """Reachable readers by the form they are spoken to in."""

    async def consent(self, consent: Consent) -> None:
        """One more line of the ledger, which only grows."""

    async def consents(self, reader_id: int) -> Sequence[Consent]:
        """Their lines of the ledger, in the order they were written."""

    async def came_by(self, signpost: str) -> int:
        """How many were led here by this signpost first."""


class Follows(Protocol):
    """Who follows which partner, campaign and place."""

    async def of(self, reader_id: int) -> frozenset[int]:
        """Ids of the partners they follow as a whole."""

    async def campaigns(self, reader_id: int) -> frozenset[int]:
        """Ids of the campaigns they follow."""

    async def cities(self, reader_id: int) -> frozenset[Place]:
        """The places they follow beside their own."""

    async def follow(self, reader_id: int, partner_id: int, at: datetime) -> None: ...
    async def unfollow(self, reader_id: int, partner_id: int) -> None:
        """Nor any of its campaigns."""

    async def follow_campaign(self, reader_id: int, campaign: Campaign, at: datetime) -> None: ...
    async def unfollow_campaign(self, reader_id: int, campaign: Campaign) -> None: ...
    async def lapsing(self, day: date) -> bool:
        """Whether anybody follows a campaign that was ended, or whose last day is before this one."""

    async def lapse(self, day: date, most: int) -> None:
        """Let at most so many of them go, of one such campaign."""

    async def follow_place(self, reader_id: int, place: Place, at: datetime) -> None: ...
    async def unfollow_place(self, reader_id: int, place: Place) -> None: ...
    async def let_go(self, partner_id: int) -> None:
        """Nobody follows it or its campaigns any more; the ledger of consent stays as it is."""

    async def restore(self, partner_id: int, at: datetime) -> None:
        """Whoever's last word in the ledger about it, or about a campaign of it, is yes follows that again."""

    async def counts(self, partner_id: int) -> Mapping[Form, int]:
        """Reachable followers of the whole partner by form."""

    async def places(self, whom: Whom, at: datetime) -> Mapping[Place | None, int]:
        """How many readers are meant at this moment, by where they live; none: those who have not said.

        Of everybody: whoever follows anybody and has neither muted nor left this partner.
        """

    async def mute(self, reader_id: int, partner_id: int, until: datetime | None) -> bool:
        """Nothing of this partner until then, or again from now on; false when they do not follow it."""

    async def limit(self, reader_id: int, partner_id: int, weekly: int | None) -> bool:
        """At most so many of its posts in a week, or all of them; false when nothing of it is followed."""

    async def unlimit(self, reader_id: int, weekly: int) -> None:
        """All posts again of the partners that have this limit."""

    async def limits(self, reader_id: int) -> Mapping[int, int]:
        """Which partners may send how many posts in a week."""

    async def mutes(self, reader_id: int) -> Mapping[int, datetime]:
        """Until when which partners are muted; also those that are no longer."""


class Admins(Protocol):
    """Who runs the programme."""

    async def all(self) -> Sequence[Reader]:
        """Admins whom the bot has met."""

    async def addresses(self) -> frozenset[int]: ...
    async def ensure(self, addresses: Collection[int], at: datetime) -> None:
        """Make these people admins, by network id, whether met or not."""

    async def remove(self, address: int) -> None: ...


class Requests(Protocol):
    """What people ask about their data, and the stubs of those who were forgotten."""

    async def add(self, request: Request) -> Request: ...
    async def get(self, request_id: int) -> Request | None: ...
    async def open_of(self, reader_id: int, kind: RequestKind) -> Request | None:
        """Their newest of this kind that waits."""

    async def close(self, request_id: int, at: datetime, answer: str | None = None) -> bool:
        """False when it is not open."""

    async def waiting(self, offset: int, limit: int) -> Page[Request]:
        """Open ones, the soonest due first."""

    async def due(self, kind: RequestKind, now: datetime, limit: int, *, after: int) -> Sequence[Request]:
        """The oldest of those whose number is behind that one."""

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
