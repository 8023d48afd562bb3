"""Which week or month of the calendar is meant, as people write it."""

from datetime import date, datetime

import pytest

from bot.mistakes import Mistake, Why
from handlers.reading.page import View, read_page
from tests.rows import each_of

NOW = datetime(2027, 3, 9, 12)  # noqa: DTZ001 - a wall clock
NEXT, LAST, APRIL = date(2027, 3, 16), date(2027, 3, 2), date(2027, 4, 1)


@each_of(
    ("said", "day", "page"),
    [
        ("12 Dec", date(2027, 12, 12), View.DAY),
        ("20/3", date(2027, 3, 20), View.DAY),
        ("琴日", date(2027, 3, 8), View.DAY),
        ("amanhã", date(2027, 3, 10), View.DAY),
        ("上周三", date(2027, 3, 3), View.DAY),
        ("上上個禮拜三", date(2027, 2, 24), View.DAY),
        ("last Friday", date(2027, 3, 5), View.DAY),
        ("sexta passada", date(2027, 3, 5), View.DAY),
        ("two weeks ago", date(2027, 2, 22), View.WEEK),
        ("下周五", date(2027, 3, 19), View.DAY),
        *((said, NEXT, View.WEEK) for said in ("下星期", "下個禮拜", "next week", "próxima semana", "semana que vem")),
        *((said, LAST, View.WEEK) for said in ("上星期", "上个礼拜", "last week", "semana passada")),
        *(
            (said, APRIL, View.MONTH)
            for said in ("下个月", "next month", "mês que vem", "April", "4月", "四月份", "abril")
        ),
        ("Dezembro de 2026", date(2026, 12, 1), View.MONTH),
        ("2026年12月", date(2026, 12, 1), View.MONTH),
    ],
)
def test_a_day_a_week_and_a_month_are_read_as_such(said: str, day: date, page: View) -> None:
    assert read_page(said, NOW) == (day, page)


@each_of("said", ["foo", "31/2", "13月", "when", "0000年5月", "may 0000"])
def test_what_is_no_day_is_not_guessed(said: str) -> None:
    with pytest.raises(Mistake) as unread:
        read_page(said, NOW)
    assert unread.value.why is Why.DAY_UNREADABLE
