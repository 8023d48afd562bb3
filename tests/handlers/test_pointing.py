"""What a short message asks of something shown and not named, in five forms; and what names its own matter."""

from bot.hearing.meaning import NONE
from bot.hearing.shape import shape
from bot.languages import Form
from handlers.audience.at_hand.pointing import FACTS, Points, pointed
from tests.rows import each_of
from tools.meaning.measure import HELD_OUT, held_out
from tools.meaning.phrases import FOLDER

SAID = {
    Points.AUTHOR: (
        "who's this by?",
        "who wrote it",
        "quem escreveu isto",
        "whos the guy who wrote it",
        "这篇是谁写的",
        "邊個寫㗎",
    ),
    Points.PICTURES: ("any pics", "ha fotos disso?", "有图吗", "有相片看嗎", "有冇相睇"),
    Points.WHEN: ("when was this?", "what day is it", "quando é que foi isto", "这是什么时候的事", "幾點開始㗎"),
    Points.WHERE: (
        "where exactly is that",
        "how do i get there",
        "onde fica isso",
        "在哪儿啊",
        "离我远吗",
        "whats their address",
        "點去㗎",
        "怎麼去",
    ),
    Points.PRICE: (
        "how much is it",
        "ok how much though",
        "is it free?",
        "quanto custa?",
        "多少钱",
        "使唔使畀錢",
        "要門票嗎",
    ),
    Points.STILL: (
        "is it still on?",
        "ainda se pode ir?",
        "现在还有吗",
        "結束了嗎",
        "仲有冇㗎而家",
        "活动结束了没",
        "而家仲去唔去得",
    ),
    Points.JOIN: ("do I need to book", "é preciso marcar?", "怎么报名", "使唔使預約", "小朋友可以去嗎"),
    Points.SHORT: ("too long, tldr?", "resume isto", "太长了 简单说说", "可唔可以講短啲", "講咩㗎"),
    Points.WHOLE: ("show me the whole story", "quero ler tudo", "看全文", "睇全文"),
    Points.ALOUD: ("read it to me", "lê-me isto", "读给我听", "讀晒成篇俾我聽"),
    Points.BEFORE: ("the one before", "not this one, the previous one", "essa nao, a anterior", "唔係呢篇，上一篇"),
    Points.AFTER: (
        "next one",
        "another one",
        "nah not for me, what else u got",
        "n curti, tem outra?",
        "a seguinte",
        "下一篇",
    ),
    Points.ALIKE: ("another like that", "outra parecida", "还有类似的吗", "仲有冇差唔多嘅"),
    Points.ONWARD: ("send this to my mum", "manda isto à minha mãe", "转发给我妈", "send俾我阿媽睇"),
    Points.THEIRS: (
        "what have they posted",
        "send me more of theirs",
        "manda mais coisas dele",
        "o que publicaram?",
        "他们发过什么",
        "佢寫過啲咩",
    ),
    Points.ABOUT: ("what do they do", "quem são eles?", "他们是做什么的", "佢哋做咩㗎", "它是干嘛的"),
    Points.FOLLOW: ("ok follow them then", "quero seguir estes", "给我关注上", "那就追蹤吧", "like晒，follow佢啦"),
    Points.NONE: ("none of these", "nenhuma destas", "都不是", "一個都唔啱"),
    Points.UNDO: ("undo that", "change it back", "volta atrás", "改回来", "還原返"),
    Points.HOW_LONG: (
        "for how long?",
        "how long does that last",
        "até quando?",
        "到什么时候为止",
        "幾耐㗎",
        "會停幾耐",
    ),
}


TAUGHT = [line.split("\t") for line in (FOLDER / "points" / "shown.txt").read_text(encoding="utf-8").splitlines()]


@each_of(("points", "typed"), [(points, typed) for points, said in SAID.items() for typed in said])
def test_what_only_points_is_heard_for_what_it_asks(points: Points, typed: str) -> None:
    assert pointed(typed) is points


@each_of(
    "typed",
    [
        *("who are you", "where are you", "你是谁", "你係邊個", "quem és tu", "send it to me", "manda-me isto"),
        *(
            "stories",
            "我想睇故事",
            "where is the post office",
            "how much is the XPeng P7",
            "onde fica a Torre de Cantão",
        ),
        *("resume", "following", "partilhar a minha história", "when is Chinese New Year", "no pics please", "还有吗"),
    ],
)
def test_what_names_its_own_matter_points_at_nothing(typed: str) -> None:
    assert pointed(typed) is None


@each_of(
    ("points", "sentence"),
    [
        *(
            (Points.PRICE, told)
            for told in ("Entry is free.", "Entrada livre.", "免费入场", "門票 30 元", "免費入場，老人家有專用通道")
        ),
        *(
            (Points.WHEN, told)
            for told in ("Saturday 9:30, twenty places", "Sábado, 9h30", "周六 14:00", "逢星期日開", "3月8日")
        ),
        *((Points.WHERE, told) for told in ("At the Post Office", "na Torre de Cantão", "喺北京路", "中山纪念堂旁边")),
        *((Points.JOIN, told) for told in ("twenty places", "vinte lugares", "名額二十位", "不用报名")),
    ],
)
def test_a_sentence_of_a_story_that_tells_it_is_known(points: Points, sentence: str) -> None:
    assert FACTS[points].search(sentence)
    assert not FACTS[points].search("茶喝完了 the boats sleep, e o casco sobe")


def test_of_what_no_sentence_foresaw_two_thirds_are_heard_in_each_form_and_hardly_anything_astray() -> None:
    taught, astray = {shape(text) for _, text in TAUGHT}, 0
    for form in Form:
        told = [(right, pointed(text)) for right, text in held_out(form, HELD_OUT / "shown")]
        assert len(told) == 30
        assert not [text for _, text in held_out(form, HELD_OUT / "shown") if shape(text) in taught]
        assert sum(points in right for right, points in told) >= 0.6 * len(told)
        astray += sum(points is not None and points not in right for right, points in told)
    assert astray <= 3


def test_each_class_of_the_sentences_is_one_of_what_is_asked_or_none() -> None:
    assert {points for points, _ in TAUGHT} == {*Points, NONE}
