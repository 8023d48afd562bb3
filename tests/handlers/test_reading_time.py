"""Dates and times as communicators write them."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.dayparts import HOURS, part_of
from bot.mistakes import Mistake, Why
from handlers.reading.moment import read_time
from handlers.reading.span import shift_of
from handlers.reading.spelling import simplified, time_shape
from tests.rows import each_of

NOW = datetime(2027, 3, 8, 12, 0)  # noqa: DTZ001 - a wall clock; a Monday
THEN = datetime(2027, 3, 9, 18, 30)  # noqa: DTZ001 - a wall clock


@each_of(
    "text",
    [
        "2027-03-09 18:30",
        "2027-03-09T18:30",
        "2027/3/9 18:30",
        "2027年3月9日 18:30",
        "9/3 18:30",
        "09/03 18:30",
        "9/3/2027 18h30",
        "9/3/27 18:30",
        "9.3.2027 18:30",
        "9-3 18:30",
        "3月9日 18:30",
        "3月9日18:30",
        "3月9號 18:30",
        "3月9号 下午6:30",
        "3月9日下午六点半",
        "三月九日下午六點半",
        "3月9日 18時30分",
        "3月9日傍晚6点30分",
        "9號 18:30",
        "聽日 18:30",
        "听日18:30",
        "聽晚6點半",
        "明天 18:30",
        "明日 18:30",
        "明天下午6點半",
        "明天晚上6:30",
        "tomorrow 18:30",
        "Tomorrow at 6:30 PM",
        "tomorrow, 6:30 p.m.",
        "18:30 tomorrow",
        "amanhã 18:30",
        "Amanhã às 18h30",
        "amanha as 18 h 30",
        "amanhã às 6h30 da tarde",
        "9 March 18:30",
        "March 9 18:30",
        "9 March 2027 18:30",
        "March 9, 2027, 6:30pm",
        "9th of March at 18:30",
        "9 de março de 2027 às 18h30",
        "9 mar. 18h30",
        "Tuesday 18:30",
        "tue 18:30",
        "terça-feira 18h30",
        "terça 18:30",
        "星期二 18:30",
        "周二下午六点半",
        "週二 18:30",
        "２０２７－０３－０９　１８：３０",
        "３月９日　１８：３０",
        "  9/3   18:30 ",
    ],
)
def test_everybodys_way_of_writing_the_same_moment_is_read(text: str) -> None:
    assert read_time(text, NOW).wall == THEN


@each_of(
    ("text", "day", "clock"),
    [
        ("13:00", date(2027, 3, 8), time(13)),
        ("11:00", date(2027, 3, 9), time(11)),
        ("12:00", date(2027, 3, 9), time(12)),
        ("今晚8點", date(2027, 3, 8), time(20)),
        ("tonight 8pm", date(2027, 3, 8), time(20)),
        ("hoje às 20h", date(2027, 3, 8), time(20)),
        ("today 12am", date(2027, 3, 8), time(0)),
        ("today 12pm", date(2027, 3, 8), time(12)),
        ("中午12點", date(2027, 3, 9), time(12)),
        ("聽日中午", date(2027, 3, 9), time(12)),
        ("明天正午", date(2027, 3, 9), time(12)),
        ("amanhã ao meio-dia", date(2027, 3, 9), time(12)),
        ("sexta ao meio dia", date(2027, 3, 12), time(12)),
        ("tomorrow at noon", date(2027, 3, 9), time(12)),
        ("12 noon on 12 March", date(2027, 3, 12), time(12)),
        ("後天 9:05", date(2027, 3, 10), time(9, 5)),
        ("the day after tomorrow 9:05", date(2027, 3, 10), time(9, 5)),
        ("depois de amanhã às 9h05", date(2027, 3, 10), time(9, 5)),
        ("amanhã de manhã às 9h", date(2027, 3, 9), time(9)),
        ("Monday 11:00", date(2027, 3, 15), time(11)),
        ("Monday 13:00", date(2027, 3, 8), time(13)),
        ("星期日 10:00", date(2027, 3, 14), time(10)),
        ("星期三十點", date(2027, 3, 10), time(10)),
        ("1號 10:00", date(2027, 4, 1), time(10)),
        ("1/1 10:00", date(2028, 1, 1), time(10)),
        ("8/3 10:00", date(2027, 3, 8), time(10)),
        ("1/3 10:00", date(2027, 3, 1), time(10)),
        ("2026-01-01 10:00", date(2026, 1, 1), time(10)),
        ("3/25 10:00", date(2027, 3, 25), time(10)),
        ("9/3", date(2027, 3, 9), None),
        ("tomorrow", date(2027, 3, 9), None),
        ("聽日", date(2027, 3, 9), None),
        ("昨天 10:00", date(2027, 3, 7), time(10)),
        ("ontem às 10h", date(2027, 3, 7), time(10)),
        ("下周一上午十点", date(2027, 3, 15), time(10)),
        ("下個星期日 18:30", date(2027, 3, 21), time(18, 30)),
        ("下禮拜三晏晝3點", date(2027, 3, 17), time(15)),
    ],
)
def test_what_is_left_out_is_filled_in_as_a_person_would(text: str, day: date, clock: time | None) -> None:
    reading = read_time(text, NOW)
    assert (reading.day, reading.clock) == (day, clock)


@each_of(
    ("text", "then"),
    [
        ("in 2 hours", "2027-03-08 14:00"),
        ("in half an hour", "2027-03-08 12:30"),
        ("daqui a duas horas", "2027-03-08 14:00"),
        ("dentro de 45 minutos", "2027-03-08 12:45"),
        ("daqui a 3 dias às 18h", "2027-03-11 18:00"),
        ("兩個鐘之後", "2027-03-08 14:00"),
        ("两个半小时后", "2027-03-08 14:30"),
        ("三十分鐘後", "2027-03-08 12:30"),
        ("三日後 9點", "2027-03-11 09:00"),
        ("sexta-feira às 9 da noite", "2027-03-12 21:00"),
        ("amanhã às 10", "2027-03-09 10:00"),
        ("at 9 tomorrow", "2027-03-09 09:00"),
        ("9 in the evening, Friday", "2027-03-12 21:00"),
        ("9 de março às 10", "2027-03-09 10:00"),
    ],
)
def test_a_wait_and_an_hour_without_its_sign_are_read(text: str, then: str) -> None:
    assert read_time(text, NOW).wall == datetime.fromisoformat(then)


@each_of("text", ["amanhã de manhã", "聽日朝早", "às 9 de março", "in one day", "tomorrow in the evening"])
def test_a_day_with_no_more_than_a_part_of_it_leaves_the_hour_open(text: str) -> None:
    reading = read_time(text, NOW)
    assert (reading.day, reading.clock) == (date(2027, 3, 9), None)


@each_of(
    "text",
    [
        "the end of the month",
        "the last day of the month",
        "本月最后一天",
        "呢個月最後一日",
        "no último dia do mês",
        "fim do mês",
        "no final deste mês",
        "月底",
        "月尾",
    ],
)
def test_the_end_of_the_month_is_its_last_day(text: str) -> None:
    assert read_time(text, NOW).day == date(2027, 3, 31)


@each_of(
    ("text", "day"),
    [
        ("下個月15號", date(2027, 4, 15)),
        ("下个月十五日", date(2027, 4, 15)),
        ("下月3日", date(2027, 4, 3)),
        ("下個月尾", date(2027, 4, 30)),
        ("the 15th of next month", date(2027, 4, 15)),
        ("the end of next month", date(2027, 4, 30)),
        ("dia 15 do próximo mês", date(2027, 4, 15)),
        ("15 do mês que vem", date(2027, 4, 15)),
        ("fim do mês que vem", date(2027, 4, 30)),
        ("dia 15", date(2027, 3, 15)),
        ("dia 5 às 18h", date(2027, 4, 5)),
        ("dia 15 de abril", date(2027, 4, 15)),
        ("on the 15th", date(2027, 3, 15)),
        ("on the 3rd at 6pm", date(2027, 4, 3)),
    ],
)
def test_a_day_of_this_month_or_the_next_needs_no_month(text: str, day: date) -> None:
    assert read_time(text, NOW).day == day


def test_a_day_that_next_month_has_not_is_named_so() -> None:
    with pytest.raises(Mistake) as mistake:
        read_time("下個月31號", NOW)
    assert mistake.value.why is Why.NO_SUCH_TIME


def test_a_writer_who_puts_the_month_first_is_read_so() -> None:
    assert read_time("3/9 18:30", NOW, month_first=True).wall == THEN


@each_of(
    "text",
    ["30/2 18:30", "2027-02-30 18:30", "2月30日 18:30", "30 February 10:00", "31/4/2027 10:00", "9/3 25:00",
     "9/3 18:75", "2027-13-01 10:00", "0/0 10:00", "24:00", "9/3 25h", "32號 10:00", "9/3 99點"],
)  # fmt: skip
def test_what_no_calendar_or_clock_has_is_named_so(text: str) -> None:
    with pytest.raises(Mistake) as mistake:
        read_time(text, NOW)
    assert mistake.value.why is Why.NO_SUCH_TIME


@each_of(
    "text",
    ["", "  ", "soon", "next year or so", "hello 18:30", "9", "12345678901234567890", "9/3/2/1 18:30", "😀",
     "/", "周末", "weekend", "fim de semana",
     "18:30 18:40", "tomorrow tomorrow 10:00", "١٢:٣٠ x", "2027-03-09-04 10:00"],
)  # fmt: skip
def test_what_is_no_date_and_time_is_unreadable(text: str) -> None:
    with pytest.raises(Mistake) as mistake:
        read_time(text, NOW)
    assert mistake.value.why is Why.TIME_UNREADABLE


FRIDAY = datetime(2026, 11, 27, 9, 50)  # noqa: DTZ001 - a wall clock


@each_of(
    ("text", "then"),
    [
        ("聽日下晝六點", "2026-11-28 18:00"),
        ("今日下晝三點半", "2026-11-27 15:30"),
        ("聽朝九點", "2026-11-28 09:00"),
        ("聽朝早九點半", "2026-11-28 09:30"),
        ("後晚八點", "2026-11-29 20:00"),
        ("禮拜一朝頭早八點", "2026-11-30 08:00"),
        ("今個星期日上晝十點", "2026-11-29 10:00"),
        ("呢個禮拜日朝早十點", "2026-11-29 10:00"),
        ("下個禮拜五下晝六點", "2026-12-04 18:00"),
        ("一個禮拜之後朝早九點", "2026-12-04 09:00"),
        ("三日後朝早九點", "2026-11-30 09:00"),
        ("大後日朝早九點", "2026-11-30 09:00"),
        ("聽日九點三", "2026-11-28 09:15"),
        ("聽日九點三個字", "2026-11-28 09:15"),
        ("聽日九點十一個字", "2026-11-28 09:55"),
        ("聽日九點三十五", "2026-11-28 09:35"),
        ("聽日晏晝十二點半", "2026-11-28 12:30"),
        ("明早九点", "2026-11-28 09:00"),
        ("明早9點", "2026-11-28 09:00"),
        ("今天下午六点一刻", "2026-11-27 18:15"),
        ("下午三点三刻", "2026-11-27 15:45"),
        ("这周五晚上八点", "2026-11-27 20:00"),
        ("本周日上午十点", "2026-11-29 10:00"),
        ("下下周一早上九点", "2026-12-07 09:00"),
        ("大后天早上九点", "2026-11-30 09:00"),
        ("amanhã às nove da manhã", "2026-11-28 09:00"),
        ("amanhã às nove", "2026-11-28 09:00"),
        ("amanhã às 9 horas", "2026-11-28 09:00"),
        ("sexta-feira às seis da tarde", "2026-11-27 18:00"),
        ("na próxima segunda às 9", "2026-11-30 09:00"),
        ("próxima sexta-feira às 9h30", "2026-12-04 09:30"),
        ("sábado que vem, às 10 da manhã", "2026-11-28 10:00"),
        ("sexta da próxima semana às 9h", "2026-12-04 09:00"),
        ("este domingo às 10h", "2026-11-29 10:00"),
        ("domingo às dez e meia", "2026-11-29 10:30"),
        ("às 9 e um quarto", "2026-11-28 09:15"),
        ("amanhã às dez menos um quarto", "2026-11-28 09:45"),
        ("no dia 25 de abril às dez da manhã", "2027-04-25 10:00"),
        ("à uma da tarde", "2026-11-27 13:00"),
        ("amanhã ao meio-dia e meia", "2026-11-28 12:30"),
        ("daqui a uma semana às 9h", "2026-12-04 09:00"),
        ("logo às 20h", "2026-11-27 20:00"),
        ("this Sunday at 10am", "2026-11-29 10:00"),
        ("next Friday at 6 pm", "2026-12-04 18:00"),
        ("next Monday 9am", "2026-11-30 09:00"),
        ("tomorrow morning at nine", "2026-11-28 09:00"),
        ("tomorrow at half past nine", "2026-11-28 09:30"),
        ("quarter to ten tomorrow", "2026-11-28 09:45"),
        ("Friday evening at 8", "2026-11-27 20:00"),
        ("Sunday at ten o’clock", "2026-11-29 10:00"),
        ("in a week at 9am", "2026-12-04 09:00"),
    ],
)
def test_hours_days_and_weeks_are_read_as_they_are_said(text: str, then: str) -> None:
    assert read_time(text, FRIDAY).wall == datetime.fromisoformat(then)


@each_of("text", ["聽日九點十", "two days", "seis", "uma"])
def test_what_may_mean_two_moments_or_none_is_not_guessed(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_time(text, FRIDAY)
    assert refused.value.why is Why.TIME_UNREADABLE


@each_of(
    "text",
    [
        *(
            "now",
            "ASAP",
            "as soon as possible",
            "agora",
            "o mais depressa possível",
            "assim que possível",
            "quanto antes",
        ),
        *("现在", "而家", "越快越好", "愈快愈好", "盡快", "下一分鐘", "下一分钟", "in the next minute"),
    ],
)
def test_at_once_is_the_next_minute(text: str) -> None:
    assert read_time(text, NOW).wall == NOW.replace(minute=1)


EVENING = datetime(2026, 11, 27, 16, 40)  # noqa: DTZ001 - a Friday's wall clock


@each_of(
    ("text", "then"),
    [
        *(
            (text, "2026-11-28 11:30")
            for text in ("明天中午11点半", "聽日晏晝11點半", "明日中午11時半", "tomorrow 中午11点半")
        ),
        *((text, "2026-11-28 14:00") for text in ("明天中午2点", "聽日晏晝兩點", "明日中午2時")),
        *((text, "2026-11-28 02:00") for text in ("明天凌晨2点", "聽日凌晨兩點", "amanhã às 2 da madrugada")),
        *((text, "2026-11-28 00:00") for text in ("明天凌晨12点", "明日凌晨12時", "聽日凌晨十二點", "tomorrow 12am")),
        *((text, "2026-11-27 20:00") for text in ("esta noite às 8", "this evening at 8", "今晚8点", "今晚八點")),
        *(
            (text, "2026-11-27 17:00")
            for text in ("esta tarde às 5", "this afternoon at 5", "今天下午5点", "今日下晝五點")
        ),
        *(
            (text, "2026-11-27 16:50")
            for text in ("in ten minutes", "十分钟后", "十分鐘後", "十分鐘之後", "daqui a dez minutos")
        ),
        *((text, "2026-11-28 00:40") for text in ("in eight hours", "eight hours from now", "八小时后", "八小時後")),
        *((text, "2026-11-28 00:40") for text in ("八個鐘之後", "dentro de oito horas")),
        *((text, "2026-12-04 09:00") for text in ("in seven days 9:00", "七天后 9:00", "七日後9時", "七日之後9點")),
        *((text, "2026-12-28 09:00") for text in ("in thirty-one days at 9", "三十一天后9点", "卅一日後9點")),
        ("daqui a trinta e um dias às 9h", "2026-12-28 09:00"),
        ("daqui a duas horas e meia", "2026-11-27 19:10"),
        ("in an hour and a half", "2026-11-27 18:10"),
        ("amanhã às vinte e uma e meia", "2026-11-28 21:30"),
        ("daqui a dez dias às 9h", "2026-12-07 09:00"),
        ("九點正，聽日", "2026-11-28 09:00"),
    ],
)
def test_noon_night_and_numbers_in_words_are_read_as_they_are_meant(text: str, then: str) -> None:
    assert read_time(text, EVENING).wall == datetime.fromisoformat(then)


@each_of("text", ["in ten days", "十天后", "十日後", "十日之後", "daqui a dez dias"])
def test_days_are_counted_beyond_six(text: str) -> None:
    assert read_time(text, EVENING).day == date(2026, 12, 7)


ONE, NEXT_ONE = "2026-11-28 01:00", "2026-11-29 01:00"
MIDNIGHT = "2026-11-28 00:00"


@each_of(
    ("text", "meant"),
    [
        *(
            (text, [ONE, NEXT_ONE])
            for text in ("明晚一点", "明晚1時", "聽晚1點", "tomorrow night at 1", "amanhã à noite, à 1h")
        ),
        *(
            (text, ["2026-11-29 10:00", "2026-12-06 10:00"])
            for text in ("next Sunday 10am", "próximo domingo às 10h", "no domingo próximo às 10h")
        ),
        *(
            (text, [MIDNIGHT, "2026-11-29 00:00"])
            for text in ("tomorrow at midnight", "明天晚上12点", "amanhã à meia-noite")
        ),
        *((text, [MIDNIGHT, "2026-11-28 12:00"]) for text in ("明早12点", "聽朝12點", "明天上午12点", "明早12時")),
        *((text, [MIDNIGHT, "2026-11-28 12:00"]) for text in ("tomorrow morning at 12", "amanhã às 12 da manhã")),
        *(
            (text, ["2026-11-28 10:00", "2026-11-29 10:00"])
            for text in (
                "this weekend 10am",
                "周末 10:00",
                "這個週末10時",
                "呢個週末朝早十點",
                "no fim-de-semana às 10h",
            )
        ),
    ],
)
def test_a_moment_that_may_be_two_is_asked_for_and_those_to_come_are_named(text: str, meant: list[str]) -> None:
    with pytest.raises(Mistake) as refused:
        read_time(text, EVENING)
    assert refused.value.why is Why.WHICH_MOMENT
    told = refused.value.facts["meant"]
    assert isinstance(told, tuple)
    assert [each.wall for each in told] == [datetime.fromisoformat(each) for each in meant]


@each_of(
    ("text", "then"),
    [
        *((text, MIDNIGHT) for text in ("晚上12点", "今晚12點", "tonight at midnight", "hoje à meia-noite")),
        *((text, ONE) for text in ("tonight at 1", "tonight at 1am", "今晚1点", "今晚一點", "esta noite à 1h")),
    ],
)
def test_of_two_moments_of_which_one_has_passed_the_other_is_meant(text: str, then: str) -> None:
    assert read_time(text, EVENING).wall == datetime.fromisoformat(then)


@each_of("text", ["半夜十二点半", "半夜十二點半", "half past midnight", "meia-noite e meia"])
def test_an_hour_alone_is_of_the_day_that_was_chosen_before(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_time(text, EVENING, on=date(2026, 12, 6))
    told = refused.value.facts["meant"]
    assert isinstance(told, tuple)
    assert [each.wall for each in told] == [datetime(2026, 12, day, 0, 30) for day in (6, 7)]  # noqa: DTZ001
    assert read_time("18:35", EVENING, on=date(2026, 12, 6)).wall == datetime(2026, 12, 6, 18, 35)  # noqa: DTZ001


AN_HOUR_OF = {"凌晨": "3:00", "上午": "9:00", "下午": "3:00", "晚上": "9:00", "中午": "1:00"}


@each_of(
    ("text", "part"),
    [
        *((text, "凌晨") for text in ("后天凌晨", "聽日凌晨", "amanhã de madrugada", "Sunday in the early hours")),
        *(
            (text, "上午")
            for text in ("明早", "聽朝", "tomorrow morning", "amanhã de manhã", "early morning on Sunday")
        ),
        *((text, "下午") for text in ("明天下午", "聽日下晝", "tomorrow afternoon", "amanhã à tarde")),
        *((text, "晚上") for text in ("明晚", "聽晚", "tonight", "Sunday evening", "domingo à noite")),
        *((text, "中午") for text in ("明天中午", "tomorrow at noon", "amanhã ao meio-dia")),
        *((text, "") for text in ("下周日", "next Monday", "segunda")),
    ],
)
def test_the_part_of_a_day_that_was_named_is_kept(text: str, part: str) -> None:
    assert part_of(time_shape(text)) == part
    if part:
        clock = read_time(f"{AN_HOUR_OF[part]} {part}", EVENING).clock
        assert clock
        assert clock.hour in HOURS[part]


@each_of(
    ("text", "minutes"),
    [
        ("an hour earlier", -60),
        ("two hours later", 120),
        ("half an hour later", 30),
        ("an hour and a half earlier", -90),
        ("postpone it by 30 minutes", 30),
        ("bring it forward by an hour", -60),
        ("a week later", 7 * 1440),
        ("提前一个小时", -60),
        ("推迟半小时", 30),
        ("早半個鐘", -30),
        ("遲一個半鐘", 90),
        ("押後兩日", 2 * 1440),
        ("uma hora mais cedo", -60),
        ("meia hora mais tarde", 30),
        ("adia-a uma hora", 60),
        ("antecipa uma hora", -60),
        ("两小时后", None),
        ("in two hours", None),
        ("later", None),
        ("early on Monday", None),
    ],
)
def test_how_much_earlier_or_later_a_moment_shall_be_is_read(text: str, minutes: int | None) -> None:
    shift = shift_of(simplified(text))
    assert (shift and shift / timedelta(minutes=1)) == minutes
