"""Parse modes: what becomes of a text, where its entities lie in UTF-16, and what is said of a broken one."""

from typing import Any

import pytest

from sandbox import markup
from sandbox.markup import found, typed
from sandbox.shapes import Refusal
from tests.rows import each_of

Spans = list[tuple[str, int, int]]


def spans(entities: list[Any]) -> Spans:
    return [(each["type"], each["offset"], each["length"]) for each in entities]


HTML: list[tuple[str, str, Spans]] = [
    ("<b>bold</b>", "bold", [("bold", 0, 4)]),
    ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd",
     [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)]),
    ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
    ("<b>😀</b>y", "😀y", [("bold", 0, 2)]),
    ("中文<i>字</i>", "中文字", [("italic", 2, 1)]),
    ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ("&lt;&amp;&gt;&quot; &copy; &#20013; &#x1F600;", '<&>" &copy; 中 😀', []),
    ("<tg-spoiler>s</tg-spoiler>", "s", [("spoiler", 0, 1)]),
    ('<span class="tg-spoiler">s</span>', "s", [("spoiler", 0, 1)]),
    ("<blockquote>q</blockquote>", "q", [("blockquote", 0, 1)]),
    ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ("<code>@not</code> @name", "@not @name", [("code", 0, 4), ("mention", 5, 5)]),
    ("<B>x</B>", "x", [("bold", 0, 1)]),
    ("  <b>x</b>\n", "x", [("bold", 0, 1)]),
    ("a<b></b>", "a", []),
    ("<b>x</>", "x", [("bold", 0, 1)]),
]  # fmt: skip


@each_of(("source", "text", "expected"), HTML)
def test_html_becomes_text_and_entities(source: str, text: str, expected: Spans) -> None:
    said, entities = markup.read(source, "HTML")
    assert (said, spans(entities)) == (text, expected)


BROKEN = [
    ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
    ("中<x>y</x>", 'Unsupported start tag "x" at byte offset 3'),
    ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ("a <", "Unclosed start tag at byte offset 2"),
    ("x</b>", "Unexpected end tag at byte offset 1"),
    ("😀<b>x</i>", 'Unmatched end tag at byte offset 8, expected "</b>", found "</i>"'),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<a href="x', "Unclosed start tag at byte offset 0"),
]


@each_of(("source", "words"), BROKEN)
def test_broken_html_is_refused_where_it_breaks(source: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        markup.read(source, "HTML")
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


def test_a_link_carries_its_address() -> None:
    assert markup.read('<a href="https://t.me/x?a=1&amp;b=2">here</a>', "HTML")[1] == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://t.me/x?a=1&b=2"}
    ]


def test_code_inside_pre_gives_the_language() -> None:
    assert markup.read('<pre><code class="language-python">x</code></pre>', "HTML")[1] == [
        {"type": "pre", "offset": 0, "length": 1, "language": "python"}
    ]


@each_of(
    ("text", "expected"),
    [
        ("/start now", [("bot_command", 0, 6)]),
        ("a/b 1/2", []),
        ("😀 @kapok_city_bot", [("mention", 3, 15)]),
        ("see https://t.me/x?start=a_b.", [("url", 4, 24)]),
        ("t.me/kapok", [("url", 0, 10)]),
        ("#木棉 #1", [("hashtag", 0, 3)]),
        ("me@example.org", [("email", 0, 14)]),
        ("看这里：https://a.org/中，好", [("url", 4, 15)]),
    ],
)
def test_telegram_finds_some_entities_by_itself(text: str, expected: Spans) -> None:
    assert spans(found.entities(text, [])) == expected


@each_of(
    ("source", "text", "expected"),
    [
        ("**b** __i__ ~~s~~ ||p|| `c`", "b i s p c",
         [("bold", 0, 1), ("italic", 2, 1), ("strikethrough", 4, 1), ("spoiler", 6, 1), ("code", 8, 1)]),
        ("😀 **x __y__**", "😀 x y", [("bold", 3, 3), ("italic", 5, 1)]),
        ("2 ** 3 and snake__case", "2 ** 3 and snake__case", []),
        ("<b>x</b> & 1. [a](https://b.org/)", "<b>x</b> & 1. a", [("text_link", 14, 1)]),
    ],
)  # fmt: skip
def test_what_a_person_types_is_marked_as_in_the_apps(source: str, text: str, expected: Spans) -> None:
    said, entities = typed.parse(source)
    assert (said, spans(entities)) == (text, expected)
