"""Who types at the very first question, where languages stand to be pressed."""

import pytest

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import reader_of, say

NAMED = {
    "简体中文": Form.ZH_HANS,
    "普通话": Form.ZH_HANS,
    "繁體": Form.ZH_HANT,
    "廣東話": Form.YUE,
    "講廣東話": Form.YUE,
    "English please": Form.EN,
    "can you speak English?": Form.EN,
    "português": Form.PT,
    "em português, por favor": Form.PT,
}


@pytest.mark.parametrize(("typed", "form"), NAMED.items())
async def test_a_language_that_is_typed_is_as_good_as_its_button(city: City, typed: str, form: Form) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.sees("Which language would you like?")
    await tomas.says(typed)
    await tomas.sees(say(form, "Where do you live? You can skip this."))
    assert (await reader_of(city, cast.NEWCOMER)).form is form
    await tomas.presses(say(form, "Yes, and show me a story"))


async def test_the_name_of_a_language_as_the_first_word_follows_the_link_that_led_here(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start partner_xpeng")
    await tomas.sees("Which language would you like?")
    await tomas.says("English")
    await tomas.sees("XPeng Motors")


@pytest.mark.parametrize(
    ("first", "then", "form"), [("这是什么", "好的", Form.ZH_HANS), ("it is a lovely day today", "hm", Form.EN)]
)
async def test_the_greeting_is_said_once_and_the_second_time_only_what_is_to_be_done(
    city: City, first: str, then: str, form: Form
) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(first)
    hello = say(form, "<b>Hello! I'm Kapok.</b> I bring you stories and offers from Guangzhou and its city partners.")
    await tomas.sees(hello)
    await tomas.says(then)
    shown = await tomas.sees("Which language would you like?")
    assert "Kapok" not in words_of(shown)
    assert {words_for(one).language(one, begins=True) for one in (Form.EN, Form.PT)} <= set(labels_of(shown))


@pytest.mark.parametrize(("asked", "form"), [("what is this", Form.EN), ("怎么用", Form.ZH_HANS), ("help", Form.PT)])
async def test_a_question_about_the_bot_is_answered_in_its_language_before_one_is_chosen(
    city: City, asked: str, form: Form
) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says(asked)
    await tomas.sees(
        say(form, "To reach people: reply to a partner's post, or write to them from their page under /partners.")
    )
