"""A communicator in Cantonese or in Portuguese changes what has its day already, and one round of what comes again."""

from datetime import timedelta

import pytest

from bot.content import PostState
from bot.languages import Form
from bot.mistakes import Why
from handlers.showing.mistakes import SENTENCES
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.partner_deeds import HANS, PT, newest, presses_forged
from tests.journeys.plans import approved_in, say, sent_in

TOMORROW = {Form.YUE: "聽日 18:30", Form.PT: "amanhã às 18h30"}
MONDAYS = "逢星期一 09:00"


async def asked_about_a_planned_post(city: City, form: Form) -> Person:
    """Its author, who has planned it for tomorrow and is asked whether it shall be changed."""
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says(TOMORROW[form])
    await author.sees("18:30", "2027")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    await author.presses(say(form, "Open the post"))
    await author.sees("18:30")
    await author.presses(say(form, "Change it"))
    await author.sees("10", "18:30", "2027")
    return author


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_planned_posts_text_is_two_presses_away_and_its_day_is_lost_only_with_the_second(
    city: City, form: Form
) -> None:
    author = await asked_about_a_planned_post(city, form)
    await author.presses(say(form, "Keep as it is"))
    await author.sees("18:30")
    assert (await newest(city)).state is PostState.SCHEDULED
    await author.presses(say(form, "Change it"))
    await author.sees("18:30")
    await author.presses(say(form, "Change it"))
    await author.sees(say(form, "Send or press what you want to change."), "18:30")
    assert (await newest(city)).state is PostState.APPROVED
    await author.presses(say(form, "Finish later"))
    left = await author.sees("")
    assert labels_of(left)[:2] == [say(form, "Day and time"), say(form, "Open the draft")]
    await author.presses(say(form, "Open the draft"))
    await author.sees("")
    await author.presses(say(form, "Change it"))
    await author.sees("")
    await author.presses(say(form, "Change it"))
    await author.sees(say(form, "Send or press what you want to change."))
    await author.says("See you on Sunday by the river")
    await author.sees("")
    await author.presses(say(form, "Replace it"))
    await author.sees("✓")
    post = await newest(city)
    assert post.state is PostState.DRAFT
    assert "Sunday" in post.versions[Form.EN].text


@pytest.mark.parametrize("form", [Form.PT])
async def test_words_typed_at_the_question_are_put_in_by_one_press_and_till_then_the_day_stands(
    city: City, form: Form
) -> None:
    author = await asked_about_a_planned_post(city, form)
    await author.says(HANS)
    offer = await author.sees("10", "18:30", "2027")
    assert say(form, "Begin a post with it") in labels_of(offer)
    assert (await newest(city)).state is PostState.SCHEDULED
    await author.presses(say(form, "Put it into “{title}”", title="")[:3])
    await author.sees("✓", "18:30")
    post = await newest(city)
    assert (post.state, post.versions[Form.ZH_HANS].text) == (PostState.DRAFT, HANS)


@pytest.mark.parametrize("form", [Form.YUE])
async def test_a_wish_at_the_question_is_granted_and_words_after_leaving_it_are_for_no_post(
    city: City, form: Form
) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    before = await newest(city)
    await author.says("/posts")
    await author.presses("1 · ")
    await author.presses(say(form, "Open the draft"))
    await author.sees("")
    await author.presses(say(form, "Change it"))
    assert say(form, "Keep as it is") in labels_of(await author.sees(""))
    await author.says("設定")
    assert say(form, "Keep as it is") not in labels_of(await author.sees(""))
    await author.presses(say(form, "Keep as it is"))
    await author.says(PT)
    offer = await author.sees("")
    assert labels_of(offer) == [say(form, "Begin a post with it")]
    assert await newest(city) == before


@pytest.mark.parametrize("form", [Form.PT])
async def test_what_has_no_day_or_went_out_once_is_not_rewritten_so(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    post = await newest(city)
    toast = await presses_forged(city, author, f"prw:{post.id}:1")
    assert toast is not None
    assert toast.startswith(say(form, SENTENCES[Why.NOT_SCHEDULED], state="|").split("|")[0])
    await author.says("todos os dias às 18h")
    await author.sees("18:00", "2027")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    city.watch.forward(timedelta(hours=7))
    await author.sees(say(form, "<b>Report: {title}</b>", title="")[:3])
    assert await presses_forged(city, author, f"prw:{post.id}:1")
    assert (await newest(city)).state is PostState.SCHEDULED
    await author.says("/posts")
    await author.presses("1 · ")
    assert say(form, "Change it") not in labels_of(await author.sees("18:00"))


@pytest.mark.parametrize("form", [Form.YUE])
async def test_whoever_leaves_out_or_moves_one_round_is_told_which_it_was(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says(MONDAYS)
    await author.sees("09:00", "22")
    await author.presses(say(form, "✓ Confirm"))
    await author.sees("✓")
    await author.says("/schedule")
    await author.presses(say(form, "Skip this one"))
    first = words_of(await author.sees("✓", "15", "22")).splitlines()[0]
    assert "15" in first
    assert "22" not in first
    await author.says("/schedule")
    await author.presses(say(form, "Move this one"))
    await author.sees(say(form, "Another time for this one only; the later ones stay as they are."))
    await author.says("3月23日 10:00")
    await author.sees("23", say(form, "Another time for this one only; the later ones stay as they are."))
    await author.presses(say(form, "✓ Confirm"))
    await author.sees(say(form, "✓ Only this one is moved: <b>{title}</b>", title=""), "23", "10:00")


@pytest.mark.parametrize("form", [Form.PT])
async def test_a_posts_numbers_stay_on_its_page_however_often_it_is_pinned(city: City, form: Form) -> None:
    author = await sent_in(city, form)
    for deed in ("Pin in the channels", "Unpin in the channels", "Pin in the channels"):
        await author.says("/posts")
        await author.presses("1 · ")
        await author.presses(say(form, "Correct, recall and more"))
        await author.presses(say(form, deed))
        await author.sees(say(form, "<b>Report: {title}</b>", title="")[:3])
    await author.says("/posts")
    await author.presses("1 · ")
    await author.sees(say(form, "Sent on {moment}, {place} time", moment="|", place="|").split("|")[0], "6")


@pytest.mark.parametrize("form", [Form.YUE])
async def test_an_end_that_is_no_day_is_asked_for_again_not_the_beginning(city: City, form: Form) -> None:
    author = await approved_in(city, form)
    await author.sees("18:30")
    await author.says(MONDAYS)
    await author.sees("09:00", "22")
    await author.presses(say(form, "Until when?"))
    await author.says("到2月30日")
    asked = await author.sees(say(form, SENTENCES[Why.NO_SUCH_TIME]), say(form, "Until when?"))
    assert say(form, "No end") in labels_of(asked)
    await author.says("5次")
    await author.sees("5", "09:00")
