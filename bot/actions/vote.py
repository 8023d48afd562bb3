"""The story of the month: citizens' stories of one month, chosen among in the next, told when that is over."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import HOME_ZONE
from bot.shares import Share, Tally, last_told, month_before, month_of
from bot.store import Store, Work

PART = 500
"""So many voters are told in one unit of work."""


def _begin(month: str) -> datetime:
    home = datetime(int(month[:4]), int(month[5:]), 1, tzinfo=ZoneInfo(HOME_ZONE))
    return home.astimezone(UTC)


async def candidates(tx: Work, month: str) -> Sequence[Share]:
    """Whom one may vote for in this month: what was sent in the month before."""
    return await tx.shares.out_between(_begin(month_before(month)), _begin(month))


async def vote(store: Store, reader_id: int, share_id: int, now: datetime) -> None:
    """One vote each; another choice takes the place of the first. Raises `Mistake(NOT_FOUND | VOTE_OVER)`."""
    month = month_of(now)
    async with store.write() as tx:
        if share_id not in {share.id for share in await candidates(tx, month)}:
            over = share_id in {share.id for share in await candidates(tx, month_before(month))}
            raise Mistake(Why.VOTE_OVER if over else Why.NOT_FOUND)
        await tx.shares.vote(month, reader_id, share_id, now)


async def announce(store: Store, now: datetime) -> None:
    """Once a month is over, voters, the author and the admins hear which story it was; once, by whoever looks first."""
    month = month_before(month_of(now))
    async with store.read() as tx:
        crowned = await tx.shares.winner(month)
        if crowned is not None and not await _untold(tx, month, now, 1):
            return
    if crowned is None:
        await _crown(store, month, now)
    while await _tell_voters(store, month, now):
        pass


async def _crown(store: Store, month: str, now: datetime) -> None:
    """Choose it; the author and the admins hear of it, and the voters' turn begins."""
    async with store.write() as tx:
        best = next(iter(await tx.shares.tallies(month)), None)
        if not await tx.shares.crown(month, best.share.id if best else 0) or best is None:
            return
        await tx.notices.add_all([_news(best, person_id, now) for person_id in sorted(await _first(tx, best))])
        await tx.programme.set_setting(last_told(month), "0")


async def _tell_voters(store: Store, month: str, now: datetime) -> bool:
    """The next of those who voted and have neither stopped nor paused since; false when there are no more."""
    async with store.write() as tx:
        voters, crowned = await _untold(tx, month, now, PART), await tx.shares.winner(month)
        if not voters:
            return False
        best = next((one for one in await tx.shares.tallies(month) if one.share.id == crowned), None)
        if best is not None:  # else it has been recalled since: nobody is led to it
            left = sorted(set(voters) - await _first(tx, best))
            await tx.notices.add_all([_news(best, person_id, now) for person_id in left])
        await tx.programme.set_setting(last_told(month), str(voters[-1]))
        return True


async def _untold(tx: Work, month: str, now: datetime, limit: int) -> Sequence[int]:
    """Voters after the last one who was told; nobody when there is nothing to tell."""
    told = await tx.programme.setting(last_told(month))
    return await tx.shares.voters(month, int(told), limit, now) if told is not None else ()


async def _first(tx: Work, best: Tally) -> set[int]:
    """Who hears of it at once: admins, and its author."""
    return {admin.id for admin in await tx.admins.all()} | {best.share.reader_id or 0} - {0}


def _news(best: Tally, person_id: int, now: datetime) -> Notice:
    return Notice(person_id, NoticeKind.VOTED, {"share_id": best.share.id, "votes": best.votes}, at=now)
