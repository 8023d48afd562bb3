"""The terms that posts are found by: one table and the same statements on either database."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Select,
    Table,
    TableValuedAlias,
    Text,
    bindparam,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    select,
    true,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.content import Post, PostState
from bot.searching import Term, terms_in
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


def matches(dialect: Dialect, wanted: Sequence[Sequence[Term]], least: int) -> Select[int, int, int]:
    """Posts that hold at least so many of these in one of their alternatives.

    Their id, how many, and how many in a first line.
    """
    word, way, begins = _ways(_MODULES[dialect.name], literal(spans(wanted), Json))
    heading = func.max(case((terms.c.heading, 1), else_=0)).label("heading")
    held = select(terms.c.post_id, heading).select_from(word.join(way, true()).join(terms, begins))
    found = held.group_by(cast(word.c.value, Text), terms.c.post_id).subquery()
    number = func.count()
    counted = select(found.c.post_id, number.label("number"), func.sum(found.c.heading).label("heading"))
    return counted.group_by(found.c.post_id).having(number >= least)


def spans(wanted: Sequence[Sequence[Term]]) -> list[list[tuple[str, str]]]:
    """What a statement asks for: of each word, from which term to which."""
    return [[(term.text, term.text + _LAST * term.begins) for term in alternatives] for alternatives in wanted]


def _known(module: Any) -> Select[bool]:  # noqa: ANN401 - SQLAlchemy's module of a dialect
    """Whether no word is without a term: few steps into the index for each alternative, however many stories."""
    word, way, begins = _ways(module, bindparam("wanted", type_=Json))
    # Within a value of its own: joined, SQLite begins with all posts in these states and walks through their terms.
    state = select(posts.c.state).where(posts.c.id == terms.c.post_id).scalar_subquery()
    found = exists().select_from(way.join(terms, begins)).where(one_of(state, _LISTED))
    return select((~exists().select_from(word).where(~found.correlate(word))).label("known"))


def _ways(
    module: Any,  # noqa: ANN401 - as above
    wanted: ColumnElement[Any],
) -> tuple[TableValuedAlias, TableValuedAlias, ColumnElement[bool]]:
    """Each word of `spans`, each of its alternatives, and whether a term is one of those."""
    word = _each(module, wanted, "word")
    way = _each(module, word.c.value, "way")
    first, last = (way.c.value.op("->>", return_type=Text())(literal_column(no)) for no in "01")
    return word, way, terms.c.term.between(first, last)


def _each(module: Any, held: ColumnElement[Any], name: str) -> TableValuedAlias:  # noqa: ANN401 - as above
    if module is sqlite:
        return func.json_each(held).table_valued("value", name=name)
    return func.json_array_elements(held, type_=Json).table_valued("value", name=name).render_derived()


_MODULES: dict[str, Any] = {"sqlite": sqlite, "postgresql": postgresql}
KNOWN = Prepared(_known)
"""`known`: whether each of the `wanted` words stands in some story."""
