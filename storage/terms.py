"""The terms that posts are found by: one table and the same statements on either database."""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects import sqlite

from bot.content import Post, PostState
from bot.terms import Term, terms_in
from storage.awaited import AsyncConnection
from storage.content import posts
from storage.prepared import Prepared
from storage.schema import Id, Json, metadata, one_of

terms = Table(
    "story_term",
    metadata,
    # Compared by code points, so that a beginning is a range of the key whatever the server's language.
    Column("term", Text().with_variant(Text(collation="C"), "postgresql"), primary_key=True),
    Column("post_id", Id, ForeignKey("post.id"), primary_key=True),
    Column("heading", Boolean, nullable=False),
    Index(None, "post_id"),
    sqlite_with_rowid=False,
)
_LAST = "\U0010ffff"
_LISTED = (PostState.SCHEDULED, PostState.SENDING, PostState.SENT)
"""What is, or soon will be, a story: drafts are found by those who write them."""


async def keep_terms(connection: AsyncConnection, post: Post) -> None:
    """The terms of a post, in place of those kept before."""
    await connection.execute(delete(terms).where(terms.c.post_id == post.id))
    lines = [{"term": term, "post_id": post.id, "heading": heading} for term, heading in terms_in(post).items()]
    if lines:
        await connection.execute(insert(terms), lines)


def matches(wanted: Sequence[Sequence[Term]], least: int) -> Select[int, int, int]:
    """Posts that hold at least so many of these in one of their alternatives.

    Their id, how many, and how many in a first line.
    """
    each = [
        select(terms.c.post_id, func.max(case((terms.c.heading, 1), else_=0)).label("heading"))
        .where(or_(*map(_is, alternatives)))
        .group_by(terms.c.post_id)
        for alternatives in wanted
    ]
    found = union_all(*each).subquery()
    number = func.count()
    counted = select(found.c.post_id, number.label("number"), func.sum(found.c.heading).label("heading"))
    return counted.group_by(found.c.post_id).having(number >= least)


def _is(term: Term) -> ColumnElement[bool]:
    if not term.begins:
        return terms.c.term == term.text
    return (terms.c.term >= term.text) & (terms.c.term < term.text + _LAST)


def spans(wanted: Sequence[Sequence[Term]]) -> list[list[tuple[str, str]]]:
    """What `KNOWN` asks for: of each word, from which term to which."""
    return [[(term.text, term.text + _LAST * term.begins) for term in alternatives] for alternatives in wanted]


def _known(dialect: ModuleType) -> Select[bool]:
    """Whether no word is without a term: few steps into the index for each alternative, however many stories."""
    word, found = _words(dialect)
    return select((~exists().select_from(word).where(~found)).label("known"))


def _held(dialect: ModuleType) -> Select[int]:
    """How many words have a term."""
    word, found = _words(dialect)
    return select(func.count().label("held")).select_from(word).where(found)


def _words(dialect: ModuleType) -> tuple[TableValuedAlias, ColumnElement[bool]]:
    """The `wanted` words, and whether one of them has a term."""
    word = _each(dialect, bindparam("wanted", type_=Json), "word")
    way = _each(dialect, word.c.value, "way")
    first, last = (way.c.value.op("->>", return_type=Text())(literal_column(no)) for no in "01")
    # Values of their own: joined, SQLite begins with all posts in these states, PostgreSQL with all terms.
    state = select(posts.c.state).where(posts.c.id == terms.c.post_id).scalar_subquery()
    held = select(terms.c.post_id).where(terms.c.term.between(first, last), one_of(state, _LISTED))
    found = (
        exists().select_from(way).where(held.limit(literal_column("1")).correlate(way).scalar_subquery().is_not(None))
    )
    return word, found.correlate(word)


def _each(dialect: ModuleType, held: ColumnElement[Any], name: str) -> TableValuedAlias:
    if dialect is sqlite:
        return func.json_each(held).table_valued("value", name=name)
    return func.json_array_elements(held, type_=Json).table_valued("value", name=name).render_derived()


KNOWN = Prepared(_known)
"""`known`: whether each of the `wanted` words stands in some story."""
HELD = Prepared(_held)
"""`held`: how many of them do."""
