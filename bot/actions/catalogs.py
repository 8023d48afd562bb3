"""Tell the admins, once, of languages that cannot be spoken: catalogs that cannot be read, readers' tags of no form."""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.store import Store

_SETTING = "catalogs"
SEPARATOR = ", "
"""Between the tags in one fact."""
STRANGE = "strange"
"""The fact of a notice that lists tags of no form; the others are forms, each with what is wrong with its catalog."""


async def tell_of_catalogs(store: Store, faulty: Mapping[Form, Form | int], now: datetime) -> bool:
    """Whether it was told now: not again while it is the same, and anew when it has been well in between.

    `faulty`: what stands in for a form's catalog, or how many sentences it lacks.
    Admins who have not met the bot yet hear of it at the first start after they have.
    """
    facts: dict[str, str | int] = {form.value: how for form, how in faulty.items()}
    async with store.read() as tx:
        if strange := await tx.readers.strange_tags():
            facts[STRANGE] = SEPARATOR.join(strange)
        known = await tx.programme.setting(_SETTING)
        admins = await tx.admins.all()
    kept = json.dumps(facts)
    if (known or "{}") == kept or (facts and not admins):
        return False
    async with store.write() as tx:
        await tx.programme.set_setting(_SETTING, kept)
        for admin in admins if facts else ():
            await tx.notices.add(Notice(admin.id, NoticeKind.CATALOGS, facts, at=now))
    return bool(facts)
