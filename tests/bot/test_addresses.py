"""Which links of a post stand in one of its languages and not in its source."""

import pytest

from bot.addresses import addresses_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Veja https://www.Kapok.example/Rio/, hoje.", ("kapok.example/Rio",)),
        ("详情看https://kapok.example/a?b=1&amp;c=2。", ("kapok.example/a?b=1&c=2",)),
        ('<a href="http://kapok.example/x">here</a> and www.kapok.example/x', ("kapok.example/x",)),
        ("(t.me/kapok)", ("t.me/kapok",)),
        ("No link at all: 3.5 km, kapok.", ()),
    ],
)
def test_an_address_is_compared_without_what_makes_it_no_other(text: str, found: tuple[str, ...]) -> None:
    assert addresses_in(text) == found
