"""Meeting, in the form one reads: three taps to a first story, links that are counted, groups that stay quiet."""

import asyncio
from dataclasses import replace

import pytest

from bot.actions.settle_in import choose_form
from bot.content import PostKind
from bot.languages import Form
from bot.people import Purpose
from bot.places import Place
from bot.searching import Sought
from bot.words import words_for
from handlers.chats.groups import calls
from handlers.staff.signposts import qr_code
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import LANTERNS, ledger, planted, reader_of, say, tell


@pytest.mark.parametrize("form", Form)
async def test_three_taps_lead_from_a_cold_start_to_the_first_story(city: City, form: Form) -> None:
    tomas = city.person(cast.NEWCOMER)
    async with city.store.read() as tx:
        story = (await tx.stories.found(Sought(kind=PostKind.STORY), 0, 1)).items[0]
    await tomas.says("/start")  # the app's own button
    await tomas.presses(form.endonym)
    asked = words_of(await tomas.sees(say(form, "Where do you live? You can skip this.")))
    assert "/stop" in asked
    assert not (await reader_of(city, cast.NEWCOMER)).reachable
    await tomas.presses(say(form, "Yes, and show me a story"))
    await tomas.sees(story.title_in(form).rstrip("…"))
    reader = await reader_of(city, cast.NEWCOMER)
    assert (reader.form, reader.reachable, reader.place) == (form, True, None)
    assert await ledger(city, cast.NEWCOMER) == [(Purpose.SERVICE, True)]


@pytest.mark.parametrize("form", [Form.YUE, Form.EN, Form.PT])
async def test_the_first_story_is_the_newest_one_that_the_newcomer_can_read(city: City, form: Form) -> None:
    tomas = city.person(cast.NEWCOMER)
    async with city.store.read() as tx:
        story = (await tx.stories.found(Sought(kind=PostKind.STORY), 0, 1)).items[0]
    foreign = {Form.PT: "As lanternas do lago"} if form is not Form.PT else {Form.EN: "Lanterns on the lake"}
    await tell(city, foreign)
    await tomas.says("/start")
    await tomas.presses(form.endonym)
    await tomas.presses(say(form, "Yes, and show me a story"))
    await tomas.sees(story.title_in(form).rstrip("…"))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_the_place_is_one_more_tap_and_sets_the_clock(city: City, form: Form) -> None:
    tomas, words = city.person(cast.NEWCOMER), words_for(form)
    await tomas.says("/start")
    await tomas.presses(form.endonym)
    await tomas.presses(words.place(Place.MACAU))
    asked = await tomas.sees(say(form, "Your place: <b>{place}</b>.", place=words.place(Place.MACAU)))
    assert f"✓ {words.place(Place.MACAU)}" in labels_of(asked)
    reader = await reader_of(city, cast.NEWCOMER)
    assert (reader.place, reader.zone, reader.reachable) == (Place.MACAU, "Asia/Macau", False)


@pytest.mark.parametrize("form", [Form.PT])
async def test_what_a_newcomer_looks_for_before_they_have_a_language_is_looked_for_then(city: City, form: Form) -> None:
    await tell(city, LANTERNS)
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/stories lanternas")
    await tomas.presses(form.endonym)
    await tomas.sees(say(form, "<b>Stories with “{words}”</b>", words="lanternas"))
    await tomas.presses(say(form, "Yes, and show me a story"))
    assert (await reader_of(city, cast.NEWCOMER)).reachable


async def test_whoever_only_reads_is_asked_again_at_home_and_following_is_a_yes(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses("English")
    await tomas.presses("Only read")
    await tomas.presses("‹ Home")
    home = await tomas.sees("Posts come only once you say yes.")
    assert labels_of(home)[0] == "Send me posts"
    await tomas.says("/start")
    await tomas.sees("May I send you posts?")
    await tomas.presses("Pick partners")
    await tomas.presses("XPeng")
    await tomas.presses("Follow")
    await tomas.sees("their posts come to you")
    assert (await reader_of(city, cast.NEWCOMER)).reachable
    assert await ledger(city, cast.NEWCOMER) == [(Purpose.SERVICE, True), (Purpose.FOLLOW, True)]


async def test_two_devices_that_say_yes_at_once_get_one_story(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses("English")
    await tomas.sees("May I send you posts?")
    below = [await planted(city, cast.NEWCOMER, "a_yes") for _ in range(2)]
    await asyncio.gather(*(tomas.presses_data(message_id, "a_yes") for message_id in below))
    assert len([one for one in await tomas.messages() if "‹ Stories" in labels_of(one)]) == 1
    assert await ledger(city, cast.NEWCOMER) == [(Purpose.SERVICE, True)]


async def signed(who: Person, *presses: str) -> str:
    await who.says("/link")
    for label in presses:
        await who.presses(label)
    caption = words_of(await who.sees("t.me/"))
    return caption.partition("?start=")[2].split()[0]


async def test_a_communicator_gets_link_and_picture_and_sees_how_many_came_not_who(city: City) -> None:
    ziqing, tomas = city.person(cast.ZIQING), city.person(cast.NEWCOMER)
    hans = Form.ZH_HANS
    payload = await signed(ziqing, "小鹏汽车")
    assert payload == "partner_xpeng"
    assert (await ziqing.last()).get("photo")
    await tomas.says(f"/start {payload}")
    await tomas.presses("English")
    await tomas.sees("XPeng Motors")
    await tomas.says("/start partner_adolph")
    await tomas.sees("Adolph")
    assert (await reader_of(city, cast.NEWCOMER)).came_by == "partner_xpeng"
    await ziqing.says("/link")
    await ziqing.presses("小鹏汽车")
    counted = words_of(await ziqing.sees("t.me/"))
    assert (
        words_for(hans).plural(
            "{n} reader first came through this link.", "{n} readers first came through this link.", 1
        )
        in counted
    )
    assert "Tomás" not in counted
    await ziqing.presses(say(hans, "Links and QR codes"))
    assert "小鹏汽车" in labels_of(await ziqing.sees(say(hans, "Links and QR codes")))


async def test_an_admin_gets_a_citys_link_and_it_sets_a_newcomers_place(city: City) -> None:
    admin, tomas = city.person(cast.ZHIYUAN), city.person(cast.NEWCOMER)
    payload = await signed(admin, say(Form.ZH_HANS, "Cities"), "珠海")
    assert payload == "city_zhuhai"
    await tomas.says(f"/start {payload}")
    await tomas.presses("Português")
    await tomas.sees("Zhuhai")
    reader = await reader_of(city, cast.NEWCOMER)
    assert (reader.place, reader.came_by) == (Place.ZHUHAI, "city_zhuhai")


@pytest.mark.parametrize("form", [Form.YUE])
@pytest.mark.parametrize("place", [Place.MACAU, Place.FOSHAN])
async def test_whoever_comes_by_a_citys_link_is_welcomed_with_that_city(city: City, form: Form, place: Place) -> None:
    tomas, words = city.person(cast.NEWCOMER), words_for(form)
    await tomas.says(f"/start city_{place.value}")
    await tomas.presses(form.endonym)
    told = "You came through the link for <b>{city}</b>, so I've set it as your place."
    welcome = await tomas.sees(say(form, told, city=words.place(place)), "/mydata")
    ticked = [label for label in labels_of(welcome) if label.startswith("✓")]
    assert ticked == ([f"✓ {words.place(place)}"] if place is Place.MACAU else [])
    assert welcome == await tomas.last()
    assert (await reader_of(city, cast.NEWCOMER)).place is place


@pytest.mark.parametrize(
    "data", ["sign:partner:1", "sign:city:macau", "sign:story:999", "sign:city:atlantis", "signs:1", "signc"]
)
async def test_a_reader_gets_no_links_by_forged_buttons(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert toast["text"]
    assert not any(one.get("photo") for one in await emma.messages())


@pytest.mark.parametrize(
    "payload",
    ["A" * 64, "partner_" + "x" * 56, "city_atlantis", "story_0", "ambassador_", "\u202e\u200b木棉", "x" * 4000, "🙂"],
)
async def test_a_bad_link_is_a_friendly_start_and_leaves_nothing(city: City, payload: str) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(f"/start {payload}")
    await tomas.presses("English")
    await tomas.sees("Welcome!")
    assert (await reader_of(city, cast.NEWCOMER)).came_by is None


async def test_in_a_group_a_call_by_name_is_answered_with_one_line(city: City) -> None:
    emma = city.person(cast.EMMA)
    await choose_form(city.store, (await reader_of(city, cast.EMMA)).id, Form.PT)
    made = await emma._post("chat", user=cast.EMMA, type="supergroup", title="Friends")
    group = replace(emma, key=made["key"])
    await group._post("promote", user=cast.EMMA, key=group.key, member=cast.BOT, rights={"can_delete_messages": True})
    await group.says("what is kapok?")
    await group.says(f"/start@{city.kapok.username}")
    answer = await group.sees(say(Form.PT, "Talk to Kapok").split()[0] and "língua")
    assert labels_of(answer) == [say(Form.PT, "Talk to Kapok")]
    assert len([one for one in await group.messages() if one["from"]["id"] == cast.BOT and one.get("text")]) == 1


def test_only_the_whole_name_is_a_call() -> None:
    assert calls("ask @Kapok_Bot, please", "kapok_bot")
    assert calls("/help@kapok_bot", "kapok_bot")
    assert not calls("@kapok_bot2 and kapok_bot", "kapok_bot")
    assert not calls("@", "")


def test_a_qr_code_is_a_picture_that_a_printer_can_use() -> None:
    picture = qr_code("https://t.me/kapok_bot?start=" + "x" * 64)
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20])
    assert width >= 600
