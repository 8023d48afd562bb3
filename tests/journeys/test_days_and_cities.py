"""What is on when, and in another city, and languages that nobody speaks here: asked for in all five forms."""

import pytest

from bot.languages import Form
from bot.places import Place
from bot.words import words_for
from handlers.audience.plain_words.of_language_screens import unspoken_line
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import first_line

NEWEST = "1. "


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "下星期六"),
        (Form.ZH_HANS, "那明天呢"),
        (Form.ZH_HANT, "12月5日"),
        (Form.YUE, "今晚"),
        (Form.YUE, "聽日有冇活動"),
        (Form.EN, "next Saturday"),
        (Form.PT, "amanhã"),
    ],
)
async def test_who_names_a_day_is_told_who_knows_and_shown_the_newest(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    said = words.say("I keep no calendar: partners say in their posts what is on, and when.")
    assert plain(str(said)) in words_of(await reader.sees(NEWEST))


@pytest.mark.parametrize(("form", "typed"), [(Form.ZH_HANS, "佛山有什么好玩的"), (Form.YUE, "咁佛山有咩睇")])
async def test_of_a_city_that_no_story_names_it_is_said(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    said = words.say(
        "No story has “{words}” yet. These are the newest. For something else, press “{search}”.",
        words=words.place(Place.FOSHAN),
        search=words.say("Search"),
    )
    assert plain(str(said)) in words_of(await reader.sees(NEWEST))


@pytest.mark.parametrize(
    ("form", "typed", "language"),
    [
        (Form.ZH_HANS, "会说西班牙语吗", "西班牙语"),
        (Form.ZH_HANT, "會講西班牙文嗎", "西班牙文"),
        (Form.YUE, "識唔識講日文", "日文"),
        (Form.EN, "do you speak Spanish?", "Spanish"),
        (Form.PT, "fala francês?", "francês"),
    ],
)
async def test_who_asks_for_a_language_that_nobody_speaks_here_is_told_which_are(
    city: City, form: Form, typed: str, language: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(first_line(unspoken_line(words, language)))
    assert {each.endonym for each in Form} <= {label.removeprefix("✓ ") for label in labels_of(answer)}
