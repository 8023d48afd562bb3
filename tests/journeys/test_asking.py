"""A communicator asks the admins something, and is answered here; who asks is told, since they work together."""

import pytest

from bot.actions.meet import meet
from bot.languages import Form
from bot.partners import PROGRAMME
from tests import cast
from tests.journeys.conftest import City, words_of
from tests.journeys.deeds import the_partner
from tests.journeys.partner_deeds import EN, admin_approves, newest
from tests.journeys.working_day import OWN, Day

SPEAKS = {
    Form.ZH_HANS: "我要问管理员一个问题",
    Form.ZH_HANT: "我有件事想問管理員",
    Form.YUE: "可以搵邊個問",
    Form.EN: "can I ask the admins something?",
    Form.PT: "posso falar com um administrador?",
}
PASSED = "✓ Passed on to the admins. The answer comes here."


@pytest.fixture(params=list(Form))
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def test_who_speaks_of_the_admins_asks_them_and_is_answered_and_writes_back(day: Day) -> None:
    await day.begins()
    await day.author.says(SPEAKS[day.form])
    await day.author.presses(day.say("Ask the admins"))
    await day.author.sees(day.say("What would you like to ask the admins? Send it as one message. They see your name."))
    await day.author.says("Q1")
    await day.author.sees(day.say(PASSED))
    partner = (await the_partner(day.city, "xpeng")).name(day.form)
    head = "<b>{name} asks the admins.</b> They write for {partners}."
    question = await day.admin.sees(day.say(head, name="周子晴", partners=partner), "Q1")
    await day.admin.says("A1", reply_to=question["message_id"])
    await day.admin.sees(day.say("✓ Your answer is on its way."))
    answer = await day.author.sees("A1")
    await day.author.says("Q2", reply_to=answer["message_id"])
    await day.author.sees(day.say(PASSED))
    await day.admin.sees("Q2")


async def test_what_was_said_is_itself_the_question_by_one_press(day: Day) -> None:
    await day.begins()
    await day.author.says(SPEAKS[day.form])
    await day.author.presses(day.say("Send it to the admins"))
    await day.author.sees(day.say(PASSED))
    await day.admin.sees(SPEAKS[day.form])
    admin = await meet(day.city.store, cast.ZHIYUAN, "梁志远", None, day.city.watch())
    async with day.city.store.read() as tx:
        programme = await tx.partners.by_slug(PROGRAMME)
    assert programme is not None
    assert not admin.writes_for(programme.id)


async def test_nothing_is_sent_by_whoever_leaves_the_question(day: Day) -> None:
    await day.begins()
    await day.author.says(SPEAKS[day.form])
    await day.author.presses(day.say("Ask the admins"))
    await day.author.presses(day.say("Cancel"))
    await day.author.sees(day.say("Nothing was sent."))


async def test_a_reader_who_speaks_of_admins_writes_to_none(day: Day) -> None:
    await day.begins()
    reader = day.city.person(cast.XIAOLAN)
    await reader.says(SPEAKS[Form.ZH_HANS])
    assert day.say("Ask the admins") not in words_of(await reader.sees(""))


async def test_while_a_post_is_open_the_admins_are_asked_beside_it_and_the_draft_is_one_press_away(day: Day) -> None:
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(OWN.get(day.form, EN))
    before = await newest(day.city)
    await day.author.says(SPEAKS[day.form])
    await day.author.presses(day.say("Send it to the admins"))
    await day.author.sees(day.say(PASSED))
    await day.admin.sees(SPEAKS[day.form])
    await day.author.presses(day.say("Back to draft"))
    await day.author.sees(before.title_in(day.form))
    assert (await newest(day.city)).versions == before.versions


async def test_who_is_asked_for_a_moment_may_speak_of_the_admins(day: Day) -> None:
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(OWN.get(day.form, EN))
    await day.submits()
    await admin_approves(day.city, await newest(day.city))
    await day.author.sees("✓")
    await day.author.says("/schedule")
    await day.author.sees(day.words.zone("Asia/Shanghai"))
    await day.author.says(SPEAKS[day.form])
    await day.author.presses(day.say("Send it to the admins"))
    await day.author.sees(day.say(PASSED))
