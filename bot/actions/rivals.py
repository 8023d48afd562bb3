"""Tell the admins, once, that somebody else fetches this bot's messages, and once that it is over."""

from datetime import datetime

from bot.notices import Notice, NoticeKind
from bot.store import Store

_SETTING = "rival"
_THERE = "there"


async def tell_of_rival(store: Store, now: datetime, *, there: bool) -> None:
    """Nothing is told while it is the same as before, and nothing kept as told while there is nobody to tell."""
    kept = _THERE if there else ""
    async with store.read() as tx:
        if (await tx.programme.setting(_SETTING) or "") == kept:
            return
        admins = await tx.admins.all()
    if there and not admins:
        return
    async with store.write() as tx:
        await tx.programme.set_setting(_SETTING, kept)
        for admin in admins:
            await tx.notices.add(Notice(admin.id, NoticeKind.RIVAL, {"there": int(there)}, at=now))
