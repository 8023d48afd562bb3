"""Notices that wait, and who was told."""

from bot.actions.notify import notify
from bot.notices import Notice, NoticeKind
from tests import cast
from tests.actions.conftest import Newsroom

LOST = "廣州塔"


async def a_notice(newsroom: Newsroom, kind: NoticeKind = NoticeKind.CHANNEL_LOST, **facts: str) -> None:
    author = await newsroom.speaker(cast.ZIQING)
    async with newsroom.store.write() as tx:
        await tx.notices.add(Notice(author.reader.id, kind, facts or {"channel": LOST}, at=newsroom.watch()))


async def told(newsroom: Newsroom) -> int:
    return sum(LOST in text for text in await newsroom.received(cast.ZIQING))


async def tell_all(newsroom: Newsroom) -> None:
    while await notify(newsroom.desk):
        pass
