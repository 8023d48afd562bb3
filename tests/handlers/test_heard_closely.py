"""What a message says beside its wish: of which days, of which kind of post, of which kind of thing; and whose days."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.languages import Form
from bot.ports.page import Page
from bot.searching import literally, looked_for, names_a_kind, overheard
from bot.terms import Term, is_told, terms_of
from bot.words import words_for
from handlers.audience.library.finding_screens import found_head
from handlers.audience.library.stories_screens import Leaf, stories_screen
from handlers.audience.plain_words.kinds_refused import kind_refused
from handlers.audience.plain_words.telling import tells_a_tale
from handlers.audience.receiving.following_screens import NAMED, Followed, following_screen
from handlers.reading.past import days_past
from handlers.showing import directory
from handlers.showing.directory import of_trade
from tests.rows import each_of
from tests.screens.examples_audience import POST_OFFICE, STORY

FRIDAY = date(2026, 11, 27)
LATE = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
"""The first of December in Guangzhou."""


@each_of(
    ("said", "first", "after"),
    [
        ("what did you send yesterday", (11, 26), (11, 27)),
        ("昨天你们发了什么", (11, 26), (11, 27)),
        ("搵唔返尋日嗰篇", (11, 26), (11, 27)),
        ("o que recebi anteontem?", (11, 25), (11, 26)),
        ("o que recebi antes de ontem?", (11, 25), (11, 26)),
        ("the one from this morning again", (11, 27), (11, 28)),
        ("上星期收到過甚麼", (11, 16), (11, 23)),
        ("o que me enviaram esta semana", (11, 23), (11, 30)),
        ("the message from last Tuesday", (11, 24), (11, 25)),
        ("上週五那篇", (11, 20), (11, 21)),
        ("上周三那条", (11, 18), (11, 19)),
        ("a de domingo", (11, 22), (11, 23)),
        ("上上周发的是什么", (11, 9), (11, 16)),
        ("上上個星期三嗰篇", (11, 11), (11, 12)),
        ("what came two weeks ago", (11, 9), (11, 16)),
        ("大前天那篇", (11, 24), (11, 25)),
        ("上个月发的那条", (10, 1), (11, 1)),
        ("上上個月嗰篇", (9, 1), (10, 1)),
        ("what came this month", (11, 1), (12, 1)),
        ("o que recebi no mês passado", (10, 1), (11, 1)),
    ],
)
def test_days_that_are_past_are_told_from_their_names(
    said: str, first: tuple[int, int], after: tuple[int, int]
) -> None:
    assert days_past(said, FRIDAY) == (date(2026, *first), date(2026, *after))


@each_of("said", ["send it again, I deleted it", "晚上月亮那篇"])
def test_who_names_no_day_means_lately(said: str) -> None:
    assert days_past(said, FRIDAY) is None


def test_the_month_before_january_is_december() -> None:
    assert days_past("last month", date(2027, 1, 5)) == (date(2026, 12, 1), date(2027, 1, 1))


@each_of(
    ("said", "kind"),
    [
        ("stop the car ads", "car"),
        ("no more paint ads please", "paint"),
        ("parem com os anúncios de carros", "carros"),
        ("menos publicações sobre carros", "carros"),
        ("别再发车的广告", "车"),
        ("唔好再send車廣告嚟啦", "車"),
        ("chega de publicidade a carros", "carros"),
        ("唔好再推車俾我啦", "車"),
        ("汽车的就别再给我推了", "汽车"),
        ("卖车的就不要再发了", "车"),
        ("別再推薦汽車了", "汽車"),
        ("食嘅就唔好再send畀我", "食"),
        ("turn off the car stuff", "car"),
        ("switch off car posts", "car"),
        ("I'm not interested in cars", "cars"),
        ("não quero saber de carros", "carros"),
        ("为什么老是给我推汽车广告，我又不买车", "汽车"),
        ("成日都send油漆廣告畀我", "油漆"),
        ("立邦的不要了 涂料有啥好看的", "立邦"),
        ("点解成日都係廣告", ""),
        ("我的不要了", ""),
        ("别的就别再说了", ""),
        ("turn off the lights", ""),
        ("enough of your posts", ""),
        ("唔好再send嘢俾我", ""),
        ("stop the ads", ""),
        ("no more posts", ""),
        ("別再發廣告", ""),
        ("I love the car ads", ""),
        ("I don't want to miss car posts", ""),
        ("don't stop car posts", ""),
        ("não quero perder publicações sobre carros", ""),
        ("不想错过车的广告", ""),
    ],
)
def test_posts_of_one_kind_that_are_refused_name_it(said: str, kind: str) -> None:
    assert kind_refused(said) == kind


@each_of(
    ("asked", "story", "form"),
    [
        ("food", "A bowl of congee at dawn", Form.EN),
        ("comida", "Uma canja ao amanhecer", Form.PT),
        ("美食", "两点，最后一份艇仔粥", Form.ZH_HANS),
        ("粤剧", "Opera on the square", Form.EN),
        ("buildings", "騎樓底下，落雨不用撐傘", Form.ZH_HANT),
        ("想看旧建筑的故事", "One brick for an old arcade", Form.EN),
        ("食嘢", "蝦餃皮要透", Form.YUE),
    ],
)
def test_the_name_of_a_kind_finds_what_is_of_it_in_any_language(asked: str, story: str, form: Form) -> None:
    told = set(terms_of(story, form))
    assert all(any(term.text in told for term in one_of) for one_of in looked_for(asked))
    assert names_a_kind(asked)
    assert str(found_head(words_for(Form.EN), asked)).startswith("<b>Stories about “")


@each_of(
    ("asked", "story", "form"),
    [
        ("tech", "TechNova opens its doors", Form.EN),
        ("nature", "A tent by Naturehike", Form.EN),
        ("arquitetura", "Um passeio arquiteturais", Form.PT),
        ("手工皂", "第一块手工皂", Form.ZH_HANS),
        ("广州美食", "广州，早茶", Form.ZH_HANS),
    ],
)
def test_the_name_of_a_kind_is_also_the_beginning_of_a_word(asked: str, story: str, form: Form) -> None:
    told = set(terms_of(story, form))
    assert all(is_told(told, one_of) for one_of in looked_for(asked))


def test_the_name_of_a_kind_within_another_word_and_in_a_list_finds_that_word() -> None:
    assert (Term("工皂"),) in looked_for("手工皂")
    assert (Term("戏院"),) in looked_for("广州大戏院")
    assert literally("美食") == ((Term("美食"),),)
    assert not is_told(terms_of("museum"), literally("history")[0])


def test_the_pages_of_partners_are_read_once_for_all_who_ask_about_a_trade(monkeypatch: pytest.MonkeyPatch) -> None:
    sold = replace(POST_OFFICE, about={Form.EN: "We sell kites beside the estuary."})
    assert of_trade([sold], overheard("kites")) == [sold]
    monkeypatch.setattr(directory, "terms_of", None)
    assert of_trade([sold], overheard("kites")) == [sold]
    assert not of_trade([sold], overheard("cheese"))


def test_a_word_that_is_no_kind_is_looked_for_alone() -> None:
    assert not names_a_kind("lychee")
    assert overheard("the walls") == overheard("walls")
    assert str(found_head(words_for(Form.EN), "walls")) == "<b>Stories with “walls”</b>"


def test_a_story_has_the_day_on_which_it_came_out_in_the_city_wherever_it_is_read() -> None:
    story = replace(STORY, sent_at=LATE)
    screen = stories_screen(words_for(Form.EN), Leaf(Page([story], 1), {}))
    assert "Tuesday, 1 December 2026" in screen.text


def test_who_asks_whom_they_follow_reads_the_names_and_how_many_more_there_are() -> None:
    words, names = words_for(Form.EN), [replace(POST_OFFICE, id=no) for no in range(NAMED + 2)]
    assert "XPeng" not in following_screen(words, Followed([POST_OFFICE])).text
    assert str(POST_OFFICE.name(Form.EN)) in following_screen(words, Followed([POST_OFFICE])).text
    assert ", and 2 more, under “Partners”." in following_screen(words, Followed(names)).text


@each_of(
    "said",
    [
        "我細個住喺惠愛西路，樓下有檔賣砵仔糕嘅阿伯，而家乜都冇晒",
        "我第一次去廣州是一九八二年，坐直通車，火車上還有叉燒飯賣",
        "三十几年前这里全是田，我们在河里游泳",
        "wow my grandfather had a shop under one of those",
        "in 1975 we queued for rice on this street",
        "A minha avó fazia minchi aos domingos e a casa cheirava toda a molho de soja.",
        "quando era pequena ia com o meu pai ao mercado",
        "1978年我從深圳河游過來，後來回西關找老屋，已經拆了。這樣的事你們想聽嗎？",
        "My dad ran a noodle stall on Beijing Road before the war. I have his ledger, would anyone care?",
        "O meu pai era carteiro em Macau e ia de barco a Cantão buscar o correio. Querem que conte?",
        "O meu avô vendia castanhas na Rua da Felicidade nos anos 50, interessa a alguém?",
    ],
)
def test_who_tells_of_long_ago_tells_a_tale(said: str) -> None:
    assert tells_a_tale(said)


@each_of(
    "said",
    [
        "please send me the posts from 20 years ago",
        "my mother had trouble getting your posts on her phone",
        "以前的帖子怎么找不到了，我想再看一遍",
        "há muitos anos que não recebo as vossas publicações",
        "上回那篇讲骑楼的文章里说建于1932年，好像写错了吧",
    ],
)
def test_who_speaks_of_posts_or_asks_tells_none(said: str) -> None:
    assert not tells_a_tale(said)
