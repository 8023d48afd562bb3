"""Replies leave without a slot, and the account's row hears of them."""

from bot.accounts import Lane
from tests import cast
from tests.actions.conftest import Newsroom


async def test_other_processes_make_room_for_replies_that_have_left(newsroom: Newsroom) -> None:
    for address in (cast.EMMA, cast.JOANA, cast.KAMAN):
        await newsroom.desk.pacer.turn(Lane.REPLY, address)
    await newsroom.desk.enter_replies()
    now = newsroom.watch()
    async with newsroom.store.write() as tx:
        slots = await tx.accounts.reserve(cast.BOT, 1, now)
    assert 0.05 < (slots.first - now).total_seconds() < 0.2
    assert newsroom.desk.pacer.replies == 0
