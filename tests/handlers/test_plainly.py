"""What a message says in so many words, and what only sounds like it."""

from collections.abc import Callable

from bot.hearing.aliases import language_named
from bot.languages import Form
from bot.places import Place
from bot.words import Words, words_for
from handlers.audience.answering.beyond_screens import beyond_screen, speaks_of_a_diet
from handlers.audience.answering.prizes_screens import asks_of_prizes
from handlers.audience.answering.timing_screens import timing_screen
from handlers.audience.answering.trouble_screens import trouble_screen
from handlers.audience.answering.who_screens import me_screen, who_screen
from handlers.audience.citizens.own_story_screens import own_screen, telling_screen
from handlers.audience.library.keeping_screens import keep_screen
from handlers.audience.plain_words.plainly import (
    asks_for_voice,
    but_keeps,
    declines_one,
    is_jumbled,
    less_not_none,
    limits_a_week,
    more_or_less,
    only_topic,
    refuses_others,
    refuses_pictures,
    refuses_vote,
    said_anew,
    without_second_thought,
    wonders_at_language,
)
from handlers.audience.plain_words.talk_screens import shows_a_drawing
from handlers.audience.plain_words.telling import asks, language_wanted
from handlers.audience.plain_words.whereabouts import lives_beside, moved_to
from handlers.showing.screen import Screen
from tests.rows import each_of


@each_of("typed", ["asdkjh", "qwrtzx", "qwerty", "fghjkl", "asdasd", "jhgfds"])
def test_a_row_of_keys_is_told(typed: str) -> None:
    assert is_jumbled(typed)


@each_of("typed", ["XPeng", "strengths", "Knightsbridge", "rhythms", "kkkkkk", "obrigado", "hmm", "Qwertyville"])
def test_a_word_is_no_row_of_keys(typed: str) -> None:
    assert not is_jumbled(typed)


@each_of(
    ("typed", "rest"),
    [
        ("no wait english", "english"),
        ("hmm, actually no, once a day", "once a day"),
        ("não, em português", "em português"),
        ("afinal não, só aos domingos", "só aos domingos"),
        ("no english", "no english"),
        ("não quero mais", "não quero mais"),
        ("actually", "actually"),
    ],
)
def test_who_thinks_better_is_heard_without_saying_so(typed: str, rest: str) -> None:
    assert without_second_thought(typed) == rest


@each_of(
    "typed",
    [
        "once a week max",
        "2 posts a week",
        "só 1 vez por semana",
        "每周一次",
        "每個星期最多一條",
        "maximo 2 por semana ok?",
        "chega-me uma por semana",
        "每周给我一次就好",
    ],
)
def test_so_many_a_week_are_told_and_answered_first(typed: str) -> None:
    assert limits_a_week(typed)
    assert timing_screen(words_for(Form.EN), typed).text.startswith(("Once a week works", "Every day or once a week"))
    assert not limits_a_week("I was there one week ago")


@each_of(
    ("form", "typed", "first", "told"),
    [
        (Form.ZH_HANS, "你们一般几点推送 会不会半夜吵我", "更改免打扰时段", "每星期日"),
        (Form.YUE, "夜晚十點後唔好嘈我", "改靜音時段", "逢星期日"),
        (Form.EN, "don't wake me up at 6", "Quiet hours", "every Sunday"),
        (Form.ZH_HANT, "星期日不要發訊息給我", "逢星期一", "逢星期一"),
        (Form.PT, "ao domingo não me mandem nada", "Uma por semana: segunda", "segunda"),
    ],
)
def test_an_hour_or_day_that_is_refused_is_none_to_send_at(form: Form, typed: str, first: str, told: str) -> None:
    labels = [button.label for row in timing_screen(words_for(form), typed).rows for button in row]
    assert labels[0].startswith(first)
    assert not any("00:00" in label or "22:00" in label or "06:00" in label for label in labels)
    assert any(told in label for label in labels)


@each_of(
    "typed",
    [
        "less often but not nothing",
        "a bit less but keep it coming",
        "menos um bocadinho mas não pares",
        "少少都好，唔好停晒",
        "少一點但別全停",
        "少发点但别全停",
    ],
)
def test_who_wants_fewer_and_not_none_ends_nothing(typed: str) -> None:
    assert less_not_none(typed)
    assert not less_not_none("no less")


@each_of("typed", ["i dont want to vote", "n vou votar", "não quero votar", "今個月唔投喇", "我不要投票", "这次不投了"])
def test_who_would_not_vote_is_told_from_who_would(typed: str) -> None:
    assert refuses_vote(typed)
    assert not refuses_vote("how do I vote?")
    assert not refuses_vote("我想投票")


@each_of(
    "typed",
    [
        "my daughter drew you something",
        "a minha neta fez um desenho para ti",
        "我個女畫咗幅畫俾你",
        "我闺女给你画了幅画",
        "女兒畫了一張送給你",
    ],
)
def test_a_drawing_for_it_is_no_question(typed: str) -> None:
    assert shows_a_drawing(typed)
    assert not shows_a_drawing("I made a drawing of the tower")


@each_of(
    "typed",
    [
        "any vegan places?",
        "is there halal food",
        "há sítios vegetarianos?",
        "食素嘅去邊食好",
        "有清真的吗",
        "素食有推薦嗎",
    ],
)
def test_who_eats_not_everything_is_heard(typed: str) -> None:
    assert speaks_of_a_diet(typed)
    assert not speaks_of_a_diet("素描展覽喺邊")


@each_of(
    "typed", ["no pics please", "don't send photos", "sem imagens pf", "não mandem fotos", "不要发图片", "唔好send相"]
)
def test_who_would_have_no_pictures_is_told(typed: str) -> None:
    assert refuses_pictures(typed)


@each_of("typed", ["there are no photos", "no photos in the story?", "não vejo a foto", "nice pics"])
def test_pictures_that_are_missed_are_not_refused(typed: str) -> None:
    assert not refuses_pictures(typed)


@each_of(
    ("typed", "topic"),
    [
        ("can i get stuff about food only", "food"),
        ("just want news about cars pls", "cars"),
        ("im only interested in opera", "opera"),
        ("can you only ping me about theatre and music", "theatre and music"),
        ("so quero saber de teatro", "teatro"),
        ("so quero coisas de comida e cultura", "comida e cultura"),
        ("só me interessa a ópera", "ópera"),
        ("以后只给我发活动的就行 故事不用", "活动"),
        ("只想收到有關歷史建築的故事", "歷史建築"),
        ("只對美食和老建築有興趣，汽車那些請不要", "美食和老建築"),
        ("is there a way to only see the old-buildings stuff", "old-buildings"),
        ("i only want to see the food posts", "food"),
        ("Só me interessam histórias de comida", "comida"),
        ("只想睇食嘢", "食"),
        ("我就爱看吃的，别的不用发", "吃"),
        ("我淨係鍾意睇老字號，其他唔好畀我", "老字號"),
        ("淨係想睇歷史嗰啲就得", "歷史"),
        ("只看美食", "美食"),
        ("想停一下，其他不用", ""),
        ("只想看看", ""),
        ("只想收故事", ""),
        ("只收摘要", ""),
        ("only want to hear about art", "art"),
        ("only things in Taipa please", "Taipa"),
        ("quero só coisas em macau", "macau"),
        ("just food please", "food"),
        ("só arte, mais nada", "arte"),
        ("i'm only asking about it", ""),
        ("só mais uma coisa por favor", ""),
        ("just one message please", ""),
        ("淨係想收你哋嘅嘢", ""),
        ("只发少点的", ""),
        ("only send me stories", ""),
        ("quero coisas de comida", ""),
    ],
)
def test_the_one_topic_that_somebody_would_keep_to_is_told(typed: str, topic: str) -> None:
    assert only_topic(typed) == topic


@each_of("typed", ["events in Foshan too", "já não me interessa Macau", "还想收佛山的活动"])
def test_posts_of_somewhere_too_or_no_more_are_told(typed: str) -> None:
    assert more_or_less(typed)
    assert not more_or_less("is it far to Foshan")


@each_of(
    "typed",
    [
        "why did I get this in Portuguese",
        "做咩成日send英文嚟㗎 我睇唔明",
        "porque é que recebi isto em inglês",
        "that was the wrong language",
    ],
)
def test_who_wonders_at_a_language_is_told(typed: str) -> None:
    assert wonders_at_language(typed)
    assert not wonders_at_language("why not in the morning")


@each_of("typed", ["you keep writing in Chinese to me!!", "vocês só me escrevem em chinês"])
def test_who_complains_of_a_language_does_not_ask_for_it(typed: str) -> None:
    assert language_named(typed)
    assert language_wanted(typed) is None


@each_of(
    ("typed", "form"),
    [
        ("請用英文寫給我，我中文不太好", Form.EN),
        ("轉返繁體中文啦我睇唔明英文", Form.ZH_HANT),
        ("唔好成日send英文俾我 我要廣東話", Form.YUE),
        ("我睇唔明英文", None),
        ("o meu inglês é fraquinho", None),
        ("my English is not so good, Portuguese please", Form.PT),
    ],
)
def test_a_language_that_they_cannot_read_does_not_hide_the_one_that_they_ask_for(
    typed: str, form: Form | None
) -> None:
    assert language_wanted(typed) is form


@each_of("typed", ["你份嘢寫錯字呀", "嗰篇嘢啲年份錯咗喎", "地址不对吧", "內容有錯，永慶坊不是在越秀區，是荔灣區"])
def test_who_finds_a_slip_in_a_post_hears_only_who_should_know_of_it(typed: str) -> None:
    words = words_for(Form.ZH_HANT)
    told = words.say("Thank you for telling me. Please reply to that post and say so: whoever wrote it will read that.")
    assert trouble_screen(words, typed).text == told


def test_what_becomes_of_stories_when_all_is_erased_is_said_to_who_asks_that() -> None:
    words = words_for(Form.ZH_HANS)
    erased = words.say("If you have your data erased, stories that came out stay, without your name.")
    assert own_screen(words, "删除账户的话之前投稿的故事还在吗").text.startswith(erased)
    assert erased not in own_screen(words, "我投的稿子过了没有").text


@each_of(
    "typed",
    [
        "your article about the post office has the address wrong",
        "there's a mistake in the story about tea",
        "a morada que puseram na notícia está errada",
    ],
)
def test_who_corrects_what_a_post_tells_hears_only_who_should_know_of_it(typed: str) -> None:
    told = "Thank you for telling me. Please reply to that post and say so: whoever wrote it will read that."
    assert trouble_screen(words_for(Form.EN), typed).text == told


@each_of(
    ("screen", "typed", "first"),
    [
        (telling_screen, "can i use a fake name", "You may leave your name out."),
        (telling_screen, "posso assinar com uma alcunha", "You may leave your name out."),
        (telling_screen, "who owns the photo if i send it", "Words and photos must be yours to share"),
        (telling_screen, "quando é que publicam", "Editors read it before it comes out"),
        (telling_screen, "有稿费吗", "It costs nothing"),
        (own_screen, "why did you reject my story", "When the editors want something changed"),
        (own_screen, "quando é que a minha história sai", "One that you've sent in is with the editors"),
        (who_screen, "is it free", "I cost nothing"),
        (who_screen, "quem vos deu o meu número", "Nobody gave me your number."),
        (me_screen, "tell me a joke lol", "I can't chat at length or tell jokes"),
        (beyond_screen, "how much?", "I cost nothing"),
        (trouble_screen, "the pictures are too big", "I can't make pictures smaller"),
    ],
)
def test_what_was_asked_stands_first_in_the_answer(
    screen: Callable[[Words, str], Screen], typed: str, first: str
) -> None:
    words = words_for(Form.EN)
    assert str(screen(words, typed).text).startswith(first)
    assert not str(screen(words, "").text).startswith(first)


@each_of("typed", ["the picture is blurry and the text is cut off", "a fotografia vê-se mal"])
def test_a_picture_that_is_not_too_big_is_one_that_does_not_come(typed: str) -> None:
    assert trouble_screen(words_for(Form.EN), typed).text.startswith("If a picture, a video or part of a text")


@each_of(
    "typed",
    [
        "why are there chinese characters everywhere, I only speak English",
        "porque é que há letras chinesas em todo o lado",
    ],
)
def test_who_wonders_at_letters_wonders_at_the_language(typed: str) -> None:
    assert wonders_at_language(typed)


def test_english_alone_is_still_asked_for() -> None:
    assert language_wanted("only send me English") is Form.EN


@each_of("form", Form)
def test_who_is_behind_this_takes_three_short_paragraphs(form: Form) -> None:
    words = words_for(form)
    assert str(who_screen(words).text).count("\n\n") == 2
    elsewhere = words.say("You find me in this app only: I have no telephone and no other account.")
    assert str(who_screen(words, "someone called me").text).startswith(str(elsewhere))


def test_who_speaks_of_heavy_pictures_hears_of_them_first() -> None:
    words = words_for(Form.EN)
    assert str(trouble_screen(words, "that photo is too big").text).startswith("I can't make pictures smaller")
    assert "pictures" not in str(trouble_screen(words, "the link is dead").text)


@each_of(
    "typed",
    [
        "follow xpeng pls but not the others",
        "关注小鹏,别的先不要",
        "追蹤小鵬，其他的不要",
        "淨係要小鵬，第二啲唔要",
        "quero seguir a xpeng mas só ela",
        "a xpeng sim, os outros não",
    ],
)
def test_who_would_have_one_and_none_of_the_others_is_told(typed: str) -> None:
    assert refuses_others(typed)


@each_of(
    "typed",
    [
        "follow xpeng and the others",
        "关注小鹏和别的",
        "segue a xpeng e os outros",
        "mute xpeng, not the rest",
        "唔要小鵬，其他唔使停",
    ],
)
def test_who_names_others_may_want_them(typed: str) -> None:
    assert not refuses_others(typed)


@each_of(
    ("typed", "apart"),
    [
        ("no car stuff but keep china post", ("no car stuff", "china post")),
        ("drop xpeng, keep gac", ("drop xpeng", "gac")),
        ("tira os carros mas deixa os correios", ("tira os carros", "os correios")),
        ("chega de carros, mantém a jd", ("chega de carros", "a jd")),
        ("keep china post", ("", "")),
        ("i don't want to leave", ("", "")),
        ("deixa de me mandar coisas", ("", "")),
    ],
)
def test_what_shall_stay_is_told_apart_from_what_they_would_have_less_of(typed: str, apart: tuple[str, str]) -> None:
    assert but_keeps(typed) == apart


@each_of(
    ("typed", "topic"),
    [
        ("I only want food stories, not cars", "food"),
        ("não quero saber de carros, só de comida e histórias antigas", "comida e histórias antigas"),
        ("just send me stories about temples pls, no shopping", "temples"),
        ("só quero coisas sobre templos, compras não", "templos"),
        ("I only want one post", ""),
        ("可唔可以淨係send啲關於食嘅嘢嚟", "食"),
        ("只想看关于美食的内容", "美食"),
        ("只收最新的", ""),
    ],
)
def test_one_topic_beside_what_is_refused_is_told(typed: str, topic: str) -> None:
    assert only_topic(typed) == topic


@each_of(
    "typed",
    ["actually no, not the china post", "afinal a JD não", "não a Nippon Paint", "já não quero as da Nippon Paint"],
)
def test_who_thinks_better_of_one_thing_declines_it(typed: str) -> None:
    assert declines_one(typed)


@each_of(
    "typed", ["not bad at all", "not sure", "I don't want to miss XPeng", "a JD não me mandou nada", "not now, later"]
)
def test_a_not_of_something_else_declines_nothing(typed: str) -> None:
    assert not declines_one(typed)


@each_of("typed", ["can I send you voice", "posso mandar áudio? escrevo mal", "可以发语音吗"])
def test_a_question_about_voice_messages_is_told(typed: str) -> None:
    assert asks_for_voice(typed)


@each_of("typed", ["the voice of the city", "a voz do rio", "stories of the opera singer's voice"])
def test_a_voice_in_a_story_is_none(typed: str) -> None:
    assert not asks_for_voice(typed)


@each_of("typed", ["my phone shows them in chinese but I can't read chinese", "não percebo as letras chinesas"])
def test_who_cannot_read_what_came_wonders_at_its_language(typed: str) -> None:
    assert wonders_at_language(typed)


def test_who_would_have_no_pictures_is_answered_of_pictures_once() -> None:
    answer = trouble_screen(words_for(Form.PT), "sem fotos por favor").text
    assert answer.count("imagens") == 1
    assert "Lamento" not in answer


@each_of("typed", ["張相大唔到", "照片发不上去", "尋晚嗰個視頻播唔到", "the photo does not open", "a imagem não abre"])
def test_a_picture_that_is_broken_is_not_said_to_be_too_heavy(typed: str) -> None:
    assert "pictures smaller" not in trouble_screen(words_for(Form.EN), typed).text


@each_of(
    ("typed", "meant"),
    [
        ("不对，我是说晚上别发", "晚上别发"),
        ("唔係呀，我係話想睇故事", "想睇故事"),
        ("我的意思是只要小鹏", "只要小鹏"),
        ("我打錯字呀，唔係食咗飯，我係話有冇食嘅故事", "有冇食嘅故事"),
        ("我是说故事的人", "我是说故事的人"),
        ("我說的話你懂嗎", "我說的話你懂嗎"),
    ],
)
def test_what_somebody_says_that_they_meant_is_what_they_say(typed: str, meant: str) -> None:
    assert said_anew(typed) == meant


def test_what_follows_a_chinese_no_is_heard_where_the_whole_is_not_sure() -> None:
    assert without_second_thought("唔係呀，轉返繁體") == "轉返繁體"
    assert without_second_thought("唔係好明") == "唔係好明"


@each_of(
    ("typed", "place"),
    [
        ("我唔住廣州喎 我喺澳門咁點", Place.MACAU),
        ("我已经不在广州了，搬到佛山了", Place.FOSHAN),
        ("I don't live in Macau but moved to Zhuhai", Place.ZHUHAI),
        ("não moro em Macau, mudei para Zhuhai", Place.ZHUHAI),
    ],
)
def test_where_somebody_does_not_live_is_not_where_they_live(typed: str, place: Place) -> None:
    assert [spot.place for spot in moved_to(typed)] == [place]


@each_of("typed", ["我個仔五歲啱唔啱去", "架車推唔推到入去", "外地人識不識路"])
def test_a_question_of_two_ways_is_one_without_its_mark(typed: str) -> None:
    assert asks(typed)


@each_of(
    ("typed", "first"),
    [
        ("我寫咗三百字夠唔夠", "寫幾句都得"),
        ("可唔可以匿名", "唔留名都得"),
        ("有冇稿費㗎", "唔使錢"),
        ("how long does it take?", "出街之前"),
        ("邊個都寫得？", "邊個都可以"),
    ],
)
def test_what_was_asked_about_telling_stands_first(typed: str, first: str) -> None:
    assert str(telling_screen(words_for(Form.YUE), typed).text).startswith(first)


def test_what_was_asked_of_a_story_is_answered_first() -> None:
    words = words_for(Form.YUE)
    kept, onward, reprinted = (str(keep_screen(words, said).text) for said in ("", "點share俾朋友", "可以轉載嗎"))
    assert kept.split("\n\n") == onward.split("\n\n")[::-1]
    assert reprinted.split("\n\n")[1:] == kept.split("\n\n")


@each_of("typed", ["點解會send嘢俾我", "why am I getting this", "porque é que recebo isto"])
def test_who_asks_why_something_comes_is_told_that_first(typed: str) -> None:
    words = words_for(Form.EN)
    assert str(who_screen(words, typed).text).startswith("What comes here is from the partners")


@each_of("typed", ["投票有冇獎", "抽奖结果什么时候公布", "中咗獎未", "há prémios?"])
def test_what_can_be_won_is_asked_of_prizes(typed: str) -> None:
    assert asks_of_prizes(typed)
    assert not asks_of_prizes("有沒有獎學金的故事")
    assert not asks_of_prizes("有沒有折扣或者抽獎")


@each_of(
    ("typed", "zone"),
    [
        ("what time is that, im in london", "Europe/London"),
        ("ur messages come at like 6am my time, im in toronto", "America/Toronto"),
        ("estou em lisboa, que horas são aí", "Europe/Lisbon"),
        ("我係喺倫敦嘅，你哋幾點send㗎", "Europe/London"),
        ("the fair in london was lovely, will there be one here", None),
    ],
)
def test_where_somebody_is_may_be_one_clause_of_several(typed: str, zone: str | None) -> None:
    assert [spot.zone for spot in lives_beside(typed)] == ([zone] if zone else [])
