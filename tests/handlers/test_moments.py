"""Beside a moment stands the city's own time, where it is another than the reader's, and how far away it is."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.languages import Form
from bot.words import words_for
from handlers.showing.moments import beside

LISBON, MACAU = ZoneInfo("Europe/Lisbon"), ZoneInfo("Asia/Macau")
WORDS = words_for(Form.EN)


def test_a_reader_in_lisbon_sees_the_city_s_time_across_a_change_of_clocks() -> None:
    now = datetime(2027, 3, 27, 12, 0, tzinfo=LISBON)
    winter, summer = (datetime(2027, 3, day, 18, 0, tzinfo=LISBON) for day in (27, 28))
    assert [str(line) for line in beside(WORDS, winter, now)] == [f"In Guangzhou: {said(28, 2)}"]
    assert [str(line) for line in beside(WORDS, summer, now)] == [f"In Guangzhou: {said(29, 1)}", "In 29 hours"]


def said(day: int, hour: int) -> str:
    return WORDS.moment(datetime(2027, 3, day, hour, 0, tzinfo=ZoneInfo("Asia/Shanghai")))


def test_where_clocks_show_the_same_the_city_is_not_named() -> None:
    now = datetime(2027, 3, 9, 12, 0, tzinfo=MACAU)
    assert beside(WORDS, now.replace(hour=18), now) == []
    assert [str(line) for line in beside(WORDS, now.replace(day=12), now)] == ["In 3 days"]


AFTER_MIDNIGHT = {
    Form.ZH_HANS: "33 小时后",
    Form.ZH_HANT: "33 小時後",
    Form.YUE: "33 小時後",
    Form.EN: "In 33 hours",
    Form.PT: "Dentro de 33 horas",
}


@pytest.mark.parametrize("form", Form)
def test_tomorrow_that_is_said_after_midnight_is_counted_in_hours(form: Form) -> None:
    now = datetime(2027, 3, 9, 0, 20, tzinfo=MACAU)
    assert [str(line) for line in beside(words_for(form), now.replace(day=10, hour=9, minute=0), now)] == [
        AFTER_MIDNIGHT[form]
    ]
