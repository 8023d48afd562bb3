"""Reading: partners to follow, past stories page by page and in other languages, place and quiet hours."""

from datetime import time, timedelta

import pytest

from bot.content import PostState
from bot.languages import Form
from bot.partners import Kind, Partner
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import planted, reader_of
from tests.journeys.reader_deeds import add_story


async def follows(city: City, address: int) -> frozenset[int]:
    reader = await reader_of(city, address)
    async with city.store.read() as tx:
        return await tx.follows.of(reader.id)


async def adolph(city: City) -> Partner:
    async with city.store.read() as tx:
        partner = await tx.partners.by_slug("adolph")
    assert partner is not None
    return partner


async def test_a_reader_follows_and_unfollows(city: City) -> None:
    emma, partner = city.person(cast.EMMA), await adolph(city)
    before = await follows(city, cast.EMMA)
    await emma.says("/partners")
    await emma.sees("City partners")
    await emma.presses("Adolph")
    page = await emma.sees("A super partner of the city", "memories")
    first, then = ("Unfollow", "Follow") if partner.id in before else ("Follow", "Unfollow")
    assert labels_of(page)[0] == first
    await emma.presses(first)
    assert labels_of(await emma.sees("Adolph"))[0] == then
    assert (partner.id in await follows(city, cast.EMMA)) is (partner.id not in before)
    await emma.presses(then)
    await emma.sees("Adolph")
    assert await follows(city, cast.EMMA) == before


async def test_many_partners_are_turned_page_by_page(city: City) -> None:
    async with city.store.write() as tx:
        for no in range(20):
            await tx.partners.add(Partner(0, f"maker-{no}", Kind.DREAMER, {Form.EN: f"Maker {no:02}"}))
    emma = city.person(cast.EMMA)
    await emma.says("/partners")
    assert "‹ Previous" not in labels_of(await emma.sees("Page 1 of"))
    await emma.presses("Next ›")
    await emma.sees("Page 2 of")
    await emma.presses("Maker 0")
    await emma.presses("‹ Partners")
    await emma.sees("Page 2 of")


@pytest.mark.parametrize("data", ["a_partner:999:0:0", "a_follow:999:1:0", "a_story:999:0:", "a_read:999:en:0:0:"])
async def test_what_has_vanished_is_said(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert "no longer there" in toast["text"]


@pytest.mark.parametrize("data", ["a_partners:999", "a_stories:999:0:", "a_partners:0"])
async def test_a_page_beyond_the_last_is_the_last(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.presses_data(await planted(city, cast.EMMA, data), data)
    await emma.sees("Press a")


async def test_a_forged_button_is_answered_and_does_no_harm(city: City) -> None:
    emma = city.person(cast.EMMA)
    for data in (
        *("a_partners:x", "a_zone:Mars/Olympus", "a_form:xx", "a_nothing"),
        *("a_hush:1:2:3", "a_hush:0:1440", "a_hour:24", "a_weekday:7", "a_only_at:540:8"),
    ):
        toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
        assert toast, data
        assert "older message" in toast["text"], data


async def test_stories_are_listed_newest_first_and_sent_whole(city: City) -> None:
    emma = city.person(cast.EMMA)
    await add_story(city, "The newest of all")
    await emma.says("/stories")
    told = words_of(await emma.sees("Stories", "The newest of all"))
    assert told.index("The newest of all") < told.index("2. ")
    await emma.presses("1")
    story = await emma.sees("In English.", "Told by Adolph")
    assert labels_of(story) == ["• EN", "PT", "‹ Stories", "Who sent this?"]


async def test_a_story_is_read_in_another_language_in_place(city: City) -> None:
    emma = city.person(cast.EMMA)
    post = await add_story(city, "Two tongues")
    await emma.says(f"/start story_{post.id}")
    story = await emma.sees("In English.")
    await emma.presses("PT")
    other = await emma.sees("Em português.")
    assert other["message_id"] == story["message_id"]
    assert "• PT" in labels_of(other)
    await emma.presses("• PT")
    await emma.presses("EN")
    await emma.sees("In English.")


async def test_a_photo_story_is_read_in_another_language_in_place(city: City) -> None:
    emma = city.person(cast.EMMA)
    post = await add_story(city, "With a picture", pictures=1)
    await emma.says(f"/start story_{post.id}")
    story = await emma.sees("In English.")
    assert story["photo"]
    await emma.presses("PT")
    assert (await emma.sees("Em português."))["message_id"] == story["message_id"]
    await emma.presses("Who sent this?")
    await emma.sees("A super partner of the city")


async def test_an_album_has_its_text_and_buttons_below(city: City) -> None:
    emma = city.person(cast.EMMA)
    post = await add_story(city, "Three pictures", pictures=3)
    await emma.says(f"/start story_{post.id}")
    below = await emma.sees("In English.")
    assert len([one for one in await emma.messages() if "photo" in one]) == 3
    assert labels_of(below) == ["• EN", "PT", "‹ Stories", "Who sent this?"]
    await emma.presses("PT")
    assert (await emma.sees("Em português."))["message_id"] == below["message_id"]


async def test_nobody_reads_a_draft_by_its_number(city: City) -> None:
    emma = city.person(cast.EMMA)
    post = await add_story(city, "A secret", state=PostState.DRAFT)
    await emma.says(f"/start story_{post.id}")
    assert "secret" not in words_of(
        await emma.sees("I can't find the story of this link; perhaps it's no longer here.")
    )
    assert not [one for one in await emma.messages() if "A secret" in words_of(one)]


async def test_the_date_of_a_story_is_the_citys_wherever_it_is_read(city: City) -> None:
    emma = city.person(cast.EMMA)
    city.watch.forward(timedelta(hours=18))  # 06:00 on the 10th in Guangzhou, still the 9th in Lisbon
    await add_story(city, "At night")
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Lisbon")
    await emma.sees("Lisbon", "22:0")
    await emma.says("/stories")
    assert "10 March" in words_of(await emma.sees("At night"))


async def test_settings_are_changed_by_pressing(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.sees("Shenzhen", "21:30–08:30", "without a sound")
    await emma.presses("Quiet hours")
    await emma.presses("22:00–07:00")
    await emma.sees("Saved", "22:00–07:00")
    await emma.presses("Quiet hours")
    await emma.presses("Turn off")
    await emma.sees("off")
    await emma.presses("Quiet hours")
    await emma.presses("Turn on")
    await emma.sees("22:00–07:00")
    reader = await reader_of(city, cast.EMMA)
    assert (reader.quiet.begin, reader.quiet.end, reader.quiet.on) == (time(22), time(7), True)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("são paulo", "America/Sao_Paulo"),
        ("里斯本", "Europe/Lisbon"),
    ],
)
async def test_a_place_is_typed(city: City, typed: str, zone: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.sees("Type a city")
    await emma.says(typed)
    await emma.sees("Saved")
    assert (await reader_of(city, cast.EMMA)).zone == zone


async def test_a_place_may_be_ambiguous_unknown_or_given_up(city: City, png: bytes) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.says("Portugal")
    assert {"Lisbon", "Azores"} <= set(labels_of(await emma.sees("Which one")))
    await emma.says("Qwertyuiop <b>")
    await emma.sees("I don't know “Qwertyuiop <b>”", "Type a city")
    await emma.sends(("a.png", png))
    await emma.sees("Type a city")
    await emma.presses("Cancel")
    await emma.sees("Where do you live?")
    await emma.presses("‹ Settings")
    await emma.sees("Your place")
    await emma.says("Lisbon")
    await emma.sees("That's a place.")
    assert (await reader_of(city, cast.EMMA)).zone == "Asia/Shanghai"


async def test_a_place_that_is_only_like_one_is_asked_about(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.says("Lisbom")
    await emma.sees("Do you mean this place?")
    assert (await reader_of(city, cast.EMMA)).zone == "Asia/Shanghai"
    await emma.presses("Lisbon")
    await emma.sees("Saved")
    assert (await reader_of(city, cast.EMMA)).zone == "Europe/Lisbon"


async def test_a_command_leads_out_of_a_question(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.presses("Another place")
    await emma.says("/stories")
    await emma.sees("Stories")
    await emma.says("Lisbon")
    await emma.sees("That's a place.")


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("22:00-7:30", (time(22), time(7, 30))),
        ("２２：００－７：３０", (time(22), time(7, 30))),
    ],
)
async def test_quiet_hours_are_typed(city: City, typed: str, hours: tuple[time, time]) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Quiet hours")
    await emma.presses("Other hours")
    await emma.says(typed)
    await emma.sees("Saved")
    quiet = (await reader_of(city, cast.EMMA)).quiet
    assert (quiet.begin, quiet.end, quiet.on) == (*hours, True)


@pytest.mark.parametrize("typed", ["25-7", "7-7", "soon"])
async def test_hours_that_cannot_be_read_are_asked_again(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Quiet hours")
    await emma.presses("Other hours")
    await emma.says(typed)
    await emma.sees("I couldn't read that", "22:00-7:30")
    await emma.says("23-6")
    await emma.sees("Saved", "23:00–06:00")
