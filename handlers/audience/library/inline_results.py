"""A story as it is offered in another chat, and as it stands there when it is shared."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.actions.render import SENT, because_line, footer, signature, title_language
from bot.content import Post, PostKind
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
    first, rest = _lines(post, words)
    named = [partner.name(words.form), *title_language(post, words)]
    teaser = _cut(" · ".join(each for each in (*named, " ".join(rest.split())) if each), TEASER)
    shared = [*_beginning(title, first, rest), _ending(words, post, partner)]
    return Card(title, teaser, Markup("\n\n").join(each for each in shared if each))


def _beginning(title: str, first: str, rest: str) -> list[Markup]:
    """The title as a heading; a first line that is too long for one is text, and stands whole."""
    if first and not first.startswith(title):
        return [Markup.escape(_cut(f"{first}\n\n{rest}".strip(), SHARED))]
    return [Markup("<b>{}</b>").format(title), Markup.escape(_cut(rest, SHARED))]


def _ending(words: Words, post: Post, partner: Partner) -> Markup:
    """Why it is not in their language, and who tells it; how to stop is nothing for those who share it."""
    chosen, promotion = post.version_for(words.form), post.kind is PostKind.CAMPAIGN
    sender = signature(words, partner, SENT) if promotion else footer(post, partner, words)
    lines = [because_line(chosen, words) if chosen else None, sender]
    return Markup("\n").join(Markup("<i>{}</i>").format(line) for line in lines if line)


def link_row(words: Words, post: Post, me: str) -> tuple[Button, ...]:
    """The way to the whole story."""
    return (Button(words.bare("Read it all"), url=f"https://t.me/{me}?start=story_{post.id}"),)


def nothing_line(words: Words) -> str:
    """What stands in place of stories when there are none; pressed, it leads to the bot."""
    return words.bare("No story has that. See all stories ›")


def _lines(post: Post, words: Words) -> tuple[str, str]:
    """The first line, and what stands below it."""
    chosen = post.version_for(words.form)
    first, _, rest = visible(chosen.version.text).strip().partition("\n") if chosen else ("", "", "")
    return first.strip(), rest.strip()


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
