"""That a bot suggests, and does not understand everything, is said above the first suggestion in a while only."""

from datetime import timedelta

from bot.languages import Form
from tests.journeys.conftest import City, words_of
from tests.journeys.test_audience_letting_go import EVERY_FORM, say


@EVERY_FORM
async def test_the_second_suggestion_is_a_line_and_no_lecture(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    lecture = say(form, "I am a bot and do not understand every message. /help shows all I can do.")
    perhaps = say(form, "Perhaps this is what you need:")
    told = []
    for days in (0, 1, 31):
        city.watch.forward(timedelta(days=days))
        await reader.says("?" if days else "？？")
        told.append(words_of(await reader.sees(perhaps)))
    assert [lecture in each for each in told] == [True, False, True]
    assert all(each.count(perhaps) == 1 for each in told)
