"""Numbers in words, in the bot's languages."""

import pytest

from bot.numerals import MOST, han_number, latin


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("seven", 7), ("thirty-one", 31), ("ninety nine", 99), ("a couple of", 2)),
        *(("dez", 10), ("dezasseis", 16), ("dezesseis", 16), ("vinte e uma", 21), ("duas", 2), ("noventa e nove", 99)),
    ],
)
def test_words_of_both_alphabets_and_shores_are_their_numbers(word: str, number: int) -> None:
    assert latin()[word] == number


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("二十三", 23), ("廿一", 21), ("卅", 30), ("兩", 2), ("二〇二七", 2027)]
)
def test_chinese_numbers_are_read_in_tens_and_digit_by_digit(text: str, number: int) -> None:
    assert han_number(text) == number


def test_every_number_up_to_the_last_has_a_word() -> None:
    assert set(latin().values()) == set(range(1, MOST + 1))
