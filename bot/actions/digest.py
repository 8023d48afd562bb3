"""A reader's digest: chosen by them, and told through the outbox when its moment has come."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.digests import HOURS, Digest, Every
from bot.mistakes import Mistake, Why
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Store, Work

SETTLED = timedelta(minutes=3)
"""What was held back later than this before the digest waits for the next: its outcome may not be written yet."""
AT_ONCE = 100


async def choose_every(store: Store, reader: Reader, every: Every | None, now: datetime) -> Digest:
    """Every day, every week, or not at all."""
    async with store.write() as tx:
        digest = replace(await _standing(tx, reader, now), every=every)
        return await _kept(tx, digest, reader, now)


async def choose_hour(store: Store, reader: Reader, hour: int, now: datetime) -> Digest:
    """At this hour of theirs, one of `HOURS`; turns it on. Raises `Mistake(NOT_FOUND)`."""
    if hour not in HOURS:
        raise Mistake(Why.NOT_FOUND)
    async with store.write() as tx:
        digest = await _standing(tx, reader, now)
        return await _kept(tx, replace(digest, hour=hour, every=digest.every or Every.DAY), reader, now)


async def choose_only(store: Store, reader: Reader, now: datetime, *, only: bool) -> Digest:
    """Everything waits for the digest, which this turns on; or only what is over the limit."""
    async with store.write() as tx:
        digest = await _standing(tx, reader, now)
        every = digest.every or (Every.DAY if only else None)
        return await _kept(tx, replace(digest, only=only, every=every), reader, now)


async def _standing(tx: Work, reader: Reader, now: datetime) -> Digest:
    """What was missed while it was off stays so."""
    digest = await tx.digests.of(reader.id) or Digest(reader.id, every=None)
    return replace(digest, upto=now) if digest.every is None else digest


async def _kept(tx: Work, digest: Digest, reader: Reader, now: datetime) -> Digest:
    digest = digest.planned(reader.zone, now)
    await tx.digests.put(digest)
    return digest


async def begin_digest(tx: Work, reader: Reader, now: datetime) -> None:
    """With a limit comes a digest, unless they have chosen otherwise before."""
    if await tx.digests.of(reader.id) is None:
        await tx.digests.put(Digest(reader.id).planned(reader.zone, now))


async def tell_digests(store: Store, now: datetime) -> int:
    """Put the digests that are due into the outbox; how many were looked at. Safe to run twice at once."""
    async with store.read() as tx:
        due = await tx.digests.due(now, AT_ONCE)
    for digest in due:
        await _tell(store, digest, now)
    return len(due)


async def _tell(store: Store, digest: Digest, now: datetime) -> None:
    async with store.write() as tx:
        reader = await tx.readers.get(digest.reader_id)
        if reader is None:
            return
        since, until = digest.upto or now, now - SETTLED
        ready = reader.reachable and digest.is_for(reader.zone) and until > since
        # Whoever has stopped does not get all that they missed when they come back.
        upto = until if ready else max(since, until) if not reader.reachable else since
        after = replace(digest, upto=upto).planned(reader.zone, now)
        if not await tx.digests.take(digest, after) or not ready:
            return
        held = await tx.digests.held_back(reader.id, since, until)
        if held:
            facts: dict[str, str | int] = {"posts": " ".join(map(str, held))}
            await tx.notices.add(Notice(reader.id, NoticeKind.DIGEST, facts, at=now))
