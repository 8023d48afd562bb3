"""A name to look at is shown with the words around it, as an excerpt that begins and ends with a word."""

from bot.languages import Form
from bot.names import Finding
from bot.words import words_for
from handlers.staff.names_advice import advice_lines


def test_an_excerpt_neither_begins_nor_ends_with_a_comma() -> None:
    finding = Finding(Form.EN, "Canton Tower", "廣州塔", "，多咗對翼。喺", "隔籬飛過，", missing=True)
    (line,) = advice_lines(words_for(Form.YUE), [finding])[2:]
    assert "「多咗對翼。喺<u>廣州塔</u>隔籬飛過」" in line
