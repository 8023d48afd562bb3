"""The calendar in words: what was recalled is not counted as gone out."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.actions.agenda import Entry
from bot.broadcast import Fate
from bot.languages import Form
from bot.words import words_for
from handlers.reading.page import View
from handlers.staff.calendar_screens import Diary, calendar_screen

SENT = Entry(datetime(2026, 3, 2, 9, tzinfo=UTC), 5, 1)
RECALLED = replace(SENT, fate=Fate.WHOLE)


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([SENT, SENT], "2 Mar: 2 posts"),
        ([SENT, RECALLED, RECALLED], "2 Mar: 1 post · ↩ 2"),
        ([RECALLED], "2 Mar ↩ 1"),
        ([replace(SENT, fate=Fate.NOT)], "2 Mar: 1 post"),
    ],
)
def test_a_month_counts_what_was_recalled_by_itself(entries: list[Entry], told: str) -> None:
    day = date(2026, 3, 2)
    diary = Diary(View.MONTH, day, day, "Asia/Macau", entries, {}, {})
    lines = str(calendar_screen(words_for(Form.EN), diary, drawn=True).text).splitlines()
    assert lines[-1] == f"Mon {told}"
