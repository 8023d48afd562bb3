"""While a post is open a time, an order or a link is asked about, and never becomes a text of the post by itself."""

import pytest

from bot.content import PostState
from bot.hearing.tasks import Task
from bot.languages import Form
from handlers.partner.how_screens import how_line
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.partner_deeds import EN, newest
from tests.journeys.working_day import OWN, Day

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


async def test_a_time_is_kept_leads_to_submitting_and_leaves_the_texts_alone(day: Day) -> None:
    before = await newest(day.city)
    await day.author.says(WHEN[day.form])
    said = (
        "Is that when it should go out? Noted: {moment}. Submit the post; once it's approved, "
        "one press gives it that time."
    )
    asked = await day.author.sees(day.say(said, moment="|").split("|")[0])
    assert labels_of(asked)[0] == day.say("Submit")
    kept = await newest(day.city)
    assert (kept.versions, kept.hash()) == (before.versions, before.hash())
    assert kept.wished is not None
    await day.submits()
    assert (await newest(day.city)).state is PostState.SUBMITTED


async def test_an_order_is_asked_about_and_may_be_a_text_after_all(day: Day) -> None:
    await day.author.says(ORDERS[day.form])
    await day.author.sees(
        day.say("Is that for me, and not part of the post? Submit the post here; once it's approved, it gets its time.")
    )
    await day.author.presses(day.say("It's part of the post"))
    await day.author.sees(day.say("Which language is this text in? Choose, and I'll save it."))
    await day.author.presses(day.words.language(Form.PT if day.form is not Form.PT else Form.EN, begins=True))
    await day.author.sees("✓")
    assert ORDERS[day.form] in {version.text for version in (await newest(day.city)).versions.values()}


@pytest.mark.parametrize("link", ["https://example.org/visit", "ticket https://example.org/visit"])
async def test_a_link_is_no_version_and_becomes_a_button(day: Day, link: str) -> None:
    await day.author.says(link)
    await day.author.sees(day.say("Should this link become a button under the post?"))
    await day.author.presses(day.say("Make it a button"))
    await day.author.sees("")
    post = await newest(day.city)
    assert [way.url for way in post.ways] == ["https://example.org/visit"]
    assert not any("example.org" in version.text for version in post.versions.values())


WORK = {
    Form.ZH_HANS: ("谁收到了？", "/report"),
    Form.ZH_HANT: ("怎麼還沒發", "/posts"),
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
    assert labels_of(asked) == [day.say("It's part of the post"), day.say("Back to draft")]
    assert (await newest(day.city)).versions == before
    await day.author.says(command)
    await day.author.sees("")
    assert (await newest(day.city)).versions == before


PARTS = {
    Form.ZH_HANS: {
        "先给我看看长什么样": ["Preview"],
        "只发给澳门的读者": ["Who is it for?"],
        "标题打错了": ["EN ✓"],
    },
    Form.ZH_HANT: {"可以預覽嗎": ["Preview"], "多少人會收到？": ["Who is it for?"], "加個按鈕": ["Buttons"]},
    Form.YUE: {
        "睇下個樣先": ["Preview"],
        "加個掣": ["Buttons"],
        "遲啲再寫": ["Finish later"],
    },
    Form.EN: {
        "can I see it first": ["Preview"],
        "only for people in Macau": ["Who is it for?"],
        "there should be a link button": ["Buttons"],
        "delete this draft": ["Delete draft"],
        "send it to me only": ["More ›"],
        "make it urgent": ["Submit", "Ask the admins"],
        "put it in a campaign and add a photo": ["Campaign"],
    },
    Form.PT: {
        "quantas pessoas a vão receber?": ["Who is it for?"],
        "há uma gralha": ["PT ✓"],
        "acabo depois": ["Finish later"],
    },
}


QUESTIONS_OF_PARTS = {
    "可以預覽嗎": Task.PREVIEW,
    "多少人會收到？": Task.WHOM,
    "can I see it first": Task.PREVIEW,
    "quantas pessoas a vão receber?": Task.WHOM,
}


async def test_what_speaks_of_a_part_of_the_post_is_no_version_and_shows_the_button_for_it(day: Day) -> None:
    before = (await newest(day.city)).versions
    for sentence, labels in PARTS[day.form].items():
        await day.author.says(sentence)
        asked = await day.author.sees(day.say("Is that meant for me, or is it part of the post?"))
        likely = [label if "✓" in label else str(day.say(label)) for label in labels]
        assert labels_of(asked) == [*likely, day.say("It's part of the post"), day.say("Back to draft")]
        if question := QUESTIONS_OF_PARTS.get(sentence):
            assert str(how_line(day.words, question).striptags()) in words_of(asked)
    assert (await newest(day.city)).versions == before


@pytest.mark.parametrize(
    "order",
    [
        "add a button to our website https://example.org/visit",
        "加條 link 去我哋網站 https://example.org/visit",
        "põe um botão para o nosso site https://example.org/visit",
    ],
)
async def test_an_order_with_a_link_becomes_a_button_whose_words_are_asked_for(city: City, order: str) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.writes(EN)
    await day.author.says(order)
    await day.author.sees(day.say("Should this link become a button under the post?"))
    await day.author.presses(day.say("Make it a button"))
    await day.author.sees("")
    await day.author.says("Visit us")
    await day.author.sees("Visit us")
    ways = (await newest(day.city)).ways
    assert [(way.url, list(way.labels.values())) for way in ways] == [("https://example.org/visit", ["Visit us"])]


async def test_before_there_is_a_text_it_is_told_how_its_parts_are_made(city: City, png: bytes) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.author.sends(("tea.png", png))
    await day.author.sees("")
    await day.author.says("can I see it first")
    asked = await day.author.sees(
        day.say("“{preview}” below a draft shows it as each reader will get it.", preview=day.say("Preview"))
    )
    assert labels_of(asked) == [day.say("It's part of the post"), day.say("Back to draft")]
    await day.author.says("remove the photo")
    asked = await day.author.sees(day.say("Is that meant for me, or is it part of the post?"))
    assert labels_of(asked)[0] == day.say("Remove pictures")


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
    await day.author.sees(day.say("Should this link become a button under the post?"))
    await day.author.presses(day.say("Make it a button"))
    page = await day.author.sees(day.say("Send what the button says and where it leads, in one message, for example:"))
    assert not (await newest(day.city)).ways
    await day.author.says("ticket https://example.org/visit")
    await day.author.sees("")
    assert len((await newest(day.city)).ways) == 1
    assert words_of(page)


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("my drafts", "/drafts"),
        ("os meus rascunhos", "/drafts"),
        ("calendar", "/calendar"),
        ("when do my posts go out", "/schedule"),
    ],
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


QUESTIONS = {
    Form.ZH_HANS: "视频最长可以多长？",
    Form.ZH_HANT: "影片最長可以多長？",
    Form.YUE: "段片最長可以有幾長？",
    Form.EN: "How long may the video be?",
    Form.PT: "Quanto tempo pode ter o vídeo?",
}


@pytest.mark.parametrize("form", list(QUESTIONS))
async def test_a_question_taken_for_the_first_text_goes_on_to_the_admins_by_two_presses(city: City, form: Form) -> None:
    """It is taken as ever, so a post that asks costs no tap more."""
    day = Day(city, form)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.author.says(QUESTIONS[form])
    shown = await day.author.sees("")
    if day.say("It isn't part of the post") in labels_of(shown):  # its language may be asked about at once instead
        assert (await newest(city)).versions
        await day.author.presses(day.say("It isn't part of the post"))
    await day.author.presses(day.say("Send it to the admins"))
    assert not (await newest(city)).versions
    await day.author.sees(day.say("✓ Passed on to the admins. The answer comes here."))
    await day.author.says("/drafts")
    await day.author.sees(day.say("There are no drafts. /new starts a post."))
    await day.author.presses(day.say("Back to draft"))
    await day.author.sees(day.say("Send its text, in any of these languages."))
    await day.writes(OWN.get(form, EN))
    assert (await newest(city)).versions


async def test_a_first_text_that_is_one_offers_nothing_more(city: City) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.author.says(EN)
    assert day.say("It isn't part of the post") not in labels_of(await day.author.sees("Saved as"))


async def test_an_order_taken_for_the_first_text_leads_on_to_its_command(city: City) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.author.says("/new")
    await day.author.sees("")
    await day.author.says("who received the last one?")
    await day.author.sees("Saved as")
    await day.author.presses("It isn't part of the post")
    shown = await day.author.sees("Is that meant for me, or is it part of the post?", "/report")
    assert "Send it to the admins" in labels_of(shown)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("can I change the picture after it has been approved by them", "Photos and videos"),
        ("qual foi a publicação com mais leitores no mês passado", "/report"),
    ],
)
async def test_a_long_question_without_its_mark_is_no_version(city: City, asked: str, answer: str) -> None:
    day = Day(city, Form.EN)
    await day.begins()
    await day.opens(EN)
    before = (await newest(city)).versions
    await day.author.says(asked)
    await day.author.sees("Is that meant for me, or is it part of the post?", answer)
    assert (await newest(city)).versions == before
