"""Two people, or a person and a worker, at one moment: whichever statement of one the other comes before."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
import sqlalchemy

from bot.actions import control, retire, suspend
from bot.actions import deliver as delivering
from bot.actions.compose import open_draft, put_version
from bot.actions.correct import correct
from bot.actions.deliver import deliver
from bot.actions.meet import meet
from bot.actions.plan import plan_due
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Version
from bot.corrections import Replacement
from bot.languages import Form
from bot.recurrence import local
from storage import Database
from tests import cast, fresh
from tests.proof.races import NOW, Deed, World, at_one_moment, one_after_the_other, stoppable

MOST = 60
"""Statements of the longest deed, or more."""
AT_ONCE = 10
"""So many are tried side by side: a database is long in the making."""
ONLY = 1
"""The broadcast of the only post that is sent."""


@pytest.fixture(autouse=True)
def _stoppable() -> Iterator[None]:
    with stoppable():
        yield


async def _due(store: Database) -> int:
    """A post that has been planned for a moment that is over by now; its number."""
    now = cast.NOON
    author, admin = (
        await meet(store, cast.ZIQING, "周子晴", None, now),
        await meet(store, cast.ZHIYUAN, "梁", None, now),
    )
    post = await open_draft(store, author, next(iter(author.partner_ids)), now)
    await put_version(store, author, post.id, Version(Form.EN, "At one moment."))
    post = await submit(store, author, post.id, now)
    post = await approve(store, admin, post.id, post.hash(), now)
    wall = local(now + timedelta(minutes=1), author.reader.zone).replace(tzinfo=None)
    await schedule(store, author, post.id, wall, now)
    return post.id


async def _going(store: Database) -> int:
    post_id = await _due(store)
    assert await plan_due(store, NOW)
    return post_id


async def _paused(store: Database) -> int:
    post_id = await _going(store)
    await (_said(control.pause))(World((store, store)), store)
    return post_id


async def _done(store: Database) -> int:
    """Everybody has it, and nobody has called it finished."""
    post_id = await _going(store)
    desk = World((store, store)).desk(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivering, "_finish", _nothing)
        while await deliver(desk):
            pass
    return post_id


async def _finished(store: Database) -> int:
    post_id = await _done(store)
    while await deliver(World((store, store)).desk(store)):
        pass
    return post_id


async def _nothing(*_: object) -> bool:
    return False


def _said(verb: Callable[..., Awaitable[object]], *about: object) -> Deed:
    """An admin says it of the only broadcast."""

    async def deed(world: World, store: Database) -> None:
        admin = await meet(store, cast.ZHIYUAN, "梁", None, world.now)
        await verb(store, admin, ONLY, *about, world.now)

    deed.__name__ = verb.__name__
    return deed


def _of_partner(verb: Callable[..., Awaitable[object]]) -> Deed:
    async def deed(world: World, store: Database) -> None:
        admin = await meet(store, cast.ZHIYUAN, "梁", None, world.now)
        async with store.read() as tx:
            partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        await verb(store, admin, partner.id, world.now)

    deed.__name__ = verb.__name__
    return deed


async def planning(world: World, store: Database) -> None:
    """The clock."""
    await plan_due(store, world.now)


async def finishing(world: World, store: Database) -> None:
    """A worker."""
    await delivering._wind_up(world.desk(store))


pausing, cancelling, going_on = (_said(verb) for verb in (control.pause, control.cancel, control.go_on))
recalling, correcting = _said(control.recall), _said(correct, Replacement((Version(Form.EN, "Corrected."),)))
suspending, retiring = _of_partner(suspend.suspend), _of_partner(retire.retire)
PAIRS = [
    (_due, planning, retiring),
    (_due, retiring, planning),
    (_going, pausing, pausing),
    (_going, pausing, cancelling),
    (_going, retiring, pausing),
    (_paused, going_on, suspending),
    (_paused, suspending, going_on),
    (_done, finishing, cancelling),
    (_done, cancelling, finishing),
    (_finished, recalling, correcting),
]


@pytest_asyncio.fixture
async def server(_quick: str) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(host=_quick, user="postgres", database="postgres", max_size=AT_ONCE) as pool:
        await pool.execute("alter system set deadlock_timeout = '50ms'")
        await pool.execute("select pg_reload_conf()")
        yield pool


@pytest.mark.parametrize(("scene", "first", "second"), PAIRS)
async def test_it_comes_to_what_one_after_the_other_would_have_made(
    server: asyncpg.Pool,
    postgres_server: str,
    scene: Callable[[Database], Awaitable[int]],
    first: Deed,
    second: Deed,
) -> None:
    template = f"race_{uuid.uuid4().hex}"
    url = await fresh.postgresql(server, template, postgres_server, fresh.Ready.SAMPLE)
    store = Database(url)
    await scene(store)
    await store.close()

    async def upon(way: Callable[..., Awaitable[Any]], *told: object) -> Any:
        name = f"race_{uuid.uuid4().hex}"
        await server.execute(f"create database {name} template {template} strategy file_copy")
        place = sqlalchemy.make_url(url).set(database=name).render_as_string()
        try:
            return await way(place, *told)
        finally:
            await server.execute(f"drop database {name} with (force)")

    one, other = await upon(one_after_the_other, first, second), await upon(one_after_the_other, second, first)
    right, tried = (one, (other[1], other[0], other[2])), 0
    for begin in range(0, MOST, AT_ONCE):
        part = range(begin, begin + AT_ONCE)
        for before, came in zip(
            part, await asyncio.gather(*(upon(at_one_moment, first, second, each) for each in part)), strict=True
        ):
            assert came is None or came in right, f"the first stopped before its statement {before}"
            tried += came is not None
        if tried < begin + AT_ONCE:
            break
    assert 3 < tried < MOST
    await server.execute(f"drop database {template} with (force)")
