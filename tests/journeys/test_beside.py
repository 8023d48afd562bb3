"""While a post is open a time, an order or a link is asked about, and never becomes a text of the post by itself."""

import pytest

from bot.content import PostState
from bot.languages import Form
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import EN, newest
from tests.journeys.test_partner_working_day import OWN, Day

WHEN = {
    Form.ZH_HANS: "明早九点发",
    Form.ZH_HANT: "明早九點發送",
    Form.YUE: "聽日朝早九點發",
    Form.EN: "tomorrow at 9",
    Form.PT: "domingo às 9h",
}
ORDERS = {Form.ZH_HANS: "提交", Form.ZH_HANT: "提交", Form.YUE: "交去審批", Form.EN: "submit it", Form.PT: "submete"}


@pytest.fixture(params=list(WHEN))
async def day(city: City, request: pytest.FixtureRequest) -> Day:
    day = Day(city, request.param)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(OWN.get(day.form, EN))
    return day


async def test_a_time_leads_to_submitting_and_leaves_the_texts_alone(day: Day) -> None:
    before = (await newest(day.city)).versions
    await day.author.says(WHEN[day.form])
    asked = await day.author.sees(
        day.say("Is that when it should go out? Submit it first: once it is approved, send me that time again.")
    )
    assert labels_of(asked)[0] == day.say("Submit")
    assert (await newest(day.city)).versions == before
    await day.submits()
    assert (await newest(day.city)).state is PostState.SUBMITTED


async def test_an_order_is_asked_about_and_may_be_a_text_after_all(day: Day) -> None:
    await day.author.says(ORDERS[day.form])
    await day.author.sees(
        day.say(
            "Is that for me, and not part of the post? Submit the post here; once it is approved, it gets its time."
        )
    )
    await day.author.presses(day.say("It is part of the post"))
    await day.author.sees(day.say("Which language is this text in? Choose, and I will save it."))
    await day.author.presses(day.words.language(Form.PT if day.form is not Form.PT else Form.EN, begins=True))
    await day.author.sees("✓")
    assert ORDERS[day.form] in {version.text for version in (await newest(day.city)).versions.values()}


@pytest.mark.parametrize("link", ["https://example.org/visit", "ticket https://example.org/visit"])
async def test_a_link_is_no_version_and_becomes_a_button(day: Day, link: str) -> None:
    await day.author.says(link)
    await day.author.sees(day.say("Shall this link be a button under the post?"))
    await day.author.presses(day.say("Make it a button"))
    await day.author.sees("")
    post = await newest(day.city)
    assert [way.url for way in post.ways] == ["https://example.org/visit"]
    assert not any("example.org" in version.text for version in post.versions.values())


WORK = {
    Form.ZH_HANS: ("谁收到了？", "/report"),
    Form.ZH_HANT: ("寫錯了一個字", "/posts"),
    Form.YUE: ("點解仲未send到", "/posts"),
    Form.EN: ("who received it?", "/report"),
    Form.PT: ("quem recebeu?", "/report"),
}
SMALL = {Form.ZH_HANS: "好的", Form.ZH_HANT: "👍", Form.YUE: "唔該", Form.EN: "thanks", Form.PT: "olá"}


async def test_a_sentence_about_work_is_no_version_and_shows_the_command_for_it(day: Day) -> None:
    sentence, command = WORK[day.form]
    before = (await newest(day.city)).versions
    await day.author.says(sentence)
    asked = await day.author.sees(day.say("Is that meant for me, or is it part of the post?"))
    assert [line.split(" – ")[0] for line in words_of(asked).splitlines() if " – " in line] == [command]
    assert labels_of(asked) == [day.say("It is part of the post"), day.say("Back to draft")]
    assert (await newest(day.city)).versions == before
    await day.author.says(command)
    await day.author.sees("")
    assert (await newest(day.city)).versions == before


async def test_a_thank_you_a_nod_and_a_hello_are_no_version(day: Day) -> None:
    before = (await newest(day.city)).versions
    await day.author.says(SMALL[day.form])
    await day.author.sees(day.say("Is that meant for me, or is it part of the post?"))
    assert (await newest(day.city)).versions == before
    await day.author.presses(day.say("Back to draft"))
    await day.author.sees("")
    assert (await newest(day.city)).versions == before


async def test_a_link_that_can_be_none_is_asked_for_again(day: Day) -> None:
    await day.author.says("ftp://example.org")
    await day.author.sees(day.say("Shall this link be a button under the post?"))
    await day.author.presses(day.say("Make it a button"))
    page = await day.author.sees(day.say("Send what the button says and where it leads, in one message, for example:"))
    assert not (await newest(day.city)).ways
    await day.author.says("ticket https://example.org/visit")
    await day.author.sees("")
    assert len((await newest(day.city)).ways) == 1
    assert words_of(page)


@pytest.mark.parametrize(
    ("typed", "command"),
    [("my drafts", "/drafts"), ("os meus rascunhos", "/drafts"), ("calendar", "/calendar"), ("add a photo", "/drafts")],
)
async def test_an_order_for_something_else_than_this_post_shows_its_command(
    city: City, typed: str, command: str
) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(EN)
    await day.author.says(typed)
    asked = await day.author.sees(day.say("Is that meant for me, or is it part of the post?"))
    assert command in words_of(asked)
