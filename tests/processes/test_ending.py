"""Kapok's own end, where no signal can be timed so well."""

import asyncio
from pathlib import Path

from bot.running import Kapok
from bot.settings import Settings
from storage import Database


async def test_ctrl_c_before_the_first_update_was_asked_for_ends_the_conversations(tmp_path: Path) -> None:
    kapok = Kapok(Settings(token="1:abc"), Database(f"sqlite+aiosqlite:///{tmp_path}/kapok.db"))
    polling = asyncio.create_task(kapok._poll())
    async with asyncio.timeout(30):
        await kapok._end_conversations(polling)
    assert polling.cancelled()
    await kapok._bot.session.close()
