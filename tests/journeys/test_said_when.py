"""A communicator says when a post goes out without having been asked: the moment is shown at its post."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.content import Post, PostState
from bot.languages import Form
from bot.recurrence import Plan
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import TWO
from tests.journeys.partner_deeds import EN, admin_approves, handed_in, newest
from tests.journeys.working_day import OWN, Day

HOME = ZoneInfo("Asia/Shanghai")
SAID = {
    Form.ZH_HANS: ("明早九点发吧", "改到周五下午六点", "每周六下午三点"),
    Form.ZH_HANT: ("明早九點發送", "改到星期五下午六點", "逢星期六下午三點"),
    Form.YUE: ("聽朝九點發啦", "唔該改到星期五下晝六點", "逢星期六下晝三點"),
    Form.EN: ("send it tomorrow at nine, please", "please move it to Friday 6pm", "Saturdays at 3 pm"),
    Form.PT: ("obrigada! publica amanhã às nove", "muda para sexta às 18h", "aos sábados às 3 da tarde"),
}
"""First, then another time, then again and again."""
NINE = {
    Form.ZH_HANS: "9点发，不要6点半",
    Form.ZH_HANT: "改到九點",
    Form.YUE: "九點代替六點半",
    Form.EN: "make it 9 in place of 6:30",
    Form.PT: "muda das 18:30 para as 9",
}
FRIDAY = {
    Form.ZH_HANS: "换成周五",
    Form.ZH_HANT: "改到星期五",
    Form.YUE: "改做星期五",
    Form.EN: "Friday instead",
    Form.PT: "muda para sexta",
}
IN_REVIEW = "“{title}” is still in review. Once it's approved, I'll ask you when."


of_two = pytest.mark.parametrize("day", TWO, indirect=True)
"""Where what is said in each form is heard by the others of these tests."""


@pytest.fixture(params=list(SAID))
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def hands_in(day: Day, *, no: str = "") -> Post:
    form = day.form if day.form in OWN else Form.EN
    return await handed_in(day.city, {form: no + OWN.get(form, EN)})


async def approved(day: Day, *, no: str = "") -> Post:
    post = await hands_in(day, no=no)
    await day.author._mark()  # another post may have been approved before
    await admin_approves(day.city, post)
    await day.author.sees(day.say("✓ Approved: “{title}”. When should it go out?", title="|").split("|")[1])
    return post


async def plan_of(city: City, post: Post) -> Plan:
    async with city.store.read() as tx:
        plan = await tx.plans.of(post.id)
    assert plan is not None
    return plan


def here(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HOME)


async def test_when_is_answered_in_a_sentence_and_so_is_another_time_and_how_often(day: Day) -> None:
    await day.begins()
    post = await approved(day)
    moments = []
    for said in SAID[day.form]:
        await day.author.says(said)
        page = await day.author.sees("")
        assert day.say("✓ Confirm") in labels_of(page)
        await day.author.presses(day.say("✓ Confirm"))
        await day.author.sees("✓")
        moments.append(await plan_of(day.city, post))
    first, moved, series = moments
    wall = day.city.watch().astimezone(HOME)
    assert [plan.moment.astimezone(HOME).hour for plan in moments] == [9, 18, 15]
    assert (first.moment.astimezone(HOME).date() - wall.date()).days == 1
    assert moved.moment.astimezone(HOME).isoweekday() == datetime(2026, 11, 27).isoweekday()  # noqa: DTZ001
    assert series.repeat is not None


@of_two
async def test_of_several_posts_one_is_chosen_and_the_moment_is_kept(day: Day) -> None:
    await day.begins()
    first = await approved(day)
    second = await approved(day, no="2: ")
    await day.author.says(SAID[day.form][0])
    asked = await day.author.sees("")
    assert len(labels_of(asked)) == 2
    await day.author.presses(labels_of(asked)[1])
    page = await day.author.sees("")
    assert day.say("✓ Confirm") in labels_of(page)
    await day.author.presses(day.say("✓ Confirm"))
    await day.author.sees("✓")
    assert (await plan_of(day.city, first)).moment.astimezone(HOME).hour == 9
    async with day.city.store.read() as tx:
        assert await tx.plans.of(second.id) is None


@of_two
async def test_before_it_is_approved_the_way_there_is_said(day: Day) -> None:
    await day.begins()
    post = await hands_in(day)
    assert post.state is PostState.SUBMITTED
    await day.author.says(SAID[day.form][0])
    page = await day.author.sees("")
    assert day.say(IN_REVIEW, title="|").split("|")[1] in words_of(page)
    for said in ("2027-03-12", "18:35"):  # an hour alone is of the day that was noted before
        await day.author.says(said)
        await day.author.sees("")
    assert (await newest(day.city)).wished == "202703121835"


@of_two
async def test_a_time_in_a_sentence_about_something_else_is_no_moment(day: Day) -> None:
    await day.begins()
    await approved(day)
    await day.author.says("聽日朝早九點喺永慶坊集合" if day.form is Form.YUE else "we meet at the market tomorrow at 9")
    page = await day.author.sees("")
    assert day.say("✓ Confirm") not in labels_of(page)


@of_two
async def test_a_day_on_which_the_series_does_not_come_is_meant_by_itself(day: Day) -> None:
    await day.begins()
    post = await approved(day)
    await day.author.says(SAID[day.form][2])  # Saturdays
    await day.author.sees("")
    await day.author.says(SAID[day.form][1])  # Friday at six
    await day.author.sees("")
    await day.author.presses(day.say("✓ Confirm"))
    await day.author.sees("✓")
    plan = await plan_of(day.city, post)
    assert plan.repeat is None
    assert plan.moment.astimezone(HOME).isoweekday() == datetime(2026, 11, 27).isoweekday()  # noqa: DTZ001


async def test_an_hour_alone_is_the_hour_of_the_series(day: Day) -> None:
    await day.begins()
    post = await approved(day)
    await day.author.says(SAID[day.form][2])
    await day.author.sees("")
    await day.author.says("18:30")
    await day.author.sees("")
    await day.author.presses(day.say("✓ Confirm"))
    await day.author.sees("✓")
    plan = await plan_of(day.city, post)
    assert plan.repeat is not None
    assert f"{plan.moment.astimezone(HOME):%a %H:%M}" == "Sat 18:30"
    await day.author.says(NINE[day.form])
    asked = await day.author.sees("09:00")
    ended = day.say("It no longer repeats {often}.", often="|").split("|")[0].rstrip(":： ")
    assert ended not in words_of(asked)
    assert day.say("Move this one") in labels_of(asked)
    await day.author.presses(day.say("✓ Confirm"))
    await day.author.sees("✓")
    later = await plan_of(day.city, post)
    assert (later.repeat and later.repeat.rule, later.wall.time()) == (plan.repeat.rule, time(9))
    await day.author.says(FRIDAY[day.form])
    await day.author.sees("09:00", day.say("Another time for this one only; the later ones stay as they are."))
