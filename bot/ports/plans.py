"""What the bot asks of storage about when posts go out, and when those meant are awake."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.broadcast import Begun
from bot.content import Whom
from bot.planner import HourGroup
from bot.ports.page import Page
from bot.recurrence import Plan
from bot.searching import Picked


class Plans(Protocol):
    """When posts shall go out, and which moments have happened."""

    async def of(self, post_id: int) -> Plan | None: ...
    async def put(self, plan: Plan) -> None:
        """Keep or replace the post's plan."""

    async def hold(self, post_id: int, at: datetime | None, until: datetime | None = None) -> None:
        """It does not come due from now on, `until` then if that is known; or it does again (no moment)."""

    async def held(self, now: datetime) -> Sequence[Plan]:
        """Those held of which something is to be done: the hold is over, or their moment has come unsaid."""

    async def remove(self, post_id: int) -> None: ...
    async def take(self, plan: Plan) -> bool:
        """Take it out to carry it out; false when it no longer stands as it was read."""

    async def due(self, now: datetime, limit: int, after: Plan | None = None) -> Sequence[Plan]:
        """In order of their moments; behind one of them when it is given."""

    async def next(self) -> datetime | None:
        """The moment of the next plan that comes due: none that is held, none of a suspended partner."""

    async def count(self, partner_id: int, span: tuple[datetime, datetime], but: int) -> int:
        """How many moments of its posts, planned or happened, lie in [begin, end); not the plan of `but`."""

    async def standing(
        self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()
    ) -> Sequence[tuple[int, Plan, bool]]:
        """Plans that come due in [begin, end), and those that repeat from before its end on.

        With each its partner's id, and whether that partner is suspended.

        Every partner's when `partner_ids` is empty.
        """

    async def begun(self, span: tuple[datetime, datetime], partner_ids: Collection[int] = ()) -> Sequence[Begun]:
        """The sendings whose moment lies in [begin, end)."""

    async def sendings(
        self, partner_ids: Collection[int], offset: int, limit: int, picked: Picked | None = None
    ) -> Page[Begun]:
        """Of these partners, or of every one: the newest first, one a wave."""

    async def occur(self, post_id: int, moment: datetime, at: datetime) -> bool:
        """Note that this moment of this post happens; false when it already has."""


class Hours(Protocol):
    """When a partner's readers are awake, and how much they want in a day; counted inside the database."""

    async def of(self, whom: Whom, at: datetime, wave_id: int | None = None) -> Sequence[HourGroup]:
        """Whom a post would mean, by place, zone and quiet hours; without those a wave has meant already."""

    async def full(self, whom: Whom, span: tuple[datetime, datetime]) -> int:
        """How many of them have a limit that other promotions of [begin, end) use up, planned or sent."""
