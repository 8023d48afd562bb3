"""Lines on pictures: broken where a reader would break them, and cut only at the end."""

import pytest

from bot.languages import Form
from handlers.pictures.canvas import broken
from handlers.pictures.fonts import font

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
