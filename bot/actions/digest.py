"""A reader's digest: chosen by them, and told through the outbox when its moment has come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.digests import Change, Digest, Rhythm
from bot.notices import Notice, NoticeKind
from bot.people import Reader
from bot.store import Store, Work

SETTLED = timedelta(minutes=3)
"""What was held back later than this before the digest waits for the next: its outcome may not be written yet."""
AT_ONCE = 100


async def choose_every(store: Store, reader: Reader, every: Rhythm | None, now: datetime) -> Digest:
    """Every day, every week, or not at all: then what should wait for it comes by itself again."""
    async with store.write() as tx:
        if every is None:
            await tx.follows.unlimit(reader.id, 0)
        digest = replace(await _standing(tx, reader, now), every=every)
        return await _kept(tx, digest, reader, now)


async def change_digest(store: Store, reader: Reader, to: Change, now: datetime) -> Digest:
    """What they name of it is so from now on, and it is on."""
    async with store.write() as tx:
        return await _kept(tx, (await _standing(tx, reader, now)).changed(to), reader, now)


async def choose_only(store: Store, reader: Reader, now: datetime, *, only: bool) -> Digest:
    """Everything waits for the digest, which this turns on; or only what is over the limit."""
    return await change_digest(store, reader, Change(only=only), now)


async def _standing(tx: Work, reader: Reader, now: datetime) -> Digest:
    """What was missed while it was off stays so."""
    digest = await tx.digests.of(reader.id) or Digest(reader.id, every=None)
    return replace(digest, upto=now) if digest.every is None else digest


async def _kept(tx: Work, digest: Digest, reader: Reader, now: datetime) -> Digest:
    digest = digest.planned(reader.zone, now)
    await tx.digests.put(digest)
    return digest


async def begin_digest(tx: Work, reader: Reader, now: datetime) -> None:
    """Where it is all that comes of somebody, it is on."""
    digest = await _standing(tx, reader, now)
    if digest.every is None:
        await _kept(tx, replace(digest, every=Rhythm.DAY), reader, now)


async def tell_digests(store: Store, now: datetime) -> int:
    """Put digests that are due into the outbox, many in one go; how many were looked at. Safe to run twice at once."""
    async with store.read() as tx:
        if not await tx.digests.due(now, 1):
            return 0
    async with store.write() as tx:
        due = {digest.reader_id: digest for digest in await tx.digests.due(now, AT_ONCE)}
        readers = await tx.readers.those(due)
        after = {key: _after(digest, readers.get(key), now) for key, digest in due.items()}
        ready = [key for key, reader in readers.items() if _takes(reader, now) and after[key].upto == now - SETTLED]
        held = await tx.digests.held_back(ready, now - SETTLED)
        await tx.digests.move_on(list(after.values()))
        await tx.notices.add_all([_notice(key, posts, now) for key, posts in held.items()])
    return len(due)


def _takes(reader: Reader, now: datetime) -> bool:
    """Whether a digest may come; what was held back before a pause waits for its end."""
    return reader.reachable and not reader.paused(now)


def _after(digest: Digest, reader: Reader | None, now: datetime) -> Digest:
    """With its next moment, and told up to when: no further than before if this moment was not theirs."""
    if reader is None:
        return replace(digest, next_at=None)
    since, until = digest.upto or now, now - SETTLED
    ready = _takes(reader, now) and digest.is_for(reader.zone) and until > since
    # Whoever has stopped does not get all that they missed when they come back.
    upto = until if ready else max(since, until) if not reader.reachable else since
    return replace(digest, upto=upto).planned(reader.zone, now)


def _notice(reader_id: int, posts: Sequence[int], now: datetime) -> Notice:
    return Notice(reader_id, NoticeKind.DIGEST, {"posts": " ".join(map(str, posts))}, at=now)
