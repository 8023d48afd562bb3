"""Posts that go out in a journey, to a crowd if need be."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.broadcast import Broadcast, BroadcastState
from storage.accounts import accounts
from tests import cast
from tests.journeys.conftest import City, Person
from tests.journeys.partner_deeds import (
    approved_post,
    its_minute_comes,
    say,
)

CROWD = range(5000, 5150)
SLOWLY, QUICKLY = 8.0, 1000.0
"""Copies a second: it is to be met under way, by people on a busy machine; and has then to end."""


async def a_crowd(city: City, partner_id: int) -> None:
    """A hundred and fifty more readers."""
    crowd: dict[str, Any] = {"count": len(CROWD), "from": CROWD.start, "started": True}
    await city.control("users", **crowd)
    async with city.store.write() as tx:
        for address in CROWD:
            reader = await tx.readers.meet(cast.reader(address, city.watch()))
            await tx.follows.follow(reader.id, partner_id, city.watch())
    await keep_to(city, SLOWLY)


async def keep_to(city: City, rate: float) -> None:
    """So many a second on the account's row."""
    async with city.store.write() as tx:
        await tx.accounts.reserve(cast.BOT, 1, city.watch())
        connection: Any = tx.posts._tx  # type: ignore[attr-defined]
        await connection.execute(update(accounts).values(rate=rate))


async def goes_out(city: City, *, crowd: bool = False, flooded: timedelta | None = None) -> tuple[Person, Broadcast]:
    """An approved post whose minute comes, if need be under a flood answer; its author, and the broadcast."""
    author, post = await approved_post(city)
    if flooded:
        async with city.store.write() as tx:
            await tx.accounts.pause(cast.BOT, city.watch() + flooded, city.watch())
    if crowd:
        await a_crowd(city, post.partner_id)
    await author._mark()
    return author, await its_minute_comes(city, post, BroadcastState.SENDING, BroadcastState.FINISHED)


async def looks(author: Person) -> dict[str, Any]:
    """From the list of posts to what can be done with a sending that is over."""
    await author.says("/posts")
    await author.sees("1. ")
    await author.presses("1 · ")
    await author.presses(say("Correct, recall and more"))
    return await author.sees(say("The sending"), say("Finished."))
