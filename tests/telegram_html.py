"""Any text that Telegram could bring: every script, formatted, nested, with links and characters of all kinds."""

from html import escape

from hypothesis import strategies as st

_WORDS = st.text(st.characters(codec="utf-8"), max_size=20) | st.sampled_from(
    [
        "One. Two! ",
        "花開了。",
        "「來。」",
        "\n\n",
        " ",
        "&",
        "<3",
        "50% off ",
        "https://a.hk/b?c=1&d=2 ",
        "@joe",
        "/stop",
        "{x}",
    ]
)
_PLAIN = _WORDS.map(lambda text: escape(text, quote=False))
_TAGS = st.sampled_from(
    [
        ("<b>", "</b>"),
        ("<i>", "</i>"),
        ('<a href="https://x.hk/?a=1&amp;b=&quot;">', "</a>"),
        ("<code>", "</code>"),
        ('<pre><code class="language-python">', "</code></pre>"),
        ("<blockquote expandable>", "</blockquote>"),
        ('<tg-emoji emoji-id="5368324170671202286">', "</tg-emoji>"),
        ('<span class="tg-spoiler">', "</span>"),
    ]
)


def telegram_html() -> st.SearchStrategy[str]:
    """Telegram HTML as `handlers/showing/formatted.py` writes it."""
    inner = st.recursive(
        _PLAIN,
        lambda inside: st.tuples(_TAGS, st.lists(inside, max_size=4)).map(
            lambda made: made[0][0] + "".join(made[1]) + made[0][1]
        ),
        max_leaves=12,
    )
    return st.lists(inner, max_size=6).map("".join)
