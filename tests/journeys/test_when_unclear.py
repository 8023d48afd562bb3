"""A moment, or how often, that could not be read or may be two: the question stays, and says what can be typed."""

from datetime import timedelta

import pytest

from bot.languages import Form
from bot.mistakes import Why
from bot.recurrence import local
from bot.words import words_for
from handlers.partner.planning.often_screens import OFTEN_EXAMPLE
from handlers.showing.mistakes import SENTENCES
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import say
from tests.journeys.plans import approved_in

TOMORROW_AT_NINE = {
    Form.ZH_HANS: "明天早上9点",
    Form.ZH_HANT: "明天早上9時",
    Form.YUE: "聽朝九點",
    Form.EN: "tomorrow at 9",
    Form.PT: "amanhã às 9h",
}
NO_RULE = {
    Form.ZH_HANS: ("看情况", "每天，公众假期除外", "公众假期除外", "每天，除了周日"),
    Form.ZH_HANT: ("視乎情況", "每日，公眾假期除外", "公眾假期除外", "每日，星期日除外"),
    Form.YUE: ("睇吓點先", "日日，公眾假期除外", "公眾假期除外", "日日，除咗禮拜日"),
    Form.EN: ("whenever it suits", "every day except holidays", "except holidays", "every day except Sunday"),
    Form.PT: ("quando der jeito", "todos os dias, exceto feriados", "exceto feriados", "todos os dias exceto domingo"),
}
AT_MIDNIGHT = {
    Form.ZH_HANS: "明天晚上12点",
    Form.ZH_HANT: "明晚12時",
    Form.YUE: "聽晚十二點",
    Form.EN: "tomorrow at midnight",
    Form.PT: "amanhã à meia-noite",
}


@pytest.mark.parametrize("form", Form)
async def test_an_unread_answer_to_how_often_leaves_the_question_and_the_moment(city: City, form: Form) -> None:
    author, example = await approved_in(city, form), str(words_for(form).say(OFTEN_EXAMPLE))
    await author.says(TOMORROW_AT_NINE[form])
    await author.presses(say(form, "🔁 Repeat it"))
    unread, partly, rest, rule = NO_RULE[form]
    await author.says(unread)
    often = say(form, "<b>How often?</b>")
    await author.sees(say(form, SENTENCES[Why.RULE_UNREADABLE], example=example), often)
    await author.says(partly)
    await author.sees(say(form, SENTENCES[Why.RULE_HALF_READ], rest=rest, example=example), often)
    await author.says(rule)
    shown = words_of(await author.sees("09:00"))
    assert shown.count("09:00") > 1


@pytest.mark.parametrize("form", Form)
async def test_a_midnight_is_asked_for_with_both_its_moments(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    await author.says(AT_MIDNIGHT[form])
    shown = await author.sees(say(form, SENTENCES[Why.WHICH_MOMENT]))
    here, words = local(city.watch(), "Asia/Shanghai").date(), words_for(form)
    first, second = (f"{words.short_day(here + timedelta(days=days))} 00:00" for days in (1, 2))
    assert {first, second} <= set(labels_of(shown))
    await author.presses(second)
    assert say(form, "🔁 Repeat it") in labels_of(await author.sees("00:00"))


@pytest.mark.parametrize("form", Form)
async def test_tomorrow_said_in_the_small_hours_is_asked_for_with_both_its_days(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    city.watch.forward(timedelta(hours=12, minutes=20))
    await author.says(TOMORROW_AT_NINE[form])
    shown = await author.sees(say(form, SENTENCES[Why.WHICH_MOMENT]))
    here, words = local(city.watch(), "Asia/Shanghai").date(), words_for(form)
    assert local(city.watch(), "Asia/Shanghai").hour == 0
    first, second = (f"{words.short_day(here + timedelta(days=days))} 09:00" for days in (0, 1))
    assert {first, second} <= set(labels_of(shown))
    await author.presses(first)
    assert say(form, "🔁 Repeat it") in labels_of(await author.sees("09:00"))


async def test_an_end_that_may_be_two_days_is_named_and_is_no_day_to_plan_it_once(city: City) -> None:
    author = await approved_in(city, Form.EN)
    example, here = words_for(Form.EN).say(OFTEN_EXAMPLE), local(city.watch(), "Asia/Shanghai").date()
    await author.says("every day at 9 until next Sunday")
    refused = say(Form.EN, SENTENCES[Why.RULE_HALF_READ], rest="next Sunday", example=example)
    offered = labels_of(await author.sees(refused))
    assert words_for(Form.EN).short_day(here + timedelta(days=13 - here.weekday())) not in offered
