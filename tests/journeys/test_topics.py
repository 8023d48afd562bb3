"""Admins link topics of a group by a link; each then gets posts in its own languages, and is called by its name."""

from dataclasses import replace
from typing import Any

from bot.languages import Form
from bot.partners import Channel
from tests import cast
from tests.journeys.admin_deeds import promoted
from tests.journeys.conftest import City, Person, words_of
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.journeys.partner_deeds import EN, HANS
from tests.journeys.sending import goes_out
from tests.waiting import comes

IN_A_GROUP = {"can_delete_messages": True}


async def a_forum(city: City, title: str = "JD Guangzhou") -> Person:
    """A group with topics, as its owner sees it; the bot is an administrator there."""
    owner = city.person(cast.ZIQING)
    made = await owner._post("chat", user=cast.ZIQING, type="supergroup", title=title, is_forum=True)
    await promoted(city, made["key"], IN_A_GROUP)
    return replace(owner, key=made["key"])


async def topic(group: Person, **said: object) -> int:
    return int((await group._post("topic", user=group.id, key=group.key, **said))["topic"])


def link(group: Person, *numbers: int) -> str:
    return "/".join(("https://t.me/c", group.key.removeprefix("-100"), *map(str, numbers)))


async def asks(city: City, admin: Person, slug: str) -> None:
    partner = await the_partner(city, slug)
    await pressing(city, admin, f"m_p:l:{partner.id}")
    await admin.sees("Link a channel to", "the link of a message in that topic")


async def linked(city: City, slug: str, said: str, mark: str, title: str) -> None:
    """By the admin, to a partner."""
    admin = city.person(ADMIN)
    await asks(city, admin, slug)
    await admin.says(said)
    await admin.sees(f"I may post in {title}.")
    await admin.presses(mark)
    await admin.presses("Done")
    venue = "topic" if " › " in title else "group"
    await admin.sees(f"{title}, {venue} of", f"A post appears there in {mark}.")


async def places(city: City, group: Person) -> dict[int | None, Channel]:
    async with city.store.read() as tx:
        return {one.topic: one for one in await tx.channels.all_at(int(group.key))}


async def test_topics_of_one_group_belong_to_two_partners_and_its_main_room_to_one(city: City) -> None:
    admin, group = await speaks_english(city, ADMIN), await a_forum(city)
    food, music = [await topic(group, name=name) for name in ("Food", "Music")]
    await linked(city, "jd", link(group, food, 9), "EN", f"JD Guangzhou › {food}")
    await linked(city, "xpeng", link(group, music), "PT", f"JD Guangzhou › {music}")
    await linked(city, "xpeng", link(group, 1, 7), "繁", "JD Guangzhou")
    await asks(city, admin, "jd")
    await admin.says(link(group, music, 12))
    await admin.sees("already belongs to another partner")
    found = await places(city, group)
    assert {number: one.forms for number, one in found.items()} == {
        food: (Form.EN,),
        music: (Form.PT,),
        None: (Form.ZH_HANT,),
    }
    assert len({one.partner_id for one in found.values()}) == 2


async def test_in_a_group_without_topics_the_number_is_a_messages(city: City) -> None:
    await speaks_english(city, ADMIN)
    owner = city.person(cast.ZIQING)
    made = await owner._post("chat", user=cast.ZIQING, type="supergroup", title="JD Guangzhou")
    await promoted(city, made["key"], IN_A_GROUP)
    await linked(city, "jd", link(replace(owner, key=made["key"]), 5, 9), "EN", "JD Guangzhou")


async def test_a_post_stands_in_each_topic_in_its_own_language(city: City) -> None:
    await speaks_english(city, ADMIN)
    group = await a_forum(city)
    food, music = [await topic(group, name=name) for name in ("Food", "Music")]
    await linked(city, "xpeng", link(group, food, 9), "EN", f"JD Guangzhou › {food}")
    await linked(city, "xpeng", link(group, music, 9), "简", f"JD Guangzhou › {music}")
    await goes_out(city)

    async def both() -> list[dict[str, Any]]:
        shown = [one for one in await group.messages() if one["from"]["id"] == cast.BOT and words_of(one)]
        return shown if len(shown) == 2 else []

    shown = await comes(both)
    assert {one["message_thread_id"]: words_of(one).splitlines()[0] for one in shown} == {
        food: EN,
        music: HANS,
    }


async def test_a_linked_topic_is_called_by_its_name_once_the_bot_has_heard_it(city: City) -> None:
    admin, group = await speaks_english(city, ADMIN), await a_forum(city)
    food = await topic(group, name="Food")
    await linked(city, "jd", link(group, food), "EN", f"JD Guangzhou › {food}")
    await group.does("send", text=f"@{city.kapok.username}", topic=food)
    answer = await group.sees("一对一")
    assert answer["message_thread_id"] == food
    assert (await places(city, group))[food].title == "JD Guangzhou › Food"
    await topic(group, topic=food, name="Tea")
    await group.settles()
    await admin.presses("‹ Back")
    await admin.sees("JD Guangzhou › Tea: EN")
