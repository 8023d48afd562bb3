"""Of all that partners are called only what has a word in common with a text is looked at."""

import pytest

from bot.lookup import Called, name_shape

CALLED = Called(
    {1: ("小鹏汽车", "XPeng Motors"), 2: ("中国邮政", "China Post"), 3: ("JD.com",), 4: ("鵬",), 5: ()},
)


@pytest.mark.parametrize(
    ("said", "near"),
    [
        ("any post of XPENG", [1, 2]),
        ("小鵬的車", [1, 4]),
        ("去郵政寄信", [2]),
        ("jd", [3]),
        ("大鵬展翅", [4]),
        ("posts, expenging", []),
        ("", []),
    ],
)
def test_a_partner_is_near_a_text_that_has_a_word_or_two_characters_of_its_names(said: str, near: list[int]) -> None:
    assert [partner_id for partner_id, _ in CALLED.near(name_shape(said))] == near
