"""What people type where a button stands: the number of a story, quiet hours, where they live now."""

from datetime import time, timedelta

import pytest

from bot.languages import Form
from bot.places import Place
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import EVERYBODY, reader_of, say

MOVED = {
    Form.ZH_HANS: "我搬到澳门了",
    Form.ZH_HANT: "我搬到澳門了",
    Form.YUE: "我搬咗去澳門",
    Form.EN: "I moved to Macau last week",
    Form.PT: "mudei-me para Macau",
}
HOURS = {
    Form.ZH_HANS: "晚上十一点半到早上六点",
    Form.ZH_HANT: "23:30至6:00",
    Form.YUE: "夜晚十一點半到朝早六點",
    Form.EN: "11:30 pm to 6 am",
    Form.PT: "das 23h30 às 6h",
}
PICKS = {Form.ZH_HANS: "第二个", Form.ZH_HANT: "2", Form.YUE: "２", Form.EN: "no. 2", Form.PT: "2."}


@EVERYBODY
async def test_the_number_of_a_story_is_as_good_as_its_button(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says("/stories")
    shown = words_of(await reader.sees("2. "))
    title = next(line[3:] for line in shown.splitlines() if line.startswith("2. "))
    await reader.says(PICKS[form])
    await reader.sees(title.strip("…")[:10])
    assert say(form, "‹ Stories") in labels_of(await reader.last())


async def test_a_number_is_of_the_page_that_was_seen_last(city: City) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("flores")
    shown = words_of(await joana.sees("2. "))
    title = next(line[3:] for line in shown.splitlines() if line.startswith("2. "))
    await joana.says("2")
    await joana.sees(title[:12])
    await joana.says("/stories")
    first = words_of(await joana.sees("2. "))
    await joana.says("2")
    await joana.sees(next(line[3:] for line in first.splitlines() if line.startswith("2. "))[:12])


async def test_a_number_beyond_the_page_is_no_story(city: City) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("flores")
    await joana.sees("1. ")
    await joana.says("8")
    await joana.sees(say(Form.PT, "/help shows all I can do."))


async def test_a_number_long_after_a_list_is_no_story(city: City) -> None:
    joana = city.person(cast.JOANA)
    await joana.says("/stories")
    await joana.sees("1. ")
    city.watch.forward(timedelta(hours=1))
    await joana.says("1")
    await joana.sees(say(Form.PT, "/help shows all I can do."))


@EVERYBODY
async def test_hours_that_are_typed_are_offered_and_nothing_changes_before_the_press(
    city: City, who: int, form: Form
) -> None:
    reader, before = city.person(who), (await reader_of(city, who)).quiet
    await reader.says(HOURS[form])
    await reader.sees(say(form, "Should posts come without a sound between these hours?"))
    assert (await reader_of(city, who)).quiet == before
    await reader.presses("23:30–06:00")
    await reader.sees("23:30–06:00")
    quiet = (await reader_of(city, who)).quiet
    assert (quiet.begin, quiet.end, quiet.on) == (time(23, 30), time(6), True)


QUIET = {
    Form.ZH_HANS: "晚上11点到早上7点不要打扰",
    Form.ZH_HANT: "晚上11時至早上7時請勿打擾",
    Form.YUE: "夜晚十一點到朝早七點唔好嘈我",
    Form.EN: "quiet from 11pm to 7am",
    Form.PT: "silêncio das 23h às 7h",
}


@EVERYBODY
async def test_a_sentence_that_asks_for_quiet_offers_its_very_hours(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says(QUIET[form])
    await reader.sees(say(form, "Should posts come without a sound between these hours?"))
    await reader.presses("23:00–07:00")
    await reader.sees("23:00–07:00")
    quiet = (await reader_of(city, who)).quiet
    assert (quiet.begin, quiet.end) == (time(23), time(7))


ABROAD = {
    Form.ZH_HANS: ("我搬到波尔图了", "波尔图"),
    Form.ZH_HANT: ("我搬到波爾圖了", "波爾圖"),
    Form.YUE: ("我搬咗去波爾圖", "波爾圖"),
    Form.EN: ("I live in Manchester", "Manchester"),
    Form.PT: ("moro em Manchester", "Manchester"),
}


@EVERYBODY
async def test_of_a_city_abroad_the_button_is_said_to_be_its_time_zone(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says(ABROAD[form][0])
    await reader.sees(say(form, "Do you live there now? Press that city's time zone, and I'll go by it."))


@EVERYBODY
async def test_a_place_can_be_typed_where_places_are_pressed(city: City, who: int, form: Form) -> None:
    reader, typed = city.person(who), ABROAD[form][1]
    for question, answer in (
        (typed, words_for(form).zone("Europe/London" if form in {Form.EN, Form.PT} else "Europe/Lisbon")),
        ("Springfield", say(form, "I don't know “{place}”. Try a larger city nearby.", place="Springfield")),
    ):
        await reader.says("/settings")
        await reader.presses(say(form, "Change place"))
        await reader.sees(say(form, "Where do you live? Times and quiet hours follow the clock there."))
        await reader.says(question)
        await reader.sees(answer)


async def test_an_order_typed_where_places_are_pressed_is_no_place(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Change place")
    await emma.sees("Where do you live?")
    await emma.says("stories")
    await emma.sees("1. ")


@EVERYBODY
async def test_who_says_where_they_live_now_can_set_it_with_one_press(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await reader.says(MOVED[form])
    await reader.sees(say(form, "Do you live there now? Press it, and I'll remember it."))
    await reader.presses(words_for(form).place(Place.MACAU))
    await reader.sees("")
    assert (await reader_of(city, who)).place is Place.MACAU


@pytest.mark.parametrize("text", ["2 3", "we open 9-5 and close at 6"])
async def test_other_numbers_are_no_hours(city: City, text: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(text)
    await emma.sees("/help")
