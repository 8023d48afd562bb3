"""A story as it is offered in another chat, and as it stands there when it is shared."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.render import signature
from bot.content import Post
from bot.partners import Partner
from bot.texts import visible
from bot.transport import Button
from bot.words import Words

TEASER = 90
SHARED = 400
"""Characters of a story that are shared; the link leads to all of it."""


@dataclass(frozen=True, slots=True)
class Card:
    """Its title and beginning in the list, and the message that is sent."""

    title: str
    teaser: str
    text: Markup


def card_of(words: Words, post: Post, partner: Partner) -> Card:
    """In somebody's language, or the nearest it is written in."""
    title = post.title_in(words.form) or words.bare("A story without words")
    rest, name = _below(post, words), partner.name(words.form)
    told = Markup("<b>{}</b>").format(title)
    sender = Markup("<i>{}</i>").format(signature(words, partner))
    shared = [told, Markup.escape(_cut(rest, SHARED)), sender]
    return Card(
        title, _cut(" ".join([name, "·", *rest.split()]), TEASER), Markup("\n\n").join(each for each in shared if each)
    )


def link_row(words: Words, post: Post, me: str) -> tuple[Button, ...]:
    """The way to the whole story."""
    return (Button(words.bare("Read it all"), url=f"https://t.me/{me}?start=story_{post.id}"),)


def nothing_line(words: Words) -> str:
    """What stands in place of stories when there are none; pressed, it leads to the bot."""
    return words.bare("No story with that. See all stories ›")


def _below(post: Post, words: Words) -> str:
    """What stands below the first line."""
    chosen = post.version_for(words.form)
    return visible(chosen.version.text).strip().partition("\n")[2].strip() if chosen else ""


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
