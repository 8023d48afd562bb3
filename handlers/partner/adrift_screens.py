"""The screen of words that nobody asked for, while a post of their author's has come back."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.texts import shortened
from bot.words import Words
from handlers.partner.card_screens import title_of
from handlers.partner.presses import Pages, Shelf, WriteInto, button
from handlers.screen import Screen

_TITLE = 24
"""Characters of a title on a button."""


def back_again_screen(words: Words, posts: Sequence[Post]) -> Screen:
    """Asks whether it is for a post that came back."""
    text = words.plural(
        "This post came back to you. Shall I put your text into it?",
        "These posts came back to you. Into which shall I put your text?",
        len(posts),
    )
    rows = [(button(_label(words, post), WriteInto(post_id=post.id)),) for post in posts]
    other = words.say("/new starts another post.")
    return Screen(
        Markup("\n").join([text, other]), (*rows, (button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),))
    )


def _label(words: Words, post: Post) -> Markup:
    return words.say("Put it into “{title}”", title=shortened(title_of(post, words), _TITLE))
