"""Which links of a post stand in one of its languages and not in its source."""

from datetime import UTC, datetime

import pytest

from bot.addresses import Stray, addresses_in, strays
from bot.content import Post, PostKind, PostState, Version
from bot.languages import Form


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


@pytest.mark.parametrize(
    ("there", "found"),
    [
        ("https://kapok.example/en/visit", []),
        ("https://en.kapok.example/visit", []),
        (
            "https://kapok.example/visit?lang=en",
            [Stray(Form.EN, ("kapok.example/pt/visit",), ("kapok.example/visit?lang=en",))],
        ),
        (
            "https://kapok.example/en/visits",
            [Stray(Form.EN, ("kapok.example/pt/visit",), ("kapok.example/en/visits",))],
        ),
        ("come along", [Stray(Form.EN, ("kapok.example/pt/visit",), ())]),
    ],
)
def test_the_same_page_in_another_language_is_no_other_link(there: str, found: list[Stray]) -> None:
    texts = {Form.PT: "https://kapok.example/pt/visit", Form.EN: there}
    versions = {form: Version(form, text) for form, text in texts.items()}
    now = datetime(2027, 3, 9, tzinfo=UTC)
    assert strays(Post(1, 5, 6, PostKind.STORY, PostState.DRAFT, now, versions=versions, source=Form.PT)) == found
