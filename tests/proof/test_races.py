"""Two people, or a person and a worker, at one moment: whichever statement of one the other comes before."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
import sqlalchemy

from bot.actions import control, haste, retire, suspend
from bot.actions import deliver as delivering
from bot.actions.compose import open_draft, put_version
from bot.actions.correct import approve_correction, correct, decline_correction, propose, withdraw_correction
from bot.actions.deliver import deliver
from bot.actions.meet import meet
from bot.actions.plan import plan_due
from bot.actions.review import approve
from bot.actions.schedule import schedule
from bot.actions.submit import submit
from bot.content import Media, MediaKind, Version
from bot.corrections import Picture, Replacement
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.recurrence import local
from bot.ways import Way, WayKind
from storage import Database
from storage.content import media as media_rows
from storage.ledger import deliveries
from tests import cast, fresh
from tests.proof.campaign import execute
from tests.proof.races import NOW, Deed, World, at_one_moment, one_after_the_other, stoppable

MOST = 60
"""Statements of the longest deed, or more."""
AT_ONCE = 10
"""So many are tried side by side: a database is long in the making."""
EVERY = "KAPOK_RACES" in os.environ
"""All pairs of them, which takes minutes."""
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


async def _all_but_the_end(store: Database) -> None:
    """Everything is carried out, and nothing that follows it: no canary is widened, nothing is called finished."""
    desk = World((store, store)).desk(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivering, "_wind_up", _nothing)
        while await deliver(desk):
            pass


async def _pictured(store: Database) -> None:
    """The only post shows a picture, and stories may show another."""
    async with store.write() as tx:
        first, _ = [await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE)) for _ in range(2)]
        post = await tx.posts.get(ONLY)
        assert post is not None
        post = replace(post, media=(first,))
        await tx.posts.save(replace(post, approved_hash=post.hash()))
        await tx.posts.keep_reference(first.id, cast.BOT, "the picture")


async def _finished_picture(store: Database) -> int:
    post_id = await _due(store)
    await _pictured(store)
    assert await plan_due(store, NOW)
    while await deliver(World((store, store)).desk(store)):
        pass
    return post_id


async def _proposed(store: Database) -> int:
    """It is finished, and its author has proposed other buttons."""
    post_id = await _finished(store)
    author = await meet(store, cast.ZIQING, "周子晴", None, NOW)
    await propose(store, author, ONLY, BUTTONS, NOW)
    return post_id


async def _recalled(store: Database) -> int:
    """All is proposed, and a recall has reached everybody, but nobody has called that finished."""
    post_id = await _proposed(store)
    await recalling(World((store, store)), store)
    await _all_but_the_end(store)
    return post_id


async def _canary(store: Database) -> int:
    """It has reached its canary."""
    post_id = await _due(store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.starting.canary_size", lambda _meant: 2)
        assert await plan_due(store, NOW)
    await _all_but_the_end(store)
    async with store.read() as tx:
        assert await tx.broadcasts.canaries()
    return post_id


async def _doubtful(store: Database) -> int:
    """It is finished, and of everybody nobody knows whether they have it."""
    post_id = await _finished(store)
    await execute(store, sqlalchemy.update(deliveries).values(state="unknown", reason="crash", message_ids=None))
    return post_id


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


async def approving(world: World, store: Database) -> None:
    """An admin says yes to what was proposed."""
    await approve_correction(store, await meet(store, cast.ZHIYUAN, "梁", None, world.now), 1, world.now)


async def declining(world: World, store: Database) -> None:
    """An admin says no to what was proposed."""
    await decline_correction(store, await meet(store, cast.ZHIYUAN, "梁", None, world.now), 1, world.now)


async def withdrawing(world: World, store: Database) -> None:
    """Whoever proposed it takes it back."""
    await withdraw_correction(store, await meet(store, cast.ZIQING, "周子晴", None, world.now), 1, world.now)


async def picturing(world: World, store: Database) -> None:
    """An admin puts another picture in place of the only one."""
    newest = await execute(store, sqlalchemy.select(sqlalchemy.func.max(media_rows.c.id)))
    media = Media(newest.scalar_one(), MediaKind.PHOTO, str(cast.PICTURE))
    await _said(correct, Replacement(picture=Picture(0, media)))(world, store)


async def hastening(world: World, store: Database) -> None:
    """Of a post that has not gone out yet."""
    admin = await meet(store, cast.ZHIYUAN, "梁", None, world.now)
    await haste.plan_urgent(store, admin, ONLY, world.now, urgent=True)


pausing, cancelling, going_on = (_said(verb) for verb in (control.pause, control.cancel, control.go_on))
urging, paying = _said(haste.set_urgent), _said(haste.pay)
resending = _said(control.send_again, {DeliveryState.UNKNOWN})
BUTTONS = Replacement(ways=(Way(WayKind.LINK, "https://example.com/seat", {Form.EN: "Book a seat"}),))
buttoning = _said(correct, BUTTONS)
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
    (_finished_picture, picturing, recalling),
    (_proposed, approving, approving),
    (_proposed, approving, withdrawing),
    (_canary, finishing, retiring),
    (_done, finishing, paying),
    (_doubtful, resending, recalling),
]
MORE = [
    (_finished, correcting, buttoning),
    (_finished, buttoning, recalling),
    (_finished_picture, picturing, buttoning),
    (_proposed, approving, recalling),
    (_proposed, recalling, approving),
    (_proposed, approving, declining),
    (_proposed, withdrawing, approving),
    (_proposed, approving, correcting),
    (_proposed, retiring, approving),
    (_recalled, finishing, approving),
    (_recalled, approving, finishing),
    (_canary, retiring, finishing),
    (_canary, finishing, suspending),
    (_canary, finishing, cancelling),
    (_due, hastening, planning),
    (_due, planning, hastening),
    (_going, urging, pausing),
    (_going, urging, paying),
    (_done, urging, finishing),
    (_done, finishing, urging),
    (_done, finishing, pausing),
    (_done, finishing, retiring),
    (_done, finishing, finishing),
    (_done, finishing, resending),
    (_doubtful, resending, resending),
    (_doubtful, recalling, resending),
]


@pytest_asyncio.fixture
async def server(_quick: str) -> AsyncIterator[asyncpg.Pool]:
    async with asyncpg.create_pool(host=_quick, user="postgres", database="postgres", max_size=AT_ONCE) as pool:
        await pool.execute("alter system set deadlock_timeout = '50ms'")
        await pool.execute("select pg_reload_conf()")
        yield pool


@pytest.mark.parametrize(("scene", "first", "second"), PAIRS + MORE * EVERY)
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
            part,
            await asyncio.gather(*(upon(at_one_moment, server, first, second, each) for each in part)),
            strict=True,
        ):
            assert came is None or came in right, f"the first stopped before its statement {before}"
            tried += came is not None
        if tried < begin + AT_ONCE:
            break
    assert 3 < tried < MOST
    await server.execute(f"drop database {template} with (force)")
