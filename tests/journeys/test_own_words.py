"""Plain words for what is one's own (a story, a vote, one's data), for praise, and in languages that are not spoken."""

import pytest

from bot.hearing.aliases import Wish
from bot.hearing.meaning import meant
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.points_screens import POINTS
from handlers.audience.plain_words.listeners.of_wishes import opens
from handlers.audience.plain_words.talk_screens import praised_screen, thanked_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of

TELL, DATA, ERASE = "Tell your own story", "What I keep about you", "Erase what I keep about you"
SUGGESTED = {
    Form.ZH_HANS: {"我也想写点东西投稿": TELL, "想问问你们存了我哪些信息": DATA, "怎么把我的资料删干净": ERASE},
    Form.ZH_HANT: {"請問怎樣投稿給你們": TELL, "想知道你們有我哪些資料": DATA, "如何刪除我在這裏的一切": ERASE},
    Form.YUE: {"我都想投篇稿喎": TELL, "想知你有我咩資料": DATA, "點樣刪走晒啲嘢": ERASE},
    Form.EN: {
        "how do I submit a story to you": TELL,
        "what have you got on me": DATA,
        "pls erase everything you have": ERASE,
    },
    Form.PT: {
        "como posso enviar uma história?": TELL,
        "que dados têm sobre mim?": DATA,
        "quero que apaguem tudo o que têm": ERASE,
    },
}


@pytest.mark.parametrize("form", Form)
async def test_what_is_ones_own_is_offered_or_sent_and_the_button_opens_it(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    opened = {
        DATA: "<b>This is everything I keep about you.</b>",
        ERASE: "<b>Shall I erase your data?</b>",
        TELL: "<b>Tell your own story of the city.</b>",
    }
    for said, label in SUGGESTED[form].items():
        await reader.says(said)
        if label is DATA and opens(said, meant(said)):
            await reader.sees(plain(words.say(opened[DATA])))
        else:
            assert str(words.say(label)) in labels_of(await reader.sees("")), said
    for label in (ERASE, TELL):
        await reader.presses(str(words.say(label)))
        await reader.sees(plain(words.say(opened[label])))


ASKED = {
    Form.ZH_HANS: ("删除我的账号", "我的数据", "投稿"),
    Form.ZH_HANT: ("刪除我的帳號", "我的資料", "我想投稿"),
    Form.YUE: ("幫我刪咗個account", "我啲資料", "投個稿"),
    Form.EN: ("delete my account", "what do you know about me?", "share a story"),
    Form.PT: ("apaguem a minha conta", "os meus dados", "queria enviar a minha história"),
}


LASTS = {Form.ZH_HANS: "我的数据保存多久", Form.ZH_HANT: "我的資料會存多久", Form.YUE: "我啲資料會留幾耐"}
"""What is told without the two files, which stay one press away."""


@pytest.mark.parametrize("form", Form)
async def test_a_message_that_asks_for_just_that_gets_it_and_nothing_is_erased_unasked(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    erase, data, tell = ASKED[form]
    await reader.says(erase)
    await reader.sees(plain(words.say("<b>Shall I erase your data?</b>")))
    await reader.says(data)
    await reader.sees(plain(words.say("<b>This is everything I keep about you.</b>")))
    if said := LASTS.get(form):
        await reader.says(said)
        await reader.sees(plain(words.say(POINTS[Wish.MY_DATA]["how_long"].told)))
    await reader.says(tell)
    await reader.sees(plain(words.say("<b>Tell your own story of the city.</b>")))


PRAISE = {
    Form.ZH_HANS: "谢谢你，讲得真好",
    Form.ZH_HANT: "寫得很好，多謝你們",
    Form.YUE: "好正呀多謝晒你哋",
    Form.EN: "that was lovely, thank you",
    Form.PT: "gostei muito, obrigada!",
}


@pytest.mark.parametrize("form", Form)
async def test_praise_gets_a_kind_word_and_a_question_with_thanks_does_not(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    kind = [plain(screen(words).text) for screen in (thanked_screen, praised_screen)]
    await reader.says(PRAISE[form])
    assert words_of(await reader.sees("")) in kind
    await reader.says(PRAISE[form] + "?")
    assert words_of(await reader.sees("")) not in kind


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("안녕하세요", "coreano"),
        ("イベントはありますか", "japonês"),
        ("¿qué hay el fin de semana?", "espanhol"),
        ("สวัสดี", "tailandês"),
    ],
)
async def test_a_language_that_its_letters_tell_is_named(city: City, said: str, name: str) -> None:
    joana = city.person(cast.JOANA)
    await joana.says(said)
    await joana.sees(f"Isto parece {name}.")


@pytest.mark.parametrize("said", ["hi", "hello", "ok"])
async def test_a_hello_of_the_whole_world_is_answered_in_the_language_of_the_phone(city: City, said: str) -> None:
    tomas = city.person(cast.NEWCOMER)  # his phone is in Portuguese
    await tomas.says(said)
    await tomas.sees("Que língua prefere?\n想用哪种语言？")
    await tomas.says("good morning everybody, is anything on?")
    await tomas.sees("Which language would you like?\n想用哪种语言？")


@pytest.mark.parametrize("form", Form)
async def test_a_nod_a_frown_and_a_question_mark_are_answered_kindly_with_a_way_on(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    for said, kind in (
        ("👍", "You're welcome. I'm here whenever you need me."),
        ("哈哈哈", "Glad you're enjoying yourself."),
        ("ok got it", "Got it. I'm here whenever you need me."),
        ("好的明白", "Got it. I'm here whenever you need me."),
    ):
        await reader.says(said)
        await reader.sees(plain(words.say(kind)))
    await reader.says("👎")
    assert str(words.say("Fewer posts")) in labels_of(await reader.sees(""))
    await reader.says("?")
    await reader.presses(str(words.say("What I can do")))
    await reader.sees("/mydata")


@pytest.mark.parametrize(
    "said", ["没收到短信", "可以吗", "你们的界面太乱了吧", "感覺上當了", "I queued for ages for nothing"]
)
async def test_a_complaint_and_a_question_are_not_noted_as_if_they_were_a_yes(city: City, said: str) -> None:
    reader, words = city.person(cast.READERS[Form.ZH_HANS]), words_for(Form.ZH_HANS)
    await reader.says(said)
    answer = words_of(await reader.sees(""))
    assert plain(words.say("Got it. I'm here whenever you need me.")) not in answer
    assert plain(words.say("You're welcome. I'm here whenever you need me.")) not in answer


@pytest.mark.parametrize("said", ["說中文", "中文"])
async def test_who_reads_traditional_and_asks_for_chinese_is_not_offered_simplified(city: City, said: str) -> None:
    reader = city.person(cast.READERS[Form.ZH_HANT])
    await reader.says(said)
    answer = words_of(await reader.sees(""))
    assert plain(words_for(Form.ZH_HANS).say("Which language would you like?")) not in answer
    assert "以后" not in answer
    await reader.says("簡體字")
    await reader.sees("以后用简体中文")
