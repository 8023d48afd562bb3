"""Which bot a database serves."""

from pathlib import Path

import pytest

from bot.actions.served import refuse_another, serve
from bot.settings import WrongSetting
from tests import fresh, warm


async def test_of_two_bots_that_begin_on_an_empty_database_at_one_moment_one_is_refused(tmp_path: Path) -> None:
    store = warm.at_hand(await fresh.sqlite(tmp_path))
    for bot in (1, 2):
        await refuse_another(store, bot)
    await serve(store, 1)
    with pytest.raises(WrongSetting, match="serves the bot 1"):
        await serve(store, 2)
    await serve(store, 1)
    await store.close()
