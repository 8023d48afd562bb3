"""All that is held on a person is found; after they were forgotten nothing is, in any column of any table."""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from bot.actions import let_go
from bot.actions.faults import Faults
from bot.actions.let_go import ask_about_data, ask_to_be_forgotten, drop_stubs, forget_due
from bot.content import Campaign, MediaKind, Post, PostKind, PostState, Version
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.partners import Invitation, Kind, Partner
from bot.people import Consent, Purpose, Reader
from bot.places import Place
from bot.reports import Counted, Pressed
from bot.requests import COOLING, RequestKind, Stub, mark_of
from bot.shares import Share, ShareState
from bot.store import Work
from storage import Database, traces
from storage.chats import chats
from storage.content import media
from storage.dialogues import dialogues
from storage.digests import digests
from storage.exchanges import exchanges
from storage.follows import aside
from storage.ledger import broadcasts, deliveries
from storage.requests import stubs
from storage.schema import metadata
from storage.shares import share_media, shares
from tests.actions.conftest import Newsroom
from tests.actions.deeds import rows_added
from tests.storage.conftest import NOW, rows

NUMBER, ADDRESS, NAME, SECRET = 77_350_001, 8_812_345_678, "Amélia 陳小樹", "my grandmother's arcade"
MARKS = (str(ADDRESS), NAME, SECRET)
STAYS = {  # columns that keep our own number of them, which leads to nobody any more
    *("chat.id", "delivery.recipient", "post.author_id", "post.reviewer_id", "audit.person_id"),
    *("invitation.made_by", "invitation.used_by", "plan.planned_by", "correction.proposed_by", "correction.decided_by"),
}


async def a_person(tx: Work) -> tuple[Reader, Partner]:
    """Somebody who has left something in every table that can hold it."""
    await rows_added(tx, chats, id=NUMBER, address=ADDRESS, kind="reader")
    reader = await tx.readers.meet(Reader(0, ADDRESS, NAME, NOW, Form.PT, came_by="city_macau", place=Place.MACAU))
    assert reader.id == NUMBER
    partner = await tx.partners.add(Partner(0, "arcades", Kind.AMBASSADOR, {Form.PT: "Arcadas"}))
    await tx.admins.ensure({ADDRESS}, NOW)
    for purpose in (Purpose.SERVICE, Purpose.PROMOTION):
        await tx.readers.consent(Consent(reader.id, purpose, given=True, at=NOW, form=Form.PT))
    await tx.follows.follow(reader.id, partner.id, NOW)
    campaign = await tx.campaigns.add(Campaign(0, partner.id, {Form.PT: "Arcadas em flor"}, NOW.date(), NOW.date()))
    await tx.follows.follow_campaign(reader.id, campaign, NOW)
    await tx.follows.follow_place(reader.id, Place.ZHUHAI, NOW)
    await rows_added(tx, aside, reader_id=reader.id, partner_id=partner.id, weekly=1)
    await tx.partners.join(partner.id, reader.id, NOW)
    await tx.partners.invite(Invitation("x" * 64, partner.id, reader.id, NOW))
    await tx.notices.add(Notice(reader.id, NoticeKind.RETURNED, {"comment": SECRET}, at=NOW))
    await tx.notices.keep_asked(Notice(reader.id, NoticeKind.CORRECTION, {"correction_id": 1}, at=NOW), 5)
    stands = {"state": "AboutData:question", "data": f'{{"text": "{SECRET}"}}'}
    await rows_added(tx, dialogues, key=f"7:{ADDRESS}:{ADDRESS}:default", address=ADDRESS, **stands)
    await tx.programme.note(NOW, reader.id, "submit", "post 1")
    await rows_added(tx, digests, reader_id=reader.id, hour=8)
    written = {"asked_at": NOW, "asked": 1, "answered": 0}
    await rows_added(tx, exchanges, reader_id=reader.id, partner_id=partner.id, **written)
    return reader, partner


async def a_citizen(tx: Work, reader: Reader, partner: Partner) -> None:
    """Their stories: one was told, one never was; and their vote."""
    picture = await tx.posts.new_media(MediaKind.PHOTO)
    await tx.posts.keep_reference(picture.id, 7, f"file of {ADDRESS}")
    versions = {Form.PT: Version(Form.PT, "As arcadas.")}
    told = Post(0, partner.id, reader.id, PostKind.STORY, PostState.SENT, NOW, versions, credit=NAME, sent_at=NOW)
    post = await tx.posts.add(told)
    fresh = Share(0, reader.id, ShareState.DRAFT, NOW, SECRET, Form.PT, credit=NAME)
    untold = await tx.shares.add(fresh)
    assert await tx.shares.advance(replace(untold, media=(picture,)), ShareState.DRAFT)
    share = await tx.shares.add(replace(fresh, state=ShareState.ACCEPTED, post_id=post.id, told_at=NOW))
    await tx.shares.vote("2026-11", reader.id, share.id, NOW)
    line = {"id": 5, "post_id": post.id, "moment": NOW, "content_hash": "", "started_at": NOW, "meant": 1}
    await rows_added(tx, broadcasts, **line, state="finished", policy="careful", finished_at=NOW)
    await rows_added(tx, deliveries, broadcast_id=5, recipient=reader.id, state="sent", at=NOW, message_ids=[11])
    await tx.reports.press(Pressed(post.id, Counted.READ, reader.id, 11), NOW)


@pytest.fixture
async def town(newsroom: Newsroom) -> Newsroom:
    """A newsroom where somebody has left something everywhere."""
    async with newsroom.store.write() as tx:
        reader, partner = await a_person(tx)
        await a_citizen(tx, reader, partner)
    await ask_about_data(newsroom.store, NUMBER, SECRET, newsroom.watch())
    return newsroom


async def found(store: Database) -> set[str]:
    """Every column of every table where something of theirs is."""
    places = set()
    async with store.read() as tx:
        for table in metadata.sorted_tables:
            for row in await rows(tx, select(table)):
                for column, value in zip(table.c, row, strict=True):
                    name = f"{table.name}.{column.name}"
                    if any(mark in str(value) for mark in MARKS):
                        places.add(name)
                    if name not in STAYS and str(NUMBER) in str(value):
                        places.add(name)
    return places


async def forgotten(town: Newsroom) -> None:
    """They ask, the time to think passes, and the clock looks."""
    await ask_to_be_forgotten(town.store, NUMBER, town.watch())
    town.watch.forward(COOLING - timedelta(minutes=1))  # the clock runs with the real one, and a machine may be slow
    assert not await forget_due(town.desk)
    town.watch.forward(timedelta(minutes=1))
    assert await forget_due(town.desk)
    assert not await forget_due(town.desk)


def test_every_table_is_either_about_people_or_not() -> None:
    about = {trace.table.name for trace in traces.TRACES}
    assert about | traces.IMPERSONAL == set(metadata.tables)
    assert not about & traces.IMPERSONAL


async def test_a_copy_holds_what_every_table_holds(town: Newsroom) -> None:
    async with town.store.read() as tx:
        reader = await tx.readers.get(NUMBER)
        assert reader is not None
        held = await tx.traces.of(reader)
    assert {"plan", "correction"} | set(held) == {trace.table.name for trace in traces.TRACES}
    assert all("token_hash" not in row for row in held["invitation"])


async def test_somebody_forgotten_is_in_no_column_of_any_table(town: Newsroom) -> None:
    before = await found(town.store)
    assert {"reader.name", "chat.address", "share.text", "dialogue.key", "notice.facts", "request.text"} <= before
    await forgotten(town)
    assert await found(town.store) == set()


def what(trace: traces.Trace) -> str:
    return f"{trace.table.name}{' emptied' if trace.blank else ''}"


ERASED = {what(trace): trace for trace in traces.TRACES if trace.blank is None or trace.blank}
HELD_FAST = (  # rows that something else needs, so that the database refuses to go on without their going first
    *("vote", "digest", "exchange", "media_reference", "share_media", "share emptied", "request", "consent"),
    *("campaign_follow", "place_follow", "follow_aside", "follow", "member"),
)


@contextlib.contextmanager
def left_out(name: str) -> Iterator[str]:
    """In the block, one table is left out of the erasing: its name."""
    kept = ERASED[name]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(traces, "TRACES", tuple(trace for trace in traces.TRACES if trace is not kept))
        yield str(kept.table.name)


async def test_one_table_left_out_stops_the_forgetting_in_the_database(
    town: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    await ask_to_be_forgotten(town.store, NUMBER, town.watch())
    town.watch.forward(COOLING)
    before = await found(town.store)
    for name in HELD_FAST:
        town.desk.faults = Faults()  # which tells each anew
        caplog.clear()
        with left_out(name):
            assert not await forget_due(town.desk), name
        assert "IntegrityError" in caplog.text, name
        assert await found(town.store) == before, name


@pytest.mark.parametrize("name", [name for name in ERASED if name not in HELD_FAST])
async def test_one_table_left_out_would_be_noticed(town: Newsroom, name: str) -> None:
    with left_out(name) as table:
        await forgotten(town)
    left = {place.partition(".")[0] for place in await found(town.store)}
    assert table in left | await lost(town.store)


async def lost(store: Database) -> set[str]:
    """What names nobody and belongs to nothing, and should not be there either."""
    async with store.read() as tx:
        pictures = {table.name for table in (media, share_media) if await rows(tx, select(table))}
        empty = await rows(tx, select(shares).where(shares.c.post_id.is_(None)))
    return pictures | ({"share"} if empty else set())


async def test_the_stub_says_only_that_somebody_unsubscribed(town: Newsroom) -> None:
    left_at = town.watch()
    await forgotten(town)
    async with town.store.read() as tx:
        (stub,) = await rows(tx, select(stubs))
        key = await tx.programme.setting("stub_key")
    assert key is not None
    assert (stub.form, stub.mark) == (Form.PT, mark_of(ADDRESS, key))
    assert left_at <= stub.at < left_at + COOLING
    assert stub.until > NOW + timedelta(days=3 * 365)
    for moment, left in ((stub.until - timedelta(days=1), 1), (stub.until, 0)):
        await drop_stubs(town.store, moment)
        async with town.store.read() as tx:
            assert len(await rows(tx, select(stubs))) == left


async def test_of_two_clocks_one_forgets_and_asking_twice_changes_nothing(town: Newsroom, url: str) -> None:
    request = await ask_to_be_forgotten(town.store, NUMBER, town.watch())
    town.watch.forward(timedelta(minutes=3))
    assert (await ask_to_be_forgotten(town.store, NUMBER, town.watch())).due_at == request.due_at
    town.watch.forward(COOLING)
    other = Database(url)
    desks = (town.desk, replace(town.desk, store=other))
    await asyncio.gather(*(forget_due(desk) for desk in desks))
    await other.close()
    async with town.store.read() as tx:
        assert len(await rows(tx, select(stubs))) == 1


async def test_one_who_cannot_be_forgotten_keeps_nobody_else_waiting_and_is_told_once_a_minute(
    town: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with town.store.write() as tx:
        other = await tx.readers.meet(Reader(0, ADDRESS + 1, "Ng", NOW))
    for reader_id in (NUMBER, other.id):
        await ask_to_be_forgotten(town.store, reader_id, town.watch())
    town.watch.forward(COOLING)
    stub = let_go._stub

    async def broken(tx: Work, reader: Reader, now: datetime) -> Stub:
        if reader.id == NUMBER:
            raise RuntimeError("out of order")
        return await stub(tx, reader, now)

    with monkeypatch.context() as patch:
        patch.setattr(let_go, "_stub", broken)
        patch.setattr(let_go, "AT_ONCE", 1)
        assert await forget_due(town.desk)
        assert not await forget_due(town.desk)
    assert caplog.text.count("RuntimeError: out of order") == 1, "told again at each look"
    assert await forget_due(town.desk)
    async with town.store.read() as tx:
        assert await tx.readers.get(NUMBER) is None
        assert await tx.readers.get(other.id) is None


async def test_whoever_comes_back_is_somebody_new(town: Newsroom) -> None:
    await forgotten(town)
    async with town.store.write() as tx:
        again = await tx.readers.meet(Reader(0, ADDRESS, NAME, NOW))
        assert again.id != NUMBER
        assert set(await tx.traces.of(again)) == {"reader", "chat"}
        assert await tx.requests.open_of(again.id, RequestKind.FORGET) is None


async def test_whoever_stops_the_bot_does_not_wait_until_all_are_forgotten(town: Newsroom) -> None:
    await ask_to_be_forgotten(town.store, NUMBER, town.watch())
    town.watch.forward(COOLING)
    town.desk.stopping.set()
    assert not await forget_due(town.desk)
    town.desk.stopping.clear()
    assert await forget_due(town.desk)
