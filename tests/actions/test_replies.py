"""Replies leave without a slot, and the account's row hears of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.accounts import Lane
from bot.actions.deliver import deliver
from bot.delivery import Reason, Refusal
from bot.pace import Given, Pacer
from bot.ports.strides import Ahead, Stride
from bot.store import Work
from bot.transport import Opening
from storage import StorageFault
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import due


async def test_other_processes_make_room_for_replies_that_have_left(newsroom: Newsroom) -> None:
    now = newsroom.watch()
    for address in (cast.EMMA, cast.JOANA, cast.KAMAN):
        await newsroom.desk.pacer.turn(Lane.REPLY, address)
    await replace(newsroom.desk, now=lambda: now).enter_replies()
    async with newsroom.store.write() as tx:
        slots = await tx.accounts.reserve(cast.BOT, 1, now)
    assert 0.05 < (slots.first - now).total_seconds() < 0.2
    assert newsroom.desk.pacer.replies == 0


async def test_the_strides_of_a_line_tell_the_row_of_replies_that_have_left(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, stride = list[int](), newsroom.desk.store.stride

    async def noted(asked: Stride) -> Ahead | None:
        told.append(asked.replies)
        return await stride(asked)

    monkeypatch.setattr(newsroom.desk.store, "stride", noted)
    newsroom.desk.pacer.replies = 3
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    assert len(told) > 1
    assert sum(told) == 3


async def test_what_the_row_could_not_be_told_is_told_by_the_next(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, write = newsroom.watch(), newsroom.store.write
    pacer = newsroom.desk.pacer
    pacer.replies = 3
    pacer.close(60)

    @asynccontextmanager
    async def away() -> AsyncIterator[Work]:
        async with write() as tx:
            yield tx
            raise StorageFault("the database went away")

    with monkeypatch.context() as patch:
        patch.setattr(newsroom.store, "write", away)
        for fails in (newsroom.desk.enter_replies, lambda: newsroom.desk.pause(Refusal(Reason.FLOOD, retry_after=1))):
            with pytest.raises(StorageFault):
                await fails()
    assert (pacer.replies, pacer.untold) == (3, True)
    await newsroom.desk.enter_replies()
    async with newsroom.store.read() as tx:
        assert await tx.accounts.paused_until(cast.BOT, now)
    assert (pacer.replies, pacer.untold) == (0, False)


async def test_the_row_hears_of_a_second_try_which_has_no_slot(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom.desk.pacer, "take_replies", lambda: 0)
    await newsroom.fault(chat_id=cast.EMMA, error=[500, "Internal Server Error"])
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    assert newsroom.desk.pacer.replies == 1


async def test_replies_that_a_stride_did_not_enter_are_entered_later(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, stride, pacer = list[int](), newsroom.desk.store.stride, newsroom.desk.pacer

    async def noted(asked: Stride) -> Ahead | None:
        ahead = await stride(asked)
        told.append(asked.replies)
        if ahead and asked.asked and not ahead.held_up:
            pacer.replies += 2  # left meanwhile
        return ahead

    monkeypatch.setattr(newsroom.desk.store, "stride", noted)
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    assert told[-1] == 0, "nobody is asked about, so no slots are taken"
    assert pacer.replies == 2


async def test_a_flood_answer_to_a_reply_holds_broadcasts_of_all_processes(newsroom: Newsroom) -> None:
    await due(newsroom, await newsroom.approved())
    newsroom.desk.pacer.close(60)
    await newsroom.desk.enter_replies()
    other = replace(newsroom.desk, pacer=Pacer())
    assert not await deliver(other)
    async with newsroom.store.read() as tx:
        until = await tx.accounts.paused_until(cast.BOT, newsroom.watch())
    assert until is not None
    assert 59 < (until - newsroom.watch()).total_seconds() <= 60
    await newsroom.desk.enter_replies()
    async with newsroom.store.read() as tx:
        assert await tx.accounts.paused_until(cast.BOT, newsroom.watch()) == until
    assert not newsroom.desk.pacer.untold, "told once: no unit of work twice a second for good"


async def test_a_flood_answer_to_a_broadcast_holds_replies_of_its_process_too(newsroom: Newsroom) -> None:
    await newsroom.fault(chat_id=cast.KAMAN, retry_after=60)
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    assert 50 < newsroom.desk.pacer.closed_for <= 60


async def test_a_process_keeps_to_the_pace_that_the_accounts_row_says(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[float] = []
    monkeypatch.setattr(newsroom.desk.pacer, "keep_to", told.append)
    await newsroom.keep_to(28.0)
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    assert set(told) == {28.0}


async def test_the_way_is_open_before_a_copy_has_its_turn(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    transport, pacer = newsroom.desk.transport, newsroom.desk.pacer
    at_hand, opened, ask = transport.at_hand, transport.opened, pacer.ask

    def found() -> Opening | None:
        opening = at_hand()
        order.extend(["open"] * bool(opening))
        return opening

    async def made() -> Opening:
        opening = await opened()
        order.append("open")
        return opening

    def asked(lane: Lane, address: int | None, given: Given, **more: Any) -> None:
        order.append("turn")
        ask(lane, address, given, **more)

    monkeypatch.setattr(transport, "at_hand", found)
    monkeypatch.setattr(transport, "opened", made)
    monkeypatch.setattr(pacer, "ask", asked)
    await due(newsroom, await newsroom.approved())
    await newsroom.deliver_all()
    opens = [no for no, what in enumerate(order) if what == "open"]
    turns = [no for no, what in enumerate(order) if what == "turn"]
    assert len(opens) == len(turns) == 6
    assert all(open_ < turn_ for open_, turn_ in zip(opens, turns, strict=True))
