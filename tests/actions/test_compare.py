"""Two texts, one above the other: what goes is struck out, what comes is bold, both underlined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from bot.actions.compare import AROUND, BRIEFLY, MOST, SHOWN, briefly, compare
from bot.languages import Form
from bot.texts import visible
from bot.words import words_for

EN = words_for(Form.EN)


def shown(old: str, new: str) -> tuple[str, str]:
    """Both texts as they are shown."""
    _, before, _, _, after = compare(EN, old, new)
    return str(before), str(after)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("on Saturday at 3", "on Sunday at 3", "on <u><s>Saturday</s></u> at 3", "on <u><b>Sunday</b></u> at 3"),
        ("週六江邊見", "週日江邊見", "週<u><s>六</s></u>江邊見", "週<u><b>日</b></u>江邊見"),
        ("see you", "see you there", "see you", "see you<u><b> there</b></u>"),
        ("at 3 &amp; 4", "at 3", "at 3<u><s> &amp; 4</s></u>", "at 3"),
        ("três e não", "tres e não", "<u><s>três</s></u> e não", "<u><b>tres</b></u> e não"),
    ],
)
def test_only_what_differs_is_marked(old: str, new: str, before: str, after: str) -> None:
    assert shown(old, new) == (before, after)


def test_a_text_that_only_looks_different_says_so() -> None:
    assert compare(EN, "bold", "<b>bold</b>") == [Markup("Only the formatting changes."), Markup("bold")]
    assert compare(EN, "same", "same") == [Markup("The text is the same as now."), Markup("same")]


def test_what_both_begin_and_end_with_is_short() -> None:
    around = "字" * 500
    before, after = shown(f"{around}舊{around}", f"{around}新{around}")
    assert before == f"…{'字' * AROUND}<u><s>舊</s></u>{'字' * AROUND}…"
    assert after == f"…{'字' * AROUND}<u><b>新</b></u>{'字' * AROUND}…"


def test_texts_that_have_little_in_common_are_shown_whole_up_to_a_limit() -> None:
    before, after = shown("甲乙" * MOST, "丙丁" * MOST)
    assert before.startswith("<u><s>甲乙")
    assert after.startswith("<u><b>丙丁")
    assert len(visible(after)) <= SHOWN + 1


@given(st.text(alphabet="ab <&字词\n", max_size=60), st.text(alphabet="ab <&字词\n", max_size=60))
def test_whatever_is_compared_both_texts_stay_whole(old: str, new: str) -> None:
    before, after = old.strip(), new.strip()
    if before == after:
        return
    mine, theirs = shown(str(escape(old)), str(escape(new)))
    for text, side in ((before, mine), (after, theirs)):
        told = visible(side)
        assert told.strip("…") in text
        assert "…" in told or told == text


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("<b>on Saturday</b>\n\nat 3", "on Sunday\nat 3", "on <u><s>Saturday</s></u>→<u><b>Sunday</b></u> at 3"),
        ("週六江邊見", "週日江邊見！", "週<u><s>六</s></u>→<u><b>日</b></u>江邊見<u><b>！</b></u>"),
        ("the same", "the <i>same</i>", "the same"),
    ],
)
def test_in_a_line_what_goes_stands_beside_what_comes(old: str, new: str, line: str) -> None:
    assert str(briefly(old, new)) == line


def test_a_line_of_a_text_that_is_written_anew_shows_the_beginning_of_both() -> None:
    line = briefly("甲乙" * MOST, "丙丁" * MOST)
    assert "甲乙" in line
    assert "丙丁" in line
    assert len(visible(line)) <= BRIEFLY + 1
