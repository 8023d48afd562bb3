"""That a bot suggests, and does not understand everything, is said above the first suggestion in a while only."""

from datetime import timedelta

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.answers_screens import ANSWERS
from tests.journeys.conftest import City, words_of
from tests.journeys.deeds import EVERYBODY, first_line, say

BOTS = {
    Form.ZH_HANS: "你是机器人吗",
    Form.ZH_HANT: "你是機械人嗎",
    Form.YUE: "你係咪機械人",
    Form.EN: "are you a bot?",
    Form.PT: "és um robô?",
}


@EVERYBODY
async def test_the_second_suggestion_is_a_line_and_no_lecture(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    lecture = say(form, "I'm a bot and don't understand every message. /help shows all I can do.")
    perhaps = say(form, "I'm sorry that this didn't help. Say it in a few other words, or look here:")
    told = []
    for days in (0, 1, 31):
        city.watch.forward(timedelta(days=days))
        await reader.says("?" if days else "？？")
        told.append(words_of(await reader.sees(perhaps)))
    assert [lecture in each for each in told] == [True, False, True]
    assert all(each.count(perhaps) == 1 for each in told)


@EVERYBODY
async def test_who_asks_whether_it_is_a_bot_is_always_told(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    for _ in range(2):
        await reader.says(BOTS[form])
        await reader.sees(first_line(ANSWERS[Wish.ME](words).text))
