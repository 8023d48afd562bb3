"""A text too long for a caption stands below its picture: two messages, one delivery, never half of it twice."""

from datetime import timedelta
from typing import Any

import pytest

from bot.delivery import DeliveryState
from tests import cast
from tests.actions.below import a_long_due_post, of, texts
from tests.actions.conftest import Newsroom


async def test_picture_and_text_are_one_delivery_of_two_messages(newsroom: Newsroom) -> None:
    post = await a_long_due_post(newsroom)
    await newsroom.deliver_all()
    assert await of(newsroom, post, cast.EMMA) == (DeliveryState.SENT, None, 2)
    assert await texts(newsroom, cast.EMMA) == [False, True]


@pytest.mark.parametrize("paid", [False, True])
async def test_the_free_pace_hears_of_the_second_message_unless_it_is_paid_for(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, *, paid: bool
) -> None:
    post = await a_long_due_post(newsroom)
    (broadcast,) = await newsroom.broadcasts(post)
    async with newsroom.store.write() as tx:
        await tx.broadcasts.set_paid(broadcast.id, paid=paid)
    monkeypatch.setattr(newsroom.desk.pacer, "take_replies", lambda: 0)
    await newsroom.deliver_all()
    assert newsroom.desk.pacer.replies == (0 if paid else 6)


async def test_a_flood_answer_between_the_two_is_waited_for_by_all_and_the_picture_comes_once(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = await a_long_due_post(newsroom)
    await newsroom.fault(chat_id=cast.EMMA, retry_after=3)
    heard, close = list[float](), newsroom.desk.pacer.close

    def closed(seconds: float) -> None:
        heard.append(seconds)
        close(seconds)

    monkeypatch.setattr(newsroom.desk.pacer, "close", closed)
    for _ in range(8):
        await newsroom.deliver_all()
        newsroom.watch.forward(timedelta(seconds=1))
    assert heard == [3]
    assert await of(newsroom, post, cast.EMMA) == (DeliveryState.SENT, None, 2)
    assert await texts(newsroom, cast.EMMA) == [False, True]


async def test_a_long_flood_answer_and_a_picture_that_stays_are_a_doubt_and_not_a_second_picture(
    newsroom: Newsroom,
) -> None:
    post = await a_long_due_post(newsroom)
    await newsroom.fault(method="deleteMessages", chat_id=cast.EMMA, error=[400, "Bad Request: not enough rights"])
    await newsroom.fault(chat_id=cast.EMMA, retry_after=3600)
    await newsroom.deliver_all()
    newsroom.watch.forward(timedelta(hours=1, seconds=1))
    await newsroom.deliver_all()
    assert await of(newsroom, post, cast.EMMA) == (DeliveryState.UNKNOWN, "part", 1)
    assert await texts(newsroom, cast.EMMA) == [False]


@pytest.mark.parametrize(
    ("fault", "outcome", "left"),
    [
        ({"error": [400, "Bad Request: message is too long"]}, (DeliveryState.REFUSED, "content", 0), []),
        ({"cut": "before"}, (DeliveryState.UNKNOWN, "part", 1), [False]),
    ],
    ids=["refused", "no answer"],
)
async def test_a_text_that_is_refused_takes_its_picture_back_and_one_without_an_answer_leaves_it(
    newsroom: Newsroom, fault: dict[str, Any], outcome: tuple[DeliveryState, str, int], left: list[bool]
) -> None:
    post = await a_long_due_post(newsroom)
    await newsroom.fault(chat_id=cast.EMMA, **fault)
    await newsroom.deliver_all()
    assert await of(newsroom, post, cast.EMMA) == outcome
    assert await texts(newsroom, cast.EMMA) == left
