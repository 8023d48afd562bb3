"""Tell the admins, once, that sentences of some forms cannot be read and what those readers get instead."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.store import Store

_SETTING = "catalogs"


async def tell_of_catalogs(store: Store, replaced: Mapping[Form, Form], now: datetime) -> bool:
    """Whether it was told now: not again while it is the same, and anew when it has been well in between."""
    facts = {form.value: other.value for form, other in replaced.items()}
    kept = json.dumps(facts)
    async with store.read() as tx:
        known = await tx.programme.setting(_SETTING)
        admins = await tx.admins.all()
    if (known or "{}") == kept or (facts and not admins):  # an admin who has not met the bot yet hears at a later start
        return False
    async with store.write() as tx:
        await tx.programme.set_setting(_SETTING, kept)
        for admin in admins if facts else ():
            await tx.notices.add(Notice(admin.id, NoticeKind.CATALOGS, facts, at=now))
    return bool(facts)
