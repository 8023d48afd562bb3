"""A text too long for a caption stands below its picture: two messages, one delivery, never half of it twice."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.content import MediaKind, Post
from bot.delivery import DeliveryState
from tests import cast
from tests.actions.conftest import Newsroom
from tests.actions.deeds import at_once, due
from tests.ledger import outcomes_of

PICTURE = ""


async def a_long_due_post(newsroom: Newsroom) -> Post:
    """With a picture, and more text than a caption holds."""
    newsroom.desk = replace(newsroom.desk, sleep=at_once(newsroom))
    post = await newsroom.approved()
    async with newsroom.store.write() as tx:
        media = await tx.posts.new_media(MediaKind.PHOTO, str(cast.PICTURE))
        long = {form: replace(version, text=version.text + " …" * 600) for form, version in post.versions.items()}
        post = replace(post, media=(media,), versions=long)
        await tx.posts.save(replace(post, approved_hash=post.hash()))
    await due(newsroom, post)
    return post


async def of(newsroom: Newsroom, post: Post, address: int) -> tuple[DeliveryState, str | None, int]:
    """State, reason and number of messages of one reader's copy."""
    broadcast = (await newsroom.broadcasts(post))[0]
    async with newsroom.store.read() as tx:
        reader = await tx.readers.by_address(address)
        outcomes = await outcomes_of(tx, broadcast.id)
    assert reader is not None
    (outcome,) = [each for each in outcomes if each.recipient == reader.id]
    return outcome.state, outcome.reason, len(outcome.message_ids)


async def texts(newsroom: Newsroom, address: int) -> list[bool]:
    """What stands in a chat since the post: whether each is a text."""
    return [text != PICTURE for text in await newsroom.received(address)]


async def test_picture_and_text_are_one_delivery_of_two_messages(newsroom: Newsroom) -> None:
    post = await a_long_due_post(newsroom)
    await newsroom.deliver_all()
    assert await of(newsroom, post, cast.EMMA) == (DeliveryState.SENT, None, 2)
    assert await texts(newsroom, cast.EMMA) == [False, True]


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
