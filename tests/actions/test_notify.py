"""What staff is told: each notice once, none lost, none in the way of others."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.actions.exchange import write_to
from bot.actions.notify import notify
from bot.delivery import Receipt
from bot.exchanges import Said
from bot.notices import Notice, NoticeKind
from bot.transport import Parcel
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.notices import a_notice, tell_all, told


async def test_a_notice_that_cannot_be_put_into_words_holds_up_no_other(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    await a_notice(newsroom, NoticeKind.JOINED, nonsense="here")
    await a_notice(newsroom)
    await tell_all(newsroom)
    assert await told(newsroom) == 1
    assert "could not be told" in caplog.text


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


@dataclass
class Late:
    """A transport whose turn comes after twelve hours, in which the other process has told what waited."""

    newsroom: Newsroom

    def __getattr__(self, name: str) -> Any:
        return getattr(self.newsroom.desk.transport, name)

    @contextlib.asynccontextmanager
    async def ready(self) -> AsyncIterator[None]:
        self.newsroom.watch.forward(timedelta(hours=12))
        await tell_all(self.newsroom)
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
