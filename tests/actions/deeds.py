"""What tests of the verbs do again and again."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from bot.actions.plan import plan_due
from bot.actions.schedule import schedule
from bot.content import Post
from bot.recurrence import Aim, local
from bot.repeating import Rule
from bot.store import Work
from tests import cast
from tests.actions.conftest import FOUR, Newsroom

READERS = (cast.XIAOLAN, cast.WINGSZE, cast.KAMAN, cast.EMMA, cast.JOANA)


async def due(newsroom: Newsroom, post: Post, rule: Rule | None = None) -> None:
    """Schedule a post for a minute from now, and let the minute pass."""
    author = await newsroom.speaker(cast.ZIQING)
    wall = local(newsroom.watch() + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(newsroom.store, author, post.id, Aim(wall, rule), newsroom.watch())
    newsroom.watch.forward(timedelta(minutes=1, seconds=1))
    assert await plan_due(newsroom.store, newsroom.watch()) == 1


async def copies(newsroom: Newsroom, address: int) -> int:
    return sum(any(words in text for words in FOUR.values()) for text in await newsroom.received(address))


def at_once(newsroom: Newsroom) -> Callable[[float], Awaitable[None]]:
    """Waiting that takes no time: the watch goes forward."""

    async def sleep(seconds: float) -> None:
        newsroom.watch.forward(timedelta(seconds=seconds))

    return sleep


async def rows_added(tx: Work, table: Any, **values: object) -> None:
    """A row, past all rules."""
    await tx.readers._do(insert(table).values(values))  # type: ignore[attr-defined]
