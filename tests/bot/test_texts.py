"""A text as its reader sees it: what shows, what may be kept, what turns a line, and its beginning."""

import sys
import unicodedata

from bot.texts import is_seen, one_line, shortened, straight, units, writable
from tests.rows import each_of

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = {"ARABIC LETTER MARK", "LEFT-TO-RIGHT MARK", "RIGHT-TO-LEFT MARK"}


def test_every_character_that_turns_a_line_is_left_out_and_no_other() -> None:
    turning = [char for char in map(chr, range(sys.maxunicode + 1)) if not straight(char)]
    assert {unicodedata.bidirectional(char) for char in turning} - {"L", "R", "AL"} == TURNS
    assert {unicodedata.name(char) for char in turning if unicodedata.bidirectional(char) not in TURNS} == MARKS


def test_a_name_is_kept_on_one_straight_line_without_needless_blanks() -> None:
    assert one_line(" \u202eTea\n\u3000House\t") == "Tea House"


@each_of("text", ["", " \n\t\u3000\u00a0", "\u200b\u200d\u2060\ufeff", "\u3164\u2800", "\u202e\u2028", "\x00"])
def test_what_shows_nothing_is_not_seen(text: str) -> None:
    assert not is_seen(text)


@each_of("text", ["a", "。", "👍", "\u200b7", "👨‍👩‍👧", "\ue000"])
def test_whatever_shows_anything_is_seen(text: str) -> None:
    assert is_seen(text)


def test_what_no_database_takes_is_left_out_and_tabs_and_lines_stay() -> None:
    assert writable("a\x00b\x1bc\x7f\ud83dd\te\nf") == "abcd\te\nf"


@each_of(
    ("text", "most", "begun"), [("abcd", 4, "abcd"), ("abcde", 4, "abc…"), ("👍👍", 4, "👍👍"), ("👍👍👍", 4, "👍…")]
)
def test_a_beginning_is_never_longer_than_its_room_in_units(text: str, most: int, begun: str) -> None:
    assert shortened(text, most) == begun
    assert units(begun) <= most
