"""A text waits at “Replace it?” while its post is handed in: the writer is told, and nothing is lost."""

from dataclasses import replace

import pytest

from bot.content import PostState
from bot.languages import Form
from bot.mistakes import Why
from handlers.showing.mistakes import SENTENCES
from tests.journeys.conftest import City, labels_of
from tests.journeys.partner_deeds import EN, PT, YUE, newest
from tests.journeys.working_day import Day, plain

OTHER = {
    Form.YUE: "聽晚嘅珠江，多咗對翼。戴上眼鏡，喺廣州塔隔籬飛過，睇住兩岸啲燈一盞一盞咁着。",
    Form.PT: "Amanhã à noite, o Rio das Pérolas tem asas: passa-se ao lado da torre enquanto as luzes se acendem.",
}
ASKED = "There's already a text in {language}. Replace it with this one?"


@pytest.fixture(params=[Form.PT])
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def text_waits(day: Day) -> int:
    """A post in two languages, and a text that would replace one is asked about; the question's number."""
    await day.begins()
    await day.opens(YUE if day.form is Form.YUE else PT, EN)
    await day.author.says(OTHER[day.form])
    question = await day.author.sees(day.say(ASKED, language=day.words.language(day.form)))
    return int(question["message_id"])


async def hands_in_above(day: Day) -> None:
    """By the card above the question."""
    await day.author.presses(day.say("Submit"))
    page = await day.author.sees(
        str(day.words.plural(*WAITS, 1)),
    )
    assert labels_of(page) == [day.say("Answer first"), day.say("Submit anyway")]
    assert (await newest(day.city)).state is PostState.DRAFT


WAITS = (
    "⚠ {n} text that you sent isn't in the post yet: my question about it waits for your answer.",
    "⚠ {n} texts that you sent aren't in the post yet: my questions about them wait for your answers.",
)


async def test_the_question_comes_again_and_once_it_is_answered_the_post_is_handed_in_with_the_text(day: Day) -> None:
    before = await text_waits(day)
    await hands_in_above(day)
    await day.author.presses(day.say("Answer first"))
    again = await day.author.sees(day.say(ASKED, language=day.words.language(day.form)))
    assert again["message_id"] != before
    assert again["reply_to_message"]["text"] == OTHER[day.form]
    await day.author.presses(day.say("Replace it"))
    await day.author.sees("✓")
    await day.submits()
    post = await newest(day.city)
    assert (post.state, post.versions[day.form].text) == (PostState.SUBMITTED, OTHER[day.form])


async def test_what_was_left_out_holds_nothing_up(day: Day) -> None:
    await text_waits(day)
    await day.author.presses(day.say("Leave it out"))
    await day.author.sees("")
    await day.submits()
    assert (await newest(day.city)).state is PostState.SUBMITTED


async def test_a_text_that_stayed_out_is_put_in_later_from_its_own_question(day: Day) -> None:
    question = await text_waits(day)
    await hands_in_above(day)
    await day.author.presses(day.say("Submit anyway"))
    await day.author.sees("")
    if (await newest(day.city)).state is not PostState.SUBMITTED:
        await day.author.presses(day.say("Submit as it is"))
        await day.author.sees("✓")
    post = await newest(day.city)
    await day.author.presses_data(question, f"pk:{post.id}:{day.form.value}:1")
    offer = await day.author.sees(day.say("Your text isn't in the post: it was waiting for your answer."))
    assert day.say("Keep as it is") in labels_of(offer)
    assert (await newest(day.city)).state is PostState.SUBMITTED
    await day.author.presses(day.say("Put it into “{title}”", title="")[:3])
    await day.author.sees("✓")
    post = await newest(day.city)
    assert (post.state, post.versions[day.form].text) == (PostState.DRAFT, OTHER[day.form])


async def test_of_a_post_that_is_out_by_then_it_is_said_that_the_text_is_not_in_it(day: Day) -> None:
    question = await text_waits(day)
    post = await newest(day.city)
    async with day.city.store.write() as tx:
        await tx.posts.save(replace(post, state=PostState.SENT))
    toast = await day.author.presses_data(question, f"pk:{post.id}:{day.form.value}:1")
    assert toast
    assert toast["text"] == plain(day.words, SENTENCES[Why.TEXT_TOO_LATE], state=day.say("sent"))
