"""Admins read who did what, when, from which state to which; newest first, by person, partner and kind of deed."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.actions.admit import change_kind, choose_benefit, choose_separately
from bot.actions.meet import meet
from bot.actions.retire import retire
from bot.actions.schedule import schedule, unschedule
from bot.languages import Form
from bot.partners import Benefit, Kind
from bot.recurrence import Aim
from bot.repeating import Every, Rule
from bot.words import words_for
from handlers.admin.auditing.audit_search import sought_in
from tests import cast
from tests.journeys.conftest import City, labels_of
from tests.journeys.deeds import ADMIN, pressing, speaks_english, the_partner
from tests.journeys.partner_deeds import a_submitted_post, approved_post


async def test_an_admin_reads_who_did_what_and_looks_for_less(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    speaker = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    jd = await the_partner(city, "jd")
    await change_kind(city.store, speaker, jd.id, Kind.DREAMER, city.watch())
    await admin.says("/halt")
    await admin.sees("stopped")
    await admin.says("/audit")
    shown = await admin.sees("Who did what", "梁志远 stopped all sending", "梁志远 changed the kind of JD.com")
    text = shown["text"]
    assert text.index("stopped all sending") < text.index("changed the kind") < text.index("周子晴 submitted")
    assert "Strategic partner → City dreamer" in text
    assert "draft → waiting for review" in text
    assert post.title in text or "飛行汽車日" in text
    await admin.presses("Partner")
    await admin.sees("About which partner?")
    await admin.presses("JD.com")
    shown = await admin.sees("Only: JD.com", "changed the kind of JD.com")
    assert "submitted" not in shown["text"]
    await admin.presses("Person")
    await admin.sees("Whose actions?")
    await admin.presses("周子晴")
    await admin.sees("Only: 周子晴 · JD.com", "There's nothing here yet")
    await admin.presses("Show all")
    await admin.sees("stopped all sending")
    await admin.presses("Action")
    await admin.sees("Which actions?")
    await admin.presses("The whole programme")
    shown = await admin.sees("Only: The whole programme", "1 entry")


async def test_what_an_admin_types_at_the_audit_is_looked_for(city: City) -> None:
    post = await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/halt")
    await admin.sees("stopped")
    await admin.says("/audit")
    await admin.sees("just type", "stopped all sending")
    await admin.says("飛行汽車")  # in the other script than it was written; a story that was sent holds it too
    await admin.sees("“飛行汽車”: which of these?")
    await admin.presses(f"“{post.title_at_work(Form.EN)}”")
    shown = await admin.sees(f"Only: “{post.title_at_work(Form.EN)}”", "周子晴 submitted")
    assert "stopped all sending" not in shown["text"]
    await admin.says("ziqing nobody")
    await admin.sees("I found nobody and nothing called “ziqing nobody”")
    await admin.says("stopped")
    await admin.sees("“stopped”: which of these?")
    await admin.presses("… stopped all sending")
    shown = await admin.sees("Only: … stopped all sending", "梁志远 stopped all sending")
    assert "submitted" not in shown["text"]
    await admin.presses("Days")
    await admin.sees("Which days?")
    await admin.presses("Today")
    await admin.sees("Only: … stopped all sending · Today", "1 entry")
    await admin.says("yesterday")
    await admin.sees("Only: Monday, 8 March 2027")
    await admin.says("3月10日")
    await admin.sees("Only: Tuesday, 10 March 2026")
    await admin.says("2020年1月2日")
    await admin.sees("Only: Thursday, 2 January 2020\nThere's nothing here yet.\n\nTo search")
    await admin.says("2020-13-45")
    await admin.sees("I found nobody and nothing")


@pytest.mark.parametrize(
    ("form", "typed", "day"),
    [
        (Form.EN, "26 Nov", date(2026, 11, 26)),
        (Form.EN, "November 26th", date(2026, 11, 26)),
        (Form.EN, "26 November 2025", date(2025, 11, 26)),
        (Form.EN, "26/11", date(2026, 11, 26)),
        (Form.PT, "26 de novembro", date(2026, 11, 26)),
        (Form.PT, "1 de Março", date(2027, 3, 1)),
        (Form.PT, "29 de fevereiro", date(2024, 2, 29)),
        (Form.YUE, "11月26號", date(2026, 11, 26)),
        (Form.ZH_HANT, "11月26日", date(2026, 11, 26)),
        (Form.ZH_HANS, "11-26", date(2026, 11, 26)),
    ],
)
async def test_a_day_without_its_year_is_the_last_one_that_was(city: City, form: Form, typed: str, day: date) -> None:
    async with city.store.read() as tx:
        found = await sought_in(tx, words_for(form), typed, date(2027, 3, 9))
    assert found.day == day


async def test_what_went_wrong_on_a_day_opens_what_was_done_that_day_wherever_it_is_asked(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    for ahead in ("/start", "/partners", "/audit"):
        await admin.says(ahead)
        await admin.sees("")
        await admin.says("what went wrong today?")
        shown = await admin.sees("Only: Tuesday, 9 March 2027", "周子晴 submitted")
    assert "How posts arrived" in labels_of(shown)


@pytest.mark.parametrize("typed", ["31 Nov", "26 Nobember", "99/99", "26 de"])
async def test_what_is_no_day_is_looked_for_as_words(city: City, typed: str) -> None:
    async with city.store.read() as tx:
        assert (await sought_in(tx, words_for(Form.EN), typed, date(2027, 3, 9))).day is None


async def test_words_with_a_day_beside_them_find_what_was_done_that_day(city: City) -> None:
    await a_submitted_post(city)
    admin = await speaks_english(city, ADMIN)
    await admin.says("/halt")
    await admin.sees("stopped")
    await admin.says("/audit ziqing 9 March 2027")
    await admin.sees("I found nobody and nothing called “ziqing 9 March 2027”")
    await admin.presses("Tuesday, 9 March 2027")
    await admin.sees("Only: Tuesday, 9 March 2027", "周子晴 submitted", "梁志远 stopped all sending")
    await admin.says("today, 周子晴")
    shown = await admin.sees("Only: 周子晴 · Tuesday, 9 March 2027", "周子晴 submitted")
    assert "stopped all sending" not in shown["text"]
    await admin.says("has anybody stopped anything today?")
    await admin.sees("Only: Tuesday, 9 March 2027", "周子晴 submitted", "梁志远 stopped all sending")
    await admin.says("/audit stopped 2027-03-08")
    await admin.sees("which of these?")
    await admin.presses("… stopped all sending")
    await admin.sees("Only: … stopped all sending · Monday, 8 March 2027\nThere's nothing here yet.")


@pytest.mark.parametrize(
    ("form", "typed", "day"),
    [
        (Form.YUE, "小鵬 尋日", date(2027, 3, 8)),
        (Form.ZH_HANS, "昨天，小鹏", date(2027, 3, 8)),
        (Form.ZH_HANT, "小鵬 3月9日", date(2027, 3, 9)),
        (Form.PT, "xpeng 9 de Março de 2027", date(2027, 3, 9)),
        (Form.EN, "Mar 1 XPeng", date(2027, 3, 1)),
    ],
)
async def test_the_day_beside_a_partners_name_is_read_in_every_form(
    city: City, form: Form, typed: str, day: date
) -> None:
    async with city.store.read() as tx:
        found = await sought_in(tx, words_for(form), typed, date(2027, 3, 9))
    assert found.on == day
    assert [name for _, name in found.partners] == [(await the_partner(city, "xpeng")).name(form)]


async def test_the_audit_says_how_a_channel_gets_its_languages(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    speaker = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    async with city.store.read() as tx:
        channel = (await tx.channels.of((await the_partner(city, "xpeng")).id))[0]
    await choose_separately(city.store, speaker, channel.id, city.watch(), on=True)
    await admin.says("/audit")
    await admin.sees("how a channel of XPeng Motors gets its languages\none message → a message for each language")


async def test_a_draft_is_found_by_its_words_in_either_script(city: City) -> None:
    old = await a_submitted_post(city, "荔湾的老街，早上有粥。")
    await a_submitted_post(city, "别的帖子。")
    async with city.store.read() as tx:
        for typed in ("荔灣", "荔湾 粥"):
            found = await sought_in(tx, words_for(Form.EN), typed, date(2027, 3, 9))
            assert [post_id for post_id, _ in found.posts] == [old.id]


async def test_the_audit_names_the_benefit_and_speaks_of_rounds_stories_and_questions_in_words(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    speaker = await meet(city.store, ADMIN, "梁志远", None, city.watch())
    jd, post = await the_partner(city, "jd"), await a_submitted_post(city)
    await choose_benefit(city.store, speaker, jd.id, (Benefit.POSTS, 30), city.watch())
    async with city.store.write() as tx:
        for verb, subject in (("hold", f"post {post.id}"), ("accepted", "share 1"), ("answer", "request 1")):
            await tx.programme.note(city.watch(), speaker.reader.id, verb, subject)
    await admin.says("/audit")
    await admin.sees(
        "changed a benefit of JD.com\nPosts per month: 60 → 30",
        "梁志远 put “飞行汽车日” on hold",
        "梁志远 accepted a reader's story",
        "梁志远 answered a question about someone's data",
    )


async def test_a_long_audit_has_pages(city: City) -> None:
    admin = await speaks_english(city, ADMIN)
    async with city.store.write() as tx:
        for no in range(20):
            await tx.programme.note(city.watch(), None, f"number {no}", "thing")
    await admin.says("/audit")
    shown = await admin.sees("Kapok: number 19 (thing)", "number 12")
    assert "‹" not in labels_of(shown)
    assert "number 11 " not in shown["text"]
    await admin.presses("›")
    shown = await admin.sees("number 11", "number 4")
    assert {"‹", "›"} <= set(labels_of(shown))


async def test_only_admins_read_the_audit(city: City) -> None:
    reader = await speaks_english(city, cast.EMMA)
    assert "can't do that" in (await pressing(city, reader, "m_aud:0:0:0::0::"))["text"]


async def test_a_title_stands_between_the_quotation_marks_of_the_admins_language(city: City) -> None:
    post = await a_submitted_post(city)
    admin = city.person(ADMIN)
    await meet(city.store, ADMIN, "梁志远", None, city.watch())
    async with city.store.write() as tx:
        reader = await tx.readers.by_address(ADMIN)
        assert reader is not None
        await tx.readers.save(replace(reader, form=Form.YUE))
    title = post.title_at_work(Form.YUE)
    await admin.says("/audit")
    await admin.sees("邊個做咗乜")
    await admin.says("飛行汽車")
    await admin.sees("飛行汽車")
    await admin.presses(f"「{title}」")
    await admin.sees(f"淨係睇：「{title}」")


@pytest.mark.parametrize("typed", ["halt", "停发", "停發"])
async def test_a_halt_is_found_by_its_command_and_by_the_word_that_the_bot_has_for_it(city: City, typed: str) -> None:
    form = Form.EN if typed == "halt" else Form.ZH_HANS
    async with city.store.read() as tx:
        found = await sought_in(tx, words_for(form), typed, date(2027, 3, 9))
    assert ("halt", "programme") in found.deeds


async def test_lines_of_scheduling_say_for_which_moment_and_in_which_zone(city: City) -> None:
    _, post = await approved_post(city)
    author = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    await schedule(city.store, author, post.id, datetime(2027, 3, 20, 9, 5), city.watch())  # noqa: DTZ001 - a wall clock
    await unschedule(city.store, author, post.id, city.watch())
    admin = await speaks_english(city, ADMIN)
    await admin.says("/audit")
    shown = await admin.sees("周子晴 scheduled", "cancelled the plan")
    assert shown["text"].count("Saturday, 20 March 2027, 09:05, Guangzhou time") == 2


async def test_a_plan_that_repeats_says_how_often_and_who_leaves_with_which_plan(city: City) -> None:
    _, post = await approved_post(city)
    author = await meet(city.store, cast.ZIQING, "周子晴", None, city.watch())
    aim = Aim(datetime(2027, 3, 20, 9, 5), Rule(Every.WEEK, weekdays=frozenset({5})))  # noqa: DTZ001 - a wall clock
    await schedule(city.store, author, post.id, aim, city.watch())
    admin = await speaks_english(city, ADMIN)
    await retire(city.store, await meet(city.store, ADMIN, "梁志远", None, city.watch()), post.partner_id, city.watch())
    await admin.says("/audit")
    shown = await admin.sees("周子晴 scheduled", "cancelled the plan")
    assert shown["text"].count("20 March 2027, 09:05, Guangzhou time · 🔁 every Saturday") == 2
