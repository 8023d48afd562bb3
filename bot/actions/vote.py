"""The story of the month: citizens' stories of one month, chosen among in the next, told when that is over."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import HOME_ZONE
from bot.shares import Share, month_before, month_of
from bot.store import Store, Work


def _begin(month: str) -> datetime:
    home = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=ZoneInfo(HOME_ZONE))
    return home.astimezone(UTC)


async def candidates(tx: Work, month: str) -> Sequence[Share]:
    """Whom one may vote for in this month: what was sent in the month before."""
    return await tx.shares.out_between(_begin(month_before(month)), _begin(month))


async def vote(store: Store, reader_id: int, share_id: int, now: datetime) -> None:
    """One vote each; another choice takes the place of the first. Raises `Mistake(NOT_FOUND)`."""
    month = month_of(now)
    async with store.write() as tx:
        if share_id not in {share.id for share in await candidates(tx, month)}:
            raise Mistake(Why.NOT_FOUND)
        await tx.shares.vote(month, reader_id, share_id, now)


async def _voters(tx: Work, month: str) -> set[int]:
    """Whoever voted and has not stopped since."""
    found = [await tx.readers.get(reader_id) for reader_id in await tx.shares.voters(month)]
    return {reader.id for reader in found if reader is not None and reader.reachable}


async def announce(store: Store, now: datetime) -> None:
    """Once a month is over, voters, the author and the admins hear which story it was; once, by whoever looks first."""
    month = month_before(month_of(now))
    async with store.read() as tx:
        if await tx.shares.winner(month) is not None:
            return
    async with store.write() as tx:
        tallies = await tx.shares.tallies(month)
        best = tallies[0].share if tallies else None
        if not await tx.shares.crown(month, best.id if best else 0) or best is None:
            return
        people = {admin.id for admin in await tx.admins.all()} | await _voters(tx, month)
        people |= {best.reader_id} if best.reader_id is not None else set()
        facts: dict[str, str | int] = {"share_id": best.id, "votes": tallies[0].votes}
        for person_id in sorted(people):
            await tx.notices.add(Notice(person_id, NoticeKind.VOTED, facts, at=now))
