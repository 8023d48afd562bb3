"""Conversion between the Chinese scripts, on Telegram HTML, as Hong Kong writes."""

import re
import subprocess
import sys

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.conversion import changed_terms, convert, written
from bot.forms.scripts import counted, script_of
from bot.languages import Form
from tests.rows import each_of

WORDS = [
    ("短信", "短訊"),
    ("请登录账号", "請登入帳戶"),
    ("默认链接", "預設連結"),
    ("观看视频", "觀看影片"),
    ("坐出租车或公交车", "坐的士或巴士"),
    ("空气质量", "空氣質素"),
    ("打印机里打印", "打印機裏列印"),
    ("U盘", "USB 手指"),
    ("公共汽车上的机器人", "巴士上的機械人"),
    ("冰淇淋、土豆、酸奶", "雪糕、薯仔、乳酪"),
    ("广州地铁", "廣州地鐵"),
    ("早上好", "早上好"),
    ("网络信息技术", "網絡資訊科技"),
    ("周六见", "星期六見"),
    ("他说“为什么”", "他說「為甚麼」"),
]
SHAPES = [
    ("群众在床上", "群眾在床上"),
    ("山峰与面条", "山峰與麵條"),
    ("说明税务", "說明稅務"),
    ("里面着急为了线路", "裏面着急為了線路"),
    ("卫生户口温度", "衛生戶口溫度"),
    ("启用台风", "啟用颱風"),
    ("三厘米", "三厘米"),
    ("头发与发展", "頭髮與發展"),
    ("皇后之后", "皇后之後"),
    ("了解情况，保持克制", "了解情況，保持克制"),
    ("他说“这叫‘早茶’，真好”", "他說「這叫『早茶』，真好」"),
    ("后台\ud800", "後台?"),  # a lone surrogate, which OpenCC does not take
    ("‘<b>链接</b>’和<code>‘软件’</code>", "『<b>連結</b>』和<code>‘软件’</code>"),
    ("It’s ‘good’ 早茶，rock ’n’ roll", "It’s ‘good’ 早茶，rock ’n’ roll"),
]
SHIELDED = [
    ("高质量发展", "高質量發展"),
    ("方便面试", "方便面試"),
    ("更快递交", "更快遞交"),
    ("一封短信件", "一封短信件"),
    ("刷卡车费", "刷卡車費"),
    ("京东快递", "京東快遞"),
    ("每周一次", "每週一次"),
    ("划龙舟的计划", "划龍舟的計劃"),
]
FOOD = [
    ("姜撞奶、猪脚姜和沙姜鸡", "薑撞奶、豬腳薑和沙薑雞"),
    ("姜小姐喝姜茶", "姜小姐喝薑茶"),
    ("糖水铺的云吞面", "糖水舖的雲吞麵"),
    ("面档的竹升面和干蒸烧卖", "麵檔的竹升麵和乾蒸燒賣"),
]
CREEKS = [
    ("荔枝湾涌、东濠涌上的桥", "荔枝灣涌、東濠涌上的橋"),
    ("海珠涌边，海珠涌现新店", "海珠涌邊，海珠湧現新店"),
]
SURNAMES = [
    ("余先生来了，问姓余的师傅", "余先生來了，問姓余的師傅"),
    ("请范女士和游老师说说", "請范女士和游老師說說"),
    ("其余先生们，业余老师，师范老师，导游小姐", "其餘先生們，業餘老師，師範老師，導遊小姐"),
    ("于老师家里集合", "於老師家裏集合"),
]
NAMES = [
    ("小鹏汽车", "小鵬汽車"),
    ("立邦", "立邦"),
    ("阿道夫", "阿道夫"),
    ("京东", "京東"),
    ("中国邮政", "中國郵政"),
    ("广州", "廣州"),
]
UNTOUCHED = [
    '<a href="https://例子.com/软件">',
    "https://t.me/kapok?start=优惠",
    "https://例子.中国/软件",
    '<a href="tg://resolve?domain=x&text=视频">',
    '<code class="language-软件">',
    "t.me/视频",
    "@kapok_bot",
    "/start",
    "#广州优惠",
    "{名字}",
    "&amp;",
    "<code>优惠码</code>",
    "<pre>优\n惠码</pre>",
    "tg://resolve?domain=视频",
    "HTTPS://T.ME/软件",
]


@each_of(("simplified", "hong_kong"), [*WORDS, *SHAPES, *SHIELDED, *FOOD, *CREEKS, *SURNAMES, *NAMES])
def test_simplified_becomes_what_hong_kong_writes(simplified: str, hong_kong: str) -> None:
    assert convert(simplified, Form.ZH_HANT) == hong_kong


@each_of(
    ("hong_kong", "simplified"),
    [
        ("請登入帳戶", "请登录账户"),
        ("搭的士去雪糕店", "搭出租车去冰淇淋店"),
        ("的士高", "迪斯科"),
        ("裏面着火", "里面着火"),
        ("他說「好」", "他说“好”"),
        ("小鵬汽車", "小鹏汽车"),
        ("廣州地鐵", "广州地铁"),
        ("沙薑雞", "沙姜鸡"),
    ],
)
def test_traditional_becomes_simplified(hong_kong: str, simplified: str) -> None:
    assert convert(hong_kong, Form.ZH_HANS) == simplified


@each_of("piece", UNTOUCHED)
@each_of("to", [Form.ZH_HANT, Form.ZH_HANS])
def test_what_a_machine_reads_is_not_converted(piece: str, to: Form) -> None:
    assert piece in convert(f"请看 {piece} 這個軟件", to)


def test_the_words_of_a_link_are_converted_but_not_its_address() -> None:
    post = '<b>请看</b><a href="https://t.me/软件">链接</a>'
    assert convert(post, Form.ZH_HANT) == '<b>請看</b><a href="https://t.me/软件">連結</a>'


@each_of("end", "，。！？；：、）」』】》 ")
def test_a_link_ends_at_a_chinese_mark(end: str) -> None:
    assert convert(f"见https://t.me/软件{end}链接", Form.ZH_HANT) == f"見https://t.me/软件{end}連結"


def test_a_half_converted_text_is_converted_to_its_end() -> None:
    assert convert("廣州嘅网絡，香港嘅软件", Form.ZH_HANT) == "廣州嘅網絡，香港嘅軟件"
    assert convert("广州的網絡，香港的软件", Form.ZH_HANS) == "广州的网络，香港的软件"


@each_of(
    ("simplified", "hong_kong"),
    [
        ("<b>短</b>信", "<b>短</b>訊"),
        ("头<b>发</b>和<i>发</i>展", "頭<b>髮</b>和<i>發</i>展"),
        ("<b>出</b>租车，<i>出租</i>车，出租<u>车</u>", "<b>的</b>士，<i>的</i>士，的<u>士</u>"),
        ("<b><i>出租车</i></b>", "<b><i>的士</i></b>"),
        ("<blockquote>短</blockquote>信", "<blockquote>短</blockquote>信"),
    ],
)
def test_half_a_word_in_bold_is_still_the_word(simplified: str, hong_kong: str) -> None:
    assert convert(simplified, Form.ZH_HANT) == hong_kong


def test_a_word_that_is_half_in_bold_is_told_to_its_author() -> None:
    assert changed_terms("<b>短</b>信", Form.ZH_HANT) == (("短信", "短訊"),)


def test_somebody_s_writing_is_what_no_machine_reads() -> None:
    text = 'Go <b>to</b> <a href="https://a.hk">us</a>: /start @kapok #花 t.me/kapok <code>x</code> &amp; {name}'
    assert written(f"{text} https://b.hk").split() == ["Go", "to", "us", ":"]


@each_of(
    "text", ["裡面的說話，着急、著急、為爲群羣", "皇后大道東，兩公里外", "廣州塔下，珠江邊", "hello", "", "😂 12:30"]
)
def test_traditional_text_stays_as_it_was_written(text: str) -> None:
    assert convert(text, Form.ZH_HANT) == text


@each_of("to", [Form.YUE, Form.EN, Form.PT])
def test_nothing_converts_into_another_language(to: Form) -> None:
    with pytest.raises(ValueError, match="only Chinese scripts"):
        convert("广州", to)


@each_of(
    ("text", "script"),
    [
        ("广州", Form.ZH_HANS),
        ("廣州", Form.ZH_HANT),
        ("群床峰", None),
        ("你好", None),
        ("hello", None),
        ("发發", None),
        ("皇后大道東", Form.ZH_HANT),  # 后 is a Traditional word as well
        ("旅游", Form.ZH_HANS),
    ],
)
def test_the_script_of_a_text(text: str, script: Form | None) -> None:
    assert script_of(text) is script


@each_of("char", "群床峰裡為台")
def test_characters_that_hong_kong_writes_are_not_simplified(char: str) -> None:
    assert not counted(char).simplified


def test_the_tables_agree_with_opencc() -> None:
    chars = [chr(code) for code in range(0x4E00, 0xA000)]

    def made(config: str) -> list[str]:
        return str(opencc.OpenCC(config).convert("\n".join(chars))).split("\n")

    columns = zip(*map(made, ("s2t", "s2tw", "s2hk")), strict=True)
    changed = [char not in column for char, column in zip(chars, columns, strict=True)]
    back = [a != b for a, b in zip(chars, made("t2s"), strict=True)]
    for char, simplified, traditional in zip(chars, changed, back, strict=True):
        if char not in "苧麽":  # each direction rewrites these two
            told = counted(char)
            assert (bool(told.simplified or told.shared), bool(told.traditional)) == (simplified, traditional), char


def test_importing_loads_no_dictionary() -> None:
    code = "import bot.forms.conversion as c; assert c._rules.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 -- our own interpreter


ANY_TEXT = st.text(st.characters(), max_size=60)
POSTS = st.lists(
    st.one_of(
        st.sampled_from(["广州优惠券", "視頻鏈接", "<b>", "</b>", " ", "，", *UNTOUCHED]),
        st.text("国國发abc ", max_size=5),
    ),
    max_size=12,
).map(" ".join)


@given(ANY_TEXT, st.sampled_from([Form.ZH_HANT, Form.ZH_HANS]))
def test_any_text_converts_the_same_way_each_time(text: str, to: Form) -> None:
    assert convert(text, to) == convert(text, to)


@given(POSTS, st.sampled_from([Form.ZH_HANT, Form.ZH_HANS]))
def test_tags_and_links_survive_in_their_order(post: str, to: Form) -> None:
    machine = re.compile(r"<[^>]*>|https?://\S+|[@#]\w+|\{[^{}]*\}|&\w+;")
    assert machine.findall(convert(post, to)) == machine.findall(post)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=30))
def test_converted_text_has_no_simplified_character_left(text: str) -> None:
    assert counted(convert(text, Form.ZH_HANT)).simplified == 0


@each_of(("text", "to"), [("我坐的士去广州塔", Form.ZH_HANS), ("請看這個短信", Form.ZH_HANT), ("早上好", Form.ZH_HANT)])
def test_words_of_a_text_that_is_in_its_script_already_are_its_author_s(text: str, to: Form) -> None:
    assert convert(text, to) == text
    assert changed_terms(text, to) == ()


def test_words_that_become_another_word_are_told_and_those_that_only_change_their_shape_are_not() -> None:
    assert changed_terms("链接到视频，还有短信件和头发，再看视频", Form.ZH_HANT) == (("链接", "連結"), ("视频", "影片"))
    assert changed_terms("看<code>软件</code> https://t.me/短信 的视频", Form.ZH_HANT) == (("视频", "影片"),)
