"""A table of the natural ways in which a moment is typed, by form: what each of them means on a Tuesday afternoon."""

from datetime import date, datetime
from typing import Any

import pytest

from bot.languages import Form
from bot.mistakes import Mistake, Why
from handlers.reading.moment import read_time
from tests.rows import each_of

NOW = datetime(2027, 3, 9, 15, 20)  # noqa: DTZ001 - a wall clock; a Tuesday
TABLE: dict[Form, dict[str, list[str]]] = {
    Form.EN: {
        "2027-03-12 09:00": [
            "Fri March 12 9:00",
            "Friday, March 12 at 9am",
            "Friday 12 March 9:00",
            "Fri 12 Mar, 9.00",
            "12 March, Friday, 9:00",
            "March 12 (Fri) 9am",
            "9am Friday 12 March",
            "9:00 on Friday 12th of March",
            "the 12th at 9",
            "Friday the 12th at 9am",
            "in 3 days at 9",
            "Mar 12 @ 9am",
            "Friday 9 in the morning",
        ],
        "2027-03-10 09:00": ["tomorrow morning at 9", "9 tomorrow"],
        "2027-03-12 12:00": ["Friday at noon"],
        "2027-03-15 10:00": ["next Monday 10am"],
        "2027-03-12 18:30": ["12/3 at 18:30", "12 Mar 2027 18:30", "12.3. 18:30"],
        "2027-03-12 09:30": ["Friday 9.30am"],
        "2027-03-10 18:30": ["tomorrow 18.30", "half past six tomorrow evening"],
        "2027-03-09 20:00": ["tonight at 8"],
        "2027-03-12 19:00": ["this Friday evening at 7"],
        "2027-03-19 09:00": ["a week from Friday at 9", "Friday week 9am"],
        "2027-03-10 12:00": ["noon tomorrow"],
        "2027-03-13 09:00": ["Saturday 13 9:00"],
    },
    Form.PT: {
        "2027-03-12 09:00": [
            "sex 12 março 9h",
            "sexta, 12 de março às 9h",
            "sexta-feira 12/3 9h",
            "sexta dia 12 às 9h",
            "12 de março (sexta) às 9h",
            "dia 12 de março, sexta, 9h",
            "às 9h de sexta",
            "6.ª feira às 9h",
            "6ª 9h",
            "daqui a 3 dias às 9h",
            "sexta que vem às 9",
            "sexta, 12, 9h",
            "dia 12 pelas 9h",
        ],
        "2027-03-12 18:30": ["12/03 às 18h30", "12 Mar 2027 18h30"],
        "2027-03-10 09:00": ["amanhã às 9 da manhã", "amanhã de manhã às 9", "9h amanhã"],
        "2027-03-12 12:00": ["sexta ao meio-dia"],
        "2027-03-15 10:00": ["próxima segunda às 10h", "2.ª feira, 15 de março, 10h"],
        "2027-03-09 20:00": ["hoje às 20h", "hoje à noite às 8"],
        "2027-03-12 09:30": ["sexta 9h30"],
        "2027-03-11 15:00": ["depois de amanhã às 15h"],
        "2027-03-12 16:00": ["sexta à tarde às 4"],
        "2027-03-13 10:00": ["sáb. 13/3 10h"],
        "2027-03-10 18:00": ["amanhã pelas 18h"],
        "2027-03-11 18:30": ["quinta 11 de março 18:30"],
        "2027-03-13 11:00": ["no sábado às 11 horas"],
    },
    Form.ZH_HANS: {
        "2027-03-12 09:00": [
            "3月12日礼拜五9点",
            "3月12日星期五 9:00",
            "3月12号（周五）上午9点",
            "周五3月12日9点",
            "星期五（3月12日）早上九点",
            "12号周五9点",
            "本周五上午9点",
            "3/12 周五 9:00",
            "3.12 9点",
            "2027年3月12日星期五9点",
            "三月十二号九点",
            "这个周五早上九点",
            "3月12日早九点",
            "三天后9点",
            "12日上午9时",
            "3月12日9:00（周五）",
        ],
        "2027-03-12 09:30": ["周五9点半"],
        "2027-03-15 10:00": ["下周一10点"],
        "2027-03-10 09:00": ["明天上午9点", "明早9点"],
        "2027-03-11 15:00": ["后天下午3点"],
        "2027-03-09 20:00": ["今晚8点", "今天晚上八点"],
        "2027-03-12 12:00": ["周五中午12点"],
        "2027-04-01 09:00": ["下个月1号9点"],
        "2027-03-12 19:30": ["周五晚上7点半"],
        "2027-03-10 15:15": ["明天下午三点一刻"],
        "2027-03-12 20:00": ["3月12日晚8点"],
        "2027-03-13 10:00": ["周六上午十点"],
        "2027-03-11 09:00": ["后天九点"],
    },
    Form.ZH_HANT: {
        "2027-03-12 09:00": [
            "3月12日禮拜五9點",
            "3月12日星期五 9:00",
            "3月12日（星期五）上午9時",
            "星期五3月12日9時",
            "星期五（3月12日）早上九時",
            "12日星期五9時",
            "本週五上午9時",
            "12/3 星期五 9:00",
            "12/3 9時",
            "2027年3月12日星期五9時",
            "三月十二日九時",
            "這個星期五早上九時",
            "3月12日早上九點",
            "三天後9時",
            "12日上午9時",
            "3月12日9:00(星期五)",
        ],
        "2027-03-12 09:30": ["週五9時半"],
        "2027-03-15 10:00": ["下週一10時"],
        "2027-03-10 09:00": ["明天上午9時", "明早9時"],
        "2027-03-11 15:00": ["後天下午3時"],
        "2027-03-09 20:00": ["今晚8時", "今天晚上八時"],
        "2027-03-12 12:00": ["星期五正午"],
        "2027-04-01 09:00": ["下個月1日9時"],
        "2027-03-12 19:30": ["星期五晚上7時半"],
        "2027-03-10 15:00": ["明日下午三時"],
        "2027-03-12 20:00": ["3月12日晚8時"],
        "2027-03-13 10:00": ["星期六上午十時"],
        "2027-03-11 09:00": ["後日九點"],
    },
    Form.YUE: {
        "2027-03-12 09:00": [
            "3月12號禮拜五9點",
            "禮拜五3月12號朝早9點",
            "12號禮拜五朝早九點",
            "今個禮拜五9點",
            "3月12號朝九點",
            "三日後9點",
            "12號9點",
            "3月12號9:00（禮拜五）",
            "禮拜五12號9點",
            "拜五9點",
            "嚟緊禮拜五9點",
            "呢個禮拜五朝頭早9點",
            "3月12日(五)9點",
        ],
        "2027-03-15 10:00": ["下個禮拜一10點", "下拜一10點"],
        "2027-03-10 09:00": ["聽日朝早9點", "聽朝9點"],
        "2027-03-11 15:00": ["後日下晝3點"],
        "2027-03-09 20:00": ["今晚8點"],
        "2027-03-09 20:30": ["今晚八點半"],
        "2027-03-12 12:00": ["禮拜五晏晝12點"],
        "2027-03-12 09:30": ["禮拜五九點半"],
        "2027-03-12 20:00": ["3月12晚8點"],
        "2027-03-13 10:00": ["禮拜六朝早十點"],
        "2027-03-11 09:15": ["後日九點三"],
        "2027-03-10 15:15": ["聽日下晝三點三個字"],
        "2027-03-12 10:00": ["大後日朝早十點"],
        "2027-03-12 19:00": ["星期五夜晚七點"],
        "2027-03-10 19:00": ["聽晚七點"],
        "2027-03-10 14:00": ["聽日晏晝兩點"],
    },
}


@pytest.mark.parametrize(
    ("form", "text", "meant"),
    [
        pytest.param(form, text, meant, id=f"{form}-{text}")
        for form, moments in TABLE.items()
        for meant, texts in moments.items()
        for text in texts
    ],
)
def test_a_moment_is_read_in_the_order_in_which_it_is_typed(form: Form, text: str, meant: str) -> None:
    assert read_time(text, NOW, month_first=form is Form.ZH_HANS).wall == datetime.fromisoformat(meant)


@each_of(
    "text",
    ["Sat March 12 9:00", "sábado, 12 de março às 9h", "3月12日礼拜六9点", "星期六（3月12日）9時", "禮拜六3月12號9點"],
)
def test_a_weekday_that_is_not_the_dates_is_not_passed_over(text: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_time(text, NOW)
    assert refused.value.why is Why.DAYS_DIFFER
    assert [refused.value.facts[name] for name in ("day", "other")] == [date(2027, 3, 12), date(2027, 3, 13)]


def test_a_weekday_tells_which_of_two_numbers_is_the_month() -> None:
    assert read_time("Friday 3/12 9:00", NOW, month_first=True).wall == datetime(2027, 3, 12, 9)  # noqa: DTZ001 - a wall clock
    assert read_time("Monday 3/15", NOW).day == date(2027, 3, 15)


@each_of("text", ["Fri 9", "3.15 或 3.16", "12月9点"])
def test_what_may_be_two_things_is_not_guessed(text: str) -> None:
    with pytest.raises(Mistake):
        read_time(text, NOW)


@each_of(
    ("typed", "wall"),
    [
        ("平安夜上午9点", "2027-12-24 09:00"),
        ("平安夜下晝三點", "2027-12-24 15:00"),
        ("跨年夜中午12点", "2027-12-31 12:00"),
        ("平安夜8点", "2027-12-24 20:00"),
        ("9.30", "2027-03-10 09:30"),
        ("9点3月15日", "2027-03-15 09:00"),
    ],
)
def test_the_part_of_the_day_that_is_said_counts_before_the_one_in_a_feasts_name(typed: str, wall: str) -> None:
    assert f"{read_time(typed, NOW).wall:%Y-%m-%d %H:%M}" == wall


@each_of(
    ("typed", "wall"),
    [
        ("tomorrow at nine thirty", "2027-03-10 09:30"),
        ("nine forty-five pm", "2027-03-09 21:45"),
        ("at nine thirty tonight", "2027-03-09 21:30"),
        ("quarter to midnight", "2027-03-09 23:45"),
    ],
)
def test_minutes_in_words_stand_behind_their_hour(typed: str, wall: str) -> None:
    assert f"{read_time(typed, NOW).wall:%Y-%m-%d %H:%M}" == wall


@each_of(
    ("typed", "days", "clock"),
    [
        ("next Sunday at 9", [14, 21], "09:00"),
        ("next Wednesday", [10, 17], None),
        ("tomorrow at half past midnight", [10, 11], "00:30"),
        ("amanhã à meia-noite e meia", [10, 11], "00:30"),
        ("amanhã à meia-noite e um quarto", [10, 11], "00:15"),
    ],
)
def test_a_day_or_a_night_that_may_be_two_is_asked_back_with_both(
    typed: str, days: list[int], clock: str | None
) -> None:
    with pytest.raises(Mistake) as asked:
        read_time(typed, NOW)
    assert asked.value.why is Why.WHICH_MOMENT
    meant: Any = asked.value.facts["meant"]
    assert [each.day.day for each in meant] == days
    assert {f"{each.clock:%H:%M}" if each.clock else None for each in meant} == {clock}


def test_next_monday_said_on_a_tuesday_is_one_day() -> None:
    assert read_time("next Monday", NOW).day.day == 15


@each_of("typed", ["明晚凌晨2点", "聽晚凌晨兩點"])
def test_the_small_hours_of_a_night_may_be_of_two_days(typed: str) -> None:
    with pytest.raises(Mistake) as asked:
        read_time(typed, NOW)
    assert asked.value.why is Why.WHICH_MOMENT
    meant: Any = asked.value.facts["meant"]
    assert [each.day.day for each in meant] == [10, 11]


@each_of("typed", ["tomorrow at 15am", "amanhã às 15 da manhã", "上午15点"])
def test_an_hour_that_no_morning_has_is_refused(typed: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_time(typed, NOW)
    assert refused.value.why is Why.NO_SUCH_TIME
