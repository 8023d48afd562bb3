"""Screens of words that nobody asked for: for a post that came back, or for a new one."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.content import Post
from bot.partners import Partner
from bot.texts import shortened
from bot.words import Words
from handlers.partner.card_screens import title_of
from handlers.partner.presses import BeginWith, OpenPost, Pages, Shelf, WriteInto, button
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


def begin_with_screen(words: Words, partners: Sequence[Partner]) -> Screen:
    """Asks whether a new post shall begin with it."""
    label = words.say("Begin a post with it")
    rows = [(button(label, BeginWith(partner_id=partner.id)),) for partner in partners]
    if len(partners) > 1:
        names = [partner.name(words.form) for partner in partners]
        rows = [(button(name, BeginWith(partner_id=one.id)),) for name, one in zip(names, partners, strict=True)]
    asked = (
        words.say("Is this a text for readers? I can begin a post with it.")
        if len(partners) == 1
        else words.say("Is this a text for readers? For whom shall I begin a post with it?")
    )
    return Screen(Markup("\n").join([asked, words.say("/help shows all I can do.")]), tuple(rows))


def into_it_screen(words: Words, post: Post, question: Markup) -> Screen:
    """Asks, of a post that is out of their hands, whether the words shall be put into it."""
    rows = (
        (button(_label(words, post), WriteInto(post_id=post.id, sure=True)),),
        (button(words.say("Begin a post with it"), BeginWith(partner_id=post.partner_id)),),
        (button(words.say("Leave it as it is"), OpenPost(post_id=post.id)),),
    )
    return Screen(question, rows)


def _label(words: Words, post: Post) -> Markup:
    return words.say("Put it into “{title}”", title=shortened(title_of(post, words), _TITLE))
