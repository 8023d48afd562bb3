"""Words of those who work here about what is on its way, in five forms."""

from datetime import date

import pytest

from handlers.partner.planning.steering_words import of_a_post
from handlers.reporting.gained import asked_days
from handlers.sending.steering_words import Steer, of_a_series, steers


@pytest.mark.parametrize(
    ("text", "steer"),
    [
        ("can we send it faster? paid", Steer.FASTER),
        ("能不能发快一点，付费广播", Steer.FASTER),
        ("可唔可以快啲發？畀錢都得", Steer.FASTER),
        ("pode ir mais depressa?", Steer.FASTER),
        ("podemos pagar para ir mais depressa?", Steer.FASTER),
        ("make it urgent", Steer.FASTER),
        ("why is it paused?", Steer.WHY),
        ("为什么停了", Steer.WHY),
        ("點解停咗？", Steer.WHY),
        ("porque parou?", Steer.WHY),
        ("继续发", Steer.GO_ON),
        ("continue please", Steer.GO_ON),
        ("retoma o envio", Steer.GO_ON),
        ("pause the car post", Steer.STOP),
        ("暂停这条帖子", Steer.STOP),
        ("pausa-a", Steer.STOP),
        ("pause it for two hours, please", Steer.STOP),
        ("呢條先停兩個鐘", Steer.STOP),
        ("暂停发送到明天九点", Steer.STOP),
        ("把不确定的再发一次", Steer.AGAIN),
        ("將唔確定嗰啲再發一次", Steer.AGAIN),
        ("重發畀唔肯定嘅", Steer.AGAIN),
        ("resend those in doubt", Steer.AGAIN),
        ("send it again to the uncertain ones", Steer.AGAIN),
        ("reenviar aos incertos", Steer.AGAIN),
        ("pausa o envio até às 21h", Steer.STOP),
    ],
)
def test_what_shall_become_of_a_sending_is_heard_in_every_form(text: str, steer: Steer) -> None:
    assert steers(text) is steer


@pytest.mark.parametrize(
    "text",
    [
        "快啲嚟食",
        "Continue a ler a nossa história",
        "Stop this nonsense",
        "why did you stop sending me posts?",
        "不要再发给我",
        "stop",
        "继续等等看吧，明天见",
        "faster cars",
    ],
)
def test_a_text_for_readers_and_a_wish_of_ones_own_steer_nothing(text: str) -> None:
    assert steers(text) is None


@pytest.mark.parametrize(
    ("text", "post", "series"),
    [
        ("pause it for two weeks", True, False),
        ("stop repeating after christmas", True, True),
        ("这个系列先停一停", True, True),
        ("saltar dia 14", True, True),
        ("不要再发了", False, False),
        ("no more posts for me please", False, False),
        ("pausa", False, False),
    ],
)
def test_who_says_no_more_of_a_post_names_it(text: str, post: bool, series: bool) -> None:  # noqa: FBT001
    assert (of_a_post(text), of_a_series(text)) == (post, series)


def test_who_asks_how_many_came_is_answered_for_the_days_that_they_name_up_to_today() -> None:
    today, monday = date(2027, 3, 10), date(2027, 3, 8)
    rows = {
        "how many readers did we gain this week": (monday, date(2027, 3, 11)),
        "how many new followers does XPeng have": (monday, date(2027, 3, 11)),
        "quantos seguidores perdemos ontem?": (date(2027, 3, 9), today),
        "这周涨了多少粉": (monday, date(2027, 3, 11)),
        "星期一至今多咗幾多個追蹤者": (monday, date(2027, 3, 11)),
        "how many followers since Monday, new ones": (monday, date(2027, 3, 11)),
        "上个月新增多少关注者": (date(2027, 2, 1), date(2027, 3, 1)),
        "how many followers does XPeng have": None,
        "多少人看了新帖子": None,
        "welcome, new readers! how are you?": None,
    }
    assert {text: asked_days(text, today) for text in rows} == rows
