"""A group's topics and its main room are places of their own: each gets a post once, where it belongs."""

from typing import Any

import pytest

from bot.accounts import Lane
from bot.actions.admit import link_channel
from bot.actions.channel_news import channel_moved, channel_rights, pin_rights, topic_named
from bot.actions.control import pin, recall
from bot.actions.correct import correct
from bot.actions.house_notices import CHANNELS
from bot.content import Post, Version
from bot.corrections import Replacement
from bot.delivery import Skip
from bot.languages import Form
from bot.mistakes import Mistake, Why
from bot.notices import NoticeKind
from bot.partners import Channel, Venue
from bot.words import words_for
from sandbox import topics
from sandbox.chats import Chat, Topic, administrator
from tests import cast
from tests.actions.conftest import FOUR, Newsroom
from tests.actions.deeds import due
from tests.actions.lookups import heard
from tests.ledger import outcomes_of

GROUP = -1002000000077
CHINESE, ENGLISH, PORTUGUESE = FOUR[Form.ZH_HANS], FOUR[Form.EN], FOUR[Form.PT]
FORMS = {None: Form.ZH_HANS, "Food": Form.EN, "Music": Form.PT}
Places = dict[str | None, Channel]


def group_of(newsroom: Newsroom) -> Chat:
    return newsroom.sandbox.world.chats[str(GROUP)]


async def three_places(newsroom: Newsroom, *names: str | None) -> Places:
    """A group with two topics; linked to XPeng are these places, each with a language of its own."""
    world, admin = newsroom.sandbox.world, await newsroom.speaker(cast.ZHIYUAN)
    about = {"id": GROUP, "type": "supergroup", "title": "City", "is_forum": True, "owner": cast.ZIQING}
    chat = world.add_chat(about)
    chat.members[cast.BOT] = administrator({"can_pin_messages": True, "can_delete_messages": True})
    number = {None: None} | {name: topics.begin(world, chat, cast.ZIQING, name) for name in ("Food", "Music")}
    partner_id = next(iter((await newsroom.speaker(cast.ZIQING)).partner_ids))
    places: Places = {}
    for name in names or (None, "Food", "Music"):
        title = "City" if name is None else f"City › {number[name]}"
        place = Channel(0, GROUP, partner_id, title, (FORMS[name],), topic=number[name])
        places[name] = await link_channel(newsroom.store, admin, place, newsroom.watch())
    return places


async def sent(newsroom: Newsroom) -> Post:
    post = await newsroom.approved()
    await due(newsroom, post)
    await newsroom.deliver_all()
    return post


def shown(newsroom: Newsroom) -> list[tuple[int | None, str]]:
    """What the bot has said in the group: topic and first line."""
    chat = group_of(newsroom)
    said = [message for message in chat.messages.values() if message["from"]["id"] == cast.BOT and "text" in message]
    return [(message.get("message_thread_id"), message["text"].splitlines()[0]) for message in said]


async def notices(newsroom: Newsroom, kind: NoticeKind) -> list[tuple[int, object]]:
    async with newsroom.store.read() as tx:
        return [
            (one.person_id, one.facts["channel"])
            for one in await tx.notices.waiting(newsroom.watch(), 99)
            if one.kind is kind
        ]


async def state_of(newsroom: Newsroom, post: Post, place: Channel) -> tuple[str, str | None]:
    broadcast = (await newsroom.broadcasts(post))[0]
    async with newsroom.store.read() as tx:
        outcomes = await outcomes_of(tx, broadcast.id)
    return next((one.state.value, one.reason) for one in outcomes if one.recipient == place.id)


async def test_each_topic_and_the_main_room_get_a_post_once_in_their_language(newsroom: Newsroom) -> None:
    places = await three_places(newsroom)
    await sent(newsroom)
    assert sorted(shown(newsroom), key=str) == sorted(
        [(None, CHINESE), (places["Food"].topic, ENGLISH), (places["Music"].topic, PORTUGUESE)], key=str
    )


async def test_a_group_and_its_topics_share_one_pace(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    await three_places(newsroom)
    ask, addresses = newsroom.desk.pacer.ask, list[int | None]()

    def noted(lane: Lane, address: int | None, *told: Any, **more: Any) -> None:
        addresses.append(address)
        ask(lane, address, *told, **more)

    monkeypatch.setattr(newsroom.desk.pacer, "ask", noted)
    await sent(newsroom)
    assert addresses.count(GROUP) == 3


async def test_what_is_corrected_pinned_and_recalled_stays_in_its_topic(newsroom: Newsroom) -> None:
    places = await three_places(newsroom)
    post = await sent(newsroom)
    admin, author = await newsroom.speaker(cast.ZHIYUAN), await newsroom.speaker(cast.ZIQING)
    broadcast_id = (await newsroom.broadcasts(post))[0].id
    await correct(
        newsroom.store, admin, broadcast_id, Replacement([Version(Form.EN, "On Sunday instead")]), newsroom.watch()
    )
    await newsroom.deliver_all()
    assert (places["Food"].topic, "On Sunday instead") in shown(newsroom)
    await pin(newsroom.store, author, broadcast_id, newsroom.watch())
    await newsroom.deliver_all()
    assert len(group_of(newsroom).pinned) == len(places)
    await recall(newsroom.store, author, broadcast_id, newsroom.watch())
    await newsroom.deliver_all()
    assert shown(newsroom) == []


@pytest.mark.parametrize("gone", [False, True])
async def test_a_closed_or_deleted_topic_is_named_told_and_tried_again_with_the_next_post(
    newsroom: Newsroom, *, gone: bool
) -> None:
    food = (await three_places(newsroom))["Food"]
    world, chat, number = newsroom.sandbox.world, group_of(newsroom), food.topic or 0
    if gone:
        topics.end(world, chat, number)
    else:
        topics.change(world, chat, cast.ZIQING, number, Topic("Food", closed=True))
    post = await sent(newsroom)
    assert await state_of(newsroom, post, food) == ("refused", "topic_closed")
    assert len(shown(newsroom)) == 2
    author = (await newsroom.speaker(cast.ZIQING)).reader.id
    assert await notices(newsroom, NoticeKind.TOPIC_CLOSED) == [(author, food.title)]
    told = words_for(Form.ZH_HANS).say(CHANNELS[NoticeKind.TOPIC_CLOSED][Venue.TOPIC], channel=food.title)
    assert str(told) in await heard(newsroom, cast.ZIQING)
    async with newsroom.store.read() as tx:
        kept = await tx.channels.get(food.id)
    assert kept == food
    if not gone:
        topics.change(world, chat, cast.ZIQING, number, Topic("Food"))
        assert await state_of(newsroom, await sent(newsroom), food) == ("sent", None)


async def test_a_group_that_shuts_the_bot_out_is_lost_with_all_its_topics_and_told_once(newsroom: Newsroom) -> None:
    places = await three_places(newsroom)
    author = (await newsroom.speaker(cast.ZIQING)).reader.id
    post = await newsroom.approved()
    await due(newsroom, post)
    for may_post, kind in ((False, NoticeKind.CHANNEL_LOST), (True, NoticeKind.CHANNEL_BACK)):
        for _ in range(2):
            await channel_rights(newsroom.store, GROUP, may_post=may_post, now=newsroom.watch())
        titles = " · ".join(place.title for place in places.values())
        assert await notices(newsroom, kind) == [(author, titles)]
        async with newsroom.store.read() as tx:
            assert {one.lost_at is None for one in await tx.channels.all_at(GROUP)} == {may_post}
    await channel_rights(newsroom.store, GROUP, may_post=False, now=newsroom.watch())
    await newsroom.deliver_all()
    assert {await state_of(newsroom, post, place) for place in places.values()} == {("skipped", Skip.LOST)}


async def test_a_delivery_that_finds_the_group_lost_says_so_of_every_topic(newsroom: Newsroom) -> None:
    await three_places(newsroom)
    await newsroom.fault(chat_id=GROUP, error=[403, "Forbidden: bot was kicked from the supergroup chat"], times=3)
    await sent(newsroom)
    async with newsroom.store.read() as tx:
        found = await tx.channels.all_at(GROUP)
    assert [one.lost_at is not None for one in found] == [True] * 3
    assert len(await notices(newsroom, NoticeKind.CHANNEL_LOST)) == 1


async def test_a_group_that_moves_takes_its_topics_along_and_the_right_to_pin_is_told_once(newsroom: Newsroom) -> None:
    places = await three_places(newsroom)
    await pin_rights(newsroom.store, GROUP, may_pin=False, now=newsroom.watch())
    assert len(await notices(newsroom, NoticeKind.PIN_LOST)) == 1
    await channel_moved(newsroom.store, GROUP, GROUP - 1, newsroom.watch())
    async with newsroom.store.read() as tx:
        assert {one.id for one in await tx.channels.all_at(GROUP - 1)} == {place.id for place in places.values()}
    assert len(await notices(newsroom, NoticeKind.CHANNEL_MOVED)) == 1


async def test_topics_count_as_channels_and_are_their_partners(newsroom: Newsroom) -> None:
    food = (await three_places(newsroom, "Food"))["Food"]
    admin = await newsroom.speaker(cast.ZHIYUAN)
    async with newsroom.store.read() as tx:
        other = next(one for one in await tx.partners.all() if one.id != food.partner_id)
        room = other.benefits.channels - len(await tx.channels.of(other.id))

    async def links(topic: int) -> Channel:
        place = Channel(0, GROUP, other.id, f"City › {topic}", (Form.EN,), topic=topic)
        return await link_channel(newsroom.store, admin, place, newsroom.watch())

    with pytest.raises(Mistake) as told:
        await links(food.topic or 0)
    assert told.value.why is Why.CHANNEL_TAKEN
    for number in range(room):
        await links(100 + number)
    with pytest.raises(Mistake) as told:
        await links(999)
    assert told.value.why is Why.CHANNELS_FULL


async def test_a_topic_is_called_as_the_network_tells_and_an_old_name_replaces_only_its_number(
    newsroom: Newsroom,
) -> None:
    food = (await three_places(newsroom, "Food"))["Food"]
    place = (GROUP, food.topic or 0)
    for name, renamed, title in (
        ("Food", False, "City › Food"),
        ("Tea", True, "City › Tea"),
        ("Food", False, "City › Tea"),
    ):
        await topic_named(newsroom.store, place, ("City", name), renamed=renamed)
        async with newsroom.store.read() as tx:
            kept = await tx.channels.by_address(*place)
        assert kept
        assert kept.title == title
    await topic_named(newsroom.store, (GROUP, 999), ("City", "Nobody's"), renamed=True)
