"""While a story is told or a partner written to, what is likely for the bot is asked about first; nothing is lost."""

import pytest

from bot.languages import Form
from bot.words import words_for
from tests import cast
from tests.journeys.conftest import City, Person, labels_of, words_of
from tests.journeys.deeds import EVERYBODY, reader_of, say, xpeng
from tests.journeys.fewer import goes_out
from tests.journeys.reader_deeds import STORIES

WISHES = {
    Form.ZH_HANS: "把我的数据删掉",
    Form.ZH_HANT: "請把我的資料刪除",
    Form.YUE: "我想你哋刪走我啲資料",
    Form.EN: "I would like you to delete my data",
    Form.PT: "apaga os meus dados",
}
NODS = {Form.ZH_HANS: "好的", Form.ZH_HANT: "謝謝", Form.YUE: "唔該", Form.EN: "ok", Form.PT: "está bem"}
CITY = {Form.ZH_HANS: "佛山", Form.ZH_HANT: "佛山", Form.YUE: "佛山", Form.EN: "Foshan", Form.PT: "Foshan"}
STOPS = {Form.ZH_HANS: "退订", Form.ZH_HANT: "停", Form.YUE: "唔好再send嘢俾我", Form.EN: "STOP", Form.PT: "parem"}
HELLO = {Form.ZH_HANS: "你好", Form.ZH_HANT: "你好", Form.YUE: "早晨", Form.EN: "hello", Form.PT: "bom dia"}


async def begins(reader: Person, form: Form) -> None:
    await reader.says("/share")
    await reader.says(STORIES[form])
    await reader.sees(STORIES[form])


def asked(form: Form) -> str:
    return say(form, "Is that meant for me, or is it part of your story?")


@EVERYBODY
async def test_a_wish_is_no_text_of_the_story_unless_they_say_so(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await begins(reader, form)
    await reader.says(WISHES[form])
    question = await reader.sees(asked(form))
    ways = ("Erase what I keep about you", "It's part of my story", "Back to the story")
    assert labels_of(question) == [say(form, way) for way in ways]
    await reader.says("/share")
    assert STORIES[form] in words_of(await reader.sees(STORIES[form]))
    await reader.says(WISHES[form])
    await reader.sees(asked(form))
    await reader.presses(say(form, "It's part of my story"))
    await reader.sees(STORIES[form], WISHES[form])


@EVERYBODY
async def test_a_wish_that_is_meant_leaves_the_story_as_it_was(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await begins(reader, form)
    await reader.says(WISHES[form])
    await reader.sees(asked(form))
    await reader.presses(say(form, "Erase what I keep about you"))
    await reader.sees("")
    await reader.says("/share")
    assert STORIES[form] in words_of(await reader.sees(STORIES[form]))


@EVERYBODY
async def test_an_ok_neither_leaves_the_story_nor_becomes_its_text(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await begins(reader, form)
    await reader.says(NODS[form])
    await reader.sees(asked(form))
    await reader.presses(say(form, "Back to the story"))
    await reader.sees(STORIES[form])
    await reader.says(STORIES[form] + " 🙂")
    await reader.sees("🙂")


@pytest.mark.parametrize("text", ["写好了", "匿名", "唔寫喇", "delete it", "enviar"])
async def test_words_about_the_story_lead_to_its_card(city: City, text: str) -> None:
    emma = city.person(cast.EMMA)
    await begins(emma, Form.EN)
    await emma.says(text)
    assert labels_of(await emma.sees(asked(Form.EN))) == [
        "Back to the story",
        "It's part of my story",
        "Throw away the story",
    ]


@EVERYBODY
async def test_the_name_of_a_city_may_be_where_the_story_is_from(city: City, who: int, form: Form) -> None:
    reader = city.person(who)
    await begins(reader, form)
    await reader.says(CITY[form])
    await reader.sees(say(form, "Is your story about this city?"))
    await reader.presses(CITY[form])
    await reader.sees(STORIES[form], say(form, "City: {place}", place=CITY[form]))


@pytest.mark.parametrize(
    "text", ["好香。", "Cheira a sopa.", "It smells of soup.", "多謝樓下嘅婆婆。", "我不会说广东话，但这里的人都帮我。"]
)
async def test_a_short_sentence_of_a_story_is_not_asked_about(city: City, text: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.says(text)
    await emma.sees(text, "No photos yet")


@EVERYBODY
async def test_a_reader_who_answers_a_post_with_stop_is_asked_and_can_stop(city: City, who: int, form: Form) -> None:
    reader, partner = city.person(who), await xpeng(city)
    await goes_out(city)
    post = next(each for each in reversed(await reader.messages()) if "/stop" in words_of(each))
    await reader.says(STOPS[form], reply_to=post["message_id"])
    name = partner.name(form)
    question = await reader.sees(say(form, "Is that meant for me or for {partner}?", partner=name))
    nothing_more = say(form, "Nothing more from them")
    assert labels_of(question) == [say(form, "Stop all posts"), nothing_more, say(form, "Send it to them")]
    await reader.presses(nothing_more)
    await reader.sees(name)
    kept = await reader_of(city, who)
    async with city.store.read() as tx:
        assert partner.id not in await tx.follows.of(kept.id)


@EVERYBODY
async def test_a_greeting_to_a_partner_is_not_lost_and_the_question_stays_open(
    city: City, who: int, form: Form
) -> None:
    reader, ziqing, name = city.person(who), city.person(cast.ZIQING), (await xpeng(city)).name(form)
    await reader.says("/partners")
    await reader.presses(name)
    await reader.presses(say(form, "Write to them"))
    await reader.sees(say(form, "They see your words and your language, not who you are. The answer comes here."))
    await reader.says(HELLO[form])
    await reader.sees(say(form, "Is that meant for me or for {partner}?", partner=name))
    await ziqing._mark()
    await reader.presses(say(form, "Send it to them"))
    passed_on = "✓ Passed on to {partner}. They don't see who you are; the answer comes here."
    await reader.sees(say(form, passed_on, partner=name))
    head = "<b>A reader writes to {partner}.</b> They read {language}."
    told = await ziqing.sees(HELLO[form])
    hans = (await xpeng(city)).name(Form.ZH_HANS)
    assert say(Form.ZH_HANS, head, partner=hans, language=words_for(Form.ZH_HANS).language(form)) in words_of(told)


@EVERYBODY
async def test_after_a_greeting_the_very_question_reaches_the_partner(city: City, who: int, form: Form) -> None:
    reader, ziqing, name = city.person(who), city.person(cast.ZIQING), (await xpeng(city)).name(form)
    await reader.says("/partners")
    await reader.presses(name)
    await reader.presses(say(form, "Write to them"))
    await reader.sees("")
    await reader.says(HELLO[form])
    await reader.sees(say(form, "Is that meant for me or for {partner}?", partner=name))
    await ziqing._mark()
    await reader.says("10:00?")
    await ziqing.sees("10:00?")


@pytest.mark.parametrize("title", ["城市故事", "news", "uma história", "古仔"])
async def test_a_title_that_is_a_command_elsewhere_does_not_leave_the_story(city: City, title: str) -> None:
    emma = city.person(cast.EMMA)
    await emma.says("/share")
    await emma.says(title)
    await emma.sees(asked(Form.EN))
    await emma.presses("It's part of my story")
    await emma.sees(title, "No photos yet")
    await emma.says(STORIES[Form.EN])
    await emma.sees(STORIES[Form.EN])
