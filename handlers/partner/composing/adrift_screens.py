"""Screens of words that nobody asked for: for a post that came back, or for a new one."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.content import Post, PostState
from bot.languages import Form
from bot.partners import Partner
from bot.texts import shortened
from bot.transport import Button
from bot.words import Words, marked
from handlers.partner.composing.card_screens import title_of
from handlers.partner.presses import BeginWith, OpenPost, Pages, Shelf, WriteInto, button
from handlers.sending.broadcast_screens import CorrectTo, OpenSending
from handlers.showing.screen import Screen

_TITLE = 24
"""Characters of a title on a button."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A post into which words may be put: their form, if it is known, and whether another text stands there."""

    post: Post
    form: Form | None = None
    over: bool = False


def back_again_screen(words: Words, offers: Sequence[Offered]) -> Screen:
    """Asks whether it is for a post that came back."""
    text = words.plural(
        "This post came back to you. Shall I put your text into it?",
        "These posts came back to you. Into which shall I put your text?",
        len(offers),
    )
    told = [text, *_over_lines(words, offers), words.say("/new starts another post.")]
    rows = [(_into(words, offered, sure=False),) for offered in offers]
    return Screen(Markup("\n").join(told), (*rows, (button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),)))


def _over_lines(words: Words, offers: Sequence[Offered]) -> list[Markup]:
    """What the words would take the place of: told now, it need not be asked afterwards."""
    form = next((offered.form for offered in offers if offered.over), None)
    if form is None:
        return []
    said = words.plural(
        "It has a text in {language} already: yours takes its place.",
        "Where there's a text in {language} already, yours takes its place.",
        len(offers),
        language=words.language(form),
    )
    return [said]


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


def picture_screen(words: Words) -> Screen:
    """A picture came while no post is open."""
    text = words.say(
        "Is this for a post? Open its draft, or begin one with /new, and send it once more. A picture of a post that "
        "is out already is replaced from its page, under /posts."
    )
    return Screen(text, ((button(words.say("All drafts"), Pages(shelf=Shelf.DRAFTS)),),))


def into_it_screen(words: Words, offered: Offered, question: Markup) -> Screen:
    """Asks, of a post that is out of their hands, whether the words shall be put into it."""
    post = offered.post
    rows = (
        (_into(words, offered, sure=True),),
        (button(words.say("Begin a post with it"), BeginWith(partner_id=post.partner_id)),),
        (button(words.say("Keep as it is"), OpenPost(post_id=post.id)),),
    )
    return Screen(Markup("\n").join([question, *_over_lines(words, [offered])]), rows)


def went_out_screen(words: Words, post: Post, broadcast_id: int) -> Screen:
    """Asks, of a post that readers have, or get just now, whether the words correct it."""
    if sending := post.state is PostState.SENDING:
        asked = marked(
            "“{title}” is going out just now. Is your text a correction of it, or another post? It can be corrected as "
            "soon as the sending is over; before that you can pause or cancel it."
        )
    else:
        asked = marked("“{title}” went out already. Is your text a correction of it, or another post?")
    text, steer = words.say(asked, title=title_of(post, words)), OpenSending(broadcast_id=broadcast_id)
    rows = (
        *(((button(words.say("Pause or cancel"), steer),),) if sending else ()),
        (button(words.say("Correct it"), CorrectTo(broadcast_id=broadcast_id)),),
        (button(words.say("Begin a post with it"), BeginWith(partner_id=post.partner_id)),),
        (button(words.say("Open the post"), OpenPost(post_id=post.id)),),
    )
    return Screen(text, rows)


def _into(words: Words, offered: Offered, *, sure: bool) -> Button:
    label = words.say("Put it into “{title}”", title=shortened(title_of(offered.post, words), _TITLE))
    return button(label, WriteInto(post_id=offered.post.id, sure=sure, form=offered.form, over=offered.over))
