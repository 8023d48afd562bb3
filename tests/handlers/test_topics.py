"""What a sentence that asks for stories is about: its noun is looked for, and then each of its parts."""

from bot.hearing.topics import parts_of
from bot.searching import Sought, searched_for
from handlers.audience.plain_words.days_named import without_a_day
from handlers.audience.plain_words.topics import missed_in, one_word, to_quote, topics_of
from tests.rows import each_of


@each_of(
    ("said", "about"),
    [
        ("讲讲骑楼呗", "骑楼"),
        ("能讲讲骑楼吗", "骑楼"),
        ("骑楼的故事么", "骑楼"),
        ("讲个骑楼的故事听听", "骑楼"),
        ("给我一些跟风水有关的", "风水"),
        ("上周三发的那个讲陈家祠的还能找到么", "陈家祠"),
        ("想听听陈家祠的来历", "陈家祠"),
        ("介绍一下早茶呗", "早茶"),
        ("说说邮局的往事", "邮局"),
        ("能不能给我找篇讲木棉的", "木棉"),
        ("最近有没有聊点心的", "点心"),
        ("你们写过风筝吗", "风筝"),
        ("之前那篇写榕树的叫什么来着", "榕树"),
        ("我个仔想听龙舟", "龙舟"),
        ("哪里能吃早茶", "早茶"),
        ("想看一些關於茶樓的舊事", "茶樓"),
        ("關於荔枝的舊事", "荔枝"),
        ("我想查一下上個月有沒有粵劇的介紹", "粵劇"),
        ("請推介一些關於祠堂的文章", "祠堂"),
        ("我想了解更多有關燈籠的歷史", "燈籠"),
        ("上星期那篇講渡輪的還能看嗎", "渡輪"),
        ("有沒有水鬼的舊事", "水鬼"),
        ("關於茶的文章", "茶"),
        ("有沒有講和平路的", "和平路"),
        ("講下啲老字號嚟聽下", "老字號"),
        ("嗰篇講騎樓嘅叫咩名話", "騎樓"),
        ("講下騎樓嚟聽", "騎樓"),
        ("我想再看一次郵局的故事", "郵局"),
        ("想再睇多次木棉花嘅故事", "木棉花"),
        ("有冇講艇仔粥㗎", "艇仔粥"),
        ("俾啲有關風水嘅嘢我睇", "風水"),
        ("講個荔枝故仔嚟聽下", "荔枝"),
        ("俾篇講龍船嘅我睇", "龍船"),
        ("搵下有冇寫過燒鵝", "燒鵝"),
        ("嗰篇講飛行車嘅係邊篇", "飛行車"),
        ("阿媽想聽粵劇嘅古仔", "粵劇"),
        ("傳統手藝嘅嘢有冇", "傳統手藝"),
        ("同我講下粵語講古", "粵語講古"),
        ("想饮茶", "饮茶"),
        ("我对美食比较感兴趣", "美食"),
        ("我鍾意睇歷史嘢", "歷史"),
        ("對粵劇幾有興趣", "粵劇"),
        ("我喜欢对联", "对联"),
        ("肠粉哪家最好吃", "肠粉"),
        ("yesterday you sent smth about a ferry... whats it again", "ferry"),
        ("the one about the boat races, lost it", "boat races"),
        ("aquela sobre os barcos-dragão, não a encontro", "barcos-dragão"),
        ("têm histórias sobre faróis?", "faróis"),
        ("histórias sobre as torres de Kaiping tens?", "torres de Kaiping"),
        ("a minha tese é sobre macaenses em cantão, onde encontro as histórias todas", "macaenses"),
        ("that post from last week abt the dragon boats, cant find it", "dragon boats"),
        ("上个月发的那条龙舟的还能翻到吗", "龙舟"),
        ("有冇講永慶坊同埋西關大屋嘅", "永慶坊同埋西關大屋"),
        ("有沒有早茶和利是的故事", "早茶和利是"),
    ],
)
def test_the_noun_of_a_sentence_is_what_is_looked_for(said: str, about: str) -> None:
    assert topics_of(said) == (about,)


@each_of(
    ("said", "parts"),
    [
        ("têm coisas sobre o chá ou restaurantes antigos?", ("chá", "restaurantes antigos", "restaurantes")),
        ("queria ler sobre lichias e templos velhos", ("lichias", "templos velhos", "templos")),
        ("anything about temples or old bridges?", ("temples", "old bridges", "bridges")),
        (
            "the one about the lady who sews opera costumes, cant find it",
            ("lady", "sews opera costumes", "sews", "opera", "costumes"),
        ),
        (
            "smth about old arcade houses or lingnan gardens?",
            ("old arcade houses", "lingnan gardens", "arcade houses", "arcade", "houses", "lingnan", "gardens"),
        ),
        ("what can I see with two toddlers", ("toddlers",)),
        ("有冇講荔枝及蠔嘅", ("荔枝",)),
        ("茶樓和戲台的故事", ("茶樓", "戲台")),
        ("想看老榕樹的照片", ("榕樹",)),
        ("氹仔舊街嗰啲老鋪", ("氹仔舊街", "老鋪", "氹仔")),
        ("有没有以前的邮局和骑楼", ("邮局", "骑楼")),
        ("想看看關於嶺南建築的文章", ("建築", "嶺南")),
        ("有没有亲子的活动", ("亲子", "活动")),
    ],
)
def test_where_no_story_has_all_of_it_each_part_is_looked_for_and_none_needs_its_age(
    said: str, parts: tuple[str, ...]
) -> None:
    (whole,) = topics_of(said)
    assert parts_of(whole) == parts


@each_of(
    "said",
    [
        "放假三天去哪里好",
        "发故事",
        "仲有冇飛",
        "今日有咩出",
        "隨便俾篇我睇",
        "個天黑晒",
        "有什么好看的",
        "推薦個好地方",
        "最近有咩新文",
        "anything on for the bank holiday weekend, two adults and a dog",
        "i lost all the messages you sent",
        "recebi alguma mensagem ontem?",
    ],
)
def test_a_sentence_without_a_topic_is_no_search_and_misses_nothing(said: str) -> None:
    assert topics_of(said) == ()
    assert not missed_in(said)


@each_of("said", ["shhh", "pfff", "地震！！", "個天黑晒"])
def test_a_shout_names_nothing(said: str) -> None:
    assert not one_word(said)


@each_of(
    "said", ["发故事", "仲有冇飛", "今日有咩出", "the messages you sent", "尋日嗰個post去咗邊", "há coisas daqui?"]
)
def test_one_chinese_character_and_what_the_bot_sent_are_not_looked_for_in_passing(said: str) -> None:
    assert not Sought(words=said, overheard=True).wanted


def test_who_asks_what_is_on_that_day_looks_for_neither_the_day_nor_the_question() -> None:
    assert not Sought(words=without_a_day("呢個禮拜六有咩搞"), overheard=True).wanted


@each_of(
    ("topic", "quoted"),
    [("城市為何叫羊城", "羊城"), ("點解騎樓有柱", "騎樓有柱"), ("騎樓點解", "騎樓"), ("早茶", "早茶"), ("", "")],
)
def test_of_a_question_only_what_it_is_about_is_quoted(topic: str, quoted: str) -> None:
    assert to_quote(topic) == quoted


@each_of("typed", ["我想搵返嗰篇講龍船嘅", "幫我找回那篇講龍船的", "搵龍船"])
def test_what_is_looked_for_once_more_is_quoted_without_the_asking(typed: str) -> None:
    told = searched_for(typed)
    assert told
    assert told.words == "龍船"


def test_words_that_only_point_tell_nothing() -> None:
    assert not Sought(words="想睇返嗰啲", overheard=True).wanted
