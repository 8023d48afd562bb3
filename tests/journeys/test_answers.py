"""Questions about the bot and the programme, several wishes in one message, and what is said of the last answer."""

from datetime import date

import pytest

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.answers_screens import ANSWERS, BY_WORDS
from handlers.audience.answering.beyond_screens import beyond_screen, feast_screen
from handlers.audience.citizens.own_story_screens import this_story_screen
from handlers.audience.library.finding_screens import calendar_note, offers_note
from handlers.audience.plain_words.suggesting_screens import LABELS, ONE_PRESS, unasked_screen
from handlers.audience.plain_words.talk_screens import complaint_screen, sorry_screen
from tests import cast
from tests.journeys.conftest import City, labels_of, plain, words_of
from tests.journeys.deeds import first_line
from tests.rows import each_of

NEW_YEAR = date(2028, 1, 26)
EVERY_FORM = each_of("form", Form)  # five people, in one city
ASKED = {
    Wish.JOIN: {
        Form.ZH_HANS: "我们公司也想做合伙人，找谁",
        Form.ZH_HANT: "請問怎樣才可以成為城市合夥人",
        Form.YUE: "我間舖頭想做合夥人得唔得㗎",
        Form.EN: "how can my company become a partner here?",
        Form.PT: "a minha loja também gostava de ser parceira",
    },
    Wish.KEEP: {
        Form.ZH_HANS: "怎么收藏这篇故事",
        Form.ZH_HANT: "怎樣儲存這篇故事",
        Form.YUE: "點樣save低呢個故事",
        Form.EN: "can you save this story for me",
        Form.PT: "como guardo esta história para ler depois",
    },
    Wish.WHO: {
        Form.ZH_HANS: "你们是不是骗子啊",
        Form.ZH_HANT: "這個是不是詐騙",
        Form.YUE: "呢個係咪呃人㗎",
        Form.EN: "hey is this a scam or what",
        Form.PT: "isto é um golpe?",
    },
    Wish.TROUBLE: {
        Form.ZH_HANS: "链接点不了啊",
        Form.ZH_HANT: "按了按鈕沒有反應",
        Form.YUE: "條link開唔到呀",
        Form.EN: "i cant open the link",
        Form.PT: "não consigo abrir o link",
    },
    Wish.PHONE: {
        Form.ZH_HANS: "我换了手机，会不会收不到了",
        Form.ZH_HANT: "我換了電話號碼怎麼辦",
        Form.YUE: "我換咗部手機呀",
        Form.EN: "I changed phones, what now",
        Form.PT: "mudei de telemóvel, e agora?",
    },
    Wish.OWN: {
        Form.ZH_HANS: "怎么删除我写的故事",
        Form.ZH_HANT: "怎樣撤回我寫的故事",
        Form.YUE: "點樣刪走我個故仔",
        Form.EN: "how do I delete the story I sent you",
        Form.PT: "como apago a história que enviei",
    },
    Wish.PROGRAMME: {
        Form.ZH_HANS: "推广大使和城市梦想家有什么不同",
        Form.ZH_HANT: "推廣大使是做甚麼的",
        Form.YUE: "超級合夥人同戰略合作夥伴有咩分別",
        Form.EN: "whats the difference between a super partner and a strategic partner",
        Form.PT: "o que sao os embaixadores da cidade",
    },
    Wish.TELLING: {
        Form.ZH_HANS: "我女儿十岁，小孩可以投稿吗",
        Form.ZH_HANT: "外國人可以投稿嗎",
        Form.YUE: "投稿有冇稿費㗎",
        Form.EN: "is there an age limit for sending a story",
        Form.PT: "o meu neto tem 10 anos pode escrever uma historia?",
    },
    Wish.TERMS: {
        Form.ZH_HANS: "那个绿色的勾是什么意思",
        Form.ZH_HANT: "每日摘要是甚麼意思",
        Form.YUE: "個摘要係咩嚟㗎",
        Form.EN: "what happens if i press stop",
        Form.PT: "o que quer dizer o visto verde",
    },
    Wish.ME: {
        Form.ZH_HANS: "跟我说话的是机器人还是真人啊",
        Form.ZH_HANT: "你叫甚麼名字呀，幾多歲了",
        Form.YUE: "你其實係真人定機械人㗎",
        Form.EN: "am I talking to a robot or a real person?",
        Form.PT: "afinal estou a falar com um robô ou com uma pessoa?",
    },
    Wish.HUMAN: {
        Form.ZH_HANS: "帮我转一下人工客服吧",
        Form.ZH_HANT: "我想和真人客服對話",
        Form.YUE: "唔該幫我轉真人客服",
        Form.EN: "please let me speak to a real person",
        Form.PT: "quero falar com uma pessoa de verdade por favor",
    },
    Wish.LEARN: {
        Form.ZH_HANS: "我想学几句粤语",
        Form.ZH_HANT: "可以教我說廣東話嗎",
        Form.YUE: "我想學下普通話呀",
        Form.EN: "how do I say thank you in Cantonese?",
        Form.PT: "como se diz obrigado em cantonês?",
    },
    Wish.COUNTED: {
        Form.ZH_HANS: "你们一共有多少读者",
        Form.ZH_HANT: "有多少人追蹤你們",
        Form.YUE: "有幾多人跟你哋㗎",
        Form.EN: "how many people follow you?",
        Form.PT: "quantas pessoas recebem isto?",
    },
    Wish.REMIND: {
        Form.ZH_HANS: "活动开始前提醒我一下可以吗",
        Form.ZH_HANT: "到時可以提醒我嗎",
        Form.YUE: "到時記得提我呀",
        Form.EN: "remind me tomorrow at 9 about the flying car day",
        Form.PT: "podem lembrar-me na véspera?",
    },
    Wish.TIMING: {
        Form.ZH_HANS: "能不能只在周末发给我",
        Form.ZH_HANT: "平日不要發給我，週末才發",
        Form.YUE: "淨係週末send得唔得",
        Form.EN: "could you only write to me at weekends",
        Form.PT: "só quero receber ao fim de semana",
    },
    Wish.ELSEWHERE: {
        Form.ZH_HANS: "有没有微信公众号",
        Form.ZH_HANT: "可以用WhatsApp收嗎",
        Form.YUE: "你哋有冇IG㗎",
        Form.EN: "do you have a newsletter",
        Form.PT: "têm newsletter por e-mail?",
    },
}
OFFICIAL = {
    Form.ZH_HANS: "你们是官方的吗？",
    Form.ZH_HANT: "這是官方的嗎",
    Form.YUE: "係咪官方㗎",
    Form.EN: "is this official?",
    Form.PT: "é oficial?",
}


@EVERY_FORM
async def test_who_asks_whether_it_is_official_reads_yes_in_the_first_sentence(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(OFFICIAL[form])
    yes = "Yes, this is official: the people who run Guangzhou's City Partner programme run me too."
    assert words_of(await reader.sees(plain(words.say(yes)))).startswith(plain(words.say(yes)))


async def test_who_wants_posts_once_a_week_gets_them_so_by_one_press(city: City) -> None:
    emma, words = city.person(cast.EMMA), words_for(Form.EN)
    await emma.says("could you only write to me at weekends")
    assert len(labels_of(await emma.sees("All your posts can come in one message"))) == 4
    await emma.presses("One message every Sunday at 19:00")
    await emma.sees("Your digest comes every Sunday at 19:00", "nothing else comes")
    await emma.says("not during office hours please")
    first = labels_of(await emma.sees("Quiet hours are for that"))[0]
    assert first == words.bare("Quiet hours")


OFFERS = {
    Form.ZH_HANS: "最近有什么优惠券可以领吗",
    Form.ZH_HANT: "有沒有折扣或者抽獎",
    Form.YUE: "有咩著數攞呀",
    Form.EN: "any discounts or vouchers going?",
    Form.PT: "há descontos ou vales?",
}


@EVERY_FORM
async def test_who_asks_for_offers_is_shown_those_that_went_out_and_told_whom_to_ask(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(OFFERS[form])
    answer = await reader.sees(plain(offers_note(words)))
    assert str(words.say("Partners to follow")) in labels_of(answer)


ON = {
    Form.ZH_HANS: "这个周末有什么展览可以看",
    Form.ZH_HANT: "有甚麼節目適合小朋友",
    Form.YUE: "聽晚有咩演唱會睇",
    Form.EN: "any concerts or exhibitions tonight?",
    Form.PT: "há concertos ou exposições esta noite?",
}


@EVERY_FORM
async def test_who_asks_what_is_on_is_told_first_where_it_would_stand_and_shown_stories(city: City, form: Form) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(ON[form])
    shown = words_of(await reader.sees(plain(calendar_note(words))))
    assert shown.index("1. ") > shown.index(plain(calendar_note(words)))


@EVERY_FORM
@pytest.mark.parametrize("wish", ASKED)
async def test_a_question_about_the_bot_or_the_programme_is_answered(city: City, wish: Wish, form: Form) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(ASKED[wish][form])
    words, said = words_for(form), ASKED[wish][form]
    if wish is Wish.OWN:  # of who has told none
        told = this_story_screen(words, None, None, said, never=True)
    else:
        told = BY_WORDS[wish](words, said) if wish in BY_WORDS else ANSWERS[wish](words)
    await reader.sees(first_line(told.text))


@pytest.mark.parametrize(
    ("form", "typed", "other"),
    [
        (Form.ZH_HANS, "别再发小鹏的，然后换成英文", Form.EN),
        (Form.ZH_HANT, "取消追蹤小鵬，另外轉用英文", Form.EN),
        (Form.YUE, "唔好再send小鵬同埋轉做英文", Form.EN),
        (Form.EN, "stop XPeng and switch me to Portuguese", Form.PT),
        (Form.PT, "deixar de seguir a XPeng e muda para inglês", Form.EN),
    ],
)
async def test_two_wishes_in_one_message_are_both_heard_and_none_is_done(
    city: City, form: Form, typed: str, other: Form
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    await reader.sees("小" if form in {Form.ZH_HANS, Form.ZH_HANT, Form.YUE} else "XPeng")
    asked = words_for(other)
    shall_i = asked.say("Shall I speak {language} with you from now on?", language=asked.language(other))
    await reader.sees(plain(shall_i))
    await reader.says("/settings")
    await reader.sees(plain(words.say("<b>Settings</b>")))


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("delete my data and stop everything", {Wish.FORGET, Wish.STOP}),
        ("send me posts again, and how do I tell my own story", {Wish.START, Wish.SHARE}),
    ],
)
async def test_what_would_be_done_at_once_alone_is_only_offered_among_several(
    city: City, typed: str, offered: set[Wish]
) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says(typed)
    answer = await emma.sees(plain(words.say("Perhaps this is what you need:")))
    assert {str(words.say(LABELS[wish])) for wish in offered} <= {*labels_of(answer)}


async def test_what_is_said_beside_a_partner_is_said_of_it_and_what_is_asked_stands_first(city: City) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says("Would it be possible to have fewer from XPeng, say one a week")
    fewer = words_of(await emma.sees("XPeng"))
    assert fewer.startswith("Fewer posts from XPeng Motors, or none?")
    assert "write to them" not in fewer
    await emma.says("I would like to speak to XPeng")
    assert labels_of(await emma.sees("To tell them something"))[0] == str(words.say("Write to them"))
    await emma.says("unfollow all except XPeng")
    others = labels_of(await emma.sees("the others that you follow"))
    assert "JD.com" in others
    assert "XPeng Motors" not in others


async def test_what_only_somebody_there_can_tell_is_answered_beside_a_wish_and_so_is_the_wish(city: City) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says("is there anything on for Diwali in Guangzhou this year? also how do I get there from Hong Kong")
    await emma.sees("1. ")
    await emma.sees(first_line(beyond_screen(words).text))


async def test_a_clear_wish_that_only_a_press_may_grant_is_told_what_its_button_does(city: City) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says("I don't want you keeping my data anymore")
    answer = await emma.sees(plain(words.say(ONE_PRESS[Wish.FORGET])))
    assert labels_of(answer)[0] == str(words.say(LABELS[Wish.FORGET]))


@pytest.mark.parametrize(
    ("form", "named"),
    [
        (Form.ZH_HANS, ("第二个", "最后一篇", "第二个打开看看", "最后一篇给我看看", "第二个讲讲", "第三条说的啥")),
        (Form.ZH_HANT, ("第二篇", "最後一篇", "第一篇打開來看看")),
        (Form.YUE, ("睇第二個", "最尾嗰篇", "咁第二個呢")),
        (Form.EN, ("and the second one?", "the last one please")),
        (Form.PT, ("a 2a", "conta-me mais da última")),
    ],
)
async def test_a_story_of_the_list_can_be_named_by_its_place(city: City, form: Form, named: tuple[str, ...]) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    for typed in named:
        await reader.says("/stories")
        await reader.sees("1. ")
        await reader.says(typed)
        assert str(words.say("‹ Stories")) in labels_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed", "then"),
    [
        (Form.ZH_HANT, "第一間是做甚麼的", "追蹤它"),
        (Form.YUE, "第一間係做咩㗎", "都係唔好follow住，我諗下先"),
        (Form.EN, "can I follow the first one", "unfollow them"),
        (Form.PT, "quero seguir o primeiro", "deixar de segui-los"),
    ],
)
async def test_a_partner_of_the_list_can_be_named_by_its_place_and_then_by_a_mere_it(
    city: City, form: Form, typed: str, then: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says("/partners")
    first = labels_of(await reader.sees(""))[0].removeprefix("✓ ")
    for said in (typed, then):
        await reader.says(said)
        assert str(words.say("Write to them")) in labels_of(await reader.sees(first))


async def test_more_turns_the_page_of_the_list_and_behind_the_last_one_it_is_another_word(city: City) -> None:
    emma = city.person(cast.READERS[Form.EN])
    await emma.says("/stories")
    first = words_of(await emma.sees("1. "))
    await emma.says("show more")
    assert words_of(await emma.sees("1. ")) != first


@pytest.mark.parametrize(
    ("form", "typed", "spot"),
    [(Form.EN, "I'm in Lisbon now, not Guangzhou", "Lisbon"), (Form.PT, "agora estou em Londres", "Londres")],
)
async def test_where_they_are_now_can_be_kept_by_one_press(city: City, form: Form, typed: str, spot: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert spot in labels_of(await reader.sees(""))


@pytest.mark.parametrize(
    ("form", "typed"), [(Form.EN, "ur useless"), (Form.EN, "this is shit"), (Form.PT, "não serves para nada")]
)
async def test_an_insult_is_met_with_regret(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    await reader.sees(first_line(sorry_screen(words_for(form)).text))


DESPAIR = {
    Form.ZH_HANS: "太累了，我真的不想活了",
    Form.ZH_HANT: "我想死，沒有人在乎",
    Form.YUE: "我頂唔順喇，唔想做人",
    Form.EN: "I want to die, nobody cares",
    Form.PT: "não quero mais viver, estou tão cansado",
}


@EVERY_FORM
async def test_whoever_does_not_want_to_live_is_told_who_listens_and_offered_nothing_else(
    city: City, form: Form
) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(DESPAIR[form])
    answer = await reader.sees("12356", "18111", "2852 5222", "1411")
    assert labels_of(answer) == []


async def test_a_newcomer_who_does_not_want_to_live_is_asked_for_no_language_first(city: City) -> None:
    nobody = city.person(cast.NEWCOMER)
    await nobody.says("I want to die, nobody cares")
    assert "That sounds very hard" in words_of(await nobody.sees("1411"))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "小鹏多一点京东少一点"),
        (Form.ZH_HANT, "小鵬多一點京東少一點"),
        (Form.YUE, "小鵬多啲京東少啲"),
        (Form.EN, "more xpeng less jd"),
        (Form.PT, "mais xpeng menos jd"),
    ],
)
async def test_two_partners_in_one_breath_get_a_page_each(city: City, form: Form, typed: str) -> None:
    reader = city.person(cast.READERS[form])
    han = form in {Form.ZH_HANS, Form.ZH_HANT, Form.YUE}
    await reader.says(typed)
    await reader.sees("京" if han else "JD.com")
    await reader.sees("小" if han else "XPeng")


@pytest.mark.parametrize(
    ("form", "typed", "asks"),
    [
        (Form.EN, "post office", False),
        (Form.PT, "correios", False),
        (Form.EN, "where is the theme post office", True),
        (Form.PT, "onde fica o posto dos correios", True),
    ],
)
async def test_a_partner_spoken_of_by_its_trade_gets_its_page_and_a_question_is_told_first_who_knows(
    city: City, form: Form, typed: str, *, asks: bool
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees("China Post")
    write = str(words.say("Write to them"))
    told = words.say("That I don't know, but they do. To ask them, press “{write}”.", write=write)
    assert words_of(answer).startswith(plain(told)) is asks
    assert (labels_of(answer)[0] == write) is asks


@pytest.mark.parametrize(
    ("form", "typed", "named"),
    [
        (Form.ZH_HANS, "哪家公司是做飞行汽车的", "小鹏汽车"),
        (Form.ZH_HANT, "哪個合夥人會維修騎樓", "西關磚瓦學堂"),
        (Form.YUE, "邊間公司整飛行汽車㗎", "小鵬汽車"),
        (Form.EN, "which partner makes cars?", "XPeng"),
        (Form.PT, "que empresa faz carros voadores?", "XPeng"),
    ],
)
async def test_a_partner_is_found_by_what_its_page_and_no_other_tells(
    city: City, form: Form, typed: str, named: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    assert str(words.say("Write to them")) in labels_of(await reader.sees(named))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.ZH_HANS, "明年春节是几号"),
        (Form.ZH_HANT, "請問春節是哪一天"),
        (Form.YUE, "年初一係幾時"),
        (Form.EN, "when is chinese new year"),
        (Form.PT, "quando é o ano novo chines"),
    ],
)
async def test_the_day_of_a_feast_is_known(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    await reader.sees(first_line(feast_screen(words, NEW_YEAR).text))


async def test_who_asks_what_nobody_told_the_bot_hears_that_it_does_not_know(city: City) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says("who invented the wheel?")
    await emma.sees(first_line(unasked_screen(words, asked=True).text))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "the link u sent is broken, very annoying"),
        (Form.ZH_HANT, "投訴!點進去連結打不開"),
    ],
)
async def test_what_does_not_work_is_one_trouble_whoever_sighs_or_complains_of_it(
    city: City, form: Form, typed: str
) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    before = len(await reader.messages())
    await reader.says(typed)
    await reader.sees(first_line(BY_WORDS[Wish.TROUBLE](words, typed).text))
    assert len(await reader.messages()) == before + 2  # what they said, and one answer


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "a shop was rude to me using ur coupon"),
        (Form.PT, "fui mal atendida numa loja"),
        (Form.PT, "quero fazer queixa"),
    ],
)
async def test_who_was_treated_badly_is_not_offered_an_end(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    await reader.sees(first_line(complaint_screen(words).text))


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (Form.EN, "its 3am and my phone buzzed because of you"),
        (Form.PT, "sao 3 da manha e o telemovel apitou por vossa causa"),
    ],
)
async def test_whom_a_post_woke_is_shown_quiet_hours_first(city: City, form: Form, typed: str) -> None:
    reader, words = city.person(cast.READERS[form]), words_for(form)
    await reader.says(typed)
    answer = await reader.sees("")
    assert {str(words.say("Place and quiet hours")), str(words.say("Quiet hours"))} & {*labels_of(answer)}


async def test_a_pause_for_a_holiday_is_no_wish_for_stories(city: City) -> None:
    emma, words = city.person(cast.READERS[Form.EN]), words_for(Form.EN)
    await emma.says("going on holiday til 5 jan, pls pause")
    offered = await emma.sees("Pause everything until", words.day(date(2028, 1, 5)))
    assert labels_of(offered)[0].startswith("Pause until")


async def test_the_language_that_they_have_is_not_promised_anew(city: City) -> None:
    joana, words = city.person(cast.READERS[Form.PT]), words_for(Form.PT)
    await joana.says("quero em portugues por favor")
    spoken = words.say(
        "I speak {language} with you. Whatever isn't written in it comes in the nearest language there is.",
        language=words.language(Form.PT),
    )
    await joana.sees(plain(spoken))


async def test_a_language_that_is_only_spoken_of_is_no_wish_beside_a_complaint(city: City) -> None:
    joana, words = city.person(cast.READERS[Form.PT]), words_for(Form.PT)
    typed = "isto esta mal escrito, o portugues é do brasil"
    await joana.says(typed)
    await joana.sees(first_line(BY_WORDS[Wish.TROUBLE](words, typed).text))


@pytest.mark.parametrize(
    ("form", "typed", "missed"),
    [
        (Form.EN, "do you have anything about cantonese opera for my class", "cantonese opera"),
        (Form.PT, "têm alguma coisa sobre ópera cantonense para a minha turma", "ópera cantonense"),
    ],
)
async def test_what_stories_shall_be_about_is_not_whom_they_are_for(
    city: City, form: Form, typed: str, missed: str
) -> None:
    reader = city.person(cast.READERS[form])
    await reader.says(typed)
    assert f"“{missed}”" in words_of(await reader.sees(""))
