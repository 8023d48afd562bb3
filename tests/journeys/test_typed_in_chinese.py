"""What readers of the three Chinese forms typed that the bot once took for something else, or for nothing."""

import pytest

from bot.hearing.aliases import Wish
from bot.hearing.nods import Nod, nod_of
from bot.hearing.shape import shape
from bot.languages import Form
from bot.places import Place
from bot.words import words_for
from handlers.audience.answering.answers_screens import counted_screen, learn_screen
from handlers.audience.home_screens import following
from handlers.audience.personal_data.forget_screens import as_it_is_screen
from handlers.audience.plain_words.named import city_named
from handlers.audience.plain_words.suggesting_screens import ONE_PRESS
from handlers.audience.plain_words.talk_screens import complaint_screen, praised_screen
from handlers.audience.plain_words.telling import goes_onward
from handlers.audience.receiving.pause_screens import not_later
from handlers.audience.receiving.places import places_within
from tests import cast
from tests.journeys.conftest import City, plain, words_of
from tests.journeys.deeds import first_line

NONE_OF = "No story has “{words}” yet. These are the newest. For something else, press “{search}”."
ENDED = "That was all there is for now. For something else, press “{search}”."


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "想学粤语"),
        (Form.ZH_HANT, "我想學廣東話"),
        (Form.ZH_HANT, "廣東話怎樣說「謝謝」"),
        (Form.YUE, "想學廣東話"),
        (Form.EN, "I want to learn Cantonese"),
        (Form.PT, "quero aprender cantonês"),
    ],
)
async def test_who_would_learn_a_language_is_not_asked_to_change_theirs(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(first_line(learn_screen(words_for(form)).text))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "有多少人关注你们啊"),
        (Form.ZH_HANT, "有多少人追蹤你們"),
        (Form.YUE, "有幾多人follow你哋"),
        (Form.EN, "how many followers do you have?"),
        (Form.PT, "quantas pessoas seguem isto?"),
    ],
)
async def test_how_many_follow_is_told_to_nobody(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(first_line(counted_screen(words_for(form)).text))


@pytest.mark.parametrize(
    ("form", "typed", "missed"),
    [
        (Form.ZH_HANS, "石室圣心大教堂", "石室圣心大教堂"),
        (Form.ZH_HANS, "朝阳区有你们的活动吗", "朝阳区"),
        (Form.ZH_HANT, "黃大仙有活動嗎", "黃大仙"),
        (Form.ZH_HANT, "粵劇藝術博物館", "粵劇藝術博物館"),
        (Form.YUE, "順德有咩食", "順德"),
        (Form.YUE, "想睇平洲嘅嘢", "平洲"),
    ],
)
async def test_a_place_that_no_story_names_is_said_so_above_the_newest(
    city: City, form: Form, typed: str, missed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    told = plain(words.say(NONE_OF, words=missed, search=words.say("Search")))
    assert told in words_of(await reader.sees("1. "))


@pytest.mark.parametrize(
    ("form", "typed", "title"),
    [
        (Form.ZH_HANS, "讲讲早茶的故事呗", "夜市收档，早茶开市"),
        (Form.ZH_HANT, "飲早茶有什麼推薦", "夜市收檔，早茶開市"),
        (Form.ZH_HANT, "我想看去年的龍舟故事", "把龍舟從河泥裏「請」出來"),
    ],
)
async def test_words_that_only_ask_are_not_looked_for(city: City, form: Form, typed: str, title: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    answer = words_of(await reader.sees(title))
    assert "3. " not in answer


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.ZH_HANS, "还有吗"), (Form.ZH_HANT, "還有別的嗎"), (Form.YUE, "仲有冇"), (Form.EN, "more")]
)
async def test_after_the_last_story_it_is_said_that_there_are_no_more(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says("/stories")
    await reader.sees("1. ")
    await reader.says(typed)
    await reader.sees(plain(words.say(ENDED, search=words.say("Search"))))


async def test_of_two_partners_both_pages_are_shown(city: City) -> None:
    reader = city.person(cast.READERS[Form.YUE])
    await reader.says("小鵬同京東都唔要")
    await reader.sees("京東")
    await reader.sees("小鵬汽車")


async def test_what_only_somebody_there_can_tell_of_a_partner_leads_to_it(city: City) -> None:
    reader = city.person(cast.READERS[Form.YUE])
    await reader.says("小鵬架飛天車幾時有得坐")
    await reader.sees("小鵬汽車")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("搬到中山了", Place.ZHONGSHAN),
        ("我搬到廣州大道", Place.GUANGZHOU),
        ("我喺中山紀念堂附近住", None),
        ("住北京路", None),
        ("我在中山大學讀書", None),
    ],
)
def test_a_hall_or_a_street_with_the_name_of_a_city_is_not_the_city(typed: str, place: Place | None) -> None:
    found = places_within(typed)
    assert (found[0].place if found else None) is place
    assert city_named(typed) is place


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("聽日有冇event", "聽日有冇活動"),
        ("點share俾朋友", "點分享畀朋友"),
        ("unfollow京東", "取消追蹤京東"),
        ("我地公司想join", "我哋公司想加入"),
        ("我地址係", "我地址係"),
    ],
)
def test_english_among_chinese_is_what_it_stands_for(typed: str, same: str) -> None:
    assert shape(typed) == shape(same)


def test_english_alone_stays_english() -> None:
    assert shape("share this event") == "share this event"


@pytest.mark.parametrize("typed", ["我爷爷走了", "嫲嫲上個月走了", "我阿嫲舊年走咗喇", "爸爸去年走了", "爸爸不在了"])
def test_of_the_old_and_of_long_ago_to_be_gone_is_to_have_died(typed: str) -> None:
    assert nod_of(typed) is Nod.SAD


@pytest.mark.parametrize("typed", ["我朋友走了", "我走了", "爸爸走了"])
def test_who_is_gone_may_have_gone_home(typed: str) -> None:
    assert nod_of(typed) is not Nod.SAD


@pytest.mark.parametrize(
    "typed", ["下一篇", "仲有冇呀", "再推荐几个", "還有沒有", "再講多個啦", "睇完啦 仲有冇", "another one", "mais uma"]
)
def test_more_is_asked_for_in_many_words(typed: str) -> None:
    assert goes_onward(typed)


@pytest.mark.parametrize("typed", ["算了不写了", "暫時不寫了，謝謝", "得閒先寫啦"])
def test_who_leaves_a_story_for_later_asks_for_nothing(typed: str) -> None:
    assert nod_of(typed) is Nod.AGREED


async def test_what_is_surely_wished_is_answered_in_the_first_line(city: City) -> None:
    reader, words = city.person(cast.READERS[Form.ZH_HANS]), words_for(Form.ZH_HANS)
    write = words.say("Write to them")
    for typed, first in (
        ("我外婆以前在西关开凉茶铺的，想把她的故事发给你们行不行", words.say(ONE_PRESS[Wish.SHARE])),
        ("停啦停啦烦死人", words.say(ONE_PRESS[Wish.STOP])),
        ("把我的信息全删了吧不想用了", words.say(ONE_PRESS[Wish.FORGET])),
        ("少點小鵬", words.say("Fewer posts from {partner}, or none? Choose below.", partner="小鹏汽车")),
        (
            "小鹏那个飞车在哪里可以看啊",
            words.say("That I don't know, but they do. To ask them, press “{write}”.", write=write),
        ),
        ("想跟小鹏说一声你们的车真漂亮", words.say("To tell them something, press “{write}”.", write=write)),
        ("刚刚那篇写得真好看哭了", praised_screen(words).text),
        ("你好蠢呀 答非所问", complaint_screen(words).text),
        ("头先手滑点错了，刚才那个关注能撤回不", following(words, 4)),
        ("下个月要去日本两个礼拜 那时候先别发", not_later(words)),
    ):
        await reader.says(typed)
        assert words_of(await reader.sees("")).startswith(plain(first).splitlines()[0]), typed
    await reader.says("先别删！怎么少发点")
    await reader.sees(plain(as_it_is_screen(words).text))
    await reader.sees(plain(words.say("Fewer posts: choose below how many may come.")))
