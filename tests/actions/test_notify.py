"""What staff is told: each notice once, none lost, none in the way of others."""

import asyncio
import contextlib
import typing
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actions import notify as notifying
from bot.actions.appoint import appoint
from bot.actions.compose import open_draft, put_version
from bot.actions.exchange import write_to
from bot.actions.notify import notify
from bot.actions.review import approve, return_post
from bot.actions.settle import keep_asked, opened
from bot.actions.submit import submit
from bot.content import Post, Version
from bot.delivery import Receipt
from bot.exchanges import Said
from bot.languages import Form
from bot.notices import Asked, Notice, NoticeKind
from bot.pace import Pacer
from bot.store import Work
from bot.transport import Parcel
from storage import StorageFault
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.notices import a_notice, tell_all, told
from tests.openings import Onward


async def test_a_notice_that_cannot_be_put_into_words_holds_up_no_other(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    await a_notice(newsroom, NoticeKind.JOINED, nonsense="here")
    await a_notice(newsroom)
    await tell_all(newsroom)
    assert await told(newsroom) == 1
    assert "could not be told" in caplog.text


async def test_a_notice_that_could_not_be_taken_since_the_disk_was_full_is_told_once_there_is_room(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_notice(newsroom)
    really = newsroom.store.write

    @contextlib.asynccontextmanager
    async def full() -> AsyncIterator[Work]:
        async with really() as tx:
            yield tx
            raise StorageFault("disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(newsroom.store, "write", full)
        with pytest.raises(StorageFault):
            await notify(newsroom.desk)
    assert await told(newsroom) == 0
    await tell_all(newsroom)
    assert await told(newsroom) == 1


async def test_two_processes_tell_a_notice_once(newsroom: Newsroom) -> None:
    other = replace(newsroom.desk, owner="another process")
    for _ in range(5):
        await a_notice(newsroom)
    await asyncio.gather(*(notify(desk) for desk in (newsroom.desk, other) * 5))
    await tell_all(newsroom)
    assert await told(newsroom) == 5


async def test_a_machine_that_slept_while_a_notice_was_on_its_way_tells_it_once(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.ZIQING, delay=0.6)
    await a_notice(newsroom)
    on_its_way = asyncio.ensure_future(notify(newsroom.desk))
    async with asyncio.timeout(30):
        while not await told(newsroom):  # noqa: ASYNC110 - it comes to a phone, no event here
            await asyncio.sleep(0.01)
    newsroom.watch.forward(timedelta(hours=12))
    assert not await notify(newsroom.desk)
    await on_its_way
    await tell_all(newsroom)
    assert await told(newsroom) == 1


class Late(Onward):
    """A transport whose turn comes after twelve hours, in which the other process has told what waited."""

    def __init__(self, newsroom: Newsroom) -> None:
        super().__init__(newsroom.desk.transport)
        self._newsroom = newsroom

    @contextlib.asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        self._newsroom.watch.forward(timedelta(hours=12))
        await tell_all(self._newsroom)
        yield


async def test_a_notice_whose_turn_comes_late_is_not_told_when_another_process_has_told_it(newsroom: Newsroom) -> None:
    late = replace(newsroom.desk, owner="another process", transport=Late(newsroom))
    await a_notice(newsroom)
    assert await notify(late)
    await tell_all(newsroom)
    assert await told(newsroom) == 1


async def test_a_flood_answer_to_a_notice_stops_everyone_on_the_account(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.ZIQING, retry_after=3600)
    await a_notice(newsroom)
    await tell_all(newsroom)
    assert newsroom.desk.pacer.closed_for
    async with newsroom.store.read() as tx:
        assert await replace(newsroom.desk, pacer=newsroom.pacer()).paused_for(tx)
    await a_notice(newsroom)
    assert not await notify(newsroom.desk)
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await tell_all(newsroom)
    assert await told(newsroom) == 2


async def test_a_notice_whose_turn_comes_as_its_process_ends_is_told_by_another(newsroom: Newsroom) -> None:
    class Closing(Pacer):
        async def turn(self, *_: Any, **__: Any) -> None:
            ending.stopping.set()

    ending = replace(newsroom.desk, stopping=asyncio.Event(), pacer=Closing())
    await a_notice(newsroom)
    assert await notify(ending)
    assert await told(newsroom) == 0
    newsroom.watch.forward(timedelta(seconds=31))
    await tell_all(newsroom)
    assert await told(newsroom) == 1


async def test_of_several_messages_the_one_with_the_buttons_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    async def sent(*_: object) -> Receipt:
        return Receipt((7, 8))

    monkeypatch.setattr(notifying, "_sent", sent)
    held, nothing = notifying._Held(Notice(1, NoticeKind.CORRECTION)), typing.cast("Any", None)
    assert await notifying._tell(nothing, held, nothing)
    assert held.message_id == 8


async def test_a_notice_without_an_answer_is_told_again(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.ZIQING, cut="before")
    await a_notice(newsroom)
    await tell_all(newsroom)
    assert await told(newsroom) == 0
    newsroom.watch.forward(timedelta(seconds=31))
    await tell_all(newsroom)
    assert await told(newsroom) == 1


async def test_a_notice_whose_teller_died_is_told_by_another(newsroom: Newsroom) -> None:
    await a_notice(newsroom)
    async with newsroom.store.write() as tx:
        assert await tx.notices.take(newsroom.watch())
    await tell_all(newsroom)
    assert await told(newsroom) == 0
    newsroom.watch.forward(timedelta(minutes=1, seconds=1))
    await tell_all(newsroom)
    assert await told(newsroom) == 1


SAID = "A que horas abre a oficina?"


async def _asks(newsroom: Newsroom) -> None:
    """A reader writes to a partner whose only communicator is here."""
    post, emma = await newsroom.approved(), (await newsroom.speaker(cast.EMMA)).reader
    await tell_all(newsroom)
    await write_to(newsroom.store, emma, post.partner_id, Said(SAID, about=post.id), newsroom.watch())


async def _heard(newsroom: Newsroom) -> list[bool]:
    """The times that the communicator has got it, oldest first: whether it says that it may be there already."""
    return ["已经收到" in text for text in await newsroom.received(cast.ZIQING) if SAID in text]


async def test_a_readers_words_that_come_once_more_after_a_crash_say_that_they_may_be_there_already(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _asks(newsroom)
    really = newsroom.desk.transport.send

    async def sends_and_dies(parcel: Parcel) -> Receipt:
        await really(parcel)
        raise asyncio.CancelledError

    monkeypatch.setattr(newsroom.desk.transport, "send", sends_and_dies)
    with pytest.raises(asyncio.CancelledError):
        await notify(newsroom.desk)
    monkeypatch.undo()
    newsroom.watch.forward(timedelta(minutes=2))
    await tell_all(newsroom)
    assert await _heard(newsroom) == [False, True]


async def test_a_readers_words_that_could_not_be_put_into_a_letter_at_first_come_as_if_they_were_new(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _asks(newsroom)
    monkeypatch.setattr("bot.actions.notify.letter_of", None)
    await notify(newsroom.desk)
    monkeypatch.undo()
    newsroom.watch.forward(timedelta(minutes=2))
    await tell_all(newsroom)
    assert await _heard(newsroom) == [False]


async def test_whoever_was_too_slow_does_not_say_of_words_taken_by_another_that_they_never_left(
    newsroom: Newsroom,
) -> None:
    await _asks(newsroom)

    async def taken() -> Notice:
        async with newsroom.store.write() as tx:
            notice = await tx.notices.take(newsroom.watch())
        assert notice
        newsroom.watch.forward(timedelta(minutes=2))
        return notice

    slow, _ = await taken(), await taken()
    async with newsroom.store.write() as tx:
        await tx.notices.never_left(slow)
    await tell_all(newsroom)
    assert await _heard(newsroom) == [True]


@pytest.mark.parametrize(
    ("fault", "maybe"),
    [({"error": [500, "Internal Server Error"]}, False), ({"cut": "before"}, True)],
    ids=["a no", "no answer"],
)
async def test_a_readers_words_that_come_once_more_say_so_only_if_the_first_may_have_arrived(
    newsroom: Newsroom, fault: dict[str, Any], *, maybe: bool
) -> None:
    await _asks(newsroom)
    await newsroom.fault(chat_id=cast.ZIQING, **fault)
    await tell_all(newsroom)
    newsroom.watch.forward(timedelta(minutes=2))
    await tell_all(newsroom)
    assert await _heard(newsroom) == [maybe]


@pytest.fixture
async def submitted(newsroom: Newsroom) -> Post:
    """A post of which two admins, 志远 and Emma, have been told that it waits."""
    await appoint(newsroom.store, {cast.ZHIYUAN, cast.EMMA}, newsroom.watch())
    author = await newsroom.speaker(cast.ZIQING)
    post = await open_draft(newsroom.store, author, next(iter(author.partner_ids)), newsroom.watch())
    await put_version(newsroom.store, author, post.id, Version(Form.EN, "Tonight by the river"))
    post = await submit(newsroom.store, author, post.id, newsroom.watch())
    await tell_all(newsroom)
    return post


async def test_when_one_admin_has_decided_the_message_of_the_other_says_so(newsroom: Newsroom, submitted: Post) -> None:
    admin = await newsroom.speaker(cast.ZHIYUAN)
    assert "submitted" in (await newsroom.received(cast.EMMA))[-1]
    await approve(newsroom.store, admin, submitted.id, submitted.hash(), newsroom.watch())
    await tell_all(newsroom)
    assert "has approved “Tonight by the river”" in (await newsroom.received(cast.EMMA))[-1]
    assert not await asked_of(newsroom, submitted)


async def test_a_message_that_has_turned_into_the_review_is_left_alone(newsroom: Newsroom, submitted: Post) -> None:
    admin, emma = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.EMMA)
    for each in await asked_of(newsroom, submitted):
        await opened(newsroom.store, emma, each.message_id)
    await return_post(newsroom.store, admin, submitted.id, "Which evening?", newsroom.watch())
    await tell_all(newsroom)
    assert "submitted" in (await newsroom.received(cast.EMMA))[-1]
    assert "已把“Tonight by the river”退回修改" in (await newsroom.received(cast.ZHIYUAN))[-1]


async def test_what_nobody_waits_for_any_more_is_not_asked(newsroom: Newsroom, submitted: Post) -> None:
    author, before = await newsroom.speaker(cast.ZIQING), await newsroom.received(cast.EMMA)
    for text in ("Tomorrow by the river", "On Sunday by the river"):
        await put_version(newsroom.store, author, submitted.id, Version(Form.EN, text))
        await submit(newsroom.store, author, submitted.id, newsroom.watch())
    await put_version(newsroom.store, author, submitted.id, Version(Form.EN, "Not at all"))
    await tell_all(newsroom)
    after = await newsroom.received(cast.EMMA)
    assert len(after) == len(before)
    assert "is no longer waiting for review" in after[-1]


async def test_a_message_that_comes_after_the_decision_says_so_too(newsroom: Newsroom, submitted: Post) -> None:
    admin, emma = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.EMMA)
    (message_id,) = [
        each.message_id for each in await asked_of(newsroom, submitted) if each.person_id == emma.reader.id
    ]
    await opened(newsroom.store, emma, message_id)  # as if it were still on its way
    await approve(newsroom.store, admin, submitted.id, submitted.hash(), newsroom.watch())
    await tell_all(newsroom)
    assert "submitted" in (await newsroom.received(cast.EMMA))[-1]
    notice = Notice(emma.reader.id, NoticeKind.SUBMITTED, {"post_id": submitted.id})
    await keep_asked(newsroom.desk, notice, message_id)
    await tell_all(newsroom)
    assert "has approved" in (await newsroom.received(cast.EMMA))[-1]


async def test_who_is_asked_once_more_before_the_first_question_was_settled_reads_in_both_what_became_of_it(
    newsroom: Newsroom, submitted: Post
) -> None:
    author, admin = await newsroom.speaker(cast.ZIQING), await newsroom.speaker(cast.ZHIYUAN)
    await put_version(newsroom.store, author, submitted.id, Version(Form.EN, "Tomorrow by the river"))
    again = await submit(newsroom.store, author, submitted.id, newsroom.watch())
    await tell_all(newsroom)
    assert ["submitted" in text for text in (await newsroom.received(cast.EMMA))[-2:]] == [True, True]
    await approve(newsroom.store, admin, again.id, again.hash(), newsroom.watch())
    await tell_all(newsroom)
    assert ["has approved" in text for text in (await newsroom.received(cast.EMMA))[-2:]] == [True, True]


async def test_a_flood_answer_to_what_became_of_it_stops_everyone_and_after_it_every_message_says_so(
    newsroom: Newsroom, submitted: Post
) -> None:
    await newsroom.fault(method="editMessageText", retry_after=3600)
    admin = await newsroom.speaker(cast.ZHIYUAN)
    await approve(newsroom.store, admin, submitted.id, submitted.hash(), newsroom.watch())
    await tell_all(newsroom)
    assert newsroom.desk.pacer.closed_for
    assert len(await asked_of(newsroom, submitted)) == 2
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await tell_all(newsroom)
    last = [(await newsroom.received(address))[-2] for address in (cast.EMMA, cast.ZHIYUAN)]  # then that of the flood
    assert ["has approved" in last[0], "已批准" in last[1]] == [True, True], last
    assert not await asked_of(newsroom, submitted)


async def asked_of(newsroom: Newsroom, post: Post) -> Sequence[Asked]:
    async with newsroom.store.read() as tx:
        return await tx.notices.asked(f"post {post.id}")
