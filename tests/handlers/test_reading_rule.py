"""How often, as people write it."""

from datetime import date, datetime, time

import pytest

from bot.mistakes import Mistake, Why
from bot.repeating import LAST, Every, Rule
from handlers.partner.planning.reading_rule import read_end, read_rule, says_how_often
from tests.rows import each_of

NOW = datetime(2027, 3, 9, 12, 0)  # noqa: DTZ001 - a Tuesday's wall clock
NINE = time(9)


def weekly(*days: int, step: int = 1) -> Rule:
    return Rule(Every.WEEK, step=step, weekdays=frozenset(days))


def nth(which: int, day: int) -> Rule:
    return Rule(Every.MONTH, weekdays=frozenset({day}), nth=which)


@each_of(
    ("text", "rule", "clock"),
    [
        ("every Monday and Thursday at 09:00", weekly(0, 3), NINE),
        ("every day at 9 am", Rule(Every.DAY), NINE),
        ("daily 09:00", Rule(Every.DAY), NINE),
        ("every 3 days", Rule(Every.DAY, step=3), None),
        ("every weekday at 09:00", weekly(0, 1, 2, 3, 4), NINE),
        ("every Monday to Friday 09:00", weekly(0, 1, 2, 3, 4), NINE),
        ("every second Friday", weekly(4, step=2), None),
        ("every other week on Fridays", weekly(4, step=2), None),
        ("on the second Friday of every month", nth(2, 4), None),
        ("last Friday of each month at 18:30", nth(LAST, 4), time(18, 30)),
        ("on the 15th of every month", Rule(Every.MONTH, day=15), None),
        ("the last day of every month 09:00", Rule(Every.MONTH, day=LAST), NINE),
        ("every year on 1 October at 09:00", Rule(Every.YEAR, month=10, day=1), NINE),
        ("every year on 29 February", Rule(Every.YEAR, month=2, day=29), None),
        ("逢星期一 09:00", weekly(0), NINE),
        ("逢星期一、四 朝早9點", weekly(0, 3), NINE),
        ("逢星期一同星期四 9點", weekly(0, 3), NINE),
        ("逢禮拜六下晝", weekly(5), None),
        ("每周一、三、五 上午九点", weekly(0, 2, 4), NINE),
        ("星期一至五每日 9:00", weekly(0, 1, 2, 3, 4), NINE),
        ("每天早上9点", Rule(Every.DAY), NINE),
        ("日日 9點", Rule(Every.DAY), NINE),
        ("每兩個星期五 9點", weekly(4, step=2), NINE),
        ("隔個星期日 9點", weekly(6, step=2), NINE),
        ("每月15號 9點", Rule(Every.MONTH, day=15), NINE),
        ("每月十五日上午九时", Rule(Every.MONTH, day=15), NINE),
        ("每個月第一個星期六 9點", nth(1, 5), NINE),
        ("每月最後一個星期五", nth(LAST, 4), None),
        ("每月最后一天 9点", Rule(Every.MONTH, day=LAST), NINE),
        ("每年10月1日 9點", Rule(Every.YEAR, month=10, day=1), NINE),
        ("toda segunda-feira às 9h", weekly(0), NINE),
        ("todas as segundas e quintas às 9h", weekly(0, 3), NINE),
        ("todos os dias às 9h", Rule(Every.DAY), NINE),
        ("todos os dias úteis às 9h", weekly(0, 1, 2, 3, 4), NINE),
        ("de segunda a sexta, todas as semanas, às 9h", weekly(0, 1, 2, 3, 4), NINE),
        ("no dia 15 de cada mês", Rule(Every.MONTH, day=15), None),
        ("na primeira segunda-feira de cada mês às 9h", nth(1, 0), NINE),
        ("na segunda terça-feira de cada mês", nth(2, 1), None),
        ("no último dia de cada mês", Rule(Every.MONTH, day=LAST), None),
        ("todos os anos, 1 de outubro às 9h", Rule(Every.YEAR, month=10, day=1), NINE),
        ("逢10月1號 9點", Rule(Every.YEAR, month=10, day=1), NINE),
        ("cada 2 semanas ao sábado", weekly(5, step=2), None),
    ],
)
def test_how_often_is_read_in_every_language(text: str, rule: Rule, clock: time | None) -> None:
    assert says_how_often(text)
    reading = read_rule(text, NOW)
    assert (reading.rule, reading.clock) == (rule, clock)


@each_of(
    ("text", "count", "until"),
    [
        ("every Monday, 12 times", 12, None),
        ("every Monday until 30 June", None, date(2027, 6, 30)),
        ("逢星期一 9點 直到6月30日", None, date(2027, 6, 30)),
        ("逢星期一，共10次", 10, None),
        ("toda segunda-feira às 9h até 30/6", None, date(2027, 6, 30)),
        ("toda segunda-feira, 10 vezes", 10, None),
    ],
)
def test_an_end_is_read_with_it_and_alone(text: str, count: int | None, until: date | None) -> None:
    rule = read_rule(text, NOW).rule
    assert (rule.count, rule.until, rule.weekdays) == (count, until, frozenset({0}))
    alone = {12: "12 times", 10: "10 次"}.get(count or 0, "até 30/6/2027")
    ended = read_end(alone, weekly(0), NOW)
    assert ended
    assert (ended.count, ended.until) == (count, until)


@each_of(
    "text",
    [
        "every Saturday until 3 January at 9am",
        "每周六到一月底早上九点",
        "逢星期六到1月底朝早九點",
        "todos os sábados até 3 de janeiro às 9h",
    ],
)
def test_an_hour_behind_the_end_is_that_of_each_round(text: str) -> None:
    reading = read_rule(text, NOW)
    assert (reading.rule.weekdays, reading.clock) == (frozenset({5}), NINE)
    assert reading.rule.until
    assert reading.rule.until.month == 1


@each_of(
    ("text", "count", "until"),
    [
        ("每日14點，兩次", 2, None),
        ("每日14點 共三次", 3, None),
        ("逢星期一 9點，十二次", 12, None),
        ("todos os dias às 9h, três vezes", 3, None),
        ("every Monday at 9am, four times", 4, None),
        ("toda segunda às 9h até amanhã", None, date(2027, 3, 10)),
        ("逢星期一九點，到聽日", None, date(2027, 3, 10)),
        ("逢星期一九點，到下個月底", None, date(2027, 4, 30)),
        ("逢星期一九點，到昨日", None, date(2027, 3, 8)),
        ("逢星期一九點，到今年4月1號", None, date(2027, 4, 1)),
        ("逢星期一九點，到出年4月1號", None, date(2028, 4, 1)),
        ("每周一9点，到明年1月1日", None, date(2028, 1, 1)),
        ("每周一9点，到本月底", None, date(2027, 3, 31)),
        ("逢星期一九點，到四月底", None, date(2027, 4, 30)),
        ("逢星期一九點，到2月尾", None, date(2028, 2, 29)),
        ("逢星期一九點，直到今年年底", None, date(2027, 12, 31)),
        ("toda segunda às 9h até 1 de abril deste ano", None, date(2027, 4, 1)),
        ("toda segunda às 9h até ao fim de abril", None, date(2027, 4, 30)),
        ("toda segunda às 9h até ao fim do ano", None, date(2027, 12, 31)),
        ("every Monday at 9 until 1 April next year", None, date(2028, 4, 1)),
        ("every Monday at 9 until the end of April", None, date(2027, 4, 30)),
    ],
)
def test_an_end_in_words_is_no_rule_without_an_end(text: str, count: int | None, until: date | None) -> None:
    rule = read_rule(text, NOW).rule
    assert (rule.count, rule.until) == (count, until)


@each_of(
    "text",
    [
        "每日兩次",
        "每個月3次",
        "twice every day at 9am",
        "every day, two times a day",
        "duas vezes por semana, todas as semanas",
        "每日9點，好多次",
        "逢星期一9點，到第三季",
        "every Monday at 9am, many times",
    ],
)
def test_an_end_that_is_not_understood_is_refused_and_never_left_out(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        read_rule(text, NOW)
    assert caught.value.why is Why.RULE_UNREADABLE


@each_of(
    ("text", "count", "until"),
    [
        ("30 de abril", None, date(2027, 4, 30)),
        ("4月30號", None, date(2027, 4, 30)),
        ("30 April", None, date(2027, 4, 30)),
        ("6", 6, None),
    ],
)
def test_a_bare_day_or_number_is_an_end_when_an_end_was_asked_for(
    text: str, count: int | None, until: date | None
) -> None:
    ended = read_end(text, weekly(0), NOW, asked=True)
    assert ended
    assert (ended.count, ended.until) == (count, until)
    assert read_end(text, weekly(0), NOW) is None


@each_of("text", ["逢2月30號", "每年2月30日", "every year on 30 February"])
def test_a_day_that_no_year_has_never_comes(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        read_rule(text, NOW)
    assert caught.value.why is Why.NEVER_COMES


@each_of("text", ["every", "每月", "cada", "every month", "todos os anos", "every blue moon", "每"])
def test_what_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Mistake):
        read_rule(text, NOW)


@each_of("text", ["tomorrow 18:30", "3月12日下午六点半", "sexta-feira às 18h", "星期五 18:30", "18:30"])
def test_a_single_moment_says_nothing_of_how_often(text: str) -> None:
    assert not says_how_often(text)
    assert read_end(text, weekly(0), NOW) is None


@each_of("text", ["逢星期八 9點", "每周七 09:00", "逢禮拜9 9點"])
def test_a_weekday_that_no_week_has_is_not_taken_for_today_s(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(text, datetime.fromisoformat("2026-11-26 20:00"))
    assert refused.value.why is Why.RULE_UNREADABLE


@each_of("text", ["每周9點", "逢星期 9點", "每星期09:00"])
def test_every_week_with_an_hour_is_today_s_weekday(text: str) -> None:
    reading = read_rule(text, datetime.fromisoformat("2026-11-26 20:00"))
    assert (reading.rule.weekdays, reading.clock) == (frozenset({3}), time(9))


@each_of(
    ("text", "rule"),
    [
        ("de dois em dois dias às 9h", Rule(Every.DAY, step=2)),
        ("De duas em duas semanas, às 9h", Rule(Every.WEEK, step=2, weekdays=frozenset({3}))),
        ("de três em três dias às 9h", Rule(Every.DAY, step=3)),
    ],
)
def test_each_second_day_as_portuguese_says_it(text: str, rule: Rule) -> None:
    assert says_how_often(text)
    reading = read_rule(text, datetime.fromisoformat("2026-11-26 20:00"))
    assert (reading.rule, reading.clock) == (rule, time(9))


FRIDAY = datetime(2026, 11, 27, 9, 50)  # noqa: DTZ001 - a wall clock


@each_of(
    ("text", "rule", "clock"),
    [
        ("逢星期六下晝三點", "FREQ=WEEKLY;BYDAY=SA", time(15)),
        ("每個月最後一個星期五下晝六點", "FREQ=MONTHLY;BYDAY=-1FR", time(18)),
        ("逢一三五朝早九點", "FREQ=WEEKLY;BYDAY=MO,WE,FR", time(9)),
        ("逢一、三、五 9點", "FREQ=WEEKLY;BYDAY=MO,WE,FR", time(9)),
        ("逢六日朝早十點", "FREQ=WEEKLY;BYDAY=SA,SU", time(10)),
        ("每周重复 9点", "FREQ=WEEKLY;BYDAY=FR", time(9)),
        ("每三個禮拜一次，9點", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", time(9)),
        ("每天一次 9点", "FREQ=DAILY", time(9)),
        ("once a week on Monday at 9", "FREQ=WEEKLY;BYDAY=MO", time(9)),
        ("uma vez por semana, às segundas, 9h", "FREQ=WEEKLY;BYDAY=MO", time(9)),
        ("逢六日10點", "FREQ=WEEKLY;BYDAY=SA,SU", time(10)),
        ("每月最後一日 9點", "FREQ=MONTHLY;BYMONTHDAY=-1", time(9)),
        ("每月最后一日9点", "FREQ=MONTHLY;BYMONTHDAY=-1", time(9)),
        ("每個月最尾一日9點", "FREQ=MONTHLY;BYMONTHDAY=-1", time(9)),
        ("at the end of every month, 9am", "FREQ=MONTHLY;BYMONTHDAY=-1", time(9)),
        ("weekdays at 9", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(9)),
        ("Monday to Thursday at 9", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", time(9)),
        ("nos dias úteis às 9h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(9)),
        ("工作日9点", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(9)),
        ("平日9點", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", time(9)),
        ("星期一至四9時", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", time(9)),
        ("todas as sextas às seis da tarde", "FREQ=WEEKLY;BYDAY=FR", time(18)),
        ("às sextas às 18h", "FREQ=WEEKLY;BYDAY=FR", time(18)),
        ("aos domingos às 10h", "FREQ=WEEKLY;BYDAY=SU", time(10)),
        ("segundas-feiras às 9h", "FREQ=WEEKLY;BYDAY=MO", time(9)),
        ("a cada dois meses, no dia 3, às 9h", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=3", time(9)),
        ("todos os 25 de abril às 10h", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25", time(10)),
        ("every 25 April at 10:00", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=25", time(10)),
        ("Fridays at 6pm", "FREQ=WEEKLY;BYDAY=FR", time(18)),
        ("every two months on the 3rd at 9", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=3", time(9)),
        ("every Friday at six in the evening", "FREQ=WEEKLY;BYDAY=FR", time(18)),
    ],
)
def test_how_often_is_read_as_it_is_said(text: str, rule: str, clock: time) -> None:
    reading = read_rule(text, FRIDAY)
    assert says_how_often(text)
    assert (reading.rule.text, reading.clock) == (rule, clock)


@each_of("text", ["每月1日同15日 9點", "dias 1 e 15 de cada mês às 9h", "every month on the 1st and the 15th at 9am"])
def test_a_second_day_of_the_month_is_refused_and_never_left_out(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(text, FRIDAY)
    assert refused.value.why is Why.ONE_DAY_A_MONTH


@each_of("text", ["每日夜晚", "逢星期五下晝", "todas as sextas à noite", "every Friday evening"])
def test_a_part_of_the_day_without_its_hour_is_known_to_be_one(text: str) -> None:
    reading = read_rule(text, FRIDAY)
    assert reading.clock is None
    assert reading.part


ALL_BUT = {
    "MO,TU,WE,TH,FR,SA": (
        "every day except Sunday at 9",
        "every day at 9 but not on Sundays",
        "每天9点，除了周日",
        "除星期日外，每日9時",
        "每日9點，星期日除外",
        "除咗禮拜日，日日9點",
        "todos os dias exceto domingo 9h",
        "todos os dias às 9h, excepto ao domingo",
    ),
    "MO,TU,WE,TH,FR": (
        "every day except at weekends at 9",
        "每天9点，除了周末",
        "每日9時，週末除外",
        "日日9點，除咗星期六日",
        "todos os dias às 9h menos aos fins de semana",
    ),
    "MO,TU,TH,FR": (
        "every weekday at 9 except Wednesday",
        "每个工作日9点，周三除外",
        "dias úteis às 9h, salvo quarta, todas as semanas",
    ),
}


@each_of(("days", "text"), [(days, text) for days, texts in ALL_BUT.items() for text in texts])
def test_days_that_are_excepted_are_left_out(days: str, text: str) -> None:
    reading = read_rule(text, FRIDAY)
    assert (reading.rule.text, reading.clock) == (f"FREQ=WEEKLY;BYDAY={days}", NINE)


@each_of(
    ("text", "rest"),
    [
        ("every Monday at 9 except holidays", "except holidays"),
        ("每周一9点，公众假期除外", "公众假期除外"),
        ("逢星期一9時，公眾假期除外", "公眾假期除外"),
        ("逢禮拜一9點，落雨除外", "落雨除外"),
        ("todas as segundas às 9h, exceto no Verão", "exceto Verão"),
        ("每季度第一天 9点", "季度第一"),
        ("every Monday at 9, starting in spring", "starting spring"),
        ("每隔两天 9点", "2"),
    ],
)
def test_whatever_of_a_rule_is_not_understood_is_refused_and_named(text: str, rest: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(text, FRIDAY)
    assert (refused.value.why, refused.value.facts["rest"]) == (Why.RULE_HALF_READ, rest)


@each_of(
    ("text", "last"),
    [
        *(
            (text, date(2026, 12, 11))
            for text in (
                *("every day at 9 for two weeks", "daily at 9 over the next two weeks", "每天9点，连续两周"),
                *("每日9時，為期兩星期", "日日9點，連續兩個禮拜", "todos os dias às 9h durante duas semanas"),
            )
        ),
        *(
            (text, date(2026, 11, 30))
            for text in ("daily at 9 for three days", "每天9点，连续三天", "每日9時，連續三日", "一連三日 日日9點")
        ),
        ("todos os dias às 9h por três dias", date(2026, 11, 30)),
        ("every day for a week at 9", date(2026, 12, 4)),
        ("every Monday at 9 for three weeks", date(2026, 12, 20)),
        ("every day at 9 for 10 days", date(2026, 12, 7)),
        ("every day at 9 for a month", date(2026, 12, 27)),
    ],
)
def test_a_length_is_an_end_that_counts_from_the_first_round(text: str, last: date) -> None:
    reading = read_rule(text, FRIDAY)
    assert reading.rule.until is None
    assert reading.beginning(datetime.combine(FRIDAY, NINE), FRIDAY).until == last


@each_of("text", ["two weeks", "两周", "兩星期", "兩個禮拜", "duas semanas", "for two weeks"])
def test_a_length_is_an_end_when_an_end_was_asked_for(text: str) -> None:
    ended = read_end(text, Rule(Every.DAY), FRIDAY, asked=True, begins=datetime(2026, 12, 1, 9))  # noqa: DTZ001
    assert ended
    assert ended.until == date(2026, 12, 14)


@each_of(
    "text",
    [
        *(
            "每年中秋节 18:00",
            "每年春节9点",
            "每年元宵節 18:00",
            "逢中秋 9點",
            "every Easter at 9",
            "every year at Easter 9:00",
        ),
        *("todos os anos no Ano Novo Chinês às 9h", "toda a Páscoa às 10h"),
    ],
)
def test_a_feast_that_moves_is_no_day_of_every_year(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(text, FRIDAY)
    assert refused.value.why is Why.FEAST_MOVES


@each_of(
    "text", ["every Christmas at 9", "每年圣诞节9点", "每年聖誕節9時", "逢聖誕節9點", "todos os anos no Natal às 9h"]
)
def test_a_feast_that_stays_is_its_day_of_every_year(text: str) -> None:
    assert read_rule(text, FRIDAY).rule.text == "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25"


FORTNIGHTLY = "FREQ=WEEKLY;INTERVAL=2;BYDAY="


@each_of(
    ("text", "rule"),
    [
        *(
            (text, FORTNIGHTLY + "TU")
            for text in (
                *(
                    "fortnightly on Tuesday at 10",
                    "every fortnight on Tuesday at 10",
                    "alternate Tuesdays at 10, every week",
                ),
                *(
                    "隔周二10点",
                    "每两周周二10点",
                    "隔星期二10時",
                    "每兩星期的星期二10時",
                    "隔個禮拜二10點",
                    "每兩個禮拜二10點",
                ),
                *(
                    "quinzenalmente às terças às 10h",
                    "terça sim, terça não às 10h",
                    "semana sim, semana não, à terça às 10h",
                ),
            )
        ),
        *(
            (text, FORTNIGHTLY + "FR")
            for text in (
                *(
                    "fortnightly at 10",
                    "every two weeks at 10",
                    "隔周 10:00",
                    "每两周 10:00",
                    "每兩星期10時",
                    "隔星期10時",
                ),
                *("隔個禮拜10點", "每隔一個禮拜10點", "de 15 em 15 dias às 10h", "de quinze em quinze dias às 10h"),
                *("a cada quinze dias às 10h", "todas as quinzenas às 10h"),
            )
        ),
        *(
            (text, "FREQ=DAILY;INTERVAL=2")
            for text in ("dia sim, dia não às 10h", "alternate days at 10", "隔日10時", "隔日10點", "隔天10点")
        ),
        ("de oito em oito dias às 10h", "FREQ=WEEKLY;BYDAY=FR"),
        ("every ten days at 10", "FREQ=DAILY;INTERVAL=10"),
        ("每五天10点", "FREQ=DAILY;INTERVAL=5"),
    ],
)
def test_a_fortnight_and_other_turns_are_no_mere_week(text: str, rule: str) -> None:
    reading = read_rule(text, FRIDAY)
    assert says_how_often(text)
    assert (reading.rule.text, reading.clock) == (rule, time(10))


@each_of(
    ("text", "clock"),
    [
        *(("每天中午11点", time(11)), ("每日晏晝11點", time(11)), ("每晚8点", time(20)), ("晚晚8點", time(20))),
        *(
            ("every evening at 8", time(20)),
            ("todas as noites às 8", time(20)),
            ("朝朝9點", NINE),
            ("每日中午11時", time(11)),
        ),
        *(("every night at midnight", time(0)), ("每晚12点", time(0)), ("todos os dias à meia-noite", time(0))),
    ],
)
def test_an_hour_of_every_day_is_read_with_its_part_of_the_day(text: str, clock: time) -> None:
    reading = read_rule(text, FRIDAY)
    assert (reading.rule, reading.clock) == (Rule(Every.DAY), clock)


@each_of("text", ["every Friday at midnight", "逢星期五晚上12点", "每周五晚上1点", "sextas à meia-noite"])
def test_midnight_of_a_weekday_may_be_either_of_its_ends(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(text, FRIDAY)
    assert refused.value.why is Why.WHICH_MOMENT


@each_of(
    ("typed", "lasts"),
    [
        ("每天9点 两周", "2w"),
        ("每日九點 兩個禮拜", "2w"),
        ("每天9点30天", "30d"),
        ("每天9點 三日", "3d"),
        ("每天9点30分", ""),
    ],
)
def test_a_length_behind_the_hour_is_no_minute_of_it(typed: str, lasts: str) -> None:
    read = read_rule(typed, NOW)
    assert (read.rule, read.lasts) == (Rule(Every.DAY), lasts)
    assert read.clock == (time(9, 30) if typed.endswith("分") else time(9))


def test_every_nothing_days_is_no_rule() -> None:
    with pytest.raises(Mistake):
        read_rule("every 0 days at 9", NOW)


@each_of(
    ("typed", "weekdays", "hour"),
    [
        ("除了星期日每天9点", {0, 1, 2, 3, 4, 5}, 9),
        ("除咗禮拜日日日九點", {0, 1, 2, 3, 4, 5}, 9),
        ("除了周末每天9点", {0, 1, 2, 3, 4}, 9),
        ("逢六日十點", {5, 6}, 10),
        ("逢六日十一點", {5, 6}, 11),
        ("逢一三五十點", {0, 2, 4}, 10),
        ("逢禮拜一至五九點", {0, 1, 2, 3, 4}, 9),
        ("逢星期一到五十點半", {0, 1, 2, 3, 4}, 10),
    ],
)
def test_an_exception_may_come_first_and_an_hour_may_stand_right_behind_its_days(
    typed: str, weekdays: set[int], hour: int
) -> None:
    reading = read_rule(typed, NOW)
    assert reading.rule.weekdays == weekdays
    assert reading.clock is not None
    assert reading.clock.hour == hour


@each_of(
    "typed", ["every day at 9 for a fortnight", "todos os dias às 9 durante uma quinzena", "every day at 9 for 2 weeks"]
)
def test_a_fortnight_is_two_weeks(typed: str) -> None:
    assert read_rule(typed, NOW).lasts == "2w"


@each_of("typed", ["逢三十日", "逢五十日九點"])
def test_a_day_that_no_rule_here_means_is_still_refused(typed: str) -> None:
    with pytest.raises(Mistake):
        read_rule(typed, NOW)
