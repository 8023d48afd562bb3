"""What readers of English and Portuguese typed that the bot once took for something else, or for nothing."""

import pytest

from bot.hearing.aliases import alias_of
from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import reader_of


@pytest.mark.parametrize("typed", ["no more jd.com please", "stop jd.com", "chega de jd.com"])
async def test_a_partner_named_by_its_address_does_not_stop_the_others(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    assert alias_of(typed) is None
    await emma.says(typed)
    await emma.sees("JD.com")
    assert (await reader_of(city, cast.EMMA)).stopped_at is None


@pytest.mark.parametrize(
    ("form", "typed", "missed"),
    [
        (Form.EN, "what happens in Shaoguan", "Shaoguan"),
        (Form.EN, "stories from Yangjiang", "Yangjiang"),
        (Form.EN, "and in Shaoguan?", "Shaoguan"),
        (Form.EN, "poetry", "poetry"),
        (Form.PT, "o que há em Shaoguan", "Shaoguan"),
        (Form.PT, "histórias de Yangjiang", "Yangjiang"),
        (Form.PT, "e em Shaoguan?", "Shaoguan"),
        (Form.PT, "poesia", "poesia"),
    ],
)
async def test_what_no_story_names_is_said_so_above_the_newest(city: City, form: Form, typed: str, missed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    told = words.say(
        "No story has “{words}” yet. These are the newest. For something else, press “{search}”.",
        words=missed,
        search=words.say("Search"),
    )
    await reader.says(typed)
    assert plain(told) in words_of(await reader.sees("1. "))


@pytest.mark.parametrize(
    ("form", "typed", "whole", "found", "beside"),
    [
        (Form.EN, "smth about old arcade houses or lychees?", "old arcade houses or lychees", "lychees", "arcade"),
        (Form.YUE, "有冇講騎樓同埋荔枝嘅", "騎樓同埋荔枝", "騎樓", "荔枝"),
    ],
)
async def test_of_several_things_that_no_story_has_together_each_is_found_and_that_is_said(
    city: City, form: Form, typed: str, whole: str, found: str, beside: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    said = words.say("No story has all of “{words}” yet. These come closest.", words=whole)
    answer = await reader.sees(plain(said), found)
    assert any(label.startswith(f"{beside} · ") for label in labels_of(answer))


@pytest.mark.parametrize(("form", "typed"), [(Form.EN, "and in Macau?"), (Form.PT, "e em Macau?")])
async def test_another_place_is_looked_for_by_its_name_alone(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    answer = words_of(await reader.sees("1. "))
    assert "Macau" in answer
    assert "2. " not in answer


@pytest.mark.parametrize("typed", ["wyd", "wru", "tgx"])
async def test_three_letters_are_no_name_of_a_thing(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(typed)
    assert f"“{typed}”" not in words_of(await emma.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.EN, "I leave China next month"), (Form.PT, "vou deixar a China no próximo mês")]
)
async def test_who_speaks_of_the_country_has_not_named_its_post(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert "China Post" not in words_of(await reader.sees(""))
    await reader.says("China Post")
    await reader.sees("China Post")


@pytest.mark.parametrize("typed", ["Lisbon", "Macau"])
async def test_a_bare_place_is_a_place_whatever_it_is_often_said_with(city: City, typed: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(typed)
    await emma.sees("That's a place.")
