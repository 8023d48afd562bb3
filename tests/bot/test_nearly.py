"""A mistyped word put right from words that are known."""

import pytest

from bot.nearly import nearly, vocabulary

KNOWN = vocabulary(["A lychee orchard on Shamian Island", "Pastéis e líchias", "沙面 Post Office", "the cat"])


@pytest.mark.parametrize(
    ("typed", "rather"),
    [
        ("Shamain", "Shamian"),
        ("SHAMEAN", "Shamian"),
        ("lichee", "lychee"),
        ("pasteis de shamina", "pasteis de Shamian"),
        ("orchad", "orchard"),
        ("lichia", "líchias"),
        ("lichais", "líchias"),
        ("Shamian", None),
        ("pasteis", None),
        ("tha", None),
        ("沙棉", None),
        ("zzzzzz", None),
        ("", None),
    ],
)
def test_an_unknown_word_becomes_the_nearest_known_one_and_a_known_one_stays(typed: str, rather: str | None) -> None:
    assert nearly(typed, KNOWN) == rather
