"""Letting go, in the form that one reads: one tap under a promotion, a copy of one's data, and being forgotten."""

import asyncio
import json
import logging
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.actions.let_go import forget_due
from bot.actions.settle_in import no_promotions
from bot.languages import Form
from bot.people import Purpose, Reader
from bot.recurrence import local
from bot.requests import COOLING, RequestKind
from bot.settings import CHATTY
from bot.words import words_for
from handlers.audience.arriving.start_screens import consent
from tests import cast, fresh
from tests.journeys.conftest import City, Person, a_city, labels_of, plain, words_of
from tests.journeys.deeds import EVERY_FORM, IN_CANTONESE, IN_PORTUGUESE, ledger, planted, reader_of, say, xpeng
from tests.journeys.fewer import goes_out
from tests.journeys.reader_deeds import gone, is_gone


async def promotions(city: City, who: int) -> int:
    """How many promotions of XPeng's are on their phone."""
    mark = f"/stop_{(await xpeng(city)).id} "
    return len([one for one in await city.person(who).messages() if mark in words_of(one)])


async def asks_to_be_forgotten(reader: Person, form: Form) -> None:
    await reader.says("/forget")
    await reader.sees(say(form, "<b>Shall I erase your data?</b>"))
    await reader.presses(say(form, "Yes, erase everything"))
    await reader.sees(say(form, "No posts come from now on. Until then you can still change your mind."))


NOT_AFTER_ALL = {
    Form.ZH_HANS: "算了不删了",
    Form.ZH_HANT: "先不要刪",
    Form.YUE: "唔好住，唔del",
    Form.EN: "don't delete my data",
    Form.PT: "não apaguem os meus dados",
}
"""What is typed while there is something to take back."""


@IN_CANTONESE
async def test_one_tap_under_a_promotion_ends_that_partner_promotions_or_everything(
    city: City, who: int, form: Form
) -> None:
    reader, partner = city.person(who), await xpeng(city)
    await goes_out(city)
    promotion = words_of(await reader.last())
    assert f"/stop_{partner.id} " in promotion
    assert promotion.endswith("/stop")
    assert partner.name(form) in promotion
    await reader.says(f"/stop_{partner.id}")
    left = await reader.sees(
        say(form, "<b>Done.</b> Nothing more will come from {partner}.", partner=partner.name(form))
    )
    assert labels_of(left)[0] == say(form, "Stories only, no promotions")
    await goes_out(city)
    assert await promotions(city, who) == 1
    await reader.presses(say(form, "Stories only, no promotions"))
    await reader.sees(say(form, "You can change this under Settings › Fewer posts."))
    assert (await reader_of(city, who)).cap == 0
    await reader.says("/stop")
    await reader.sees(say(form, "/mydata shows what I keep about you; /forget erases it."))
    told = (await ledger(city, who))[-3:]
    assert told == [(Purpose.FOLLOW, False), (Purpose.PROMOTION, False), (Purpose.SERVICE, False)]


async def test_without_promotions_none_comes_and_the_ledger_hears_of_a_change_of_mind(city: City) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/settings")
    await emma.presses("Fewer posts")
    await emma.presses("No promotions")
    await emma.sees("No promotions will come")
    await goes_out(city)
    assert await promotions(city, cast.EMMA) == 0
    await emma.says("/settings")
    assert "Promotions: none." in words_of(await emma.sees("Settings"))
    await emma.presses("Fewer posts")
    await emma.presses("No limit")
    await emma.sees("as many as your partners send")
    assert (await ledger(city, cast.EMMA))[-2:] == [(Purpose.PROMOTION, False), (Purpose.PROMOTION, True)]
    await goes_out(city)
    assert await promotions(city, cast.EMMA) == 1


async def files_of(reader: Person) -> list[dict[str, Any]]:
    return [one["document"] for one in await reader.messages() if "document" in one]


async def content(city: City, file_id: str) -> str:
    async with city.http.post(f"{city.url}/bot700000001:sandbox/getFile", json={"file_id": file_id}) as response:
        path = (await response.json())["result"]["file_path"]
    async with city.http.get(f"{city.url}/file/bot700000001:sandbox/{path}") as response:
        return await response.text()


@IN_PORTUGUESE
async def test_my_data_is_a_page_in_my_language_and_json(city: City, who: int, form: Form) -> None:
    reader, words = city.person(who), words_for(form)
    sent = await goes_out(city)
    for command in ("/stop", "/start", "/mydata"):
        await reader.says(command)
    below = await reader.sees(say(form, "<b>This is everything I keep about you.</b>"))
    assert labels_of(below)[:2] == [say(form, "Ask about my data"), say(form, "Erase everything")]
    page, plain_text = [await content(city, one["file_id"]) for one in await files_of(reader)]
    kept = await reader_of(city, who)
    assert f'<html lang="{form.value}">' in page
    assert "<script" not in page
    assert "http" not in page
    name = (await xpeng(city)).name(form)
    for told in (
        kept.name,
        words.language(form, begins=True),
        name,
        words.zone(kept.zone),
        str(words.say("What you agreed to or withdrew")),
    ):
        assert told in page
    async with city.store.read() as tx:
        post = await tx.posts.get(sent.post_id)
    assert post is not None
    assert post.title_in(form) in page
    held = json.loads(plain_text)
    assert held["reader"][0]["name"] == kept.name
    assert {"chat", "consent", "follow", "delivery", "request"} <= set(held)
    async with city.store.read() as tx:
        assert (await tx.requests.waiting(0, 9)).total == 0


@IN_CANTONESE
async def test_somebody_is_forgotten_after_ten_minutes_and_comes_back_as_a_newcomer(
    city: City, who: int, form: Form, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for chatty in CHATTY:
        caplog.set_level(logging.WARNING, logger=chatty)
    reader, known = city.person(who), await reader_of(city, who)
    await asks_to_be_forgotten(reader, form)
    clock = words_for(form).clock(local(city.watch() + COOLING, known.zone))
    await reader.says("/forget")
    await reader.sees(clock)
    await reader.says("/start")
    assert labels_of(await reader.sees(clock)) == [say(form, "Cancel, keep my data")]
    city.watch.forward(COOLING)
    farewell = say(
        form,
        "<b>Done.</b> I've erased everything I kept about you. Only one line stays for three years, as the law "
        "requires: that somebody unsubscribed, when, and which text they had agreed to.\n\n"
        "If you ever write to me again, we start afresh.",
    )
    await gone(city, who)
    await reader.sees(farewell)
    assert known.name not in caplog.text
    assert f"'chat_id': {who}" not in caplog.text
    await reader.does("block")
    await reader.settles()
    assert await is_gone(city, who)
    await reader.does("unblock")
    await reader.says("/start")
    assert "English" in labels_of(await reader.sees("Kapok"))
    assert (await reader_of(city, who)).id != known.id


@EVERY_FORM
async def test_whoever_thinks_better_of_it_stays_and_posts_wait_for_a_yes(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await asks_to_be_forgotten(reader, form)
    await reader.says(NOT_AFTER_ALL[form])
    assert say(form, "Cancel, keep my data") in labels_of(await reader.sees(""))
    await reader.presses(say(form, "Cancel, keep my data"))
    stays = await reader.sees(
        say(form, "I'm glad you're staying. Nothing was erased. Posts stay off until you ask for them.")
    )
    assert labels_of(stays)[0] == say(form, "Send me posts again")
    city.watch.forward(2 * COOLING)
    await forget_due(city.kapok.desk)
    assert not (await reader_of(city, who)).reachable
    await reader.says(NOT_AFTER_ALL[form])
    assert labels_of(await reader.sees(""))[0] == say(form, "Send me posts again")
    await reader.presses(say(form, "Send me posts again"))
    await reader.sees(say(form, "<b>Welcome back!</b> Posts will come here again.").split("!")[0])
    assert (await reader_of(city, who)).reachable


async def test_two_devices_press_at_once_and_old_buttons_do_no_harm(city: City) -> None:
    emma = city.person(cast.EMMA)
    await press_twice(city, "a_forget:1")
    async with city.store.read() as tx:
        assert (await tx.requests.waiting(0, 9)).total == 1
    await press_twice(city, "a_stay")
    await emma.sees("Nothing was erased.")
    async with city.store.read() as tx:
        assert await tx.requests.open_of((await reader_of(city, cast.EMMA)).id, RequestKind.FORGET) is None


async def press_twice(city: City, data: str) -> None:
    """Emma has two devices."""
    emma = city.person(cast.EMMA)
    below = [await planted(city, cast.EMMA, data) for _ in range(2)]
    await asyncio.gather(*(emma.presses_data(message_id, data) for message_id in below))


@pytest.mark.parametrize("said", ["/stop_999", "/stop_0", "/stop_", "/stop_x", f"/stop_{'9' * 40}", "/stop_１"])
async def test_a_stop_of_nobody_is_answered(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(said)
    await emma.sees("/help")
    assert (await reader_of(city, cast.EMMA)).reachable


@pytest.mark.parametrize("data", ["a_forget:7", "a_forget", "a_stay:1", "m_req:1", "m_reqs"])
async def test_a_forged_wish_about_data_does_no_harm(city: City, data: str) -> None:
    emma = city.person(cast.EMMA)
    toast = await emma.presses_data(await planted(city, cast.EMMA, data), data)
    assert toast
    assert toast["text"]


async def test_a_question_about_data_has_a_clock_and_gets_an_answer_from_nobody_by_name(city: City) -> None:
    joana, admin = city.person(cast.JOANA), city.person(cast.ZHIYUAN)
    pt, hans = Form.PT, Form.ZH_HANS
    await joana.says("/mydata")
    await joana.presses(say(pt, "Ask about my data"))
    await joana.says("🙂🙂")
    await joana.sees(say(pt, "There's no text in this. Write a few words and send it again."))
    await joana.says("Quem vê o meu nome?")
    await joana.sees("✓")
    await admin.sees(say(hans, "A reader asks about their data."))
    await admin.says("/status")
    assert "/requests" in words_of(await admin.sees("/requests"))
    await admin.says("/requests")
    await admin.sees(say(hans, "<b>Requests about data</b>"), "Quem vê o meu nome?")
    await admin.presses(say(hans, "Answer {place}", place=1))
    assert "Quem vê o meu nome?" in words_of(await admin.sees("葡文"))
    await admin.says("Só quem gere o programa.")
    await admin.sees(say(hans, "✓ Your answer is on its way."))
    told = words_of(await joana.sees("Só quem gere o programa.", "Quem vê o meu nome?"))
    assert "梁志远" not in told
    await admin.says("/requests")
    await admin.sees(say(hans, "There are no open requests about data."))


async def test_forgetting_in_the_middle_of_a_broadcast_harms_neither_it_nor_its_sums(city: City) -> None:
    emma = city.person(cast.EMMA)
    await asks_to_be_forgotten(emma, Form.EN)
    before = await goes_out(city)
    city.watch.forward(COOLING)
    await gone(city, cast.EMMA)
    after = await goes_out(city)
    async with city.store.read() as tx:
        for broadcast in (before, after):
            sums = await tx.broadcasts.sums(broadcast.id)
            assert sums.known == sums.meant == broadcast.meant
    assert await promotions(city, cast.EMMA) == 0


async def test_a_web_of_blocks_and_unblocks_brings_one_short_welcome_a_day(city: City) -> None:
    emma = city.person(cast.EMMA)
    for _ in range(4):
        await emma.does("block")
        await emma.does("unblock")
    welcomes = [one for one in await emma.messages() if "Good to see you again" in words_of(one)]
    assert len(welcomes) == 1
    assert (await reader_of(city, cast.EMMA)).reachable
    await emma.says("/stop")
    await emma.sees("No more posts will come.")
    city.watch.forward(timedelta(days=2))
    said = len(await emma.messages())
    await emma.does("block")
    await emma.does("unblock")
    assert len([one for one in await emma.messages() if "text" in one]) <= said
    assert not (await reader_of(city, cast.EMMA)).reachable


async def asked_before_a_restart(url: str) -> Reader:
    """Emma asked to be forgotten, and the bot stopped."""
    async with a_city(url) as city:
        await asks_to_be_forgotten(city.person(cast.EMMA), Form.EN)
        return await reader_of(city, cast.EMMA)


async def test_whoever_stays_after_a_restart_within_the_minutes_to_think_stays_themselves(tmp_path: Path) -> None:
    url = await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE)
    known = await asked_before_a_restart(url)
    async with a_city(url) as city:
        emma = city.person(cast.EMMA)
        await emma.presses_data(await planted(city, cast.EMMA, "a_stay"), "a_stay")
        city.watch.forward(COOLING)
        await emma.says("/start")
        await emma.sees(say(Form.EN, "<b>Welcome back!</b> Posts will come here again."))
        assert (await reader_of(city, cast.EMMA)).id == known.id


async def test_a_restart_within_the_minutes_to_think_forgets_all_the_same(tmp_path: Path) -> None:
    url = await fresh.sqlite(tmp_path, fresh.Ready.SAMPLE)
    await asked_before_a_restart(url)
    async with a_city(url) as city:
        emma = city.person(cast.EMMA)
        await emma.says("/start")
        assert labels_of(await emma.sees("")) == ["Cancel, keep my data"]
        city.watch.forward(COOLING)
        await emma.sees("I've erased everything I kept about you.")
        await gone(city, cast.EMMA)


@IN_PORTUGUESE
async def test_home_settings_and_stop_show_that_i_am_about_to_be_forgotten_and_the_way_to_stay(
    city: City, who: int, form: Form
) -> None:
    reader, stay = city.person(who), say(form, "Cancel, keep my data")
    await asks_to_be_forgotten(reader, form)
    async with city.store.read() as tx:
        request = await tx.requests.open_of((await reader_of(city, who)).id, RequestKind.FORGET)
    assert request is not None
    due = local(request.due_at, (await reader_of(city, who)).zone)
    told = say(form, "At <b>{clock}</b> I'll erase everything I keep about you.", clock=words_for(form).clock(due))
    for way in ("/start", "/settings", "/stop"):
        await reader.says(way)
        assert labels_of(await reader.sees(told))[0] == stay
    await reader.presses(stay)
    await reader.sees(say(form, "I'm glad you're staying. Nothing was erased. Posts stay off until you ask for them."))
    await reader.says("/settings")
    assert stay not in labels_of(await reader.sees(say(form, "<b>Settings</b>")))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_whoever_says_stop_before_they_ever_agreed_is_told_what_is_true_and_asked_before_posts_come(
    city: City, form: Form
) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses(form.endonym)
    await tomas.sees("/mydata")
    await tomas.says("/stop")
    never = "<b>Done.</b> No posts will come. You haven't said yes to any so far."
    await tomas.sees(say(form, never))
    await tomas.presses(say(form, "Send me posts"))
    await tomas.sees(plain(consent(words_for(form))))
    assert await ledger(city, cast.NEWCOMER) == [(Purpose.SERVICE, False)]


async def test_a_newcomer_without_a_language_may_stop_and_reads_nothing_of_partners(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/stop")
    told = await tomas.sees("/start")
    never = "<b>Done.</b> No posts will come. You haven't said yes to any so far."
    assert say(Form.PT, never) in words_of(told)
    await tomas.presses(labels_of(told)[0])
    await tomas.sees(say(Form.PT, "Which language would you like?"))


@IN_PORTUGUESE
async def test_settings_and_the_welcome_back_say_what_comes_and_promise_no_more(
    city: City, who: int, form: Form
) -> None:
    reader = city.person(who)
    none = say(form, "Promotions: none. Stories of the city still come.")
    await no_promotions(city.store, (await reader_of(city, who)).id, city.watch())
    await reader.says("/stop")
    await reader.says("/settings")
    settings = words_of(await reader.sees(say(form, "<b>Settings</b>")))
    assert say(form, "Posts are off. You can still read everything here.") in settings
    assert none not in settings
    await reader.says("/start")
    await reader.sees(say(form, "<b>Welcome back!</b> Posts will come here again."), none)


async def test_stories_only_is_no_yes_from_whoever_was_never_asked(city: City) -> None:
    tomas, partner = city.person(cast.NEWCOMER), await xpeng(city)
    await tomas.says("/start")
    await tomas.presses("English")
    await tomas.sees("May I send you posts?")
    await tomas.says(f"/stop_{partner.id}")
    await tomas.presses("Stories only, no promotions")
    await tomas.sees("May I send you posts?")
    assert not (await reader_of(city, cast.NEWCOMER)).reachable
    assert (Purpose.SERVICE, True) not in await ledger(city, cast.NEWCOMER)


async def test_whoever_never_agreed_and_stays_is_not_offered_posts_again(city: City) -> None:
    tomas = city.person(cast.NEWCOMER)
    await tomas.says("/start")
    await tomas.presses("English")
    await tomas.says("/forget")
    await tomas.presses("Yes, erase everything")
    await tomas.presses("Cancel, keep my data")
    assert labels_of(await tomas.sees("I'm glad you're staying.")) == ["Send me posts", "‹ Home"]
