"""A letter for a topic says so, whatever it carries, and shares its compiled wording with everybody's."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.content import Media, MediaKind
from bot.delivery import Reason, Receipt, Refusal
from bot.transport import Letter, Parcel
from bot.transports import telegram_wording
from bot.transports.telegram import Telegram
from sandbox import topics
from sandbox.chats import Topic
from sandbox.server import serving
from sandbox.world import World
from tests import cast
from tests.journeys.conftest import TOKEN

GROUP, FOOD = -1002000000077, 2
PICTURES = tuple(Media(no, MediaKind.PHOTO, str(cast.PICTURE)) for no in (1, 2))


@pytest.fixture
def world() -> World:
    made = World(cast.on_the_network(), None, flood=False)
    about = {"id": GROUP, "type": "supergroup", "title": "City", "is_forum": True, "owner": cast.ZIQING}
    chat = made.add_chat(about | {"members": [cast.BOT]})
    assert topics.begin(made, chat, cast.ZIQING, "Food") == FOOD
    return made


@pytest.fixture
async def telegram(world: World) -> AsyncIterator[Telegram]:
    async with serving(world) as sandbox:
        transport = Telegram(TOKEN, sandbox.url, timeout=4.0)
        await transport.open()
        yield transport
        await transport.close()


def threads(world: World, receipt: Receipt | Refusal) -> list[Any]:
    """The topic of each message of a copy."""
    assert isinstance(receipt, Receipt)
    messages = world.chats[str(GROUP)].messages
    return [messages[number].get("message_thread_id") for number in receipt.message_ids]


async def test_text_picture_and_album_stand_in_the_topic_uploaded_or_known(world: World, telegram: Telegram) -> None:
    for media in ((), PICTURES[:1], PICTURES):
        parcel = Parcel(GROUP, Letter("tea", media), topic=FOOD)
        first = await telegram.send(parcel)
        assert set(threads(world, first)) == {FOOD}
        assert isinstance(first, Receipt)
        assert set(threads(world, await telegram.send(parcel._replace(references=first.references or {})))) == {FOOD}


async def test_a_reply_in_a_topic_is_both(world: World, telegram: Telegram) -> None:
    first = await telegram.send(Parcel(GROUP, Letter("tea"), topic=FOOD))
    assert isinstance(first, Receipt)
    reply = await telegram.send(Parcel(GROUP, Letter("more"), reply_to=first.message_ids[0], topic=FOOD))
    assert threads(world, reply) == [FOOD]
    assert isinstance(reply, Receipt)
    assert world.chats[str(GROUP)].messages[reply.message_ids[0]]["reply_to_message"]["text"] == "tea"


async def test_the_topic_and_the_whole_group_share_one_wording(world: World, telegram: Telegram) -> None:
    letter = Letter("told in two places")
    assert threads(world, await telegram.send(Parcel(GROUP, letter, topic=FOOD))) == [FOOD]
    before = telegram_wording.wording.cache_info().misses
    assert threads(world, await telegram.send(Parcel(GROUP, letter))) == [None]
    assert telegram_wording.wording.cache_info().misses == before


async def test_a_copy_in_a_topic_is_changed_pinned_and_recalled_without_naming_it(
    world: World, telegram: Telegram
) -> None:
    first = await telegram.send(Parcel(GROUP, Letter("tea"), topic=FOOD))
    assert isinstance(first, Receipt)
    world.chats[str(GROUP)].members[cast.BOT] = world.chats[str(GROUP)].member(cast.ZIQING)
    assert isinstance(await telegram.edit(Parcel(GROUP, Letter("coffee"), topic=FOOD), first.message_ids), Receipt)
    assert threads(world, first) == [FOOD]
    assert isinstance(await telegram.pin(GROUP, first.message_ids[0], on=True), Receipt)
    assert isinstance(await telegram.recall(GROUP, first.message_ids), Receipt)


async def test_a_closed_topic_and_one_that_is_gone_are_refused_by_their_name(world: World, telegram: Telegram) -> None:
    topics.change(world, world.chats[str(GROUP)], cast.ZIQING, FOOD, Topic("Food", closed=True))
    for number in (FOOD, 999):
        refused = await telegram.send(Parcel(GROUP, Letter("tea"), topic=number))
        assert isinstance(refused, Refusal)
        assert refused.reason is Reason.TOPIC_CLOSED
