"""Lines on pictures: broken where a reader would break them, and cut only at the end."""

import pytest

from bot.languages import Form
from bot.words import Words, words_for
from handlers.pictures.calendar import Sheet, draw_week
from handlers.pictures.canvas import broken
from handlers.pictures.fonts import drawable, font
from handlers.reading.page import View
from handlers.staff.calendar_screens import Diary, sheet_of
from tests.screens.examples_shared import ENTRIES, NOW

SIZE, WIDTH = 19, 147.0


@pytest.mark.parametrize(
    ("form", "text", "first"),
    [
        (Form.ZH_HANS, "京东", "京东"),
        (Form.PT, "XPeng Esta noite, o rio tem asas", "XPeng Esta"),
        (Form.EN, "JD.com The night market closes", "JD.com The"),
        (Form.EN, "Llanfairpwllgwyngyllgogerychwyrndrobwll", ""),
    ],
)
def test_a_label_keeps_its_words_whole_where_they_fit(form: Form, text: str, first: str) -> None:
    lines = broken(text, form, SIZE, WIDTH)
    assert lines[0].startswith(first)
    assert all(font(form, SIZE).getlength(line) <= WIDTH for line in lines)
    assert not lines[1].startswith((",", " "))


@pytest.mark.parametrize(
    "text", ["小鹏汽车 今晚的珠，江边多了一双翅膀", "今晚的珠江边上，多了一双翅膀", "一二三四五六，七八九十"]
)
def test_no_line_begins_with_a_chinese_comma(text: str) -> None:
    for width in range(60, 240, 7):
        assert not broken(text, Form.ZH_HANS, SIZE, float(width))[1].startswith("，")


def week(words: Words, title: str) -> Sheet:
    """A week whose posts are all called so; some of them recalled."""
    day = NOW.date()
    titles = dict.fromkeys(range(30), title)
    return sheet_of(words, Diary(View.WEEK, day, day, "Asia/Macau", ENTRIES, {5: "XPeng"}, titles, everybody=True))


@pytest.mark.parametrize("form", Form)
def test_the_words_of_the_calendar_are_in_the_letters_of_its_picture(form: Form) -> None:
    sheet = week(words_for(form), "今晚嘅珠江 à noite")
    labels = [chip.label for chips in sheet.chips.values() for chip in chips]
    assert any(chip.recalled for chips in sheet.chips.values() for chip in chips)
    for text in [*labels, sheet.title, *sheet.weekdays, *sheet.days.values()]:
        assert drawable(text, form) == text


@pytest.mark.parametrize("form", [Form.EN, Form.PT])
def test_an_apostrophe_between_latin_letters_is_no_wider_than_one(form: Form) -> None:
    assert all(font(form, SIZE).getlength(mark) < SIZE * 2 / 3 for mark in "\u2019\u201c\u201d\u00b7")


def test_an_emoji_in_a_title_is_no_empty_box_on_a_picture() -> None:
    words = words_for(Form.YUE)
    assert draw_week(week(words, "🌺 今晚嘅珠江"), Form.YUE) == draw_week(week(words, "今晚嘅珠江"), Form.YUE)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("🌺 花市 👨‍👩‍👧 開喇", "花市 開喇"),
        ("🌺🌺", "…"),
        ("❤️ Macau", "Macau"),
        ("Amanha\u0303 às 8\u202f000", "Amanhã às 8\u202f000"),
        ("", ""),
    ],
)
def test_what_a_font_lacks_is_left_out(text: str, drawn: str) -> None:
    assert drawable(text, Form.PT) == drawn
