"""An admin asks in plain words what was on a day; who asks something else of a day does not."""

from datetime import date

from handlers.admin.auditing.past_days import asked_day
from tests.rows import each_of

TODAY = date(2027, 3, 9)


@each_of(
    ("text", "day"),
    [
        ("昨天出了什么问题", 8),
        ("昨天有什么没发出去", 8),
        ("昨天谁停了全部发送", 8),
        ("今天发生了什么", 9),
        ("前天有沒有發送失敗", 7),
        ("昨日出了甚麼問題", 8),
        ("琴日有咩事", 8),
        ("尋日邊個批咗篇文", 8),
        ("今日有冇嘢發唔到", 9),
        ("what went wrong yesterday", 8),
        ("who stopped everything yesterday?", 8),
        ("did anything fail today", 9),
        ("o que correu mal ontem", 8),
        ("quem aprovou a publicação ontem?", 8),
        ("o que aconteceu hoje", 9),
    ],
)
def test_a_question_of_what_was_on_a_day_is_heard(text: str, day: int) -> None:
    assert asked_day(text, TODAY) == date(2027, 3, day)


@each_of(
    "text",
    [
        "昨天的故事",
        "show me yesterday’s stories",
        "停止今天的全部发送",
        "stop everything today",
        "今天谁值班",
        "what goes out tomorrow",
        "publica isto hoje às 18h",
        "出了什么问题",
    ],
)
def test_what_asks_for_no_past_day_is_left_to_others(text: str) -> None:
    assert asked_day(text, TODAY) is None
