"""What a message tells of its writer's circumstances, in five forms, and what only sounds like it."""

from dataclasses import replace
from datetime import time

from bot.digests import Digest
from bot.hearing.aliases import Wish
from bot.hearing.meaning import asks_for_quiet, meant
from bot.languages import Form
from bot.lookup import name_shape
from bot.people import Reader
from bot.places import Place
from bot.words import words_for
from handlers.audience.answering.beyond_screens import of_the_world
from handlers.audience.citizens.vote_screens import vote_screen
from handlers.audience.home_screens import StartPosts, TellStory
from handlers.audience.plain_words.circumstances import (
    all_but,
    followed_by_name,
    left_and_kept,
    lost_messages,
    read_by_others,
    received_by_others,
    said_to_kin,
    two_languages,
    would_undo_following,
)
from handlers.audience.plain_words.listeners.fitting import fitting
from handlers.audience.plain_words.named import district_named
from handlers.audience.plain_words.plainly import would_have_a_part
from handlers.audience.plain_words.several import Part, _within_another
from handlers.audience.plain_words.whereabouts import asks_of_there
from handlers.audience.receiving.digest_screens import digest_screen
from handlers.audience.receiving.hours import bounds_told, hour_told
from handlers.audience.receiving.pause import asks_what_comes_back
from handlers.showing.directory import begins
from tests import cast
from tests.rows import each_of

EN = words_for(Form.EN)
READER = Reader(id=1, address=1, name="Emma", met_at=cast.NOON, form=Form.EN)


@each_of(
    "typed",
    [
        "昨天不小心把聊天记录清空了，之前那些还能再发我一遍吗",
        "手滑删了全部消息，能重新发一次吗",
        "啱啱唔小心del咗啲訊息，清咗晒，可唔可以搵返",
        "對話記錄不見了，可以再看嗎",
        "apaguei a conversa sem querer",
        "perdi as mensagens todas, dá para ver outra vez?",
        "i accidentally deleted our chat, any way to get those back",
        "all my messages are gone since yesterday",
        "manda outra vez a última sff, apaguei sem querer",
    ],
)
def test_who_has_lost_what_came_is_known_by_it(typed: str) -> None:
    assert lost_messages(typed)


@each_of("typed", ["阿仔你幾時返屋企食飯", "老婆，你几点下班", "媽你在哪", "mum where are you", "mãe já estás?"])
def test_what_is_for_somebody_of_the_family_is_known_by_whom_it_calls(typed: str) -> None:
    assert said_to_kin(typed)


@each_of("typed", ["阿媽你好", "妈妈想看你们的故事", "阿爸你睇下呢個帖", "爸爸今日生日", "mum loves your stories"])
def test_who_only_speaks_of_the_family_speaks_to_the_bot(typed: str) -> None:
    assert not said_to_kin(typed)


@each_of(
    "typed",
    [
        "delete all my messages",
        "把我的聊天记录删了",
        "apague as minhas mensagens",
        "i lost interest in your posts",
        "perdi a minha história que ia publicar no chat",
        "we cleared the museum of dust",
    ],
)
def test_who_wants_something_deleted_or_lost_something_else_has_not(typed: str) -> None:
    assert not lost_messages(typed)


@each_of(
    ("typed", "others"),
    [
        ("a minha sogra é de Macau e só lê chinês", True),
        ("my wife only reads cantonese", True),
        ("我妈看不懂简体", True),
        ("有沒有英文版給我的菲傭看", True),
        ("我老公唔識中文", True),
        ("我老公淨係識睇英文", True),
        ("os meus pais não percebem inglês, há em português?", True),
        ("my daughter set it to english and i can't read it", False),
        ("我看不懂英文，我朋友也是", False),
        ("só leio português", False),
        ("my brother works at the museum", False),
    ],
)
def test_others_who_read_are_told_from_the_reader(typed: str, *, others: bool) -> None:
    assert read_by_others(typed) is others


@each_of(
    ("typed", "others"),
    [
        ("阿媽話佢部電話收唔到，點解嘅", True),
        ("呢個group可唔可以加我friend入嚟", True),
        ("我妈也想收你们的帖子", True),
        ("我先生怎麼加入", True),
        ("can my mum get these too", True),
        ("how do i sign up my mother", True),
        ("can my friend in Foshan join too, how", True),
        ("a minha prima também quer, como é que ela faz", True),
        ("a minha colega de Braga também gostava de receber, dá?", True),
        ("a minha filha está em lisboa, ela também pode receber?", True),
        ("我女兒都想收，怎樣加她", True),
        ("我老婆都想收 佢點加入", True),
        ("my friend told me about you, how do I subscribe", False),
        ("my husband gets it but i receive nothing", False),
        ("朋友推荐的，怎么订阅", False),
        ("带朋友去哪里能收到礼物", False),
        ("my kids want to join the drawing contest", False),
        ("uma amiga deu-me este contacto, como me inscrevo", False),
    ],
)
def test_who_would_have_posts_for_somebody_else_is_told_from_who_would_have_them(typed: str, *, others: bool) -> None:
    assert received_by_others(typed) is others


@each_of(
    ("typed", "both"),
    [
        ("dá pra ser em pt e inglês?", True),
        ("english and chinese both can?", True),
        ("可唔可以中英對照", True),
        ("能不能中文和葡文一起发", True),
        ("英文的也给我发一份 我老公是外国人", True),
        ("do you speak english and portuguese?", False),
        ("english please", False),
        ("繁體中文", False),
        ("from english to portuguese", False),
    ],
)
def test_two_languages_are_told_from_one(typed: str, *, both: bool) -> None:
    assert two_languages(typed) is both


@each_of("typed", ["关注了怎么没动静", "追蹤咗點解冇嘢"])
def test_what_is_asked_behind_a_follow_is_no_name(typed: str) -> None:
    assert not followed_by_name(typed)


@each_of(
    "typed",
    [
        "除了邮政都取消",
        "unfollow all of them except jd",
        "cancelar todos menos os correios",
        "deixa só a XPeng, o resto tira tudo",
    ],
)
def test_all_but_one_is_no_wish_about_that_one(typed: str) -> None:
    assert all_but(typed)
    assert not all_but("除了邮政还有谁")


@each_of("typed", ["取消小鵬，其他保留", "暫停小鵬一個月，但是其他不變", "stop xpeng but keep the rest"])
def test_who_leaves_one_and_keeps_the_others_leaves_no_others(typed: str) -> None:
    assert not all_but(typed)


@each_of(
    ("typed", "name"),
    [
        ("怎么关注珠江啤酒", "珠江啤酒"),
        ("我想关注广汽", "广汽"),
        ("我想追蹤國泰航空", "國泰航空"),
        ("follow the airline please", "airline"),
        ("can i follow Zebrano Steel", "Zebrano Steel"),
        ("quero seguir a Galp", "Galp"),
        ("follow more partners", ""),
        ("who do i follow rn", ""),
        ("有哪些可以关注的", ""),
        ("怎樣才可以追蹤其他機構", ""),
        ("quero seguir todos", ""),
        ("不再关注他们", ""),
        ("e como é que deixo de seguir depois", ""),
        ("quero seguir o segundo", ""),
        ("can I follow now", ""),
    ],
)
def test_whom_somebody_would_follow_is_heard_where_it_is_a_name(typed: str, name: str) -> None:
    assert followed_by_name(typed) == name


def test_a_part_of_town_with_which_a_name_begins_does_not_name_it() -> None:
    school = "西关砖瓦学堂（样例）"
    assert not begins(school, name_shape("西关大屋不是在越秀，是在荔湾"))
    assert begins(school, name_shape("西关砖瓦的课几时开"))


@each_of(
    ("typed", "hour"),
    [("晚上十一點後不要響", 23), ("your 6am message woke my baby", 6), ("from 9 to 5", None), ("3 posts", None)],
)
def test_the_one_hour_that_a_message_tells_is_heard(typed: str, hour: int | None) -> None:
    told = hour_told(typed)
    assert (told.hour if told else None) == hour


@each_of(
    ("typed", "bounds"),
    [
        ("pls stop sending after 9pm, I wake up at 5am for the kids", (time(21), None)),
        ("nothing before 10am please", (None, time(10))),
        ("九點後唔好send嚟", (time(21), None)),
        ("朝早八點前同夜晚九點後唔好嘈住我", (time(21), time(8))),
        ("not before 9am or after 10pm please", (time(22), time(9))),
        ("don't send after 9am", (None, None)),
        ("don't bother me after nine", (time(21), None)),
        ("não me chateies depois das nove", (time(21), None)),
        ("no messages before ten please", (None, time(10))),
        ("nothing after nine posts", (None, None)),
        ("以后早上九点别发", (None, None)),
    ],
)
def test_the_ends_of_quiet_hours_that_a_message_tells_are_heard(
    typed: str, bounds: tuple[time | None, time | None]
) -> None:
    assert bounds_told(typed) == bounds


@each_of("typed", ["mas continuo a querer as histórias", "no wait I still want the stories"])
def test_who_has_stopped_and_still_wants_some_asks_for_posts_again(typed: str) -> None:
    reader = replace(READER, stopped_at=cast.NOON)
    assert fitting(typed, meant(typed), reader).wishes == (Wish.START,)
    assert fitting(typed, meant(typed), READER).wishes != (Wish.START,)


def test_who_has_stopped_sees_in_the_digest_that_posts_are_off_and_the_way_back() -> None:
    screen = digest_screen(EN, Digest(4, only=True), saved=True, stopped=True)
    assert EN.say("Posts are off. You can still read everything here.") in screen.text
    assert StartPosts().pack() in {button.data for row in screen.rows for button in row}
    assert "Posts are off" not in digest_screen(EN, Digest(4, only=True)).text


def test_a_digest_of_everything_is_not_said_to_be_of_what_a_limit_held_back() -> None:
    assert "limit" not in digest_screen(EN, Digest(4, only=True)).text
    assert "limit" in digest_screen(EN, Digest(4)).text


def test_where_there_is_nothing_to_vote_for_a_story_can_be_told() -> None:
    assert vote_screen(EN, [], None, None).rows[0][0].data == TellStory().pack()


def test_who_wants_a_human_and_help_is_answered_once() -> None:
    parts = [Part(wish, "", firm=True) for wish in (Wish.HUMAN, Wish.HELP, Wish.JOIN)]
    assert [part.wish for part in parts if not _within_another(part, parts)] == [Wish.JOIN]


def test_who_names_hours_and_fewer_is_answered_once_but_for_where_they_live() -> None:
    said = ((Wish.FEWER, ""), (Wish.SETTINGS, ""), (Wish.SETTINGS, "我住澳門"), (Wish.TIMING, ""))
    parts = [Part(wish, text, firm=True) for wish, text in said]
    assert [part for part in parts if not _within_another(part, parts)] == parts[2:]


@each_of(
    ("typed", "undo"),
    [
        ("哎我手滑点错了，刚才那个关注能撤回不", True),
        ("頭先撳錯follow咗", True),
        ("我想关注立邦", False),
        ("我点错了", False),
    ],
)
def test_a_follow_that_was_a_slip_is_told(typed: str, *, undo: bool) -> None:
    assert would_undo_following(typed) is undo
    assert not followed_by_name("刚才那个关注能撤回不")


@each_of(
    ("typed", "place"),
    [
        ("im in macau not guangzhou, does that matter?", Place.MACAU),
        ("我住澳門，有冇影響？", Place.MACAU),
        ("我人在香港，會有影響嗎？", Place.HONG_KONG),
        ("我住佛山，有没有近一点的活动", Place.FOSHAN),
        ("我现在在深圳能收到吗还是只有广州人可以", Place.SHENZHEN),
        ("moro em Macau, isso importa?", Place.MACAU),
    ],
)
def test_who_says_where_they_live_and_asks_what_that_changes_is_known_by_both(typed: str, place: Place) -> None:
    assert [spot.place for spot in asks_of_there(typed)] == [place]


@each_of("typed", ["我住澳門", "im in macau, stop the posts", "does that matter?", "moro em Macau"])
def test_who_only_says_where_they_live_or_asks_something_else_does_not_ask_of_there(typed: str) -> None:
    assert not asks_of_there(typed)


@each_of(
    ("typed", "quiet"),
    [
        ("no msgs after 10pm pls", True),
        ("sem mensagens depois das 22h", True),
        ("夜晚十一點後唔好嘈", True),
        ("夜晚十點後唔好嘈我", True),
        ("no stories after 1949", False),
        ("don't bother me after nine", True),
        ("não me chateies depois das nove", True),
        ("don't send me more after two posts", False),
    ],
)
def test_no_messages_after_an_hour_asks_for_quiet(typed: str, *, quiet: bool) -> None:
    assert asks_for_quiet(typed) is quiet


@each_of(
    ("typed", "wise"),
    [
        ("will it rain tomorrow", True),
        ("去澳門使唔使簽證", True),
        ("preciso de visto?", True),
        ("que tempo faz amanhã", True),
        ("há quanto tempo existe isto", False),
        ("how much is the tour", False),
        ("book me a train", False),
    ],
)
def test_the_weather_trains_and_visas_are_nothing_that_a_partner_knows(typed: str, *, wise: bool) -> None:
    assert of_the_world(typed) is wise


@each_of(
    "typed",
    [
        "之後會自動恢復嗎，還是我要自己開",
        "到期会自己恢复吗",
        "咁會唔會錯過咗啲帖文",
        "do posts start again on their own?",
        "does that mean I miss whatever went out on Monday?",
        "Depois volto a receber sem fazer nada?",
    ],
)
def test_who_asks_whether_a_pause_ends_by_itself_or_what_is_missed_asks_what_comes_back(typed: str) -> None:
    assert asks_what_comes_back(typed)


@each_of("typed", ["do you translate automatically?", "will I miss the story contest?", "再睇多次"])
def test_who_asks_of_something_else_does_not_ask_what_comes_back(typed: str) -> None:
    assert not asks_what_comes_back(typed)


@each_of(
    ("typed", "left", "kept"),
    [
        ("小鹏的我不想看了，广汽的留着", "小鹏的我不想看了", "广汽的留着"),
        ("京東嗰啲我唔要,郵政就留低", "京東嗰啲我唔要", "郵政就留低"),
        ("洗頭水廣告不想看 其他OK", "洗頭水廣告不想看", "其他OK"),
        ("郵局那個不用了，其他照舊", "郵局那個不用了", "其他照舊"),
        ("京东的可以删了，其余的别动", "京东的可以删了", "其余的别动"),
        ("drop the cars, but keep the post office", "drop the cars", "the post office"),
        ("我不想看了", "", ""),
        ("小鵬幾好，照收", "", ""),
    ],
)
def test_what_is_refused_and_what_shall_stay_are_told_apart(typed: str, left: str, kept: str) -> None:
    assert left_and_kept(typed) == (left, kept)


@each_of(
    ("typed", "district", "alone"),
    [
        ("海珠这块的活动能单独发我不", "海珠", True),
        ("我住開沙田 太遠嗰啲唔好send", "沙田", True),
        ("淨係要越秀嘅得喇", "越秀", True),
        ("我住沙田，夜晚11點後唔好send", "沙田", False),
        ("天河这边有没有啥好玩的", "天河", False),
        ("stories of Tianhe", "Tianhe", False),
        ("广州的就行", "", False),
    ],
)
def test_who_would_have_posts_of_one_part_of_a_town_is_known_from_who_only_names_it(
    typed: str, district: str, *, alone: bool
) -> None:
    assert (district_named(typed), would_have_a_part(typed)) == (district, alone)


@each_of("typed", ["刪咗之後仲搵唔搵得返", "删了的话还能找回吗"])
def test_who_asks_what_can_be_had_back_once_something_is_erased_has_lost_nothing(typed: str) -> None:
    assert not lost_messages(typed)
