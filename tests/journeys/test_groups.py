"""Among others: quiet unless called, the row of marks for who taps, and nothing that a text turns round."""

import asyncio
from dataclasses import replace

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.flipping import delivered


async def group_of(city: City) -> Person:
    """A group of friends, in which the bot hears everything."""
    emma = city.person(cast.EMMA)
    made = await emma._post("chat", user=cast.EMMA, type="supergroup", title="Friends")
    group = replace(emma, key=made["key"])
    rights = {"can_delete_messages": True}
    await group._post("promote", user=cast.EMMA, key=group.key, member=cast.BOT, rights=rights)
    return group


async def said_by_the_bot(group: Person) -> int:
    return len([one for one in await group.messages() if one["from"]["id"] == cast.BOT and one.get("text")])


@pytest.mark.parametrize(
    "text", ["lanterns", "停", "/start story_1", "/stop", "🙂", "\u202e\u200b", "x" * 4096, "/less_1"]
)
async def test_whatever_friends_say_to_each_other_is_not_answered_and_stops_nothing(city: City, text: str) -> None:
    group = await group_of(city)
    await group.says(text)
    assert await said_by_the_bot(group) == 0
    async with city.store.read() as tx:
        reader = await tx.readers.by_address(cast.EMMA)
    assert reader
    assert reader.reachable


async def test_a_channels_post_that_names_the_bot_is_not_answered_in_its_discussion(city: City) -> None:
    group = await group_of(city)
    post = {"text": f"Ask @{city.kapok.username}", "is_automatic_forward": True}
    await city.control("hand", user=cast.EMMA, key=group.key, content=post)
    assert await said_by_the_bot(group) == 0


async def test_who_calls_twice_at_once_gets_one_line_each_in_their_own_form(city: City) -> None:
    group = await group_of(city)
    kaman = replace(group, id=cast.KAMAN)
    await kaman.does("join")
    call = f"@{city.kapok.username}"
    await asyncio.gather(group.says(call), kaman.says(call))
    labels = {label for one in await group.messages() for label in labels_of(one)}
    assert {words_for(form).bare("Talk to Kapok") for form in (Form.EN, Form.YUE)} <= labels


async def test_a_mark_pressed_in_a_group_changes_nothing_there_and_opens_the_bot_for_who_tapped(city: City) -> None:
    post, _ = await delivered(city)
    group, data = await group_of(city), f"flip:{post.id}:pt"
    row = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="PT", callback_data=data)]])
    shown = await city.kapok._bot.send_message(int(group.key), "a post that somebody brought here", reply_markup=row)
    toast = await group.presses_data(shown.message_id, data)
    assert toast
    assert toast["url"].endswith(f"?start=story_{post.id}_pt")
    assert words_of(await group.last()) == "a post that somebody brought here"


@pytest.mark.parametrize("who", [cast.EMMA, cast.NEWCOMER])
async def test_the_link_in_a_group_leads_to_the_bot_and_not_nowhere(city: City, who: int) -> None:
    group, person = await group_of(city), city.person(who)
    await group.says(f"/start@{city.kapok.username}")
    rows = (await group.sees("one by one"))["reply_markup"]["inline_keyboard"]
    await person.says(f"/start {rows[0][0]['url'].rpartition('=')[2]}")
    if who == cast.NEWCOMER:
        await person.presses(Form.EN.endonym)
        await person.sees("May I send you posts?")
    else:
        await person.sees("What would you like to do?")
    told = "".join(words_of(one) for one in await person.messages())
    assert "doesn't work" not in told


async def test_who_asks_on_below_its_line_is_answered_and_who_thanks_or_answers_a_post_is_not(city: City) -> None:
    group = await group_of(city)
    await group.says(f"@{city.kapok.username}")
    line = await group.sees("one by one")
    await group.says("thanks!", reply_to=line["message_id"])
    await group.says("👍", reply_to=line["message_id"])
    post = await city.kapok._bot.send_message(int(group.key), "a post of a partner's")
    await group.says("how much is it?", reply_to=post.message_id)
    await group.says("which stories do you have?", reply_to=line["message_id"])
    assert await said_by_the_bot(group) == 3
