"""What citizens share, and their votes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Column, ForeignKey, Select, Table, Text, delete, func, insert, select, update

from bot.content import Media, MediaKind
from bot.languages import known
from bot.places import Place
from bot.ports.page import Page
from bot.shares import Share, ShareState, Tally, crowned
from storage.chats import chats
from storage.content import OUT, media, posts, references
from storage.people import REACHABLE, awake, readers
from storage.programme import settings
from storage.schema import AnyRow, Id, Keeper, Moment, When, as_row, metadata

shares = Table(
    "share",
    metadata,
    Column("id", Id, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), index=True),
    Column("state", Text, nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", Text),
    Column("place", Text),
    Column("credit", Text),
    Column("rights_at", Moment),
    Column("submitted_at", Moment),
    Column("decided_by", Id),
    Column("comment", Text),
    Column("post_id", Id),
    Column("told_at", Moment),
)
share_media = Table(
    "share_media",
    metadata,
    Column("share_id", Id, ForeignKey("share.id"), primary_key=True),
    Column("no", Id, primary_key=True),
    Column("media_id", Id, nullable=False),
)
votes = Table(
    "vote",
    metadata,
    Column("month", Text, primary_key=True),
    Column("reader_id", Id, ForeignKey("reader.id"), primary_key=True, index=True),
    Column("share_id", Id, ForeignKey("share.id"), nullable=False),
    Column("at", Moment, nullable=False),
)


NEWLY_OUT = select(shares).join(posts, posts.c.id == shares.c.post_id).where(OUT, shares.c.told_at.is_(None))


def voters(month: str | BindParameter[str], at: When) -> Select[int]:
    """Those of a month whom something reaches."""
    people = votes.join(readers, readers.c.id == votes.c.reader_id).join(chats, chats.c.id == votes.c.reader_id)
    return select(votes.c.reader_id).select_from(people).where(votes.c.month == month, REACHABLE, awake(at))


def _share(row: AnyRow, shown: Sequence[Media]) -> Share:
    return Share(
        id=row.id,
        reader_id=row.reader_id,
        state=ShareState(row.state),
        at=row.at,
        text=row.text,
        form=known(row.form),
        place=Place(row.place) if row.place else None,
        credit=row.credit,
        rights_at=row.rights_at,
        media=tuple(shown),
        submitted_at=row.submitted_at,
        decided_by=row.decided_by,
        comment=row.comment,
        post_id=row.post_id,
        told_at=row.told_at,
    )


class Shares(Keeper):
    """Keeps shares and votes."""

    async def add(self, share: Share) -> Share:
        return replace(share, id=await self._value(insert(shares).values(as_row(shares, share)).returning(shares.c.id)))

    async def get(self, share_id: int) -> Share | None:
        one = select(shares).where(shares.c.id == share_id)
        return next(iter(await self._read(one)), None)

    async def advance(self, share: Share, was: ShareState) -> bool:
        standing = (shares.c.id == share.id) & (shares.c.state == was)
        if await self._do(update(shares).where(standing).values(as_row(shares, share))) != 1:
            return False
        await self._do(delete(share_media).where(share_media.c.share_id == share.id))
        lines = [{"share_id": share.id, "no": no, "media_id": one.id} for no, one in enumerate(share.media)]
        if lines:
            await self._tx.execute(insert(share_media), lines)
        return True

    async def discard(self, share_id: int) -> None:
        mine = select(share_media.c.media_id).where(share_media.c.share_id == share_id)
        await self._do(delete(references).where(references.c.media_id.in_(mine)))
        await self._do(delete(media).where(media.c.id.in_(mine)))
        await self._do(delete(share_media).where(share_media.c.share_id == share_id))
        await self._do(delete(shares).where(shares.c.id == share_id))

    async def of(self, reader_id: int, states: Collection[ShareState]) -> Sequence[Share]:
        mine = select(shares).where(shares.c.reader_id == reader_id, shares.c.state.in_(states))
        return await self._read(mine.order_by(shares.c.id.desc()))

    async def waiting(self, offset: int, limit: int) -> Page[Share]:
        wanted = select(shares).where(shares.c.state == ShareState.SUBMITTED)
        ordered = wanted.order_by(shares.c.submitted_at, shares.c.id).offset(offset).limit(limit)
        return Page(await self._read(ordered), await self._total(wanted))

    async def newly_out(self, limit: int) -> Sequence[Share]:
        return await self._read(NEWLY_OUT.order_by(shares.c.id).limit(limit))

    async def mark_told(self, share_id: int, at: datetime) -> bool:
        one = update(shares).where(shares.c.id == share_id, shares.c.told_at.is_(None))
        return await self._do(one.values(told_at=at)) == 1

    async def out_between(self, begin: datetime, end: datetime) -> Sequence[Share]:
        out = OUT & (posts.c.sent_at >= begin) & (posts.c.sent_at < end)
        wanted = select(shares).join(posts, posts.c.id == shares.c.post_id).where(out)
        return await self._read(wanted.order_by(posts.c.sent_at, shares.c.id))

    async def vote(self, month: str, reader_id: int, share_id: int, at: datetime) -> None:
        await self._put(votes, month=month, reader_id=reader_id, share_id=share_id, at=at)

    async def voted(self, month: str, reader_id: int) -> int | None:
        mine = select(votes.c.share_id).where(votes.c.month == month, votes.c.reader_id == reader_id)
        share_id: int | None = await self._value(mine)
        return share_id

    async def voters(self, month: str, after: int, limit: int, at: datetime) -> Sequence[int]:
        wanted = voters(month, at).where(votes.c.reader_id > after).order_by(votes.c.reader_id).limit(limit)
        return [row.reader_id for row in await self._all(wanted)]

    async def tallies(self, month: str) -> Sequence[Tally]:
        counted = select(votes.c.share_id, func.count().label("number"), func.min(votes.c.at).label("first"))
        rows = await self._all(counted.where(votes.c.month == month).group_by(votes.c.share_id))
        numbers = {row.share_id: row.number for row in rows}
        out = select(shares).join(posts, posts.c.id == shares.c.post_id).where(OUT, shares.c.id.in_(numbers))
        found = await self._read(out)
        return sorted((Tally(share, numbers[share.id]) for share in found), key=lambda one: (-one.votes, one.share.id))

    async def winner(self, month: str) -> int | None:
        value: str | None = await self._value(select(settings.c.value).where(settings.c.name == crowned(month)))
        return int(value) if value is not None else None

    async def crown(self, month: str, share_id: int) -> bool:
        return await self._add(settings, name=crowned(month), value=str(share_id)) is not None

    async def _read(self, wanted: Select[*tuple[Any, ...]]) -> list[Share]:
        rows = await self._all(wanted)
        shown: defaultdict[int, list[Media]] = defaultdict(list)
        joined = select(share_media.c.share_id, media).join(media, media.c.id == share_media.c.media_id)
        mine = share_media.c.share_id.in_([row.id for row in rows])
        for row in await self._all(joined.where(mine).order_by(share_media.c.no)):
            shown[row.share_id].append(Media(row.id, MediaKind(row.kind), row.path))
        return [_share(row, shown[row.id]) for row in rows]
