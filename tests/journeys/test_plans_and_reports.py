"""A communicator in Cantonese or in Portuguese: a post comes again, stands in the calendar, and is reported."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.actions.control import recall
from bot.actions.meet import meet
from bot.actions.schedule import schedule
from bot.broadcast import BroadcastState
from bot.content import Campaign, PostState
from bot.delivery import DeliveryState
from bot.languages import Form
from bot.mistakes import Why
from bot.partners import Benefit
from bot.words import words_for
from handlers.partner.planning.steering_screens import passed_line
from handlers.pictures.fonts import font_file
from handlers.reporting.reports_screens import ReportPages
from handlers.showing.mistakes import SENTENCES, STATES
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.partner_deeds import newest, presses_forged, until
from tests.journeys.plans import approved_in, say, sent_in


async def test_a_rule_in_place_of_another_begins_anew(city: City) -> None:
    author = await approved_in(city, Form.YUE)
    await author.sees("18:30")
    await author.says("逢星期一 09:00")
    await author.sees("2027年3月15日")
    await author.says("逢星期三 09:00")
    await author.sees("2027年3月10日星期三 09:00", "2027年3月17日")


def first_button(message: dict[str, Any]) -> str:
    return str(message["reply_markup"]["inline_keyboard"][0][0]["callback_data"])


@pytest.mark.parametrize("form", [Form.YUE])
async def test_the_reports_are_listed_newest_first_for_those_whose_they_are(city: City, form: Form) -> None:
    author = await sent_in(city, form)
    post = await newest(city)
    admin = city.person(cast.ZHIYUAN)
    for one, words in ((author, words_for(form)), (admin, words_for(Form.ZH_HANS))):
        await one.says("/report")
        head = plain(words.say("<b>Reports</b>\nPress one to read it."))
        shown = await one.sees(head, f"1. {post.title_at_work(words.form)}")
        await one.presses_data(shown["message_id"], first_button(shown))
        await one.sees(say(words.form, "<b>Report: {title}</b>", title=post.title_at_work(words.form)))
    writer = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    async with city.store.write() as tx:
        for partner_id in writer.partner_ids:
            await tx.partners.leave(partner_id, writer.reader.id)
    assert await presses_forged(city, author, ReportPages().pack()) == say(form, SENTENCES[Why.NOT_ALLOWED])


@pytest.mark.parametrize(
    ("form", "text", "often"),
    [
        (Form.YUE, "逢星期一、四 09:00", "逢星期一同星期四"),
        (Form.PT, "todas as segundas e quintas às 9h", "segunda-feira e quinta-feira"),
    ],
)
async def test_a_post_is_scheduled_again_and_again_as_one_writes_it(
    city: City, form: Form, text: str, often: str
) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says(text)
    shown = words_of(await author.sees(often, "09:00"))
    assert shown.count("09:00") >= 3
    await author.presses(say(form, "Until when?"))
    await author.sees(say(form, "Until when?"))
    await author.presses(words_for(form).plural("{n} time", "{n} times", 3))
    await author.sees(often, "3", "09:00")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓", often)
    async with city.store.read() as tx:
        plan = await tx.plans.of((await newest(city)).id)
    assert plan
    assert plan.repeat
    assert plan.repeat.rule.text == "FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3"
    assert plan.moment == datetime(2027, 3, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("form", [Form.YUE, Form.PT])
async def test_a_rule_that_never_comes_round_is_said_so(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says({Form.YUE: "每年2月30日 9點", Form.PT: "todos os dias às 9h até 1/1/2027"}[form])
    await author.sees("18:30", say(form, SENTENCES[Why.NEVER_COMES]))
    async with city.store.read() as tx:
        assert await tx.plans.of((await newest(city)).id) is None


async def test_the_calendar_shows_the_week_and_the_month_and_a_plan_is_paused(city: City) -> None:
    form = Form.YUE
    author = await approved_in(city, form)
    await author.says("每日 18:00")
    await author.sees("18:00")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    await author.says("/calendar")
    week = await author.sees("18:00", "禮拜六江邊見啦")
    assert bool(week.get("photo")) == (font_file() is not None)
    await author.presses("›")
    await author.sees("🔁 18:00")
    await author.presses(say(form, "Month"))
    await author.sees("2027年3月", "1 篇")
    await author.says("/schedule")
    await author.sees(say(form, "It repeats {often}.", often="每日"))
    await author.presses(say(form, "⏸ Pause"))
    await author.sees("⏸")
    city.watch.forward(timedelta(days=1, hours=8))
    await author.presses(say(form, "▶ Resume"))
    six = datetime(2027, 3, 9, 18)  # noqa: DTZ001 - a wall clock
    passed = str(passed_line(words_for(form), [six]).striptags())
    await author.sees(say(form, "It repeats {often}.", often="每日"), passed)


@pytest.mark.parametrize("form", [Form.YUE])
async def test_the_report_comes_as_picture_text_and_files_and_breaks_down_no_small_group(
    city: City, form: Form
) -> None:
    author = await sent_in(city, form)
    await author.presses(say(form, "The whole report"))
    shown = words_of(await author.sees(say(form, "Received"), say(form, "<b>Since then</b>")))
    assert say(form, "By language") not in shown
    assert say(form, "Nobody has left, and no followers have come or gone.") in shown
    assert say(form, "Uncertain") not in shown
    if font_file():
        assert any("photo" in each for each in (await author.messages())[-3:])
    for label, ending in (("CSV", ".csv"), ("Excel", ".xlsx")):
        await author.presses(label)
        newest_one = (await author.messages())[-1]
        assert newest_one["document"]["file_name"].endswith(ending)


async def test_a_reader_sees_neither_the_calendar_nor_a_report(city: City) -> None:
    emma = city.person(cast.EMMA)
    assert "can't do that" in await presses_forged(city, emma, "cal:w:20270309")
    assert "no longer there" in await presses_forged(city, emma, "report:999")


@pytest.mark.parametrize(("form", "typed"), [(Form.YUE, "聽日 09:00"), (Form.PT, "amanhã às 9h")])
async def test_a_post_at_nine_of_each_readers_own_clock_reaches_lisbon_hours_after_guangzhou(
    city: City, form: Form, typed: str
) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says(typed)
    await author.sees("09:00")
    await author.presses(say(form, "On each reader's own clock"))
    await author.sees("09:00", say(form, "{moment} on each reader's own clock", moment="").strip(" ，,"))
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓", "09:00")
    wingsze, joana = city.person(cast.WINGSZE), city.person(cast.JOANA)
    await wingsze._mark()
    await joana._mark()
    city.watch.forward(datetime(2027, 3, 10, 1, 0, 1, tzinfo=UTC) - city.watch())  # nine in Hong Kong
    await wingsze.sees("江邊")
    assert not [message for message in await joana.messages() if "junto ao rio" in words_of(message)]
    city.watch.forward(timedelta(hours=8))  # nine in Lisbon
    await joana.sees("Até sábado, junto ao rio")
    got = [message for message in await wingsze.messages() if "江邊" in words_of(message)]
    assert len(got) == 1


async def test_an_admin_looks_at_one_day_with_its_posts_and_whose_holiday_it_is(city: City) -> None:
    form = Form.EN
    author = await approved_in(city, form)
    await author.says("every day at 18:00")
    await author.sees("18:00")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    admin = city.person(cast.ZHIYUAN)
    await admin.says("/language")
    await admin.presses("English")
    await admin.says("/calendar")
    await admin.sees("18:00", "XPeng")
    await admin.presses("10")
    await admin.sees("Wednesday", "10 March 2027", "🔁 18:00 XPeng Motors", "It repeats every day.")
    await admin.presses("🔁 18:00 See you")
    await admin.sees("See you", "XPeng Motors")
    await admin.presses("›")
    await admin.sees("Thursday", "11 March 2027")
    await admin.presses("Month")
    await admin.sees("March 2027")
    await presses_forged(city, admin, "cal:d:20270501")
    await admin.sees(
        "1 May 2027", "Public holiday in the mainland: Labour Day", "Public holiday in Portugal: Labour Day"
    )


@pytest.mark.parametrize("form", [Form.PT])
async def test_a_recalled_post_stands_as_recalled_and_a_day_opens_its_posts(city: City, form: Form) -> None:
    author = await sent_in(city, form)
    post = await newest(city)
    async with city.store.read() as tx:
        (sent,) = await tx.broadcasts.of_post(post.id)
    await presses_forged(city, author, f"cal:d:{city.watch():%Y%m%d}")
    await author.sees("✓ 12:")
    writer = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    await recall(city.store, writer, sent.id, city.watch())
    await until(city, post.id, BroadcastState.FINISHED)
    await presses_forged(city, author, f"cal:d:{city.watch():%Y%m%d}")
    day = await author.sees(say(form, "{post} ({state})", post="", state=say(form, "recalled")).strip())
    assert "✓ 12:" not in words_of(day)
    await author.presses("↩ 12:")
    await author.sees(say(form, STATES[PostState.RECALLED]))
    await presses_forged(city, author, "cal:d:20270501")
    await author.sees(say(form, "Nothing goes out on this day."))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_campaigns_list_says_where_each_post_stands_and_how_many_received_it(city: City, form: Form) -> None:
    author = await sent_in(city, form)
    async with city.store.write() as tx:
        (sent,) = (await tx.posts.page([5], [PostState.SENT], 0, 1)).items
        march = Campaign(0, sent.partner_id, {form: "木棉"}, date(2027, 3, 1), date(2027, 3, 31))
        campaign = await tx.campaigns.add(march)
        for post in (sent, replace(sent, state=PostState.DRAFT, sent_at=None)):
            kept = await tx.posts.add(post) if post.state is PostState.DRAFT else post
            await tx.posts.save(replace(kept, campaign_id=campaign.id))
        sums = await tx.broadcasts.sums((await tx.broadcasts.of_post(sent.id))[0].id)
    await author.says("/campaigns")
    await author.presses("木棉")
    await author.sees("木棉")
    await author.presses(str(words_for(form).plural("{n} post", "{n} posts", 2)))
    number = sums.of(DeliveryState.SENT)
    listed = words_of(
        await author.sees(str(words_for(form).plural("Received by {n} of {meant}", "", number, meant=sums.meant)))
    )
    assert say(form, STATES[PostState.SENT]) in listed
    assert say(form, STATES[PostState.DRAFT]) in listed
    assert "12:0" in listed
    await author.presses("2 · ")
    assert say(form, "Correct, recall and more") in labels_of(await author.sees(""))


@pytest.mark.parametrize("form", [Form.PT])
async def test_each_report_of_what_comes_again_says_when_next_and_the_last_one_how_to_go_on(
    city: City, form: Form
) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says("todos os dias às 18h, 2 vezes")
    await author.sees("18:00", "2027")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    city.watch.forward(timedelta(hours=6, minutes=1))
    first = await author.sees(say(form, "<b>Report: {title}</b>", title="")[:3])
    assert words_of(first).splitlines()[-1].startswith(say(form, "Next time: {moment}", moment="|").split("|")[0])
    await author._mark()
    city.watch.forward(timedelta(days=1))
    last = await author.sees(say(form, "That was the last time: nothing more is planned."))
    await author.presses_data(last["message_id"], f"pe:dup:{(await newest(city)).id}:")
    await author.sees("✓")
    copy = await newest(city)
    assert (copy.state, {each.text for each in copy.versions.values()}) == (
        PostState.DRAFT, {"禮拜六江邊見啦", "Até sábado, junto ao rio", "See you"}
    )  # fmt: skip


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_moment_in_a_month_that_is_used_up_is_not_offered_and_the_next_month_is(city: City, form: Form) -> None:
    for _ in range(2):
        author = await approved_in(city, form)
        await author.sees("")
        writer = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
        await schedule(city.store, writer, (await newest(city)).id, datetime(2027, 3, 20, 18, 30), city.watch())  # noqa: DTZ001
    async with city.store.write() as tx:
        partner = await tx.partners.by_slug("xpeng")
        assert partner
        await tx.partners.save(replace(partner, own={Benefit.POSTS: 2}))
    await approved_in(city, form)
    await presses_forged(city, author, f"schedule:{(await newest(city)).id}")
    await author.sees("18:30")
    await author.says("10/3/2027 18:30")
    renews = words_for(form).moment(datetime(2027, 4, 1))  # noqa: DTZ001
    name = partner.name(form)
    page = await author.sees(say(form, SENTENCES[Why.POSTS_USED_UP], partner=name, limit=2, renews=renews))
    assert say(form, "✓ Confirm") not in labels_of(page)
    take = say(form, "Take {moment}", moment="|").split("|")[0]
    await author.says("every Saturday at 18:30")  # another day would be another series
    series = await author.sees("18:30")
    assert not [label for label in labels_of(series) if label.startswith(take)]
    await author.says("10/3/2027 18:30")
    await author.sees(say(form, SENTENCES[Why.POSTS_USED_UP], partner=name, limit=2, renews=renews))
    await author.presses(say(form, "Take {moment}", moment="|").split("|")[0])
    await author.sees("2027", "18:30")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    async with city.store.read() as tx:
        plan = await tx.plans.of((await newest(city)).id)
    assert plan
    assert (plan.wall.month, plan.wall.day) == (4, 1)


async def test_the_past_days_of_the_calendar_hold_what_was_out_before_there_was_a_plan(city: City) -> None:
    """Posts that came with the sample were never sent from here: they stand on their days all the same."""
    author, admin = city.person(cast.ZIQING), city.person(cast.ZHIYUAN)
    for person in (author, admin):
        await person.says("/calendar")
        await person.sees("2027年3月8日至14日")
        await person.presses("‹")
        await person.sees("✓ ", "把龙舟从河泥里")
        await person.presses("6")
        await person.sees("2027年3月6日")
        await person.presses("✓ ")
        await person.sees("把龙舟从河泥里")
