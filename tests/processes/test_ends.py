"""The process killed, and stopped: scheduled posts wait for it, nobody is lost, nobody gets anything twice."""

import asyncio
import signal
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

from bot.content import PostState
from bot.delivery import DeliveryState
from tests import cast
from tests.processes.conftest import PATIENCE, TOKEN, Town, ends
from tests.processes.plans import WORDS, plan_a_post


async def state_of(town: Town, post_id: int) -> PostState | None:
    async with town.store() as store, store.read() as tx:
        post = await tx.posts.get(post_id)
        return post.state if post else None


async def test_a_post_whose_moment_passed_while_kapok_was_killed_goes_out_late_and_once(town: Town) -> None:
    await town.load()
    first = await town.kapok()
    async with town.store() as store:
        await plan_a_post(store, timedelta(seconds=2))
        first.kill()
        await first.communicate()
        tomorrow = await plan_a_post(store, timedelta(days=1))
        async with store.write() as tx:
            plan = await tx.plans.of(tomorrow)
            assert plan
            await tx.plans.put(replace(plan, moment=plan.moment + timedelta(hours=1)))
        await town.kapok()
        async with store.read() as tx:
            assert await tx.plans.of(tomorrow) == plan, "its country has changed its clocks: a start goes by the wall"
    for address in (cast.EMMA, cast.JOANA, cast.KAMAN):
        texts = await town.waits_for(address, WORDS)
        assert sum(WORDS in text for text in texts) == 1
    report = await town.waits_for(cast.ZIQING, "6")
    assert report


async def test_killed_in_the_middle_of_sending_nobody_is_lost_and_nobody_gets_it_twice(town: Town) -> None:
    await town.load()
    await crowd(town, 120)
    first = await town.kapok()
    async with town.store() as store:
        post_id = await plan_a_post(store, timedelta(seconds=0.2))
        await town.waits_for(70010, WORDS)
        first.kill()
        await first.communicate()
        async with store.read() as tx:
            broadcast = (await tx.broadcasts.of_post(post_id))[0]
    # What a minute of waiting would do: the dead worker's lease runs out.
    with closing(sqlite3.connect(town.folder / "kapok.db")) as database, database:
        database.execute("update segment set lease_until = 0 where lease_until is not null")
    await town.kapok()
    await town.waits_for(cast.ZIQING, "126")
    async with town.store() as store, store.read() as tx:
        sums = await tx.broadcasts.sums(broadcast.id)
    copies = [sum(WORDS in text for text in await town.received(70000 + no)) for no in range(120)]
    assert max(copies) == 1
    assert sums.meant == sums.known == 126
    doubtful = sums.of(DeliveryState.UNKNOWN)
    assert doubtful <= 2 * 20
    assert copies.count(0) <= doubtful


async def test_stopped_by_sigterm_in_the_middle_nothing_is_in_doubt(town: Town) -> None:
    await town.load()
    await crowd(town, 120)
    first = await town.kapok()
    async with town.store() as store:
        post_id = await plan_a_post(store, timedelta(seconds=0.2))
        await town.waits_for(70010, WORDS)
        code, said = await ends(first, signal.SIGTERM)
        assert code == 0, said
    with closing(sqlite3.connect(town.folder / "kapok.db")) as database:
        (held,) = database.execute("select count(*) from segment where owner is not null").fetchone()
        (sent,) = database.execute("select count(*) from delivery where state = 'sent'").fetchone()
        (known,) = database.execute("select count(*) from delivery").fetchone()
    assert 0 < sent == known < 126, "it was not hit in the middle"
    assert held == 0, "whoever comes next would wait for a lease"
    await town.kapok()
    await town.waits_for(cast.ZIQING, "126")
    async with town.store() as store, store.read() as tx:
        broadcast = (await tx.broadcasts.of_post(post_id))[0]
        sums = await tx.broadcasts.sums(broadcast.id)
    assert sums.meant == sums.of(DeliveryState.SENT) == 126
    assert {sum(WORDS in text for text in await town.received(70000 + no)) for no in range(120)} == {1}
    assert await state_of(town, post_id) is PostState.SENT


async def crowd(town: Town, number: int) -> None:
    """Many more followers of XPeng, on the network and in the database."""
    await town.post("control/users", **{"count": number, "from": 70000, "started": True})
    async with town.store() as store, store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner is not None
        now = cast.real_now()
        for no in range(number):
            reader = await tx.readers.meet(cast.reader(70000 + no, now))
            await tx.follows.follow(reader.id, partner.id, now)


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not await true():  # noqa: ASYNC110 - another process ends it
            await asyncio.sleep(0.1)


async def test_stopped_amid_a_flood_answer_of_a_day_it_waits_for_no_reply(town: Town) -> None:
    await town.load()
    kapok = await town.kapok()
    await town.post("control/faults", method="sendMessage", chat_id=cast.EMMA, retry_after=86_400, times=1)
    async with town.store() as store:
        await plan_a_post(store, timedelta(seconds=0.5))

        async def paused() -> bool:
            async with store.read() as tx:
                return await tx.accounts.paused_until(cast.BOT, cast.real_now()) is not None

        async def heard() -> bool:
            async with town.http.get(f"{town.url}/control/updates", params={"token": TOKEN}) as response:
                return not (await response.json())["updates"]

        await until(paused)
        await town.post("sandbox/send", user=cast.JOANA, key=f"{cast.BOT}:{cast.JOANA}", text="/help")
        await until(heard)
    code, said = await ends(kapok, signal.SIGTERM)
    assert code == 0, said
    assert "not even replies" in said
    assert "was not answered" in said
    assert "Traceback" not in said
