"""Freezing: who is meant is written into segments inside the database, a large audience range by range.

    channels, the canary and the first range, with the broadcast -> a mark: how far -> range after range, each in a
    transaction of its own -> the mark is gone

Others write in between, and whoever comes after a crash goes on from the mark. A range after the first means those who
followed when the broadcast began and still do; until the last one nothing is widened or finished.
"""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import delete, insert, select, update

from bot.broadcast import CANARY_FULL, LATER, SEGMENT_SIZE, UNFINISHED, Broadcast, Group, Saying, canary_size
from bot.content import Whom
from bot.delivery import DeliveryState
from storage.content import posts, whom_of
from storage.delivery import Deliveries
from storage.follows import follows
from storage.ledger import FREEZING, broadcasts, segments, waves
from storage.schema import AnyRow
from storage.segments import Audience, copies, first, readers_meant, with_channels
from storage.starting import Filling, Sizes, begin_small, columns_of, counted, filled
from storage.waves import of_group

RANGE = 20_000
"""People frozen in one transaction: at five seconds a million, SQLite's one writer is busy for a tenth of one."""
_MARK = -1
"""The number of the row that is no segment: its only member is the last one frozen."""
_MARKED = {"no": _MARK, "size": 0, "state": FREEZING, "fence": 0, "done": 0, "intent": 0}

_A_MARK = (
    select(segments.c.broadcast_id, segments.c.members)
    .join(broadcasts, segments.c.broadcast_id == broadcasts.c.id)
    .where(segments.c.no == _MARK, broadcasts.c.state.in_(UNFINISHED))
    .limit(1)
)


class Freezing(Deliveries):
    """The part of a broadcast's keeping that begins it."""

    async def start(self, broadcast: Broadcast, whom: Whom) -> Broadcast:
        return await self._begin(broadcast, whom, None)

    async def start_group(self, broadcast: Broadcast, whom: Whom, group: Group) -> Broadcast:
        begun = await self._begin(broadcast, whom, group)
        told = {"broadcast_id": begun.id, "first_id": group.wave_id or begun.id, "zones": sorted(group.zones)}
        await self._do(insert(waves).values(told))
        return begun

    async def _begin(self, broadcast: Broadcast, whom: Whom, group: Group | None) -> Broadcast:
        sizes = Sizes(RANGE, SEGMENT_SIZE)
        begun = await self._step(lambda runner: begin_small(runner, broadcast, whom, group, sizes))
        return begun or await self._begin_large(broadcast, whom, group)

    async def _begin_large(self, broadcast: Broadcast, whom: Whom, group: Group | None) -> Broadcast:
        """The first range of its readers, with the channels."""
        meant = readers_meant(whom, broadcast.started_at)
        if group:
            meant = of_group(meant, group, sqlite=self._sqlite)
        canary, range_ = (
            with_channels(few, whom) if group is None or group.channels else few
            for few in (first(meant, whom, CANARY_FULL), first(meant, whom, RANGE))
        )
        number = await self._number(range_)
        begun = await self._start(
            broadcast, range_, canary_size(await self._number(canary) if number >= RANGE else number)
        )
        if begun.meant >= RANGE:
            last = await self._last(begun.id)
            await self._do(insert(segments).values(_MARKED | {"broadcast_id": begun.id, "members": [last.members[-1]]}))
        return begun

    async def start_errand(
        self, broadcast: Broadcast, states: Collection[DeliveryState], saying: Saying | None = None
    ) -> Broadcast:
        meant = copies(broadcast.origin_id or 0, states, broadcast.errand, saying)
        canary = canary_size(await self._number(meant)) if broadcast.errand in LATER else 0
        return await self._start(broadcast, meant, canary)

    async def freezing(self) -> bool:
        return await self._one(_A_MARK) is not None

    async def freeze_on(self) -> bool:
        mark = await self._one(_A_MARK.with_for_update(of=segments, skip_locked=True))
        if mark is None:
            return False
        one = broadcasts.c.id == mark.broadcast_id
        following = (await self._last(mark.broadcast_id)).no + 1
        number = await self._freeze(mark.broadcast_id, await self._next_range(mark), first=following)
        if number:
            await self._do(update(broadcasts).where(one).values(meant=broadcasts.c.meant + number))
        await self._move_mark(mark.broadcast_id, over=number < RANGE)
        return True

    async def _next_range(self, mark: AnyRow) -> Audience:
        told = [posts.c[name] for name in ("partner_id", "places", "everybody", "campaign_id")]
        about = select(*told, broadcasts.c.started_at, waves)
        joined = broadcasts.join(posts, posts.c.id == broadcasts.c.post_id)
        joined = joined.outerjoin(waves, waves.c.broadcast_id == broadcasts.c.id)
        row = await self._just_one(about.select_from(joined).where(broadcasts.c.id == mark.broadcast_id))
        whom = whom_of(row)
        meant = readers_meant(whom, row.started_at)
        if not whom.everybody:
            meant = meant.where(follows.c.at <= row.started_at)
        if row.zones is not None:
            earlier = None if row.first_id == mark.broadcast_id else row.first_id
            meant = of_group(meant, Group(frozenset(row.zones), channels=False, wave_id=earlier), sqlite=self._sqlite)
        return first(meant, whom, RANGE, after=mark.members[0])

    @property
    def _sqlite(self) -> bool:
        return self._tx.dialect.name == "sqlite"

    async def _move_mark(self, broadcast_id: int, *, over: bool) -> None:
        mark = (segments.c.broadcast_id == broadcast_id) & (segments.c.no == _MARK)
        if over:
            await self._do(delete(segments).where(mark))
            return
        last = await self._last(broadcast_id)
        await self._do(update(segments).where(mark).values(members=[last.members[-1]]))

    async def _last(self, broadcast_id: int) -> AnyRow:
        """Number and members of the last segment."""
        mine = select(segments.c.no, segments.c.members).where(segments.c.broadcast_id == broadcast_id)
        return await self._just_one(mine.order_by(segments.c.no.desc()).limit(1))

    async def _number(self, meant: Audience) -> int:
        return int(await self._value(counted(meant)))

    async def _start(self, broadcast: Broadcast, meant: Audience, canary: int) -> Broadcast:
        new_id = await self._value(insert(broadcasts).values(columns_of(broadcast)).returning(broadcasts.c.id))
        number = await self._freeze(new_id, meant, canary)
        wide_from = None if canary else broadcast.started_at
        changes = {"meant": number, "wide_from": wide_from}
        await self._do(update(broadcasts).where(broadcasts.c.id == new_id).values(changes))
        return replace(broadcast, id=new_id, meant=number, wide_from=wide_from)

    async def _freeze(self, broadcast_id: int, meant: Audience, canary: int = 0, first: int = 0) -> int:
        """Write people into segments from number `first` on; the canary, if any, is segment 0. How many they were."""
        told = Filling(broadcast_id, canary, first, SEGMENT_SIZE)
        return sum(row.size for row in await self._all(filled(meant, told, sqlite=self._sqlite)))
