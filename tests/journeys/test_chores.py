"""A sentence about their work, from whoever works here, is offered the command for it and not a shrug."""

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.sending.broadcast_screens import mending_line
from tests import cast
from tests.journeys.conftest import City, labels_of, words_of
from tests.journeys.working_day import Day

SENTENCES = {
    Form.ZH_HANS: ("多少人看了？", "昨天发出去的那条有错字"),
    Form.ZH_HANT: ("多少人看了？", "已經發出的那則有錯字"),
    Form.YUE: ("邊個收到？", "點解仲未send到？"),
    Form.EN: ("who received it?", "there is a typo in what we sent yesterday"),
    Form.PT: ("quem recebeu?", "apaga isso de toda a gente"),
}
RECALLS = {
    Form.ZH_HANS: ("怎么撤回帖子", "如何撤回"),
    Form.ZH_HANT: ("怎麼撤回",),
    Form.YUE: ("點樣收回帖文",),
    Form.EN: ("how do I recall a post", "how do I correct a post that is out"),
    Form.PT: ("como retiro uma publicação",),
}


@pytest.fixture(params=list(SENTENCES))
def day(city: City, request: pytest.FixtureRequest) -> Day:
    return Day(city, request.param)


async def test_a_communicator_is_offered_reports_first_and_told_of_corrections_with_posts_alone(day: Day) -> None:
    await day.begins()
    asks, mends = SENTENCES[day.form]
    await day.author.says(asks)
    told = words_of(await day.author.sees(day.say("Perhaps this is what you need:")))
    assert next(line for line in told.splitlines() if " – " in line).startswith("/report – ")
    await day.author.says(mends)
    told = words_of(await day.author.sees("/posts – "))
    assert [line.split(" – ")[0] for line in told.splitlines() if " – " in line] == ["/posts"]


async def test_an_admin_is_offered_what_is_theirs(day: Day) -> None:
    await day.begins()
    await day.admin.says(SENTENCES[day.form][0])
    assert "/report – " in words_of(await day.admin.sees(day.say("Perhaps this is what you need:")))
    way = mending_line(words_for(day.form), "/report").striptags()
    for asks in RECALLS[day.form]:
        await day.admin.says(asks)
        assert "/report – " in words_of(await day.admin.sees(str(way)))


PROGRAMME = {
    Form.ZH_HANS: {
        "现在有多少读者": "/status",
        "给所有读者发一条": "/announce",
        "上周谁改了帖子": "/audit",
        "明天发什么": "/calendar",
    },
    Form.ZH_HANT: {"系統正常嗎": "/status", "市民投稿在哪裏": "/moderate", "有沒有資料請求": "/requests"},
    Form.YUE: {"幾多人退訂咗": "/status", "聽日出咩": "/calendar", "邊啲合夥人未發過嘢": "/partners"},
    Form.EN: {
        "is everything working?": "/status",
        "tell everyone that tomorrow is off": "/announce",
        "give me all the data as excel": "/export",
        "who deleted it": "/audit",
    },
    Form.PT: {
        "quantos leitores temos?": "/status",
        "avisar toda a gente": "/announce",
        "o que sai amanhã?": "/calendar",
    },
}


async def test_an_admins_sentence_about_the_programme_leads_to_its_command(day: Day) -> None:
    await day.begins()
    for sentence, command in PROGRAMME[day.form].items():
        await day.admin.says(sentence)
        told = words_of(await day.admin.sees(day.say("Perhaps this is what you need:")))
        assert command in [line.split(" – ")[0] for line in told.splitlines()]


WAITING = {
    Form.ZH_HANS: "有没有等着审的",
    Form.ZH_HANT: "有什麼等待審批",
    Form.YUE: "有咩等緊批",
    Form.EN: "what is waiting for me",
    Form.PT: "o que está à espera",
}


async def test_an_admin_who_asks_what_waits_is_offered_the_review(day: Day) -> None:
    await day.begins()
    await day.admin.says(WAITING[day.form])
    assert "/review – " in words_of(await day.admin.sees(day.say("Perhaps this is what you need:")))


async def test_a_reader_hears_nothing_of_it(day: Day) -> None:
    await day.begins()
    reader = day.city.person(cast.XIAOLAN)
    await reader.says(SENTENCES[day.form][0])
    assert "/report" not in words_of(await reader.sees(""))


STOPS = {
    Form.ZH_HANS: "停发",
    Form.ZH_HANT: "停止發送",
    Form.YUE: "唔好再send",
    Form.EN: "stop sending",
    Form.PT: "parem",
}


async def test_stop_from_who_works_here_may_be_for_all_or_for_themselves(day: Day) -> None:
    await day.begins()
    for who, command in ((day.admin, "/halt"), (day.author, "/posts")):
        await who.says(STOPS[day.form])
        asked = await who.sees(day.say("What should stop: posts to you, or everything that goes out to readers?"))
        assert [line.split(" – ")[0] for line in words_of(asked).splitlines() if " – " in line] == [command]
        halts = [day.say("Stop sending to all readers")] if who is day.admin else []
        own = [day.say("Pause only what comes to me"), day.say("No more posts for me"), day.say("‹ Home")]
        assert labels_of(asked) == halts + own
    await day.author.presses(day.say("No more posts for me"))
    await day.author.sees(day.say("<b>Done.</b> No more posts will come."))


async def test_stop_from_a_reader_is_done_at_once(day: Day) -> None:
    await day.begins()
    reader = day.city.person(cast.XIAOLAN)
    await reader.says("停止发送")
    await reader.sees(str(words_for(Form.ZH_HANS).say("<b>Done.</b> No more posts will come.").striptags()))
