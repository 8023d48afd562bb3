"""A page that a sentence opens says first what the sentence asks of it."""

from dataclasses import replace

import pytest

from bot.hearing.aliases import Wish
from bot.languages import Form
from bot.words import words_for
from handlers.audience.answering.points_screens import POINTS, asked_of
from handlers.audience.plain_words.suggesting_screens import suggesting_screen

ASKED = {
    Wish.FORGET: [
        (Form.EN, "how long does deleting everything take", "how_long"),
        (Form.ZH_HANS, "删了以后会通知我吗", "proof"),
        (Form.ZH_HANT, "刪除之後可以重新加入嗎", "undone"),
        (Form.YUE, "我寫過嘅故仔會唔會一齊刪埋", "stories"),
        (Form.PT, "as minhas histórias são apagadas também?", "stories"),
        (Form.EN, "please erase all my data", ""),
    ],
    Wish.STOP: [
        (Form.EN, "can I still read the stories after I stop", "still"),
        (Form.ZH_HANS, "退订要多久生效", "when"),
        (Form.ZH_HANT, "取消之後設定會保留嗎", "kept"),
        (Form.YUE, "停咗第日可唔可以開返", "back"),
        (Form.PT, "os parceiros ficam a saber que cancelei?", "told"),
        (Form.YUE, "唔好再發嘢畀我", ""),
    ],
    Wish.SHARE: [
        (Form.EN, "can I send a voice message with my story", "spoken"),
        (Form.ZH_HANS, "最多能发几张照片", "photos"),
        (Form.ZH_HANT, "可以傳影片投稿嗎", "video"),
        (Form.YUE, "可唔可以投幾篇故仔", "several"),
        (Form.PT, "posso escrever sobre outra pessoa?", "about"),
        (Form.PT, "quero contar a minha história", ""),
    ],
    Wish.VOTE: [
        (Form.EN, "can I change my vote", "change"),
        (Form.ZH_HANS, "可以给合伙人投票吗", "partner"),
        (Form.ZH_HANT, "投票什麼時候截止呢", "until"),
        (Form.YUE, "一個人可以投幾多票㗎", "how_many"),
        (Form.PT, "quem vai à frente na votação?", "leading"),
        (Form.ZH_HANS, "我要去投票", ""),
    ],
    Wish.MY_DATA: [
        (Form.EN, "can you see my phone number", "phone"),
        (Form.ZH_HANS, "你们会不会把我的资料卖给别人", "shared"),
        (Form.ZH_HANT, "你們的伺服器在哪個國家", "server"),
        (Form.YUE, "我啲資料會留幾耐", "how_long"),
        (Form.PT, "alguém lê as mensagens que escrevo?", "read"),
        (Form.EN, "show me all the data you keep about me", ""),
    ],
}
"""What is said for a page, and which question of it that asks; none where it wishes the page itself."""


@pytest.mark.parametrize(
    ("wish", "form", "said", "point"), [(wish, *row) for wish, rows in ASKED.items() for row in rows]
)
def test_a_page_says_first_what_is_asked_of_it_and_is_as_it_is_for_a_plain_wish(
    wish: Wish, form: Form, said: str, point: str
) -> None:
    words = words_for(form)
    page = suggesting_screen(words, [wish])
    shown = asked_of(words, wish, said, page)
    if not point:
        assert shown == replace(page, about=wish)
        return
    told, press = POINTS[wish][point]
    first, rest = shown.text.split("\n\n", 1)
    assert first == words.say(told, minutes="10", letters="900", photos="10")
    assert rest == page.text
    assert shown.rows == (((press(words),), *page.rows) if press else page.rows)
    assert not shown.guess
