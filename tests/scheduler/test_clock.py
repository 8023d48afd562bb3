"""The clock: it goes on whatever a tick meets, says nothing while a tick takes long, and stops when told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

import pytest

from bot.actions.clock import utc_now
from bot.actions.desk import Desk
from bot.broadcast import Broadcast, Policy
from bot.content import PostState, Whom
from bot.notices import MANY, Notice, NoticeKind
from bot.store import Due, Store
from bot.transports.telegram import Telegram
from scheduler import clock
from scheduler.clock import Clock
from storage import Database, StorageFault
from tests.storage.conftest import NOW, a_cast, crowd, draft


@pytest.fixture
async def idle(sqlite_tables: str) -> AsyncIterator[Desk]:
    """With nothing to do."""
    store = Database(sqlite_tables)
    yield Desk(store, Telegram("1:abc"), "test", utc_now)
    await store.close()


@pytest.fixture
async def desk(idle: Desk) -> Desk:
    """With something to do for every turn that the look begins."""
    cast = await a_cast(idle.store)
    async with idle.store.write() as tx:
        for kind in (NoticeKind.APPROVED, NoticeKind.DIGEST):
            await tx.notices.add(Notice(cast.ana.id, kind, {}))
        await crowd(tx, cast.post_office.id, 1)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    return idle


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing(*_: object) -> bool:
        return False

    verbs = ("plan_due", "deliver", "notify", "remind", "forget_due", "drop_stubs", "tell_authors", "announce", "lapse")
    for verb in (*verbs, "tell_digests", "show_progress"):
        monkeypatch.setattr(clock, verb, nothing)
    monkeypatch.setattr(clock, "LOOK_EVERY", 0.02)


async def test_an_idle_clock_takes_no_turn_until_there_is_something_to_do(
    idle: Desk, sqlite_tables: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, told, others = asyncio.Semaphore(0), asyncio.Event(), 0

    class Looked(Database):
        async def due(self, now: datetime) -> Due:
            looks.release()
            return await super().due(now)

    async def turn(*_: object) -> bool:
        nonlocal others
        others += 1
        return False

    async def telling(*_: object) -> bool:
        told.set()
        return False

    for verb, double in (("plan_due", turn), ("deliver", turn), ("notify", telling)):
        monkeypatch.setattr(clock, verb, double)
    store = Looked(sqlite_tables)
    ticking = Clock(replace(idle, store=store))
    ticking.start()
    for _ in range(5):
        await asyncio.wait_for(looks.acquire(), 30)
    assert not told.is_set()
    async with idle.store.write() as tx:  # as another process would
        await tx.notices.add(Notice(1, NoticeKind.APPROVED, {}))
    await asyncio.wait_for(told.wait(), 30)
    await ticking.stop()
    await store.close()
    assert others == 0


@pytest.mark.parametrize("policy", [Policy.URGENT, Policy.CAREFUL])
async def test_lines_make_way_when_something_urgent_waits(desk: Desk, policy: Policy) -> None:
    looked, made_way = asyncio.Event(), asyncio.Event()

    class Line:
        held = 0

        def hear(self) -> None: ...

        def make_way(self) -> None:
            made_way.set()

    async def telling(*_: object) -> bool:
        looked.set()
        return False

    desk.room.lines.append(Line())
    async with desk.store.write() as tx:
        for broadcast in await tx.broadcasts.unfinished():
            await tx.broadcasts.set_policy(broadcast.id, policy)
    clock_ = Clock(desk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "notify", telling)
        clock_.start()
        await asyncio.wait_for(looked.wait(), 30)
        await clock_.stop()
    assert made_way.is_set() is (policy is Policy.URGENT)


async def test_a_tick_that_takes_long_fills_no_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def long(_: Desk, *, paid: bool = False) -> bool:  # noqa: ARG001 - as the real one
        await asyncio.sleep(0.3)
        return False

    monkeypatch.setattr(clock, "deliver", long)
    ticking = Clock(desk)
    ticking.start()
    await asyncio.sleep(0.2)
    await ticking.stop()
    assert not caplog.records


async def test_a_tick_that_fails_is_told_and_the_next_one_comes(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    again = asyncio.Event()

    async def failing(_: Desk, _kinds: object) -> bool:
        if caplog.records:
            again.set()
        raise ZeroDivisionError

    monkeypatch.setattr(clock, "notify", failing)
    ticking = Clock(desk)
    ticking.start()
    await asyncio.wait_for(again.wait(), 30)
    await ticking.stop()
    assert "the notify tick failed" in caplog.text


async def test_a_database_that_is_away_does_not_fill_the_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    turns = 0

    async def failing(_: Desk, _kinds: object) -> bool:
        nonlocal turns
        turns += 1
        raise StorageFault("the database is away")

    monkeypatch.setattr(clock, "notify", failing)
    ticking = Clock(desk)
    ticking.start()
    while turns < 10:  # noqa: ASYNC110 - the clock ends the waiting
        await asyncio.sleep(0.01)
    await ticking.stop()
    assert len(caplog.records) == 1


async def test_one_failing_line_of_notices_leaves_none_behind_that_nobody_waits_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun, ended, all_begun = 0, 0, asyncio.Event()

    async def telling(_: Desk, kinds: object) -> bool:
        nonlocal begun, ended
        if kinds != MANY:
            return False
        begun += 1
        if begun == 1:
            return True
        if begun == clock.NOTICE_LINES + 1:
            all_begun.set()
            raise ZeroDivisionError
        await asyncio.sleep(0.1)
        ended += 1
        return False

    monkeypatch.setattr(clock, "notify", telling)
    ticking = Clock(desk)
    ticking.start()
    await asyncio.wait_for(all_begun.wait(), 30)
    await ticking.stop()
    assert ended >= clock.NOTICE_LINES - 1
    assert "ZeroDivisionError" in caplog.text


async def test_it_stops_though_ten_thousand_plans_are_due(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun = asyncio.Event()

    async def always_more(_: Store, __: datetime, *_queue: object) -> int:
        begun.set()
        await asyncio.sleep(0)
        return 50

    monkeypatch.setattr(clock, "plan_due", always_more)
    ticking = Clock(desk)
    ticking.start()
    await asyncio.wait_for(begun.wait(), 30)
    await asyncio.wait_for(ticking.stop(), 30)


class Set(datetime):
    """A system's clock that the test sets."""

    ahead = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + cls.ahead


@pytest.mark.parametrize("jump", [timedelta(days=30), timedelta(hours=-1)])
async def test_it_goes_on_ticking_when_the_systems_clock_is_set(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, jump: timedelta
) -> None:
    ticks: asyncio.Queue[None] = asyncio.Queue()

    async def ticked(_: Desk, _kinds: object) -> bool:
        ticks.put_nowait(None)
        return False

    monkeypatch.setattr(clock, "notify", ticked)
    monkeypatch.setattr(Set, "ahead", timedelta(0))
    for module in ("apscheduler.schedulers.base", "scheduler.clock"):
        monkeypatch.setattr(f"{module}.datetime", Set)
    ticking = Clock(desk)
    ticking.start()
    await asyncio.wait_for(ticks.get(), 30)
    Set.ahead = jump
    while not ticks.empty():
        ticks.get_nowait()
    for _ in range(5):
        await asyncio.wait_for(ticks.get(), 30)
    await ticking.stop()


@pytest.mark.parametrize(("citizens", "stubs", "expected"), [(0.02, None, False), (None, 0.02, True)])
async def test_stubs_are_looked_at_by_a_slow_tick_of_their_own(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    citizens: float | None,
    stubs: float | None,
    expected: bool,  # noqa: FBT001 - of a table
) -> None:
    looked, others = asyncio.Event(), asyncio.Semaphore(0)

    async def look(*_: object) -> None:
        looked.set()
        others.release()

    async def other(*_: object) -> bool:
        others.release()
        return False

    monkeypatch.setattr(clock, "drop_stubs", look)
    monkeypatch.setattr(clock, "announce", other)
    for name, seconds in (("CITIZENS_EVERY", citizens), ("STUBS_EVERY", stubs)):
        monkeypatch.setattr(clock, name, seconds or getattr(clock, name))
    ticking = Clock(desk)
    ticking.start()
    for _ in range(3):
        await asyncio.wait_for(others.acquire(), 30)
    await ticking.stop()
    assert looked.is_set() == expected
