"""An admin who names a partner is led to what can be done about it; and learns who the admins are."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.actions.schedule import schedule
from bot.languages import Form
from bot.people import HOME_ZONE
from bot.recurrence import Aim, let_go_on
from bot.repeating import Every, Rule
from tests import cast
from tests.journeys.admin_deeds import scheduled
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.deeds import ADMIN, speaks_english, the_partner
from tests.journeys.partner_deeds import author
from tests.journeys.working_day import Day

STOPS = {
    Form.ZH_HANS: "暂停小鹏的帖子",
    Form.ZH_HANT: "小鵬的帖文先別發",
    Form.YUE: "小鵬停住先",
    Form.EN: "pause XPeng's posts",
    Form.PT: "parem com a XPeng",
}
WHO = {
    Form.ZH_HANS: "谁是管理员",
    Form.ZH_HANT: "管理員有哪些人",
    Form.YUE: "邊個係管理員",
    Form.EN: "who are our admins",
    Form.PT: "quem são os administradores?",
}


@pytest.fixture(params=list(Form))
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def test_a_partner_that_shall_stop_is_suspended_by_one_more_press(day: Day) -> None:
    await day.begins()
    await day.admin.says(STOPS[day.form])
    name = (await the_partner(day.city, "xpeng")).name(day.form)
    asked = "Suspend <b>{partner}</b>? None of their posts go out until you lift it."
    await day.admin.sees(day.say(asked, partner=name))
    await day.admin.presses(day.say("Yes, suspend them"))
    await day.admin.sees(day.say("⏸ Suspended: none of their posts go out."))
    await day.admin.says(STOPS[day.form])
    await day.admin.sees(day.say("⏸ Suspended: none of their posts go out."))


SERIES = {
    Form.ZH_HANS: "先把小鹏的系列停两个星期",
    Form.EN: "pause the XPeng series for two weeks",
    Form.PT: "pausa a série da XPeng por duas semanas",
}


@pytest.mark.parametrize("form", SERIES)
async def test_a_series_that_shall_stop_for_a_while_is_paused_and_its_partner_is_not(city: City, form: Form) -> None:
    day, daily = Day(city, form), Aim(datetime(2027, 3, 10, 18), Rule(Every.DAY))  # noqa: DTZ001 - a wall clock
    await day.begins()
    post = await scheduled(city)
    await day.admin.says(SERIES[form])
    name = (await the_partner(city, "xpeng")).name(form)
    await day.admin.sees(day.say("{partner} has no post that is planned to go out.", partner=name))
    await schedule(city.store, await author(city), post.id, daily, city.watch())
    await day.admin.says(SERIES[form])
    shown = await day.admin.sees("18:00")
    await day.admin.presses(labels_of(shown)[0])
    await day.admin.sees("18:00", "⏸")
    async with city.store.read() as tx:
        plan, partner = await tx.plans.of(post.id), await tx.partners.get(post.partner_id)
    assert plan
    assert partner
    assert plan.held_until == datetime(2027, 3, 23, tzinfo=ZoneInfo(HOME_ZONE)).astimezone(UTC)
    assert partner.suspended_at is None
    await day.admin.presses(day.say("▶ Resume"))
    assert "⏸" not in words_of(await day.admin.sees("18:00"))


async def test_what_a_partner_has_planned_is_paused_until_a_day_that_is_said_and_of_several_one_is_chosen(
    city: City,
) -> None:
    """The partner is not suspended, though that stands beside it; a second post is paused by one press."""
    admin, end = await speaks_english(city, ADMIN), datetime(2027, 3, 15, tzinfo=ZoneInfo(HOME_ZONE)).astimezone(UTC)
    posts = [await scheduled(city), await scheduled(city)]
    ziqing, one = city.person(cast.ZIQING), posts[1:]
    for who, said, asks, seen, held in (
        (admin, "pause XPeng's posts until Monday", "until Monday", "✓ 2 posts are paused", posts),
        (admin, "stop the XPeng post until Monday", "until Monday", "⏸ Paused until", one),
        (admin, "pause the post until Monday", "until Monday", "⏸ Paused until", one),
        (ziqing, "帖子先暂停到周一", "星期一", "⏸ 已暂停到", one),
    ):
        await who.says(said)
        shown = await who.sees(asks)
        await who.presses(next(each for each in labels_of(shown) if each.startswith("⏸")))
        await who.sees(seen)
        async with city.store.write() as tx:
            plans = [await tx.plans.of(post.id) for post in posts]
            assert {plan.post_id for plan in plans if plan and plan.held_until == end} == {post.id for post in held}
            for plan in filter(None, plans):
                await tx.plans.put(let_go_on(plan))
    assert (await the_partner(city, "xpeng")).suspended_at is None


async def test_who_asks_how_one_post_is_stopped_is_shown_those_to_come_and_no_halt(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await scheduled(city)
    await admin.says("how do I stop one post from going out")
    await admin.sees("1 approved post:")


async def test_work_that_has_a_page_about_one_partner_opens_that_one(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await scheduled(city)
    for said, *seen in (
        ("export XPeng's data", "Export everything of"),
        ("send the XPeng post back", "XPeng Motors"),
        ("who approved XPeng's post", "XPeng Motors", "approved"),
        ("give XPeng 40 posts a month", "5 followers"),
        ("pause all posts until tomorrow 9am", "/resume", "with its name"),
    ):
        await admin.says(said)
        await admin.sees(*seen)


FOLLOWED = {
    Form.ZH_HANS: "小鹏有多少人关注",
    Form.ZH_HANT: "小鵬有多少人追蹤",
    Form.YUE: "小鵬有幾多人追蹤",
    Form.EN: "how many followers does XPeng have",
    Form.PT: "quantos seguidores tem a XPeng",
}


async def test_how_many_follow_a_partner_is_on_its_page(day: Day) -> None:
    await day.begins()
    await day.admin.says(FOLLOWED[day.form])
    name = (await the_partner(day.city, "xpeng")).name(day.form)
    await day.admin.sees(name, str(day.words.plural("{n} follower", "{n} followers", 5)))


@pytest.mark.parametrize(
    "said",
    [
        "make XPeng a super partner",
        "who can write for XPeng",
        "invite Bo for XPeng",
        "remove XPeng",
        "XPeng changed its name",
        "xpeng",
    ],
)
async def test_a_partner_that_an_admin_speaks_of_is_shown_as_admins_see_it(city: City, said: str) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says(said)
    await admin.sees("XPeng Motors", "Communicators: ")


async def test_what_an_admin_wants_to_read_of_a_partner_is_shown_as_to_readers(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    await admin.says("follow XPeng")
    assert "Communicators: " not in words_of(await admin.sees("XPeng"))


async def test_what_readers_say_of_a_partner_suspends_nobody(city: City) -> None:
    reader = await speaks_english(city, cast.EMMA)
    await reader.says(STOPS[Form.EN])
    assert "Suspend" not in words_of(await reader.sees("XPeng"))


async def test_admins_are_named_to_admins(day: Day) -> None:
    await day.begins()
    await day.admin.says(WHO[day.form])
    await day.admin.sees(day.say("Admins of the programme: {people}", people="梁志远"))


AGAIN = {
    Form.ZH_HANS: "恢复发送",
    Form.ZH_HANT: "重新發送",
    Form.YUE: "開返發送",
    Form.EN: "start sending again",
    Form.PT: "retomar",
}


async def test_after_a_halt_who_says_go_on_is_asked_about_all_sending(day: Day) -> None:
    await day.begins()
    await day.admin.says("/halt")
    await day.admin.sees("")
    await day.admin.says(AGAIN[day.form])
    seen = await day.admin.sees("")
    if "/resume" in words_of(seen):
        await day.admin.says("/resume")
        seen = await day.admin.sees("")
    assert day.say("Yes, resume") in labels_of(seen)
