"""A reader pauses everything: by taps, in words, until a day of theirs; and what reaches them all the same."""

from datetime import datetime, timedelta

import pytest

from bot.actions.digest import choose_only, tell_digests
from bot.actions.pauses import pause
from bot.broadcast import BroadcastState, Errand
from bot.delivery import DeliveryState, Skip
from bot.languages import Form
from bot.notices import MANY
from bot.people import Reader
from bot.recurrence import local
from bot.words import words_for
from handlers.audience.personal_data.gathering import copy_of
from handlers.audience.personal_data.held import as_page
from handlers.audience.receiving.pause import FRESH
from handlers.reading.ends import MORNING, pause_end
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, plain, words_of
from tests.journeys.deeds import EVERY_FORM, IN_CANTONESE, IN_PORTUGUESE, planted, reader_of, say, xpeng
from tests.journeys.digests import digests_in, outcome_of, the_digest, wait_for_digest
from tests.journeys.exchanges import asks_from_page, question_at
from tests.journeys.fewer import goes_out
from tests.journeys.partner_deeds import approved_post, copies, its_minute_comes, until
from tests.journeys.sending import looks

TYPED = {
    Form.ZH_HANS: ("我出差到12月25日，先别发", "星期一再发"),
    Form.ZH_HANT: ("暫停兩星期", "我休假到12月5日，先不要傳"),
    Form.YUE: ("停一個星期先", "停三日"),
    Form.EN: ("nothing until Monday", "pause for a week"),
    Form.PT: ("estou de férias até dia 5", "não me mandem nada durante um mês"),
}
ENDS_WHEN = {
    Form.ZH_HANS: "什么时候再发帖子",
    Form.ZH_HANT: "何時會再傳帖文呢",
    Form.YUE: "幾時先會再send帖文㗎",
    Form.EN: "when do posts come again?",
    Form.PT: "quando voltam as publicações?",
}
LONGER = {
    Form.ZH_HANS: "再多暂停一个星期",
    Form.ZH_HANT: "延長暫停一星期",
    Form.YUE: "再停多一個星期",
    Form.EN: "extend the pause by one week",
    Form.PT: "prolongar a pausa mais uma semana",
}
WHAT = "Until then you get no posts and no digest. I still answer you. Then posts come again by themselves."
OVER = "<b>Your pause is over.</b> Posts come again from now on. What you missed is under Stories."
AGAIN = {
    Form.ZH_HANS: "恢复接收",
    Form.ZH_HANT: "重新接收",
    Form.YUE: "收返帖文",
    Form.EN: "resume posts",
    Form.PT: "quero voltar a receber",
}


def stands(form: Form, reader: Reader, until: datetime) -> str:
    return plain(words_for(form).say("Posts are paused until <b>{moment}</b>.", moment=_there(form, reader, until)))


def _there(form: Form, reader: Reader, until: datetime) -> str:
    return words_for(form).moment(local(until, reader.zone))


async def paused(city: City, who: int, length: timedelta = timedelta(days=3)) -> datetime:
    until = city.watch() + length
    await pause(city.store, (await reader_of(city, who)).id, until, city.watch())
    return until


@IN_PORTUGUESE
async def test_three_taps_from_the_settings_pause_everything_and_one_ends_it(city: City, who: int, form: Form) -> None:
    person = city.person(who)
    await person.says("/settings")
    await person.sees(say(form, "<b>Settings</b>"))
    await person.presses(say(form, "Fewer posts"))
    await person.sees(say(form, "<b>Fewer posts</b>"))
    await person.presses(say(form, "Pause everything"))
    await person.sees(say(form, "How long should the pause be?"))
    await person.presses(say(form, "A week"))
    reader = await reader_of(city, who)
    there = local(city.watch(), reader.zone) + timedelta(days=7)
    end = local(reader.paused_until or city.watch(), reader.zone)
    assert (end.date(), end.time()) == (there.date(), MORNING)
    line = stands(form, reader, end)
    await person.sees(
        line,
        say(form, WHAT),
    )
    await person.says("/start")
    assert labels_of(await person.sees(line))[0] == say(form, "End the pause")
    await person.says("/settings")
    assert labels_of(await person.sees(line))[0] == say(form, "End the pause")
    await person.presses(say(form, "Following"))
    await person.sees(line)
    await person.says("/settings")
    await person.sees(line)
    await person.presses(say(form, "End the pause"))
    await person.sees(say(form, "<b>Done.</b> Posts come again from now on. What you missed is under Stories."))
    assert (await reader_of(city, who)).paused_until is None
    await person.presses(say(form, "Stories"))
    await person.sees("")


@EVERY_FORM
async def test_who_says_until_when_in_words_is_offered_that_very_day_by_one_press(
    city: City, who: int, form: Form
) -> None:
    person, words = city.person(who), words_for(form)
    for typed in TYPED[form]:
        reader = await reader_of(city, who)
        wall = pause_end(typed, local(city.watch(), reader.zone).replace(tzinfo=None), words)
        assert wall is not None
        end = wall.replace(tzinfo=local(city.watch(), reader.zone).tzinfo)
        await person.says(typed)
        await person.sees(say(form, "Pause everything until <b>{moment}</b>?", moment=words.moment(end)))
        assert (await reader_of(city, who)).paused_until == reader.paused_until
        await person.presses(words.say("Pause until {day}", day=words.short_day(end)))
        await person.sees(stands(form, reader, end))
        assert (await reader_of(city, who)).paused_until == end


@EVERY_FORM
async def test_who_names_no_day_is_asked_and_may_type_one(city: City, who: int, form: Form) -> None:
    person, words = city.person(who), words_for(form)
    await person.says("/settings")
    await person.presses(say(form, "Fewer posts"))
    await person.presses(say(form, "Pause everything"))
    await person.presses(say(form, "Until another day"))
    asked = say(form, "Until which day should I pause? Type a day, such as 15 January or Monday.")
    await person.sees(asked)
    await person.says("?!")
    await person.sees(say(form, "I couldn't read that as a date and time."), asked)
    far = local(city.watch() + timedelta(days=500), (await reader_of(city, who)).zone)
    await person.says(f"{far:%Y-%m-%d}")
    await person.sees(asked)
    there = local(city.watch() + timedelta(days=40), (await reader_of(city, who)).zone)
    day = there.replace(hour=9, minute=0, second=0, microsecond=0)
    await person.says(words.day(day) if form is not Form.EN else f"{day:%d %B %Y}")
    await person.sees(stands(form, await reader_of(city, who), day))


@EVERY_FORM
async def test_while_everything_is_paused_the_end_is_told_and_a_longer_pause_counts_from_it(
    city: City, who: int, form: Form
) -> None:
    person, reader, words = city.person(who), await reader_of(city, who), words_for(form)
    until = await paused(city, who)
    await person.says(ENDS_WHEN[form])
    answer = await person.sees(stands(form, reader, until))
    assert labels_of(answer)[0] == say(form, "End the pause")
    await person.says(LONGER[form])
    later = (local(until, reader.zone) + timedelta(days=7)).replace(hour=9, minute=0, second=0, microsecond=0)
    await person.sees(say(form, "Pause everything until <b>{moment}</b>?", moment=words.moment(later)))


@EVERY_FORM
async def test_words_for_starting_again_end_a_pause_and_start_shows_it(city: City, who: int, form: Form) -> None:
    person, reader = city.person(who), await reader_of(city, who)
    line = stands(form, reader, await paused(city, who))
    await person.says("/start")
    await person.sees(line)
    await person.says(AGAIN[form])
    await person.sees(say(form, "<b>Done.</b> Posts come again from now on. What you missed is under Stories."))
    assert (await reader_of(city, who)).paused_until is None


async def test_a_paused_reader_is_not_meant_and_one_who_pauses_in_between_is_left_out_by_name(city: City) -> None:
    joana, emma = await reader_of(city, cast.JOANA), await reader_of(city, cast.EMMA)
    await paused(city, cast.JOANA)
    author, post = await approved_post(city)
    async with city.store.write() as tx:
        await tx.accounts.pause(cast.BOT, city.watch() + timedelta(minutes=5), city.watch())
    sending = await its_minute_comes(city, post, BroadcastState.SENDING)
    assert sending.meant == 5
    await paused(city, cast.EMMA)
    city.watch.forward(timedelta(minutes=6))
    over = await until(city, post.id, BroadcastState.FINISHED)
    async with city.store.read() as tx:
        sums = await tx.broadcasts.sums(over.id)
    assert (sums.meant, sums.known) == (5, 5)
    assert sums.reasons == {(DeliveryState.SKIPPED, Skip.PAUSED): 1}
    assert (await outcome_of(city, over, emma)).reason == Skip.PAUSED
    assert not copies(city, cast.JOANA)
    assert joana.paused_until is None
    await author.says("/posts")
    await author.presses("1 · ")
    await author.sees(say(Form.ZH_HANS, "had paused all posts"))


async def test_a_pause_ends_with_one_message_and_posts_come_again(city: City) -> None:
    person = city.person(cast.KAMAN)
    until_then = await paused(city, cast.KAMAN)
    await goes_out(city)
    await goes_out(city)
    before = copies(city, cast.KAMAN)
    assert not before
    await person._mark()
    city.watch.forward(until_then - city.watch() + timedelta(minutes=1))
    form = Form.YUE
    told = await person.sees(say(form, OVER))
    assert labels_of(told) == [say(form, "Stories"), say(form, "Pause again")]
    assert copies(city, cast.KAMAN) == before + 1
    await goes_out(city)
    assert copies(city, cast.KAMAN) == before + 2
    await person._mark()
    await person.presses_data(told["message_id"], told["reply_markup"]["inline_keyboard"][0][1]["callback_data"])
    await person.sees(say(form, "How long should the pause be?"))


@IN_CANTONESE
async def test_answers_and_corrections_of_what_is_there_reach_a_paused_reader(city: City, who: int, form: Form) -> None:
    person = city.person(who)
    await goes_out(city)
    await asks_from_page(city, person, form, "Abre ao domingo?")
    await paused(city, who)
    ziqing = city.person(cast.ZIQING)
    question = await question_at(city, "Abre ao domingo?")
    await person._mark()
    await ziqing.says("Sim, às dez.", reply_to=question["message_id"])
    name = (await xpeng(city)).name(form)
    await person.sees(say(form, "<b>{partner} answers you:</b>", partner=name), "Sim, às dez.")


async def test_a_recall_reaches_a_paused_reader(city: City) -> None:
    sent = await goes_out(city)
    assert copies(city, cast.EMMA) == 1
    await paused(city, cast.EMMA)
    author: Person = city.person(cast.ZIQING)
    await looks(author)
    await author.presses(say(Form.ZH_HANS, "Recall every copy"))
    await author.sees(say(Form.ZH_HANS, "Those who have read it have read it. This can't be undone."))
    await author.presses(say(Form.ZH_HANS, "Yes, delete every copy"))
    recall = await until(city, sent.post_id, BroadcastState.FINISHED)
    assert recall.errand is Errand.RECALL
    assert not copies(city, cast.EMMA)


async def test_what_waited_for_the_digest_before_a_pause_comes_in_the_first_one_after_it(city: City) -> None:
    emma, person = await reader_of(city, cast.EMMA), city.person(cast.EMMA)
    await choose_only(city.store, emma, city.watch(), only=True)
    assert (await outcome_of(city, await goes_out(city), emma)).reason == Skip.DIGEST
    first = (await the_digest(city, emma)).next_at
    assert first is not None
    end = await paused(city, cast.EMMA, first - city.watch() + timedelta(hours=1))
    await wait_for_digest(city, person, emma)
    await tell_digests(city.store, city.watch())
    async with city.store.read() as tx:
        assert not await tx.notices.waiting(city.watch(), 9, MANY)
    assert not await digests_in(city, cast.EMMA)
    city.watch.forward(end - city.watch() + timedelta(minutes=1))
    await person.sees("Your pause is over.")
    await wait_for_digest(city, person, emma)
    await person.sees("Your digest")


@EVERY_FORM
async def test_a_stop_ends_a_pause_and_who_has_stopped_cannot_pause(city: City, who: int, form: Form) -> None:
    person = city.person(who)
    await paused(city, who)
    await person.says("/stop")
    await person.sees(say(form, "<b>Done.</b> No more posts will come."))
    assert (await reader_of(city, who)).paused_until is None
    await person.says(TYPED[form][0])
    await person.sees(say(form, "Posts are off. You can still read everything here."))
    assert (await reader_of(city, who)).paused_until is None


@pytest.mark.parametrize("data", ["a_rest:5", "a_rest:x", "a_till:9999999999999", "a_till:0", "a_till:-3", "a_rest:-1"])
async def test_a_forged_length_pauses_nobody(city: City, data: str) -> None:
    await city.person(cast.EMMA).presses_data(await planted(city, cast.EMMA, data), data)
    assert (await reader_of(city, cast.EMMA)).paused_until is None


@IN_PORTUGUESE
async def test_a_copy_of_the_data_says_until_when_posts_are_paused(city: City, who: int, form: Form) -> None:
    end = await paused(city, who)
    reader = await reader_of(city, who)
    _, facts = await copy_of(city.store, reader, city.watch())
    page = as_page(words_for(form), facts)
    assert str(words_for(form).say("Posts are paused until {moment}.", moment=_there(form, reader, end))) in page
    assert str(words_for(form).say("Posts paused until")) in page


@pytest.mark.parametrize("said", ["is the tea house open until Monday?", "the offer is valid until Friday?"])
async def test_a_question_about_what_lasts_until_a_day_is_no_wish_for_a_pause(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(said)
    shown = await emma.sees("")
    assert not [label for label in labels_of(shown) if "ause" in label]


@pytest.mark.parametrize("said", ["can I take a break until Monday?", "can you hold all messages until Monday?"])
async def test_a_question_for_a_pause_is_one(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says(said)
    await emma.sees("Pause everything until Monday")


@pytest.mark.parametrize("said", ["no", "don't pause until Monday"])
async def test_a_no_to_the_question_until_when_leaves_it_as_it_was(city: City, said: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("going on holiday til 5 jan, pls pause")
    await emma.presses("Change the date")
    await emma.sees("Until which day should I pause?")
    await emma.says(said)
    await emma.sees("Pause everything")
    assert (await reader_of(city, cast.EMMA)).paused_until is None


async def test_beside_the_spans_a_day_may_be_typed_and_of_two_the_meant_one_is_pressed(city: City) -> None:
    emma, page = city.person(cast.EMMA), "How long should the pause be?"
    await emma.says("pause everything")
    await emma.sees(page)
    await emma.says("what's on next Friday?")
    assert page not in plain((await emma.sees(""))["text"])
    assert (await reader_of(city, cast.EMMA)).paused_until is None
    await emma.says("pause everything")
    await emma.sees(page)
    await emma.says("15 January 2031")
    await emma.sees(page)
    await emma.says("two weeks")
    await emma.sees("Pause everything until")
    assert (await reader_of(city, cast.EMMA)).paused_until is None
    city.watch.forward(FRESH + timedelta(minutes=1))
    await emma.says("Friday")
    assert "pause" not in plain((await emma.sees(""))["text"]).lower()
    await emma.says("pause everything")
    await emma.presses("Until another day")
    await emma.sees("Until which day should I pause?")
    await emma.says("next Sunday")
    first, second = labels_of(await emma.sees("Which day do you mean?"))[:2]
    assert first != second
    await emma.presses(second)
    await emma.sees("Posts are paused until")
    reader = await reader_of(city, cast.EMMA)
    assert reader.paused_until is not None
    assert local(reader.paused_until, reader.zone).strftime("%A") == "Sunday"
    assert reader.paused_until - city.watch() > timedelta(days=7)


async def test_below_the_spans_what_comes_back_is_told_and_a_day_of_each_week_is_no_end(city: City) -> None:
    xiaolan, words = city.person(cast.XIAOLAN), words_for(Form.ZH_HANS)
    back = plain(words.say("After a pause posts come again by themselves, and what you missed is under Stories."))
    await xiaolan.says("我不是要退订啊，就是停一阵子")
    await xiaolan.sees(words.bare("How long should the pause be?"))
    await xiaolan.says("会自动恢复吗")
    told = words_of(await xiaolan.sees(""))
    assert told.startswith(back)
    assert words.bare("Pause everything") not in told
    await xiaolan.says("每周日早上九点一次发给我")
    assert "09:00" in labels_of(await xiaolan.sees(words.bare("Should all your posts come in one message, then?")))[0]
    assert (await reader_of(city, cast.XIAOLAN)).paused_until is None
