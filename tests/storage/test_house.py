"""Accounts, notices, dialogues, and the programme's own few facts."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from bot.accounts import Slots
from bot.audit import Field, Wanted
from bot.broadcast import Broadcast, Errand
from bot.content import Whom
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.notices import Notice, NoticeKind
from bot.partners import Channel
from bot.store import Glance, Work
from storage import Database, StorageFault
from storage.dialogues import dialogues
from storage.programme import audit
from tests.storage.conftest import NOW, Cast, draft, rows
from tests.storage.deeds import rate

ACCOUNT = 8_123_456_789
ROUNDS = 400
"""More than a year of a daily series."""


async def test_slots_follow_each_other(store: Database, url: str) -> None:
    async with store.write() as tx:
        count, gap = 99, 1 / rate(url)
        assert await tx.accounts.reserve(ACCOUNT, count, NOW) == Slots(NOW, gap)
        after = NOW + timedelta(seconds=count / rate(url))
        assert await tx.accounts.reserve(ACCOUNT, 1, NOW) == Slots(after, gap)
        assert (await tx.accounts.reserve(ACCOUNT, 1, NOW + timedelta(days=1))).first == NOW + timedelta(days=1)
        assert (await tx.accounts.reserve(ACCOUNT + 1, 1, NOW)).first == NOW


async def test_many_who_reserve_at_once_lose_no_slot(store: Database, url: str) -> None:
    assert store
    databases = [Database(url) for _ in range(5)]

    async def reserve(database: Database) -> int:
        async with database.write() as tx:
            slots = await tx.accounts.reserve(ACCOUNT, 10, NOW)
        return round((slots.first - NOW).total_seconds() * rate(url) / 10)

    firsts = await asyncio.gather(*(reserve(database) for database in databases * 10))
    for database in databases:
        await database.close()
    assert sorted(firsts) == list(range(50))


async def test_a_pause_holds_everyone_and_is_never_shortened(store: Database) -> None:
    until = NOW + timedelta(minutes=5)
    async with store.write() as tx:
        assert await tx.accounts.paused_until(ACCOUNT, NOW) is None
        await tx.accounts.pause(ACCOUNT, until, NOW)
        await tx.accounts.pause(ACCOUNT, NOW + timedelta(seconds=1), NOW)
        assert await tx.accounts.paused_until(ACCOUNT, NOW) == until
        assert (await tx.accounts.reserve(ACCOUNT, 1, NOW)).first == until
        assert await tx.accounts.paused_until(ACCOUNT, until) is None


async def test_a_notice_waits_until_it_is_told(store: Database) -> None:
    notice = Notice(5, NoticeKind.RETURNED, {"post_id": 7, "comment": "好似得"}, at=NOW)
    async with store.write() as tx:
        await tx.notices.add(notice)
        await tx.notices.add(replace(notice, person_id=6))
    async with store.write() as tx:
        first, second = await tx.notices.waiting(NOW, 10)
        assert first == replace(notice, id=first.id)
        assert await tx.notices.waiting(NOW, 1) == [first]
        await tx.notices.told(first.id)
        assert await tx.notices.waiting(NOW, 10) == [second]


async def test_a_notice_that_somebody_is_telling_rests_for_a_minute(store: Database, other: Database) -> None:
    async with store.write() as tx:
        await tx.notices.add(Notice(5, NoticeKind.HALTED))
    async with store.write() as tx:
        assert await tx.notices.take(NOW)
    async with other.write() as tx:
        assert await tx.notices.take(NOW + timedelta(seconds=59)) is None
        assert await tx.notices.take(NOW + timedelta(seconds=60))


async def test_a_notice_tried_in_vain_rests_longer_each_time(store: Database) -> None:
    async with store.write() as tx:
        await tx.notices.add(Notice(5, NoticeKind.HALTED))
        (notice,) = await tx.notices.waiting(NOW, 1)
        for tries in (1, 2, 3):
            await tx.notices.tried(notice.id, NOW)
            rest = timedelta(seconds=30 * tries)
            assert await tx.notices.waiting(NOW + rest - timedelta(microseconds=1), 1) == []
            assert await tx.notices.waiting(NOW + rest, 1) == [replace(notice, tries=tries, rests_until=NOW + rest)]


async def test_a_restart_keeps_where_a_conversation_stands(store: Database, url: str) -> None:
    await store.keep("1:2:2:default", "Compose:text", '{"草稿":1}')
    await store.close()
    again = Database(url)
    await again.open()
    assert await again.glance(2, "1:2:2:default") == Glance(None, "Compose:text", '{"草稿":1}')
    assert await again.glance(2, "1:2:3:default") == Glance(None)
    await again.close()


async def test_a_conversation_that_stands_nowhere_leaves_no_row(store: Database) -> None:
    await store.keep("1:2:2:default", "Compose:text", "{}")
    await store.keep("1:2:2:default", None, "{}")
    assert (await store.glance(2, "1:2:2:default")).data == "{}"
    await store.keep("1:2:2:default", None, None)
    async with store.read() as tx:
        assert await rows(tx, select(dialogues)) == []


async def test_what_no_database_takes_fails_alone_and_not_with_what_others_write_at_that_moment(
    store: Database,
) -> None:
    bad, good = store.keep("1:2:2:default", None, "\ud800"), store.keep("1:3:3:default", "Asking:place", None)
    failed, kept = await asyncio.gather(bad, good, return_exceptions=True)
    assert isinstance(failed, UnicodeEncodeError)
    assert kept is None
    assert (await store.glance(3, "1:3:3:default")).state == "Asking:place"


async def test_halting_twice_keeps_the_first_moment(store: Database) -> None:
    async with store.write() as tx:
        assert await tx.programme.halted_at() is None
        await tx.programme.halt(NOW)
        await tx.programme.halt(NOW + timedelta(hours=1))
        assert await tx.programme.halted_at() == NOW
        await tx.programme.resume()
        assert await tx.programme.halted_at() is None


async def test_a_setting_is_kept_and_replaced(store: Database) -> None:
    async with store.write() as tx:
        assert await tx.programme.setting("sample") is None
        await tx.programme.set_setting("sample", "loaded")
        await tx.programme.set_setting("sample", "木棉")
        assert await tx.programme.setting("sample") == "木棉"


async def test_the_audit_keeps_every_line(store: Database) -> None:
    async with store.write() as tx:
        await tx.programme.note(NOW, 5, "approved", "post 7")
        await tx.programme.note(NOW, None, "halt", "operator")
    async with store.read() as tx:
        found = await tx.audit.page(Wanted(), 0, 10)
    assert found.total == 2
    assert [(line.at, line.person_id, line.verb, line.subject) for line in found.items] == [
        (NOW, None, "halt", "operator"),
        (NOW, 5, "approved", "post 7"),
    ]


async def test_no_line_of_the_audit_can_be_changed_or_deleted(store: Database) -> None:
    async with store.write() as tx:
        await tx.programme.note(NOW, 5, "approved", "post 7")
    for deed in (delete(audit), update(audit).values(person_id=6)):
        with pytest.raises((DBAPIError, StorageFault), match="append-only"):
            async with store.write() as tx:
                await run(tx, deed)
    async with store.read() as tx:
        assert [(line.person_id, line.subject) for line in (await tx.audit.page(Wanted(), 0, 9)).items] == [
            (5, "post 7")
        ]


async def run(tx: Work, statement: Any) -> None:
    keeper: Any = tx.programme
    await keeper._do(statement)


async def test_a_line_knows_whose_partner_it_concerns_and_is_found_by_it(store: Database, cast: Cast) -> None:
    partner_id = cast.post_office.id
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast))
        broadcast = await tx.broadcasts.start(Broadcast(0, post.id, NOW, "hash", NOW), Whom(partner_id))
        channel = await tx.channels.link(Channel(0, -100123, partner_id, "Gare", (Form.PT,)))
        about = [f"post {post.id} abc", f"broadcast {broadcast.id}: refusals", f"channel {channel.id}"]
        about += [f"partner {partner_id}", f"reader 4 partner {partner_id}"]
        for no, subject in enumerate([*about, "programme", "post 999", "partner nobody"]):
            await tx.programme.note(NOW, no % 2, "did", subject, ("one", "other"))
    async with store.read() as tx:
        mine = await tx.audit.page(Wanted(partner_id=partner_id), 0, 10)
        assert [line.subject for line in mine.items] == about[::-1]
        assert {(line.before, line.after) for line in mine.items} == {("one", "other")}
        both = await tx.audit.page(Wanted(person_id=0, partner_id=partner_id, field=Field.PARTNERS), 0, 10)
        assert [line.subject for line in both.items] == [about[4], about[2]]
        page = await tx.audit.page(Wanted(), 6, 4)
        assert (page.total, [line.subject for line in page.items]) == (8, about[1::-1])
        assert list(await tx.audit.people()) == [0, 1]


async def test_what_was_done_about_a_series_of_years_is_found_by_its_post(store: Database, cast: Cast) -> None:
    async with store.write() as tx:
        post = await tx.posts.add(draft(cast))
        other = await tx.posts.add(draft(cast))
        whom = Whom(cast.post_office.id)
        moments = [NOW + timedelta(days=day) for day in range(ROUNDS)]
        rounds = [await tx.broadcasts.start(Broadcast(0, post.id, at, "hash", at), whom) for at in moments]
        elsewhere = await tx.broadcasts.start(Broadcast(0, other.id, NOW, "hash", NOW), whom)
        first, last = rounds[0], rounds[-1]
        errand = replace(first, id=0, errand=Errand.RECALL, origin_id=first.id, moment=NOW - timedelta(days=1))
        recall = await tx.broadcasts.start_errand(errand, {DeliveryState.SENT}, None)
        about = [f"broadcast {last.id}", f"broadcast {first.id}: refusals", f"broadcast {recall.id} of {first.id}"]
        for subject in (*about, f"broadcast {elsewhere.id}", f"post {other.id}", f"post {post.id} 2026"):
            await tx.programme.note(NOW, 5, "did", subject)
    async with store.read() as tx:
        found = await tx.audit.page(Wanted(post_id=post.id), 0, 10)
    assert [line.subject for line in found.items] == [f"post {post.id} 2026", *reversed(about)]
