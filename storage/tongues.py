"""Texts in a language that this program does not know: it would lose them, so it does not start.

A reader's own tag is borne (`people.strange_tags`), and so is what a delivery says: nothing is written back there.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, Select, select

from bot.languages import Form
from storage.campaigns import campaigns
from storage.channels import channels
from storage.content import posts, versions
from storage.corrections import corrections
from storage.partners import partners
from storage.shares import shares

_TAGS = frozenset(form.value for form in Form)
_WORDS: tuple[Select[str | None], ...] = tuple(
    select(column).where(column.not_in(_TAGS)).distinct()
    for column in (
        versions.c.form,
        versions.c.derived_from,
        posts.c.source,
        corrections.c.form,
        shares.c.form,
    )
)


def strange_tongues(connection: Connection) -> list[str]:
    """The tags that no form has, of every text, name and channel."""
    return sorted({tag for tag in _tags(connection) if tag not in _TAGS})


def _tags(connection: Connection) -> Iterator[str]:
    for words in _WORDS:
        yield from filter(None, connection.scalars(words))
    for names in (campaigns.c.names, partners.c.names, partners.c.about):
        for kept in connection.scalars(select(names)):
            yield from kept or ()
    for forms in connection.scalars(select(channels.c.forms)):
        yield from forms
    for ways in connection.scalars(select(posts.c.ways).where(posts.c.ways.is_not(None))):
        for way in ways or ():
            yield from way["labels"]
