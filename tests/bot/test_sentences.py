"""A text is cut into sentences outside its tags, and nothing of it is lost."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.languages import Form
from bot.translating.sentences import Code, codes, cut, is_nested, joined
from tests.rows import each_of
from tests.telegram_html import telegram_html

CUTS = {
    "We meet at six. Bring friends!": ["We meet at six.", "Bring friends!"],
    "今晚的珠江，多了一双翅膀。戴上眼镜。": ["今晚的珠江，多了一双翅膀。", "戴上眼镜。"],
    "<b>One. Two.</b> Three.": ["<b>One. Two.</b>", "Three."],
    "Ask Dr. Wong. He knows.": ["Ask Dr. Wong.", "He knows."],
    "It costs 3.50 at km/h. See https://a.hk/b.html?c=1. Bye.": [
        "It costs 3.50 at km/h.",
        "See https://a.hk/b.html?c=1.",
        "Bye.",
    ],
    "「好。」佢話。": ["「好。」", "佢話。"],
    "a\n\n<pre>b\nc</pre>\nd": ["a", "<pre>b\nc</pre>", "d"],
}


@each_of("text", CUTS)
def test_a_text_is_cut_where_a_sentence_ends(text: str) -> None:
    assert [each.text for each in cut(text)] == CUTS[text]


@given(telegram_html() | st.text())
def test_the_sentences_put_together_are_the_text(text: str) -> None:
    sentences = cut(text)
    assert "".join(each.text + each.gap for each in sentences) == text
    assert joined(sentences, [each.text for each in sentences], Form.EN, Form.PT) == text


@given(telegram_html())
@example("<b>{</b>}")  # a brace takes no tag away
def test_no_tag_is_torn_apart(text: str) -> None:
    assert all(is_nested(each.text) for each in cut(text))


def test_between_two_sentences_stands_what_the_language_puts_there() -> None:
    chinese = cut("花开了。来看吧！\n走。")
    assert joined(chinese, ["It blooms.", "Come!", "Go."], Form.ZH_HANS, Form.EN) == "It blooms. Come!\nGo."
    english = cut("It blooms. Come!\nGo.")
    assert joined(english, ["花开了。", "来看吧！", "走。"], Form.EN, Form.ZH_HANS) == "花开了。来看吧！\n走。"


def test_tags_links_names_and_gaps_are_codes() -> None:
    sentence = '<a href="https://a.hk">Go</a> to https://b.hk/c?d=1&amp;e=2, ask @joe, send /stop, {name}.'
    assert set(codes(sentence, Code.TAG)) == {'<a href="https://a.hk">', "</a>"}
    assert set(codes(sentence, Code.THING)) == {"https://b.hk/c?d=1&amp;e=2", "@joe", "/stop", "{name}"}
