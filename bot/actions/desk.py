"""A worker's place: what it sends through, under which name, by which clock, at whose pace."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from bot.accounts import Lane
from bot.actions.faults import Faults
from bot.actions.room import Room
from bot.delivery import Refusal
from bot.notices import Notice, NoticeKind
from bot.pace import REPLY_WAITS, Closed, Pacer
from bot.redirects import DIRECT, Redirects
from bot.store import Store, Work
from bot.transport import Parcel, Transport

Said = TypeVar("Said")
_log = logging.getLogger(__name__)
OPEN = datetime.min.replace(tzinfo=UTC)
"""A moment before every other."""


@dataclass(slots=True)
class Desk:
    """A worker's place: what it sends through, under which name, by which clock, at whose pace."""

    store: Store
    transport: Transport
    owner: str
    now: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    pacer: Pacer = field(default_factory=Pacer)
    """Of this account in this process: whoever sends on it takes turns there."""
    in_doubt: int | None = None
    """K: at most so many people are in doubt after a crash of this process; none: what the rate needs."""
    redirects: Redirects = DIRECT
    """Over which address the buttons of posts lead."""
    room: Room = field(default_factory=Room)
    shown: dict[int, tuple[str, datetime]] = field(default_factory=dict)
    """Broadcast -> what its progress message says, and from when on it may be changed again."""
    telling: set[int] = field(default_factory=set, init=False)
    """The notices that are being told from here."""
    faults: Faults = field(default_factory=Faults, init=False)
    """Of what is tried again and again."""

    @property
    def open(self) -> bool:
        """Whether anything may leave from here now: the desk is not closing, and no flood answer stands."""
        return not self.stopping.is_set() and not self.pacer.closed_for

    async def wait(self, seconds: float) -> bool:
        """Wait; false when the desk closes or a flood answer comes first."""
        until = self.pacer.clock() + seconds
        while self.open:
            left = until - self.pacer.clock()
            if left <= 0:
                return True
            await self.sleep(min(left, seconds, 0.5))
        return False

    async def in_turn(self, lane: Lane, parcel: Parcel, speak: Callable[[Parcel], Awaitable[Said]]) -> Said | None:
        """Say something of the bot's own at a slot of the account; none when no turn comes."""
        async with self.transport.ready():
            return await speak(parcel) if await self._turn(lane, parcel.address) else None

    async def _turn(self, lane: Lane, address: int) -> bool:
        """Take a slot of the account, and wait for it; false when none comes."""
        async with self.store.write() as tx:
            now = self.now()
            zero = self.pacer.clock() - now.timestamp()  # before anything is waited for: the clock may be set meanwhile
            slots = await tx.accounts.reserve(self.transport.account_id, 1, now)
        at = zero + slots.first.timestamp()
        try:
            await self.pacer.turn(lane, address, at=at)
        except Closed:
            return False
        return self.open

    async def enter_replies(self) -> None:
        """What came of replies goes onto the account's row, for other processes: their slots, a flood answer."""
        count = self.pacer.take_replies()
        if count or self.pacer.untold:
            await self._enter(count)

    async def pause(self, refusal: Refusal) -> None:
        """A flood answer stops everyone on this account: here at once, other processes at their next step."""
        seconds = refusal.retry_after or 1
        self.pacer.close(seconds)
        if seconds > REPLY_WAITS:
            _log.warning("the network lets nothing leave for %s, not even replies", timedelta(seconds=seconds))
        await self._enter(0)

    async def _enter(self, replies: int) -> None:
        """On the account's row; what cannot be kept now is entered later."""
        untold, self.pacer.untold = self.pacer.untold, False
        try:
            async with self.store.write() as tx:
                if replies:
                    await tx.accounts.reserve(self.transport.account_id, replies, self.now())
                if untold:
                    await self._tell_pause(tx)
        except BaseException:
            self.pacer.replies += replies
            self.pacer.untold |= untold
            raise

    async def _tell_pause(self, tx: Work) -> None:
        if seconds := self.pacer.closed_for:
            now = self.now()
            until = now + timedelta(seconds=seconds)
            before = await tx.accounts.pause(self.transport.account_id, until, now)
            if until - (before or now) > timedelta(seconds=REPLY_WAITS):  # no answer to another copy that left with it
                await _tell_admins(tx, now, until)

    async def paused_for(self, tx: Work) -> float:
        """Seconds for which a flood answer still stands, heard here or in another process; 0 when none does."""
        now = self.now()
        until = await tx.accounts.paused_until(self.transport.account_id, now)
        elsewhere = (until - now).total_seconds() if until else 0.0
        return max(elsewhere, self.pacer.closed_for)


async def _tell_admins(tx: Work, since: datetime, until: datetime) -> None:
    """That nothing left, once something may; one flood answer after the other is told as one."""
    for admin in await tx.admins.all():
        facts = {"since": since.isoformat(), "until": until.isoformat()}
        for earlier in await tx.notices.untold(admin.id, NoticeKind.FLOODED):
            facts["since"] = min(facts["since"], str(earlier.facts["since"]))
            await tx.notices.told(earlier.id)
        await tx.notices.add(Notice(admin.id, NoticeKind.FLOODED, facts, at=since))
