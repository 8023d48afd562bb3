"""Until when nothing shall come, as people type it on a Friday afternoon in five forms; what names no end is none."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.languages import Form
from bot.words import words_for
from handlers.reading.ends import day_typed, either_day, is_for_later, pause_end
from tests.rows import each_of

FRIDAY = datetime(2026, 11, 27, 16, 0)  # noqa: DTZ001 - a wall clock
HANS, HANT, YUE, EN, PT = Form.ZH_HANS, Form.ZH_HANT, Form.YUE, Form.EN, Form.PT
ENDS = {
    (EN, "nothing until Monday"): (11, 30),
    (HANS, "暂停到三月中"): (3, 15),
    (HANT, "暫停到三月中旬"): (3, 15),
    (YUE, "停到下個月中"): (12, 15),
    (EN, "pause until mid-March"): (3, 15),
    (PT, "pausa até meados de março"): (3, 15),
    (HANS, "下周一到周五出差，先别发了"): (12, 5),
    (HANS, "周二至周四开会，别发"): (12, 4),
    (EN, "away Tuesday to Thursday, nothing please"): (12, 4),
    (PT, "de segunda a quarta não enviem nada"): (12, 3),
    (YUE, "停到年初五"): (2, 10),
    (EN, "nothing until Friday"): (12, 4),
    (EN, "pause for a week"): (12, 4),
    (EN, "pause everything until 15 January"): (1, 15),
    (EN, "I'm on holiday until the 5th"): (12, 5),
    (EN, "I'm away till Christmas, no posts please"): (12, 25),
    (EN, "please don't send me anything this week"): (11, 30),
    (EN, "no posts until next month"): (12, 1),
    (EN, "nothing more today"): (11, 28),
    (EN, "I'll be back on Monday, nothing until then"): (11, 30),
    (EN, "a break for a couple of weeks"): (12, 11),
    (PT, "nada até segunda"): (11, 30),
    (PT, "estou de férias até dia 5"): (12, 5),
    (PT, "não enviem nada até ao Natal"): (12, 25),
    (PT, "pausa de duas semanas"): (12, 11),
    (PT, "não me mandem nada durante um mês"): (12, 27),
    (PT, "volto no dia 8, até lá nada"): (12, 8),
    (PT, "suspender tudo até ao fim do mês"): (11, 30),
    (PT, "pausa até ao mês que vem"): (12, 1),
    (YUE, "停一個星期先"): (12, 4),
    (YUE, "停到下星期一先"): (11, 30),
    (YUE, "唔好send嘢住，我5號返嚟"): (12, 5),
    (YUE, "停三日"): (11, 30),
    (YUE, "停住半個月"): (12, 12),
    (YUE, "下個月先再發"): (12, 1),
    (YUE, "過咗聖誕先再發"): (12, 25),
    (HANS, "下周一之前别发"): (11, 30),
    (HANS, "我出差到12月5日，先别发"): (12, 5),
    (HANS, "停一个半月"): (1, 11),
    (HANS, "暂停到月底"): (11, 30),
    (HANS, "这周别发了"): (11, 30),
    (HANT, "暫停兩星期"): (12, 11),
    (HANT, "下星期一前不要發"): (11, 30),
    (HANT, "停十天"): (12, 7),
}
NONE = [
    "聽日去旅行到初五",
    "后天走，到初八才回",
    "pause",
    "我想停一停",
    "quero uma pausa",
    "nothing, thanks",
    "until the cows come home",
    "nothing until next Sunday",
    "到时候再说",
    "第三天",
    "a " * 120,
]


@each_of(("form", "typed"), ENDS)
def test_an_end_is_the_morning_of_the_day_that_is_said(form: Form, typed: str) -> None:
    end = pause_end(typed, FRIDAY, words_for(form))
    assert end is not None
    assert (end.month, end.day, end.hour, end.minute) == (*ENDS[form, typed], 9, 0)
    assert end > FRIDAY


@each_of("typed", NONE)
def test_who_names_no_end_is_asked(typed: str) -> None:
    assert pause_end(typed, FRIDAY, words_for(EN)) is None


@each_of(
    ("form", "typed", "day"),
    [(EN, "Monday", 30), (EN, "28 November", 28), (PT, "segunda", 30), (YUE, "星期一", 30), (HANS, "11月30日", 30)],
)
def test_to_the_question_until_when_a_day_alone_is_an_answer(form: Form, typed: str, day: int) -> None:
    end = day_typed(typed, FRIDAY, words_for(form))
    assert end is not None
    assert (end.day, end.hour) == (day, 9)


@each_of(
    ("form", "typed", "day"),
    [(EN, "next month", 1), (PT, "para o mês que vem", 1), (YUE, "下個月", 1), (HANS, "下周日", 6)],
)
def test_a_month_or_a_week_that_is_next_answers_too(form: Form, typed: str, day: int) -> None:
    end = day_typed(typed, FRIDAY, words_for(form))
    assert end is not None
    assert (end.month, end.day) == (12, day)


def test_a_day_of_the_lunar_month_alone_is_not_guessed() -> None:
    assert day_typed("聽日到初五", FRIDAY, words_for(YUE)) is None


def test_of_a_day_that_may_be_two_both_are_offered() -> None:
    both = [datetime(2026, 11, 29, 9), datetime(2026, 12, 6, 9)]  # noqa: DTZ001 - a wall clock
    assert either_day("next Sunday", FRIDAY, words_for(EN), asked=True) == both
    assert either_day("nothing until next Sunday", FRIDAY, words_for(EN)) == both
    assert not either_day("see you next Sunday", FRIDAY, words_for(EN))
    assert not either_day("Sunday", FRIDAY, words_for(EN), asked=True)


def test_a_time_of_day_that_is_said_is_kept() -> None:
    assert pause_end("nothing until Monday 6 pm", FRIDAY, words_for(EN)) == datetime(2026, 11, 30, 18, 0)  # noqa: DTZ001


@given(st.text(max_size=80) | st.text("到停0123456789個月日星期一 untilaéàdepois", max_size=40))
def test_whatever_is_typed_it_is_an_end_to_come_or_none(typed: str) -> None:
    end = day_typed(typed, FRIDAY, words_for(YUE))
    assert end is None or end > FRIDAY


@each_of(
    ("said", "later"),
    [
        ("国庆我出去玩 那几天先别发", True),
        ("10月1日到7日不要发", True),
        ("嗰幾日唔好send嘢畀我", True),
        ("nothing over christmas please", True),
        ("I'm away from 10 to 24 August", True),
        ("de 10 a 24 de agosto não enviem nada", True),
        ("nesses dias não enviem nada", True),
        ("下个月要出差一个月先停停", True),
        ("下個月去日本兩個禮拜 嗰陣唔好send嘢俾我", True),
        ("停到下个月", False),
        ("这几天先别发", False),
        ("停三至四日", False),
        ("nothing until 24 August", False),
        ("between 9 and 5 no noise", False),
        ("entre as 9 e as 17 não enviem", False),
    ],
)
def test_days_that_are_still_to_come_are_no_end_of_a_pause_that_begins_now(said: str, *, later: bool) -> None:
    assert is_for_later(said) is later


@each_of(
    ("typed", "today", "ends"),
    [
        ("国庆回老家 8号之前别发了哈", (2026, 11, 27), [(2026, 12, 8), (2027, 10, 8)]),
        ("国庆回老家 8号之前别发了哈", (2026, 9, 25), [(2026, 10, 8)]),
        ("聖誕去旅行，27號之後先再發", (2026, 12, 20), [(2026, 12, 27)]),
        ("国庆期间别发", (2026, 11, 27), []),
    ],
)
def test_a_day_that_is_said_beside_a_feast_is_the_next_or_the_feasts_and_asked_where_these_are_two(
    typed: str, today: tuple[int, int, int], ends: list[tuple[int, int, int]]
) -> None:
    now, words = datetime(*today, 20, 0), words_for(Form.ZH_HANS)  # noqa: DTZ001
    either = [datetime(*each, 9, 0) for each in ends]  # noqa: DTZ001
    assert list(either_day(typed, now, words)) == either
    assert pause_end(typed, now, words) == (either[0] if len(either) == 1 else None)
