"""Who says not to stop is not stopped, and is offered no end."""

from bot.hearing.aliases import Wish, alias_of
from bot.hearing.negation import beside_what_stays, ends_nothing
from bot.hearing.nods import Nod, nod_of
from tests.rows import each_of

GOES_ON = [
    "não quero parar",
    "não quero cancelar a subscrição",
    "já não quero parar",
    "não quero mais parar",
    "não parem de me enviar histórias",
    "não apaguem os meus dados",
    "please don’t stop",
    "I don't want to unsubscribe",
    "don't delete my data",
    "do not stop everything",
    "不想退订",
    "请不要删除我的数据",
    "不要全部停发",
    "千萬不要取消訂閱",
    "我唔想退訂",
    "唔好刪我啲資料",
    "別停",
    "唔好停",
    "唔好unsubscribe",
    "nunca pares",
    "não quero deixar de receber",
    "don't pause everything until Monday",
    "别暂停到周一",
    "唔好暫停到禮拜一",
    "não pauses até segunda",
    "don't resume",
    "算了不删了",
    "先不要刪",
    "唔好住，唔del",
    "打错了，不退",
    "都係唔del喇",
    "我沒有說要停止，只是問問",
    "我沒有說要取消追蹤喔",
    "我冇話要退訂",
    "我没让你取消关注啊",
    "唔係叫你停呀 叫你少啲啫",
]
SHALL_END = ["stop", "I want to stop", "não quero mais", "parem de enviar", "不要发了", "退订退订", "唔想收喇"]
COMPLAINS = [
    "they don't stop",
    "why don't you stop",
    "não para de enviar",
    "怎么不停",
    "不要停车",
    "como não parar",
    "不退款怎么办",
    "是不是要退订才行",
    "我不是说要取消吗",
    "你们不停发",
]


@each_of("text", GOES_ON)
def test_who_says_not_to_end_it_is_told_that_it_is_noted(text: str) -> None:
    assert alias_of(text) is None
    assert nod_of(text) is Nod.AGREED


@each_of("text", SHALL_END)
def test_who_wants_an_end_still_gets_it(text: str) -> None:
    alias = alias_of(text)
    assert alias
    assert alias.wish is Wish.STOP


@each_of("text", COMPLAINS)
def test_a_complaint_that_it_goes_on_is_no_wish_that_it_shall(text: str) -> None:
    assert not ends_nothing(text)


@each_of(
    ("text", "beside"),
    [
        ("先别删！我就问问删了以后还能不能再回来", "我就问问删了以后还能不能再回来"),
        ("我不想退订啊我只是问一下怎么少发点", "我只是问一下怎么少发点"),
        ("I don't want to stop, how do I get fewer", "how do I get fewer"),
        ("我不是要刪除資料，我想知道你們存了什麼", "我想知道你們存了什麼"),
        ("唔係叫你停呀 叫你少啲啫", "叫你少啲啫"),
        ("我不是要退订啊，就是停一阵子", "就是停一阵子"),
        ("Calma, não é para sair de vez, só estou farto da publicidade", "só estou farto da publicidade"),
        ("I'm not asking to unsubscribe, just fewer", "just fewer"),
        ("唔好停", ""),
        ("怎么少发点", ""),
    ],
)
def test_what_is_said_beside_an_end_that_is_not_wanted_is_kept(text: str, beside: str) -> None:
    assert beside_what_stays(text) == beside
