"""What readers of the Chinese forms typed that the bot once took for something else, or for nothing."""

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.beyond_screens import beyond_screen
from handlers.audience.plain_words.talk_screens import noted_screen, sorry_screen, thanked_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import first_line, reader_of
from tests.journeys.working_day import Day

HAN = pytest.mark.parametrize("form", [Form.ZH_HANS, Form.ZH_HANT, Form.YUE])
STOP = "Stop all posts"


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "停车怎么收费"),
        (Form.ZH_HANT, "停車場收費"),
        (Form.YUE, "想請問parking收費如何"),
        (Form.ZH_HANS, "营业时间"),
        (Form.ZH_HANT, "開放時間"),
    ],
)
async def test_a_thing_whose_name_sounds_like_a_wish_is_none(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(first_line(beyond_screen(words, typed).text))
    assert str(words.say(STOP)) not in labels_of(answer)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "11点到8点别吵我"),
        (Form.ZH_HANT, "深夜不要發訊息"),
        (Form.YUE, "11點後唔好send嚟"),
        (Form.ZH_HANS, "不要这么早发啊 我还没起"),
        (Form.EN, "don't send me anything after 10pm"),
        (Form.PT, "não enviem nada à noite"),
    ],
)
async def test_not_at_that_hour_offers_quiet_hours_before_an_end(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees("")
    quiet = {str(words.say("Place and quiet hours")), str(words.say("Quiet hours")), "23:00–08:00"}
    assert labels_of(answer)[0] in quiet or plain(words.say("<b>Settings</b>")) in words_of(answer)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "搜索 骑楼"),
        (Form.ZH_HANT, "搜尋早茶"),
        (Form.YUE, "搵下騎樓"),
        (Form.EN, "search for lychee"),
        (Form.PT, "pesquisar chá"),
    ],
)
async def test_who_tells_it_to_search_gets_what_is_found(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees("1. ")
    assert str(words.say("All stories")) in labels_of(answer)


@pytest.mark.parametrize(
    ("form", "typed", "missed"),
    [
        (Form.ZH_HANS, "找一下关于粤剧的", "粤剧"),
        (Form.ZH_HANT, "請給我看看大三巴的故事", "大三巴"),
        (Form.YUE, "有冇關於粵劇嘅故事", "粵劇"),
        (Form.ZH_HANT, "請問有關於粵劇的故事嗎", "粵劇"),
        (Form.ZH_HANS, "想听听大三巴的故事", "大三巴"),
        (Form.ZH_HANS, "有没有大三巴的老故事", "大三巴"),
        (Form.YUE, "搵下粵劇", "粵劇"),
        (Form.ZH_HANS, "新年", "新年"),
        (Form.ZH_HANT, "中秋", "中秋"),
        (Form.YUE, "中秋節", "中秋節"),
    ],
)
async def test_that_no_story_has_it_is_said_above_the_newest(city: City, form: Form, typed: str, missed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    told = words.say(
        "No story has “{words}” yet. These are the newest. For something else, press “{search}”.",
        words=missed,
        search=words.say("Search"),
    )
    await reader.sees(plain(told), "1. ")


@pytest.mark.parametrize(("form", "typed"), [(Form.ZH_HANS, "有啥好看的"), (Form.ZH_HANT, "有什麼新消息")])
async def test_who_asks_for_anything_is_not_told_that_no_story_has_their_words(
    city: City, form: Form, typed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    note = words.say("These are the newest. For something in particular, press “{search}”.", search=words.say("Search"))
    await reader.sees(plain(note), "1. ")


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "小鹏汽车"),
        (Form.ZH_HANT, "小鵬汽車"),
        (Form.ZH_HANS, "问下小鹏：试驾要预约吗"),
        (Form.YUE, "想同小鵬講句嘢"),
        (Form.YUE, "小鵬部飛行汽車幾時有得賣"),
        (Form.ZH_HANS, "投诉小鹏"),
        (Form.ZH_HANT, "請問小鵬的營業時間"),
        (Form.YUE, "我要搵小鵬啲人"),
        (Form.ZH_HANS, "不想看小鹏的了"),
    ],
)
async def test_who_means_one_partner_gets_their_page_where_they_can_be_written_to(
    city: City, form: Form, typed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    assert str(words.say("Write to them")) in labels_of(await reader.sees("小"))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "我想投诉"),
        (Form.ZH_HANT, "我對你們的服務非常不滿"),
        (Form.YUE, "我要投訴"),
        (Form.EN, "I want to make a complaint"),
        (Form.PT, "quero fazer uma reclamação"),
    ],
)
async def test_a_complaint_is_told_who_reads_it(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(
        plain(words.say("I'm sorry about that. I'm only a bot, but partners read what you write to them."))
    )
    assert str(words.say("Write to a partner")) in labels_of(answer)


@pytest.mark.parametrize(
    ("form", "typed", "spot"),
    [(Form.ZH_HANS, "我在佛山", "佛山"), (Form.ZH_HANT, "我在東莞工作", "東莞"), (Form.YUE, "我住中山", "中山")],
)
async def test_where_they_are_can_be_kept_by_one_press(city: City, form: Form, typed: str, spot: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(plain(words.say("Do you live there now? Press it, and I'll remember it.")))
    assert spot in labels_of(answer)


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "我小时候住在西关，每天早上跟爷爷去泮塘喝早茶，那时候一盅两件才几毛钱"),
        (Form.ZH_HANT, "以前每逢星期日爸爸都會帶我們坐火車到廣州探望外婆，她住在荔灣的一條小巷裡"),
        (Form.YUE, "細個嗰陣成日同阿爺去泮塘飲茶，一盅兩件先幾毫子，而家返去都唔認得喇"),
    ],
)
async def test_a_tale_of_the_past_is_no_new_address_but_a_story(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    assert str(words.say("Tell your own story")) in labels_of(await reader.sees(""))


async def test_a_language_that_is_wondered_at_is_not_offered_and_one_that_is_asked_for_is(city: City) -> None:
    wingsze, words = city.person(cast.WINGSZE), words_for(Form.ZH_HANT)
    await wingsze.says("為什麼我收到簡體字")
    offered = labels_of(await wingsze.sees(""))
    assert offered[0] == str(words.say("Language")) or f"✓ {Form.ZH_HANT.endonym}" in offered, "a choice, and no offer"
    xiaolan = city.person(cast.XIAOLAN)
    await xiaolan.says("能说粤语吗")
    assert labels_of(await xiaolan.sees(""))[0] == Form.YUE.endonym
    kaman = city.person(cast.KAMAN)
    await kaman.says("唔該幫我轉做英文同埋停咗京東")
    assert labels_of(await kaman.sees(""))[0] == Form.EN.endonym
    await kaman.sees("京東")
    await kaman.says("可唔可以講普通話")
    assert labels_of(await kaman.sees(""))[0] == Form.ZH_HANT.endonym


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        *((Form.ZH_HANS, typed) for typed in ("不用了谢谢", "算了", "88", "没有")),
        *((Form.ZH_HANT, typed) for typed in ("不需要", "不需要了，謝謝", "否", "沒有")),
        *((Form.YUE, typed) for typed in ("唔", "算啦")),
    ],
)
async def test_a_short_no_or_goodbye_is_noted_and_ends_nothing(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    kind = {first_line(screen(words).text) for screen in (noted_screen, thanked_screen)}
    assert words_of(await reader.sees("")).splitlines()[0] in kind


@HAN
async def test_who_runs_the_programme_is_offered_the_command_for_all(city: City, form: Form) -> None:
    day = Day(city, form)
    await day.begins()
    halts = {Form.ZH_HANS: "暂停所有发送", Form.ZH_HANT: "全部暫停", Form.YUE: "全部停晒佢"}
    await day.admin.says(halts[form])
    await day.admin.sees(day.say("What should stop: posts to you, or everything that goes out to readers?"), "/halt")
    asked = {Form.ZH_HANS: "谁还没审", Form.ZH_HANT: "有沒有未審的", Form.YUE: "有冇嘢等我批"}
    await day.admin.says(asked[form])
    await day.admin.sees(day.say("Perhaps this is what you need:"), "/review")
    adds = {Form.ZH_HANS: "新增合作伙伴", Form.ZH_HANT: "新增夥伴", Form.YUE: "加個夥伴"}
    await day.admin.says(adds[form])
    assert str(day.words.say("Add a partner")) in labels_of(await day.admin.sees(""))


async def test_cancel_typed_as_a_command_leads_out_of_a_post_that_is_written(city: City) -> None:
    day = Day(city, Form.ZH_HANS)
    await day.begins()
    await day.author.says("/new")
    await day.author.says("/cancel")
    await day.author.sees(plain(day.words.say("What would you like to do?")))
    await day.author.says("我的草稿")
    assert str(day.words.say("This belongs to the post")) not in labels_of(await day.author.sees(""))


@pytest.mark.parametrize(("form", "typed"), [(Form.ZH_HANS, "不要"), (Form.ZH_HANT, "不要"), (Form.YUE, "唔要啦")])
async def test_a_mere_no_asks_whether_fewer_or_none_and_stops_nothing(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(first_line(sorry_screen(words).text))
    assert labels_of(answer)[:2] == [str(words.say("Fewer posts")), str(words.say(STOP))]
    assert (await reader_of(city, cast.READERS[form])).stopped_at is None


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.ZH_HANS, "打折"), (Form.ZH_HANT, "有無優惠"), (Form.YUE, "有冇著數呀")]
)
async def test_who_asks_for_offers_is_shown_those_there_are_and_the_way_to_follow(
    city: City, form: Form, typed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees(plain(words.say("Offers and promotions")), "1. ")
    assert str(words.say("Partners to follow")) in labels_of(answer)


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.ZH_HANS, "不想看优惠了"), (Form.ZH_HANT, "不要優惠"), (Form.YUE, "唔好再send優惠嚟")]
)
async def test_who_refuses_offers_is_shown_none(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    assert plain(words.say("Offers and promotions")) not in words_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.ZH_HANS, "再来一个"), (Form.ZH_HANT, "那下星期呢"), (Form.YUE, "好悶呀")]
)
async def test_who_wants_another_one_or_is_bored_gets_stories(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees("")
    assert {"1", str(words.say("Read stories"))} & {*labels_of(answer)}
    assert typed not in words_of(answer)


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.ZH_HANS, "怎么去"), (Form.ZH_HANT, "在哪裡舉行"), (Form.YUE, "要點報名㗎")]
)
async def test_how_to_take_part_only_somebody_there_can_tell(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    await reader.sees(first_line(beyond_screen(words, typed).text))


async def test_who_misses_a_city_is_not_asked_whether_they_live_there(city: City) -> None:
    reader = city.person(cast.KAMAN)
    await reader.says("好掛住廣州")
    assert "廣州" not in labels_of(await reader.sees(""))
    await reader.says("我返咗廣州")
    assert "廣州" in labels_of(await reader.sees(""))


async def test_a_vote_that_names_a_partner_is_about_the_vote(city: City) -> None:
    xiaolan, words = city.person(cast.XIAOLAN), words_for(Form.ZH_HANS)
    await xiaolan.says("我投了小鹏,能不能改")
    none_yet = "No citizen's story came out last month, so there's nothing to vote for. Tell yours with /share."
    answer = await xiaolan.sees("")
    vote = str(words.say("Vote for the story of the month"))
    assert vote in labels_of(answer) or plain(words.say(none_yet)) in words_of(answer)


@pytest.mark.parametrize(
    ("form", "typed", "place"),
    [
        (Form.ZH_HANT, "我剛從台北搬到廣州,什麼都不熟", "廣州"),
        (Form.EN, "I moved from Porto to Macau", "Macau"),
        (Form.PT, "mudei-me de Lisboa para Macau", "Macau"),
    ],
)
async def test_where_they_come_from_is_not_where_they_live(city: City, form: Form, typed: str, place: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert [label for label in labels_of(await reader.sees("")) if "‹" not in label] == [place]


async def test_what_no_story_writes_about_is_said(city: City) -> None:
    xiaolan = city.person(cast.XIAOLAN)
    await xiaolan.says("有没有写荔枝湾的")
    await xiaolan.sees("“荔枝湾”")
