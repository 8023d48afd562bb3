"""Where Latin meets Han beside a gap: one space, whatever the value is; no other."""

from markupsafe import Markup

from bot.forms.spacing import filled, joined
from tests.rows import each_of


@each_of(
    ("sentence", "value", "said"),
    [
        ("{name}的频道", "小鹏汽车", "小鹏汽车的频道"),
        ("{name}的频道", "JD.com", "JD.com 的频道"),
        ("{name} 而家可以", "周子晴", "周子晴而家可以"),
        ("{name} 而家可以", "Emma", "Emma 而家可以"),
        ("最多{name}个", 5, "最多 5 个"),
        ("最多 {name} 个", 5, "最多 5 个"),
        ("频道“{name}”", "JD", "频道“JD”"),
        ("时间：{name}", "18:30", "时间：18:30"),
        ("<b>{name}</b>的频道", "JD", "<b>JD</b> 的频道"),
        ("给<b>{name}</b>绑定", "广州", "给<b>广州</b>绑定"),
        ("给<b>{name}</b>绑定", "JD", "给 <b>JD</b> 绑定"),
        ("给{name}绑定", Markup("<i>JD</i>"), "给 <i>JD</i> 绑定"),
        ("给{name}绑定", "a<b", "给 a&lt;b 绑定"),
        ("给{name}绑定", "<广州>", "给&lt;广州&gt;绑定"),
        ("在{name}看", "Ébano", "在 Ébano 看"),
        ("在{name}看", "@kapok", "在 @kapok 看"),
        ("在{name}看", "Łódź", "在 Łódź 看"),
        ("用{name}停", "/stop", "用 /stop 停"),
        ("带{name}的", "#Kapok", "带 #Kapok 的"),
        ("有{name}收到", "5%", "有 5% 收到"),
        ("付{name}吧", "$5", "付 $5 吧"),
        ("係{name}㗎", "JD", "係 JD 㗎"),
        ("在{name}看", "\n", "在\n看"),
        ("在{name}看", "かな", "在かな看"),
        ("在{name}看", "", "在看"),
        ("在{name}看", "iPhone手机", "在 iPhone手机看"),
        ("没有空格", "x", "没有空格"),
    ],
)
def test_a_space_stands_where_a_value_and_the_sentence_are_of_two_scripts(
    sentence: str, value: object, said: str
) -> None:
    assert filled(sentence, {"name": value}) == said


def test_each_of_two_gaps_around_one_character_gets_its_own_space() -> None:
    assert filled("{a}和{b}", {"a": "A", "b": "B"}) == "A 和 B"
    assert filled("{a}和{b}", {"a": "甲", "b": "B"}) == "甲和 B"
    assert filled("{a} / {b}", {"a": 1, "b": 2}) == "1 / 2"
    assert filled("{a}和{a}", {"a": "A"}) == "A 和 A"


def test_pieces_are_joined_with_spaces_only_where_scripts_meet() -> None:
    assert joined(["A", "、", "广州", " ", "B"]) == "A、广州 B"
    assert joined(["广州", "和", "Lisboa"]) == "广州和 Lisboa"
    assert joined([]) == ""
