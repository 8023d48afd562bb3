"""Posts with their versions and media, by prepared statements: every turn and every start of a broadcast reads some."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from bot.content import Post
from storage.content import post_media, post_of, posts, select_media, versions
from storage.prepared import Prepared, Runner
from storage.schema import among

_ONE = select(posts).where(posts.c.id == bindparam("post"))
POST, HELD = Prepared(_ONE), Prepared(_ONE.with_for_update(key_share=True))
VERSIONS = Prepared(select(versions).where(versions.c.post_id == bindparam("post")))
MEDIA = Prepared(select_media().where(post_media.c.post_id == bindparam("post")))


def whole_post(runner: Runner, post_id: int, *, held: bool = False) -> Post | None:
    """As it stands; held: nobody else changes it before the transaction that is open ends."""
    one = {"post": post_id}
    row = runner.row(HELD if held else POST, one)
    return post_of(row, runner.rows(VERSIONS, one), runner.rows(MEDIA, one)) if row else None


VERSIONS_OF = Prepared(lambda dialect: select(versions).where(among(dialect, versions.c.post_id)))
MEDIA_OF = Prepared(lambda dialect: select_media().where(among(dialect, post_media.c.post_id)))


def whole_posts(runner: Runner, rows: Sequence[Any]) -> list[Post]:
    """The posts of these rows, with what they hold."""
    ids = {"ids": [row.id for row in rows]}
    written, shown = _by_post(runner.rows(VERSIONS_OF, ids)), _by_post(runner.rows(MEDIA_OF, ids))
    return [post_of(row, written[row.id], shown[row.id]) for row in rows]


def _by_post(rows: Sequence[Any]) -> Mapping[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    for row in rows:
        found[row.post_id].append(row)
    return found
