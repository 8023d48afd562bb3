"""Advice about links: languages whose links are not those of the source."""

from markupsafe import Markup

from bot.addresses import strays
from bot.content import Post
from bot.texts import shortened
from bot.words import Words

LONGEST = 48
"""Characters of an address that are shown."""


def links_lines(words: Words, post: Post) -> list[Markup]:
    """Nothing when all languages lead to the same places."""
    lines = []
    for stray in strays(post):
        mark = stray.form.mark
        if stray.missing:
            lines.append(words.say("{mark} lacks the link {links}", mark=mark, links=_shown(words, stray.missing)))
        if stray.other:
            lines.append(words.say("{mark} has another link: {links}", mark=mark, links=_shown(words, stray.other)))
    head = words.say("<b>The links differ between languages</b> (only advice)")
    return [Markup(""), head, *lines] if lines else []


def _shown(words: Words, addresses: tuple[str, ...]) -> str:
    return words.list([shortened(each, LONGEST) for each in addresses])
