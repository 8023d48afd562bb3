"""A line's stride: progress, outcomes, slots and who is next, in one step under the fence."""

import asyncio
import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from typing import cast as typed

import pytest
from sqlalchemy import create_engine, make_url

from bot.accounts import PAID_RATE
from bot.broadcast import LEASE, Broadcast, BroadcastState, Errand, Segment
from bot.content import PostState, Whom
from bot.delivery import DeliveryState, Outcome
from bot.ports.strides import Ahead, Stride
from storage import Database, StorageFault
from storage.prepared import OnSQLite
from storage.strides import Group, perform
from storage.strides import _tell as tell
from tests.ledger import claimed
from tests.storage.conftest import NOW, Cast, a_cast, crowd, draft
from tests.storage.deeds import rate
from tests.strides import ACCOUNT, intend, release, settle

PEOPLE = 6


async def begun(
    store: Database, cast: Cast, *, errand: Errand = Errand.SEND, origin: int | None = None, people: int = PEOPLE
) -> Segment:
    """A segment of six people, or more, that somebody holds."""
    async with store.write() as tx:
        if origin is None:
            await crowd(tx, cast.post_office.id, people)
        post = await tx.posts.add(draft(cast, PostState.SENDING))
        broadcast = Broadcast(0, post.id, NOW, "hash", NOW, errand=errand, origin_id=origin)
        if origin is None:
            await tx.broadcasts.start(broadcast, Whom(cast.post_office.id))
        else:
            await tx.broadcasts.start_errand(broadcast, [DeliveryState.SENT])
    segment = await claimed(store, "one", NOW)
    assert segment is not None
    return segment


async def asked(store: Database, cast: Cast, segment: Segment, until: int, **more: object) -> Ahead:
    """What a stride tells of the next ones."""
    moved = replace(segment, intent=until)
    stride = Stride(moved, NOW, ACCOUNT, cast.post_office.id, asked=segment.members[segment.intent : until], **more)  # type: ignore[arg-type]
    ahead = await store.stride(stride)
    assert ahead is not None
    return ahead


def sent(segment: Segment, *places: int) -> list[Outcome]:
    return [Outcome(segment.members[place], DeliveryState.SENT, NOW) for place in places]


async def test_it_tells_who_is_next_and_when(store: Database, cast: Cast, url: str) -> None:
    segment = await begun(store, cast)
    ahead = await asked(store, cast, segment, 4)
    assert set(ahead.recipients) == set(segment.members[:4])
    assert all(recipient.follows for recipient in ahead.recipients.values())
    assert ahead.slots is not None
    assert (ahead.slots.first, ahead.slots.gap, ahead.rate) == (NOW, 1 / rate(url), rate(url))
    assert (ahead.state, ahead.held_up, ahead.known) == (BroadcastState.SENDING, False, frozenset())


async def test_whoever_has_an_outcome_is_known_and_takes_no_slot(store: Database, cast: Cast, url: str) -> None:
    segment = await begun(store, cast)
    await asked(store, cast, segment, 4)
    held = replace(segment, intent=4)
    await settle(store, held, 0, sent(segment, 2), NOW)
    await release(store, held, NOW)
    again = await claimed(store, "two", NOW)
    assert again is not None
    assert (again.done, again.intent) == (0, 0)
    before = await slot_after(store)
    ahead = await asked(store, cast, again, 4)
    assert ahead.known == {segment.members[2]}
    assert await slot_after(store) - before == pytest.approx(3 / rate(url), abs=1e-5)


async def test_those_who_are_being_written_to_are_counted_until_the_segment_is_given_back(
    store: Database, cast: Cast
) -> None:
    segment = await begun(store, cast)
    assert await leaving(store) == 0
    await asked(store, cast, segment, 4)
    assert await leaving(store) == 4
    await release(store, replace(segment, intent=4), NOW)
    assert await leaving(store) == 0


async def leaving(store: Database) -> int:
    async with store.read() as tx:
        return await tx.broadcasts.leaving()


async def test_whoever_has_given_a_segment_back_or_lost_it_to_another_claim_of_the_same_process_moves_it_no_more(
    store: Database, cast: Cast
) -> None:
    segment = await begun(store, cast)
    assert await release(store, segment, NOW)
    assert await intend(store, segment, 2, NOW) is None
    again = await claimed(store, "one", NOW)
    assert again is not None
    third = await claimed(store, "one", NOW + 2 * LEASE)
    assert third is not None
    assert await settle(store, again, 1, sent(again, 0), NOW + 2 * LEASE) is None
    assert await asked(store, cast, third, 2)


async def test_a_stride_begins_the_lease_anew(store: Database, cast: Cast) -> None:
    segment = await begun(store, cast)
    assert await intend(store, segment, 2, NOW + LEASE / 2)
    assert await claimed(store, "two", NOW + LEASE * 1.25) is None
    assert await claimed(store, "two", NOW + LEASE * 1.75)


async def slot_after(store: Database) -> float:
    async with store.write() as tx:
        slots = await tx.accounts.reserve(ACCOUNT, 0, NOW)
    return (slots.first - NOW).total_seconds()


@pytest.mark.parametrize("why", ["paused", "halted", "flooded"])
async def test_while_sending_is_held_up_nobody_new_is_intended_and_outcomes_are_kept(
    store: Database, cast: Cast, why: str
) -> None:
    segment = await begun(store, cast)
    await asked(store, cast, segment, 2)
    async with store.write() as tx:
        if why == "paused":
            await tx.broadcasts.advance(segment.broadcast_id, BroadcastState.SENDING, BroadcastState.PAUSED)
        elif why == "halted":
            await tx.programme.halt(NOW)
        else:
            await tx.accounts.pause(ACCOUNT, NOW + timedelta(seconds=30), NOW)
    moved = replace(segment, done=2, intent=5)
    stride = Stride(moved, NOW, ACCOUNT, cast.post_office.id, sent(segment, 0, 1), segment.members[2:5])
    ahead = await store.stride(stride)
    assert ahead is not None
    assert (ahead.held_up, dict(ahead.recipients), ahead.slots) == (True, {}, None)
    assert await stands(store, segment) == (2, 2)


async def stands(store: Database, segment: Segment) -> tuple[int, int]:
    """Done and intent, as whoever takes over finds them."""
    async with store.write() as tx:
        await tx.programme.resume()
        await tx.broadcasts.advance(segment.broadcast_id, BroadcastState.PAUSED, BroadcastState.SENDING)
    found = await claimed(store, "other", NOW + 2 * LEASE)
    assert found is not None
    return found.done, found.intent


async def test_who_is_sent_to_once_more_is_remembered_by_the_segment(store: Database, cast: Cast) -> None:
    segment = await begun(store, cast)
    doubtful = frozenset(segment.members[:2])
    await store.stride(Stride(replace(segment, doubtful=doubtful), NOW, ACCOUNT, cast.post_office.id))
    again = await claimed(store, "two", NOW + 2 * LEASE)
    assert again is not None
    assert again.doubtful == doubtful


async def test_a_correction_hears_what_each_of_them_got(store: Database, cast: Cast) -> None:
    first = await begun(store, cast)
    await settle(store, first, PEOPLE, sent(first, *range(PEOPLE)), NOW)
    segment = await begun(store, cast, errand=Errand.RECALL, origin=first.broadcast_id)
    ahead = await asked(store, cast, segment, 3, origin_id=first.broadcast_id)
    assert ahead.copies == {each.recipient: each for each in sent(first, 0, 1, 2)}


async def test_paid_messages_take_paid_slots_and_replies_take_free_ones(store: Database, cast: Cast, url: str) -> None:
    segment = await begun(store, cast)
    async with store.write() as tx:
        await tx.broadcasts.set_paid(segment.broadcast_id)
    ahead = await asked(store, cast, segment, 3, replies=2)
    assert ahead.slots is not None
    assert (ahead.paid, ahead.slots.first, ahead.slots.gap) == (True, NOW, 1 / PAID_RATE)
    assert await slot_after(store) == pytest.approx(2 / rate(url), abs=1e-5)


async def test_what_is_paid_for_no_more_takes_free_slots_from_the_next_stride_on(
    store: Database, cast: Cast, url: str
) -> None:
    segment = await begun(store, cast)
    async with store.write() as tx:
        await tx.broadcasts.set_paid(segment.broadcast_id)
    assert (await asked(store, cast, segment, 1)).paid
    async with store.write() as tx:
        await tx.broadcasts.set_paid(segment.broadcast_id, paid=False)
    ahead = await asked(store, cast, replace(segment, intent=1), 3)
    assert ahead.slots is not None
    assert (ahead.paid, ahead.slots.gap) == (False, 1 / rate(url))


async def test_many_lines_at_once_lose_no_outcome_and_no_slot(store: Database, cast: Cast, url: str) -> None:
    async with store.write() as tx:
        await crowd(tx, cast.post_office.id, PEOPLE)
        posts = [await tx.posts.add(draft(cast, PostState.SENDING)) for _ in range(8)]
        for post in posts:
            await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(cast.post_office.id))
    held = [await claimed(store, f"line {no}", NOW) for no in range(8)]
    lines = [segment for segment in held if segment]

    async def whole(segment: Segment) -> Ahead | None:
        ahead = await intend(store, segment, PEOPLE, NOW)
        everybody = sent(segment, *range(PEOPLE))
        assert await settle(store, replace(segment, intent=PEOPLE), PEOPLE, everybody, NOW)
        return ahead

    told = await asyncio.gather(*(whole(segment) for segment in lines))
    firsts = sorted((ahead.slots.first - NOW).total_seconds() for ahead in told if ahead and ahead.slots)
    assert firsts == pytest.approx([no * PEOPLE / rate(url) for no in range(8)], abs=1e-4)
    async with store.read() as tx:
        assert [(await tx.broadcasts.sums(each.broadcast_id)).known for each in lines] == [PEOPLE] * 8


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_trouble_of_the_database_is_told_to_every_line_of_the_group(
    store: Database, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = await begun(store, cast)
    monkeypatch.setattr("storage.database.perform", _no_room)
    results = await asyncio.gather(*(intend(store, segment, 2, NOW) for _ in range(3)), return_exceptions=True)
    assert [type(result) for result in results] == [StorageFault] * 3
    monkeypatch.undo()
    assert await intend(store, segment, 2, NOW)


@contextlib.contextmanager
def transaction_elsewhere(url: str) -> Iterator[None]:
    """Another process writes."""
    with contextlib.closing(sqlite3.connect(url.partition("///")[2], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_a_transaction_of_another_process_is_waited_for_without_stopping_anybody_else(
    store: Database, cast: Cast, url: str
) -> None:
    segment = await begun(store, cast)
    with transaction_elsewhere(url):
        striding = asyncio.create_task(intend(store, segment, 2, NOW))
        await asyncio.sleep(0.1)  # the loop goes on: if it stood still, the other would never end
        assert not striding.done()
    assert await striding


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_who_is_cancelled_while_it_is_written_takes_nothing_from_the_next(
    store: Database, cast: Cast, url: str
) -> None:
    segment = await begun(store, cast)
    with transaction_elsewhere(url):
        first = asyncio.create_task(intend(store, segment, 2, NOW))
        await asyncio.sleep(0.05)
        first.cancel()
        second = asyncio.create_task(intend(store, replace(segment, intent=2), 4, NOW))
        await asyncio.sleep(0.05)
    ahead = await second
    assert ahead is not None
    assert set(ahead.recipients) == set(segment.members[2:4])
    with pytest.raises(asyncio.CancelledError):
        await first


@pytest.mark.parametrize("fault", [None, sqlite3.OperationalError("disk I/O error")])
async def test_who_of_a_group_has_gone_away_keeps_its_end_from_nobody_else(fault: Exception | None) -> None:
    loop = asyncio.get_running_loop()
    gone, stays, writing = loop.create_future(), loop.create_future(), loop.create_future()
    gone.cancel()
    writing.set_exception(fault) if fault else writing.set_result(["his", "hers"])
    tell([(bool, gone), (bool, stays)], writing)
    with pytest.raises(type(fault)) if fault else contextlib.nullcontext():
        assert await stays == "hers"


async def test_whoever_is_cancelled_while_the_thread_writes_still_tells_the_others_of_the_group() -> None:
    group, turn, on = Group(create_engine("sqlite://")), asyncio.Lock(), threading.Event()
    async with turn:  # both wait, so that one writes for both
        first = asyncio.create_task(group.take(lambda _: on.wait(10), turn))
        second = asyncio.create_task(group.take(lambda _: "hers", turn))
        await asyncio.sleep(0)
    await asyncio.sleep(0.01)
    first.cancel()
    await asyncio.sleep(0)
    on.set()
    async with asyncio.timeout(10):
        assert await second == "hers"
    assert first.cancelled()
    group.close()


def _no_room(_runner: object, _stride: object = None) -> Ahead:
    raise sqlite3.OperationalError("database or disk is full")


class Listening:
    """A connection that remembers what it was told to do."""

    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.said: set[str] = set()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        self.said.add(statement)
        return self.connection.execute(statement, values)


async def test_a_stride_says_the_same_few_statements_however_many_people_it_is_about(sqlite_tables: str) -> None:
    """SQLite keeps each that it has met, so that memory would grow with the numbers that come by."""
    store = Database(sqlite_tables)
    cast = await a_cast(store)
    segment = await begun(store, cast, people=200)
    listening, said = Listening(str(make_url(sqlite_tables).database)), list[int]()
    runner, before = OnSQLite(typed("sqlite3.Connection", listening)), segment
    for many in range(1, 20):
        asked = segment.members[segment.intent : segment.intent + many]
        moved = replace(segment, done=segment.intent, intent=segment.intent + many)
        outcomes = sent(segment, *range(segment.done, segment.intent))
        assert perform(runner, Stride(moved, NOW, ACCOUNT, cast.post_office.id, outcomes, asked))
        segment = moved
        said.append(len(listening.said))
    assert said[1:] == [said[1]] * len(said[1:])
    async with store.read() as tx:
        assert (await tx.broadcasts.sums(segment.broadcast_id)).of(DeliveryState.SENT) == segment.done - before.done
    listening.connection.close()
    await store.close()
