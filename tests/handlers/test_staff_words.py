"""What staff say in passing: whether they speak of a post that is out, and whether they find something wrong."""

from datetime import UTC, datetime

from bot.people import Reader, Speaker
from handlers.admin.reviewing.returning import asks_otherwise
from handlers.partner.how import is_out
from handlers.partner.lists.how_it_stands import asks_how_it_stands, asks_when
from tests.rows import each_of

OUT = (
    *("how do I change the picture, it is already out", "the post went out with a wrong date", "it has been sent"),
    *("when it was sent the picture was missing", "帖子已经发出去了，怎么改图", "發咗出去嘅相點換", "配图发错了"),
    *("發出去先發現有錯字點算", "já saiu, como mudo a foto", "唔小心先發咗出去點算"),
)
NOT_OUT = (
    *("how do I change the picture before it is out", "the date is out of date, how do I change it"),
    *("the draft was sent to me, how do I change the text", "once it is out can I change the text"),
    *("can I change it until the post has been sent", "it has not been sent yet, how do I change it"),
    *("发出之前怎么改图片", "发出去前怎么换图", "还没发出去，怎么改图", "未發出去，點改張相", "怎么改图片再发出去"),
    *("點樣換相先發出去", "草稿已发给我了，怎么改文字", "ainda não saiu, como mudo a foto"),
)


def test_a_post_is_out_for_who_says_so_and_not_for_who_speaks_of_before() -> None:
    assert [text for text in OUT if not is_out(text)] == []
    assert [text for text in NOT_OUT if is_out(text)] == []


@each_of(
    ("text", "asks"),
    [
        ("太好了，给我看报告", True),
        ("太好喇，俾個報告我睇", True),
        ("must I open the calendar", True),
        ("should I open the calendar", True),
        ("报告太长", False),
        ("时间不对", False),
        ("the link must be shorter", False),
        ("the calendar is wrong", False),
        ("o link está errado", False),
    ],
)
def test_praise_and_a_question_are_no_remark_on_the_open_post(text: str, *, asks: bool) -> None:
    admin = Speaker(Reader(1, 1, "梁", datetime(2027, 3, 9, tzinfo=UTC)), is_admin=True)
    assert asks_otherwise(text, admin) is asks


def test_who_asks_what_became_of_a_post_is_told_from_who_asks_how_or_whether_it_can_be_done() -> None:
    asked = (
        *(
            "is it out yet?",
            "did they approve it already?",
            "has my post been sent",
            "how did it do?",
            "did anyone read it",
        ),
        *("发出去了吗", "批了没", "審批咗未", "出咗街未", "效果怎么样", "já saiu?", "já foi aprovada?", "como correu?"),
    )
    other = (
        "can it go out today?",
        "how do I send it",
        "现在可以发吗",
        "怎么发",
        "posso enviar já?",
        "is it urgent?",
        "发吗",
    )
    assert [text for text in asked if not asks_how_it_stands(text)] == []
    assert [text for text in other if asks_how_it_stands(text)] == []


def test_who_asks_when_a_post_goes_out_is_told_from_who_gives_it_a_time() -> None:
    asked = ("when's the next one going out?", "when does it go out", "帖子几点发", "下一篇幾時出", "quando é que sai?")
    other = ("when can I send it?", "send it when the shop opens", "明天发", "几时可以发帖", "sai na sexta")
    assert [text for text in asked if not asks_when(text)] == []
    assert [text for text in other if asks_when(text)] == []
